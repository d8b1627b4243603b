"""The windows of all passages, each with the key of what it is embedded from, and where it is known.

A window's key is that of its context line and its text; a passage's key is that of all that decides its
windows, so that those of an unchanged passage need not be cut again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.build.checkpoint import KEY_BYTES
from indexer.build.kept import kept_row
from indexer.generation import layout
from indexer.generation.postings_write import expanded
from indexer.generation.store import Generation
from indexer.language import windows
from indexer.passages.passage import Passage
from indexer.tuning import TERMS


@dataclass(frozen=True, slots=True)
class Cut:
    """All windows: (row, start, end) and key of each, and where in the generation in use it is or -1."""

    spans: NDArray[np.int32]
    keys: NDArray[np.bytes_]
    earlier: NDArray[np.int64]
    passage_keys: NDArray[np.bytes_]


def cut_all(found: Sequence[Passage], known: Generation | None) -> tuple[Cut, dict[bytes, str]]:
    """Return all windows of passages, and the texts of those whose vector is not known, by key.

    `known` is the generation in use, if its vectors are the model's.
    """
    before = np.full(len(found), -1, np.int64)
    passage_keys = np.empty(len(found), f"S{KEY_BYTES}")
    if known:
        before[:] = [kept_row(passage) for passage in found]
        known_keys = known.array(layout.PASSAGE_KEYS)
        passage_keys[before >= 0] = known_keys[before[before >= 0]]
        rows_of = {key: row for row, key in enumerate(known_keys.tolist())}
    for row in np.flatnonzero(before < 0).tolist():
        passage_keys[row] = _passage_key(found[row])
        if known:
            before[row] = rows_of.get(passage_keys[row], -1)
    new = np.flatnonzero(before < 0)
    parts = [_known_windows(before, known)] if known else []
    fresh, texts = _new_windows([(row, found[row]) for row in new.tolist()], known)
    parts.append(fresh)
    spans, keys, earlier = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    order = np.argsort(spans[:, 0], kind="stable")
    return Cut(spans[order], keys[order], earlier[order], passage_keys), texts


_Windows = tuple[NDArray[np.int32], NDArray[np.bytes_], NDArray[np.int64]]


def _known_windows(before: NDArray[np.int64], known: Generation) -> _Windows:
    """Return spans, keys and places of the windows of passages that the generation in use has.

    `before` is the row of each passage there, or -1.
    """
    rows = np.flatnonzero(before >= 0)
    spans, keys = np.asarray(known.array(layout.WINDOWS)), known.array(layout.WINDOW_KEYS)
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
        place_of = {
            key: place for place, key in enumerate(known.array(layout.WINDOW_KEYS).tolist())
        }
        places[:] = [place_of.get(key, -1) for key in keys]
    return (
        np.array(spans, np.int32).reshape(-1, 3),
        np.array(keys, f"S{KEY_BYTES}"),
        places,
    ), texts


def _window_text(passage: Passage, span: windows.Span) -> str:
    return f"{passage.context}\n{passage.text[span.start : span.end]}".strip()


def _passage_key(passage: Passage) -> bytes:
    """Return a key of all that decides a passage's windows."""
    sizes = (TERMS.window, TERMS.overlap)
    return _key(repr((sizes, passage.context, passage.text)))


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest().encode()
