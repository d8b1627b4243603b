"""The catalogue: everything that is shown or filtered on, in one read-only SQLite file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from corpus.records import LinkedDocument
from indexer.annotations import Annotations, from_json, to_json
from indexer.passages import Passage, SourceLink

_COLUMNS = (
    "id title number council committee date url source agenda decision minutes documents "
    "speakers resolved procedural exempt sources aliases record position "
    "annotations"
).split()
_LISTS = ("documents", "sources", "speakers", "aliases")
_SCHEMA = f"""
CREATE TABLE passages (row INTEGER PRIMARY KEY, base_id, words INTEGER, {", ".join(_COLUMNS)});
CREATE UNIQUE INDEX passages_id ON passages (id);
CREATE INDEX passages_source ON passages (source);
CREATE INDEX passages_meeting ON passages (council, committee, date, source, words, exempt);
CREATE TABLE originals ({", ".join(_COLUMNS)});
CREATE INDEX originals_source ON originals (source);
CREATE TABLE aliases (id TEXT PRIMARY KEY, row INTEGER);
CREATE TABLE sources (name TEXT PRIMARY KEY, fingerprint TEXT, reader TEXT, problems TEXT);
"""


def write(
    path: Path,
    passages: Sequence[Passage],
    base_ids: Sequence[str | None],
    originals: Sequence[Passage],
    sources: Iterable[tuple[str, str, str, str]],
) -> None:
    """Write passages (row i is passage i) and sources (name, fingerprint, reader, problems).

    `base_ids` are the passages' ids before they were made unique, None for one that was merged from
    several records; these records are the `originals`. A later build that takes a source from here
    starts from both, so that what it makes of them is what a fresh build makes.
    """
    with sqlite3.connect(path) as connection:
        connection.executescript(_SCHEMA)
        marks = ", ".join("?" * len(_COLUMNS))
        connection.executemany(
            f"INSERT INTO passages VALUES (?, ?, ?, {marks})",  # noqa: S608 (question marks only)
            (
                (row, base_id, len(passage.text.split()), *_values(passage))
                for row, (base_id, passage) in enumerate(zip(base_ids, passages, strict=True))
            ),
        )
        connection.executemany(
            f"INSERT INTO originals VALUES ({marks})",  # noqa: S608 (question marks only)
            (tuple(_values(passage)) for passage in originals),
        )
        connection.executemany(
            "INSERT OR IGNORE INTO aliases VALUES (?, ?)",
            ((alias, row) for row, passage in enumerate(passages) for alias in passage.aliases),
        )
        connection.executemany("INSERT INTO sources VALUES (?, ?, ?, ?)", sources)
    connection.close()


def connect(path: Path) -> sqlite3.Connection:
    """Open a catalogue for reading only; it never changes once it is built."""
    connection = sqlite3.connect(
        f"file:{path.resolve().as_posix()}?mode=ro&immutable=1", uri=True, check_same_thread=False
    )
    connection.row_factory = sqlite3.Row
    return connection


def fetch(connection: sqlite3.Connection, rows: Sequence[int]) -> list[Passage]:
    """Return the passages of the given rows, in the given order."""
    found: dict[int, Passage] = {}
    for first in range(0, len(rows), 500):
        part = [int(row) for row in rows[first : first + 500]]
        marks = ", ".join("?" * len(part))
        query = f"SELECT * FROM passages WHERE row IN ({marks})"  # noqa: S608 (question marks only)
        found.update(
            (record["row"], _passage(record)) for record in connection.execute(query, part)
        )
    return [found[int(row)] for row in rows]


def row_of(connection: sqlite3.Connection, identifier: str) -> int | None:
    """Return the row of the passage with this id, else of the one it became part of, or None."""
    for table in ("passages", "aliases"):
        query = f"SELECT row FROM {table} WHERE id = ?"  # noqa: S608 (one of our own names)
        record = connection.execute(query, (identifier,)).fetchone()
        if record:
            return int(record["row"])
    return None


def of_source(connection: sqlite3.Connection, source: str) -> list[Passage]:
    """Return the passages that one source gave, in order, as it gave them.

    The files in an archive are named as if the archive were a folder: they are part of that source.
    """
    # "0" is the character behind "/": the range is every name below the archive's.
    where, names = "(source = ? OR source BETWEEN ? AND ?)", (source, f"{source}/", f"{source}0")
    alone = connection.execute(
        f"SELECT * FROM passages WHERE {where} AND base_id IS NOT NULL",  # noqa: S608 (our own text)
        names,
    )
    found = [replace(_passage(record), id=record["base_id"]) for record in alone]
    shared = connection.execute(f"SELECT * FROM originals WHERE {where}", names)  # noqa: S608
    found += [_passage(record) for record in shared]
    return sorted(found, key=lambda passage: (passage.record, passage.position))


def public_ids(connection: sqlite3.Connection) -> set[str]:
    """Return the ids, also those of merged records, under which a text is held."""
    query = "SELECT id, aliases FROM passages WHERE exempt IS NULL"
    return {
        identifier
        for record in connection.execute(query)
        for identifier in (record["id"], *json.loads(record["aliases"]))
    }


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
    if name not in _COLUMNS:
        raise ValueError(f"no such column: {name}")
    query = f"SELECT {name} FROM passages ORDER BY row"  # noqa: S608 (one of our own names)
    return [record[0] for record in connection.execute(query)]


def columns(connection: sqlite3.Connection, names: Sequence[str]) -> list[tuple[Any, ...]]:
    """Return some columns of all passages, in order of rows."""
    if not set(names) <= set(_COLUMNS):
        raise ValueError(f"no such columns: {names}")
    query = f"SELECT {', '.join(names)} FROM passages ORDER BY row"  # noqa: S608 (our own names)
    return [tuple(record) for record in connection.execute(query)]


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
    for name in _COLUMNS:
        value = getattr(passage, name)
        if name in _LISTS:
            # Most are empty, and this is called for every passage of every build.
            value = json.dumps([_plain(entry) for entry in value]) if value else "[]"
        elif name == "annotations":
            value = _annotations_json(value)
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


def _plain(entry: str | LinkedDocument | SourceLink) -> object:
    match entry:
        case LinkedDocument():
            return [entry.title, entry.url]
        case SourceLink():
            return [entry.name, entry.url]
    return entry


def _passage(record: sqlite3.Row) -> Passage:
    values = {name: record[name] for name in _COLUMNS}
    values["date"] = date.fromisoformat(values["date"]) if values["date"] else None
    for name in _LISTS:
        values[name] = () if values[name] == "[]" else tuple(json.loads(values[name]))
    values["documents"] = tuple(LinkedDocument(*pair) for pair in values["documents"])
    values["sources"] = tuple(SourceLink(*pair) for pair in values["sources"])
    values["annotations"] = _annotations(values["annotations"])
    values["procedural"] = bool(values["procedural"])
    parts = (values["agenda"], values["decision"], values["minutes"])
    return Passage(text="\n\n".join(part for part in parts if part), **values)
