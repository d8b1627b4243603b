"""An approximate index over the windows of an index too large to scan: inverted lists, by faiss.

Windows are put in lists by their nearest of some thousand centres; a query reads the lists of the
centres nearest to it only. What it finds is then computed exactly by `search.match.dense`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.processors import n_processors
from indexer.calibration import MINILM
from indexer.generation import layout
from indexer.generation.store import Generation
from indexer.tuning import SCAN

FILE = layout.APPROXIMATE
_ROWS_AT_ONCE = 65_536


def is_available() -> bool:
    """Say whether faiss is installed (`pip install council-search[large]`)."""
    from importlib.util import find_spec

    return find_spec("faiss") is not None


def advice(n_windows: int, generation: Generation | None = None) -> str:
    """Return what to do for an index so large that reading every window is slow, or "".

    With the `generation` also where faiss came after the build.
    """
    if n_windows < SCAN.approximate_from:
        return ""
    slow = f"Every query reads all {n_windows:,} windows."
    if not is_available():
        return f"{slow} For faster ones: pip install council-search[large], then index again."
    if generation is not None and not generation.file(FILE).is_file():
        return f"{slow} The index was built without faiss, which is installed now: index again."
    return ""


def write(vectors: NDArray[np.float32], path: Path, n_lists: int = SCAN.lists) -> None:
    """Write the inverted lists of vectors, (n, dim) float32, L2-normalised, in one byte a number."""
    import faiss

    faiss.omp_set_num_threads(n_processors())
    lists: Any = faiss.index_factory(
        vectors.shape[1], f"IVF{n_lists},SQ8", faiss.METRIC_INNER_PRODUCT
    )
    lists.cp.niter = SCAN.rounds
    step = max(1, len(vectors) // (SCAN.sample_each * n_lists))
    lists.train(np.ascontiguousarray(vectors[::step]))
    for first in range(0, len(vectors), _ROWS_AT_ONCE):
        lists.add(np.ascontiguousarray(vectors[first : first + _ROWS_AT_ONCE]))
    try:
        faiss.write_index(lists, str(path))
    except RuntimeError as error:  # as faiss tells of a full disk
        raise OSError(f"{path.name} could not be written by faiss") from error


class InvertedLists:
    """What `write` wrote, memory-mapped."""

    def __init__(self, path: Path, n_read: int = MINILM.lists_read) -> None:
        """Map the lists; `n_read` of them are read by a query. Raises RuntimeError or ImportError."""
        import faiss

        # A server forks workers, which OpenMP does not survive; and a query is one thread's work.
        faiss.omp_set_num_threads(1)
        lists: Any = faiss.read_index(str(path), faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY)
        lists.nprobe = n_read
        self._lists = lists

    def nearest(
        self, vector: NDArray[np.float32], count: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return up to `count` windows near to a vector, (dim,), and about their cosines, best first."""
        cosines, windows = self._lists.search(vector[None], count)
        known = windows[0] >= 0
        return windows[0][known], cosines[0][known]
