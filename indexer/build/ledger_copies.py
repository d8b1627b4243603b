"""The copies of a ledger: beside the records, so that it goes where they go, and in the user's folder for state.

`.council-search/retractions` in a folder that was given to `index` holds what `retractions` in the index holds. No
reader looks into a folder whose name begins with a dot. The user's folder for state has the folders of the records,
too (`NAME.roots`), for records that nobody may write beside.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from indexer.build import named
from indexer.build.ledger_file import BESIDE, FOLDER, books_of, united, unreadable
from indexer.generation import disk


def copies_of(roots: Sequence[Path]) -> list[Path]:
    """Return the ledgers that were noted for the records below some folders, or for folders above or below these.

    Raises UsageError where there are some that cannot be listed.
    """
    return [*_in_state(roots), *(path for folder in _beside(roots) for path in _listed(folder))]


def lacks(mine: Path, copy: Path) -> bool:
    """Say whether a ledger lacks something that its copy has. Raises UsageError for a copy that cannot be read."""
    books_of([copy])
    try:
        whole = mine.exists() and mine.read_text("utf-8") == united(mine, copy)
    except (OSError, ValueError) as error:
        raise unreadable(mine, error) from error
    return not (whole and mine.with_suffix(".key").exists())


def put(ledger: Path, target: Path) -> None:
    """Write what a ledger has, and its key, to where another copy of it is, if that lacks it. Raises OSError, ValueError."""
    text = united(target, ledger)
    key = target.with_suffix(".key")
    if not key.exists():
        disk.put_private(key, ledger.with_suffix(".key").read_text("ascii"))
    if not target.exists() or target.read_text("utf-8") != text:
        disk.put_private(target, text)


def mirror(ledgers: Sequence[Path], roots: Sequence[Path], beside: Collection[Path]) -> list[Path]:
    """Copy ledgers `beside` the records in some folders and to the user's folder for state.

    Returns which of the `roots` have none of their own, or not all that is noted, and the folder for state if that failed.
    """
    failed = [
        root
        for root in roots
        if root.is_dir() and not _put_all(ledgers, _place(root), may_write=root in beside)
    ]
    try:
        folder = named.state_folder() / FOLDER
    except RuntimeError:
        return [*failed, Path("~/.local/state")] if ledgers else failed
    if not (_put_all(ledgers, folder, may_write=True) and _note_roots(ledgers, folder, roots)):
        failed.append(folder)
    return failed


def _put_all(ledgers: Sequence[Path], folder: Path, *, may_write: bool) -> bool:
    """Say whether some ledgers are in a folder with all that they have; put there what is not, if that is allowed."""
    try:
        for path in ledgers:
            if may_write:
                put(path, folder / path.name)
            elif united(folder / path.name, path) != (folder / path.name).read_text("utf-8"):
                return False
    except (OSError, ValueError):
        return False
    return True


def _note_roots(ledgers: Sequence[Path], folder: Path, roots: Sequence[Path]) -> bool:
    try:
        for path in ledgers:
            known = _roots_of(folder / f"{path.stem}.roots")
            found = list(dict.fromkeys([*known, *(str(root) for root in roots)]))
            if found != known:
                disk.put_private(folder / f"{path.stem}.roots", json.dumps(found))
    except OSError:
        return False
    return True


def _place(root: Path) -> Path:
    return root / BESIDE / FOLDER


def _in_state(roots: Sequence[Path]) -> Iterator[Path]:
    try:
        copies = sorted((named.state_folder() / FOLDER).glob("*.jsonl"))
    except (OSError, RuntimeError):
        return
    for copy in copies:
        theirs = [Path(root) for root in _roots_of(copy.with_suffix(".roots"))]
        if any(_overlap(root, other) for root in roots for other in theirs):
            yield copy


def _beside(roots: Sequence[Path]) -> Iterator[Path]:
    """Yield where ledgers would be in some folders and those above them, and where some may be in those below."""
    above = {parent for root in roots for parent in root.parents if not _is_anybodys(parent)}
    below = {folder for root in roots for folder in _below(root)}
    for folder in sorted(above | below):
        yield _place(folder)


def _below(root: Path) -> Iterator[Path]:
    for folder, folders, _ in os.walk(root):
        if BESIDE in folders:
            yield Path(folder)
        folders[:] = [name for name in folders if not name.startswith(".")]


def _is_anybodys(folder: Path) -> bool:
    """Say whether everybody may write to a folder, as to /tmp: what stands there need not be of these records."""
    try:
        return bool(folder.stat().st_mode & stat.S_IWOTH)
    except OSError:
        return False


def _listed(folder: Path) -> list[Path]:
    try:
        found = sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise unreadable(folder / "NAME.jsonl", error) from error
    return [path for path in found if path.suffix == ".jsonl"]


def _overlap(one: Path, other: Path) -> bool:
    return one == other or one in other.parents or other in one.parents


def _roots_of(path: Path) -> list[str]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return [root for root in found if isinstance(root, str)] if isinstance(found, list) else []
