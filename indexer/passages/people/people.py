"""Who is named in a text, and as what."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from corpus.lazy_pattern import lazy_pattern
from corpus.wording import wordings
from indexer.passages.annotations import Person
from indexer.passages.people.names import COUNCILLOR, NAME, PERSONAL, plain_name
from indexer.passages.tuning import BESIDE

_W = wordings("indexer.passages.people", "people.toml")
_AND = r"(?:,? and |, | & )"
_GROUP = lazy_pattern(
    rf"\b(?:(?P<councillors>{COUNCILLOR})|(?P<personal>{PERSONAL})) "
    rf"(?P<names>{NAME}(?:{_AND}(?!{COUNCILLOR})(?!{PERSONAL} ){NAME})*)"
)
_ONE_NAME = lazy_pattern(NAME)
_ROLE_WORD = _W["offices"]
# The name of who holds an office is no part of it: "the Cabinet Member for Schools, Councillor Lee".
_TITLED = rf"{COUNCILLOR}|{PERSONAL} "
_OFFICE = lazy_pattern(
    r"\b(?:[Tt]he|THE) (?P<office>"
    r"(?:(?:[A-Z][\w’'-]+|and|&) ){0,6}?"
    rf"{_ROLE_WORD}\b"
    rf"(?:,? (?:of|for|with responsibility for)(?: the)? [A-Z][\w’'-]+"
    rf"(?:(?:,| and| &)? (?!{_TITLED})[A-Z][\w’'-]+){{0,8}}"
    rf"|,? (?!{_TITLED})[A-Z][\w’'-]+(?:(?: and| &)? (?!{_TITLED})[A-Z][\w’'-]+){{0,4}})?"
    r"(?: \([A-Z][^()\n]{2,60}\))?)"
)
# Verbs of speech, in the forms in which minutes report it.
VERB = _W["verbs"]
_PARTY = lazy_pattern(rf"^ ?\((?P<party>{_W['parties']})\)", re.IGNORECASE)
_POST = rf"(?:{_W['before_posts']}[ -]?){{0,3}}{_W['posts']}"
_ROLE_BEHIND = lazy_pattern(
    rf"^(?: \(| ?, (?:the |as )?)(?P<role>{_POST}"
    rf"(?: (?:of|for|with|on) [^,.;:()\n]{{3,80}}?"
    rf"(?:, [A-Z][\w ]{{2,40}}? and [A-Z][\w’' ]{{2,40}}?)?)?)"
    rf"(?=\)|,|\.|;|$| (?:and |also )?(?:{VERB})\b)"
)
_ROLE_BEFORE = lazy_pattern(
    rf"\b(?:[Tt]he )(?P<role>{_POST}(?: (?:of|for|with) [^,.;:()\n]{{3,60}})?), $"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A person at a place of a text; `alone` unless another name of the same list follows."""

    person: Person
    start: int
    end: int
    alone: bool


def mentions(text: str) -> list[Mention]:
    """Return every person named with a title, and every office that is named as an actor."""
    named = [mention for match in _GROUP.finditer(text) for mention in _of_group(text, match)]
    found = sorted([*named, *_offices(text, named)], key=lambda one: (one.start, one.end))
    return [
        mention
        for mention, behind in zip_longest(found, found[1:])
        if behind is None or not _is_role_of(text, mention, behind)
    ]


def _offices(text: str, named: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the offices that are named as actors, outside what names a person."""
    starts = [mention.start for mention in named]
    for match in _OFFICE.finditer(text):
        at = bisect_right(starts, match.start()) - 1
        if at < 0 or named[at].end <= match.start():
            yield Mention(Person(match["office"].strip()), match.start(), match.end(), True)


def _is_role_of(text: str, mention: Mention, behind: Mention) -> bool:
    """Say whether an office is the role of who is named behind it: "The Portfolio Holder, Mr Mathias"."""
    the = ("the ", "The ")
    return (
        text.startswith(the, mention.start)
        and text[mention.end : behind.start] == ", "
        and not text.startswith(the, behind.start)
    )


def _of_group(text: str, match: re.Match[str]) -> Iterator[Mention]:
    names = list(_ONE_NAME.finditer(text, match.start("names"), match.end("names")))
    councillor = match["councillors"] is not None
    plural = councillor and match["councillors"].rstrip(".").lower().endswith("s")
    if not plural and len(names) > 1:
        names = names[:1]
    for number, found in enumerate(names):
        last = number + 1 == len(names)
        name = plain_name(found[0]) if councillor else f"{match['personal']} {plain_name(found[0])}"
        front = match.start() if len(names) == 1 else None
        person = Person(name, *_role_and_party(text, found.end(), front), councillor)
        yield Mention(person, match.start() if number == 0 else found.start(), found.end(), last)


def _role_and_party(text: str, end: int, front: int | None) -> tuple[str, str]:
    """Return the role and the party behind a name that ends here, or the role in front of `front`."""
    behind = text[end : end + BESIDE.role]
    party = _PARTY.match(behind)
    post = _ROLE_BEHIND.match(behind[party.end() if party else 0 :])
    if post is None and front is not None:
        post = _ROLE_BEFORE.search(text, max(0, front - BESIDE.post), front)
    return " ".join(post["role"].split()) if post else "", party["party"] if party else ""


def people(text: str, found: Sequence[Mention] | None = None) -> tuple[Person, ...]:
    """Return the people whom a text names with a title, in order, each name once."""
    known: dict[str, Person] = {}
    for mention in mentions(text) if found is None else found:
        person, before = mention.person, known.get(mention.person.name)
        if before is None:
            known[person.name] = person
        else:
            known[person.name] = Person(
                person.name,
                before.role or person.role,
                before.party or person.party,
                before.councillor or person.councillor,
            )
    return tuple(known.values())
