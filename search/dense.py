"""The dense arm: query vector against every window, the maximum of a passage's windows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from indexer.store import Generation, reading

if TYPE_CHECKING:
    from indexer.query_encoder import QueryEncoder


@dataclass(frozen=True, slots=True)
class DenseScores:
    """For each passage its best cosine, (n,) float32, and the window it comes from, (n,) int64."""

    scores: NDArray[np.float32]
    best_window: NDArray[np.int64]


class DenseArm:
    """Exact search over all windows of one generation."""

    def __init__(self, generation: Generation) -> None:
        """Map the embeddings; the encoder is loaded by the first query that needs it."""
        self._generation = generation
        self._embeddings = generation.array("embeddings.npy")
        self.windows = np.asarray(generation.array("windows.npy"))
        # Windows are in order of their rows, and every row has at least one.
        self._starts = np.searchsorted(
            self.windows[:, 0], np.arange(generation.manifest.n_passages)
        )

    @cached_property
    def encoder(self) -> QueryEncoder:
        """Return the query encoder of this generation."""
        from indexer.query_encoder import QueryEncoder

        # onnxruntime and tokenizers have no error of their own for a file that is not theirs.
        with reading(self._generation, "encoder", Exception):
            return QueryEncoder(self._generation.folder / "encoder")

    def evaluate(self, text: str) -> DenseScores:
        """Return the scores of all passages for a query text."""
        cosines: NDArray[np.float32] = self._embeddings @ self.encoder.encode(text)
        scores = np.maximum.reduceat(cosines, self._starts)
        # The first window that reaches its passage's maximum.
        at_maximum = np.flatnonzero(cosines == scores[self.windows[:, 0]])
        best = at_maximum[np.searchsorted(self.windows[at_maximum, 0], np.arange(len(scores)))]
        return DenseScores(scores, best)

    def span(self, window: int) -> tuple[int, int]:
        """Return the first and the last character of a window in its passage's text."""
        _, start, end = self.windows[window]
        return int(start), int(end)
