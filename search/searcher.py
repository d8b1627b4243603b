"""open_index(path) -> Searcher; Searcher.search(...) -> ResultPage."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from corpus.errors import CutShort, UsageError
from indexer.generation import catalogue, texts
from indexer.generation.models import refuse_another, refuse_without_background
from indexer.generation.store import Generation, open_generation
from indexer.language.bm25 import idf
from indexer.passages.passage import Passage
from search.expand.steps import rewritten
from search.match.dense import DenseRetriever
from search.match.filters import Columns
from search.match.lexical import LexicalRetriever
from search.match.meetings import Meetings
from search.match.records import Catalogued, IndexedRecords
from search.match.spoken import Spoken, who_spoke
from search.page.hits import explained, hits_of, quotes_of
from search.page.marked import Pattern
from search.page.marks import to_mark
from search.page.reader import PassageReader
from search.page.results import Hit, ResultPage
from search.page.similar import Precedents, SimilarPage, nothing_similar
from search.query import budget
from search.query.nodes import Filters
from search.query.query import MAX_CHARACTERS, Query, read_query
from search.rank.ranking import Ranker
from search.rank.values import MODES, SORTS, Mode, Sort
from search.tuning import LIMITS

if TYPE_CHECKING:
    from search.page.answers import Answer

MAX_LIMIT = 1_000


class Searcher(PassageReader):
    """Answers queries from one generation. Safe to share between threads."""

    def __init__(self, generation: Generation) -> None:
        """Map the generation's arrays; nothing heavy is loaded before the first query."""
        super().__init__(generation)
        self.lexical = LexicalRetriever(generation)
        self.dense = DenseRetriever(generation)
        self.records = IndexedRecords(
            generation,
            self.lexical,
            self.dense,
            Catalogued(
                committees=lambda: self.columns.committee_names,
                councils=lambda: self.columns.council_names,
                row_of=lambda identifier: self.read(catalogue.row_of, identifier),
                numbers=lambda: self.read(catalogue.column, "number"),
                of_meeting=lambda committee, day: self.columns.of_meeting(committee, day),
                passages=lambda rows: self.read(catalogue.fetch, rows),
                shares=lambda rows, sought: self.read(texts.shares, rows, sought),
                is_written=lambda rows, sought: self.read(texts.is_written, rows, sought),
            ),
        )
        # Steps of `search.expand.steps` that are not taken, by name: for measuring what each brings.
        self.without: frozenset[str] = frozenset()
        self.calibration = generation.calibration
        self.ranker = Ranker(self.lexical, self.dense, lambda: self.columns, self.calibration)

    @property
    def includes_exempt(self) -> bool:
        """Say whether the index was built to hold the text of exempt items, for internal use."""
        return bool(self.manifest.settings.get("include_exempt"))

    @cached_property
    def columns(self) -> Columns:
        """Return the filterable columns."""
        return Columns(
            self.generation,
            lambda one: self.read(catalogue.row_of, one),
            lambda: self.read(catalogue.decided),
            lambda: Spoken(self.read(who_spoke), self.manifest.n_passages),
        )

    def take_over_from(self, earlier: Searcher) -> None:
        """Use what an earlier generation has loaded where this one's files are the same: the encoder."""
        self.dense.take_over_from(earlier.dense)

    def search(
        self,
        text: str,
        *,
        limit: int = 10,
        offset: int = 0,
        mode: Mode = "hybrid",
        filters: Filters | None = None,
        sort: Sort = "relevance",
    ) -> ResultPage:
        """Return the page of hits from `offset` on. Raises UsageError for a wrong argument.

        A query may take `budget.BUDGET_S` seconds of processor time, then it is cut short.
        """
        if mode not in MODES:
            raise UsageError(f"There is no mode {mode!r}. Modes: {', '.join(MODES)}.")
        if sort not in SORTS:
            raise UsageError(f"There is no sort {sort!r}. Sorts: {', '.join(SORTS)}.")
        if not 0 < limit <= MAX_LIMIT or offset < 0:
            raise UsageError(f"A page has 1 to {MAX_LIMIT} hits, and its offset is not negative.")
        started = time.perf_counter()
        with budget.limited():
            try:
                return self._searched(text, filters, mode, sort, limit, offset, started)
            except CutShort as error:
                query = Query(" ".join(text.split())[:MAX_CHARACTERS]).with_note(str(error))
        return ResultPage(
            query=query,
            mode=mode,
            matched=0,
            hits=(),
            offset=offset,
            elapsed_ms=round(1000 * (time.perf_counter() - started), 2),
            committees=(),
            includes_exempt=self.includes_exempt,
            sort=sort,
            cut_short=True,
        )

    def _searched(
        self,
        text: str,
        filters: Filters | None,
        mode: Mode,
        sort: Sort,
        limit: int,
        offset: int,
        started: float,
    ) -> ResultPage:
        query = self.expanded(text, filters)
        ranking = self.ranker.rank(query, mode, offset + limit, sort)
        patterns = to_mark(query)
        hits = hits_of(
            query, patterns, ranking, self.passages, self.dense, self.weight, offset, self.columns
        )
        quoted: tuple[Answer, ...] = ()
        if mode == "hybrid" and offset == 0 and sort == "relevance":
            quoted = quotes_of(
                query, ranking, hits, patterns, self.dense, self.weight, self.calibration
            )
        query = explained(query, ranking, self.records.meets, self.columns)

        def without(**given: Any) -> NDArray[np.bool_]:
            """Return what counts without some given filters, (n,) bool: what another choice would show."""
            others = replace(query.given, **given)
            return ranking.unfiltered & self.ranker.allowed(query.filters, others)

        return ResultPage(
            query=query,
            mode=mode,
            matched=int(np.count_nonzero(ranking.counted)),
            near=len(ranking.near),
            behind=ranking.n_behind,
            folded=sum(ranking.more.values()) + ranking.n_twins,
            n_words=ranking.n_words,
            n_cited=ranking.n_cited,
            n_of_places=ranking.n_of_places,
            hits=hits,
            offset=offset,
            elapsed_ms=round(1000 * (time.perf_counter() - started), 2),
            committees=self.columns.committee_facets(without(committees=())),
            councils=self.columns.council_facets(without(councils=())),
            kinds=self.columns.kind_facets(without(kinds=())),
            years=self.columns.year_facets(without(date_from=None, date_to=None)),
            people=self.columns.spoken.facets(without(speakers=()), ranking.counted),
            n_decided=int(np.count_nonzero(without(decided=False) & self.columns.decided)),
            includes_exempt=self.includes_exempt,
            answers=quoted,
            sort=sort,
            patterns=patterns,
        )

    def similar(
        self, identifier: str, *, limit: int = 10, before: date | None = None, quoted: bool = True
    ) -> SimilarPage:
        """Return the passages most like one, from other meetings, with what was decided, and a `quoted` stretch of each.

        `before` leaves only those of earlier meetings than a date. Raises UsageError for an id that
        is not there, or a wrong limit.
        """
        if not 0 < limit <= MAX_LIMIT:
            raise UsageError(f"A list of similar items has 1 to {MAX_LIMIT}.")
        row = self.read(catalogue.row_of, identifier)
        if row is None and (why := self.retraction(identifier)):
            raise UsageError(why)
        if row is None:
            raise UsageError(
                f"There is no agenda item {identifier!r} in this index. `council-search query` "
                "shows the id of each item in brackets."
            )
        started = time.perf_counter()
        passage = self.read(catalogue.fetch, [row])[0]
        hits = (
            () if passage.exempt else self.precedents.of(row, passage, limit, before, quoted=quoted)
        )
        return SimilarPage(
            passage=passage,
            before=before,
            hits=hits,
            elapsed_ms=round(1000 * (time.perf_counter() - started), 2),
            note="" if hits else nothing_similar(passage, before),
        )

    @cached_property
    def precedents(self) -> Precedents:
        """Return what compares one passage with all others."""

        def fetched(rows: Sequence[int]) -> list[Passage]:
            return self.read(catalogue.fetch, rows)

        return Precedents(
            self.lexical, self.dense, Meetings(self.generation), fetched, self.calibration
        )

    def expanded(
        self, text: str, filters: Filters | None = None, *, look_words_up: bool = True
    ) -> Query:
        """Return a text as it is searched: read, and rewritten by what the records know of its words."""
        return rewritten(
            read_query(text, filters, without=self.without),
            self.records,
            without=self.without,
            look_words_up=look_words_up,
        )

    def marks(self, text: str) -> tuple[Pattern, ...]:
        """Return what to mark for a text in a passage that it was found by; of what is too much, nothing."""
        try:
            with budget.limited():
                return to_mark(self.expanded(text))
        except CutShort:
            return ()

    def ranking(self, text: str, mode: Mode, depth: int) -> list[tuple[str, float]]:
        """Return (passage id, score) of the first `depth` hits: what evaluation needs.

        A page lists ten of what is only near; a measure of recall asks for as many as it is deep.
        """
        most_near = max(depth, LIMITS.most_near)
        ranking = self.ranker.rank(self.expanded(text), mode, depth, most_near=most_near)
        return [(self.identifiers[row], float(ranking.scores[row])) for row in ranking.rows]

    def retrieved(
        self, text: str, by: Literal["lexical", "dense"], depth: int
    ) -> list[tuple[str, float]]:
        """Return (passage id, score) of the first `depth` passages of one retriever: for other fusions."""
        rows, scores = self.ranker.retrieved(
            self.expanded(text, look_words_up=by == "lexical"), by, depth
        )
        return [(self.identifiers[row], float(scores[row])) for row in rows]

    def weight(self, pattern: Pattern) -> float:
        """Return how telling a pattern is: the sum of its terms' inverse document frequencies."""
        frequencies = [self.lexical.frequency("text", term) for term in pattern.terms]
        return sum(idf(self.manifest.n_passages, n) for n in frequencies)


def open_index(path: str | Path, model: str | None = None) -> Searcher:
    """Open the index in `path`. Raises IndexMissing, IndexOutdated or IndexDamaged.

    With `model` an index that was built with another one is refused: IndexOutdated.
    """
    generation = open_generation(Path(path))
    refuse_without_background(generation)
    if model is not None:
        refuse_another(generation.manifest, Path(path), model)
    return Searcher(generation)


__all__ = [
    "MODES",
    "SORTS",
    "Filters",
    "Hit",
    "Mode",
    "ResultPage",
    "Searcher",
    "Sort",
    "open_index",
]
