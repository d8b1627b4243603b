"""What a query matches, and the choice of the best of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexer.generation.postings import Rows, index
from search.tuning import MATCHING

Scores = NDArray[np.float32]
# Columns that many scores are folded into, for each that is asked for: few of the best fall together.
_COLUMNS_EACH = MATCHING.columns
# From one posting for this many rows on, the best are sooner found among all rows.
_ROWS_EACH = MATCHING.rows


class Matches:
    """Which rows match and how well, by row or over all rows; either is made of the other when asked.

    `rows` (m,) integers, each once, in any order, and `row_scores` (m,) float32: their scores, above 0.
    `mask` (n,) bool and `scores` (n,) float32: the same of all rows, 0 where nothing matches.
    """

    def __init__(self, n_rows: int, rows: Rows, row_scores: Scores) -> None:
        """Take what matches among `n_rows` rows, and its scores."""
        self.n_rows = n_rows
        self.rows, self.row_scores = rows, row_scores

    @classmethod
    def of_all(cls, scores: Scores) -> Matches:
        """Take the scores of all rows, (n,) float32."""
        matches = cls.__new__(cls)
        matches.n_rows, matches.scores = len(scores), scores
        return matches

    @cached_property
    def rows(self) -> Rows:
        """Return the rows that match."""
        return np.flatnonzero(self.mask)

    @cached_property
    def row_scores(self) -> Scores:
        """Return their scores."""
        return self.scores.take(self.rows)

    @cached_property
    def mask(self) -> NDArray[np.bool_]:
        """Return which rows match."""
        if "rows" not in self.__dict__:
            return self.scores > 0
        mask = np.zeros(self.n_rows, np.bool_)
        mask[index(self.rows)] = True
        return mask

    @cached_property
    def scores(self) -> Scores:
        """Return the scores of all rows."""
        scores = np.zeros(self.n_rows, np.float32)
        scores[index(self.rows)] = self.row_scores
        return scores

    def boosted(self, boost: float) -> Matches:
        """Return the same rows, their scores times `boost`, which is above 0."""
        if boost == 1.0:
            return self
        return Matches(self.n_rows, self.rows, self.row_scores * np.float32(boost))

    def best(self, depth: int) -> NDArray[np.int64]:
        """Return the first `depth` rows from the best score on; equal scores in order of rows."""
        if "rows" in self.__dict__ or depth >= self.n_rows:
            return best_of(self.rows, self.row_scores, depth)
        least = max(_least(self.scores, depth), np.finfo(np.float32).smallest_subnormal)
        rows = np.flatnonzero(self.scores >= least)
        return best_of(rows, self.scores.take(rows), depth)


def nothing(n_rows: int) -> Matches:
    """Return what matches no row."""
    return Matches(n_rows, np.empty(0, np.int64), np.empty(0, np.float32))


def constant(mask: NDArray[np.bool_], score: float) -> Matches:
    """Return the rows in `mask`, (n,) bool, all with the same score."""
    rows = np.flatnonzero(mask)
    return Matches(len(mask), rows, np.full(len(rows), score, np.float32))


def union(n_rows: int, lists: Sequence[tuple[Rows, Scores]]) -> Matches:
    """Return what is in any of the lists of (rows, scores), scores added in the order of the lists.

    A list has each row at most once; scores are above 0.
    """
    if len(lists) == 1:
        return Matches(n_rows, *lists[0])
    total = np.zeros(n_rows, np.float32)
    if _ROWS_EACH * sum(len(rows) for rows, _ in lists) >= n_rows:
        for rows, scores in lists:
            np.add.at(total, index(rows), scores)
        return Matches.of_all(total)
    parts: list[Rows] = [np.empty(0, np.int64)]
    for rows, scores in lists:
        at = index(rows)
        before = total.take(at)
        total[at] = before + scores
        # What had no score before is what no earlier list has.
        parts.append(at if len(parts) == 1 else at[before == 0])
    together = np.concatenate(parts)
    matches = Matches(n_rows, together, total.take(together))
    matches.scores = total
    return matches


def best_of(rows: Rows, scores: Scores, depth: int | None) -> NDArray[np.int64]:
    """Return the rows, (m,), from the best score, (m,), to the worst; equal scores in order of rows.

    Only the first `depth` of them where it is given.
    """
    if depth is not None and depth < len(rows):
        # Whatever has the score of the last one may be in front of it.
        kept = np.flatnonzero(scores >= _least(scores, depth))
        rows, scores = rows[kept], scores[kept]
    return index(rows[np.lexsort((rows, -scores))[:depth]])


def _least(scores: Scores, depth: int) -> np.float32:
    """Return a score that at least `depth` of more than so many reach, and few others.

    Many are folded into columns: `depth` column maxima are as many scores, and one pass finds them.
    """
    n_columns = _COLUMNS_EACH * depth
    if len(scores) >= MATCHING.lines * n_columns:
        n_lines = len(scores) // n_columns
        scores = scores[: n_lines * n_columns].reshape(n_lines, n_columns).max(axis=0)
    least: np.float32 = np.partition(scores, len(scores) - depth)[len(scores) - depth]
    return least
