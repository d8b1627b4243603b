"""What each row of an index scores for a query, and which of these scores are made exact.

The first pass knows the meaning of a window to within an error. Only what may reach the page has its
vectors read: its scores, and those of its neighbours in running text, are then those of the exact meaning.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from search.match.dense import DenseRetriever, DenseScores
from search.match.filters import Columns
from search.rank import fusion
from search.rank.values import Leaning, Mask, QueryEvidence, Rows, Scored, Scores
from search.tuning import LIMITS, Weights


class Scorer:
    """Scores the rows of one generation. Safe to share between threads."""

    def __init__(self, dense: DenseRetriever, columns: Callable[[], Columns]) -> None:
        """Use the dense retriever and the columns, which are read when first asked for."""
        self._dense = dense
        self._columns = columns
        self._made: Leaning | None = None

    def best(
        self, evidence: QueryEvidence, scored: Scored, allowed: Mask, depth: int
    ) -> tuple[Rows, Scored]:
        """Return the first allowed rows in order, and the scores with theirs exact."""
        reach = allowed
        if scored.dense is not None:
            reach = self._reach(evidence, scored, scored.dense, allowed, depth)
            scored = self.exact(evidence, scored, reach)
        return fusion.ranked(scored.scores, reach & allowed, depth), scored

    def scored(self, evidence: QueryEvidence) -> Scored:
        """Return the score of each row, by the first pass."""
        dense = evidence.dense
        if dense is None:
            bm25 = evidence.words.bm25
            scores = bm25 if evidence.favour.factor is None else bm25 * evidence.favour.factor
            if evidence.favour.cited is not None:
                scores = scores + (1 + scores.max(initial=0.0)) * evidence.favour.cited
            return Scored(scores, scores, None)
        if evidence.mode == "dense":
            return Scored(dense.scores, dense.scores, dense)
        own = self._own(evidence, dense, fusion.EVERY_ROW)
        scores = fusion.with_neighbours(own, self._leaning(evidence.weights).neighbours)
        # A passage that has the query's identifiers is ahead of all others.
        return Scored(evidence.favour.of(scores, fusion.EVERY_ROW), own, dense)

    def exact(self, evidence: QueryEvidence, scored: Scored, wanted: Mask) -> Scored:
        """Return the scores with those of the wanted rows, (n,) bool, exact."""
        dense = scored.dense
        if dense is None:
            return scored
        bearing = wanted
        if evidence.mode == "hybrid":
            bearing = fusion.with_bearing(wanted, self._columns().continues)
        rows = np.flatnonzero(bearing & ~dense.exact)
        return self._again(evidence, scored, self._dense.refined(dense, rows), rows)

    def _again(
        self, evidence: QueryEvidence, scored: Scored, dense: DenseScores, rows: Rows
    ) -> Scored:
        """Return the scores after the meaning of some rows became that of `dense`."""
        if evidence.mode == "dense":
            return Scored(dense.scores, dense.scores, dense)
        own, scores = scored.own.copy(), scored.scores.copy()
        own[rows] = self._own(evidence, dense, rows)
        moved, neighbours = rows, self._leaning(evidence.weights).neighbours
        if not neighbours.are_none:
            # That some are there twice changes nothing.
            before, after = np.maximum(rows - 1, 0), np.minimum(rows + 1, len(own) - 1)
            moved = np.concatenate([before, rows, after])
        beside = fusion.with_neighbours_of(own, neighbours, moved)
        scores[moved] = evidence.favour.of(beside, moved)
        return Scored(scores, own, dense)

    def _own(self, evidence: QueryEvidence, dense: DenseScores, rows: Rows | slice) -> Scores:
        meaning = fusion.meaning_score(dense.scores[rows], dense.means[rows], evidence.weights)
        return fusion.by_evidence(evidence.weighted, meaning, rows)

    def _leaning(self, weights: Weights) -> Leaning:
        """Return what scores lean on, made once for given weights."""
        made = self._made
        if made is None or made.weights != weights:
            continues, n_windows = self._columns().continues, self._dense.n_windows
            neighbours = fusion.neighbours_of(continues, n_windows, weights)
            spread = self._dense.spread
            off = fusion.meaning_score(np.ones_like(spread), spread, weights)
            together = fusion.error_with_neighbours(off, neighbours)
            made = self._made = Leaning(weights, neighbours, off, together)
        return made

    def _reach(
        self,
        evidence: QueryEvidence,
        scored: Scored,
        dense: DenseScores,
        allowed: Mask,
        depth: int,
    ) -> Mask:
        """Return which rows may be among the first `depth` allowed ones, (n,) bool."""
        scores, errors = scored.scores, self._errors(evidence, dense)
        first = fusion.ranked(scores, allowed, depth)
        near = fusion.within_reach(scores, errors, first, allowed)
        if dense.is_partial:
            # The bound is a wide one; with frequent words it leaves much that has no chance.
            hopeful = fusion.ranked(scores + errors, near, max(LIMITS.max_refined, depth))
            near = np.zeros_like(near)
            near[hopeful] = True
        return near

    def _errors(self, evidence: QueryEvidence, dense: DenseScores) -> Scores:
        """Return how far off `scored` may be while the meaning is that of the first pass."""
        error = np.float32(dense.error)
        if evidence.mode == "dense":
            return np.where(dense.exact, np.float32(0), error)
        # Words are exact.
        error *= evidence.weighted.meaning_weight
        if not dense.exact.any():
            return evidence.favour.errors(error * self._leaning(evidence.weights).off_together)
        off = np.where(dense.exact, np.float32(0), error * self._leaning(evidence.weights).off)
        return evidence.favour.errors(
            fusion.error_with_neighbours(off, self._leaning(evidence.weights).neighbours)
        )
