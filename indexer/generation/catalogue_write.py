"""How the catalogue is written; `catalogue` reads it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from corpus.records import Document
from indexer.generation.catalogue_tables import (
    COLUMNS,
    INDEXES,
    LISTS,
    OF_DOCUMENT,
    TABLES,
    read_only,
)
from indexer.passages.annotations import Annotations, Told, to_json, told_to_json
from indexer.passages.passage import Passage, SourceLink


@dataclass(frozen=True, slots=True)
class Row:
    """A passage as it is written, and the records that it is made of.

    `base_id` is its id before it was made unique; `members` are (source, record, position) of its
    records if they are several. `earlier` is its row in the generation in use if it is kept as it is
    there.
    """

    passage: Passage
    base_id: str
    members: Sequence[tuple[str, int, int]] | None = None
    earlier: int = -1


def write(
    path: Path,
    rows: Sequence[Row],
    originals: Sequence[tuple[Passage, int | None]],
    sources: Iterable[tuple[str, str, str, str]],
    previous: Path | None = None,
) -> None:
    """Write passages (row i is passage i), documents and sources (name, fingerprint, reader, problems).

    `originals` are the records that became part of a passage with others, each with its number in the
    catalogue `previous` if it is copied from there. A later build that takes a source from here starts
    from all of these, so that what it makes of them is what a fresh build makes.
    """
    connection = sqlite3.connect(path.resolve().as_uri(), uri=True)
    with closing(connection), connection:
        connection.executescript(TABLES)
        if previous:
            connection.execute("ATTACH ? AS earlier", (read_only(previous),))
            _copy(connection, rows, [number for _, number in originals if number is not None])
        new = [(at, row) for at, row in enumerate(rows) if row.earlier < 0]
        new_originals = [passage for passage, number in originals if number is None]
        _write_passages(connection, new, new_originals)
        _write_aliases(connection, rows)
        _write_documents(connection, [*(row.passage for _, row in new), *new_originals])
        connection.executemany("INSERT INTO sources VALUES (?, ?, ?, ?)", sources)
        connection.executescript(INDEXES)


def _write_passages(
    connection: sqlite3.Connection,
    new: Sequence[tuple[int, Row]],
    originals: Sequence[Passage],
) -> None:
    """Write the passages that no earlier catalogue has, each at its row, and records of merged ones."""
    marks = ", ".join("?" * len(COLUMNS))
    connection.executemany(
        f"INSERT INTO passages VALUES (?, ?, ?, ?, {marks})",  # noqa: S608 (question marks only)
        (
            (at, row.passage.n_words, row.base_id, _members(row), *_values(row.passage))
            for at, row in new
        ),
    )
    connection.executemany(
        f"INSERT INTO originals VALUES ({marks})",  # noqa: S608 (question marks only)
        (tuple(_values(passage)) for passage in originals),
    )


def _write_aliases(connection: sqlite3.Connection, rows: Sequence[Row]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO aliases VALUES (?, ?)",
        ((alias, at) for at, row in enumerate(rows) for alias in row.passage.aliases),
    )


def _write_documents(connection: sqlite3.Connection, passages: Sequence[Passage]) -> None:
    """Write the documents that passages stand in, each once."""
    documents = dict.fromkeys(passage.document for passage in passages)
    connection.executemany(
        f"INSERT OR IGNORE INTO documents VALUES (?{', ?' * len(OF_DOCUMENT)})",  # noqa: S608
        ((key_of(document), *_of_document(document)) for document in documents if document),
    )


def _copy(connection: sqlite3.Connection, rows: Sequence[Row], originals: Sequence[int]) -> None:
    """Copy what is kept from the catalogue `earlier`; only rows and ids are others."""
    rest = ", ".join(COLUMNS[1:])
    connection.execute("CREATE TEMP TABLE kept (row INTEGER PRIMARY KEY, earlier INTEGER, id)")
    connection.executemany(
        "INSERT INTO kept VALUES (?, ?, ?)",
        ((at, row.earlier, row.passage.id) for at, row in enumerate(rows) if row.earlier >= 0),
    )
    connection.execute(
        f"INSERT INTO passages SELECT kept.row, words, base_id, members, kept.id, {rest} "  # noqa: S608
        "FROM kept CROSS JOIN earlier.passages AS before ON before.row = kept.earlier "
        "ORDER BY kept.row"
    )
    connection.execute("CREATE TEMP TABLE copied (number INTEGER PRIMARY KEY)")
    connection.executemany("INSERT INTO copied VALUES (?)", ((number,) for number in originals))
    connection.execute(
        f"INSERT INTO originals SELECT {', '.join(COLUMNS)} FROM earlier.originals "  # noqa: S608
        "WHERE rowid IN (SELECT number FROM copied)"
    )
    connection.execute(
        "INSERT INTO documents SELECT * FROM earlier.documents WHERE key IN "
        "(SELECT document FROM passages UNION SELECT document FROM originals)"
    )


@lru_cache(maxsize=10_000)
def key_of(document: Document) -> str:
    """Return what names a document in every generation: a hash of all that it is."""
    text = json.dumps(_of_document(document), ensure_ascii=False)
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _of_document(document: Document) -> list[Any]:
    return [getattr(document, name) for name in OF_DOCUMENT]


def _members(row: Row) -> str | None:
    return None if row.members is None else json.dumps(row.members, ensure_ascii=False)


def _values(passage: Passage) -> Iterator[Any]:
    """Yield what the columns have of a passage."""
    for name in COLUMNS:
        value = getattr(passage, name)
        if name in LISTS:
            # Most are empty, and this is called for every passage of every build.
            yield json.dumps([_plain(entry) for entry in value]) if value else "[]"
        else:
            yield _AS_STORED[name](value) if name in _AS_STORED else value


def _told_json(told: Told) -> str | None:
    value = told_to_json(told)
    return None if value is None else json.dumps(value, ensure_ascii=False)


@lru_cache(maxsize=100_000)
def _annotations_json(annotations: Annotations) -> str:
    return json.dumps(to_json(annotations), ensure_ascii=False)


# How a value is stored that SQLite does not hold as it is.
_AS_STORED: dict[str, Callable[[Any], str | None]] = {
    "document": lambda document: key_of(document) if document else None,
    "annotations": _annotations_json,
    "told": _told_json,
    "date": lambda day: day.isoformat() if day else None,
}


def _plain(entry: str | Document | SourceLink) -> object:
    match entry:
        case Document():
            return [entry.title, entry.url]
        case SourceLink():
            return [entry.name, entry.url]
    return entry
