"""The same words in papers of several meetings are listed once: where they count, else where they are newest.

A budget goes to the cabinet and two weeks later to the council: one paper with two places, each found by the
filters of its own meeting.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.match.filters import Columns
from search.query.query import Query
from search.rank.favour import Favour
from search.rank.values import Mask, Rows, mask_of

# So many other places of a hit are named.
MOST_NAMED = 3


def without_twins(
    columns: Columns, query: Query, favour: Favour, counted: Mask, near: Rows
) -> tuple[Mask, Rows]:
    """Return what counts, (n,) bool, and what is near without what says the same as another of them.

    What counts stays before what is near, then what is favoured more, then what is newer. In one paper
    alone everything stays.
    """
    same = columns.same
    rows = np.concatenate([np.flatnonzero(counted), near])
    rows = rows[same[rows] >= 0]
    if query.given.within or len(rows) < 2:
        return counted, near
    favoured = favour.of(np.ones(len(rows), np.float32), rows)
    days = columns.dates[rows].astype(np.int64)
    order = np.lexsort((rows, -days, -favoured, ~counted[rows], same[rows]))
    rows = rows[order]
    is_twin = np.zeros(len(rows), np.bool_)
    is_twin[1:] = same[rows[1:]] == same[rows[:-1]]
    twins = mask_of(rows[is_twin], len(counted))
    return counted & ~twins, near[~twins[near]]


def twins_of(same: NDArray[np.int32], rows: Sequence[int]) -> dict[int, list[int]]:
    """Return the first other rows with the words of each of some rows, where there are any."""
    copies = {row: np.flatnonzero(same == same[row]).tolist() for row in rows if same[row] >= 0}
    return {row: [one for one in rows if one != row][:MOST_NAMED] for row, rows in copies.items()}
