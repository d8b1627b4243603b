from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from corpus import worker as worker_module
from corpus.errors import RecordError
from corpus.records import Meeting, Source
from corpus.tuning import EFFORT
from corpus.worker import Table, Worker
from tests.unit import bad_readers

BAD = Table(bad_readers.pick, bad_readers.read)


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    # Two seconds of processor time take a busy machine long.
    with pytest.MonkeyPatch.context() as patch, Worker(BAD, time_limit_s=2) as worker:
        patch.setattr(worker_module, "EFFORT", replace(EFFORT, waiting=100.0))
        yield worker


def _read(worker: Worker, what: str) -> list[Meeting | RecordError]:
    name, records = worker.read(Source("a.txt", what.encode()))
    assert name == "bad"
    return list(records)


def test_records_and_their_errors_come_in_order(worker: Worker) -> None:
    first, second, *more = _read(worker, "many")
    assert isinstance(first, Meeting)
    assert str(second) == "the second record is wrong"
    titles = [record.items[0].title for record in more if isinstance(record, Meeting)]
    assert titles == [str(n) for n in range(3000)]


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("hang", "reading it took longer than 2 s of processor time"),
        ("crash", r"crashed its reader \(signal 11\)"),
        ("exit", r"crashed its reader \(exit status 7\)"),
        ("memory", "the bad reader ran out of memory"),
        ("recursion", "the bad reader failed: RecursionError"),
        ("bug", "the bad reader failed: KeyError"),
    ],
)
def test_a_file_that_kills_its_reader_is_reported_and_the_next_is_read(
    worker: Worker, what: str, reason: str
) -> None:
    started = time.monotonic()
    with pytest.raises(RecordError, match=reason):
        _read(worker, what)
    assert time.monotonic() - started < 150
    assert len(_read(worker, "good")) == 2


def test_a_file_that_waits_for_something_is_not_waited_for_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker_module, "EFFORT", replace(EFFORT, waiting=0.5))
    with Worker(BAD, time_limit_s=4) as worker:
        with pytest.raises(RecordError, match=r"reading it took longer than 2 s$"):
            _read(worker, "wait")
        assert len(_read(worker, "good")) == 2


def test_a_busy_machine_costs_no_file_its_place(worker: Worker) -> None:
    """By the clock it takes longer than it may, of processor time hardly any."""
    assert len(_read(worker, "idle")) == 2


def test_a_file_of_many_pages_may_take_longer() -> None:
    few = Table(bad_readers.pick, bad_readers.read, bad_readers.no_page)
    many = Table(bad_readers.pick, bad_readers.read, bad_readers.twenty_pages)
    with Worker(few, time_limit_s=0.1) as worker, pytest.raises(RecordError, match="longer than"):
        _read(worker, "busy")
    with Worker(many, time_limit_s=0.1) as worker:
        assert len(_read(worker, "busy")) == 2


def test_a_file_that_goes_on_giving_may_take_longer(worker: Worker) -> None:
    """Three thousand records of 1.5 ms each: more than the two seconds in which one must begin to give."""
    assert len(_read(worker, "long")) == 3002


def test_the_time_of_earlier_files_is_not_counted(worker: Worker) -> None:
    for _ in range(4):
        assert len(_read(worker, "busy")) == 2


def test_a_file_that_no_reader_takes_is_refused_at_once(worker: Worker) -> None:
    with pytest.raises(RecordError, match="no reader knows"):
        worker.read(Source("a.txt", b"nobody's"))


def test_one_process_reads_many_files_and_ends_with_the_worker() -> None:
    with Worker(BAD) as worker:
        _read(worker, "good")
        process = worker._process
        _read(worker, "good")
        assert process is not None
        assert worker._process is process
    assert process.wait() == -signal.SIGKILL


def test_a_worker_that_is_killed_while_its_process_starts_reads_nothing() -> None:
    with Worker(BAD) as worker:
        worker.kill()
        for _ in range(2):
            with pytest.raises(RecordError, match="signal 9"):
                _read(worker, "hang")


def test_records_that_nobody_asks_for_any_more_do_not_reach_the_next_file(worker: Worker) -> None:
    _, records = worker.read(Source("a.txt", b"many"))
    next(records)
    records.close()  # type: ignore[attr-defined]
    assert len(_read(worker, "good")) == 2


def test_the_real_table_is_read() -> None:
    with Worker() as worker:
        name, records = worker.read(Source("a.txt", b"1. Roads\n\nLong.\n\n2. Parks\n\nGreen.\n"))
        (meeting,) = records
    assert name == "minutes"
    assert isinstance(meeting, Meeting)
    assert [item.title for item in meeting.items] == ["Roads", "Parks"]
