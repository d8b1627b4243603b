"""The catalogue: everything that is shown or filtered on, in one read-only SQLite file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from corpus.records import Document, DocumentKind
from indexer.generation.catalogue_tables import (
    COLUMNS,
    LISTS,
    OF_DOCUMENT,
)
from indexer.generation.catalogue_tables import FILE as FILE
from indexer.generation.catalogue_tables import connect as connect
from indexer.passages.annotations import Annotations, from_json
from indexer.passages.passage import Passage, SourceLink

P = ParamSpec("P")
R = TypeVar("R")


def _checked(function: Callable[P, R]) -> Callable[P, R]:
    """Have a function raise sqlite3.DatabaseError for a row that is missing or holds what no row may."""

    @wraps(function)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            raise sqlite3.DatabaseError(f"a row is not what was written ({error})") from error

    return wrapped


# The columns that hold a text always, and those that hold one or nothing.
_TEXTS = [one.name for one in fields(Passage) if one.name in COLUMNS and one.type == "str"]
_MAYBE = [one.name for one in fields(Passage) if one.name in COLUMNS and one.type == "str | None"]


@_checked
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


@_checked
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


@_checked
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


@_checked
def original(connection: sqlite3.Connection, number: int) -> Passage:
    """Return one of the records that became part of a passage with others."""
    query = "SELECT * FROM originals WHERE rowid = ?"
    return _passage(connection, connection.execute(query, (number,)).fetchone())


def rows_that_say(connection: sqlite3.Connection, said: str) -> set[int]:
    """Return the rows of the passages in whose text something stands."""
    query = (
        "SELECT row FROM passages WHERE instr(agenda, ?) OR instr(decision, ?) OR instr(minutes, ?)"
    )
    return {record["row"] for record in connection.execute(query, (said, said, said))}


@dataclass(frozen=True, slots=True)
class PublicItem:
    """A passage whose text is held: its row, its ids, also those of merged records, its title and its sources."""

    row: int
    ids: frozenset[str]
    title: str
    sources: tuple[str, ...]


def public_items(connection: sqlite3.Connection) -> Iterator[PublicItem]:
    """Yield every passage whose text is held."""
    for record in connection.execute(
        "SELECT row, id, aliases, title, sources FROM passages WHERE exempt IS NULL"
    ):
        names = tuple(name for name, _ in json.loads(record["sources"]))
        ids = frozenset((record["id"], *json.loads(record["aliases"])))
        yield PublicItem(record["row"], ids, record["title"], names)


def text_of(connection: sqlite3.Connection, row: int) -> str:
    """Return the title and the text of a passage, whatever the format of the catalogue."""
    query = "SELECT title, agenda, decision, minutes FROM passages WHERE row = ?"
    return "\n".join(filter(None, connection.execute(query, (row,)).fetchone()))


def known_items(connection: sqlite3.Connection) -> Iterator[tuple[set[str], str, list[str]]]:
    """Yield of every passage its ids, also those of merged records, what tells its meeting, and its sources."""
    query = "SELECT id, aliases, sources, council, committee, date, source FROM passages"
    for record in connection.execute(query):
        names = [name for name, _ in json.loads(record["sources"])] or [record["source"]]
        facts = (record[name] for name in ("council", "committee", "date", "source"))
        yield {record["id"], *json.loads(record["aliases"])}, meeting_of(*facts), names


def meeting_of(council: str | None, committee: str | None, day: str | None, source: str) -> str:
    """Return what tells a meeting: a committee and a day, or a source without a day."""
    return json.dumps([council, committee, day or source])


@_checked
def exempt_items(connection: sqlite3.Connection) -> dict[str, set[tuple[str | None, str]]]:
    """Return for every source that was read, also each within an archive, the (number, title) of its exempt items."""
    found: dict[str, set[tuple[str | None, str]]] = {
        name: set() for name, *_ in sources(connection)
    }
    query = "SELECT number, title, sources, exempt FROM passages"
    for record in connection.execute(query):
        for name, _ in json.loads(record["sources"]):
            # The list of sources names the archive, not what is in it.
            items = found.setdefault(name, set())
            if record["exempt"] is not None:
                items.add((record["number"], record["title"]))
    return found


def column(connection: sqlite3.Connection, name: str) -> list[Any]:
    """Return one column of all passages, in order of rows."""
    if name not in COLUMNS:
        raise ValueError(f"no such column: {name}")
    query = f"SELECT {name} FROM passages ORDER BY row"  # noqa: S608 (one of our own names)
    found = [record[0] for record in connection.execute(query)]
    if name in _TEXTS and not all(isinstance(value, str) for value in found):
        raise sqlite3.DatabaseError(f"a row is not what was written (its {name} is no text)")
    return found


@_checked
def spoke(
    connection: sqlite3.Connection,
) -> list[tuple[int, str | None, tuple[str, ...], tuple[str, ...]]]:
    """Return (row, council, speakers, whom it calls councillors) of every public item with speakers, in order of rows."""
    query = (
        "SELECT row, council, speakers, told FROM passages "
        "WHERE told IS NOT NULL AND exempt IS NULL AND speakers <> '[]' ORDER BY row"
    )
    return [
        (row, council, tuple(json.loads(speakers)), tuple(json.loads(told)[0]))
        for row, council, speakers, told in connection.execute(query)
    ]


def decided(connection: sqlite3.Connection) -> list[int]:
    """Return the rows of the items in which something is recorded as decided, formalities left out."""
    query = "SELECT row FROM passages WHERE resolved <> '' AND NOT procedural"
    return [int(record[0]) for record in connection.execute(query)]


def referring(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return (id, annotations as JSON) of the passages that name another one, in order of rows."""
    query = (
        "SELECT id, annotations FROM passages WHERE exempt IS NULL AND NOT procedural "
        """AND annotations LIKE '%"target": "%' ORDER BY row"""
    )
    return [(record["id"], record["annotations"]) for record in connection.execute(query)]


@dataclass(frozen=True, slots=True)
class MeetingCounts:
    """What the catalogue holds of one meeting; without a date, of one source."""

    council: str | None
    committee: str | None
    date: date | None
    n_passages: int
    n_words: int
    n_exempt: int


@_checked
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
    """Yield (name, fingerprint, reader, problems) of every source that was read.

    What stands in the last is read by `problems_of` and `left_out_of`.
    """
    for record in connection.execute("SELECT * FROM sources ORDER BY name"):
        yield record["name"], record["fingerprint"], record["reader"], record["problems"]


def said_of(problems: Sequence[str], left_out: Mapping[str, int]) -> str:
    """Return what the catalogue keeps of a source beside its passages: its problems, what was left out."""
    told: list[object] = [*problems, *([dict(left_out)] if left_out else [])]
    return json.dumps(told)


def problems_of(said: str) -> tuple[str, ...]:
    """Return what was wrong with a source."""
    return tuple(one for one in json.loads(said) if isinstance(one, str))


def left_out_of(said: str) -> dict[str, int]:
    """Return how many words of a source stand in no passage, by what they were."""
    return next((one for one in json.loads(said) if isinstance(one, dict)), {})


# Many passages have the same ones, or none, and every build reads and writes those of all passages.
@lru_cache(maxsize=100_000)
def _annotations(text: str) -> Annotations:
    return from_json(json.loads(text))


def _refuse_what_is_no_text(values: Mapping[str, Any]) -> None:
    for name in (*_TEXTS, *(name for name in _MAYBE if values[name] is not None)):
        if not isinstance(values[name], str):
            raise TypeError(f"its {name} is no text")


def _passage(connection: sqlite3.Connection, record: sqlite3.Row) -> Passage:
    values = {name: record[name] for name in COLUMNS if name != "told"}
    _refuse_what_is_no_text(values)
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
