"""The other files of a meeting: where a paper says nothing of itself, they tell.

Which files are of one meeting is told by their folder and by the dates in their names, in a folder on
disk as in an archive.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain
from pathlib import Path, PurePath

from corpus.papers.paths import body_of_folder, dates_in_name
from corpus.records import Neighbour
from corpus.tuning import EFFORT

# What of a meeting tells of all of it, by its name; those are read, and a few of the others.
_FRONT_SHEET = re.compile(
    r"front ?sheet|(?<![A-Za-z])agendas?\b|\bsummons\b|order of business|notice of meeting|reports? pack\b|"
    r"\b(?:business|notice) papers?\b|(?<![A-Za-z])AG[NDE](?![A-Za-z])|"
    # In Irish and Welsh.
    r"^cl[áa]r\b|\brhaglen\b",
    re.IGNORECASE,
)
_NO_FRONT_SHEET = re.compile(
    r"\bsupplement|\bitem \d|\bamendment|\bto follow\b|\bappendix\b|\bannex\b|\baddendum\b",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    r"\bminutes\b|^(?:draft )?minute\b|(?<=\d[ _-])MIN(?![A-Za-z])", re.IGNORECASE
)
# Two bodies may meet on one day, with a draft of each sheet.
MOST_BYTES = 8 * 2**20
_READABLE = frozenset({".pdf", ".docx", ".html", ".htm", ".txt", ".md"})


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where files stand together: what is below a folder, what is in it, what one holds, a file a path.

    `below` gives at most one file more than a meeting has, `within` those of a folder by the date in
    their names (None: no date, or several); both in order of name, and only what can be read.
    """

    below: Callable[[PurePath], Sequence[PurePath]]
    within: Callable[[PurePath], Mapping[date | None, Sequence[PurePath]]]
    read: Callable[[PurePath], bytes]


def neighbours_of(path: Path, root: Path) -> tuple[Neighbour, ...]:
    """Return the other files of the meeting that a file on disk belongs to, in order of name."""
    return around(path, root, Shelf(_below, _within, _read))


def shelf_of(members: Sequence[PurePath], read: Callable[[PurePath], bytes]) -> Shelf:
    """Return the members of an archive as files that stand together, each looked up once."""
    readable = sorted(one for one in members if one.suffix.lower() in _READABLE)

    @lru_cache(maxsize=64)
    def below(folder: PurePath) -> list[PurePath]:
        return [one for one in readable if folder in one.parents][: EFFORT.files_of_a_meeting + 1]

    @lru_cache(maxsize=64)
    def within(folder: PurePath) -> dict[date | None, list[PurePath]]:
        return _by_date([one for one in readable if one.parent == folder][: EFFORT.files_listed])

    return Shelf(below, within, read)


def around(path: PurePath, root: PurePath, shelf: Shelf) -> tuple[Neighbour, ...]:
    """Return the other files of the meeting that a file belongs to, in order of name.

    A meeting's folder is the nearest one with a date in its name, or one with a single front sheet. In
    any other folder the files with the file's date in their names are of its meeting. Where that gives
    no front sheet, those of the folder are returned: one of them may list the paper.
    """
    if path.suffix.lower() not in _READABLE:
        return ()
    files, fronts = _of_its_meeting(path, root, shelf)
    read = {*fronts[: EFFORT.sheets_asked], *_minutes(files)[: EFFORT.sheets_read]} - {path}
    read |= {*_papers(files, path)}
    return tuple(
        Neighbour(one.name, shelf.read(one) if one in read else b"") for one in files if one != path
    )


_Found = tuple[Sequence[PurePath], Sequence[PurePath]]


def _of_its_meeting(path: PurePath, root: PurePath, shelf: Shelf) -> _Found:
    """Return the files of a file's meeting, and the front sheets among them."""
    folder = _dated_folder(path, root)
    files = shelf.below(folder or path.parent)
    fronts = [one for one in files if _is_front_sheet(one)]
    if folder is None and (len(fronts) != 1 or len(files) > EFFORT.files_of_a_meeting):
        return _of_its_date(path, shelf.within(path.parent))
    return (files, fronts) if len(files) <= EFFORT.files_of_a_meeting else ((), ())


def _of_its_date(path: PurePath, by_date: Mapping[date | None, Sequence[PurePath]]) -> _Found:
    """Return the files of a file's date, where a front sheet is among them; else those that may list it."""
    day = _date_of(path)
    together = by_date.get(day, ()) if day else ()
    fronts = [one for one in together if _is_front_sheet(one)]
    if fronts:
        return together, fronts[: EFFORT.sheets_read]
    if _is_front_sheet(path) or _minutes([path]):
        return (), ()
    sheets = sorted(filter(_is_front_sheet, chain.from_iterable(by_date.values())))
    return (sheets, sheets) if len(sheets) <= EFFORT.sheets_asked else ((), ())


def _dated_folder(path: PurePath, root: PurePath) -> PurePath | None:
    """Return the nearest folder up to the root that has a date in its name, or a body's below it."""
    body: PurePath | None = None
    for folder in path.parents:
        if dates_in_name(folder.name):
            return body or folder
        if body_of_folder(folder.name):
            body = folder
        if folder == root or root not in folder.parents:
            break
    return None


def _date_of(path: PurePath) -> date | None:
    """Return the one date in a file's name."""
    days = set(dates_in_name(path.stem))
    return days.pop() if len(days) == 1 else None


def _is_front_sheet(path: PurePath) -> bool:
    plain = re.sub(r"[_+-]", " ", path.stem)
    return bool(_FRONT_SHEET.search(plain)) and not _NO_FRONT_SHEET.search(plain)


def is_of_the_meeting(name: str) -> bool:
    """Say whether a file is called as those are that tell of a whole meeting: its front sheet, its minutes."""
    path = PurePath(name)
    return _is_front_sheet(path) or bool(_minutes([path]))


def _papers(files: Iterable[PurePath], path: PurePath) -> list[PurePath]:
    """Return some other papers of a meeting, those that are no part of another one before the rest.

    They are far apart in order of name: those of one council stand together where a folder has several.
    """
    papers = [one for one in files if one != path and not is_of_the_meeting(one.name)]
    ranked = sorted(papers, key=lambda one: bool(_NO_FRONT_SHEET.search(one.stem)))
    n = min(len(ranked), EFFORT.papers_read)
    return [ranked[at * len(ranked) // n] for at in range(n)]


def _minutes(files: Iterable[PurePath]) -> list[PurePath]:
    return [one for one in files if _MINUTES.search(re.sub(r"[_+-]", " ", one.stem))]


def _by_date(files: Iterable[PurePath]) -> dict[date | None, list[PurePath]]:
    found: defaultdict[date | None, list[PurePath]] = defaultdict(list)
    for path in files:
        found[_date_of(path)].append(path)
    return dict(found)


def _below(folder: PurePath) -> tuple[Path, ...]:
    return _files(Path(folder), _changed(Path(folder)))


def _within(folder: PurePath) -> dict[date | None, list[PurePath]]:
    return _dated(Path(folder), _changed(Path(folder)))


def _read(path: PurePath) -> bytes:
    return _bytes(Path(path), _changed(Path(path)))


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=16)
def _files(folder: Path, changed: int) -> tuple[Path, ...]:
    """Return the files that can be read below a folder, at most one more than a meeting has."""
    found: list[Path] = []
    for path in folder.rglob("*"):
        if len(found) > EFFORT.files_of_a_meeting:
            break
        if _is_readable(path):
            found.append(path)
    return tuple(sorted(found))


@lru_cache(maxsize=4)
def _dated(folder: Path, changed: int) -> dict[date | None, list[PurePath]]:
    """Return the files that can be read in a folder itself by the date in their names."""
    try:
        names = sorted(folder.iterdir())[: EFFORT.files_listed]
    except OSError:
        return {}
    return _by_date(path for path in names if _is_readable(path))


def _is_readable(path: Path) -> bool:
    is_named = path.suffix.lower() in _READABLE and not path.name.startswith(".")
    return is_named and path.is_file()


@lru_cache(maxsize=2 * EFFORT.sheets_asked)
def _bytes(path: Path, changed: int) -> bytes:
    try:
        return path.read_bytes() if path.stat().st_size <= MOST_BYTES else b""
    except OSError:
        return b""
