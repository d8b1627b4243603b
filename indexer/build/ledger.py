"""The ledger of what was retracted: beside the generations of an index, replayed by every build.

`retractions/NAME.jsonl` is a line that says what it is, then one for every retraction and every undoing, and
only grows. It holds hashes; the key that makes them is in `retractions/NAME.key`, which its owner alone may
read. A copy of both is in the user's folder for state with the folders that the index was built from, so that
an index that is built of them anew, here or elsewhere on this machine, has what was retracted, too.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock

from corpus.errors import UsageError
from indexer.build import named
from indexer.generation import disk
from indexer.passages.retracted import Retractions
from indexer.passages.retraction_book import Book, Entry

FOLDER = "retractions"
_VERSION = 1
_HASHES = ("within", "items", "places", "runs", "sources", "contents")
_KEY_BYTES, _SALT_BYTES, _NAME_BYTES, _TOKEN_BYTES = 32, 16, 4, 3


@dataclass(frozen=True, slots=True)
class Noted:
    """A retraction as a ledger has it, and when it was undone if it was."""

    entry: Entry
    undone_at: str | None = None


def replayed(index: Path, roots: Sequence[Path] = ()) -> Retractions:
    """Return what was retracted from an index, and from others of the same folders on this machine.

    Raises UsageError for a ledger that cannot be read: what was retracted would come back.
    """
    _adopt(index, roots)
    return Retractions(tuple(book for book, _ in _books(index)))


def noted_for(index: Path, roots: Sequence[Path]) -> Retractions:
    """Return what was retracted from an index or from others of the same folders; nothing is written.

    Raises UsageError for a ledger that cannot be read.
    """
    mine = {path.name: path for path in _paths(index)}
    try:
        copies = sorted((named.state_folder() / FOLDER).glob("*.jsonl"))
    except (OSError, RuntimeError):
        copies = []
    for copy in copies:
        theirs = [Path(root) for root in _roots_of(copy.with_suffix(".roots"))]
        if any(_overlap(root, other) for root in roots for other in theirs):
            mine.setdefault(copy.name, copy)
    return Retractions(tuple(_read(path)[0] for path in mine.values()))


def history(index: Path) -> list[Noted]:
    """Return every retraction that was ever noted for an index, in order. Raises UsageError."""
    return [noted for _, all_noted in _books(index) for noted in all_noted]


def size(index: Path) -> int:
    """Return how many bytes the ledgers of an index have: more where something was noted since."""
    return sum(path.stat().st_size for path in (index / FOLDER).glob("*.jsonl"))


def new_token() -> str:
    """Return a name for a retraction."""
    return secrets.token_hex(_TOKEN_BYTES)


def own_book(index: Path) -> Book:
    """Return the book that the next retraction is noted in; it is made if there is none."""
    with _locked(index):
        if not _paths(index):
            name = secrets.token_hex(_NAME_BYTES)
            head = {"ledger": _VERSION, "salt": secrets.token_hex(_SALT_BYTES)}
            key = secrets.token_hex(_KEY_BYTES)
            disk.put_private(index / FOLDER / f"{name}.key", f"{key}\n")
            disk.put_private(index / FOLDER / f"{name}.jsonl", _line(head))
        return _books(index)[0][0]


def note(index: Path, entry: Entry) -> None:
    """Write a retraction down, on the disk itself before this returns. Raises OSError."""
    _append(index, {name: value for name, value in asdict(entry).items() if value})


def note_more(index: Path, token: str, more: Mapping[str, Sequence[str]]) -> None:
    """Write down by what else a retraction is known: more hashes of ids, places, runs or bytes."""
    found = {name: list(hashes) for name, hashes in more.items() if hashes}
    if found:
        _append(index, {"more": token, **found})


def undo(index: Path, token: str, undone_at: str) -> None:
    """Write down that a retraction is undone. Raises UsageError if there is none of that name in force."""
    in_force = [noted.entry.token for noted in history(index) if noted.undone_at is None]
    if token not in in_force:
        raise UsageError(
            f"There is no retraction {token[:40]!r} in force. See council-search retract --list"
        )
    _append(index, {"undone": token, "noted_at": undone_at})


def mirror(index: Path, roots: Sequence[Path]) -> bool:
    """Copy the ledgers of an index to the user's folder for state; say whether that could be done."""
    try:
        folder = named.state_folder() / FOLDER
        for path in _paths(index):
            known = _roots_of(folder / f"{path.stem}.roots")
            found = list(dict.fromkeys([*known, *(str(root) for root in roots)]))
            disk.put_private(
                folder / f"{path.stem}.key", path.with_suffix(".key").read_text("ascii")
            )
            disk.put_private(folder / path.name, _united(path, folder / path.name))
            disk.put_private(folder / f"{path.stem}.roots", json.dumps(found))
    except (OSError, RuntimeError, ValueError):
        return False
    return True


def _adopt(index: Path, roots: Sequence[Path]) -> None:
    """Take over what was noted for other indexes of the same folders, or for this one before it was lost."""
    try:
        copies = sorted((named.state_folder() / FOLDER).glob("*.jsonl"))
    except (OSError, RuntimeError):
        return
    for copy in copies:
        theirs = [Path(root) for root in _roots_of(copy.with_suffix(".roots"))]
        if not any(_overlap(root, other) for root in roots for other in theirs):
            continue
        mine = index / FOLDER / copy.name
        united = _united(mine, copy)
        if mine.exists() and mine.read_text("utf-8") == united:
            continue
        with _locked(index):
            if not mine.with_suffix(".key").exists():
                disk.put_private(
                    mine.with_suffix(".key"), copy.with_suffix(".key").read_text("ascii")
                )
            disk.put_private(mine, united)


def _overlap(one: Path, other: Path) -> bool:
    return one == other or one in other.parents or other in one.parents


def _roots_of(path: Path) -> list[str]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return [root for root in found if isinstance(root, str)] if isinstance(found, list) else []


def _united(path: Path, other: Path) -> str:
    """Return the lines of a ledger, and of its copy those that it lacks; only of the same ledger."""
    lines, more = (p.read_text("utf-8").splitlines() if p.exists() else [] for p in (path, other))
    if lines and more and lines[0] != more[0]:
        more = []
    return "".join(f"{line}\n" for line in dict.fromkeys([*lines, *more]))


def _paths(index: Path) -> list[Path]:
    return sorted((index / FOLDER).glob("*.jsonl"))


def _books(index: Path) -> list[tuple[Book, list[Noted]]]:
    return [_read(path) for path in _paths(index)]


def _read(path: Path) -> tuple[Book, list[Noted]]:
    """Return a ledger. Raises UsageError, with what to do, for one that cannot be read."""
    try:
        return _parsed(path)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f"What was retracted cannot be read ({path}, and {path.stem}.key beside it), and it would "
            "come back. Nothing was changed. Bring both files back from a copy; to retract everything "
            f"anew, remove them. ({type(error).__name__})"
        ) from error


def _parsed(path: Path) -> tuple[Book, list[Noted]]:
    """Return a ledger. Raises what the reading of a wrong one raises."""
    key = bytes.fromhex(path.with_suffix(".key").read_text("ascii"))
    head, *rest = map(json.loads, path.read_text("utf-8").splitlines())
    if head["ledger"] != _VERSION or len(key) != _KEY_BYTES:
        raise ValueError("another version, or no key of it")
    undone = {line["undone"]: line["noted_at"] for line in rest if "undone" in line}
    entries = _entries(line for line in rest if "undone" not in line)
    salt = bytes.fromhex(head["salt"])
    in_force = tuple(entry for entry in entries if entry.token not in undone)
    noted = [Noted(entry, undone.get(entry.token)) for entry in entries]
    return Book(key, salt, in_force), noted


def _entries(lines: Iterable[dict[str, Any]]) -> list[Entry]:
    found: dict[str, dict[str, Any]] = {}
    for line in lines:
        if "more" not in line:
            found[str(line["token"])] = dict(line)
            continue
        known = found[str(line["more"])]
        for name in _HASHES:
            known[name] = list(dict.fromkeys([*known.get(name, ()), *line.get(name, ())]))
    return [_entry(line) for line in found.values()]


def _entry(line: dict[str, Any]) -> Entry:
    known: dict[str, Any] = {name: str(line[name]) for name in ("token", "reason", "noted_at")}
    for name in ("phrases", "beside"):
        known[name] = tuple((int(n), str(digest)) for n, digest in line.get(name, ()))
    for name in _HASHES:
        known[name] = tuple(map(str, line.get(name, ())))
    if line["kind"] not in ("item", "name", "phrase", "source"):
        raise ValueError("no kind of retraction")
    return Entry(kind=line["kind"], whole=bool(line.get("whole")), **known)


def _append(index: Path, record: dict[str, Any]) -> None:
    with _locked(index):
        path = _paths(index)[0]
        disk.put_private(path, path.read_text("utf-8") + _line(record))


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


@contextmanager
def _locked(index: Path) -> Iterator[None]:
    (index / FOLDER).mkdir(parents=True, exist_ok=True)
    with FileLock(index / FOLDER / "lock", timeout=30):
        yield
