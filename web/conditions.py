"""The conditions of a request one by one: each can be taken off by a link, which says what it would find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from corpus.errors import CutShort
from corpus.tongue import message, said
from search.browse.listing import n_counted
from search.match.filters import NO_COMMITTEE
from search.page.words import day, kind_of
from search.query.nodes import Phrase, Word
from search.query.query import STOP_WORDS, Query
from search.query.speakers import speaker_names
from search.searcher import Searcher
from web.arguments import Asked, narrowed

# Thirty bars fill two rows of a phone; reason only.
_LONGEST_SPAN = 30
# Reason only: each is searched for.
_MOST_WORDS = 4
Value = TypeVar("Value")
_MODES = {"lexical": message("words only"), "dense": message("meaning only")}


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in words, and the same request without it."""

    said: str
    without: Asked


@dataclass(frozen=True, slots=True)
class Advice:
    """What to try instead, in words, the request, and how many items would be counted."""

    said: str
    asked: Asked
    matched: int


@dataclass(frozen=True, slots=True)
class Year:
    """A year with its count, how high its bar is of 100, and the request that chooses it or takes it off."""

    name: str
    count: int
    height: int
    asked: Asked
    is_chosen: bool


def conditions(asked: Asked) -> list[Condition]:
    """Return what narrows a request beside its words, in the order of the form."""
    return [Condition(words, without) for words, without in _conditions(asked)]


def _conditions(asked: Asked) -> Iterator[tuple[str, Asked]]:
    filters = asked.filters
    for name in asked.committees:
        rest = narrowed(asked, committees=_without(name, asked.committees))
        yield committee_called(name), rest
    for name in asked.councils:
        yield name, narrowed(asked, councils=_without(name, asked.councils))
    for name in filters.speakers:
        rest = narrowed(asked, speakers=_without(name, filters.speakers))
        yield said("%(name)s speaks", name=name), rest
    if filters.decided:
        yield said("with a decision"), narrowed(asked, decided=False)
    for kind in asked.kinds:
        yield kind_of(kind), narrowed(asked, kinds=_without(kind, asked.kinds))
    if period := _period(filters.date_from, filters.date_to):
        yield period, between(asked, None, None)
    if filters.within:
        yield said("one document"), narrowed(asked, within="")
    if asked.mode in _MODES:
        yield said(_MODES[asked.mode]), replace(asked, mode="hybrid")


def committee_called(name: str) -> str:
    """Return the name of a committee to filter by as it is shown."""
    return said("Committee unknown") if name == NO_COMMITTEE else name


def _without(one: Value, several: Sequence[Value]) -> tuple[Value, ...]:
    return tuple(other for other in several if other != one)


def _period(first: date | None, last: date | None) -> str:
    if first and last:
        whole_year = (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31))
        return (
            str(first.year)
            if whole_year
            else said("%(first)s to %(last)s", first=day(first), last=day(last))
        )
    if first:
        return said("from %(day)s", day=day(first))
    return said("up to %(day)s", day=day(last)) if last else ""


def between(asked: Asked, first: date | None, last: date | None) -> Asked:
    """Return the same request for meetings between two dates, either of which may be missing."""
    return replace(
        asked,
        date_from=first.isoformat() if first else "",
        date_to=last.isoformat() if last else "",
        filters=replace(asked.filters, date_from=first, date_to=last),
    )


def years(asked: Asked, counts: Iterable[tuple[str, int]]) -> list[Year]:
    """Return (year, count) as bars, each with the request for that year alone.

    Between the first and the last no year is left out, so that a gap is seen: it has no item and no bar.
    """
    known = {int(name): count for name, count in counts}
    highest = max(known.values(), default=1)
    span = range(min(known), max(known) + 1) if known else ()
    found = []
    for year in span if len(span) <= _LONGEST_SPAN else sorted(known):
        name, count = str(year), known.get(year, 0)
        first, last = date(int(name), 1, 1), date(int(name), 12, 31)
        is_chosen = (asked.filters.date_from, asked.filters.date_to) == (first, last)
        wanted = between(asked, None, None) if is_chosen else between(asked, first, last)
        height = max(4, round(100 * count / highest)) if count else 0
        found.append(Year(name, count, height, wanted, is_chosen))
    return found


def advice(searcher: Searcher, asked: Asked, query: Query) -> list[Advice]:
    """Return what would find something where a request finds nothing, each with its number; `query` is how it was read."""
    tries = [
        (said("Without “%(condition)s”", condition=one.said), one.without)
        for one in conditions(asked)
    ]
    if len(tries) > 1:
        bare = replace(between(asked, None, None), mode="hybrid")
        nothing: dict[str, Any] = dict.fromkeys(("committees", "councils", "kinds", "speakers"), ())
        other = narrowed(bare, **nothing, within="", decided=False)
        tries.append((said("Without any of them"), other))
    plain = _plain_words(asked.text) or _name_and_words(query)
    if plain:
        tries.append((said("The plain words: %(words)s", words=plain), replace(asked, text=plain)))
    tries += [
        (said("Only “%(word)s”", word=word), replace(asked, text=word))
        for word in _single_words(query)
    ]
    found = []
    for words, other in tries:
        with suppress(CutShort):
            if n_found := n_counted(searcher, other.text, other.filters):
                found.append(Advice(words, other, n_found))
    return found


def _single_words(query: Query) -> list[str]:
    """Return the words of a query that tell of a topic, a few of the first, where there are several."""
    words = [
        word.strip("?!.,;:'’()")
        for node in query.scored
        if isinstance(node, Word | Phrase) and node.field is None
        for word in node.text.split()
    ]
    found = list(dict.fromkeys(word for word in words if word and word.lower() not in STOP_WORDS))
    return found[:_MOST_WORDS] if len(found) > 1 else []


def _name_and_words(query: Query) -> str:
    """Return the name and the words of a question of what somebody said, "" of any other."""
    names = speaker_names(query.scored) if query.speaker else ()
    words = (node.bare for node in query.about_words if isinstance(node, Word))
    return " ".join((*names, *words)) if query.speaker else ""


def _plain_words(text: str) -> str:
    """Return a query without its operators, or "" if it has none."""
    words = [
        word.partition(":")[2] or word
        for word in text.replace('"', " ").replace("(", " ").replace(")", " ").split()
        if word not in ("AND", "OR", "NOT") and not word.startswith(("-", "NEAR"))
    ]
    plain = " ".join(word.strip("+*~") for word in words)
    return plain if plain and plain != " ".join(text.split()) else ""
