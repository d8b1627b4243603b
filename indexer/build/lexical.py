"""The Whoosh index of record: schema, analyzer, writing; and the same postings as arrays.

BM25F as Whoosh computes it (Robertson and Zaragoza 2009, section 3.6, fields summed):
idf = ln(N / (n + 1)) + 1, k1 = 2, b = 0.75, field lengths quantised to one byte.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from whoosh import fields, index
from whoosh.analysis import Token, Tokenizer
from whoosh.codec import default_codec
from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC
from whoosh.util.numeric import byte_to_length, length_to_byte

from indexer.build.kept import kept_row
from indexer.generation.postings_write import Postings, collect, load, merge, moved, save, shifted
from indexer.generation.store import link
from indexer.language.terms import terms_with_offsets
from indexer.passages.annotations import speakers
from indexer.passages.passages import Passage

K1, B = 2.0, 0.75
# Fields whose words are searched; each has positions, so that phrases work in all of them.
FIELDS = ("title", "text", "decided", "speaker")
# Raise this when the same text gives other terms or positions: nothing analysed before is reused.
ANALYZER = 3
# About how many passages one Whoosh segment has; adding a passage writes its segment again.
SEGMENT_ROWS = 1_024
_NAME, _SEGMENTS, _FIELD_KEYS = "MAIN", "segments.json", "field_keys.npy"
_KEY_BYTES = 16

# Whoosh does not type these.
_codec: Any = default_codec
_storage: Any = FileStorage
_toc: Any = TOC
_whoosh_segment: Any = W3Segment


class CivicTokenizer(Tokenizer):  # type: ignore[misc, unused-ignore]
    """Whoosh's view of `terms_with_offsets`. No word is dropped: "may", "it" and "2" are terms."""

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        """Yield one token, the same object each time, for every term of `value`."""
        first = options.get("start_pos", 0)
        token = Token(options.get("positions", False), options.get("chars", False))
        token.mode, token.stopped, token.boost = options.get("mode", ""), False, 1.0
        for term, position, start, end in terms_with_offsets(value):
            token.text = term
            token.pos = first + position
            token.startchar, token.endchar = start, end
            yield token


def schema() -> fields.Schema:
    """Return the schema: one row a passage; only the id is stored, the catalogue holds the rest."""
    analyzer: Any = CivicTokenizer()
    text = fields.TEXT(analyzer=analyzer, phrase=True)
    return fields.Schema(id=fields.ID(stored=True, unique=True), **dict.fromkeys(FIELDS, text))


def field_texts(passage: Passage) -> dict[str, str]:
    """Return the text of each searched field."""
    return {
        "title": passage.title,
        "text": passage.text,
        "decided": passage.resolved,
        "speaker": _speaker_text(passage),
    }


def _speaker_text(passage: Passage) -> str:
    """Return the names of those who speak, in full and as the record writes them, and their roles."""
    written = speakers(passage.annotations)
    roles = [p.role for p in passage.annotations.people if p.role and p.name in written]
    return "\n".join(dict.fromkeys([*passage.speakers, *written, *roles]))


def write(found: Sequence[Passage], folder: Path, previous: Path | None = None) -> int:
    """Write `whoosh/` and `postings/` of all passages into `folder`; return how many were analysed.

    Row i is passage i is Whoosh document i. Both come from one pass over the texts, and both are
    taken from the generation in `previous` where a stretch of passages is the same there.
    """
    whoosh_folder, postings_folder = folder / "whoosh", folder / "postings"
    whoosh_folder.mkdir(parents=True)
    postings_folder.mkdir(parents=True)
    keys = _field_keys(found, previous)
    np.save(postings_folder / _FIELD_KEYS, keys)
    segments = _cut(found, keys.tolist())
    known = _known_segments(previous)
    parts: dict[str, list[Postings]] = {field: [] for field in FIELDS}
    written: list[Any] = []
    new_row = np.full(sum(part.n_rows for part, _ in known.values()), -1, np.int64)
    n_analysed = 0
    for segment in segments:
        if previous and segment.name in known:
            earlier, whoosh_segment = known[segment.name]
            new_row[earlier.rows] = np.arange(segment.first, segment.first + segment.n_rows)
            for path in (previous / "whoosh").glob(f"{_NAME}_{segment.name}.*"):
                link(path, whoosh_folder / path.name)
            written.append(whoosh_segment)
            continue
        here = found[segment.first : segment.first + segment.n_rows]
        postings = _collect(here)
        written.append(_write_segment(segment, here, postings, whoosh_folder))
        n_analysed += len(here)
        for field, part in postings.items():
            parts[field].append(shifted(part, segment.first))
    _toc(schema(), written, 1).write(_storage(str(whoosh_folder)), _NAME)
    for field in FIELDS:
        if previous and known:
            parts[field].append(moved(load(previous / "postings", field), new_row))
        save(merge(parts[field]), len(found), postings_folder, field, _score)
    names = [[segment.name, segment.n_rows] for segment in segments]
    (postings_folder / _SEGMENTS).write_text(json.dumps(names))
    return n_analysed


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch of rows that is one Whoosh segment, named for what it holds."""

    name: str
    first: int
    n_rows: int

    @property
    def rows(self) -> slice:
        return slice(self.first, self.first + self.n_rows)


def _field_keys(found: Sequence[Passage], previous: Path | None) -> NDArray[np.bytes_]:
    """Return a key of the texts of each passage's fields; those of kept ones are known."""
    keys = np.empty(len(found), f"S{2 * _KEY_BYTES}")
    rows = np.array([kept_row(passage) for passage in found], np.int64)
    kept = rows >= 0
    if previous and kept.any():
        known = np.load(previous / "postings" / _FIELD_KEYS, allow_pickle=False)
        keys[kept] = known[rows[kept]]
    else:
        kept[:] = False
    for at in np.flatnonzero(~kept).tolist():
        text = repr(tuple(field_texts(found[at]).values())).encode("utf-8", "replace")
        keys[at] = hashlib.blake2b(text, digest_size=_KEY_BYTES).hexdigest().encode()
    return keys


def _cut(found: Sequence[Passage], keys: Sequence[bytes]) -> list[_Segment]:
    """Return the segments of passages.

    Where one ends depends on its own passages only, so that a passage more or less changes one
    segment, not all behind it.
    """
    segments: list[_Segment] = []
    first = 0
    digest = _new_digest()
    for row, (passage, key) in enumerate(zip(found, keys, strict=True)):
        identifier = passage.id.encode("utf-8", "replace")
        digest.update(b"%d %b %b" % (len(identifier), identifier, key))
        n_rows = row + 1 - first
        ends = crc32(identifier) % SEGMENT_ROWS == 0
        if ends or n_rows == 2 * SEGMENT_ROWS or row + 1 == len(found):
            segments.append(_Segment(digest.hexdigest(), first, n_rows))
            first, digest = row + 1, _new_digest()
    return segments


def _new_digest() -> hashlib.blake2b:
    return hashlib.blake2b(repr((ANALYZER, FIELDS)).encode(), digest_size=8)


def _known_segments(previous: Path | None) -> dict[str, tuple[_Segment, Any]]:
    """Return the segments of a generation by name, each with Whoosh's own record of it."""
    if previous is None:
        return {}
    names = json.loads((previous / "postings" / _SEGMENTS).read_text())
    toc = _toc.read(_storage(str(previous / "whoosh")), _NAME)
    found: dict[str, tuple[_Segment, Any]] = {}
    first = 0
    for (name, n_rows), whoosh_segment in zip(names, toc.segments, strict=True):
        found[name] = (_Segment(name, first, n_rows), whoosh_segment)
        first += n_rows
    return found


def _collect(found: Sequence[Passage]) -> dict[str, Postings]:
    texts = [field_texts(passage) for passage in found]
    return {field: collect((text[field] for text in texts), terms_with_offsets) for field in FIELDS}


def _write_segment(
    segment: _Segment, found: Sequence[Passage], postings: dict[str, Postings], folder: Path
) -> Any:
    """Write a Whoosh segment as Whoosh's own writer does, from postings that are sorted already."""
    storage, codec = _storage(str(folder)), _codec()
    # Whoosh would give it a random name.
    written = _whoosh_segment(codec, _NAME, segid=segment.name)
    fields_of: Any = schema()
    quantised = _quantised_lengths()
    lengths = {field: part.lengths(len(found)) for field, part in postings.items()}
    approximate = {
        field: quantised[np.minimum(exact, len(quantised) - 1)].tolist()
        for field, exact in lengths.items()
    }
    per_document: Any = codec.per_document_writer(storage, written)
    for row, passage in enumerate(found):
        per_document.start_doc(row)
        per_document.add_field("id", fields_of["id"], passage.id, 1)
        for field in FIELDS:
            per_document.add_field(field, fields_of[field], None, int(lengths[field][row]))
        per_document.finish_doc()
    writer: Any = codec.field_writer(storage, written)
    for field in sorted(("id", *FIELDS)):
        writer.start_field(field, fields_of[field])
        if field == "id":
            for identifier, row in sorted((p.id.encode(), row) for row, p in enumerate(found)):
                writer.start_term(identifier)
                writer.add(row, 1.0, b"", None)
                writer.finish_term()
        else:
            _write_field(
                writer, postings[field], approximate[field], fields_of[field].format.encode
            )
        writer.finish_field()
    written.set_doc_count(len(found))
    writer.close()
    per_document.close()
    storage.temp_storage(f"{_NAME}.tmp").destroy()
    return written


def _write_field(writer: Any, part: Postings, lengths: list[int], encode: Any) -> None:
    # Most words stand once in a passage: their positions are encoded once each.
    single = lru_cache(maxsize=None)(lambda position: encode([position]))
    for term, rows, positions in part.by_term():
        writer.start_term(term)
        for row, places in zip(rows, positions, strict=True):
            value = single(places[0]) if len(places) == 1 else encode(places)
            writer.add(row, float(len(places)), value, lengths[row])
        writer.finish_term()


@lru_cache(maxsize=1)
def _quantised_lengths() -> NDArray[np.int64]:
    """Return what Whoosh makes of field lengths: one byte, from 0 to the longest that it tells apart."""
    longest = byte_to_length(255)
    return np.array([byte_to_length(length_to_byte(n)) for n in range(longest + 1)], np.int64)


def _score(
    idf: NDArray[np.float64],
    frequencies: NDArray[np.float64],
    rows: NDArray[np.int64],
    lengths: NDArray[np.int64],
) -> NDArray[np.float32]:
    quantised = _quantised_lengths()
    approximate = quantised[np.minimum(lengths, len(quantised) - 1)].astype(np.float64)
    average = lengths.sum() / len(lengths) if len(lengths) else 0.0
    return bm25(idf, frequencies, approximate[rows], float(average) or 1.0)


def bm25(
    idf: NDArray[np.float64],
    frequencies: NDArray[np.float64],
    lengths: NDArray[np.float64],
    average: float,
) -> NDArray[np.float32]:
    """Return the BM25 score of postings, (p,) float32, as `whoosh.scoring.bm25` computes it."""
    norm = frequencies + K1 * ((1 - B) + B * lengths / average)
    scores: NDArray[np.float32] = (idf * frequencies * (K1 + 1) / norm).astype(np.float32)
    return scores


def identifiers(whoosh_folder: Path) -> list[str]:
    """Return the passage ids of a Whoosh index in order of its documents."""
    with _reader(whoosh_folder) as reader:
        return [str(stored["id"]) for _, stored in reader.iter_docs()]


@contextmanager
def _reader(folder: Path) -> Iterator[Any]:
    """Yield a reader of the Whoosh index in `folder`; Whoosh does not type it."""
    whoosh_index: Any = index.open_dir(str(folder))
    try:
        with whoosh_index.reader() as reader:
            yield reader
    finally:
        whoosh_index.close()
