"""open_index(path) -> Searcher; Searcher.search(...) -> ResultPage."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from math import log
from pathlib import Path
from typing import Concatenate, Literal, ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray

from corpus.errors import CutShort, UsageError
from indexer.generation import catalogue, texts
from indexer.generation.models import refuse_another, refuse_without_background
from indexer.generation.recorded import retraction_of
from indexer.generation.store import Generation, Manifest, open_generation, reading
from indexer.passages.passage import Passage
from search.expand.steps import rewritten
from search.match.dense import DenseArm
from search.match.filters import Columns
from search.match.lexical import LexicalArm
from search.meetings import Meetings
from search.page.answers import Answer, answers_of
from search.page.marked import Pattern
from search.page.marks import in_row, to_mark
from search.page.snippets import snippets
from search.query import budget
from search.query.nodes import Filters
from search.query.query import MAX_CHARACTERS, Query, read_query, with_what_is_missing
from search.query.speakers import speaker_names, spoken_by
from search.rank.ranking import MODES, SORTS, Mode, Ranker, Ranking, Sort
from search.records import Catalogued, IndexedRecords
from search.results import Hit, ResultPage
from search.similar import Precedents, SimilarPage, nothing_similar
from search.tuning import calibration_for

P = ParamSpec("P")
R = TypeVar("R")
MAX_LIMIT = 1_000


class Searcher:
    """Answers queries from one generation. Safe to share between threads."""

    def __init__(self, generation: Generation) -> None:
        """Map the generation's arrays; nothing heavy is loaded before the first query."""
        self.generation = generation
        self.lexical = LexicalArm(generation.folder / "postings", generation.manifest.n_passages)
        self.dense = DenseArm(generation)
        self.records = IndexedRecords(
            generation,
            self.lexical,
            self.dense,
            Catalogued(
                committees=lambda: self.columns.committee_names,
                row_of=lambda identifier: self._read(catalogue.row_of, identifier),
                numbers=lambda: self._read(catalogue.column, "number"),
                of_meeting=lambda committee, day: self.columns.of_meeting(committee, day),
                passages=lambda rows: self._read(catalogue.fetch, rows),
                shares=lambda rows, *patterns: self._read(texts.shares, rows, *patterns),
            ),
        )
        # Steps of `search.expand.steps` that are not taken, by name: for measuring what each brings.
        self.without: frozenset[str] = frozenset()
        self.ranker = Ranker(self.lexical, self.dense, lambda: self.columns)
        self.ranker.calibration, self.is_calibrated = calibration_for(generation.manifest.model)
        self._connections = threading.local()

    @property
    def manifest(self) -> Manifest:
        """Return what the generation is."""
        return self.generation.manifest

    @property
    def includes_exempt(self) -> bool:
        """Say whether the index was built to hold the text of exempt items, for internal use."""
        return bool(self.manifest.settings.get("include_exempt"))

    @cached_property
    def columns(self) -> Columns:
        """Return the filterable columns."""
        return Columns(self.generation)

    @cached_property
    def identifiers(self) -> list[str]:
        """Return the ids of all passages, in order of rows: for evaluation, no page needs them."""
        return self._read(catalogue.column, "id")

    def _read(
        self,
        function: Callable[Concatenate[sqlite3.Connection, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """Call a function with this thread's connection to the catalogue."""
        with reading(self.generation, "catalogue.sqlite", sqlite3.DatabaseError):
            return function(self._connection, *args, **kwargs)

    @property
    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._connections, "catalogue"):
            path = self.generation.folder / "catalogue.sqlite"
            self._connections.catalogue = catalogue.connect(path)
        connection: sqlite3.Connection = self._connections.catalogue
        return connection

    def take_over_from(self, earlier: Searcher) -> None:
        """Use what an earlier generation has loaded where this one's files are the same: the encoder."""
        self.dense.take_over_from(earlier.dense)

    def close_connection(self) -> None:
        """Close this thread's connection to the catalogue: before a fork, which it must not cross."""
        if hasattr(self._connections, "catalogue"):
            self._connections.catalogue.close()
            del self._connections.catalogue

    def passage(self, identifier: str) -> Passage | None:
        """Return the passage with this id, or None."""
        row = self._read(catalogue.row_of, identifier)
        return None if row is None else self._read(catalogue.fetch, [row])[0]

    def passages(self, rows: Sequence[int]) -> list[Passage]:
        """Return the passages of these rows, in this order."""
        return self._read(catalogue.fetch, rows)

    def retraction(self, identifier: str) -> str | None:
        """Return why the item that had this id was retracted, as the public may read it; None if none was."""
        return retraction_of(self.manifest.settings, identifier)

    def beside(self, identifier: str) -> tuple[Passage | None, Passage | None]:
        """Return the passages of the rows before and after the one with this id, None at the ends."""
        row = self._read(catalogue.row_of, identifier)
        if row is None:
            return None, None
        last = self.manifest.n_passages - 1
        rows = [other for other in (row - 1, row + 1) if 0 <= other <= last]
        found = dict(zip(rows, self._read(catalogue.fetch, rows), strict=True))
        return found.get(row - 1), found.get(row + 1)

    def all_passages(self) -> list[Passage]:
        """Return every passage, in order of rows."""
        return self._read(catalogue.fetch, range(self.manifest.n_passages))

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
        hits = self._hits(query, patterns, ranking, ranking.rows[offset:], offset)
        quoted: tuple[Answer, ...] = ()
        is_first = offset == 0 and sort == "relevance"
        if mode == "hybrid" and is_first and ranking.dense is not None:
            found = [hit.passage for hit in hits]
            quoted = answers_of(
                query, self.dense, ranking.dense, ranking.rows, found, patterns, self._weight
            )
        query = self._explained(query, ranking)
        return ResultPage(
            query=query,
            mode=mode,
            matched=int(np.count_nonzero(ranking.counted)),
            near=len(ranking.near),
            behind=ranking.n_behind,
            n_words=ranking.n_words,
            n_cited=ranking.n_cited,
            hits=hits,
            offset=offset,
            elapsed_ms=round(1000 * (time.perf_counter() - started), 2),
            committees=self.columns.committee_facets(
                self._counted_under(query, ranking, replace(query.given, committees=()))
            ),
            kinds=self.columns.kind_facets(
                self._counted_under(query, ranking, replace(query.given, kinds=()))
            ),
            years=self.columns.year_facets(
                self._counted_under(
                    query, ranking, replace(query.given, date_from=None, date_to=None)
                )
            ),
            includes_exempt=self.includes_exempt,
            answers=quoted,
            sort=sort,
            patterns=patterns,
        )

    def _counted_under(self, query: Query, ranking: Ranking, given: Filters) -> NDArray[np.bool_]:
        """Return what counts under other given filters, (n,) bool: what another choice would show."""
        return ranking.unfiltered & self.ranker.allowed(query.filters, given)

    def _explained(self, query: Query, ranking: Ranking) -> Query:
        """Return the query with a note of what no record has, or of why nothing is found."""
        n_counted = int(np.count_nonzero(ranking.unfiltered))
        query = with_what_is_missing(query, found=bool(n_counted or ranking.n_near_unfiltered))
        if n_counted and not ranking.counted.any():
            items = "1 agenda item" if n_counted == 1 else f"{n_counted:,} agenda items"
            query = query.with_note(f"Without the filters there would be {items}.")
        return query

    def similar(
        self, identifier: str, *, limit: int = 10, before: date | None = None
    ) -> SimilarPage:
        """Return the passages most like one, from other meetings, with what was decided.

        `before` leaves only those of earlier meetings than a date. Raises UsageError for an id that
        is not there, or a wrong limit.
        """
        if not 0 < limit <= MAX_LIMIT:
            raise UsageError(f"A list of similar items has 1 to {MAX_LIMIT}.")
        row = self._read(catalogue.row_of, identifier)
        if row is None and (why := self.retraction(identifier)):
            raise UsageError(why)
        if row is None:
            raise UsageError(
                f"There is no agenda item {identifier!r} in this index. `council-search query` "
                "shows the id of each item in brackets."
            )
        started = time.perf_counter()
        passage = self._read(catalogue.fetch, [row])[0]
        hits = () if passage.exempt else self.precedents.of(row, passage, limit, before)
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
            return self._read(catalogue.fetch, rows)

        return Precedents(self.lexical, self.dense, Meetings(self.generation), fetched)

    def expanded(
        self, text: str, filters: Filters | None = None, *, look_words_up: bool = True
    ) -> Query:
        """Return a text as it is searched: read, and rewritten by what the records know of its words."""
        return rewritten(
            read_query(text, filters),
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
        """Return (passage id, score) of the first `depth` hits: what evaluation needs."""
        found = self.ranker.rank(self.expanded(text), mode, depth)
        return [(self.identifiers[row], float(found.scores[row])) for row in found.rows]

    def retrieved(
        self, text: str, by: Literal["lexical", "dense"], depth: int
    ) -> list[tuple[str, float]]:
        """Return (passage id, score) of the first `depth` passages of one retriever: for other fusions."""
        rows, scores = self.ranker.retrieved(
            self.expanded(text, look_words_up=by == "lexical"), by, depth
        )
        return [(self.identifiers[row], float(scores[row])) for row in rows]

    def _hits(
        self,
        query: Query,
        patterns: Sequence[Pattern],
        ranking: Ranking,
        rows: NDArray[np.int64],
        offset: int,
    ) -> tuple[Hit, ...]:
        names = tuple(speaker_names(query.scored))
        weights = {pattern.terms: self._weight(pattern) for pattern in patterns}
        found = self._read(catalogue.fetch, rows.tolist())
        hits = []
        for rank, (row, passage) in enumerate(zip(rows, found, strict=True), start=offset + 1):
            dense = ranking.dense
            window = self.dense.span(self.dense.best_window(dense, int(row))) if dense else None
            hits.append(
                Hit(
                    rank=rank,
                    score=float(ranking.scores[row]),
                    lexical_score=float(ranking.lexical[row]),
                    dense_score=float(dense.scores[row]) if dense else 0.0,
                    passage=passage,
                    group="counted" if ranking.counted[row] else "near",
                    snippets=snippets(
                        passage.text,
                        in_row(patterns, query, int(row)),
                        lambda pattern: weights[pattern.terms],
                        window,
                        spoken_by(passage.annotations, names),
                    ),
                )
            )
        return tuple(hits)

    def _weight(self, pattern: Pattern) -> float:
        """Return how telling a pattern is: the sum of its terms' inverse document frequencies."""
        frequencies = [self.lexical.frequency("text", term) for term in pattern.terms]
        return sum(log(self.manifest.n_passages / (n + 1)) + 1 for n in frequencies)


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
