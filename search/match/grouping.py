"""Values of windows become the maximum and the sum of each passage's, a whole index at a time.

numpy's `reduceat` starts anew for each passage, which costs more than the few windows that most have.
So passages are put in order of how many windows they have, and all first windows are taken at once,
then all second ones: each such level is a prefix of that order.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.generation.postings_write import expanded
from search.tuning import MATCHING

Values = NDArray[np.float32]
# Passages for which a level of their own is sooner than `reduceat` over what is left of them.
_FEW_PASSAGES = MATCHING.own_level


class Grouping:
    """Which windows are whose: those of a passage stand in a row, and each passage has at least one."""

    def __init__(self, firsts: NDArray[np.int64], lengths: NDArray[np.int64]) -> None:
        """Take each passage's first window and how many it has, (n,) each."""
        self._are_single = bool((lengths == 1).all())
        self._order = np.argsort(-lengths, kind="stable")
        firsts, lengths = firsts[self._order], lengths[self._order]
        self._levels = [firsts]
        while (n := self._n_longer(lengths)) >= _FEW_PASSAGES:
            self._levels.append(firsts[:n] + len(self._levels))
        left = lengths[:n] - len(self._levels)
        self._rest = expanded(firsts[:n] + len(self._levels), left)
        self._rest_firsts = np.cumsum(left) - left

    def _n_longer(self, lengths: NDArray[np.int64]) -> int:
        """Return how many of the passages, the longest first, have windows beyond the levels."""
        return int(np.searchsorted(-lengths, -len(self._levels)))

    def maxima_and_sums(self, values: Values) -> tuple[Values, Values]:
        """Return the maximum and the sum over each passage's windows, (n,) float32 both.

        Where every passage has one window, both are `values` themselves.
        """
        if self._are_single:
            return values, values
        maxima = values.take(self._levels[0])
        sums = maxima.copy()
        for windows in self._levels[1:]:
            value = values.take(windows)
            _count_in(value, value, maxima, sums)
        if len(self._rest_firsts):
            rest = values.take(self._rest)
            best = np.maximum.reduceat(rest, self._rest_firsts)
            _count_in(best, np.add.reduceat(rest, self._rest_firsts), maxima, sums)
        return self._in_order(maxima), self._in_order(sums)

    def _in_order(self, values: Values) -> Values:
        ordered: Values = np.empty_like(values)
        ordered[self._order] = values
        return ordered


def _count_in(best: Values, total: Values, maxima: Values, sums: Values) -> None:
    """Count in more windows of the first passages, in place: their maximum and their sum."""
    n = len(best)
    np.maximum(maxima[:n], best, out=maxima[:n])
    sums[:n] += total
