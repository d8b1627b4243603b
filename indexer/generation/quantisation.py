"""Vectors in one byte a number: a quarter of the memory to read, and a bound on what that costs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_ROWS_AT_ONCE = 16_384


def quantise(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return vectors (n, dim) as (n, dim) int8, and (n, 2) float32: scale and residual of each.

    Vector i is about `int8[i] * scale[i]`; the Euclidean length of the difference is its residual.
    """
    codes = np.empty(vectors.shape, np.int8)
    facts = np.empty((len(vectors), 2), np.float32)
    for first in range(0, len(vectors), _ROWS_AT_ONCE):
        part = vectors[first : first + _ROWS_AT_ONCE]
        scale = (np.abs(part).max(axis=1, keepdims=True) / np.float32(127)).clip(1e-12)
        coded = np.rint(part / scale)
        codes[first : first + len(part)] = coded
        facts[first : first + len(part), 0] = scale[:, 0]
        facts[first : first + len(part), 1] = np.linalg.norm(part - coded * scale, axis=1)
    return codes, facts
