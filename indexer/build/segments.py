"""The segments of the Whoosh index of record: schema, analyzer, writing, and what they must be.

Whoosh keeps its table of segments, and more, as pickles, which run whatever was put into them. So nothing
here reads what Whoosh wrote: a build knows its segments by their names, and what their table must be is
written again and compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import fields
from whoosh.analysis import Token, Tokenizer
from whoosh.codec import default_codec
from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.index import TOC
from whoosh.util.numeric import byte_to_length, length_to_byte

from indexer.generation.postings_write import Postings
from indexer.generation.publishing import link
from indexer.language.terms import terms_with_offsets

# Fields whose words are searched; each has positions, so that phrases work in all of them.
FIELDS = ("title", "text", "decided", "speaker", "spoke", "voted")
_NAME = "MAIN"
_TABLE = f"_{_NAME}_1.toc"

# Whoosh does not type these.
_codec: Any = default_codec
_storage: Any = FileStorage
_memory: Any = RamStorage
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


def write_segment(
    name: str, identifiers: Sequence[str], postings: dict[str, Postings], folder: Path
) -> None:
    """Write a Whoosh segment as Whoosh's own writer does, from postings that are sorted already.

    `identifiers` are the ids of its passages, in order of rows.
    """
    storage, written = _storage(str(folder)), _segment(name, len(identifiers))
    codec = written.codec()
    fields_of: Any = schema()
    quantised = quantised_lengths()
    lengths = {field: part.lengths(len(identifiers)) for field, part in postings.items()}
    approximate = {
        field: quantised[np.minimum(exact, len(quantised) - 1)].tolist()
        for field, exact in lengths.items()
    }
    per_document: Any = codec.per_document_writer(storage, written)
    for row, identifier in enumerate(identifiers):
        per_document.start_doc(row)
        per_document.add_field("id", fields_of["id"], identifier, 1)
        for field in FIELDS:
            per_document.add_field(field, fields_of[field], None, int(lengths[field][row]))
        per_document.finish_doc()
    writer: Any = codec.field_writer(storage, written)
    for field in sorted(("id", *FIELDS)):
        writer.start_field(field, fields_of[field])
        if field == "id":
            for term, row in sorted((name.encode(), row) for row, name in enumerate(identifiers)):
                writer.start_term(term)
                writer.add(row, 1.0, b"", None)
                writer.finish_term()
        else:
            _write_field(
                writer, postings[field], approximate[field], fields_of[field].format.encode
            )
        writer.finish_field()
    writer.close()
    per_document.close()
    storage.temp_storage(f"{_NAME}.tmp").destroy()


def _segment(name: str, n_rows: int) -> Any:
    # Whoosh would give it a random name.
    return _whoosh_segment(_codec(), _NAME, n_rows, segid=name)


def take_over(name: str, previous: Path, folder: Path) -> None:
    """Link the files of a segment of another generation's Whoosh folder into `folder`."""
    for path in previous.glob(f"{_NAME}_{name}.*"):
        link(path, folder / path.name)


def write_table(
    segments: Iterable[tuple[str, int]], lengths: Mapping[str, NDArray[np.int64]], folder: Path
) -> None:
    """Write Whoosh's table of segments: the name of each and how many passages it has, in order.

    `lengths` are the terms of each field of every passage, (n,) int64: Whoosh keeps their sum.
    """
    _write_table(segments, lengths, _storage(str(folder)))


def _write_table(
    segments: Iterable[tuple[str, int]], lengths: Mapping[str, NDArray[np.int64]], storage: Any
) -> None:
    known, first = [], 0
    for name, n_rows in segments:
        segment = _segment(name, n_rows)
        rows = slice(first, first + n_rows)
        segment._fieldlengths = {
            "id": n_rows,
            **{field: int(lengths[field][rows].sum()) for field in FIELDS},
        }
        known.append(segment)
        first += n_rows
    _toc(schema(), known, 1).write(storage, _NAME)


def problems_of(
    segments: Sequence[tuple[str, int]], lengths: Mapping[str, NDArray[np.int64]], folder: Path
) -> list[str]:
    """Return what is wrong with a Whoosh folder that should have these segments. Reads no pickle."""
    # In memory: a disk that refuses is no damage of the index.
    storage = _memory()
    _write_table(segments, lengths, storage)
    table = storage.files[_TABLE]
    problems = []
    there = sorted(path.name for path in folder.iterdir())
    named = {f"{_NAME}_{name}" for name, _ in segments}
    if {name.partition(".")[0] for name in there if name != _TABLE} != named:
        problems.append("the segments of the Whoosh index are not those of the catalogue")
    if not (folder / _TABLE).is_file() or (folder / _TABLE).read_bytes() != table:
        problems.append("the table of the Whoosh index is not what its segments give")
    return problems


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
def quantised_lengths() -> NDArray[np.int64]:
    """Return what Whoosh makes of field lengths: one byte, from 0 to the longest that it tells apart."""
    longest = byte_to_length(255)
    return np.array([byte_to_length(length_to_byte(n)) for n in range(longest + 1)], np.int64)
