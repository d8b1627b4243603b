"""How a new generation is written, put in the place of the one in use, and how old ones go.

A build writes a complete new generation beside the one in use, flushes it to disk, renames it and
only then replaces `CURRENT`. Nothing that fails or is killed can harm what is being served.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from corpus.errors import IndexNotWritten, IndexUnavailable
from indexer.generation import disk, layout
from indexer.generation.recorded import CURRENT, GENERATIONS, MANIFEST, Recorded, names
from indexer.generation.store import Generation, Manifest, current_name, digests, open_generation

_PARTIAL = ".partial"
# What was lost by mistake is missed within this time (decision of issue 13, 2026-11-29).
GOOD_AFTER = timedelta(days=1)


@contextmanager
def new_generation(index: Path) -> Iterator[Path]:
    """Yield the folder to write a new generation into; it is removed if the build fails."""
    generations = index / GENERATIONS
    generations.mkdir(parents=True, exist_ok=True)
    drop_unpublished(index)
    folder = generations / f"{max(map(int, names(index)), default=0) + 1:06d}{_PARTIAL}"
    folder.mkdir()
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def drop_unpublished(index: Path) -> None:
    """Remove what killed builds left: half generations, and whole ones that were never in use.

    Where `CURRENT` names none, all whole ones stay: nothing else knows what the index was built from.
    """
    for leftover in (index / GENERATIONS).glob(f"*{_PARTIAL}"):
        disk.remove(leftover)
    disk.remove(_pointer(index))
    there = names(index)
    try:
        in_use = current_name(index)
    except IndexUnavailable:
        return
    if in_use in there:
        for name in there[there.index(in_use) + 1 :]:
            disk.remove(index / GENERATIONS / name)


def publish(index: Path, partial: Path, manifest: Manifest) -> Generation:
    """Make a finished `.partial` folder the generation in use. Removes no other one: see `prune`.

    Raises OSError with nothing changed, or IndexNotWritten where the new one is in use but the disk did
    not confirm it.
    """
    files, new = _files(index, partial)
    built_at = datetime.now(UTC).isoformat(timespec="seconds")
    manifest = replace(manifest, files=files, built_at=built_at)
    (partial / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1, ensure_ascii=False))
    folders = [path for path in partial.rglob("*") if path.is_dir()]
    for path in [*new, partial / MANIFEST, *folders, partial]:
        disk.flush(path)
    folder = partial.with_suffix("")
    partial.rename(folder)
    _put_in_use(index, folder)
    return Generation(folder, manifest)


def _files(index: Path, partial: Path) -> tuple[dict[str, tuple[int, str]], list[Path]]:
    """Return the size and the sha256 of every file by its name, and the files that are new."""
    paths = [path for path in sorted(partial.rglob("*")) if path.is_file()]
    if strange := [path.name for path in paths if not layout.file_of(_named(path, partial))]:
        raise ValueError(f"not in the table of an index's files: {', '.join(strange)}")
    known = _known_files(index)
    new = [path for path in paths if _file_number(path) not in known]
    hashed = dict(zip(new, digests(new), strict=True))
    files = {
        _named(path, partial): (
            path.stat().st_size,
            hashed.get(path) or known[_file_number(path)],
        )
        for path in paths
    }
    return files, new


def _put_in_use(index: Path, folder: Path) -> None:
    """Point `CURRENT` at a generation; raise as `publish` does."""
    try:
        disk.flush(folder.parent)
        _pointer(index).write_text(f"{folder.name}\n")
        disk.flush(_pointer(index))
        _pointer(index).replace(index / CURRENT)
    except BaseException:
        # Never in use, so that nobody misses it; left, it would outlive what is withdrawn later.
        disk.remove(folder)
        disk.remove(_pointer(index))
        raise
    try:
        disk.flush(index)
    except OSError as error:
        raise IndexNotWritten(
            f"The new index in {index} is in use, but the disk did not confirm it: {error.strerror}. "
            "Run the command again, or it may be the earlier one after a power cut."
        ) from error


def _named(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _pointer(index: Path) -> Path:
    return index / f"{CURRENT}.new"


def last_good(
    index: Path, before: Recorded | None, now: datetime, *, has_lost: bool
) -> tuple[str, str] | None:
    """Return which generation a build keeps beside the one `before`, and since when, or None.

    That is the one in use before files were lost, until no more were lost for a day: what a mistake
    took away can be had back from there. `has_lost` says whether this build loses some.
    """
    if before is None:
        return None
    name, since = before.last_good or (before.folder.name, now)
    if before.last_good and (name not in names(index) or now - since >= GOOD_AFTER):
        name = before.folder.name
    elif before.last_good and not has_lost:
        return name, since.isoformat(timespec="seconds")
    return (name, now.isoformat(timespec="seconds")) if has_lost else None


def prune(
    index: Path, newest: Generation, withdrawn: Callable[[Path], bool] = lambda _: False
) -> list[str]:
    """Remove the generations that nobody needs; return the names of those that cannot be removed.

    Beside the newest the one before it stays, and the one that `last_good` named. One that is
    `withdrawn`, as it holds a text that nobody may read any more, never stays.
    """
    there = names(index)
    earlier = [name for name in there if name < newest.name]
    wanted = {*earlier[-1:], *(newest.manifest.last_good or ())[:1]}.intersection(earlier)
    stay = {name for name in wanted if not withdrawn(index / GENERATIONS / name)}
    left = []
    for name in there:
        if name in stay or name == newest.name or disk.remove(index / GENERATIONS / name):
            continue
        left.append(f"{GENERATIONS}/{name}")
    return left


def keep_only_current(index: Path) -> list[str]:
    """Remove every generation but the one in use, and all that builds left; name what stays anyway.

    For what has to go at once: call it with the builder's lock held, when the generation in use no
    longer holds the text. Raises IndexMissing or IndexDamaged.
    """
    in_use = current_name(index)
    drop_unpublished(index)
    others = [index / GENERATIONS / name for name in names(index) if name != in_use]
    return [f"{GENERATIONS}/{path.name}" for path in others if not disk.remove(path)]


def link(source: Path | str, target: Path | str) -> None:
    """Make `target` the same file, or a copy where the file system has no links.

    Files of a generation never change, so two of them may share one.
    """
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _known_files(index: Path) -> dict[tuple[int, int], str]:
    """Return the digests of the files of the generation in use: linked ones need no other."""
    try:
        generation = open_generation(index)
    except IndexUnavailable:
        return {}
    return {
        _file_number(generation.folder / name): digest
        for name, (_, digest) in generation.manifest.files.items()
    }


def _file_number(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino
