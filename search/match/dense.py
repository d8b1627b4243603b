"""The dense retriever: query vector against every window, the maximum of a passage's windows.

Reading the vectors is what costs. So a first pass reads all of them in one byte a number and knows
how far off it can be; what may reach the page is then computed from the full vectors.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import simsimd
from numpy.typing import NDArray

from corpus.processors import n_processors
from indexer.generation import approximate, cosines, layout
from indexer.generation.postings_write import expanded
from indexer.generation.quantisation import quantise
from indexer.generation.store import Generation, reading
from search.match.grouping import Grouping
from search.tuning import MATCHING

if TYPE_CHECKING:
    from indexer.generation.query_encoder import QueryEncoder
    from indexer.generation.word_pieces import WordPieces

# Windows that are scanned sooner by one thread than by waking others.
_FEW_WINDOWS = MATCHING.one_thread
# Windows that are asked of an approximate index; the passages of no others match by meaning alone.
_CANDIDATES = MATCHING.windows
# Windows of one passage that are compared with those of others.
_MOST_OWN_WINDOWS = MATCHING.own_windows


@dataclass(frozen=True, slots=True)
class DenseScores:
    """The best cosine of each passage for one query vector, and that of its mean window.

    `scores` (n,) float32 are off by at most `error`, `means` (n,) float32 by `DenseRetriever.spread` times
    that, but for the rows that `exact` (n,) bool says `DenseRetriever.refined` has computed. Where
    `is_partial`, that holds as far as the approximate index misses nothing.
    """

    scores: NDArray[np.float32]
    means: NDArray[np.float32]
    vector: NDArray[np.float32]
    error: float
    exact: NDArray[np.bool_]
    is_partial: bool = False


class DenseRetriever:
    """Search over the windows of one generation, exact up to a million of them."""

    def __init__(self, generation: Generation) -> None:
        """Map the embeddings; the encoder is loaded by the first query that needs it."""
        self._generation = generation
        self.model_sha256: str = generation.manifest.model_sha256
        # The same memory; a memmap object is slower to take rows of.
        self._embeddings = generation.array(layout.EMBEDDINGS).view(np.ndarray)
        self._codes = generation.array(layout.QUANTISED).view(np.ndarray)
        self.windows = generation.array(layout.WINDOWS).view(np.ndarray)
        # Windows are in order of their rows, and every row has at least one.
        self._bounds = np.searchsorted(
            self.windows[:, 0], np.arange(generation.manifest.n_passages + 1)
        )
        self.n_windows: NDArray[np.int64] = np.diff(self._bounds)
        covers = self._bounds[0] == 0 and self._bounds[-1] == len(self.windows)
        if not covers or self.n_windows.min(initial=1) < 1:
            raise generation.damaged(f"{layout.WINDOWS} does not cover every passage")
        self._grouping = Grouping(self._bounds[:-1], self.n_windows)
        facts = np.asarray(generation.array(layout.SCALES))
        self._scales, self._residual = facts[:, 0].copy(), float(facts[:, 1].max(initial=0.0))
        norms = np.asarray(generation.array(layout.PASSAGE_NORMS))
        if not (np.isfinite(facts).all() and np.isfinite(norms).all()):
            raise generation.damaged(f"{layout.SCALES} or {layout.PASSAGE_NORMS} holds no numbers")
        self._norms = np.maximum(norms, np.float32(1e-6))
        # |q·Σd - Σq'·d'| / |Σd| is at most so many times the error of one window.
        self.spread: NDArray[np.float32] = (self.n_windows / self._norms).astype(np.float32)
        with reading(generation, "encoder", OSError, ValueError, TypeError):
            background = cosines.read(generation.file(layout.ENCODER))
        self._scale = cosines.query_scale(background)
        self._passage_scale = cosines.passage_scale(background)
        path = generation.file(approximate.FILE)
        # Without faiss every window is read: slower, and exact.
        self._has_lists = path.is_file() and approximate.is_available()
        many = len(self._codes) >= _FEW_WINDOWS
        self._threads = n_processors() if many else 1

    @cached_property
    def encoder(self) -> QueryEncoder:
        """Return the query encoder of this generation."""
        from indexer.generation.query_encoder import QueryEncoder

        # onnxruntime and tokenizers have no error of their own for a file that is not theirs.
        with reading(self._generation, "encoder", Exception):
            return QueryEncoder(self._generation.file(layout.ENCODER))

    @cached_property
    def pieces(self) -> WordPieces:
        """Return the vocabulary of the encoder: a search by words alone needs it, and no weights."""
        from indexer.generation.word_pieces import WordPieces

        with reading(self._generation, "encoder", Exception):
            return WordPieces(
                self._generation.file(layout.ENCODER), self._generation.calibration.long_piece
            )

    def take_over_from(self, earlier: DenseRetriever) -> None:
        """Use the encoder that an earlier generation has loaded, if that of this one is the same."""
        ours, theirs = (
            {
                name: digest
                for name, digest in retriever._generation.manifest.files.items()
                if "encoder/" in name
            }
            for retriever in (self, earlier)
        )
        if ours == theirs:
            loaded = {"encoder", "pieces"} & earlier.__dict__.keys()
            self.__dict__.update({name: earlier.__dict__[name] for name in loaded})

    @cached_property
    def _lists(self) -> approximate.InvertedLists:
        with reading(self._generation, approximate.FILE, RuntimeError):
            return approximate.InvertedLists(
                self._generation.file(approximate.FILE), self._generation.calibration.lists_read
            )

    def scan(self, vector: NDArray[np.float32], *, unfiltered: bool = False) -> DenseScores:
        """Return the scores of all passages for a query vector, (dim,) float32, from the first pass.

        Past a million windows an approximate index is asked instead, where any row may appear
        (`unfiltered`). A filter may leave out all that it finds, so then every window is read.

        With residuals r of the vectors (Cauchy and Schwarz), |q·d - q'·d'| ≤ |r_d| + |r_q| (1 + |r_d|).
        """
        if unfiltered and self._has_lists:
            return self._nearest(vector)
        codes, facts = quantise(vector[None])
        products = simsimd.cdist(
            self._codes, codes, "dot", out_dtype="float32", threads=self._threads
        )
        cosines = np.asarray(products)[:, 0] * self._scales
        cosines *= facts[0, 0]
        scores, sums = self._grouping.maxima_and_sums(cosines)
        # Sums of float32 are off by a little themselves.
        error = self._residual + float(facts[0, 1]) * (1 + self._residual) + 1e-5
        # The cosine to the mean of its windows is q·Σd / |Σd|.
        return DenseScores(
            self._scale.of(scores),
            self._scale.of(sums / self._norms),
            vector,
            error * self._scale.slope,
            np.zeros(len(scores), np.bool_),
        )

    def _nearest(self, vector: NDArray[np.float32]) -> DenseScores:
        """Return exact scores of the passages of the nearest windows, and cosine 0 of all others.

        That is off by at most the least cosine found, as far as the lists miss nothing: so a passage
        that its words bring near to the page is computed as well, like one of the first pass.
        """
        windows, nearest = self._lists.nearest(vector, _CANDIDATES)
        rows = np.unique(self.windows[windows, 0]).astype(np.int64)
        n_rows = len(self._norms)
        scores, means = (np.full(n_rows, self._scale.offset, np.float32) for _ in range(2))
        least = float(nearest.min(initial=1.0)) * self._scale.slope
        dense = DenseScores(
            scores, means, vector, least, np.zeros(n_rows, np.bool_), is_partial=True
        )
        return self.refined(dense, rows)

    def refined(self, dense: DenseScores, rows: NDArray[np.int64]) -> DenseScores:
        """Return the scores with those and the means of some rows exact."""
        if not len(rows):
            return dense
        starts, lengths = self._bounds[rows], self.n_windows[rows]
        own = self._cosines(expanded(starts, lengths), dense.vector)
        firsts = np.cumsum(lengths) - lengths
        scores, means, exact = dense.scores.copy(), dense.means.copy(), dense.exact.copy()
        scores[rows] = self._scale.of(np.maximum.reduceat(own, firsts))
        means[rows] = self._scale.of(np.add.reduceat(own, firsts) / self._norms[rows])
        exact[rows] = True
        return replace(dense, scores=scores, means=means, exact=exact)

    def best_window(self, dense: DenseScores, row: int) -> int:
        """Return the first window of a passage that has its best cosine."""
        windows = slice(int(self._bounds[row]), int(self._bounds[row + 1]))
        return windows.start + int(np.argmax(self._cosines(windows, dense.vector)))

    def window_scores(
        self, dense: DenseScores, row: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the windows of a passage, (k, 2) first and last character, and exact cosines (k,)."""
        windows = slice(int(self._bounds[row]), int(self._bounds[row + 1]))
        own = self._cosines(windows, dense.vector)
        return self.windows[windows, 1:].astype(np.int64), self._scale.of(own)

    def text_score(self, dense: DenseScores, text: str) -> float:
        """Return the cosine of a text, a sentence of a passage, on the scale of all scores."""
        own = self.encoder.encode_document(text) @ dense.vector
        return float(own) * self._scale.slope + self._scale.offset

    def _cosines(
        self, windows: NDArray[np.int64] | slice, vector: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Return the model's own exact cosines. Equal vectors get equal ones, unlike from a matrix product."""
        return np.asarray(np.einsum("ij,j->i", self._embeddings[windows], vector, optimize=False))

    def mean(self, row: int) -> NDArray[np.float32]:
        """Return the mean of a passage's windows, (dim,) float32, L2-normalised."""
        total = self._embeddings[self._bounds[row] : self._bounds[row + 1]].sum(axis=0)
        mean: NDArray[np.float32] = total / self._norms[row]
        return mean

    def closest(
        self, row: int, rows: NDArray[np.int64]
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Return how near each of `rows`, (k,), comes to a passage, and with which window, (k,).

        That is the cosine of the two most alike windows, one of each. Of a long passage so many
        windows are compared, evenly spread, that a day's debate costs no more than a long item.
        """
        if not len(rows):
            return np.empty(0, np.float32), np.empty(0, np.int64)
        first, last = int(self._bounds[row]), int(self._bounds[row + 1])
        n_own = min(last - first, _MOST_OWN_WINDOWS)
        own = self._embeddings[np.linspace(first, last - 1, n_own).round().astype(np.int64)]
        starts, lengths = self._bounds[rows], self._bounds[rows + 1] - self._bounds[rows]
        windows = expanded(starts, lengths)
        own_to = (self._embeddings[windows] @ own.T).max(axis=1)
        firsts = np.cumsum(lengths) - lengths
        best = [int(np.argmax(own_to[a : a + n])) for a, n in zip(firsts, lengths, strict=True)]
        at = firsts + np.array(best, np.int64)
        return self._passage_scale.of(own_to[at]), windows[at]

    def span(self, window: int) -> tuple[int, int]:
        """Return the first and the last character of a window in its passage's text."""
        _, start, end = self.windows[window]
        return int(start), int(end)
