"""Where terms stand in the running text of a field: in a row, or near one another.

The rows of an index stand one after the other in one running text, with `GAP` free places between two of
them; a place in it says the row and the position in one number, so that lists of places are compared whole.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.generation.postings_write import GAP
from indexer.tuning import SCAN

Places = NDArray[Any]


def behind(here: Places, there: Places, slop: int, row_starts: NDArray[Any]) -> Places:
    """Return the places of `here` that have one of `there` up to `slop` places behind, in the same row.

    Both lists are ascending and not empty; `row_starts` are the places where rows begin.
    """
    after = np.searchsorted(there, here, side="right")
    nearest = there[np.minimum(after, len(there) - 1)]
    return here[_close(here, nearest, slop, row_starts) & (after < len(there))]


def beside(here: Places, there: Places, slop: int, row_starts: NDArray[Any]) -> Places:
    """Return places of one list that have one of the other up to `slop` places away, in the same row.

    Both lists are ascending and not empty. What is in both is near itself in none.
    """
    if len(there) < len(here):
        here, there = there, here
    if len(there) <= SCAN.much_longer * len(here):
        return _merged(here, there, slop, row_starts)
    after = np.searchsorted(there, here, side="right")
    nearest = there[np.minimum(after, len(there) - 1)]
    close = _close(here, nearest, slop, row_starts) & (after < len(there))
    before = np.searchsorted(there, here, side="left") - 1
    close |= _close(there[np.maximum(before, 0)], here, slop, row_starts) & (before >= 0)
    return here[close]


def _merged(here: Places, there: Places, slop: int, row_starts: NDArray[Any]) -> Places:
    """Return the places that have one of the other list at most `slop` behind.

    All places are put in one ascending list. A nearest pair stands in a row there, or one apart
    where the two lists share a place, which is no pair.
    """
    kind = here.dtype if int(row_starts[-1]) < 2**30 else np.dtype(np.int64)
    # The lowest bit says which list a place is of.
    merged = np.empty(len(here) + len(there), kind)
    np.left_shift(here, 1, out=merged[: len(here)], dtype=kind)
    np.left_shift(there, 1, out=merged[len(here) :], dtype=kind)
    merged[len(here) :] |= 1
    merged.sort(kind="stable")
    at = np.flatnonzero(np.diff(merged) <= 2 * slop + 1)
    first = merged[at]
    near = np.zeros(len(at), np.bool_)
    for apart in (1, 2):
        second = merged[np.minimum(at + apart, len(merged) - 1)]
        step = (second >> 1) - (first >> 1)
        is_pair = ((first ^ second) & 1 == 1) & (step > 0)
        near |= is_pair & _close(first >> 1, second >> 1, slop, row_starts)
    return first[near] >> 1


def _close(here: Places, there: Places, slop: int, row_starts: NDArray[Any]) -> NDArray[np.bool_]:
    """Say of each pair of places if the second is up to `slop` places behind, in the same row."""
    close: NDArray[np.bool_] = there - here <= slop
    if slop < GAP:
        return close
    ends = row_starts[np.searchsorted(row_starts, here, side="right")]
    return np.asarray(close & (there < ends))


def contains(ascending: Places, wanted: Places) -> NDArray[np.bool_]:
    """Say which of the `wanted` places, ascending, are in an ascending list."""
    if not len(ascending) or not len(wanted):
        return np.zeros(len(wanted), np.bool_)
    if len(ascending) > SCAN.much_longer * len(wanted):
        at = np.minimum(np.searchsorted(ascending, wanted), len(ascending) - 1)
        return np.asarray(ascending[at] == wanted)
    # A stable sort merges two ascending runs in one pass; what is in both then stands twice.
    merged = np.concatenate([wanted, ascending])
    merged.sort(kind="stable")
    twice = merged[:-1][merged[1:] == merged[:-1]]
    found = np.zeros(len(wanted), np.bool_)
    found[np.searchsorted(wanted, twice)] = True
    return found
