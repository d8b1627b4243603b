"""The vectors of an index that a build cannot go on from: one of an earlier program, or a damaged one.

Its texts are read and analysed again. A window that reads as before has the vector that it had, which
is hours of a large council's build.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.build.checkpoint import KEY_BYTES, Vectors
from indexer.generation import layout
from indexer.generation.models import Model
from indexer.generation.recorded import Recorded
from indexer.generation.store import digests


def carried(before: Recorded | None, model: Model, keys: Iterable[bytes]) -> dict[bytes, Vectors]:
    """Return the (dim,) float32 vectors that `before` has of some windows, by their keys.

    There are none where another model made them, or where a file is not what its manifest says.
    """
    if before is None or not model.gives_vectors_of(before):
        return {}
    known, vectors = _whole(before, layout.WINDOW_KEYS), _whole(before, layout.EMBEDDINGS)
    if known is None or vectors is None or not _fit(known, vectors):
        return {}
    place_of = {key: place for place, key in enumerate(known.tolist())}
    return {key: np.array(vectors[place_of[key]]) for key in keys if key in place_of}


def _whole(before: Recorded, name: str) -> NDArray[Any] | None:
    """Return one of its arrays, mapped; None if its bytes are not those that were written."""
    path = before.folder / name
    try:
        (digest,) = digests([path])
        array = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError):
        return None
    return array if isinstance(array, np.ndarray) and digest == before.sha256_of(name) else None


def _fit(known: NDArray[Any], vectors: NDArray[Any]) -> bool:
    """Say whether keys (w,) and vectors (w, dim) have the types of a generation's, and are as many."""
    types = (known.dtype, vectors.dtype) == (np.dtype(f"S{KEY_BYTES}"), np.dtype(np.float32))
    return types and (known.ndim, vectors.ndim) == (1, 2) and len(known) == len(vectors)
