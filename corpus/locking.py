"""A lock on a folder that one process may write to; it goes with the process, however that ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import CouncilSearchError


@contextmanager
def locked(
    path: Path,
    busy: Callable[[], CouncilSearchError],
    refused: Callable[[OSError], CouncilSearchError],
    wait_s: float = 0,
) -> Iterator[None]:
    """Hold a lock file, whose folder is made; wait so many seconds for who holds it.

    Raises what `busy` returns where another process still holds it, and what `refused` returns where nothing can be written.
    """
    lock = FileLock(path, timeout=wait_s)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise busy() from error
    except OSError as error:
        raise refused(error) from error
    try:
        yield
    finally:
        lock.release()
