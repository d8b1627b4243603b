"""Window embeddings: cut, looked up, encoded, written; nothing is encoded twice.

What a window is embedded from (its context line and its text) has a key. A vector is taken from the
generation in use, or from the checkpoint that an interrupted build left, if the model is the same.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.progress import Progress
from indexer.build import background, encoder
from indexer.build.checkpoint import KEY_BYTES, Checkpoint, Vectors
from indexer.build.kept import kept_row
from indexer.generation import approximate
from indexer.generation.postings_write import expanded
from indexer.generation.quantisation import quantise
from indexer.generation.query_encoder import QueryEncoder
from indexer.generation.store import Generation, link
from indexer.language import windows
from indexer.passages.passages import Passage

# So many new windows are encoded without torch, which takes seconds to import.
FEW_WINDOWS = 256
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


@dataclass(frozen=True, slots=True)
class _Cut:
    """All windows: (row, start, end) and key of each, and where in the generation in use it is or -1."""

    spans: NDArray[np.int32]
    keys: NDArray[np.bytes_]
    earlier: NDArray[np.int64]
    passage_keys: NDArray[np.bytes_]


def write(
    folder: Path,
    found: Sequence[Passage],
    model: encoder.Model,
    previous: Generation | None,
    checkpoint: Path,
    progress: Progress,
) -> Written:
    """Write the windows and embeddings of all passages, and the query encoder, into `folder`.

    - `windows.npy` (w, 3) int32: row of the passage, first and last character;
    - `embeddings.npy` (w, dim) float32, L2-normalised; `quantised.npy`, `quantised_scales.npy`: the
      same in a quarter of the memory (`indexer.generation.quantisation`);
    - `passage_norms.npy` (n,) float32: the length of the sum of a passage's vectors;
    - `approximate.faiss`, from a million windows on where faiss is installed: see
      `indexer.generation.approximate`;
    - `window_keys.npy` (w,), `passage_keys.npy` (n,): what later builds know them by.

    New vectors go through the folder `checkpoint`, from which a build after a killed one goes on.
    """
    same_model = previous is not None and model.gives_vectors_of(previous.manifest)
    known = previous if same_model else None
    cut, texts = _cut(found, known)
    fresh = _fresh(folder, cut, texts, model, known, checkpoint, progress)
    _write_vectors(folder, cut, known, fresh.vectors)
    np.save(folder / "windows.npy", cut.spans)
    vectors = np.load(folder / "embeddings.npy", mmap_mode="r", allow_pickle=False)
    np.save(folder / "passage_norms.npy", _norms(vectors, cut, known))
    if len(vectors) >= approximate.FROM_WINDOWS and approximate.is_available():
        progress("listing windows", 0, 1)
        approximate.write(vectors, folder / approximate.FILE)
    np.save(folder / "window_keys.npy", cut.keys)
    np.save(folder / "passage_keys.npy", cut.passage_keys)
    return Written(len(cut.keys), fresh.n_encoded, fresh.export_cosine, fresh.model_s)


@dataclass(frozen=True, slots=True)
class _Fresh:
    """The vectors that the generation in use does not have, by key; the rest as in `Written`."""

    vectors: dict[bytes, Vectors]
    n_encoded: int
    export_cosine: float | None
    model_s: float


def _fresh(
    folder: Path,
    cut: _Cut,
    texts: dict[bytes, str],
    model: encoder.Model,
    known: Generation | None,
    checkpoint: Path,
    progress: Progress,
) -> _Fresh:
    """Return the vectors of the windows that are not known: from the checkpoint, the others encoded.

    Writes the query encoder into `folder` as well: the generation's in use, else exported anew.
    """
    missing = list(dict.fromkeys(cut.keys[cut.earlier < 0].tolist()))
    store = Checkpoint(checkpoint, model.vectors_key)
    vectors = store.read()
    wanted = [key for key in missing if key not in vectors]
    if known:
        shutil.copytree(known.folder / "encoder", folder / "encoder", copy_function=link)
        encoder.set_query_prompt(folder / "encoder", model.query_prompt)
        if not wanted:
            return _Fresh(vectors, 0, None, 0.0)
        if len(wanted) <= FEW_WINDOWS:
            # Sooner done by the exported encoder than torch is imported; it is the model to four digits.
            exported = QueryEncoder(known.folder / "encoder")
            vectors |= {key: exported.encode_document(texts[key]) for key in wanted}
            return _Fresh(vectors, len(wanted), None, 0.0)
    started = time.perf_counter()
    progress("loading the model", 0, 1)
    transformer = encoder.load(model)
    export_cosine = None
    if not known:
        # Before the passages: encoding them may convert the model to half precision.
        progress("exporting the query encoder", 0, 1)
        export_cosine = encoder.export_query_encoder(transformer, folder / "encoder")
        progress("measuring the model's background", 0, 1)
        background.write(folder / "encoder", model)
    model_s = time.perf_counter() - started
    if wanted:
        _encode(transformer, wanted, texts, store, len(cut.keys) - len(wanted), progress)
    return _Fresh(store.read(), len(wanted), export_cosine, model_s)


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
    return int(json.loads((folder / "encoder" / "settings.json").read_text())["max_tokens"])


def _cut(found: Sequence[Passage], known: Generation | None) -> tuple[_Cut, dict[bytes, str]]:
    """Return all windows, and the texts of those whose vector is not known, by key."""
    before = np.full(len(found), -1, np.int64)
    passage_keys = np.empty(len(found), f"S{KEY_BYTES}")
    if known:
        before[:] = [kept_row(passage) for passage in found]
        known_keys = known.array("passage_keys.npy")
        passage_keys[before >= 0] = known_keys[before[before >= 0]]
        rows_of = {key: row for row, key in enumerate(known_keys.tolist())}
    for row in np.flatnonzero(before < 0).tolist():
        passage_keys[row] = _passage_key(found[row])
        if known:
            before[row] = rows_of.get(passage_keys[row], -1)
    new = np.flatnonzero(before < 0)
    parts = [_known_windows(before, known)] if known else []
    cut, texts = _new_windows([(row, found[row]) for row in new.tolist()], known)
    parts.append(cut)
    spans, keys, earlier = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    order = np.argsort(spans[:, 0], kind="stable")
    return _Cut(spans[order], keys[order], earlier[order], passage_keys), texts


_Windows = tuple[NDArray[np.int32], NDArray[np.bytes_], NDArray[np.int64]]


def _known_windows(before: NDArray[np.int64], known: Generation) -> _Windows:
    """Return spans, keys and places of the windows of passages that the generation in use has.

    `before` is the row of each passage there, or -1.
    """
    rows = np.flatnonzero(before >= 0)
    spans, keys = np.asarray(known.array("windows.npy")), known.array("window_keys.npy")
    bounds = np.searchsorted(spans[:, 0], np.arange(known.manifest.n_passages + 1))
    first, last = bounds[before[rows]], bounds[before[rows] + 1]
    places = expanded(first, last - first)
    found = spans[places]
    found[:, 0] = np.repeat(rows, last - first)
    return found, keys[places], places


def _new_windows(
    found: Sequence[tuple[int, Passage]], known: Generation | None
) -> tuple[_Windows, dict[bytes, str]]:
    """Return spans, keys and places of the windows of other passages, and their texts by key."""
    spans: list[tuple[int, int, int]] = []
    keys: list[bytes] = []
    texts: dict[bytes, str] = {}
    for row, passage in found:
        for span in windows.windows(passage.text):
            text = _window_text(passage, span)
            keys.append(_key(text))
            texts[keys[-1]] = text
            spans.append((row, span.start, span.end))
    places = np.full(len(keys), -1, np.int64)
    if known and keys:
        place_of = {key: place for place, key in enumerate(known.array("window_keys.npy").tolist())}
        places[:] = [place_of.get(key, -1) for key in keys]
    return (
        np.array(spans, np.int32).reshape(-1, 3),
        np.array(keys, f"S{KEY_BYTES}"),
        places,
    ), texts


def _write_vectors(
    folder: Path, cut: _Cut, known: Generation | None, fresh: dict[bytes, Vectors]
) -> None:
    """Write the vectors and their int8 form, copied from the generation in use where it has them."""
    fresh_at = np.flatnonzero(cut.earlier < 0)
    vectors = [fresh[key] for key in cut.keys[fresh_at].tolist()]
    n_dim = known.manifest.dimensions if known else len(vectors[0])
    n_windows = len(cut.keys)
    kinds: dict[str, tuple[Any, tuple[int, ...]]] = {
        "embeddings.npy": (np.float32, (n_windows, n_dim)),
        "quantised.npy": (np.int8, (n_windows, n_dim)),
        "quantised_scales.npy": (np.float32, (n_windows, 2)),
    }
    new = np.stack(vectors) if vectors else np.empty((0, n_dim), np.float32)
    runs = [run for run in pairwise(_breaks(cut.earlier)) if cut.earlier[run[0]] >= 0]
    for (name, (kind, shape)), part in zip(kinds.items(), (new, *quantise(new)), strict=True):
        written = np.lib.format.open_memmap(folder / name, "w+", kind, shape)
        written[fresh_at] = part
        if known:
            source = known.array(name)
            for first, last in runs:
                start = int(cut.earlier[first])
                written[first:last] = source[start : start + last - first]
        written.flush()


def _breaks(earlier: NDArray[np.int64]) -> list[int]:
    """Return where an unbroken run of earlier windows, or of new ones, begins and the last one ends."""
    # Window 0 behind a new one, which is -1, is no run.
    apart = (np.diff(earlier) != 1) | (earlier[:-1] < 0)
    return [0, *(np.flatnonzero(apart) + 1).tolist(), len(earlier)]


def _norms(vectors: Vectors, cut: _Cut, known: Generation | None) -> Vectors:
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
        before = np.asarray(known.array("windows.npy"))[:, 0][first]
        same = cut.passage_keys == known.array("passage_keys.npy")[before]
        same &= first >= 0
        norms[same] = known.array("passage_norms.npy")[before[same]]
        missing = ~same
    rows = np.flatnonzero(missing)
    for at in range(0, len(rows), _BLOCK_ROWS):
        here = rows[at : at + _BLOCK_ROWS]
        sizes = bounds[here + 1] - bounds[here]
        block = vectors[expanded(bounds[here], sizes)]
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        norms[here] = np.linalg.norm(np.add.reduceat(block, starts, axis=0), axis=1)
    return norms


def _window_text(passage: Passage, span: windows.Span) -> str:
    return f"{passage.context}\n{passage.text[span.start : span.end]}".strip()


def _passage_key(passage: Passage) -> bytes:
    """Return a key of all that decides a passage's windows."""
    sizes = (windows.WINDOW_WORDS, windows.OVERLAP_WORDS)
    return _key(repr((sizes, passage.context, passage.text)))


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest().encode()
