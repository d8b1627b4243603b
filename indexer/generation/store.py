"""The index directory: which generation is in use, its manifest, its arrays, its verification."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexDamaged, IndexMissing, IndexOutdated
from indexer.calibration import Calibration, calibration_in
from indexer.generation import layout
from indexer.generation.manifest_values import odd_value
from indexer.generation.recorded import CURRENT, GENERATIONS, MANIFEST, NAME

# Raise this when the meaning or the layout of any file changes.
FORMAT = 17
# numpy parses an array's header with `ast`, which Python 3.11 does not keep apart between threads
# (SystemError: AST constructor recursion depth mismatch).
_reading_header = threading.Lock()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation is: written last, read first.

    `last_good` is the generation that is kept as files were lost since, and when that was.
    """

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
    last_good: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Generation:
    """One complete, immutable index on disk."""

    folder: Path
    manifest: Manifest

    @property
    def name(self) -> str:
        """Return its name, six digits: a later one has a higher number."""
        return self.folder.name

    @property
    def index(self) -> Path:
        """Return the folder of the index that it is of."""
        return self.folder.parents[1]

    @property
    def calibration(self) -> Calibration:
        """Return what its manifest says of its model's weights and thresholds. Raises IndexDamaged."""
        try:
            return calibration_in(self.manifest.settings, self.manifest.model)
        except (ValueError, AttributeError) as error:
            raise self.damaged(f"{MANIFEST}: {error}") from error

    def file(self, name: str) -> Path:
        """Return where one of its files or folders is, by its name in `layout`."""
        return self.folder / name

    def array(self, name: str) -> NDArray[Any]:
        """Return one of its arrays, memory-mapped.

        Raises IndexDamaged if it cannot be read, or is not of the type and the shape that it should be.
        """
        try:
            array = map_array(self.folder / name)
        except (OSError, ValueError) as error:
            raise self.damaged(f"{name} cannot be read: {error}") from error
        if problem := self.problem_of(name, array):
            raise self.damaged(problem)
        return array

    def damaged(self, what: str) -> IndexDamaged:
        """Return the error that says what is wrong with it, and which command mends it."""
        return _damaged(self.index, what)

    def problem_of(self, name: str, array: NDArray[Any]) -> str | None:
        """Return in words what is wrong with the type or the shape of one of its arrays, or None."""
        counts = self.manifest
        return layout.problem_of(
            name,
            array,
            n_passages=counts.n_passages,
            n_windows=counts.n_windows,
            n_dim=counts.dimensions,
        )


def map_array(path: Path) -> NDArray[Any]:
    """Return an array file, memory-mapped; for any thread. Raises OSError or ValueError."""
    with _reading_header:
        mapped: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False)
    return mapped


def current_name(index: Path) -> str:
    """Return the name of the generation in use. Raises IndexMissing or IndexDamaged."""
    try:
        name = (index / CURRENT).read_text().strip()
    except UnicodeDecodeError as error:
        raise _damaged(index, f"its {CURRENT} cannot be read") from error
    except OSError as error:
        raise IndexMissing(
            f"There is no index in {index}. Build one: council-search index SOURCE... --index {index}"
        ) from error
    if not NAME.fullmatch(name):
        raise _damaged(index, f"its {CURRENT} names no generation")
    return name


def open_generation(index: Path) -> Generation:
    """Return the generation in use, its format, sizes and counts checked. Never deletes anything.

    Raises IndexMissing, IndexOutdated or IndexDamaged; each message names the command that helps.
    """
    folder = index / GENERATIONS / current_name(index)
    try:
        record = json.loads((folder / MANIFEST).read_text())
    except (OSError, ValueError, RecursionError) as error:
        raise _damaged(index, f"its {MANIFEST} cannot be read") from error
    if not isinstance(record, dict):
        raise _damaged(index, f"its {MANIFEST} is incomplete")
    if record.get("format") != FORMAT:
        raise IndexOutdated(
            f"The index in {index} has format {record.get('format')}, this program reads format "
            f"{FORMAT}. Build it again: council-search index SOURCE... --index {index}"
        )
    if (odd := odd_value(record)) is not None:
        raise _damaged(index, f"{odd!r} of its {MANIFEST} is no value of an index")
    try:
        good = record.get("last_good")
        kept = (good[0], good[1]) if good else None
        manifest = Manifest(**{**record, "roots": tuple(record["roots"]), "last_good": kept})
    except (TypeError, KeyError, IndexError) as error:
        raise _damaged(index, f"its {MANIFEST} is incomplete") from error
    _check_files(index, folder, manifest)
    return Generation(folder, manifest)


def _check_files(index: Path, folder: Path, manifest: Manifest) -> None:
    """Raise IndexDamaged unless every file that the manifest names is there, as long as it says."""
    try:
        sizes = {str(name): int(size) for name, (size, _) in manifest.files.items()}
    except (TypeError, ValueError, AttributeError) as error:
        raise _damaged(index, f"its {MANIFEST} is incomplete") from error
    for name, size in sizes.items():
        path = folder / name
        if Path(name).is_absolute() or ".." in Path(name).parts:
            raise _damaged(index, f"its {MANIFEST} names a file outside of it")
        if not path.is_file() or path.stat().st_size != size:
            raise _damaged(index, f"{name} is missing or not {size} bytes long")


def _array_problem(generation: Generation, name: str) -> str | None:
    """Return in words why a file that should be an array is none, or not the one it should be."""
    if not name.endswith(".npy"):
        return None
    try:
        array = map_array(generation.folder / name)
        return generation.problem_of(name, array) or layout.problem_of_values(name, array)
    except (OSError, ValueError) as error:
        return f"{name} cannot be read: {str(error).partition(chr(10))[0]}"


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
        raise generation.damaged(f"{name} cannot be read: {error}") from error


def verify(generation: Generation) -> list[str]:
    """Return what is wrong with a generation: changed files, and rows that are not aligned."""
    files = generation.manifest.files
    found = digests([generation.folder / name for name in files])
    problems = [
        f"{name} is not what was written"
        for (name, (_, digest)), now in zip(files.items(), found, strict=True)
        if now != digest
    ]
    if problems:
        return problems
    problems = [f"{name} is no file of an index" for name in files if not layout.file_of(name)]
    problems += filter(None, (_array_problem(generation, name) for name in files))
    return problems or _row_problems(generation)


def _row_problems(generation: Generation) -> list[str]:
    """Return what is wrong with the windows' rows: each passage has at least one."""
    rows = generation.array(layout.WINDOWS)[:, 0]
    if list(np.unique(rows)) == list(range(generation.manifest.n_passages)):
        return []
    return [f"{layout.WINDOWS} does not cover every passage"]


def digests(paths: Sequence[Path]) -> list[str]:
    """Return the SHA-256 of files; several at once, as hashing lets other threads run."""
    # With what it imports a hundredth of a second, which no query needs.
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor() as pool:
        return list(pool.map(_sha256, paths))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
