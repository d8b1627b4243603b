"""The words of all passages: the Whoosh index of record, and the same postings as arrays.

Both are scored by `indexer.language.bm25`; the lengths of fields are quantised to one byte, as in Whoosh.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from indexer.build.kept import kept_row
from indexer.build.segments import (
    FIELDS,
    quantised_lengths,
    take_over,
    write_segment,
    write_table,
)
from indexer.generation import layout
from indexer.generation.disk import write_array
from indexer.generation.postings_write import Postings, collect, load, merge, moved, save, shifted
from indexer.generation.store import Generation
from indexer.language.bm25 import bm25
from indexer.language.terms import EXACT_FIELDS, Token, exact_names, terms_with_offsets
from indexer.passages.annotations import speakers, voters
from indexer.passages.passage import Passage
from indexer.tuning import BUILD

# Raise this when the same text gives other terms or positions: nothing analysed before is reused.
ANALYZER = 6
# Fields of names, a line a name.
_OF_NAMES = frozenset(("speaker", *EXACT_FIELDS))
SEGMENTS, FIELD_KEYS = layout.SEGMENTS, layout.FIELD_KEYS
_KEY_BYTES = 16


def field_texts(passage: Passage) -> dict[str, str]:
    """Return the text of each searched field."""
    return {
        "title": passage.title,
        "text": passage.text,
        "decided": passage.resolved,
        "speaker": _speaker_text(passage),
        "spoke": exact_names((*passage.speakers, *speakers(passage.annotations))),
        "voted": exact_names(voters(passage.annotations)),
    }


def _speaker_text(passage: Passage) -> str:
    """Return the names of those who speak, in full and as the record writes them, their roles, and whose paper it is."""
    written = speakers(passage.annotations)
    roles = [p.role for p in passage.annotations.people if p.role and p.name in written]
    author = passage.document.author if passage.document else None
    return "\n".join(dict.fromkeys([*passage.speakers, *written, *roles, *filter(None, [author])]))


def write(found: Sequence[Passage], folder: Path, previous: Generation | None = None) -> int:
    """Write `whoosh/` and `postings/` of all passages into `folder`; return how many were analysed.

    Row i is passage i is Whoosh document i. Both come from one pass over the texts, and both are
    taken from the `previous` generation where a stretch of passages is the same there.
    """
    whoosh_folder, postings_folder = folder / layout.WHOOSH, folder / layout.POSTINGS
    whoosh_folder.mkdir(parents=True)
    postings_folder.mkdir(parents=True)
    keys = _field_keys(found, previous)
    write_array(postings_folder / FIELD_KEYS, keys)
    segments = cut([passage.id for passage in found], keys.tolist())
    known = _known_segments(previous)
    new = [segment for segment in segments if segment.name not in known]
    parts = _analysed(new, found, whoosh_folder)
    if previous and known:
        _take_over(previous, segments, known, parts, whoosh_folder)
    lengths = _save_merged(parts, len(found), postings_folder)
    names = [(segment.name, segment.n_rows) for segment in segments]
    write_table(names, lengths, whoosh_folder)
    (postings_folder / SEGMENTS).write_text(json.dumps(names))
    return sum(segment.n_rows for segment in new)


def _take_over(
    previous: Generation,
    segments: Sequence[Segment],
    known: Mapping[str, Segment],
    parts: Mapping[str, list[Postings]],
    whoosh_folder: Path,
) -> None:
    """Take the stretches that an earlier generation has from it, and add their postings to the parts."""
    new_row = np.full(sum(part.n_rows for part in known.values()), -1, np.int64)
    for segment in segments:
        earlier = known.get(segment.name)
        if earlier:
            new_row[earlier.rows] = np.arange(segment.first, segment.first + segment.n_rows)
            take_over(segment.name, previous.file(layout.WHOOSH), whoosh_folder)
    for field in FIELDS:
        parts[field].append(moved(load(previous.file(layout.POSTINGS), field), new_row))


def _save_merged(
    parts: Mapping[str, Sequence[Postings]], n_rows: int, folder: Path
) -> dict[str, NDArray[np.int64]]:
    """Write the postings of each field; return the lengths of its rows."""
    lengths = {}
    for field in FIELDS:
        merged = merge(parts[field])
        lengths[field] = merged.lengths(n_rows)
        save(merged, n_rows, folder, field, _score)
    return lengths


def _analysed(
    segments: Sequence[Segment], found: Sequence[Passage], whoosh_folder: Path
) -> dict[str, list[Postings]]:
    """Write the Whoosh segments of some stretches; return the same postings, by field."""
    parts: dict[str, list[Postings]] = {field: [] for field in FIELDS}
    for segment in segments:
        here = found[segment.rows]
        postings = _collect(here)
        write_segment(segment.name, [passage.id for passage in here], postings, whoosh_folder)
        for field, part in postings.items():
            parts[field].append(shifted(part, segment.first))
    return parts


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of rows that is one Whoosh segment, named for what it holds."""

    name: str
    first: int
    n_rows: int

    @property
    def rows(self) -> slice:
        """Return its rows."""
        return slice(self.first, self.first + self.n_rows)


def _field_keys(found: Sequence[Passage], previous: Generation | None) -> NDArray[np.bytes_]:
    """Return a key of the texts of each passage's fields; those of kept ones are known."""
    keys = np.empty(len(found), f"S{2 * _KEY_BYTES}")
    rows = np.array([kept_row(passage) for passage in found], np.int64)
    kept = rows >= 0
    if previous and kept.any():
        known = np.load(previous.file(layout.POSTINGS) / FIELD_KEYS, allow_pickle=False)
        keys[kept] = known[rows[kept]]
    else:
        kept[:] = False
    for at in np.flatnonzero(~kept).tolist():
        text = repr(tuple(field_texts(found[at]).values())).encode("utf-8", "replace")
        keys[at] = hashlib.blake2b(text, digest_size=_KEY_BYTES).hexdigest().encode()
    return keys


def cut(identifiers: Sequence[str], keys: Sequence[bytes]) -> list[Segment]:
    """Return the segments of passages, from the id of each and the key of its fields' texts.

    Where one ends depends on its own passages only, so that a passage more or less changes one
    segment, not all behind it.
    """
    segments: list[Segment] = []
    first = 0
    digest = _new_digest()
    for row, (name, key) in enumerate(zip(identifiers, keys, strict=True)):
        identifier = name.encode("utf-8", "replace")
        digest.update(b"%d %b %b" % (len(identifier), identifier, key))
        n_rows = row + 1 - first
        ends = crc32(identifier) % BUILD.segment_rows == 0
        if ends or n_rows == 2 * BUILD.segment_rows or row + 1 == len(identifiers):
            segments.append(Segment(digest.hexdigest(), first, n_rows))
            first, digest = row + 1, _new_digest()
    return segments


def _new_digest() -> hashlib.blake2b:
    return hashlib.blake2b(repr((ANALYZER, FIELDS)).encode(), digest_size=8)


def _known_segments(previous: Generation | None) -> dict[str, Segment]:
    """Return the segments of a generation by name."""
    if previous is None:
        return {}
    found: dict[str, Segment] = {}
    first = 0
    for name, n_rows in json.loads((previous.file(layout.POSTINGS) / SEGMENTS).read_text()):
        found[name] = Segment(name, first, n_rows)
        first += n_rows
    return found


def _collect(found: Sequence[Passage]) -> dict[str, Postings]:
    texts = [field_texts(passage) for passage in found]
    return {
        field: collect(
            (text[field] for text in texts),
            terms_of_names if field in _OF_NAMES else terms_with_offsets,
        )
        for field in FIELDS
    }


def terms_of_names(text: str) -> Iterator[Token]:
    """Yield the tokens of a field of names, as `terms_with_offsets`: no phrase goes from one name to the next.

    A place stays free between two: else "Oak (B)" above "Oak" would have the name "B. Oak".
    """
    place = 0
    for name in text.split("\n"):
        last = -1
        for term, position, start, end in terms_with_offsets(name):
            yield term, place + position, start, end
            last = max(last, position)
        place += last + 2


def _score(
    idfs: NDArray[np.float64],
    frequencies: NDArray[np.float64],
    rows: NDArray[np.int64],
    lengths: NDArray[np.int64],
) -> NDArray[np.float32]:
    quantised = quantised_lengths()
    approximate = quantised[np.minimum(lengths, len(quantised) - 1)].astype(np.float64)
    average = lengths.sum() / len(lengths) if len(lengths) else 0.0
    return bm25(idfs, frequencies, approximate[rows], float(average) or 1.0)
