"""The file of a ledger of alerts, beside the generations of an index; its owner alone may read it."""

from __future__ import annotations

import secrets
import sqlite3
from pathlib import Path

from corpus.errors import UsageError
from search.away.alerts import own_file
from search.away.alerts.ledger import VERSION, Ledger

FOLDER, FILE = "alerts", "ledger.sqlite"
_SALT_BYTES = 16
_TABLES = """
CREATE TABLE ledger (version INTEGER, salt BLOB);
CREATE TABLE seen (item TEXT PRIMARY KEY, minuted INTEGER) WITHOUT ROWID;
CREATE TABLE texts (key BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE watches (watch TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE entries (
    watch TEXT, item TEXT, event TEXT, mail INTEGER, PRIMARY KEY (watch, item, event)
) WITHOUT ROWID;
CREATE TABLE mails (
    number INTEGER PRIMARY KEY, person TEXT, name TEXT, begun TEXT, sent TEXT
);
CREATE TABLE mailed (watch TEXT PRIMARY KEY, day TEXT) WITHOUT ROWID;
CREATE TABLE people (person TEXT PRIMARY KEY, turn INTEGER) WITHOUT ROWID;
CREATE TABLE stopped (person TEXT, turn INTEGER, watch TEXT, PRIMARY KEY (person, turn, watch)) WITHOUT ROWID;
CREATE INDEX entries_waiting ON entries (mail, watch);
"""


def open_ledger(index: Path) -> Ledger:
    """Open the ledger of an index; it is made if there is none. Raises UsageError if it cannot be."""
    path = index / FOLDER / FILE
    try:
        own_file.make_tables(path, _fill)
        return Ledger(own_file.connected(path))
    except (OSError, sqlite3.Error) as error:
        raise _unusable(path, error) from error


def existing_ledger(index: Path) -> Ledger | None:
    """Open the ledger of an index if there is one. Raises UsageError if it cannot be opened."""
    path = index / FOLDER / FILE
    if not path.is_file():
        return None
    try:
        return Ledger(own_file.connected(path))
    except (OSError, sqlite3.Error) as error:
        raise _unusable(path, error) from error


def new_in_memory() -> Ledger:
    """Return a ledger that is kept nowhere."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _fill(connection)
    return Ledger(connection)


def _unusable(path: Path, error: Exception) -> UsageError:
    return UsageError(f"The ledger of alerts {path} cannot be used: {error}. Nothing was sent.")


def _fill(connection: sqlite3.Connection) -> None:
    connection.executescript(f"BEGIN;{_TABLES}COMMIT;")
    connection.execute(
        "INSERT INTO ledger VALUES (?, ?)", (VERSION, secrets.token_bytes(_SALT_BYTES))
    )
