"""Files are read in a process of their own, so that no file stops, hangs or fills the import.

Layouts such as PDF are read by C code that a bad file can crash; any format can be built to take for
ever. One process reads many files, one after the other. A file that takes too much processor time or
memory costs that process its life and is reported; the next file gets a new one.
"""

from __future__ import annotations

import resource
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from math import ceil
from multiprocessing.connection import Connection
from typing import Any, NamedTuple, Protocol

from corpus import readers
from corpus.errors import CouncilSearchError, RecordError, unquoted
from corpus.fork_server import Forked, fork
from corpus.records import Source
from corpus.tuning import EFFORT


class Named(Protocol):
    """A reader, of which the worker only says the name."""

    @property
    def name(self) -> str:
        """Return the name of its format."""


def no_pages(source: Source) -> int:
    """Return that a source has no pages which can be counted."""
    return 0


class Table(NamedTuple):
    """What picks the reader of a source, what reads it, and how many pages that are: functions of modules.

    Each thing that `read` gives is sent as it is; lists are sent whole.
    """

    pick: Callable[[Source], Named]
    read: Callable[[Source], Iterator[Any]]
    n_pages: Callable[[Source], int] = no_pages


READERS = Table(readers.pick, readers.read, readers.n_pages)


class Worker:
    """Reads sources in another process; a context manager, which ends that process.

    `time_limit_s` are the seconds of processor time that a file may take, apart from
    `EFFORT.time_limit_s_per_mb`, `EFFORT.time_limit_s_per_page` and what it may take more for what it has given, and a tenth of what it may take by the clock;
    `EFFORT.memory_limit` are bytes of address space.
    """

    def __init__(
        self, table: Table = READERS, *, time_limit_s: float = EFFORT.time_limit_s
    ) -> None:
        """Start nothing yet: the process starts with the first source."""
        self._table, self._time_limit_s = table, time_limit_s
        self._process: Forked | None = None
        self._pipe: Connection | None = None
        self._is_killed = False

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *error: object) -> None:
        self._stop()

    def kill(self) -> None:
        """End the process, from another thread too, for good: whoever waits for it gets a RecordError."""
        self._is_killed = True
        if self._process:
            self._process.kill()

    def read(self, source: Source) -> tuple[str, Iterator[Any]]:
        """Return the reader's name and what it gives of a source, what cannot be read as its error.

        Raises RecordError, at once or from the iterator, when the whole source cannot be read.
        """
        limit = self._time_limit_s + EFFORT.time_limit_s_per_mb * len(source.data) / 2**20
        answers = self._answers(source, limit)
        return next(answers), answers

    def _answers(self, source: Source, limit_s: float) -> Iterator[Any]:
        ended, left_s = False, EFFORT.waiting * limit_s
        try:
            pipe = self._started()
            pipe.send((source, limit_s))
            while True:
                before = time.monotonic()
                if not pipe.poll(max(left_s, 0)):
                    raise RecordError(
                        f"reading it took longer than {EFFORT.waiting * limit_s:.0f} s"
                    )
                kind, value = pipe.recv()
                left_s -= time.monotonic() - before
                if kind == "more time":
                    limit_s, left_s = limit_s + value, left_s + EFFORT.waiting * value
                    continue
                if kind == "failed":
                    ended = True
                    raise RecordError(value)
                if kind == "done":
                    ended = True
                    return
                yield from value
        except (EOFError, OSError) as error:
            raise RecordError(self._why_it_ended(limit_s)) from error
        finally:
            if not ended:
                self._stop()

    def _why_it_ended(self, limit_s: float) -> str:
        code = self._process.wait() if self._process else 0
        if code == -signal.SIGXCPU:
            return f"reading it took longer than {limit_s:.0f} s of processor time"
        why = f"signal {-code}" if code < 0 else f"exit status {code}"
        return f"the file crashed its reader ({why})"

    def _started(self) -> Connection:
        if self._pipe is None:
            self._process, self._pipe = fork(main, self._table)
            if self._is_killed:  # While it was being started.
                self._process.kill()
        return self._pipe

    def _stop(self) -> None:
        if self._pipe:
            self._pipe.close()
        if self._process:
            self._process.kill()
            self._process.wait()
        self._pipe = self._process = None


def _answer(pipe: Connection, table: Table, source: Source, limit_s: float) -> None:
    """Read one source and send what it gives: the reader's name, batches of records, the end."""
    name = "chosen"
    try:
        name = table.pick(source).name
        pipe.send(("reader", [name]))
        if n_pages := table.n_pages(source):
            _grant(pipe, limit_s, EFFORT.time_limit_s_per_page * n_pages)
        batch: list[Any] = []
        for record in table.read(source):
            batch.append(record)
            if len(batch) == EFFORT.batch:
                pipe.send(("records", batch))
                batch = []
                _grant(pipe, limit_s, EFFORT.time_limit_s_per_answer * EFFORT.batch)
        pipe.send(("records", batch))
    except CouncilSearchError as error:
        pipe.send(("failed", str(error)))
    except MemoryError:
        pipe.send(("failed", f"the {name} reader ran out of memory"))
    except Exception as error:  # whatever a bad file does to its reader, it is reported
        pipe.send(("failed", f"the {name} reader failed: {unquoted(error)}"))
    else:
        pipe.send(("done", None))


def _grant(pipe: Connection, limit_s: float, more_s: float) -> None:
    """Let this source take so many seconds more than its limit from now on, and say so."""
    _limit_time(limit_s + more_s)
    pipe.send(("more time", more_s))


def _limit_time(seconds: float) -> None:
    """Let this process take so many seconds of processor time more; then it is ended by a signal."""
    used = time.process_time()
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = ceil(used + seconds)
    resource.setrlimit(
        resource.RLIMIT_CPU,
        (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most),
    )


def main(pipe: Connection, table: Table) -> None:
    """Answer the sources that come through a pipe until it is closed."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (EFFORT.memory_limit, EFFORT.memory_limit))
    # A build that was killed closes the pipe at any moment.
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            source, limit_s = pipe.recv()
            _limit_time(limit_s)
            _answer(pipe, table, source, limit_s)
