"""Window embeddings: cut, looked up, encoded, written; nothing is encoded twice.

What a window is embedded from (its context line and its text) has a key. A vector is taken from the
generation in use, or from the checkpoint that an interrupted build left, if the model is the same.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.progress import Progress
from indexer.build import background, cost, encoder
from indexer.build.carried import carried
from indexer.build.checkpoint import Checkpoint, Vectors
from indexer.build.cutting import Cut, cut_all
from indexer.generation import approximate, cosines, layout
from indexer.generation.disk import write_array, write_rows
from indexer.generation.postings_write import expanded
from indexer.generation.publishing import link
from indexer.generation.quantisation import quantise
from indexer.generation.query_encoder import QueryEncoder
from indexer.generation.recorded import Recorded
from indexer.generation.store import Generation
from indexer.passages.passage import Passage
from indexer.tuning import BUILD, SCAN

_FORMS = (layout.EMBEDDINGS, layout.QUANTISED, layout.SCALES)
# Passages whose vectors are summed at a time.
_BLOCK_ROWS = 4_096


@dataclass(frozen=True, slots=True)
class Written:
    """What was done: `export_cosine` is the query encoder's worst, None if it was copied.

    `model_s` are the seconds that loading the model and exporting the query encoder took.
    """

    n_windows: int
    n_encoded: int
    export_cosine: float | None
    model_s: float


def write(
    folder: Path,
    found: Sequence[Passage],
    model: encoder.Model,
    previous: Generation | None,
    checkpoint: Path,
    progress: Progress,
    *,
    before: Recorded | None = None,
    few_windows: int = BUILD.few_windows,
) -> Written:
    """Write the windows and embeddings of all passages, and the query encoder, into `folder`.

    - `windows.npy` (w, 3) int32: row of the passage, first and last character;
    - `embeddings.npy` (w, dim) float32, L2-normalised; `quantised.npy`, `quantised_scales.npy`: the
      same in a quarter of the memory (`indexer.generation.quantisation`);
    - `passage_norms.npy` (n,) float32: the length of the sum of a passage's vectors;
    - `approximate.faiss`, from a million windows on where faiss is installed: see
      `indexer.generation.approximate`;
    - `window_keys.npy` (w,), `passage_keys.npy` (n,): what later builds know them by.

    New vectors go through the folder `checkpoint`, from which a build after a killed one goes on; up to
    `few_windows` are encoded by the exported encoder instead, without torch. Where there is no `previous`
    generation to go on from, vectors are those of `before` as far as they are known there.
    """
    same_model = previous is not None and model.gives_vectors_of(previous.manifest)
    known = previous if same_model else None
    cut, texts = cut_all(found, known)
    store = Checkpoint(checkpoint, model.vectors_key)
    had = _Had(known, store, carried(None if known else before, model, texts))
    fresh = _fresh(folder, cut, texts, model, had, progress, few_windows)
    _write_vectors(folder, cut, known, fresh.vectors)
    write_array(folder / layout.WINDOWS, cut.spans)
    vectors = np.load(folder / layout.EMBEDDINGS, mmap_mode="r", allow_pickle=False)
    write_array(folder / layout.PASSAGE_NORMS, _norms(vectors, cut, known))
    if len(vectors) >= SCAN.approximate_from and approximate.is_available():
        progress("listing windows", 0, 1)
        approximate.write(vectors, folder / approximate.FILE)
    write_array(folder / layout.WINDOW_KEYS, cut.keys)
    write_array(folder / layout.PASSAGE_KEYS, cut.passage_keys)
    return Written(len(cut.keys), fresh.n_encoded, fresh.export_cosine, fresh.model_s)


@dataclass(frozen=True, slots=True)
class _Had:
    """What is not encoded again: the generation to go on from, a killed build's, and an earlier program's."""

    known: Generation | None
    store: Checkpoint
    carried: dict[bytes, Vectors]

    def vectors(self) -> dict[bytes, Vectors]:
        """Return the vectors that stand outside of `known`, by key."""
        return self.carried | self.store.read()


@dataclass(frozen=True, slots=True)
class _Fresh:
    """The vectors that the generation in use does not have, by key; the rest as in `Written`."""

    vectors: dict[bytes, Vectors]
    n_encoded: int
    export_cosine: float | None
    model_s: float


def _fresh(
    folder: Path,
    cut: Cut,
    texts: dict[bytes, str],
    model: encoder.Model,
    had: _Had,
    progress: Progress,
    few_windows: int,
) -> _Fresh:
    """Return the vectors of the windows that are not known: those that there are, the others encoded.

    Writes the query encoder into `folder` as well: the generation's in use, else exported anew.
    """
    missing = list(dict.fromkeys(cut.keys[cut.earlier < 0].tolist()))
    known, vectors = had.known, had.vectors()
    wanted = [key for key in missing if key not in vectors]
    if known:
        _copy_encoder(known, folder, model)
        if len(wanted) <= few_windows:
            vectors |= _by_exported(known, {key: texts[key] for key in wanted})
            return _Fresh(vectors, len(wanted), None, 0.0)
    started = time.perf_counter()
    progress("loading the model", 0, 1)
    transformer = encoder.load(model)
    # Before the passages: encoding them may convert the model to half precision.
    export_cosine = None if known else _export(transformer, folder, model, progress)
    model_s = time.perf_counter() - started
    if wanted:
        _tell_cost(transformer, model, [texts[key] for key in wanted], progress)
        _encode(transformer, wanted, texts, had.store, len(cut.keys) - len(wanted), progress)
    return _Fresh(had.vectors(), len(wanted), export_cosine, model_s)


def _by_exported(known: Generation, texts: dict[bytes, str]) -> dict[bytes, Vectors]:
    """Encode a few texts with the exported encoder: it is the model to four digits.

    Sooner done than torch is imported.
    """
    if not texts:
        return {}
    exported = QueryEncoder(known.file(layout.ENCODER))
    return {key: exported.encode_document(text) for key, text in texts.items()}


def _copy_encoder(known: Generation, folder: Path, model: encoder.Model) -> None:
    """Take the query encoder of the generation in use, with the query prompt of today."""
    shutil.copytree(known.file(layout.ENCODER), folder / layout.ENCODER, copy_function=link)
    encoder.set_query_prompt(folder / layout.ENCODER, model.query_prompt)
    if not cosines.is_known(folder / layout.ENCODER):
        background.write(folder / layout.ENCODER, model)


def _export(transformer: Any, folder: Path, model: encoder.Model, progress: Progress) -> float:
    """Write the query encoder anew, with the background of its cosines; return its worst cosine."""
    progress("exporting the query encoder", 0, 1)
    worst = encoder.export_query_encoder(transformer, folder / layout.ENCODER)
    progress("measuring the model's background", 0, 1)
    background.write(folder / layout.ENCODER, model)
    return worst


def _tell_cost(
    transformer: Any, model: encoder.Model, texts: Sequence[str], progress: Progress
) -> None:
    """Say what encoding many texts takes, where it is not the default model that does it."""
    if model.name != encoder.DEFAULT_MODEL and len(texts) >= BUILD.timed_from:
        progress("timing the model", 0, 1)
        told = cost.of_loaded(transformer, model, texts).told(len(texts))
        progress(f"{len(texts):,} windows to encode: {told}", 0, 0)


def _encode(
    transformer: Any,
    wanted: Sequence[bytes],
    texts: dict[bytes, str],
    store: Checkpoint,
    n_reused: int,
    progress: Progress,
) -> None:
    """Encode the texts of the wanted keys into the checkpoint."""
    stage = f"encoding windows, {n_reused:,} reused" if n_reused else "encoding windows"
    done = 0
    with store:
        for numbers, encoded in encoder.encode_batches(transformer, [texts[k] for k in wanted]):
            store.add([wanted[number] for number in numbers], encoded)
            done += len(numbers)
            progress(stage, done, len(wanted))


def max_tokens(folder: Path) -> int:
    """Return after how many tokens the encoder of a generation's folder cuts a text off."""
    return int(json.loads((folder / layout.ENCODER / "settings.json").read_text())["max_tokens"])


def _write_vectors(
    folder: Path, cut: Cut, known: Generation | None, fresh: dict[bytes, Vectors]
) -> None:
    """Write the vectors and their int8 form, copied from the generation in use where it has them."""
    vectors = [fresh[key] for key in cut.keys[cut.earlier < 0].tolist()]
    n_dim = known.manifest.dimensions if known else len(vectors[0])
    new = np.stack(vectors) if vectors else np.empty((0, n_dim), np.float32)
    forms: tuple[NDArray[Any], ...] = (new, *quantise(new))
    for name, part in zip(_FORMS, forms, strict=True):
        before = known.array(name) if known else part[:0]
        shape = (len(cut.keys), *part.shape[1:])
        write_rows(folder / name, part.dtype, shape, _in_order(cut.earlier, part, before))


def _in_order(
    earlier: NDArray[np.int64], new: NDArray[Any], before: NDArray[Any]
) -> Iterator[NDArray[Any]]:
    """Yield the rows of all windows in their order: stretches of what was `before`, and of the `new`."""
    n_new = 0
    for first, last in pairwise(_breaks(earlier)):
        start = int(earlier[first])
        if start < 0:
            yield new[n_new : n_new + last - first]
            n_new += last - first
        else:
            yield before[start : start + last - first]


def _breaks(earlier: NDArray[np.int64]) -> list[int]:
    """Return where an unbroken run of earlier windows, or of new ones, begins and the last one ends."""
    is_new = earlier < 0
    # Window 0 behind a new one, which is -1, is no run.
    same = np.where(is_new[:-1], is_new[1:], np.diff(earlier) == 1)
    return [0, *(np.flatnonzero(~same) + 1).tolist(), len(earlier)]


def _norms(vectors: Vectors, cut: Cut, known: Generation | None) -> Vectors:
    """Return the length of the sum of each passage's vectors, (n_rows,) float32.

    Those of passages with the same windows in the generation in use are taken from there; the others
    are computed a block at a time.
    """
    n_rows = len(cut.passage_keys)
    norms = np.zeros(n_rows, np.float32)
    bounds = np.searchsorted(cut.spans[:, 0], np.arange(n_rows + 1))
    missing = np.ones(n_rows, bool)
    if known:
        first = cut.earlier[bounds[:-1]]
        before = np.asarray(known.array(layout.WINDOWS))[:, 0][first]
        same = cut.passage_keys == known.array(layout.PASSAGE_KEYS)[before]
        same &= first >= 0
        norms[same] = known.array(layout.PASSAGE_NORMS)[before[same]]
        missing = ~same
    rows = np.flatnonzero(missing)
    for at in range(0, len(rows), _BLOCK_ROWS):
        here = rows[at : at + _BLOCK_ROWS]
        sizes = bounds[here + 1] - bounds[here]
        block = vectors[expanded(bounds[here], sizes)]
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        norms[here] = np.linalg.norm(np.add.reduceat(block, starts, axis=0), axis=1)
    return norms
