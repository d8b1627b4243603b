"""The tables of the catalogue, and how it is opened: for reading only, and only if it is one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import lru_cache
from pathlib import Path

FILE = "catalogue.sqlite"
# The longest text or value that is read: the largest file that is read has fewer letters.
_LONGEST_VALUE = 2**28
# What a build asks of all passages comes first: the texts behind it are not read for it.
COLUMNS = (
    "id title number council committee date url source exempt procedural record position aliases "
    "speakers document heading paragraph page told sources documents resolved agenda decision minutes "
    "annotations"
).split()
# What a document is, apart from its key.
OF_DOCUMENT = "title url kind author source first_page last_page restricted item".split()
LISTS = ("documents", "sources", "speakers", "aliases")
# A catalogue that is not whole is never used, so nothing has to be undone in it.
TABLES = f"""
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE passages (
    row INTEGER PRIMARY KEY, words INTEGER, base_id, members, {", ".join(COLUMNS)}
);
CREATE TABLE originals ({", ".join(COLUMNS)});
CREATE TABLE documents (key TEXT PRIMARY KEY, {", ".join(OF_DOCUMENT)});
CREATE TABLE aliases (id TEXT PRIMARY KEY, row INTEGER);
CREATE TABLE sources (name TEXT PRIMARY KEY, fingerprint TEXT, reader TEXT, problems TEXT);
"""
# Once the rows are there, which is sooner done than with every row.
INDEXES = """
CREATE UNIQUE INDEX passages_id ON passages (id);
CREATE INDEX passages_source ON passages (source);
CREATE INDEX passages_meeting ON passages (council, committee, date, source, words, exempt);
CREATE INDEX originals_source ON originals (source);
"""


def read_only(path: Path) -> str:
    """Return the address under which SQLite opens a file that nobody writes any more."""
    return f"{path.resolve().as_uri()}?mode=ro&immutable=1"


def connect(path: Path, *, of_any_format: bool = False) -> sqlite3.Connection:
    """Open a catalogue for reading only; it never changes once it is built.

    Raises sqlite3.DatabaseError unless its tables are those that `write` makes, or with
    `of_any_format` plain tables at least: a view could be made to never end.
    """
    connection = sqlite3.connect(read_only(path), uri=True, check_same_thread=False)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        there = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
        plain = all(
            kind in ("table", "index") and not (sql or "").upper().startswith("CREATE VIRTUAL")
            for kind, _, sql in there
        )
        if not plain or not (of_any_format or frozenset(there) == _schema()):
            raise sqlite3.DatabaseError("its tables are not those of a catalogue")
    except BaseException:
        connection.close()
        raise
    connection.row_factory = sqlite3.Row
    return connection


@lru_cache(maxsize=1)
def _schema() -> frozenset[tuple[str, str, str]]:
    """Return (type, name, SQL) of all that a catalogue has."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(TABLES + INDEXES)
        return frozenset(connection.execute("SELECT type, name, sql FROM sqlite_master"))
