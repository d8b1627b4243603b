"""The files below what the user named: found in a fixed order, with the facts beside them."""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from corpus.dates import find_date
from corpus.errors import RecordError, UsageError
from corpus.neighbours import neighbours_of
from corpus.plain_file import read_plain
from corpus.readers import COMPANION, MAX_BYTES, SUFFIXES, recognises_content
from corpus.readers.withheld import is_withheld
from corpus.records import MeetingFacts, Source

SIDECAR = "meeting.toml"
# What a person decided of withheld items (`indexer/passages/reviewed.py`).
REVIEW = "review.toml"
_SNIFFED_BYTES = 4096
# What is read of a file that stands beside records, in bytes.
LONGEST_BESIDE = 4 * 2**20
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
# What to do with common files that are not read.
_ADVICE = {
    ".doc": "save it as DOCX",
    ".rtf": "save it as DOCX",
    ".odt": "save it as DOCX",
    ".gz": "unpack it",
    ".tsv": "judgments of queries are no records",
}


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file below a root that the user named: its name (as `Source.name`), and where it is."""

    name: str
    path: Path
    root: Path


def find_files(roots: list[Path]) -> Iterator[FoundFile | tuple[str, RecordError]]:
    """Yield every file of the roots, in order of name; what is left out comes with its reason.

    Raises UsageError for a root that does not exist.
    """
    for root in roots:
        if not root.exists():
            raise UsageError(
                f"{root} does not exist. Check the path; if it is gone for good, index again with "
                "--replace and the sources that remain."
            )
    seen: set[str] = set()
    for root, shown in zip(roots, shown_names(roots), strict=True):
        files = iter((FoundFile(shown, root, root.parent),))
        for file in files if root.is_file() else _files_below(root, shown):
            yield _apart(file, seen) if isinstance(file, FoundFile) else file


def _apart(file: FoundFile, seen: set[str]) -> FoundFile:
    """Return a file under a name that no other one has: two may differ by what no name may hold only."""
    name, number = file.name, 1
    stem, dot, suffix = name.rpartition(".")
    while name in seen:
        number += 1
        name = f"{stem}~{number}.{suffix}" if dot else f"{file.name}~{number}"
    seen.add(name)
    return replace(file, name=name)


def shown_names(roots: list[Path]) -> list[str]:
    """Return each root's own name, with as many folders in front as tell it from the others.

    None is another one's, nor a folder of another one's: what is below two roots never has one name.
    """
    paths = [root.resolve().parts for root in roots]
    n_shown = [1] * len(roots)
    while unclear := _unclear(paths, n_shown):
        for at in unclear:
            n_shown[at] += 1
    return ["/".join(path[-n:]) for path, n in zip(paths, n_shown, strict=True)]


def _unclear(paths: Sequence[tuple[str, ...]], n_shown: Sequence[int]) -> list[int]:
    """Return which paths are not told from the others by their last parts, and have more of them."""
    names = [path[-n:] for path, n in zip(paths, n_shown, strict=True)]

    def is_others(at: int) -> bool:
        n = n_shown[at]
        others = (name for name, path in zip(names, paths, strict=True) if path != paths[at])
        return any(name[:n] == names[at] for name in others)

    return [at for at, path in enumerate(paths) if n_shown[at] < len(path) and is_others(at)]


def _files_below(root: Path, shown: str) -> Iterator[FoundFile | tuple[str, RecordError]]:
    shut: list[OSError] = []
    for folder, folders, files in os.walk(root, onerror=shut.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for path, reason in _of_folder(Path(folder), folders, sorted(files), root):
            name = _shown(f"{shown}/{path.relative_to(root).as_posix()}")
            yield (name, RecordError(reason)) if reason else FoundFile(name, path, root)
    for error in shut:
        where = Path(error.filename).relative_to(root).as_posix()
        reason = f"the folder cannot be opened: {error.strerror}"
        yield _shown(shown if where == "." else f"{shown}/{where}"), RecordError(reason)


def _of_folder(
    folder: Path, folders: Sequence[str], files: Sequence[str], root: Path
) -> Iterator[tuple[Path, str | None]]:
    """Yield the files of a folder, and the links to folders, each with why it is left out, or None."""
    for path in (folder / name for name in folders):
        if path.is_symlink():
            yield path, "a link to a folder is not followed"
    for name in files:
        if not COMPANION.fullmatch(name) and not name.startswith("."):
            yield folder / name, _why_not(folder / name, root)


def companions(roots: list[Path]) -> list[str]:
    """Return the names of the files that stand beside records and are none: notes, licences."""
    names = []
    for root, shown in zip(roots, shown_names(roots), strict=True):
        for path in sorted(root.rglob("*")):
            where = path.relative_to(root)
            if any(part.startswith(".") for part in where.parts):
                continue
            if (
                COMPANION.fullmatch(path.name)
                and path.name not in (SIDECAR, REVIEW)
                and path.is_file()
            ):
                names.append(_shown(f"{shown}/{where.as_posix()}"))
    return names


def _shown(name: str) -> str:
    """Return a file's name without what breaks a line or cannot be written as UTF-8."""
    return _CONTROL.sub("\ufffd", name)


def _why_not(path: Path, root: Path) -> str | None:
    """Return why a file is left out before it is read, or None."""
    if path.name.lower() == "queries.jsonl":
        return "judged queries are no records"
    inside = _is_inside(path, root) if path.is_symlink() else True
    if not inside:
        return "the link leads nowhere" if inside is None else "the link leads out of the folder"
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return "not a file that can be read (a pipe, a socket or a device)"
        if path.suffix.lower() in SUFFIXES:
            return None
        with path.open("rb") as file:
            start = file.read(_SNIFFED_BYTES)
    except OSError as error:
        return f"cannot be opened: {error.strerror or error}"
    return None if recognises_content(path.name, start) else _no_reader_for(path)


def _no_reader_for(path: Path) -> str:
    advice = _ADVICE.get(path.suffix.lower())
    kind = path.suffix or "files without a suffix"
    return f"no reader for {kind}" + (f"; {advice}" if advice else "")


def _is_inside(link: Path, root: Path) -> bool | None:
    """Say whether a link leads to something below a root; None where it leads nowhere."""
    try:
        return link.resolve(strict=True).is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return None


def load(found: FoundFile) -> Source:
    """Return the file's bytes with the facts beside it. Raises RecordError if it cannot be read."""
    try:
        if not found.path.is_file():
            raise RecordError("it is gone, or not a file that can be read")
        with found.path.open("rb") as file:
            before = os.fstat(file.fileno())
            if before.st_size > MAX_BYTES:
                raise RecordError(f"larger than {MAX_BYTES // 2**20} MB; split it and index again")
            data = file.read(MAX_BYTES + 1)
            after = os.fstat(file.fileno())
    except OSError as error:
        raise RecordError(f"cannot be opened: {error.strerror or error}") from error
    if len(data) != before.st_size or after.st_mtime_ns != before.st_mtime_ns:
        raise RecordError("it changed while it was read; index again when it is complete")
    around = neighbours_of(found.path, found.root)
    return Source(name=found.name, data=data, facts=facts_for(found), neighbours=around)


def facts_for(file: FoundFile) -> MeetingFacts:
    """Return what the `meeting.toml` files beside a file and above it, up to its root, say.

    The nearest wins. Raises RecordError for a file that is not TOML or holds a wrong value.
    """
    facts = MeetingFacts()
    for folder in (file.path.parent, *file.path.parent.parents):
        sidecar = folder / SIDECAR
        if sidecar.is_file() or (sidecar.is_symlink() and _is_inside(sidecar, file.root) is False):
            facts = facts.or_else(_read_sidecar(sidecar, file))
        if folder == file.root or file.root not in folder.parents:
            break
    return facts


def _read_sidecar(path: Path, file: FoundFile) -> MeetingFacts:
    try:
        text = read_plain(path, LONGEST_BESIDE, file.root)
        table: dict[str, Any] = tomllib.loads(text.decode("utf-8"))
    except OSError as error:
        raise RecordError(f"{SIDECAR} beside it cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise RecordError(f"{SIDECAR} beside it cannot be read: {error}") from error
    per_file = _table(table, "files")
    return _facts(_table(per_file, file.path.name)).or_else(_facts(table))


def _table(table: dict[str, Any], name: str) -> dict[str, Any]:
    value = table.get(name, {})
    if not isinstance(value, dict):
        raise RecordError(f"{SIDECAR} beside it gives {name!r} a value, but it is a table")
    return value


def _facts(table: dict[str, Any]) -> MeetingFacts:
    texts = ("council", "committee", "venue", "url", "document", "item")
    known = {name: table[name] for name in texts if table.get(name)}
    for name, value in known.items():
        if not isinstance(value, str):
            raise RecordError(f"{SIDECAR} beside it: {name} is a text in quotes")
    restricted = is_withheld((name, value) for name, value in table.items() if name != "files")
    return MeetingFacts(date=_date(table.get("date")), restricted=restricted, **known)


def _date(value: Any) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    day = find_date(str(value))
    if day is None:
        raise RecordError(f"{SIDECAR} beside it gives a date that does not exist: {value}")
    return day
