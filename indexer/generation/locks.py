"""One builder of an index at a time."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from corpus.errors import IndexLocked, UsageError
from corpus.locking import locked
from indexer.generation import disk

# What is locked, and beside it who holds it: the lock goes with its process, however that ends.
_LOCK, _HOLDER = "lock", "lock.holder"


@contextmanager
def builder_lock(index: Path, wait_s: float = 0) -> Iterator[None]:
    """Hold the index's lock: one builder at a time. Raises IndexLocked, which says who holds it.

    It waits so many seconds for another one to end.

    The lock goes with the process, however it ends. Raises UsageError where nothing can be written.
    """
    with locked(
        index / _LOCK,
        lambda: IndexLocked(
            f"The index in {index} is being built by {_holder(index)}. Wait until it has ended."
        ),
        lambda error: UsageError(f"The index cannot be in {index}: {error.strerror}"),
        wait_s,
    ):
        try:
            _note_holder(index)
            yield
        finally:
            disk.remove(index / _HOLDER)


def _note_holder(index: Path) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        (index / _HOLDER).write_text(f"process {os.getpid()} on {socket.gethostname()} since {now}")
    except OSError:
        # A full disk: who builds is then not told; the build itself will say why it cannot.
        return


def _holder(index: Path) -> str:
    try:
        return (index / _HOLDER).read_text("utf-8", "replace").strip() or "another process"
    except OSError:
        return "another process"
