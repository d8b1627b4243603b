"""What was fetched: one SQLite file beside the records, committed after every meeting.

It is what a killed run is resumed from, and what a second run is compared with.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UsageError
from corpus.locking import locked

# Names with a dot in front are no records to `council-search index`.
STATE, LOCK = ".fetch-state.sqlite", ".fetch-lock"
VERSION = 1
_SCHEMA = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE meetings (
    id INTEGER PRIMARY KEY, signature TEXT, folder TEXT, file TEXT, fingerprint TEXT, etag TEXT,
    last_modified TEXT, checked_at TEXT
);
CREATE TABLE documents (
    url TEXT PRIMARY KEY, meeting_id INTEGER, file TEXT, fingerprint TEXT, etag TEXT,
    last_modified TEXT, checked_at TEXT
);
"""


@dataclass(frozen=True, slots=True)
class KnownMeeting:
    """A meeting as it was last fetched. `file` is empty while it has no agenda items."""

    id: int
    signature: str
    folder: str
    file: str
    fingerprint: str
    etag: str | None
    last_modified: str | None
    checked_at: str


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document as it was last fetched. `file` is empty for one that no reader can read."""

    url: str
    meeting_id: int
    file: str
    fingerprint: str
    etag: str | None
    last_modified: str | None
    checked_at: str


class State:
    """What is known of one folder of fetched records."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use an open connection."""
        self._connection = connection

    def fact(self, name: str) -> str | None:
        """Return a fact about the whole folder, or None."""
        query = "SELECT value FROM facts WHERE name = ?"
        row = self._connection.execute(query, (name,)).fetchone()
        return None if row is None else str(row[0])

    def note(self, name: str, value: str | None) -> None:
        """Remember a fact about the whole folder; None forgets it."""
        with self._connection:
            self._connection.execute("DELETE FROM facts WHERE name = ?", (name,))
            if value is not None:
                self._connection.execute("INSERT INTO facts VALUES (?, ?)", (name, value))

    def meeting(self, identifier: int) -> KnownMeeting | None:
        """Return what is known of a meeting, or None."""
        query = "SELECT * FROM meetings WHERE id = ?"
        row = self._connection.execute(query, (identifier,)).fetchone()
        return None if row is None else KnownMeeting(*row)

    def keep_meeting(self, known: KnownMeeting) -> None:
        """Remember a meeting, on disk when this returns."""
        values = tuple(getattr(known, name) for name in KnownMeeting.__slots__)
        with self._connection:
            self._connection.execute(
                "INSERT OR REPLACE INTO meetings VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values
            )

    def documents(self, meeting_id: int) -> dict[str, KnownDocument]:
        """Return what is known of a meeting's documents, by their addresses."""
        query = "SELECT * FROM documents WHERE meeting_id = ?"
        found = self._connection.execute(query, (meeting_id,))
        return {row[0]: KnownDocument(*row) for row in found}

    def forget_document(self, url: str) -> None:
        """Forget a document that its meeting no longer links to."""
        with self._connection:
            self._connection.execute("DELETE FROM documents WHERE url = ?", (url,))

    def keep_document(self, known: KnownDocument) -> None:
        """Remember a document, on disk when this returns."""
        values = tuple(getattr(known, name) for name in KnownDocument.__slots__)
        with self._connection:
            self._connection.execute(
                "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)", values
            )


@contextmanager
def open_state(folder: Path, base: str) -> Iterator[State]:
    """Yield the state of a folder of records of the site `base`; one fetch at a time holds it.

    Raises UsageError where the folder cannot be used: not writable, in use, another site's.
    """
    busy = f"Another fetch is writing to {folder}. Wait until it has ended."
    with locked(
        folder / LOCK,
        lambda: UsageError(busy),
        lambda error: UsageError(f"Records cannot be written to {folder}: {error.strerror}"),
    ):
        connection = _connect(folder / STATE)
        state = State(connection)
        try:
            earlier = state.fact("base")
            if earlier not in (None, base):
                raise UsageError(
                    f"{folder} holds the records of {earlier}. Give each site a folder of its own."
                )
            yield state
        finally:
            began = state.fact("base") is not None
            connection.close()
            if not began:
                _leave_as_found(folder)


def _leave_as_found(folder: Path) -> None:
    """Remove what `open_state` made: the address led nowhere, and nothing was written."""
    for name in (STATE, LOCK):
        (folder / name).unlink(missing_ok=True)
    # A folder with anything else in it was there before.
    with suppress(OSError):
        folder.rmdir()


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == 0:
            with connection:
                connection.executescript(f"BEGIN;{_SCHEMA}PRAGMA user_version = {VERSION};COMMIT;")
        elif version != VERSION:
            raise sqlite3.DatabaseError(f"version {version}")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise UsageError(
            f"{path} cannot be used ({error}). Move it away and fetch again: records that are "
            "already there stay, and are compared with the site's."
        ) from error
    return connection
