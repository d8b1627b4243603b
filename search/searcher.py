"""open_index(path) -> Searcher; Searcher.search(...) -> ResultPage."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import log
from pathlib import Path
from typing import Concatenate, Literal, ParamSpec, TypeVar, get_args

import numpy as np
from numpy.typing import NDArray

from corpus.errors import UsageError
from indexer import catalogue
from indexer.models import refuse_another
from indexer.passages import Passage
from indexer.store import Generation, Manifest, open_generation, reading
from search import fusion
from search.acronyms import Acronyms, expanded
from search.answers import Answer, answers_of
from search.compounds import with_other_forms
from search.correction import corrected
from search.coverage import WordEvidence, gather
from search.dense import DenseArm, DenseScores
from search.filters import Columns, Facet
from search.lexical import LexicalArm, condition_tree
from search.marks import to_mark
from search.meetings import Meetings
from search.nodes import Filters, only_excludes
from search.query import Query, nothing_note, read_query
from search.similar import Precedents, SimilarPage, nothing_similar
from search.snippets import Pattern, Snippet, snippets
from search.speakers import asked_of, speaker_names, spoken_by, without_speaker
from search.spelling import Vocabulary
from search.thesaurus import with_synonyms
from search.wildcards import with_stems

P = ParamSpec("P")
R = TypeVar("R")
Mode = Literal["hybrid", "lexical", "dense"]
MODES: tuple[Mode, ...] = get_args(Mode)
# The floors, on raw scores: what is below is no match (docs/decisions/0003-ranking.md).
MIN_COSINE = 0.25
MIN_SCORE = 0.07
# The best passage of a query must score this, or nothing is found; more if the query has a name
# that no record holds.
MIN_BEST = 0.115
MIN_BEST_WITHOUT_NAME = 0.3
MAX_LIMIT = 1_000
# Passages whose vectors are read for a page of a large index.
MAX_REFINED = 2_000


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its fused score, its rank from 1, and why it is there."""

    rank: int
    score: float
    lexical_score: float
    dense_score: float
    passage: Passage
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A page of hits. `matched` counts what can be paged to; facets count the same passages.

    `answers` are quotes that answer a question: on the first page of the hybrid mode only.
    """

    query: Query
    mode: Mode
    matched: int
    hits: tuple[Hit, ...]
    offset: int
    elapsed_ms: float
    committees: tuple[Facet, ...]
    includes_exempt: bool = False
    answers: tuple[Answer, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what the user should know about how the query was understood."""
        return self.query.notes


@dataclass(frozen=True, slots=True)
class _Ranking:
    """The best rows in order, as many as were asked for, and (n,) bool: which rows match at all."""

    rows: NDArray[np.int64]
    matched: NDArray[np.bool_]
    scores: NDArray[np.float32]
    lexical: NDArray[np.float32]
    dense: DenseScores | None


class Searcher:
    """Answers queries from one generation. Safe to share between threads."""

    def __init__(self, generation: Generation) -> None:
        """Map the generation's arrays; nothing heavy is loaded before the first query."""
        self.generation = generation
        n_rows = generation.manifest.n_passages
        self.lexical = LexicalArm(generation.folder / "postings", n_rows)
        self.dense = DenseArm(generation)
        self.vocabulary = Vocabulary(generation)
        self.acronyms = Acronyms(generation, self.lexical, self._is_common)
        self.weights = fusion.WEIGHTS
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
        return self._read(Columns)

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

    def passage(self, identifier: str) -> Passage | None:
        """Return the passage with this id, or None."""
        row = self._read(catalogue.row_of, identifier)
        return None if row is None else self._read(catalogue.fetch, [row])[0]

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
    ) -> ResultPage:
        """Return the page of hits from `offset` on. Raises UsageError for a wrong argument."""
        if mode not in MODES:
            raise UsageError(f"There is no mode {mode!r}. Modes: {', '.join(MODES)}.")
        if not 0 < limit <= MAX_LIMIT or offset < 0:
            raise UsageError(f"A page has 1 to {MAX_LIMIT} hits, and its offset is not negative.")
        started = time.perf_counter()
        query = self._corrected(self.understood(text, filters), mode)
        ranking = self._rank(query, mode, offset + limit)
        hits = self._hits(query, ranking, ranking.rows[offset:], offset)
        quoted: tuple[Answer, ...] = ()
        if mode == "hybrid" and offset == 0 and ranking.dense is not None:
            found = [hit.passage for hit in hits]
            quoted = answers_of(query, self.dense, ranking.dense, ranking.rows, found, self._weight)
        if not ranking.matched.any() and not query.is_empty and query.condition is None:
            query = query.with_note(nothing_note(query, hybrid=mode == "hybrid"))
        return ResultPage(
            query=query,
            mode=mode,
            matched=int(np.count_nonzero(ranking.matched)),
            hits=hits,
            offset=offset,
            elapsed_ms=round(1000 * (time.perf_counter() - started), 2),
            committees=self.columns.committee_facets(ranking.matched),
            includes_exempt=self.includes_exempt,
            answers=quoted,
        )

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

        return Precedents(self.lexical, self.dense, self._read(Meetings), fetched)

    def understood(self, text: str, filters: Filters | None = None) -> Query:
        """Return what a text asks for; a question of what a councillor said is limited to them.

        If nobody of that name is reported as speaking, it is searched as plain words.
        """
        query = read_query(text, filters)
        asked = asked_of(query)
        if asked is not None and asked.condition is not None:
            speaks = self.lexical.evaluate(condition_tree(asked.condition)).mask.any()
            query = asked if speaks else without_speaker(query, asked)
        return with_stems(query, lambda: self.vocabulary.words)

    def marks(self, text: str) -> tuple[Pattern, ...]:
        """Return what to mark for a text in a passage that it was found by."""
        return to_mark(self._corrected(self.understood(text), "hybrid"))

    def ranking(self, text: str, mode: Mode, depth: int) -> list[tuple[str, float]]:
        """Return (passage id, score) of the first `depth` hits: what evaluation needs."""
        found = self._rank(self._corrected(self.understood(text), mode), mode, depth)
        identifiers = self.columns.identifiers
        return [(identifiers[row], float(found.scores[row])) for row in found.rows]

    def _corrected(self, query: Query, mode: Mode) -> Query:
        """Return the query as it is searched: acronyms expanded, slips mended, lost names told apart.

        In the dense mode words are not looked up, so nothing is changed.
        """
        if mode == "dense":
            return query
        query = expanded(query, self.acronyms)
        query = corrected(query, self.lexical, self.vocabulary, self._is_common)
        return with_synonyms(with_other_forms(query, self.lexical), self.lexical)

    def _is_common(self, word: str) -> bool:
        return self.dense.encoder.knows(word)

    def _rank(self, query: Query, mode: Mode, depth: int) -> _Ranking:
        n_rows = self.manifest.n_passages
        zeros = np.zeros(n_rows, np.float32)
        if query.is_empty:
            return _Ranking(np.empty(0, np.int64), np.zeros(n_rows, np.bool_), zeros, zeros, None)
        allowed = self.columns.mask(query.filters)
        if query.condition is not None:
            allowed &= self.lexical.evaluate(condition_tree(query.condition)).mask
        words = gather(self.lexical, query.scored, query.expansions)
        dense = None if mode == "lexical" else self._meaning(query, allowed)
        scores, enough = self._scores(mode, words, dense)
        if dense is not None and dense.is_partial:
            # What its words bring near to the page is a match, although not among the nearest.
            known = words.matched | (dense.errors == 0)
            self._refine(mode, words, dense, scores, allowed & known, depth)
            scores, enough = self._scores(mode, words, dense)
        if query.condition is None or (query.scored and only_excludes(query.condition)):
            # A strict condition decides alone; without one a passage needs enough of a score, and
            # "lido -culvert" is about the lido.
            allowed &= enough
            if mode == "hybrid":
                best = float(scores[allowed].max(initial=0.0))
                if best < (MIN_BEST_WITHOUT_NAME if query.missing_names else MIN_BEST):
                    allowed[:] = False
        if dense is None:
            rows = fusion.ranked(scores, allowed, depth)
        else:
            near = self._refine(mode, words, dense, scores, allowed, depth)
            scores, _ = self._scores(mode, words, dense)
            rows = fusion.ranked(scores, near, depth)
        return _Ranking(rows, allowed, scores, words.bm25, dense)

    def _scores(
        self, mode: Mode, words: WordEvidence, dense: DenseScores | None
    ) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Return the score of each row, and which rows have enough of it to be a match."""
        if dense is None:
            return words.bm25, words.matched
        if mode == "dense":
            return dense.scores, dense.scores >= MIN_COSINE
        meaning = fusion.meaning_score(dense.scores, dense.means, self.weights)
        scores = fusion.by_evidence(
            words, meaning, self.columns.continues, self.dense.n_windows, self.weights
        )
        return scores, scores >= MIN_SCORE

    def _refine(
        self,
        mode: Mode,
        words: WordEvidence,
        dense: DenseScores,
        scores: NDArray[np.float32],
        allowed: NDArray[np.bool_],
        depth: int,
    ) -> NDArray[np.bool_]:
        """Make exact what may be among the first `depth` allowed rows; return which rows these are."""
        errors = self._errors(mode, words, dense)
        first = fusion.ranked(scores, allowed, depth)
        near = fusion.within_reach(scores, errors, first, allowed)
        if dense.is_partial:
            # The bound is a wide one; with frequent words it leaves much that has no chance.
            hopeful = fusion.ranked(scores + errors, near, max(MAX_REFINED, depth))
            near = np.zeros_like(near)
            near[hopeful] = True
        bearing = near if mode == "dense" else fusion.with_bearing(near, self.columns.continues)
        self.dense.refine(dense, np.flatnonzero(bearing & (dense.errors > 0)))
        return near

    def _meaning(self, query: Query, allowed: NDArray[np.bool_]) -> DenseScores:
        return self.dense.evaluate(query.topic or query.text, unfiltered=bool(allowed.all()))

    def _errors(self, mode: Mode, words: WordEvidence, dense: DenseScores) -> NDArray[np.float32]:
        """Return how far off `_scores` may be while the meaning is that of the first pass."""
        if mode == "dense":
            return dense.errors
        meaning = fusion.meaning_error(dense.errors, dense.mean_errors, self.weights)
        return fusion.evidence_error(
            words, meaning, self.columns.continues, self.dense.n_windows, self.weights
        )

    def _hits(
        self, query: Query, ranking: _Ranking, rows: NDArray[np.int64], offset: int
    ) -> tuple[Hit, ...]:
        patterns = to_mark(query)
        names = tuple(speaker_names(query.scored))
        weights = {pattern: self._weight(pattern) for pattern in patterns}
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
                    snippets=snippets(
                        passage.text,
                        patterns,
                        weights.__getitem__,
                        window,
                        spoken_by(passage.annotations, names),
                    ),
                )
            )
        return tuple(hits)

    def _weight(self, pattern: Pattern) -> float:
        """Return how telling a pattern is: the sum of its terms' inverse document frequencies."""
        n_rows = self.manifest.n_passages
        frequencies = [self.lexical.frequency("text", term) for term in pattern.terms]
        return sum(log(n_rows / (frequency + 1)) + 1 for frequency in frequencies)


def open_index(path: str | Path, model: str | None = None) -> Searcher:
    """Open the index in `path`. Raises IndexMissing, IndexOutdated or IndexDamaged.

    With `model` an index that was built with another one is refused: IndexOutdated.
    """
    generation = open_generation(Path(path))
    if model is not None:
        refuse_another(generation.manifest, Path(path), model)
    return Searcher(generation)


__all__ = ["MODES", "Filters", "Hit", "Mode", "ResultPage", "Searcher", "open_index"]
