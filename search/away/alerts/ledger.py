"""What was told to whom, in SQLite: a run that is killed at any step goes on from here.

Ids of items and salted hashes of addresses and searches, no word of a record and no address. Everything that
belongs together is one transaction:

- taking up a generation: what is there is seen, and what is new waits for those whose searches it matches;
- beginning a mail: what waits becomes this mail's, which gets its Message-ID;
- ending it: the mail is sent, once the server has taken it.

A mail that was begun and not ended goes out again as itself, under its Message-ID: at the boundary to the mail
server a mail is sent *at least once*. No ledger can know whether a server took what it did not acknowledge, and
who is told twice of a decision is better off than who is never told. All else happens exactly once.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from corpus.errors import UsageError
from search.away.alerts.own_file import together

VERSION = 1
# Of those who wanted no more and signed up again for a search: made where a ledger is older than sign-ups.
_RESUMED = (
    "CREATE TABLE IF NOT EXISTS resumed "
    "(person TEXT, turn INTEGER, watch TEXT, PRIMARY KEY (person, turn, watch)) WITHOUT ROWID"
)
# What a search was asked and did not answer: made where a ledger is older than that.
_UNANSWERED = (
    "CREATE TABLE IF NOT EXISTS unanswered "
    "(watch TEXT, item TEXT, event TEXT, PRIMARY KEY (watch, item, event)) WITHOUT ROWID"
)
_NEXT_TURN = "INSERT INTO people VALUES (?, 1) ON CONFLICT (person) DO UPDATE SET turn = turn + 1"
# An item that was not there before; one whose minutes were not there before.
Event = Literal["new", "minuted"]


@dataclass(frozen=True, slots=True)
class Entry:
    """An item that somebody is to be told of, for one of their searches."""

    watch: str
    item: str
    event: Event


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail that was begun: `name` is the left half of its Message-ID."""

    number: int
    person: str
    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a ledger has seen of an index: items with whether they had minutes, and keys of texts."""

    items: dict[str, bool]
    texts: frozenset[bytes]
    is_first: bool


class Ledger:
    """One ledger, open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take a connection to a ledger. Raises UsageError if it is of another version or none."""
        self._connection = connection
        connection.execute("PRAGMA foreign_keys = ON")
        version, salt = connection.execute("SELECT version, salt FROM ledger").fetchone()
        if version != VERSION:
            raise UsageError(
                f"The ledger of alerts is of version {version}, this program reads {VERSION}."
            )
        self.salt: bytes = salt
        connection.execute(_RESUMED)
        connection.execute(_UNANSWERED)

    def close(self) -> None:
        """Close the ledger."""
        self._connection.close()

    def seen(self) -> Seen:
        """Return what was seen of the index so far."""
        items = dict(self._connection.execute("SELECT item, minuted FROM seen").fetchall())
        texts = frozenset(key for (key,) in self._connection.execute("SELECT key FROM texts"))
        return Seen({item: bool(minuted) for item, minuted in items.items()}, texts, not items)

    def known_watches(self) -> set[str]:
        """Return the searches that the ledger knows."""
        return {watch for (watch,) in self._connection.execute("SELECT watch FROM watches")}

    def take_up(
        self,
        items: Iterable[tuple[str, bool]],
        texts: Iterable[bytes],
        entries: Iterable[Entry],
        watches: Collection[str],
        known: Collection[str] | None = None,
        *,
        unanswered: Iterable[Entry] = (),
    ) -> None:
        """Note in one step what is seen, what waits for whom, and that there are these searches and no others.

        What waits for a search that is gone goes with it; what is in a mail that was begun stays. `known` are those that
        could be among `watches`: somebody may sign up while a run is under way. `unanswered` is what searches gave no
        answer to, all of it: that is asked again.
        """
        with together(self._connection) as connection:
            connection.executemany(
                "INSERT INTO seen VALUES (?, ?) ON CONFLICT (item) DO UPDATE "
                "SET minuted = max(minuted, excluded.minuted)",
                items,
            )
            connection.executemany(
                "INSERT OR IGNORE INTO texts VALUES (?)", ((key,) for key in texts)
            )
            gone = [(watch,) for watch in self._gone(watches, known)]
            connection.executemany("DELETE FROM entries WHERE watch = ? AND mail IS NULL", gone)
            connection.executemany("DELETE FROM watches WHERE watch = ?", gone)
            connection.executemany(
                "INSERT OR IGNORE INTO watches VALUES (?)", ((watch,) for watch in watches)
            )
            connection.executemany(
                "INSERT OR IGNORE INTO entries VALUES (?, ?, ?, NULL)",
                ((entry.watch, entry.item, entry.event) for entry in entries),
            )
            connection.execute("DELETE FROM unanswered")
            connection.executemany(
                "INSERT OR IGNORE INTO unanswered VALUES (?, ?, ?)",
                ((entry.watch, entry.item, entry.event) for entry in unanswered),
            )

    def unanswered(self) -> list[Entry]:
        """Return what searches were asked and gave no answer to, in order."""
        found = self._connection.execute(
            "SELECT watch, item, event FROM unanswered ORDER BY watch, item, event"
        )
        return [Entry(*row) for row in found]

    def _gone(self, watches: Collection[str], known: Collection[str] | None) -> set[str]:
        there = self.known_watches()
        return (there if known is None else there & set(known)) - set(watches)

    def expect(self, watch: str) -> None:
        """Note that there is a search now: it is told of what is new from now on."""
        with together(self._connection) as connection:
            connection.execute("INSERT OR IGNORE INTO watches VALUES (?)", (watch,))

    def waiting(self) -> list[Entry]:
        """Return all that waits and is in no mail yet, in order."""
        found = self._connection.execute(
            "SELECT watch, item, event FROM entries WHERE mail IS NULL ORDER BY watch, item, event"
        )
        return [Entry(*row) for row in found]

    def last_days(self) -> dict[str, date]:
        """Return the day of the last mail of each search that had one."""
        found = self._connection.execute("SELECT watch, day FROM mailed")
        return {watch: date.fromisoformat(day) for watch, day in found}

    def begin(self, person: str, entries: Sequence[Entry], today: date) -> Mail:
        """Make a mail of what waits; from now on it is this mail's, however often that is tried."""
        name = secrets.token_hex(12)
        with together(self._connection) as connection:
            number = connection.execute(
                "INSERT INTO mails (person, name, begun) VALUES (?, ?, ?)",
                (person, name, today.isoformat()),
            ).lastrowid
            assert number is not None  # noqa: S101 (a row was inserted)
            connection.executemany(
                "UPDATE entries SET mail = ? WHERE watch = ? AND item = ? AND event = ? AND mail IS NULL",
                ((number, entry.watch, entry.item, entry.event) for entry in entries),
            )
        return Mail(number, person, name, tuple(entries))

    def begun(self) -> list[Mail]:
        """Return the mails that were begun and not ended, in order."""
        found = self._connection.execute(
            "SELECT number, person, name FROM mails WHERE sent IS NULL ORDER BY number"
        ).fetchall()
        return [Mail(number, person, name, self._of_mail(number)) for number, person, name in found]

    def _of_mail(self, number: int) -> tuple[Entry, ...]:
        found = self._connection.execute(
            "SELECT watch, item, event FROM entries WHERE mail = ? ORDER BY watch, item, event",
            (number,),
        )
        return tuple(Entry(*row) for row in found)

    def release(self, mail: Mail) -> None:
        """Let what is in a mail wait again: the server surely did not take it."""
        with together(self._connection) as connection:
            connection.execute("UPDATE entries SET mail = NULL WHERE mail = ?", (mail.number,))
            connection.execute("DELETE FROM mails WHERE number = ?", (mail.number,))

    def let_wait(self, mail: Mail, watches: Collection[str]) -> Mail:
        """Take what is of some searches out of a mail that was begun, and return what is left of it."""
        out = [(mail.number, entry.watch) for entry in mail.entries if entry.watch in watches]
        if not out:
            return mail
        with together(self._connection) as connection:
            connection.executemany(
                "UPDATE entries SET mail = NULL WHERE mail = ? AND watch = ?", out
            )
        left = tuple(entry for entry in mail.entries if entry.watch not in watches)
        return replace(mail, entries=left)

    def end(self, mail: Mail, today: date, *, was_sent: bool = True) -> None:
        """Note that the server took a mail, or that nothing of it was left to be told."""
        with together(self._connection) as connection:
            connection.execute(
                "UPDATE mails SET sent = ? WHERE number = ?", (today.isoformat(), mail.number)
            )
            if was_sent:
                connection.executemany(
                    "INSERT OR REPLACE INTO mailed VALUES (?, ?)",
                    {(entry.watch, today.isoformat()) for entry in mail.entries},
                )

    def turn(self, person: str) -> int:
        """Return the number of a person's subscription: it grows with each that begins anew."""
        found = self._connection.execute("SELECT turn FROM people WHERE person = ?", (person,))
        return int((found.fetchone() or (0,))[0])

    def stop(self, person: str, turn: int, watch: str) -> bool:
        """Note that somebody wants no more mails of a search, or with "" of any; False for an earlier turn."""
        if turn != self.turn(person):
            return False
        with together(self._connection) as connection:
            connection.execute(
                "INSERT OR IGNORE INTO stopped VALUES (?, ?, ?)", (person, turn, watch)
            )
            connection.execute(
                "DELETE FROM resumed WHERE person = ? AND turn = ? AND ? IN ('', watch)",
                (person, turn, watch),
            )
        return True

    def is_stopped(self, person: str, watch: str) -> bool:
        """Say whether somebody wants no more mails of a search, or of any."""
        of_person = (person, self.turn(person))
        stopped = self._connection.execute(
            "SELECT 1 FROM stopped WHERE person = ? AND turn = ? AND watch IN ('', ?)",
            (*of_person, watch),
        )
        resumed = self._connection.execute(
            "SELECT 1 FROM resumed WHERE person = ? AND turn = ? AND watch = ?", (*of_person, watch)
        )
        return stopped.fetchone() is not None and resumed.fetchone() is None

    def resume(self, person: str, watch: str) -> None:
        """Note that somebody wants mails of a search after all; of no other one that they wanted no more of.

        A new turn begins, so that no link of a mail from before, which was used or may be, ends it again.
        """
        with together(self._connection) as connection:
            if not self.is_stopped(person, watch):
                return
            turn = self.turn(person)
            connection.execute(_NEXT_TURN, (person,))
            for table in ("stopped", "resumed"):
                connection.execute(
                    f"INSERT INTO {table} SELECT person, turn + 1, watch FROM {table} "  # noqa: S608 (ours)
                    "WHERE person = ? AND turn = ?",
                    (person, turn),
                )
            connection.execute("INSERT INTO resumed VALUES (?, ?, ?)", (person, turn + 1, watch))

    def begin_again(self, person: str) -> None:
        """Let somebody have mails again; links of mails from before stop nothing any more."""
        with together(self._connection) as connection:
            connection.execute(_NEXT_TURN, (person,))

    def copied(self) -> Ledger:
        """Return a copy in memory: whatever is done to it is done to nothing."""
        copy = sqlite3.connect(":memory:", isolation_level=None)
        self._connection.backup(copy)
        return Ledger(copy)
