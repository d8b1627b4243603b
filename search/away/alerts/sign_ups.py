"""Who asked to be told by e-mail, and who confirmed it: in SQLite, addresses and searches sealed, for its owner alone.

Before an address is confirmed there is of it what waits to be mailed, sealed, for two days at most, and a keyed hash
of it for a day, by which confirmations are counted. Everything that belongs together is one transaction.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Literal

from corpus.errors import UsageError
from search.away.alerts import own_file
from search.away.alerts.ledger_file import FOLDER
from search.away.alerts.own_file import together

FILE = "sign-ups.sqlite"
# How long a link in a confirmation is good, in seconds.
LONGEST_S = 48 * 3_600
# Limits, in an hour and a day: of one client, of all of them, of confirmations to one address.
MOST_OF_CLIENT_HOUR, MOST_OF_CLIENT_DAY, MOST_OF_ALL_DAY, MOST_TO_ADDRESS_DAY = 10, 30, 2_000, 3
# Searches of one person.
MOST_SEARCHES = 20
_HOUR_S, _DAY_S = 3_600, 86_400
# What somebody took to send and did not, is sent by another one.
_WAIT_S = 600
_VERSION = 1
_TABLES = """
CREATE TABLE sign_ups (version INTEGER);
CREATE TABLE tries (client BLOB, at INTEGER);
CREATE TABLE asked (number INTEGER PRIMARY KEY, at INTEGER, taken INTEGER, sealed TEXT);
CREATE TABLE mailed (address BLOB, at INTEGER);
CREATE TABLE used (name TEXT PRIMARY KEY, at INTEGER) WITHOUT ROWID;
CREATE TABLE signed_up (watch TEXT PRIMARY KEY, person TEXT, sealed TEXT) WITHOUT ROWID;
"""
Confirmed = Literal["new", "again", "used", "full"]


class SignUps:
    """The sign-ups of one index, open. Times are in seconds since 1970."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take a connection to them. Raises UsageError if they are of another version."""
        self._connection = connection
        (version,) = connection.execute("SELECT version FROM sign_ups").fetchone()
        if version != _VERSION:
            raise UsageError(f"Sign-ups are of version {version}, this program reads {_VERSION}.")

    def close(self) -> None:
        """Close them."""
        self._connection.close()

    def ask(self, client: bytes, sealed: str, now: int) -> int:
        """Let a wish wait for its confirmation to be mailed; return 0, or how many seconds its client has to wait.

        Nothing here depends on the address, so no client learns anything of it.
        """
        with together(self._connection) as connection:
            _forget(connection, now)
            if wait_s := self._too_many(client, now):
                return wait_s
            connection.execute("INSERT INTO tries VALUES (?, ?)", (client, now))
            connection.execute(
                "INSERT INTO asked (at, taken, sealed) VALUES (?, 0, ?)", (now, sealed)
            )
        return 0

    def forget(self, now: int) -> None:
        """Let what is too old go, as every step does: a site that nobody asks keeps nothing for longer."""
        with together(self._connection) as connection:
            _forget(connection, now)

    def _too_many(self, client: bytes, now: int) -> int:
        of_hour = "SELECT count(*) FROM tries WHERE client = ? AND at > ?"
        of_all = "SELECT count(*) FROM tries WHERE at > ?"
        if self._count(of_hour, client, now - _HOUR_S) >= MOST_OF_CLIENT_HOUR:
            return _HOUR_S
        of_day = self._count(of_hour, client, now - _DAY_S)
        is_too_many = of_day >= MOST_OF_CLIENT_DAY or (
            self._count(of_all, now - _DAY_S) >= MOST_OF_ALL_DAY
        )
        return _DAY_S if is_too_many else 0

    def _count(self, query: str, *values: object) -> int:
        return int(self._connection.execute(query, values).fetchone()[0])

    def take(self, now: int) -> tuple[int, int, str] | None:
        """Return number, time and seal of what waits longest, None where nothing does; nobody else has it now."""
        with together(self._connection) as connection:
            _forget(connection, now)
            found: tuple[int, int, str] | None = connection.execute(
                "SELECT number, at, sealed FROM asked WHERE taken <= ? ORDER BY number LIMIT 1",
                (now - _WAIT_S,),
            ).fetchone()
            if found is not None:
                connection.execute("UPDATE asked SET taken = ? WHERE number = ?", (now, found[0]))
        return found

    def n_asked(self) -> int:
        """Return how many confirmations wait to be mailed."""
        return self._count("SELECT count(*) FROM asked")

    def may_be_mailed(self, address: bytes, now: int) -> bool:
        """Say whether one more confirmation may go to an address, of which only a keyed hash is known."""
        of_day = "SELECT count(*) FROM mailed WHERE address = ? AND at > ?"
        return self._count(of_day, address, now - _DAY_S) < MOST_TO_ADDRESS_DAY

    def note_mailed(self, number: int, address: bytes, now: int) -> None:
        """Note that a server took a confirmation; it waits no more."""
        with together(self._connection) as connection:
            connection.execute("DELETE FROM asked WHERE number = ?", (number,))
            connection.execute("INSERT INTO mailed VALUES (?, ?)", (address, now))

    def drop(self, number: int) -> None:
        """Let a wish go that is not mailed."""
        with together(self._connection) as connection:
            connection.execute("DELETE FROM asked WHERE number = ?", (number,))

    def outcome(self, name: str, watch: str, person: str) -> Confirmed:
        """Return what comes of the link of this name.

        "again": it was opened before; "used": it was, and its sign-up was ended since, and an old link does not begin it
        anew; "full": the person has as many searches as anybody may.
        """
        is_there = self._count("SELECT count(*) FROM signed_up WHERE watch = ?", watch) > 0
        if self._count("SELECT count(*) FROM used WHERE name = ?", name):
            return "again" if is_there else "used"
        of_person = self._count("SELECT count(*) FROM signed_up WHERE person = ?", person)
        return "full" if not is_there and of_person >= MOST_SEARCHES else "new"

    def confirm(self, name: str, watch: str, person: str, sealed: str, now: int) -> Confirmed:
        """Note a sign-up that was confirmed by the link of this name, and return what came of it (`outcome`)."""
        with together(self._connection) as connection:
            _forget(connection, now)
            found = self.outcome(name, watch, person)
            if found == "new":
                connection.execute("INSERT INTO used VALUES (?, ?)", (name, now))
                connection.execute(
                    "INSERT OR REPLACE INTO signed_up VALUES (?, ?, ?)", (watch, person, sealed)
                )
        return found

    def signed_up(self) -> list[tuple[str, str, str]]:
        """Return watch, person and seal of all that were confirmed and not ended, in order."""
        found = self._connection.execute(
            "SELECT watch, person, sealed FROM signed_up ORDER BY watch"
        )
        return [(str(watch), str(person), str(sealed)) for watch, person, sealed in found]

    def end(self, person: str, watch: str) -> None:
        """Remove what somebody signed up for, with "" all of it; nothing of the address is left."""
        with together(self._connection) as connection:
            connection.execute(
                "DELETE FROM signed_up WHERE person = ? AND ? IN ('', watch)", (person, watch)
            )


def _forget(connection: sqlite3.Connection, now: int) -> None:
    """Remove what is too old to be counted, mailed or confirmed."""
    connection.execute("DELETE FROM tries WHERE at <= ?", (now - _DAY_S,))
    connection.execute("DELETE FROM mailed WHERE at <= ?", (now - _DAY_S,))
    connection.execute("DELETE FROM asked WHERE at <= ?", (now - LONGEST_S,))
    connection.execute("DELETE FROM used WHERE at <= ?", (now - 2 * LONGEST_S,))


def open_sign_ups(index: Path, *, make: bool = False) -> SignUps | None:
    """Open the sign-ups of an index, None where there are none; with `make` they are begun. Raises UsageError."""
    path = index / FOLDER / FILE
    try:
        if make:
            own_file.make_tables(path, _fill)
        return SignUps(own_file.connected(path)) if path.is_file() else None
    except (OSError, sqlite3.Error, TypeError) as error:
        raise UsageError(f"The sign-ups in {path} cannot be used: {error}.") from error


def _fill(connection: sqlite3.Connection) -> None:
    connection.executescript(f"BEGIN;{_TABLES}COMMIT;")
    connection.execute("INSERT INTO sign_ups VALUES (?)", (_VERSION,))
