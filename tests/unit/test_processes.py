"""Reading in several processes: in order, the same as in one, and no file costs another its place."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from corpus.errors import RecordError
from corpus.records import Meeting, Source
from corpus.worker import Table, Worker
from indexer.build.processes import in_order
from tests.unit import bad_readers

BAD = Table(bad_readers.pick, bad_readers.read)


def _work(item: bytes, worker: Worker) -> str:
    """Return what becomes of a source: its last title, or why it cannot be read."""
    try:
        records = list(worker.read(Source("s", item))[1])
    except RecordError as error:
        return str(error).partition(" (")[0]
    return next(one.items[0].title for one in reversed(records) if isinstance(one, Meeting))


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_the_order_of_the_items_whatever_happens_to_one(jobs: int) -> None:
    items = [b"busy", b"", b"crash", b"many", b"", b"exit", b"bug", b""]
    found = list(in_order(items, _work, BAD, jobs))
    assert found[:4] == ["first", "first", "the file crashed its reader", "2999"]
    assert found[4:6] == ["first", "the file crashed its reader"]
    assert found[6].startswith("the bad reader failed")
    assert found[7] == "first"


def test_processes_end_when_nobody_asks_for_more() -> None:
    def items() -> Iterator[bytes]:
        yield b""
        yield from [b"wait"] * 8

    started = time.monotonic()
    with closing(in_order(items(), _work, BAD, 2)) as found:
        assert next(found) == "first"
    assert time.monotonic() - started < 60


def test_what_work_raises_is_raised_in_its_turn() -> None:
    def work(item: bytes, worker: Worker) -> str:
        if item == b"bug":
            raise ValueError("our own fault")
        return item.decode()

    found = in_order([b"a", b"b", b"bug", b"c"], work, BAD, 2)
    assert [next(found), next(found)] == ["a", "b"]
    with pytest.raises(ValueError, match="our own fault"):
        next(found)
