"""One ledger as it stands on disk: `NAME.jsonl`, what was retracted in hashes, and `NAME.key` beside it.

A line says what it is, then comes one for every retraction, for every way more in which one is known and for every
undoing. Their order says nothing, since copies of a ledger are united line by line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from corpus.errors import UsageError
from indexer.passages.retraction_book import Book, Entry

FOLDER, BESIDE = "retractions", ".council-search"
VERSION = 1
KEY_BYTES = 32
_HASHES = ("within", "items", "places", "runs", "sources", "contents")
_WRONG = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)
_Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Noted:
    """A retraction as a ledger has it, and when it was undone if it was."""

    entry: Entry
    undone_at: str | None = None


@dataclass(slots=True)
class _Lines:
    """A ledger's lines by what they are; `more` and `undone` by the retraction that they are of."""

    path: Path
    key: bytes
    salt: bytes
    entries: list[_Line] = field(default_factory=list)
    more: dict[str, list[_Line]] = field(default_factory=dict)
    undone: dict[str, str] = field(default_factory=dict)

    @property
    def tokens(self) -> set[str]:
        return {str(line["token"]) for line in self.entries}

    def add(self, line: _Line) -> None:
        """Sort a line in. Raises ValueError for one of no known kind: it may be a retraction."""
        if "more" in line:
            self.more.setdefault(str(line["more"]), []).append(line)
        elif "undone" in line:
            self.undone[str(line["undone"])] = str(line["noted_at"])
        elif "token" in line:
            self.entries.append(_checked(line))
        else:
            raise ValueError("a line of no known kind")


def books_of(paths: Iterable[Path]) -> list[tuple[Book, list[Noted]]]:
    """Return the books of these ledgers, each with all that was ever noted in it.

    What a retraction is known by, too, counts wherever it was noted; an undoing counts only in the ledger that holds the
    retraction. Raises UsageError, with what to do, for a ledger that cannot be read.
    """
    return [_book_of(lines, path) for path, lines in _read_all(paths)]


def united(path: Path, other: Path) -> str:
    """Return the lines of a ledger, and of its copy those that it lacks. Raises ValueError for another ledger."""
    lines, more = (p.read_text("utf-8").splitlines() if p.exists() else [] for p in (path, other))
    if lines and more and lines[0] != more[0]:
        raise ValueError(f"{path} and {other} are two ledgers of one name")
    return "".join(f"{line}\n" for line in dict.fromkeys([*lines, *more]))


def line_of(record: Mapping[str, Any]) -> str:
    """Return a line of a ledger."""
    return json.dumps(record, ensure_ascii=False) + "\n"


def unreadable(path: Path, error: Exception) -> UsageError:
    """Return what to say of a ledger that cannot be read."""
    what = f"{path.with_suffix('.jsonl').name} and {path.with_suffix('.key').name}"
    do = (
        f"Have their owner let this user read {what}."
        if isinstance(error, PermissionError)
        else f"Bring {what} back: copies are in retractions/ of the index, in {BESIDE}/{FOLDER}/ beside the records, in "
        f"$XDG_STATE_HOME/council-search/{FOLDER}/ (~/.local/state) and in backups."
    )
    return UsageError(
        f"What was retracted cannot be read ({path}), and it would come back. Nothing was changed. {do} Do not remove "
        f"them: that would forget all that they hold. ({type(error).__name__})"
    )


def _read_all(paths: Iterable[Path]) -> list[tuple[Path, _Lines]]:
    """Return the lines of ledgers, what is known of a retraction with it wherever it was noted."""
    found = [(path, _read(path)) for path in paths]
    for _, lines in found:
        for token in lines.more.keys() - lines.tokens:
            for _, other in found:
                if token in other.tokens:
                    other.more.setdefault(token, []).extend(lines.more[token])
    return found


def _read(path: Path) -> _Lines:
    try:
        key = bytes.fromhex(path.with_suffix(".key").read_text("ascii"))
        head, *rest = map(json.loads, path.read_text("utf-8").splitlines())
        if head["ledger"] != VERSION or len(key) != KEY_BYTES:
            raise ValueError("another version, or no key of it")
        lines = _Lines(path, key, bytes.fromhex(head["salt"]))
        for line in rest:
            lines.add(line)
    except _WRONG as error:
        raise unreadable(path, error) from error
    return lines


def _checked(line: _Line) -> _Line:
    """Return the line of a retraction. Raises what the reading of a wrong one raises."""
    _entry(line, ())
    return line


def _book_of(lines: _Lines, path: Path) -> tuple[Book, list[Noted]]:
    try:
        entries = [_entry(line, lines.more.get(str(line["token"]), ())) for line in lines.entries]
    except _WRONG as error:
        raise unreadable(path, error) from error
    noted = [Noted(entry, lines.undone.get(entry.token)) for entry in entries]
    in_force = tuple(one.entry for one in noted if one.undone_at is None)
    return Book(lines.key, lines.salt, in_force, path.stem), noted


def _entry(line: _Line, more: Sequence[_Line]) -> Entry:
    known: _Line = {name: str(line[name]) for name in ("token", "reason", "noted_at")}
    for name in ("phrases", "beside", "surnames", "givens"):
        known[name] = tuple((int(n), str(digest)) for n, digest in line.get(name, ()))
    if line["kind"] not in ("item", "name", "phrase", "source"):
        raise ValueError("no kind of retraction")
    entry = Entry(kind=line["kind"], whole=bool(line.get("whole")), **known)
    hashes = {
        name: tuple(dict.fromkeys(str(one) for said in (line, *more) for one in said.get(name, ())))
        for name in _HASHES
    }
    return replace(entry, **hashes)  # type: ignore[arg-type]
