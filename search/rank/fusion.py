"""The score of a passage: one number out of what its words prove and how near its meaning is.

A convex combination on raw evidence (docs/decisions/0003-ranking.md), after Bruch, Gai and Ingber 2023, "An Analysis
of Fusion Functions for Hybrid Retrieval", arXiv 2210.11934.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.match.coverage import WordEvidence
from search.match.matches import Scores, best_of
from search.tuning import WEIGHTS, Weights

EVERY_ROW = slice(None)


def words_weight(evidence: WordEvidence, weights: Weights = WEIGHTS) -> float:
    """Return what the words of a query weigh beside its meaning: n / (n + few), at most `words`.

    Two plain words ("school places") stand in many passages, and their meaning tells which of them
    is about it; the more words a query has, or where they are names, the more it is the words.
    """
    n = max(evidence.n_terms, 2) + weights.name * evidence.n_names
    return min(weights.words, n / (n + weights.few))


def trusted(evidence: WordEvidence) -> float:
    """Return how far the words of a query order its list, in [0, 1].

    All the way where some passage has them. Where none has, a passage that has a few by chance would stand before
    one that says it in other words: then it is the root of the best passage's coverage
    (docs/decisions/0012-hybrid-and-its-retrievers.md).
    """
    return 1.0 if evidence.enough.any() else float(np.sqrt(evidence.coverage.max(initial=0.0)))


@dataclass(frozen=True, slots=True)
class WeightedWords:
    """The part of the hybrid score that words decide, the same however exactly the meaning is known.

    `scores` (n,) float32: what words add, weighed; `meaning_weight`: what is left for the meaning.
    """

    scores: Scores
    meaning_weight: np.float32


def weighted_words(
    evidence: WordEvidence, weights: Weights = WEIGHTS, trust: float = 1.0
) -> WeightedWords:
    """Return what the words of a query add to the score of each passage; `trust` is how much of their weight they have."""
    share = trust * words_weight(evidence, weights)
    scores = np.zeros_like(evidence.bm25)
    scores[evidence.rows] = np.float32(share) * words_score(evidence, weights)
    return WeightedWords(scores, np.float32(1 - share))


def words_score(evidence: WordEvidence, weights: Weights = WEIGHTS) -> Scores:
    """Return how well each passage with any of the words answers by them, (m,) float32 in [0, 1].

    A part of it is BM25 as a share of what the query could attain, saturated, times the share of the
    query's words that the passage has, to the power of `coverage_power`; the other part is how
    many of the query's neighbouring words stand together there. So a list of weak matches never
    weighs like a strong one.
    """
    attained = evidence.bm25[evidence.rows] / np.float32(weights.saturation * evidence.attainable)
    covered = evidence.coverage ** np.float32(weights.coverage_power)
    by_words: Scores = np.minimum(attained, np.float32(1)) * covered
    if evidence.proximity is None:
        return by_words
    share = np.float32(weights.proximity)
    combined: Scores = (1 - share) * by_words + share * evidence.proximity
    return combined


def meaning_score(best: Scores, means: Scores, weights: Weights = WEIGHTS) -> Scores:
    """Return how near each passage is in meaning: its best window, and a part its mean window.

    A long debate touches many things; what it is about as a whole says which of them it is on. Of how
    far off both may be, it gives how far off it may be itself.
    """
    share = np.float32(weights.mean)
    combined: Scores = (1 - share) * best
    combined += share * means
    return combined


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What of a passage's score is its own and what its neighbours', (n,) float32 each.

    They add up to 1, where a text begins or ends to less: so a threshold means the same for a running
    text. `before` and `after` are 0 where the neighbour is of another text, `own` is 1 where both are.
    """

    own: Scores
    before: Scores
    after: Scores
    are_none: bool


def neighbours_of(
    continues: NDArray[np.bool_], n_windows: NDArray[np.int64], weights: Weights = WEIGHTS
) -> Neighbours:
    """Return who is whose neighbour: `continues` (n,) says which passages carry on the one before."""
    is_continued = np.append(continues[1:], np.False_)
    share = weights.neighbours * np.minimum(1, weights.long / n_windows)
    share[~(continues | is_continued)] = 0
    before = (continues * share / 2 / (1 + share)).astype(np.float32)
    after = (is_continued * share / 2 / (1 + share)).astype(np.float32)
    own = (1 / (1 + share)).astype(np.float32)
    return Neighbours(own, before, after, not continues.any())


def with_neighbours(scores: Scores, neighbours: Neighbours) -> Scores:
    """Return scores where each piece of a running text is moved to the mean of its two neighbours.

    An untitled stretch of a transcript goes on about what was said just before, the more so the
    shorter it is; an agenda item with a title of its own does not, so that nothing changes for it.
    Always an array of its own.
    """
    if neighbours.are_none:
        return scores.copy()
    raised = neighbours.own * scores
    raised[1:] += neighbours.before[1:] * scores[:-1]
    raised[:-1] += neighbours.after[:-1] * scores[1:]
    return raised


def with_neighbours_of(scores: Scores, neighbours: Neighbours, rows: NDArray[np.int64]) -> Scores:
    """Return what `with_neighbours` gives for some `rows`, (m,) float32."""
    before, after = np.maximum(rows - 1, 0), np.minimum(rows + 1, len(scores) - 1)
    raised: Scores = neighbours.own[rows] * scores[rows]
    raised += neighbours.before[rows] * scores[before]
    raised += neighbours.after[rows] * scores[after]
    return raised


def by_evidence(
    words: WeightedWords, meaning: Scores, rows: NDArray[np.int64] | slice = EVERY_ROW
) -> Scores:
    """Return the hybrid score of each passage by itself: the convex combination of words and meaning.

    `meaning` is that of the `rows`. Nothing is scaled by what other passages score, so that a score
    means the same for every query and a threshold can stand on it.
    """
    combined: Scores = words.meaning_weight * meaning
    combined += words.scores[rows]
    return combined


def error_with_neighbours(off: Scores, neighbours: Neighbours) -> Scores:
    """Return how far off scores may be, (n,), by themselves and with neighbours, that are `off` by this."""
    return np.maximum(off, with_neighbours(off, neighbours))


def within_reach(
    scores: Scores, errors: Scores, first: NDArray[np.int64], mask: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Return which rows in `mask` may be as good as the worst of the rows `first`, (n,) bool.

    Those have at least their scores less their errors, others at most their scores and errors.
    """
    least = (scores[first] - errors[first]).min(initial=np.inf)
    reach: NDArray[np.bool_] = mask & (scores + errors >= least)
    return reach


def with_bearing(mask: NDArray[np.bool_], continues: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the rows in `mask` and those that their scores depend on by `with_neighbours`."""
    bearing = mask.copy()
    bearing[:-1] |= mask[1:] & continues[1:]
    bearing[1:] |= mask[:-1] & continues[1:]
    return bearing


def ranked(scores: Scores, mask: NDArray[np.bool_], depth: int | None = None) -> NDArray[np.int64]:
    """Return the rows in `mask` from the best score to the worst; equal scores in order of rows.

    Only the first `depth` of them where it is given.
    """
    rows = np.flatnonzero(mask)
    return best_of(rows, scores[rows], depth)
