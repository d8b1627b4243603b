"""Two lists of scores become one: convex combination; reciprocal rank fusion for comparison.

Bruch, Gai and Ingber 2023, "An Analysis of Fusion Functions for Hybrid Retrieval",
arXiv 2210.11934; Cormack, Clarke and Buettcher 2009 for reciprocal rank fusion.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.coverage import WordEvidence
from search.matches import Scores, best_of

RRF_K = 60


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part of the hybrid score weighs; what has no comment is a share in [0, 1].

    Tuned on judged queries: docs/decisions/0003-ranking.md has the figures, `benchmarks/ablation.py`
    measures each part.
    """

    words: float = 0.6
    # Words of a query at which `words_weight` is a half; a name counts for `name` more of them.
    few: float = 3.5
    name: float = 3.0
    # BM25 per attainable inverse document frequency from which on more says nothing.
    saturation: float = 4.5
    # Power of the share of the query's words that a passage has.
    coverage_power: float = 0.75
    proximity: float = 0.3
    mean: float = 0.2
    neighbours: float = 0.7
    # Windows of a passage from which on its neighbours say less about it.
    long: float = 8.0


WEIGHTS = Weights()


def min_max(scores: Scores, mask: NDArray[np.bool_]) -> Scores:
    """Return scores scaled to [0, 1] over the rows in `mask`; equal scores all become 0.

    A row outside the mask gets 0.
    """
    scaled = np.zeros_like(scores)
    if mask.any():
        low, high = float(scores[mask].min()), float(scores[mask].max())
        if high > low:
            scaled[mask] = (scores[mask] - low) / (high - low)
    return scaled


def words_weight(evidence: WordEvidence, weights: Weights = WEIGHTS) -> float:
    """Return what the words of a query weigh beside its meaning: n / (n + few), at most `words`.

    Two plain words ("school places") stand in many passages, and their meaning tells which of them
    is about it; the more words a query has, or where they are names, the more it is the words.
    """
    n = max(evidence.n_terms, 2) + weights.name * evidence.n_names
    return min(weights.words, n / (n + weights.few))


def words_score(evidence: WordEvidence, weights: Weights = WEIGHTS) -> Scores:
    """Return how well each passage answers by its words, (n,) float32 in [0, 1].

    A part of it is BM25 as a share of what the query could attain, saturated, times the share of the
    query's words that the passage has, to the power of `coverage_power`; the other part is how
    many of the query's neighbouring words stand together there. So a list of weak matches never
    weighs like a strong one.
    """
    attained = evidence.bm25 / np.float32(weights.saturation * evidence.attainable)
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
    combined: Scores = (1 - share) * best + share * means
    return combined


def by_evidence(
    evidence: WordEvidence,
    meaning: Scores,
    continues: NDArray[np.bool_],
    n_windows: NDArray[np.int64],
    weights: Weights = WEIGHTS,
) -> Scores:
    """Return the hybrid score: the convex combination of words and meaning, plus identifiers.

    Nothing is scaled by what other passages score, so that a score means the same for every query
    and a floor can stand on it. A passage that has the query's identifiers is ahead of all others.
    `continues` (n,) bool says which passages carry on the one before them: see `with_neighbours`.
    """
    share = np.float32(words_weight(evidence, weights))
    combined: Scores = share * words_score(evidence, weights) + (1 - share) * meaning
    combined = with_neighbours(combined, continues, n_windows, weights)
    return combined if evidence.identifiers is None else combined + evidence.identifiers


def with_neighbours(
    scores: Scores,
    continues: NDArray[np.bool_],
    n_windows: NDArray[np.int64],
    weights: Weights = WEIGHTS,
) -> Scores:
    """Return scores where each piece of a running text is raised by the mean of its two neighbours.

    An untitled stretch of a transcript goes on about what was said just before, the more so the
    shorter it is; an agenda item with a title of its own does not, so that nothing changes for it.
    """
    if not continues.any():
        return scores
    around = np.zeros_like(scores)
    around[1:] += np.where(continues[1:], scores[:-1], np.float32(0))
    around[:-1] += np.where(continues[1:], scores[1:], np.float32(0))
    share = weights.neighbours * np.minimum(1, weights.long / n_windows).astype(np.float32)
    # Convex, so that the floor means the same for a running text.
    return np.where(around != 0, (scores + share * around / 2) / (1 + share), scores)


def evidence_error(
    evidence: WordEvidence,
    meaning: Scores,
    continues: NDArray[np.bool_],
    n_windows: NDArray[np.int64],
    weights: Weights = WEIGHTS,
) -> Scores:
    """Return how far off `by_evidence` may be, (n,), where the meaning is off by this: words are exact."""
    off: Scores = np.float32(1 - words_weight(evidence, weights)) * meaning
    return np.maximum(off, with_neighbours(off, continues, n_windows, weights))


def within_reach(
    scores: Scores, errors: Scores, first: NDArray[np.int64], mask: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Return which rows in `mask` may be as good as the worst of the rows `first`, (n,) bool.

    Those have at least their scores less their errors, others at most their scores and errors.
    """
    least = (scores - errors)[first].min(initial=np.inf)
    reach: NDArray[np.bool_] = mask & (scores + errors >= least)
    return reach


def with_bearing(mask: NDArray[np.bool_], continues: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the rows in `mask` and those that their scores depend on by `with_neighbours`."""
    bearing = mask.copy()
    bearing[:-1] |= mask[1:] & continues[1:]
    bearing[1:] |= mask[:-1] & continues[1:]
    return bearing


def convex(lexical: Scores, dense: Scores, mask: NDArray[np.bool_], weight: float) -> Scores:
    """Return weight · lexical + (1 - weight) · dense, both scaled to [0, 1] over the mask."""
    combined: Scores = np.float32(weight) * min_max(lexical, mask) + np.float32(
        1 - weight
    ) * min_max(dense, mask)
    return combined


def reciprocal_rank(lexical: Scores, dense: Scores, mask: NDArray[np.bool_]) -> Scores:
    """Return the sum of 1 / (k + rank) over both lists; a lexical score of 0 is in no list."""
    total = np.zeros_like(lexical)
    for scores, listed in ((lexical, mask & (lexical > 0)), (dense, mask)):
        order = ranked(scores, listed)
        total[order] += (1.0 / (RRF_K + np.arange(1, len(order) + 1))).astype(np.float32)
    return total


def ranked(scores: Scores, mask: NDArray[np.bool_], depth: int | None = None) -> NDArray[np.int64]:
    """Return the rows in `mask` from the best score to the worst; equal scores in order of rows.

    Only the first `depth` of them where it is given.
    """
    rows = np.flatnonzero(mask)
    return best_of(rows, scores[rows], depth)
