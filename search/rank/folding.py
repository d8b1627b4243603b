"""At most a few hits of one paper in a list: the rest stand behind "4 more in this report".

Only papers are folded. Minutes are one document, too, but their items are what is searched for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from search.match.filters import Columns
from search.query.query import Query
from search.rank.values import Scored
from search.tuning import LIMITS

Rows = NDArray[np.int64]
# So many hits of one paper are listed (issue 21: three of ten leave room for other papers).
OF_ONE_PAPER = LIMITS.of_paper


def papers_of(columns: Columns, query: Query) -> NDArray[np.int32]:
    """Return the number of each row's paper, (n,), -1 where nothing is folded: in one paper alone."""
    return np.full_like(columns.papers, -1) if query.given.within else columns.papers


def folded(rows: Rows, papers: NDArray[np.int32]) -> Rows:
    """Return the rows of a list in order without what is folded away: the fourth of a paper and later.

    `papers` (n,) is the number of the paper of each row of the index, -1 where it is in none.
    """
    seen: Counter[int] = Counter()
    kept = np.ones(len(rows), np.bool_)
    for at, paper in enumerate(papers[rows].tolist()):
        if paper >= 0:
            seen[paper] += 1
            kept[at] = seen[paper] <= OF_ONE_PAPER
    return rows[kept]


def n_folded(rows: Rows, papers: NDArray[np.int32]) -> dict[int, int]:
    """Return how many rows of each paper are folded away of a whole list, where any are.

    The order of the rows does not matter.
    """
    found = papers[rows]
    numbers, counts = np.unique(found[found >= 0], return_counts=True)
    more = counts - OF_ONE_PAPER
    return dict(zip(numbers[more > 0].tolist(), more[more > 0].tolist(), strict=True))


def first_unfolded(
    first: Callable[[int, Scored], tuple[Rows, Scored]],
    scored: Scored,
    depth: int,
    papers: NDArray[np.int32],
    n_rows: int,
) -> tuple[Rows, Scored]:
    """Return the first `depth` rows of a list after folding, and the scores as they are known by then.

    `first(n, scored)` gives the first n of the `n_rows` of the list, and the scores with theirs exact.
    """
    wanted = depth
    while True:
        rows, scored = first(wanted, scored)
        kept = folded(rows, papers)
        if len(kept) >= depth or len(rows) >= n_rows or len(rows) < wanted:
            return kept[:depth], scored
        wanted = LIMITS.further * wanted


def n_left_of(tail: Rows, before: Rows, papers: NDArray[np.int32]) -> int:
    """Return how many rows of the end of a list are left after folding; `before` are all in front of it.

    No row stands twice in either of them.
    """
    of_tail, of_before = papers[tail], papers[before]
    numbers, counts = np.unique(of_tail[of_tail >= 0], return_counts=True)
    # The end is short, and few of it are papers; all in front of it may be a whole index.
    in_front = [int(np.count_nonzero(of_before == number)) for number in numbers]
    left = np.minimum(counts, np.maximum(OF_ONE_PAPER - np.array(in_front, np.int64), 0))
    return int(np.count_nonzero(of_tail < 0) + left.sum())


def more_behind(rows: Rows, papers: NDArray[np.int32], more: Mapping[int, int]) -> dict[int, int]:
    """Return how many rows stand folded behind a listed row, by row: behind the last listed of its paper.

    `rows` are the list from its beginning, `more` is what is folded of each paper.
    """
    found: dict[int, int] = {}
    seen: Counter[int] = Counter()
    for row, paper in zip(rows.tolist(), papers[rows].tolist(), strict=True):
        seen[paper] += 1
        if paper in more and seen[paper] == OF_ONE_PAPER:
            found[row] = more[paper]
    return found
