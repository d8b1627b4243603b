"""The index directory: layout, manifest, lock, atomic swap, verification.

A build writes a complete new generation beside the one in use, flushes it to disk, renames it and
only then replaces `CURRENT`. Nothing that fails or is killed can harm what is being served.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import socket
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import (
    IndexDamaged,
    IndexLocked,
    IndexMissing,
    IndexOutdated,
    IndexUnavailable,
    UsageError,
)

# Raise this when the meaning or the layout of any file changes.
FORMAT = 13
KEPT_GENERATIONS = 2
_CURRENT, _LOCK, _GENERATIONS, _MANIFEST = "CURRENT", "lock", "generations", "manifest.json"
# numpy parses an array's header with `ast`, which Python 3.11 does not keep apart between threads
# (SystemError: AST constructor recursion depth mismatch).
_reading_header = threading.Lock()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation is: written last, read first."""

    model: str
    model_sha256: str
    dimensions: int
    n_passages: int
    n_windows: int
    n_sources: int
    roots: tuple[str, ...]
    settings: dict[str, Any] = field(default_factory=dict)
    failures: tuple[tuple[str, str], ...] = ()
    built_at: str = ""
    format: int = FORMAT
    files: dict[str, tuple[int, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Generation:
    """One complete, immutable index on disk."""

    folder: Path
    manifest: Manifest

    def array(self, name: str) -> NDArray[Any]:
        """Return one of its arrays, memory-mapped. Raises IndexDamaged if it cannot be read."""
        try:
            return map_array(self.folder / name)
        except (OSError, ValueError) as error:
            raise _damaged(self.folder.parents[1], f"{name} cannot be read: {error}") from error


def map_array(path: Path) -> NDArray[Any]:
    """Return an array file, memory-mapped; for any thread. Raises OSError or ValueError."""
    with _reading_header:
        mapped: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False)
    return mapped


def current_name(index: Path) -> str:
    """Return the name of the generation in use. Raises IndexMissing or IndexDamaged."""
    try:
        return (index / _CURRENT).read_text().strip()
    except UnicodeDecodeError as error:
        raise _damaged(index, f"its {_CURRENT} cannot be read") from error
    except OSError as error:
        raise IndexMissing(
            f"There is no index in {index}. Build one: council-search index SOURCE... --index {index}"
        ) from error


def open_generation(index: Path) -> Generation:
    """Return the generation in use, its format, sizes and counts checked. Never deletes anything.

    Raises IndexMissing, IndexOutdated or IndexDamaged; each message names the command that helps.
    """
    folder = index / _GENERATIONS / current_name(index)
    try:
        record = json.loads((folder / _MANIFEST).read_text())
    except (OSError, ValueError) as error:
        raise _damaged(index, f"its {_MANIFEST} cannot be read") from error
    if not isinstance(record, dict):
        raise _damaged(index, f"its {_MANIFEST} is incomplete")
    if record.get("format") != FORMAT:
        raise IndexOutdated(
            f"The index in {index} has format {record.get('format')}, this program reads format "
            f"{FORMAT}. Build it again: council-search index SOURCE... --index {index}"
        )
    try:
        manifest = Manifest(**{**record, "roots": tuple(record["roots"])})
    except (TypeError, KeyError) as error:
        raise _damaged(index, f"its {_MANIFEST} is incomplete") from error
    for name, (size, _) in manifest.files.items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != size:
            raise _damaged(index, f"{name} is missing or not {size} bytes long")
    return Generation(folder, manifest)


def recorded(index: Path) -> dict[str, Any]:
    """Return what the manifest of the generation in use says, whatever its format; {} without one."""
    try:
        found = json.loads((index / _GENERATIONS / current_name(index) / _MANIFEST).read_text())
    except (IndexUnavailable, OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _damaged(index: Path, what: str) -> IndexDamaged:
    return IndexDamaged(
        f"The index in {index} is damaged: {what}. Build it again: "
        f"council-search index SOURCE... --index {index}"
    )


@contextmanager
def reading(generation: Generation, name: str, *errors: type[Exception]) -> Iterator[None]:
    """Turn the errors that reading one of a generation's files may raise into IndexDamaged."""
    try:
        yield
    except errors as error:
        index = generation.folder.parent.parent
        raise _damaged(index, f"{name} cannot be read: {error}") from error


@contextmanager
def builder_lock(index: Path) -> Iterator[None]:
    """Hold the index's lock: one builder at a time. Raises IndexLocked, which says who holds it.

    The lock goes with the process, however it ends. Raises UsageError where nothing can be written.
    """
    try:
        index.mkdir(parents=True, exist_ok=True)
        lock = (index / _LOCK).open("a+")
    except OSError as error:
        raise UsageError(f"The index cannot be in {index}: {error.strerror}") from error
    with lock as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.seek(0)
            holder = file.read().strip() or "another process"
            raise IndexLocked(
                f"The index in {index} is being built by {holder}. Wait until it has ended."
            ) from error
        file.truncate(0)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        file.write(f"process {os.getpid()} on {socket.gethostname()} since {now}")
        file.flush()
        yield
        file.truncate(0)


@contextmanager
def new_generation(index: Path) -> Iterator[Path]:
    """Yield the folder to write a new generation into; it is removed if the build fails."""
    generations = index / _GENERATIONS
    generations.mkdir(parents=True, exist_ok=True)
    for leftover in generations.glob("*.partial"):
        shutil.rmtree(leftover)
    numbers = [int(path.name) for path in generations.iterdir() if path.name.isdigit()]
    folder = generations / f"{max(numbers, default=0) + 1:06d}.partial"
    folder.mkdir()
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def publish(
    index: Path, partial: Path, manifest: Manifest, *, keep: int = KEPT_GENERATIONS
) -> Generation:
    """Make a finished `.partial` folder the generation in use; keep the last `keep` with it."""
    paths = [path for path in sorted(partial.rglob("*")) if path.is_file()]
    known = _known_files(index)
    new = [path for path in paths if _file_number(path) not in known]
    digests = dict(zip(new, _digests(new), strict=True))
    files = {
        path.relative_to(partial).as_posix(): (
            path.stat().st_size,
            digests.get(path) or known[_file_number(path)],
        )
        for path in paths
    }
    built_at = datetime.now(UTC).isoformat(timespec="seconds")
    manifest = replace(manifest, files=files, built_at=built_at)
    (partial / _MANIFEST).write_text(json.dumps(asdict(manifest), indent=1, ensure_ascii=False))
    folders = [path for path in partial.rglob("*") if path.is_dir()]
    for path in [*new, partial / _MANIFEST, *folders, partial]:
        _flush(path)
    folder = partial.with_suffix("")
    partial.rename(folder)
    _flush(folder.parent)
    pointer = index / f"{_CURRENT}.new"
    pointer.write_text(f"{folder.name}\n")
    _flush(pointer)
    pointer.replace(index / _CURRENT)
    _flush(index)
    finished = sorted(path for path in folder.parent.iterdir() if path.name.isdigit())
    for old in finished[:-keep]:
        shutil.rmtree(old, ignore_errors=True)
    return Generation(folder, manifest)


def link(source: Path | str, target: Path | str) -> None:
    """Make `target` the same file, or a copy where the file system has no links.

    Files of a generation never change, so two of them may share one.
    """
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def verify(generation: Generation) -> list[str]:
    """Return what is wrong with a generation: changed files, and rows that are not aligned."""
    files = generation.manifest.files
    found = _digests([generation.folder / name for name in files])
    problems = [
        f"{name} is not what was written"
        for (name, (_, digest)), now in zip(files.items(), found, strict=True)
        if now != digest
    ]
    if problems:
        return problems
    manifest = generation.manifest
    embeddings, windows = generation.array("embeddings.npy"), generation.array("windows.npy")
    if embeddings.shape != (manifest.n_windows, manifest.dimensions):
        problems.append(f"embeddings.npy has shape {embeddings.shape}")
    if windows.shape != (manifest.n_windows, 3):
        problems.append(f"windows.npy has shape {windows.shape}")
    elif list(np.unique(windows[:, 0])) != list(range(manifest.n_passages)):
        problems.append("windows.npy does not cover every passage")
    return problems


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


def _digests(paths: Sequence[Path]) -> list[str]:
    """Return the SHA-256 of files; several at once, as hashing lets other threads run."""
    with ThreadPoolExecutor() as pool:
        return list(pool.map(_sha256, paths))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
