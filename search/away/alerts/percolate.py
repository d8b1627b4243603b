"""Which searches what is new matches: of all that counts for a search only the new rows are looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.errors import CutShort
from indexer.generation import catalogue
from indexer.passages.passage import Passage
from search.away.alerts.following import continuing, why_continuing
from search.away.alerts.wanted import Alert
from search.expand.steps import rewritten
from search.page.marked import Pattern, matches
from search.page.marks import in_passage, to_mark
from search.page.snippets import Snippet, snippets
from search.query import budget
from search.query.query import Query, read_query
from search.query.speakers import speaker_names, spoken_by
from search.rank.values import Ranking
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


class Reasons:
    """Why items of an index are told for one search, which is ranked once for all of them."""

    def __init__(self, searcher: Searcher, alert: Alert) -> None:
        """Rank nothing before the first item is asked about."""
        self._searcher, self._alert = searcher, alert

    def of(self, passage: Passage) -> Why | None:
        """Return why the search finds an item of the index, None where it does not any more.

        Of a search that costs too much it is not known: then no sentence is shown.
        """
        if self._alert.follow:
            found = why_continuing(self._searcher, self._alert, passage)
            return Why(found[0], by_words=True, reasons=found[1]) if found else None
        row = self._searcher.read(catalogue.row_of, passage.id)
        if row is None:
            return None
        try:
            with budget.limited():
                return self._why(passage, row)
        except CutShort:
            return Why((), by_words=True)

    @cached_property
    def _query(self) -> Query:
        return self._searcher.expanded(self._alert.search, self._alert.filters)

    @cached_property
    def _ranking(self) -> Ranking | None:
        """Return the ranking of the search, None if it costs too much. What counts is the same in both modes."""
        try:
            return self._searcher.ranker.rank(
                self._query, "hybrid" if self._alert.near else "lexical", 1
            )
        except CutShort:
            return None

    def _why(self, passage: Passage, row: int) -> Why | None:
        ranking = self._ranking
        if ranking is None:
            return Why((), by_words=True)
        by_words = bool(ranking.counted[row])
        window = None if by_words else self._nearest(ranking, row)
        if not by_words and window is None:
            return None
        query = self._query
        patterns = in_passage(to_mark(query), query, passage.title, passage.text)
        names = tuple(speaker_names(query.scored))
        spoken = spoken_by(passage.annotations, names)
        found = snippets(passage.text, patterns, self._searcher.weight, window, spoken)
        title = _marked_in(passage.title, patterns) if by_words else ()
        return Why(found, by_words, in_title=title)

    def _nearest(self, ranking: Ranking, row: int) -> tuple[int, int] | None:
        """Return the stretch of an item that is near to a search which asks for such, None where it is not near."""
        if ranking.dense is None or row not in ranking.near:
            return None
        dense = self._searcher.dense
        return dense.span(dense.best_window(ranking.dense, row))


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
