"""Risk against coverage: of what is given with most confidence, how much is wrong.

El-Yaniv and Wiener 2010, "On the Foundations of Noise-free Selective Classification", JMLR 11.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.evaluation.judgments import JudgedQuery
from search.searcher import Searcher

# How deep a list is read for something relevant, as Success@5 does.
_READ = 5
# At which shares of all queries a curve is told, in tenths.
_TENTHS = range(1, 11)
_BOOTSTRAP_SAMPLES = 2_000


@dataclass(frozen=True, slots=True)
class Given:
    """What a query got, and whether it is right; `score` is None where it got nothing.

    The higher the score, the surer the search was of it.
    """

    score: float | None
    is_right: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, its list and its first quoted answer.

    A list is right if one of its first five passages is relevant, a quote if its passage is, `is_best` if
    that has the highest grade of the query. To what cannot be answered nothing that is given is right.
    """

    query: JudgedQuery
    listed: Given
    quoted: Given
    is_best: bool


@dataclass(frozen=True, slots=True)
class Point:
    """Where the share `given` of all queries gets something, `wrong` of it is wrong: shares in [0, 1].

    `from_score` is the lowest score that is given then; `low`, `high` are the 95 % interval of `wrong`.
    """

    given: float
    wrong: float
    low: float
    high: float
    from_score: float


def asked(searcher: Searcher, queries: Sequence[JudgedQuery]) -> list[Asked]:
    """Ask every query for its first page, as a reader does."""
    return [_asked(searcher, query) for query in queries]


def _asked(searcher: Searcher, query: JudgedQuery) -> Asked:
    page = searcher.search(query.text)
    first, quote = page.hits[:_READ], next(iter(page.answers), None)
    grade = query.grades.get(quote.passage.id, 0) if quote else 0
    return Asked(
        query,
        Given(
            max((hit.score for hit in first), default=None),
            any(query.grades.get(hit.passage.id) for hit in first),
        ),
        Given(quote.score if quote else None, grade > 0),
        is_best=grade > 0 and grade == max(query.grades.values()),
    )


def curve(given: Sequence[Given]) -> list[Point]:
    """Return a point for each tenth of the queries that could be given something, and one for all that is.

    What is as sure as something else and wrong comes first. The interval is a bootstrap over the queries
    (percentile method, fixed seed), each sample with a threshold of its own for the same share.
    """
    scored = [(one.score, one.is_right) for one in given if one.score is not None]
    if not scored:
        return []
    scored.sort(key=lambda one: (-one[0], one[1]))
    is_wrong = np.zeros(len(given), np.bool_)
    is_wrong[: len(scored)] = [not is_right for _, is_right in scored]
    draws = np.random.default_rng(0).integers(0, len(given), (_BOOTSTRAP_SAMPLES, len(given)))
    # A drawn place is that of a query in the order of scores: the smallest are the surest.
    draws.sort(axis=1)
    sizes = {min(round(len(given) * tenth / 10), len(scored)) for tenth in _TENTHS}
    return [
        Point(
            size / len(given),
            float(is_wrong[:size].mean()),
            *_interval(is_wrong, draws[:, :size], len(scored)),
            from_score=scored[size - 1][0],
        )
        for size in sorted(sizes)
        if size
    ]


def _interval(
    is_wrong: NDArray[np.bool_], surest: NDArray[np.int64], n_given: int
) -> tuple[float, float]:
    """Return the 95 % interval of the share of wrong: `surest` are the surest places of each sample."""
    is_given = surest < n_given
    shares = (is_wrong[surest] & is_given).sum(axis=1) / np.maximum(is_given.sum(axis=1), 1)
    low, high = np.percentile(shares, [2.5, 97.5])
    return float(low), float(high)


def of_unanswerable(found: Sequence[Asked]) -> dict[str, tuple[int, int, int]]:
    """Return for each kind of unanswerable query how many get a list, a quote, and how many there are."""
    kinds = sorted({one.query.kind for one in found})
    return {kind: _counts([one for one in found if one.query.kind == kind]) for kind in kinds}


def _counts(found: Sequence[Asked]) -> tuple[int, int, int]:
    listed = sum(one.listed.score is not None for one in found)
    return listed, sum(one.quoted.score is not None for one in found), len(found)
