"""What a build has encoded so far: a build after a killed one goes on from there (`read_so_far.py`: what it has read)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from indexer.build.read_so_far import FILE as READ
from indexer.tuning import BUILD

Vectors = NDArray[np.float32]
# Letters of the key that a vector is known by.
KEY_BYTES = 32
# The folder of an index that holds it.
FOLDER = "checkpoint"


class Checkpoint:
    """Vectors that a build has encoded, by key, in two files that only grow.

    Keys are written after their vectors, so whatever a killed build left, the first keys are those
    of the first vectors. Vectors of another model are dropped.
    """

    def __init__(self, folder: Path, model_key: str) -> None:
        """Use the part of `folder` that is the model's, and remove those of others."""
        self._folder = folder / model_key[:16]
        for other in folder.glob("*"):
            if other not in (self._folder, folder / READ):
                shutil.rmtree(other)
        self._files: list[BinaryIO] = []
        self._open = ExitStack()
        self._unflushed = 0

    def read(self) -> dict[bytes, Vectors]:
        """Return what is there."""
        n_dim, n_whole = self._n_dim(), self._n_whole()
        if not n_dim or not n_whole:
            return {}
        keys = np.fromfile(self._folder / "keys", f"S{KEY_BYTES}", n_whole)
        vectors = np.fromfile(self._folder / "vectors", np.float32, n_whole * n_dim)
        return dict(zip(keys.tolist(), vectors.reshape(-1, n_dim), strict=True))

    def _n_dim(self) -> int:
        """Return how long a vector is; 0 where a full disk or a kill left no number."""
        try:
            return max(0, int((self._folder / "dim").read_text()))
        except (OSError, ValueError):
            return 0

    def _n_whole(self) -> int:
        """Return how many vectors are there whole, each with its key."""
        sizes = {"vectors": 4 * self._n_dim(), "keys": KEY_BYTES}
        there = {name: self._folder / name for name in sizes}
        if not all(path.is_file() and sizes[name] for name, path in there.items()):
            return 0
        return min(path.stat().st_size // sizes[name] for name, path in there.items())

    def __enter__(self) -> Checkpoint:
        """Return the checkpoint: leaving it flushes and closes its files."""
        return self

    def __exit__(self, *error: object) -> None:
        """Flush and close what was written."""
        self._flush()
        self._open.close()
        self._files = []

    def add(self, keys: Sequence[bytes], vectors: Vectors) -> None:
        """Append vectors, (k, dim) float32, under their keys."""
        if not self._files:
            self._begin(vectors.shape[1])
        kept, names = self._files
        kept.write(vectors.astype(np.float32).tobytes())
        names.write(b"".join(keys))
        self._unflushed += len(keys)
        if self._unflushed >= BUILD.flushed_every:
            self._flush()

    def _begin(self, n_dim: int) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        n_whole = self._n_whole() if self._n_dim() == n_dim else 0
        (self._folder / "dim").write_text(str(n_dim))
        sizes = {"vectors": 4 * n_dim, "keys": KEY_BYTES}
        paths = {name: self._folder / name for name in sizes}
        # A killed build may have left a part of a record, or vectors without their keys.
        for name, path in paths.items():
            path.touch()
            os.truncate(path, n_whole * sizes[name])
            self._files.append(self._open.enter_context(path.open("ab")))

    def _flush(self) -> None:
        for file in self._files:
            file.flush()
            os.fsync(file.fileno())
        self._unflushed = 0
