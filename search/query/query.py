"""What the user typed becomes a Query: words to score by, a condition to hold, filters, notes.

Plain words or a question: the frame of the question and stop words are dropped, and any of the rest may
match.
Explicit syntax is a strict condition, whatever a passage means:

    "a phrase"   +word   -word   word*   word~   a AND b   a OR b   NOT a   (…)   a NEAR/5 b
    title:word   decided:word   speaker:name   committee:name   kind:report   from:2016-01-01   to:2016-12-31

Reading never raises: what cannot be read is searched as plain words, and a note says so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from corpus.tongue import said
from corpus.wording import lists
from search.query.framing import REQUEST_WORDS, is_request, subject
from search.query.names import names_of_the_o
from search.query.nodes import CouncilPlace, Expansion, Filters, Node, Preference, Typed, Word
from search.query.subjectless import NOTE as NO_SUBJECT
from search.query.subjectless import names_no_subject
from search.query.syntax import LETTER, Parser, Unreadable
from search.query.typed import FILTER, is_title_in_capitals, negation_note, readable
from search.query.when import without_dates
from search.query.wishes import wishes

MAX_CHARACTERS = 1_000
MAX_WORDS = 64

# Words that carry no topic in a question; they still count inside quotes and after a + or a field.
_WORDS = lists("search.query", "words.toml")
STOP_WORDS = frozenset(_WORDS["no_topic"])
# Those that stand for nothing longer, in whatever letters.
NEVER_SHORT = frozenset(_WORDS["never_short"])
# "How much was it": the words of the question, and none of what is asked about.
_BEHIND_HOW = frozenset("much many often long far soon well big old high".split())

_QUOTES = str.maketrans("“”„«»", '"""""')
_NOT = r"(?:(?:^|(?<=[\s(]))-|\bNOT\s+)"
_EXCLUDED = re.compile(rf"{_NOT}(?:title:|decided:|speaker:|voted:)?(?:\"[^\"]*\"|[^\s()]+)")
_EXCLUDED_GROUP = re.compile(rf"{_NOT}\(")
_OPERATORS = re.compile(r"\b(?:AND|OR|NOT|NEAR/\d+)\b|\b(?:title|decided|speaker|voted):")
_FILTER_WORDS = re.compile(r'(?:(?<!\S)-)?\b(?:committee|council|kind|from|to):(?:"[^"]*"|\S*)')


@dataclass(frozen=True, slots=True)
class Query:
    """A query as understood: `scored` decides the order, `condition` and `filters` what may appear.

    `about` is what it is about, where that is less than its text; `expansions` are what is searched
    beside its words; `unknown` are its plain words that no record has, `missing_names` those of them
    that are names or references, `elsewhere` those that are places; `preferences` are what comes first, `typed` words that come
    first in the form that was typed, and `cited` the rows of the items
    that its citation names. `given` are the filters that were given apart from the text: what passes both
    may appear. `is_subjectless`: it asks without a word of what about. `speaker`: whose words a question asks for, by the title and the name.
    """

    text: str
    scored: tuple[Node, ...] = ()
    condition: Node | None = None
    filters: Filters = field(default_factory=Filters)
    notes: tuple[str, ...] = ()
    about: str = ""
    missing_names: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    preferences: tuple[Preference, ...] = ()
    typed: tuple[Typed, ...] = ()
    cited: tuple[int, ...] = ()
    given: Filters = field(default_factory=Filters)
    speaker: str = ""
    places: tuple[CouncilPlace, ...] = ()
    is_subjectless: bool = False

    def with_note(self, note: str) -> Query:
        """Return the same query with one more note for the user."""
        return replace(self, notes=(*self.notes, note))

    @property
    def topic(self) -> str:
        """Return what is encoded for the dense retriever: the text without its operators."""
        return _plain_text(self.about or self.text)

    @property
    def about_words(self) -> tuple[Node, ...]:
        """Return what a passage is to be about: what is scored, without whose words are asked for."""
        if not self.speaker:
            return self.scored
        return tuple(
            node for node in self.scored if getattr(node, "field", None) not in ("speaker", "spoke")
        )

    @property
    def is_filtered(self) -> bool:
        """Say whether committees, kinds or dates narrow the search."""
        return self.filters.narrow or self.given.narrow

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to search for."""
        return not self.scored and self.condition is None


# What of the reading can be left out, by its name, to measure what it brings.
FRAMES, TALK = "frames of requests", "words for talk"
PARTS = (FRAMES, TALK)


def read_query(
    text: str,
    filters: Filters | None = None,
    *,
    today: date | None = None,
    without: Collection[str] = (),
) -> Query:
    """Return what `text` asks for. `filters` given apart from the text narrow it beside its own.

    Dates in plain words become preferences, those like "last year" as seen from `today`; if the
    filters say `literal`, they are words. `without` names `PARTS` that are left out.
    """
    given = filters or Filters()
    cleaned, notes = _cleaned(text)
    undated = cleaned
    preferences: tuple[Preference, ...] = ()
    if not given.literal:
        undated, preferences = without_dates(cleaned, today or date.today())
        preferences += wishes(undated)
        notes += [preference.note for preference in preferences]
    # What is asked is the same beside a filter as without one.
    asked = " ".join(FILTER.sub(" ", cleaned).split())
    about = _about(undated, without)
    read = _parsed(about)
    scored = _telling(read.scored, asked, without)
    notes += read.notes
    subjectless = False
    if not (preferences or read.condition) and names_no_subject(asked, scored):
        scored = ()
        subjectless = True
        notes.append(said(NO_SUBJECT))
    if len(scored) > MAX_WORDS:
        scored = scored[:MAX_WORDS]
        notes.append(said("Only the first %(n)s words were searched.", n=MAX_WORDS))
    notes += _notes_of_filters(read.filters, given)
    query = Query(
        cleaned,
        scored,
        read.condition,
        read.filters,
        tuple(notes),
        "" if about == cleaned else about,
        expansions=tuple(names_of_the_o(scored)),
        preferences=preferences,
        given=given,
        is_subjectless=subjectless,
    )
    return replace(query, notes=(*notes, *_notes_of_words(query), *read.notes_of_fields))


def _about(undated: str, without: Collection[str]) -> str:
    return undated if FRAMES in without else subject(undated)


def _notes_of_words(query: Query) -> Iterator[str]:
    """Yield notes of a query that asks for nothing, and of words that only look like a negation."""
    if query.is_empty and not query.is_filtered and not query.is_subjectless:
        yield said("There is no word to search for.")
    if query.condition is None and (note := negation_note(query.text)):
        yield note


def _cleaned(text: str) -> tuple[str, list[str]]:
    """Return what was typed as it can be read, and notes of what was changed or left out."""
    # A lone surrogate, as a terminal gives for a byte that is not UTF-8, can be encoded by nothing.
    text = text.encode("utf-8", "replace").decode("utf-8")
    cleaned, changed = readable(text.translate(_QUOTES))
    notes = [*changed]
    if len(cleaned) > MAX_CHARACTERS:
        cleaned = cleaned[:MAX_CHARACTERS].rsplit(" ", 1)[0]
        notes.append(
            said("Only the first %(n)s characters were searched.", n=f"{MAX_CHARACTERS:,}")
        )
    if cleaned.count('"') % 2:
        notes.append(said("A quotation mark has no partner, so it was left out."))
        head, _, tail = cleaned.rpartition('"')
        cleaned = f"{head} {tail}".strip()
    return cleaned, notes


class _Parsed(NamedTuple):
    """What the syntax of a text says; `notes` are of how it was read, `notes_of_fields` of its filters."""

    scored: tuple[Node, ...]
    condition: Node | None
    filters: Filters
    notes: tuple[str, ...]
    notes_of_fields: tuple[str, ...]


def _parsed(about: str) -> _Parsed:
    """Return a text as its syntax says, or as plain words where that cannot be read."""
    notes: list[str] = []
    plain = is_title_in_capitals(about)
    if plain:
        notes.append(said("This text is in capitals, so AND, OR and NOT in it were read as words."))
    parser = Parser(about, Filters(), operators=not plain)
    try:
        scored, condition = parser.parse()
    except Unreadable as problem:
        notes.append(said("%(problem)s The text was searched as plain words.", problem=problem))
        scored, condition = _plain_words(about), None
    return _Parsed(scored, condition, parser.filters, tuple(notes), tuple(parser.notes))


def _telling(
    scored: tuple[Node, ...], cleaned: str, without: Collection[str] = ()
) -> tuple[Node, ...]:
    """Return the words without those that tell nothing of a topic, if any is left then."""
    scored = _without_stop_words(scored) or scored
    if TALK in without or not is_request(cleaned):
        return scored
    return _without_request_words(scored) or scored


def _notes_of_filters(typed: Filters, given: Filters) -> Iterator[str]:
    """Yield a note if no day passes the filters of the text and those given apart from it."""
    first = max(filter(None, (typed.date_from, given.date_from)), default=None)
    last = min(filter(None, (typed.date_to, given.date_to)), default=None)
    if first and last and first > last:
        yield said("There is no day from %(first)s to %(last)s.", first=first, last=last)


def _plain_text(text: str) -> str:
    text = _OPERATORS.sub(" ", _without_excluded(_FILTER_WORDS.sub(" ", text)))
    return " ".join(re.sub(r"[\"()*]|(?<=\w)~\d?(?=\s|$)|(?:^|(?<=\s))\+", " ", text).split())


def _without_excluded(text: str) -> str:
    while group := _EXCLUDED_GROUP.search(text):
        depth, end = 1, group.end()
        while depth and end < len(text):
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
        # Of a bracket that is not closed nothing is known to be excluded.
        text = f"{text[: group.start()]} {text[group.end() if depth else end :]}"
    return _EXCLUDED.sub(" ", text)


def _plain_words(text: str) -> tuple[Node, ...]:
    words = re.findall(r"[^\s()\"+*]+", _plain_text(text))
    return tuple(Word(word) for word in words if LETTER.search(word))


def _without_stop_words(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Drop stop words. "US", "IT" or "WHO" in capitals are names, "OF" and "THE" are none; May is a month."""
    return tuple(node for at, node in enumerate(nodes) if not _is_stop_word(nodes, at))


def _is_stop_word(nodes: tuple[Node, ...], at: int) -> bool:
    node, bare = nodes[at], _in_small_letters(nodes[at])
    if not isinstance(node, Word) or not bare:
        return False
    if at and bare in _BEHIND_HOW and _in_small_letters(nodes[at - 1]) == "how":
        return True
    if bare not in STOP_WORDS or _is_short_form(node.text.strip("?!.,;:")):
        return False
    return not (bare == "may" and _is_month(nodes, at))


def _is_short_form(word: str) -> bool:
    return word.isupper() and len(word) > 1 and word.lower() not in NEVER_SHORT


def _in_small_letters(node: Node) -> str:
    """Return the word of a plain node, "" for any other."""
    if not isinstance(node, Word) or node.field is not None:
        return ""
    return node.text.strip("?!.,;:'’").lower()


def _without_request_words(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    return tuple(node for node in nodes if _in_small_letters(node) not in REQUEST_WORDS)


def _is_month(nodes: tuple[Node, ...], at: int) -> bool:
    """Say whether "may" is the month: beside a number, or with a capital that begins no question."""
    beside = (nodes[i] for i in (at - 1, at + 1) if 0 <= i < len(nodes))
    if any(isinstance(node, Word) and node.text[0].isdigit() for node in beside):
        return True
    node = nodes[at]
    return at > 0 and isinstance(node, Word) and node.text.startswith("May")
