"""The catalogue: everything that is shown or filtered on, in one read-only SQLite file."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from corpus.records import Document, DocumentKind
from indexer.generation.catalogue_tables import (
    COLUMNS,
    INDEXES,
    LISTS,
    OF_DOCUMENT,
    TABLES,
    read_only,
)
from indexer.generation.catalogue_tables import FILE as FILE
from indexer.generation.catalogue_tables import connect as connect
from indexer.passages.annotations import Annotations, from_json, to_json, told_to_json
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
        marks = ", ".join("?" * len(COLUMNS))
        connection.executemany(
            f"INSERT INTO passages VALUES (?, ?, ?, ?, {marks})",  # noqa: S608 (question marks only)
            (
                (at, row.passage.n_words, row.base_id, _members(row), *_values(row.passage))
                for at, row in enumerate(rows)
                if row.earlier < 0
            ),
        )
        connection.executemany(
            f"INSERT INTO originals VALUES ({marks})",  # noqa: S608 (question marks only)
            (tuple(_values(passage)) for passage, number in originals if number is None),
        )
        connection.executemany(
            "INSERT OR IGNORE INTO aliases VALUES (?, ?)",
            ((alias, at) for at, row in enumerate(rows) for alias in row.passage.aliases),
        )
        written = [row.passage for row in rows if row.earlier < 0]
        written += [passage for passage, number in originals if number is None]
        connection.executemany(
            f"INSERT OR IGNORE INTO documents VALUES (?{', ?' * len(OF_DOCUMENT)})",  # noqa: S608
            (
                (key_of(document), *_of_document(document))
                for document in dict.fromkeys(p.document for p in written)
                if document
            ),
        )
        connection.executemany("INSERT INTO sources VALUES (?, ?, ?, ?)", sources)
        connection.executescript(INDEXES)


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


def documents(connection: sqlite3.Connection) -> dict[str, Document]:
    """Return every document by its key."""
    found = connection.execute("SELECT * FROM documents")
    return {record["key"]: _as_document(record) for record in found}


def _as_document(record: sqlite3.Row) -> Document:
    values = {name: record[name] for name in OF_DOCUMENT}
    values["kind"] = DocumentKind(values["kind"]) if values["kind"] else None
    values["restricted"] = bool(values["restricted"])
    return Document(**values)


def _document(connection: sqlite3.Connection, key: str | None) -> Document | None:
    if key is None:
        return None
    query = "SELECT * FROM documents WHERE key = ?"
    record = connection.execute(query, (key,)).fetchone()
    return _as_document(record)


def _members(row: Row) -> str | None:
    return None if row.members is None else json.dumps(row.members, ensure_ascii=False)


def fetch(connection: sqlite3.Connection, rows: Sequence[int]) -> list[Passage]:
    """Return the passages of the given rows, in the given order."""
    found: dict[int, Passage] = {}
    for first in range(0, len(rows), 500):
        part = [int(row) for row in rows[first : first + 500]]
        marks = ", ".join("?" * len(part))
        query = f"SELECT * FROM passages WHERE row IN ({marks})"  # noqa: S608 (question marks only)
        found.update(
            (record["row"], _passage(connection, record))
            for record in connection.execute(query, part).fetchall()
        )
    return [found[int(row)] for row in rows]


def count(connection: sqlite3.Connection) -> int:
    """Return how many passages there are."""
    return int(connection.execute("SELECT COUNT(*) FROM passages").fetchone()[0])


def row_of(connection: sqlite3.Connection, identifier: str) -> int | None:
    """Return the row of the passage with this id, else of the one it became part of, or None."""
    if any("\ud800" <= char <= "\udfff" for char in identifier):
        # As a terminal gives for a byte that is not UTF-8; SQLite could not be asked for it.
        return None
    for table in ("passages", "aliases"):
        query = f"SELECT row FROM {table} WHERE id = ?"  # noqa: S608 (one of our own names)
        record = connection.execute(query, (identifier,)).fetchone()
        if record:
            return int(record["row"])
    return None


def original(connection: sqlite3.Connection, number: int) -> Passage:
    """Return one of the records that became part of a passage with others."""
    query = "SELECT * FROM originals WHERE rowid = ?"
    return _passage(connection, connection.execute(query, (number,)).fetchone())


def public_items(connection: sqlite3.Connection) -> Iterator[tuple[set[str], list[str]]]:
    """Yield of every passage whose text is held its ids, also those of merged records, and its sources."""
    for record in connection.execute(
        "SELECT id, aliases, sources FROM passages WHERE exempt IS NULL"
    ):
        names = [name for name, _ in json.loads(record["sources"])]
        yield {record["id"], *json.loads(record["aliases"])}, names


def exempt_items(connection: sqlite3.Connection) -> dict[str, set[tuple[str | None, str]]]:
    """Return for every source that was read the (number, title) of its exempt items."""
    found: dict[str, set[tuple[str | None, str]]] = {
        name: set() for name, *_ in sources(connection)
    }
    query = "SELECT number, title, sources FROM passages WHERE exempt IS NOT NULL"
    for record in connection.execute(query):
        for name, _ in json.loads(record["sources"]):
            found[name].add((record["number"], record["title"]))
    return found


def column(connection: sqlite3.Connection, name: str) -> list[Any]:
    """Return one column of all passages, in order of rows."""
    if name not in COLUMNS:
        raise ValueError(f"no such column: {name}")
    query = f"SELECT {name} FROM passages ORDER BY row"  # noqa: S608 (one of our own names)
    return [record[0] for record in connection.execute(query)]


@dataclass(frozen=True, slots=True)
class MeetingCounts:
    """What the catalogue holds of one meeting; without a date, of one source."""

    council: str | None
    committee: str | None
    date: date | None
    n_passages: int
    n_words: int
    n_exempt: int


def meeting_counts(connection: sqlite3.Connection) -> list[MeetingCounts]:
    """Return the counts of every meeting, in order of council, committee and date.

    The index on the same columns answers it alone: no text is read.
    """
    query = """
        SELECT council, committee, date, COUNT(*), SUM(words), COUNT(exempt) FROM passages
        GROUP BY council, committee, date, CASE WHEN date IS NULL THEN source END
        ORDER BY council, committee, date
    """
    return [
        MeetingCounts(council, committee, date.fromisoformat(when) if when else None, *counts)
        for council, committee, when, *counts in connection.execute(query)
    ]


def sources(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str, str]]:
    """Yield (name, fingerprint, reader, problems) of every source that was read."""
    for record in connection.execute("SELECT * FROM sources ORDER BY name"):
        yield record["name"], record["fingerprint"], record["reader"], record["problems"]


def _values(passage: Passage) -> Iterator[Any]:
    for name in COLUMNS:
        value = getattr(passage, name)
        if name in LISTS:
            # Most are empty, and this is called for every passage of every build.
            value = json.dumps([_plain(entry) for entry in value]) if value else "[]"
        elif name == "document":
            value = key_of(value) if value else None
        elif name == "annotations":
            value = _annotations_json(value)
        elif name == "told":
            value = told_to_json(value)
            value = None if value is None else json.dumps(value, ensure_ascii=False)
        elif isinstance(value, date):
            value = value.isoformat()
        yield value


# Many passages have the same ones, or none, and every build reads and writes those of all passages.
@lru_cache(maxsize=100_000)
def _annotations(text: str) -> Annotations:
    return from_json(json.loads(text))


@lru_cache(maxsize=100_000)
def _annotations_json(annotations: Annotations) -> str:
    return json.dumps(to_json(annotations), ensure_ascii=False)


def _plain(entry: str | Document | SourceLink) -> object:
    match entry:
        case Document():
            return [entry.title, entry.url]
        case SourceLink():
            return [entry.name, entry.url]
    return entry


def _passage(connection: sqlite3.Connection, record: sqlite3.Row) -> Passage:
    values = {name: record[name] for name in COLUMNS if name != "told"}
    values["date"] = date.fromisoformat(values["date"]) if values["date"] else None
    for name in LISTS:
        values[name] = () if values[name] == "[]" else tuple(json.loads(values[name]))
    values["documents"] = tuple(Document(*pair) for pair in values["documents"])
    values["sources"] = tuple(SourceLink(*pair) for pair in values["sources"])
    values["document"] = _document(connection, values["document"])
    values["annotations"] = _annotations(values["annotations"])
    values["procedural"] = bool(values["procedural"])
    parts = (values["agenda"], values["decision"], values["minutes"])
    return Passage(text="\n\n".join(part for part in parts if part), **values)
