"""Fusions of the literature, which ours is measured beside: min-max convex and reciprocal rank.

Bruch, Gai and Ingber 2023, "An Analysis of Fusion Functions for Hybrid Retrieval", arXiv 2210.11934; Cormack,
Clarke and Buettcher 2009, "Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning Methods".
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from search.match.matches import Scores
from search.rank.fusion import ranked

RRF_K = 60


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
