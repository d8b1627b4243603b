"""What a page shows of its hits: scores, snippets, and a note of what no record has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.passages.passage import Passage
from search.match.dense import DenseRetriever
from search.page.marked import Pattern
from search.page.marks import in_row
from search.page.snippets import snippets
from search.query.query import Query, with_what_is_missing
from search.query.speakers import speaker_names, spoken_by
from search.rank.folding import more_behind
from search.rank.values import Ranking
from search.results import Hit


def hits_of(
    query: Query,
    patterns: Sequence[Pattern],
    ranking: Ranking,
    passages: Mapping[int, Passage],
    dense: DenseRetriever,
    weight: Callable[[Pattern], float],
    offset: int,
    papers: NDArray[np.int32],
) -> tuple[Hit, ...]:
    """Return the hits of a page, `offset` before it: its passages by row, in order, with their snippets."""
    names = tuple(speaker_names(query.scored))
    # A pattern of several words is weighed by the patterns that it says.
    weights = {one.terms: weight(one) for found in patterns for one in (found, *found.says)}
    found = ranking.dense
    more = more_behind(ranking.rows, papers, ranking.more)
    return tuple(
        Hit(
            rank=rank,
            score=float(ranking.scores[row]),
            lexical_score=float(ranking.lexical[row]),
            dense_score=float(found.scores[row]) if found else 0.0,
            passage=passage,
            group="counted" if ranking.counted[row] else "near",
            more=more.get(row, 0),
            snippets=snippets(
                passage.text,
                in_row(patterns, query, row),
                lambda pattern: weights[pattern.terms],
                dense.span(dense.best_window(found, row)) if found else None,
                spoken_by(passage.annotations, names),
            ),
        )
        for rank, (row, passage) in enumerate(passages.items(), start=offset + 1)
    )


def explained(query: Query, ranking: Ranking) -> Query:
    """Return the query with a note of what no record has, or of why nothing is found."""
    n_counted = int(np.count_nonzero(ranking.unfiltered))
    query = with_what_is_missing(query, found=bool(n_counted or ranking.n_near_unfiltered))
    if n_counted and not ranking.counted.any():
        items = "1 agenda item" if n_counted == 1 else f"{n_counted:,} agenda items"
        query = query.with_note(f"Without the filters there would be {items}.")
    return query
