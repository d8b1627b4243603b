"""Which searches what is new matches: of all that counts for a search only the new rows are looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.errors import CutShort
from indexer.generation import catalogue
from indexer.passages.passage import Passage
from search.away.alerts.following import continuing, why_continuing
from search.away.alerts.wanted import Alert
from search.expand.steps import rewritten
from search.page.marked import Pattern, matches
from search.page.marks import in_row, to_mark
from search.page.snippets import Snippet, snippets
from search.query import budget
from search.query.query import Query, read_query
from search.query.speakers import speaker_names, spoken_by
from search.searcher import Searcher

_MONEY = re.compile(r"[£€$]")


@dataclass(frozen=True, slots=True)
class Why:
    """Why an item is told: sentences of it, verbatim; `by_words` is False for what is only near in meaning.

    `in_title`: the words of the search that its title has. `reasons` say how it belongs to an item that is followed.
    """

    snippets: tuple[Snippet, ...]
    by_words: bool
    reasons: tuple[str, ...] = ()
    in_title: tuple[str, ...] = ()


def matching(searcher: Searcher, alert: Alert, rows: Sequence[int]) -> list[int]:
    """Return which of the rows a search finds, in order.

    What counts for it, as on a page of its results, and with `near` what that page shows as near, too. Raises
    CutShort for one that costs more than a search may.
    """
    if alert.follow:
        return continuing(searcher, alert, rows)
    with budget.limited():
        if alert.near:
            query = searcher.expanded(alert.search, alert.filters)
            ranking = searcher.ranker.rank(query, "hybrid", 1)
            near = set(ranking.near.tolist())
            return [row for row in rows if ranking.counted[row] or row in near]
        counted = searcher.ranker.rank(_as_counted(searcher, alert), "lexical", 1).counted
    return [row for row in rows if counted[row]]


def _as_counted(searcher: Searcher, alert: Alert) -> Query:
    """Return a search as far as it decides what counts.

    In which forms its words stand in all the old texts decides the order alone, but for sums of money, and takes
    longer than all the rest.
    """
    without = searcher.without
    if not _MONEY.search(alert.search):
        without |= {"typed forms"}
    return rewritten(read_query(alert.search, alert.filters), searcher.records, without=without)


def why(searcher: Searcher, alert: Alert, passage: Passage) -> Why | None:
    """Return why a search finds an item of this index, None where it does not any more.

    Of a search that costs too much it is not known: then no sentence is shown.
    """
    if alert.follow:
        found = why_continuing(searcher, alert, passage)
        return Why(found[0], by_words=True, reasons=found[1]) if found else None
    row = searcher.read(catalogue.row_of, passage.id)
    if row is None:
        return None
    try:
        with budget.limited():
            return _why(searcher, alert, passage, row)
    except CutShort:
        return Why((), by_words=True)


def _why(searcher: Searcher, alert: Alert, passage: Passage, row: int) -> Why | None:
    query = searcher.expanded(alert.search, alert.filters)
    by_words = bool(searcher.ranker.rank(query, "lexical", 1).counted[row])
    window = None if by_words else _nearest(searcher, alert, query, row)
    if not by_words and window is None:
        return None
    patterns = in_row(to_mark(query), query, row)
    names = tuple(speaker_names(query.scored))
    spoken = spoken_by(passage.annotations, names)
    found = snippets(passage.text, patterns, searcher.weight, window, spoken)
    title = _marked_in(passage.title, patterns) if by_words else ()
    return Why(found, by_words, in_title=title)


def _nearest(searcher: Searcher, alert: Alert, query: Query, row: int) -> tuple[int, int] | None:
    """Return the stretch of an item that is near to a search which asks for such, None where it is not near."""
    ranking = searcher.ranker.rank(query, "hybrid", 1) if alert.near else None
    if ranking is None or ranking.dense is None or row not in ranking.near:
        return None
    return searcher.dense.span(searcher.dense.best_window(ranking.dense, row))


def _marked_in(title: str, patterns: Sequence[Pattern]) -> tuple[str, ...]:
    return tuple(_each_once(title[start:end] for start, end, _ in matches(title, patterns)))


def words_of(found: Why) -> list[str]:
    """Return the words that something was found by, as they stand there, each once; none of what is only near."""
    if not found.by_words:
        return []
    words = _each_once(
        snippet.text[start:end] for snippet in found.snippets for start, end in snippet.highlights
    )
    said = {word.casefold() for word in words}
    beside = [word for word in found.in_title if word.casefold() not in said]
    return [*words, *(f"{word} (in the title)" for word in beside)]


def _each_once(words: Iterable[str]) -> list[str]:
    shown: dict[str, str] = {}
    for word in words:
        plain = " ".join(word.split())
        shown.setdefault(plain.casefold(), plain)
    return list(shown.values())
