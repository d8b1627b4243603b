"""A table of readers that fail in every way a bad file makes a reader fail; the worker loads it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from types import SimpleNamespace

from corpus.errors import RecordError
from corpus.records import AgendaItem, Meeting, Source


def pick(source: Source) -> SimpleNamespace:
    if source.data == b"nobody's":
        raise RecordError("no reader knows what this is")
    return SimpleNamespace(name="bad")


def read(source: Source) -> Iterator[Meeting | RecordError]:
    yield Meeting((AgendaItem("first"),), source.name)
    yield RecordError("the second record is wrong")
    what = source.data.decode()
    if what == "hang":
        time.sleep(1000)
    elif what == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif what == "exit":
        os._exit(7)
    elif what == "memory":
        yield Meeting((AgendaItem("x" * 4 * 2**30),), source.name)
    elif what == "recursion":
        read_again(source)
    elif what == "bug":
        raise KeyError("the reader's own fault")
    for n in range(3000 if what == "many" else 0):
        yield Meeting((AgendaItem(str(n)),), source.name)


def read_again(source: Source) -> None:
    read_again(source)
