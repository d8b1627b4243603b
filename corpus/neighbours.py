"""The other files of a meeting's folder: where a paper says nothing of itself, they tell."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from corpus.dates import find_date
from corpus.papers.paths import body_of_folder
from corpus.records import Neighbour

# What of a meeting tells of all of it, by its name; those are read, the others are only named.
_FRONT_SHEET = re.compile(
    r"front ?sheet|\bagendas?\b|\bsummons\b|order of business|notice of meeting|reports? pack\b",
    re.IGNORECASE,
)
_NO_FRONT_SHEET = re.compile(
    r"\bsupplement|\bitem \d|\bamendment|\bto follow\b|\bappendix\b|\bannex\b|\baddendum\b",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"\bminutes\b", re.IGNORECASE)
_MOST_READ, _MOST_BYTES = 2, 8 * 2**20
# A folder with more files than this is an archive, not one meeting's.
_MOST_FILES = 400
_READABLE = frozenset({".pdf", ".docx", ".html", ".htm", ".txt", ".md"})


def neighbours_of(path: Path, root: Path) -> tuple[Neighbour, ...]:
    """Return the other files of the meeting whose folder a file stands in, in order of name.

    A meeting's folder is the nearest one with a date in its name, or one with a single front sheet.
    Where there is none, a file has no neighbours.
    """
    folder = _dated_folder(path, root)
    files = _files(folder or path.parent, _changed(folder or path.parent))
    if len(files) > _MOST_FILES or path.suffix.lower() not in _READABLE:
        return ()
    fronts = [one for one in files if _is_front_sheet(one)]
    if folder is None and len(fronts) != 1:
        return ()
    read = {*fronts[:_MOST_READ], *_minutes(files)[:_MOST_READ]} - {path}
    return tuple(
        Neighbour(one.name, _bytes(one, _changed(one)) if one in read else b"")
        for one in files
        if one != path
    )


def _dated_folder(path: Path, root: Path) -> Path | None:
    """Return the nearest folder up to the root that has a date in its name, or a body's below it."""
    body: Path | None = None
    for folder in path.parents:
        if find_date(folder.name):
            return body or folder
        if body_of_folder(folder.name):
            body = folder
        if folder == root or root not in folder.parents:
            break
    return None


def _is_front_sheet(path: Path) -> bool:
    plain = re.sub(r"[_+-]", " ", path.stem)
    return bool(_FRONT_SHEET.search(plain)) and not _NO_FRONT_SHEET.search(plain)


def _minutes(files: tuple[Path, ...]) -> list[Path]:
    return [one for one in files if _MINUTES.search(re.sub(r"[_+-]", " ", one.stem))]


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=16)
def _files(folder: Path, changed: int) -> tuple[Path, ...]:
    """Return the files that can be read below a folder, at most one more than there may be."""
    found: list[Path] = []
    for path in folder.rglob("*"):
        if len(found) > _MOST_FILES:
            break
        if path.suffix.lower() in _READABLE and not path.name.startswith(".") and path.is_file():
            found.append(path)
    return tuple(sorted(found))


@lru_cache(maxsize=32)
def _bytes(path: Path, changed: int) -> bytes:
    try:
        return path.read_bytes() if path.stat().st_size <= _MOST_BYTES else b""
    except OSError:
        return b""
