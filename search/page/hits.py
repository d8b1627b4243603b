"""What a page shows of its hits: scores, snippets, and a note of what no record has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from corpus.tongue import counted, said
from indexer.calibration import Calibration
from indexer.generation import catalogue
from indexer.passages.passage import Passage
from search.match.dense import DenseRetriever
from search.match.filters import Columns
from search.page.asking import wants_answers
from search.page.marked import Pattern
from search.page.marks import in_passage
from search.page.reader import PassageReader
from search.page.results import Hit
from search.page.snippets import snippets
from search.query.missing import with_what_is_missing
from search.query.nodes import Filters, Node
from search.query.query import Query
from search.query.speakers import speaker_names, spoken_by
from search.rank.folding import more_behind
from search.rank.twins import twins_of
from search.rank.values import Ranking

if TYPE_CHECKING:
    from search.page.answers import Answer


def hits_of(
    query: Query,
    patterns: Sequence[Pattern],
    ranking: Ranking,
    read: Callable[[Sequence[int]], list[Passage]],
    dense: DenseRetriever,
    weight: Callable[[Pattern], float],
    offset: int,
    columns: Columns,
) -> tuple[Hit, ...]:
    """Return the hits of a page, `offset` before it, with their snippets; `read` gives the passages of rows."""
    rows = ranking.rows[offset:].tolist()
    passages = dict(zip(rows, read(rows), strict=True))
    also = twins_of(columns.same, rows)
    names = tuple(speaker_names(query.scored))
    # A pattern of several words is weighed by the patterns that it says.
    weights = {one.terms: weight(one) for found in patterns for one in (found, *found.says)}
    found = ranking.dense
    more = more_behind(ranking.rows, columns.papers, ranking.more)
    return tuple(
        Hit(
            rank=rank,
            score=float(ranking.scores[row]),
            lexical_score=float(ranking.lexical[row]),
            dense_score=float(found.scores[row]) if found else 0.0,
            passage=passage,
            group="counted" if ranking.counted[row] else "near",
            more=more.get(row, 0),
            also=tuple(read(also[row])) if row in also else (),
            snippets=snippets(
                passage.text,
                in_passage(patterns, query, passage.title, passage.text),
                lambda pattern: weights[pattern.terms],
                dense.span(dense.best_window(found, row)) if found else None,
                spoken_by(passage.annotations, names),
            ),
        )
        for rank, (row, passage) in enumerate(passages.items(), start=offset + 1)
    )


def quotes_of(
    query: Query,
    ranking: Ranking,
    hits: Sequence[Hit],
    patterns: Sequence[Pattern],
    dense: DenseRetriever,
    weight: Callable[[Pattern], float],
    calibration: Calibration,
) -> tuple[Answer, ...]:
    """Return the quotes of the first page of a query that wants some."""
    if ranking.dense is None or not wants_answers(query):
        return ()
    # A tenth of what a query imports, and few want a quote.
    from search.page.answers import answers_of

    found = [hit.passage for hit in hits]
    return answers_of(
        query, dense, ranking.dense, ranking.rows, found, patterns, weight, calibration
    )


def elsewhere(reader: PassageReader, columns: Columns, identifier: str) -> list[Passage]:
    """Return the first passages of other papers that say the same as the one with an id."""
    row = reader.read(catalogue.row_of, identifier)
    found = {} if row is None else twins_of(columns.same, [row])
    return [one for rows in found.values() for one in reader.passages(rows)]


def explained(
    query: Query, ranking: Ranking, meets: Callable[[Node], bool], columns: Columns
) -> Query:
    """Return the query with a note of what no record has, or of why nothing is found; `meets` asks all records."""
    for time in (one for one in query.preferences if one.date_from or one.date_to):
        if not columns.mask(Filters((), time.date_from, time.date_to)).any():
            note = said("No record is of a meeting then: %(when)s.", when=time.shown)
            query = query.with_note(note)
    n_counted = int(np.count_nonzero(ranking.unfiltered))
    found = bool(n_counted or ranking.n_near_unfiltered)
    query = with_what_is_missing(query, found=found, meets=meets)
    if n_counted and not ranking.counted.any():
        note = counted(
            "Without the filters there would be 1 agenda item.",
            "Without the filters there would be %(n)s agenda items.",
            n_counted,
        )
        query = query.with_note(note)
    return query
