"""A file that the alerts keep: for its owner alone, made whole or not at all; in SQLite each step is all or nothing."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.generation import disk

# How long a writer waits for another: the server, and a run of the alerts.
_BUSY_S = 10.0


def connected(path: Path) -> sqlite3.Connection:
    """Open a file that is there. Raises sqlite3.Error."""
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=_BUSY_S, isolation_level=None
    )
    # What is committed is on the disk itself: a mail that was sent stays sent when the power fails.
    connection.execute("PRAGMA synchronous = FULL")
    # What is deleted is overwritten: who wanted no more mails is gone from the file.
    connection.execute("PRAGMA secure_delete = ON")
    return connection


def make(path: Path, write: Callable[[Path], None]) -> None:
    """Make a file whole by what writes it, or leave the one that is there or that another process has just made.

    Raises OSError, and what `write` does.
    """
    path.parent.mkdir(mode=0o700, exist_ok=True)
    if path.exists():
        return
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    partial.unlink(missing_ok=True)
    try:
        partial.touch(mode=0o600)
        write(partial)
        disk.flush(partial)
        path.hardlink_to(partial)
    except FileExistsError:
        # Another process was quicker.
        pass
    finally:
        partial.unlink(missing_ok=True)
    disk.flush(path.parent)


def make_tables(path: Path, fill: Callable[[sqlite3.Connection], None]) -> None:
    """Make a file of SQLite with what fills it, as `make` does. Raises OSError and sqlite3.Error."""

    def write(partial: Path) -> None:
        connection = sqlite3.connect(partial, isolation_level=None)
        try:
            fill(connection)
        finally:
            connection.close()

    make(path, write)


@contextmanager
def together(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Do all or nothing of what is inside."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
