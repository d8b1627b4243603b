"""A table of readers that fail in every way a bad file makes a reader fail; the worker loads it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace

from corpus.errors import RecordError
from corpus.records import AgendaItem, Meeting, Source
from indexer.passages.of_meeting import passages
from indexer.passages.passage import Passage


def pick(source: Source) -> SimpleNamespace:
    if source.data == b"nobody's":
        raise RecordError("no reader knows what this is")
    return SimpleNamespace(name="bad")


def read(source: Source) -> Iterator[Meeting | RecordError]:
    yield Meeting((AgendaItem("first"),), source.name)
    yield RecordError("the second record is wrong")
    what = source.data.decode()
    if what == "memory":
        yield Meeting((AgendaItem("x" * 4 * 2**30),), source.name)
    DOES.get(what, lambda: None)()
    for n in range(3000 if what in ("many", "long") else 0):
        if what == "long":
            for_a_moment()
        yield Meeting((AgendaItem(str(n)),), source.name)


def read_passages(source: Source) -> Iterator[list[Passage] | RecordError]:
    for record in read(source):
        yield record if isinstance(record, RecordError) else list(passages(record))


def for_a_moment() -> None:
    until = time.process_time() + 0.0015
    while time.process_time() < until:
        pass


def for_ever() -> None:
    while True:
        pass


def for_a_while() -> None:
    """Take longer than the second by which a limit of the processor, in whole seconds, may be above its own."""
    before = time.process_time()
    while time.process_time() - before < 1.3:
        pass


def no_page(source: Source) -> int:
    return 0


def twenty_pages(source: Source) -> int:
    return 20


def again() -> None:
    again()


def bug() -> None:
    raise KeyError("the reader's own fault")


DOES: dict[str, Callable[[], object]] = {
    "hang": for_ever,
    "wait": lambda: time.sleep(1000),
    "idle": lambda: time.sleep(4),
    "busy": for_a_while,
    "crash": lambda: os.kill(os.getpid(), signal.SIGSEGV),
    "exit": lambda: os._exit(7),
    "recursion": again,
    "bug": bug,
}
