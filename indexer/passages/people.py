"""Who is named in a text, as what, and which stretches of it report what they said."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from corpus.text import BULLET
from corpus.wording import one_of
from indexer.language.windows import Span, sentences

COUNCILLOR = r"(?:[Cc]ouncillors?|COUNCILLORS?|Cllrs?\.?|Alderm[ae]n|Cmhlr\.?|Senator)"
_PERSONAL = (
    one_of(
        *"Mr Mrs Ms Miss Mx Dr Prof Professor Sir Dame Lord Lady Revd? Major Sgt Supt".split(),
        *"Superintendent Inspector Canon".split(),
    )
    + r"\.?"
)
_PARTICLE = r"(?:de|van|der|den|von|la|le|Uí|Ó|Ní|Mac|St\.?) "
_WORD = r"(?:[A-ZÀ-Þ][\w’'-]*[a-zà-ÿ’'][\w’'-]*|[A-Z]{3,}|O[’'] ?[A-Z]\w+)"
_INITIALS = r"(?:[A-Z](?:\.|\b) ?){0,3}"
# "Sheahan (K)" tells two Sheahans apart as "K. Sheahan" does.
NAME = (
    rf"(?:{_PERSONAL} )?{_INITIALS}(?:{_PARTICLE})?{_WORD}"
    rf"(?:(?: |-)(?:{_PARTICLE})?{_WORD}){{0,2}}(?: \([A-Z]{{1,2}}\))?"
)
_AND = r"(?:,? and |, | & )"
_GROUP = re.compile(
    rf"\b(?:(?P<councillors>{COUNCILLOR})|(?P<personal>{_PERSONAL})) "
    rf"(?P<names>{NAME}(?:{_AND}(?!{COUNCILLOR})(?!{_PERSONAL} ){NAME})*)"
)
_ONE_NAME = re.compile(NAME)
_ROLE_WORD = one_of(
    *"Director Head".split(),
    "Chief Executive",
    "Chief Officer",
    "Chief Finance Officer",
    "Monitoring Officer",
    *"Solicitor Treasurer Manager Engineer Planner Officer Secretary Administrator".split(),
    *"Superintendent Barrister Chair Chairman Chairwoman Chairperson Cathaoirleach".split(),
    *"Mayor Leader Member".split(),
    "Portfolio Holder",
    "Auditor",
)
# The name of who holds an office is no part of it: "the Cabinet Member for Schools, Councillor Lee".
_TITLED = rf"{COUNCILLOR}|{_PERSONAL} "
_OFFICE = re.compile(
    r"\b(?:[Tt]he|THE) (?P<office>"
    r"(?:(?:[A-Z][\w’'-]+|and|&) ){0,6}?"
    rf"{_ROLE_WORD}\b"
    rf"(?:,? (?:of|for|with responsibility for)(?: the)? [A-Z][\w’'-]+"
    rf"(?:(?:,| and| &)? (?!{_TITLED})[A-Z][\w’'-]+){{0,8}}"
    rf"|,? (?!{_TITLED})[A-Z][\w’'-]+(?:(?: and| &)? (?!{_TITLED})[A-Z][\w’'-]+){{0,4}})?"
    r"(?: \([A-Z][^()\n]{2,60}\))?)"
)
_VERB = one_of(
    *(
        "said says asked explained stated reported commented noted advised replied responded argued "
        "suggested proposed moved seconded queried questioned welcomed expressed thanked warned "
        "told added agreed disagreed objected raised felt"
    ).split(),
    "considered that",
    *(
        "observed outlined introduced presented addressed requested urged spoke pointed highlighted "
        "referred described opposed supported declared pressed wondered confirmed insisted "
        "acknowledged apologised called informed reminded sought congratulated concluded remarked "
        "enquired inquired read gave gives"
    ).split(),
    "paid tribute",
    *(
        "summarised clarified emphasised stressed reiterated endorsed echoed commended recommended "
        "submitted provided recalled claimed hoped believed thought accepted answered feared "
        "doubted indicated announced disclosed encouraged invited maintained quoted admitted denied "
        "conceded complained regretted wished drew undertook agreed put concurred estimated"
    ).split(),
    "read out",
    *"spoken explaining stating asking saying noting adding suggesting".split(),
)
# A verb that reports speech, unless it is passive.
_SPEAKS = re.compile(
    rf"(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bbe )(?<!\bis )(?<!\bbeing )\b{_VERB}\b"
)
# Words behind which a person is not who speaks.
_OBJECT = re.compile(
    r"\b"
    + one_of(
        *(
            "to from of with for by on at about between against than behalf thank thanked asked "
            "invited informed advised told welcomed congratulated including via replaced like "
            "despite reminded whether were was is include included"
        ).split()
    )
    + r"(?: the| an?)?(?: [A-Z]\w+)?\W*$"
)
_MOST_TO_VERB = 140
# White space and a bullet between two sentences.
_GAP = 5
_HE = re.compile(
    r"\W*(?:(?:[Ii]n (?:conclusion|addition|response|reply)|Also|Finally|However)[, ]+)?"
    r"(?:He|She|They|he|she) "
)
_ENDS_SPEECH = re.compile(
    r"\W*"
    + one_of(
        *"RESOLVED Resolved DECISION".split(),
        "It was ",
        "On being put",
        r"The (?:motion|amendment|recommendations?|"
        r"Committee|Council|Commission|Board|Panel|Cabinet|Executive|meeting)\b",
        r"Members\b",
        "In response",
        "Proposed by",
        "Seconded by",
        "A vote",
        "Voting",
    )
)
_PARTY = re.compile(
    r"^ ?\((?P<party>Lab(?:our)?(?: (?:and|&) Co-?op\w*)?|Con(?:servative)?|"
    r"Lib ?Dems?|LD|Liberal Democrats?|Green|Ind(?:ependent)?|UKIP|Reform(?: UK)?|"
    r"Plaid Cymru|SNP|FF|FG|SF|Fianna F[áa]il|Fine Gael|Sinn F[ée]in)\)",
    re.IGNORECASE,
)
_POST = (
    r"(?:(?:Deputy|Assistant|Lead|Vice|Lord|City|Executive|Cabinet|Shadow|Group|Joint|Acting|"
    r"Opposition)[ -]?){0,3}(?:Chair\w*|Mayor|Leader|Member|Portfolio Holder|Spokes\w+|"
    r"Cathaoirleach|Whip|Convenor|Champion|Councillor)"
)
_ROLE_BEHIND = re.compile(
    rf"^(?: \(| ?, (?:the |as )?)(?P<role>{_POST}"
    rf"(?: (?:of|for|with|on) [^,.;:()\n]{{3,80}}?"
    rf"(?:, [A-Z][\w ]{{2,40}}? and [A-Z][\w’' ]{{2,40}}?)?)?)"
    rf"(?=\)|,|\.|;|$| (?:and |also )?(?:{_VERB})\b)"
)
_ROLE_BEFORE = re.compile(
    rf"\b(?:[Tt]he )(?P<role>{_POST}(?: (?:of|for|with) [^,.;:()\n]{{3,60}})?), $"
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person as a text names them; what it does not say is empty."""

    name: str
    role: str = ""
    party: str = ""
    councillor: bool = False


@dataclass(frozen=True, slots=True)
class Speech:
    """A stretch of a text, characters `start` up to `end`, that reports what a person said or moved."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A person at a place of a text; `alone` unless another name of the same list follows."""

    person: Person
    start: int
    end: int
    alone: bool


def plain_name(name: str) -> str:
    """Return a name without the possessive and the title in front of it."""
    name = re.sub(r"['’]s?$", "", " ".join(name.split()))
    return re.sub(rf"^(?:{COUNCILLOR}|{_PERSONAL}) ", "", name).strip(" ,")


def mentions(text: str) -> list[Mention]:
    """Return every person named with a title, and every office that is named as an actor."""
    found: list[Mention] = []
    for match in _GROUP.finditer(text):
        found.extend(_of_group(text, match))
    taken = [(mention.start, mention.end) for mention in found]
    starts = [start for start, _ in taken]
    for match in _OFFICE.finditer(text):
        at = bisect_right(starts, match.start()) - 1
        if at < 0 or taken[at][1] <= match.start():
            found.append(Mention(Person(match["office"].strip()), match.start(), match.end(), True))
    found.sort(key=lambda mention: (mention.start, mention.end))
    # "The Portfolio Holder, Mr Mathias, introduced": the office is the role of who is named.
    return [
        mention
        for mention, behind in zip_longest(found, found[1:])
        if behind is None
        or (
            not text.startswith("the ", mention.start)
            and not text.startswith("The ", mention.start)
        )
        or text[mention.end : behind.start] != ", "
        or text.startswith(("the ", "The "), behind.start)
    ]


def _of_group(text: str, match: re.Match[str]) -> Iterator[Mention]:
    names = list(_ONE_NAME.finditer(text, match.start("names"), match.end("names")))
    councillor = match["councillors"] is not None
    plural = councillor and match["councillors"].rstrip(".").lower().endswith("s")
    if not plural and len(names) > 1:
        names = names[:1]
    for number, found in enumerate(names):
        last = number + 1 == len(names)
        behind = text[found.end() : found.end() + 160]
        party = _PARTY.match(behind)
        role = _ROLE_BEHIND.match(behind[party.end() if party else 0 :])
        before = _ROLE_BEFORE.search(text, max(0, match.start() - 100), match.start())
        post = role or (before if len(names) == 1 else None)
        name = plain_name(found[0]) if councillor else f"{match['personal']} {plain_name(found[0])}"
        person = Person(
            name,
            " ".join(post["role"].split()) if post else "",
            party["party"] if party else "",
            councillor,
        )
        yield Mention(person, match.start() if number == 0 else found.start(), found.end(), last)


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


def speeches(text: str, found: Sequence[Mention] | None = None) -> tuple[Speech, ...]:
    """Return the stretches that report speech, in order of the text.

    A stretch goes on to the end of its paragraph, with the list that a colon announces, until
    somebody else speaks, the meeting acts, or a resolution begins.
    """
    all_mentions = list(mentions(text) if found is None else found)
    spans = sentences(text)
    starts = [mention.start for mention in all_mentions]
    result: list[Speech] = []
    current: list[str] = []
    line_end = -1
    for number, span in enumerate(spans):
        first = bisect_right(starts, span.start - 1)
        last = bisect_right(starts, span.end - 1)
        speakers = _speakers(text, span, all_mentions[first:last])
        new_line = span.start > line_end
        line_end = _line_end(text, span.end) if new_line else line_end
        if speakers:
            current = speakers
            result.extend(Speech(name, span.start, span.end) for name in speakers)
        elif current and _goes_on(text, span, new_line=new_line, before=spans[number - 1].end):
            result.extend(Speech(name, span.start, span.end) for name in current)
        else:
            current = []
    return _joined(result)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _goes_on(text: str, span: Span, *, new_line: bool, before: int) -> bool:
    """Say whether a sentence that names no speaker still reports what the last one said."""
    if _ENDS_SPEECH.match(text, span.start):
        return False
    if not new_line:
        return True
    is_point = text.startswith(BULLET, max(0, span.start - len(BULLET)))
    announced = text[max(0, before - 3) : before].rstrip(" -–").endswith((":", ";")) or (
        text[:before].endswith("; and")
    )
    return (is_point and announced) or bool(
        _HE.match(text, span.start) and _SPEAKS.search(text, span.start, span.end)
    )


def _speakers(text: str, span: Span, found: Sequence[Mention]) -> list[str]:
    """Return who speaks in a sentence: who stands before a verb of speech, as its subject."""
    names: dict[str, None] = {}
    waiting: list[str] = []
    for number, mention in enumerate(found):
        inside = text[span.start : mention.start]
        if _OBJECT.search(inside[-40:]) and not _moved_by(inside):
            waiting = []
            continue
        if _moved_by(inside):
            names.setdefault(mention.person.name)
            continue
        following = found[number + 1].start if number + 1 < len(found) else span.end
        clause = text[mention.end : min(following, span.end, mention.end + _MOST_TO_VERB)]
        waiting.append(mention.person.name)
        if _SPEAKS.search(clause):
            for name in waiting:
                names.setdefault(name)
            waiting = []
        elif not re.match(r"(?:\s*\([^)]*\))?\s*(?:,|and\b|&|,? ?$)", clause):
            waiting = []
    return list(names)


_MOVED_BY = re.compile(
    r"\b(?:[Pp]roposed|PROPOSED|[Ss]econded|SECONDED|[Mm]oved|MOVED|[Rr]aised|[Ss]ubmitted)"
    r"(?: in the name of)?(?: by)?[: ]*(?:the )?$"
    r"|\b(?:proposal|motion|proposition|Mover|Seconder|[Pp]roposer|name) ?(?:of|:)? ?(?:the )?$"
)


def _moved_by(before: str) -> bool:
    return bool(_MOVED_BY.search(before[-40:]))


def _joined(found: Sequence[Speech]) -> tuple[Speech, ...]:
    """Return the stretches; those of one person with nothing but white space between are one."""
    joined: list[Speech] = []
    latest: dict[str, int] = {}
    for speech in found:
        at = latest.get(speech.name)
        if at is not None and speech.start - joined[at].end <= _GAP:
            joined[at] = Speech(speech.name, joined[at].start, speech.end)
        else:
            latest[speech.name] = len(joined)
            joined.append(speech)
    return tuple(joined)
