"""Writing to a disk that may refuse: what is full, read-only or over its quota is one sentence.

Nothing here writes through a memory map: a disk that is full would end the process with a bus error
instead of an error that can be told.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from corpus.errors import IndexNotWritten, UsageError

_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NO_SPACE_SQLITE = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE})
_BLOCK_ROWS = 16_384


@contextmanager
def writing(index: Path) -> Iterator[None]:
    """Turn whatever the disk refuses into IndexNotWritten, which says what to do.

    What the error itself says is elsewhere, a model's file say, is named instead: UsageError.
    """
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        if elsewhere := _elsewhere(error, index):
            raise UsageError(
                f"{elsewhere} cannot be used: {_why(error)}. The index in {index} stays as it is."
            ) from error
        raise IndexNotWritten(
            f"The index in {index} could not be written: {_why(error)}. What is served stays as it "
            f"is. {_what_to_do(error)}"
        ) from error


def _elsewhere(error: Exception, index: Path) -> str | None:
    """Return the file that an error names, if that is not one of the index or of the system's own folder."""
    name = getattr(error, "filename", None)
    if not isinstance(name, str) or not Path(name).is_absolute():
        return None
    homes = [index.resolve(), Path(tempfile.gettempdir()).resolve()]
    path = Path(os.path.normpath(name))
    is_ours = any(path.is_relative_to(home) for home in homes) or path.is_relative_to(index)
    return None if is_ours else name


def _why(error: OSError | sqlite3.OperationalError) -> str:
    if isinstance(error, shutil.Error):
        # It holds one reason a file.
        error = OSError(str(error.args[0][0][-1])) if error.args and error.args[0] else error
    said = error.strerror if isinstance(error, OSError) else None
    return (said or str(error).partition("\n")[0] or type(error).__name__).rstrip(".")


def _what_to_do(error: Exception) -> str:
    number = getattr(error, "errno", None)
    if number in _NO_SPACE or getattr(error, "sqlite_errorcode", None) in _NO_SPACE_SQLITE:
        return "Free some space or raise the limit, and run the command again: what was encoded is kept."
    return "Mend that and run the command again: what was encoded is kept."


def cause_on_disk(error: BaseException) -> OSError | None:
    """Return the error of the disk behind a library's own error, or None."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError):
            return seen
        seen = seen.__cause__ or seen.__context__
    return None


def write_array(path: Path, array: NDArray[Any]) -> None:
    """Write an array as `numpy.save` does, byte for byte. Raises OSError with its reason."""
    array = np.ascontiguousarray(array)
    write_rows(path, array.dtype, array.shape, (array,))


def write_rows(
    path: Path, kind: DTypeLike, shape: Sequence[int], parts: Iterable[NDArray[Any]]
) -> None:
    """Write an array of a shape from its rows, some at a time, as `numpy.save` would write it whole."""
    described = np.lib.format.dtype_to_descr(np.dtype(kind))
    header = {"descr": described, "fortran_order": False, "shape": tuple(shape)}
    n_bytes = np.dtype(kind).itemsize * int(np.prod(shape, dtype=np.int64))
    with path.open("wb") as file:
        np.lib.format.write_array_header_1_0(file, header)
        for part in parts:
            for first in range(0, len(part), _BLOCK_ROWS):
                block = np.ascontiguousarray(part[first : first + _BLOCK_ROWS], kind)
                n_bytes -= file.write(block.tobytes())
    if n_bytes:
        raise ValueError(f"{path.name}: {n_bytes} bytes are missing")


def put_private(path: Path, text: str) -> None:
    """Write a file that is there whole or not at all, for its owner alone. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.new")
    remove(partial)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    flush(path.parent)


def flush(path: Path) -> None:
    """Have a file or a folder written to the disk itself. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove(path: Path) -> bool:
    """Remove a file or a folder with all that is in it; say whether it is gone."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        try:
            path.unlink(missing_ok=True)
        except OSError:
            return False
    return not os.path.lexists(path)
