"""Everything that counts for a query, in order and without a page's length: for tables and feeds."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from indexer.passages.passage import Passage
from search.query import budget
from search.query.nodes import Filters
from search.rank.values import Ranking, Sort
from search.searcher import Searcher

# Passages read from the catalogue at once: what a stream holds of them.
_AT_ONCE = 200


def counted(
    searcher: Searcher, text: str, filters: Filters, sort: Sort = "relevance"
) -> Iterator[Passage]:
    """Return an iterator over the items that count for a query; what is only near is left out.

    They are ranked by words, as in the mode "lexical", where the same ones count. Raises CutShort for a
    query that costs more than one may.
    """
    return read(searcher, counted_rows(searcher, text, filters, sort))


def counted_rows(
    searcher: Searcher, text: str, filters: Filters, sort: Sort = "relevance"
) -> NDArray[np.int64]:
    """Return the rows of the items that count for a query, (k,) int64 in order. Raises CutShort."""
    ranking = _ranking(searcher, text, filters, sort)
    # Also what a page folds behind the first of its paper.
    if sort == "relevance":
        rows = np.flatnonzero(ranking.counted)
        return rows[np.argsort(-ranking.scores[rows], kind="stable")]
    return searcher.columns.in_order_of_date(ranking.counted, newest=sort == "newest")


def n_counted(searcher: Searcher, text: str, filters: Filters) -> int:
    """Return how many items count for a query, whatever its mode. Raises CutShort."""
    return int(np.count_nonzero(_ranking(searcher, text, filters, "relevance").counted))


def _ranking(searcher: Searcher, text: str, filters: Filters, sort: Sort) -> Ranking:
    with budget.limited():
        return searcher.ranker.rank(searcher.expanded(text, filters), "lexical", 1, sort)


def read(searcher: Searcher, rows: NDArray[np.int64]) -> Iterator[Passage]:
    """Yield the passages of rows, a few of which are held at a time."""
    for first in range(0, len(rows), _AT_ONCE):
        yield from searcher.passages(rows[first : first + _AT_ONCE].tolist())
