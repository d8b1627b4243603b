"""BM25 as Whoosh computes it: what a term's occurrences in a passage are worth.

Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond", section 3.6; with the
logarithm shifted by one, so that no term counts against a passage. The scores of the fields are summed (BM25F).
"""

from __future__ import annotations

from math import log

import numpy as np
from numpy.typing import NDArray

from indexer.tuning import TERMS


def idf(n_rows: int, n_having: int) -> float:
    """Return the inverse document frequency of a term that `n_having` of `n_rows` passages have.

    ln(N / (n + 1)) + 1: it is largest for a term that none has.
    """
    return log(n_rows / (n_having + 1)) + 1


def bm25(
    idfs: NDArray[np.float64],
    frequencies: NDArray[np.float64],
    lengths: NDArray[np.float64],
    average: float,
) -> NDArray[np.float32]:
    """Return the score of postings, (p,) float32, as `whoosh.scoring.bm25` computes it.

    `idfs`, `frequencies` (p,): of the term of each posting, in its passage; `lengths` (p,): how many terms the
    field of that passage has; `average`: of all passages.
    """
    norm = frequencies + TERMS.k1 * ((1 - TERMS.b) + TERMS.b * lengths / average)
    scores: NDArray[np.float32] = (idfs * frequencies * (TERMS.k1 + 1) / norm).astype(np.float32)
    return scores
