"""The ledger of what was retracted: beside the generations of an index, replayed by every build.

`retractions/NAME.jsonl` only grows (`ledger_file`). It holds hashes; the key that makes them is in
`retractions/NAME.key`, which its owner alone may read. Copies of both are beside the records and in the user's
folder for state (`ledger_copies`), so that an index that is built of them anew has what was retracted, too.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from filelock import FileLock

from corpus.errors import UsageError
from indexer.build import ledger_copies, named
from indexer.build.ledger_file import FOLDER, KEY_BYTES, VERSION, Noted, books_of, line_of
from indexer.generation import disk
from indexer.passages.retracted import Retractions
from indexer.passages.retraction_book import Book, Entry

_SALT_BYTES, _NAME_BYTES, _TOKEN_BYTES = 16, 4, 3


def replayed(index: Path, roots: Sequence[Path] = ()) -> Retractions:
    """Return what was retracted from an index, and from others of the same records.

    Raises UsageError for a ledger that cannot be read: what was retracted would come back.
    """
    for copy in ledger_copies.copies_of(roots):
        mine = index / FOLDER / copy.name
        if ledger_copies.lacks(mine, copy):
            with _locked(index):
                ledger_copies.put(copy, mine)
    return Retractions(tuple(books(index)))


def noted_for(index: Path, roots: Sequence[Path]) -> Retractions:
    """Return what was retracted from an index or from others of the same records; nothing is written.

    Raises UsageError for a ledger that cannot be read.
    """
    found = books_of([*_paths(index), *ledger_copies.copies_of(roots)])
    undone = {
        (book.name, one.entry.token) for book, noted in found for one in noted if one.undone_at
    }
    return Retractions(
        tuple(
            replace(
                book, entries=tuple(e for e in book.entries if (book.name, e.token) not in undone)
            )
            for book, _ in found
        )
    )


def history(index: Path) -> list[Noted]:
    """Return every retraction that was ever noted for an index, in order. Raises UsageError."""
    return [noted for _, all_noted in books_of(_paths(index)) for noted in all_noted]


def size(index: Path) -> int:
    """Return how many bytes the ledgers of an index have: more where something was noted since."""
    return sum(path.stat().st_size for path in (index / FOLDER).glob("*.jsonl"))


def new_token() -> str:
    """Return a name for a retraction."""
    return secrets.token_hex(_TOKEN_BYTES)


def books(index: Path) -> list[Book]:
    """Return the books of an index. Raises UsageError."""
    return [book for book, _ in books_of(_paths(index))]


def own_book(index: Path) -> Book:
    """Return the book that the next retraction is noted in; it is made if there is none."""
    with _locked(index):
        if not _paths(index):
            name = secrets.token_hex(_NAME_BYTES)
            head = {"ledger": VERSION, "salt": secrets.token_hex(_SALT_BYTES)}
            key = secrets.token_hex(KEY_BYTES)
            disk.put_private(index / FOLDER / f"{name}.key", f"{key}\n")
            disk.put_private(index / FOLDER / f"{name}.jsonl", line_of(head))
        return books(index)[0]


def note(index: Path, book: Book, entry: Entry) -> None:
    """Write a retraction down in the book that hashed it, on the disk itself before this returns. Raises OSError."""
    _append(index, book, {name: value for name, value in asdict(entry).items() if value})


def note_more(index: Path, book: Book, token: str, more: Mapping[str, Sequence[str]]) -> None:
    """Write down by what else a retraction of a book is known: more hashes of ids, places, runs or bytes."""
    found = {name: list(hashes) for name, hashes in more.items() if hashes}
    if found:
        _append(index, book, {"more": token, **found})


def undo(index: Path, token: str, undone_at: str) -> int:
    """Write down that a retraction is undone; return how many others are in force.

    Raises UsageError if there is none of that name in force.
    """
    all_books = books(index)
    holding = [book for book in all_books if token in {entry.token for entry in book.entries}]
    if not holding:
        raise UsageError(
            f"There is no retraction {token[:40]!r} in force. See council-search retract --list"
        )
    for book in holding:
        _append(index, book, {"undone": token, "noted_at": undone_at})
    return sum(len(book.entries) for book in books(index))


def mirror(index: Path, roots: Sequence[Path], *, are_named: bool = False) -> list[Path]:
    """Copy the ledgers of an index beside its records and to the user's folder for state; return where that failed.

    An index could name any folder: nothing is written into one that nobody named here, as a build knows that they were.
    """
    beside = roots if are_named else named.among(roots)
    return ledger_copies.mirror(_paths(index), roots, beside)


def _paths(index: Path) -> list[Path]:
    return sorted((index / FOLDER).glob("*.jsonl"))


def _append(index: Path, book: Book, record: dict[str, Any]) -> None:
    with _locked(index):
        path = index / FOLDER / f"{book.name}.jsonl"
        disk.put_private(path, path.read_text("utf-8") + line_of(record))


@contextmanager
def _locked(index: Path) -> Iterator[None]:
    (index / FOLDER).mkdir(parents=True, exist_ok=True)
    with FileLock(index / FOLDER / "lock", timeout=30):
        yield
