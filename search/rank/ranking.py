"""A query as it is searched -> the rows that match, and the best of them in order, by both arms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from search.match.coverage import WordEvidence, gather
from search.match.dense import DenseArm, DenseScores
from search.match.filters import Columns
from search.match.lexical import LexicalArm
from search.match.trees import condition_tree
from search.query.nodes import only_excludes
from search.query.query import Query
from search.rank import fusion
from search.rank.favour import Favour, favour_of
from search.tuning import LIMITS, MINILM, WEIGHTS, Calibration, Weights

Mode = Literal["hybrid", "lexical", "dense"]
MODES: tuple[Mode, ...] = get_args(Mode)
# In what order hits are shown; which passages match is the same in each.
Sort = Literal["relevance", "newest", "oldest"]
SORTS: tuple[Sort, ...] = get_args(Sort)


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best rows in order, as many as were asked for, and (n,) bool: which rows match at all."""

    rows: NDArray[np.int64]
    matched: NDArray[np.bool_]
    scores: NDArray[np.float32]
    lexical: NDArray[np.float32]
    dense: DenseScores | None


@dataclass(frozen=True)
class _Found:
    """What both arms know of a query; in the lexical mode there is no `dense`."""

    mode: Mode
    words: WordEvidence
    dense: DenseScores | None
    weights: Weights
    favour: Favour

    @cached_property
    def weighted(self) -> fusion.WeightedWords:
        """Return what words add to the hybrid score, once for all its passes."""
        return fusion.weighted_words(self.words, self.weights)


@dataclass(frozen=True)
class _Leaning:
    """What scores lean on beside the query, for given weights.

    `neighbours`: those of running texts; `off`, `off_together` (n,) float32: how far off the meaning
    of a passage may be, alone and with its neighbours, for each unit that its windows may be.
    """

    weights: Weights
    neighbours: fusion.Neighbours
    off: NDArray[np.float32]
    off_together: NDArray[np.float32]


class _Scored(NamedTuple):
    """The score of each row, (n,) float32, and what its own words and meaning alone would give it."""

    scores: NDArray[np.float32]
    own: NDArray[np.float32]


class Ranker:
    """Ranks the passages of one generation. Safe to share between threads."""

    def __init__(
        self, lexical: LexicalArm, dense: DenseArm, columns: Callable[[], Columns]
    ) -> None:
        """Use both arms and the filterable columns, which are read when first asked for."""
        self._lexical = lexical
        self._dense = dense
        self._columns = columns
        self._made: _Leaning | None = None
        self.weights = WEIGHTS
        self.calibration = MINILM

    def rank(self, query: Query, mode: Mode, depth: int, sort: Sort = "relevance") -> Ranking:
        """Return the ranking of a query as it is searched, to a depth."""
        n_rows = self._lexical.n_rows
        zeros = np.zeros(n_rows, np.float32)
        if query.is_empty:
            return Ranking(np.empty(0, np.int64), np.zeros(n_rows, np.bool_), zeros, zeros, None)
        allowed = self._columns().mask(query.filters)
        if query.condition is not None:
            allowed &= self._lexical.evaluate(condition_tree(query.condition)).mask
        cited = [row for row in query.cited if allowed[row]]
        found = self._by_both_arms(query, mode, allowed)
        words, dense = found.words, found.dense
        scored = self._scores(found)
        # A strict condition decides alone; without one a passage needs enough of a score, and
        # "lido -culvert" is about the lido.
        if query.condition is None or (query.scored and only_excludes(query.condition)):
            # On the scores of the first pass: what matches must not depend on which rows the page
            # that was asked for makes exact.
            allowed &= _enough(found, scored, self.calibration)
            if mode == "hybrid":
                _leave_out(query, found, scored, allowed, self.calibration)
        allowed[cited] = True
        near = allowed
        if dense is not None:
            near = self._refine(found, dense, scored, allowed, depth)
        if sort == "relevance":
            rows = fusion.ranked(scored.scores, near & allowed, depth)
        else:
            rows = self._columns().in_order_of_date(allowed, newest=sort == "newest")[:depth]
            if dense is not None:
                shown = np.zeros(n_rows, np.bool_)
                shown[rows] = True
                self._make_exact(found, dense, scored, shown)
        return Ranking(rows, allowed, scored.scores, words.bm25, dense)

    def _by_both_arms(self, query: Query, mode: Mode, allowed: NDArray[np.bool_]) -> _Found:
        words = gather(self._lexical, query.scored, query.expansions)
        dense = None
        if mode != "lexical":
            vector = self._dense.encoder.encode(query.topic or query.text)
            dense = self._dense.scan(vector, unfiltered=bool(allowed.all()))
        favour = favour_of(query, self._lexical, self._columns(), words.identifiers)
        return _Found(mode, words, dense, self.weights, favour)

    def _scores(self, found: _Found) -> _Scored:
        """Return the score of each row."""
        dense = found.dense
        if dense is None:
            bm25 = found.words.bm25
            scores = bm25 if found.favour.factor is None else bm25 * found.favour.factor
            if found.favour.cited is not None:
                scores = scores + (1 + scores.max(initial=0.0)) * found.favour.cited
            return _Scored(scores, scores)
        if found.mode == "dense":
            return _Scored(dense.scores, dense.scores)
        own = self._own(found, dense, fusion.EVERY_ROW)
        scores = fusion.with_neighbours(own, self._leaning.neighbours)
        # A passage that has the query's identifiers is ahead of all others.
        return _Scored(found.favour.of(scores, fusion.EVERY_ROW), own)

    def _score_again(
        self, found: _Found, dense: DenseScores, scored: _Scored, rows: NDArray[np.int64]
    ) -> None:
        """Make the scores those of `_scores` again, in place, after the meaning of some rows changed."""
        if found.mode == "dense":
            # They are the scores of the dense arm themselves.
            return
        scored.own[rows] = self._own(found, dense, rows)
        moved, neighbours = rows, self._leaning.neighbours
        if not neighbours.are_none:
            # That some are there twice changes nothing.
            before, after = np.maximum(rows - 1, 0), np.minimum(rows + 1, len(scored.own) - 1)
            moved = np.concatenate([before, rows, after])
        scores = fusion.with_neighbours_of(scored.own, neighbours, moved)
        scored.scores[moved] = found.favour.of(scores, moved)

    def _own(
        self, found: _Found, dense: DenseScores, rows: NDArray[np.int64] | slice
    ) -> NDArray[np.float32]:
        meaning = fusion.meaning_score(dense.scores[rows], dense.means[rows], self.weights)
        return fusion.by_evidence(found.weighted, meaning, rows)

    @property
    def _leaning(self) -> _Leaning:
        """Return what scores lean on, made once for given weights."""
        made = self._made
        if made is None or made.weights != self.weights:
            continues, n_windows = self._columns().continues, self._dense.n_windows
            neighbours = fusion.neighbours_of(continues, n_windows, self.weights)
            spread = self._dense.spread
            off = fusion.meaning_score(np.ones_like(spread), spread, self.weights)
            together = fusion.error_with_neighbours(off, neighbours)
            made = self._made = _Leaning(self.weights, neighbours, off, together)
        return made

    def _refine(
        self,
        found: _Found,
        dense: DenseScores,
        scored: _Scored,
        allowed: NDArray[np.bool_],
        depth: int,
    ) -> NDArray[np.bool_]:
        """Make exact what may be among the first `depth` allowed rows; return which rows these are."""
        scores, errors = scored.scores, self._errors(found, dense)
        first = fusion.ranked(scores, allowed, depth)
        near = fusion.within_reach(scores, errors, first, allowed)
        if dense.is_partial:
            # The bound is a wide one; with frequent words it leaves much that has no chance.
            hopeful = fusion.ranked(scores + errors, near, max(int(LIMITS.max_refined), depth))
            near = np.zeros_like(near)
            near[hopeful] = True
        self._make_exact(found, dense, scored, near)
        return near

    def _make_exact(
        self,
        found: _Found,
        dense: DenseScores,
        scored: _Scored,
        wanted: NDArray[np.bool_],
    ) -> None:
        """Make the scores of the wanted rows, (n,) bool, exact, in place."""
        bearing = wanted
        if found.mode == "hybrid":
            bearing = fusion.with_bearing(wanted, self._columns().continues)
        rows = np.flatnonzero(bearing & ~dense.exact)
        self._dense.refine(dense, rows)
        self._score_again(found, dense, scored, rows)

    def _errors(self, found: _Found, dense: DenseScores) -> NDArray[np.float32]:
        """Return how far off `_scores` may be while the meaning is that of the first pass."""
        error = np.float32(dense.error)
        if found.mode == "dense":
            return np.where(dense.exact, np.float32(0), error)
        # Words are exact.
        error *= found.weighted.meaning_weight
        if not dense.exact.any():
            return found.favour.errors(error * self._leaning.off_together)
        off = np.where(dense.exact, np.float32(0), error * self._leaning.off)
        return found.favour.errors(fusion.error_with_neighbours(off, self._leaning.neighbours))


def _enough(found: _Found, scored: _Scored, limit: Calibration) -> NDArray[np.bool_]:
    """Return which rows have enough of a score to be a match, (n,) bool."""
    if found.dense is None:
        return found.words.matched
    return scored.scores >= (limit.min_cosine if found.mode == "dense" else limit.min_score)


def _leave_out(
    query: Query,
    found: _Found,
    scored: _Scored,
    allowed: NDArray[np.bool_],
    limit: Calibration,
) -> None:
    """Take out of the `allowed` rows, in place, what is far below the best; all if that is weak.

    The best must be good by itself: a stretch that its neighbours lower is one all the same.
    """
    extra = found.favour.extra
    own = scored.own if extra is None else scored.own + extra
    best = float(own[allowed].max(initial=0.0))
    if best < (limit.min_best_without_name if query.missing_names else limit.min_best):
        allowed[:] = False
    best = float(scored.scores[allowed].max(initial=0.0))
    # An identifier adds 1, and what has none of it may still be about the same.
    allowed &= scored.scores >= LIMITS.min_share * min(best, 1.0)
