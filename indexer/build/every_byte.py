"""A search of every byte below a folder: raw, unpacked wherever something is packed, and as SQLite dumps."""

from __future__ import annotations

import gzip
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from itertools import pairwise
from pathlib import Path

import numpy as np

from indexer.generation import layout

# The first two bytes of a zlib stream (RFC 1950), by its level.
_ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
# Terms one behind the other, and where each ends.
_TERMS, _ENDS = (layout.array_of("", name) for name in ("terms", "term_ends"))
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")


def holding(folder: Path, words: Sequence[str]) -> list[str]:
    """Return "file: word" for each word that a file below a folder holds, in whatever case.

    Of a word of letters the first eight do: that is what stemming leaves of it at least.
    """
    needles = _needles(words)
    found = set[str]()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and not _is_weights(path):
            name = path.relative_to(folder).as_posix()
            # Names of files are bytes on the disk, too.
            for content in (name.encode(), *_contents(path)):
                low = content.lower()
                found |= {f"{name}: {word}" for needle, word in needles.items() if needle in low}
    return sorted(found)


def _needles(words: Sequence[str]) -> dict[bytes, str]:
    """Return every way in which one of the words may stand in a file."""
    return {
        form.lower().encode(encoding): word
        for word in words
        for form in (word, word[:8] if word.isalpha() else word)
        for encoding in _ENCODINGS
    }


def _is_weights(path: Path) -> bool:
    """Say whether a file is of the model's weights: they were there before any record, and hold none."""
    return path.parent.name == "encoder" and path.name.startswith("model.onnx")


def _contents(path: Path) -> Iterator[bytes]:
    data = path.read_bytes()
    if path.name.endswith(_TERMS):
        yield _apart(path)
        return
    yield data
    if data[:2] == b"\x1f\x8b":
        yield gzip.decompress(data)
    if data[:16] == b"SQLite format 3\x00":
        with closing(sqlite3.connect(path)) as connection:
            yield "\n".join(connection.iterdump()).encode()
    if path.parent.name != "encoder":
        yield from _unpacked(data)


def _apart(path: Path) -> bytes:
    """Return all bytes of a file of terms, a line a term: two that stand side by side may read as a third."""
    terms = np.load(path, allow_pickle=False).tobytes()
    ends = np.load(path.with_name(path.name.replace(_TERMS, _ENDS)), allow_pickle=False).tolist()
    return b"\n".join(terms[first:last] for first, last in pairwise([0, *ends, len(terms)]))


def _unpacked(data: bytes) -> Iterator[bytes]:
    """Yield what every stretch is that can be unpacked: Whoosh packs each block of postings by itself."""
    view = memoryview(data)
    for head in _ZLIB:
        at = data.find(head)
        while at >= 0:
            with suppress(zlib.error):
                yield zlib.decompressobj().decompress(view[at : at + (1 << 20)], 1 << 22)
            at = data.find(head, at + 1)
