"""Reading in several processes: in order, the same as in one, and no file costs another its place."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from corpus.errors import RecordError
from corpus.progress import silent
from corpus.records import Meeting, Source
from corpus.worker import Table, Worker
from indexer.build.processes import in_order
from indexer.build.reading import ReadSource, read_all
from indexer.build.report import Report
from tests.unit import bad_readers
from tests.unit.paper_layouts import LAYOUTS

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


def test_more_processes_read_the_same_passages_in_the_same_order(tmp_path: Path) -> None:
    for files, _ in LAYOUTS.values():
        for name, text in files.items():
            path = tmp_path / "records" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    (tmp_path / "records" / "empty.txt").write_text("")

    def read(jobs: int) -> tuple[list[ReadSource], list[tuple[str, str]], list[int]]:
        report, steps = Report(), list[int]()
        found = read_all(
            [tmp_path / "records"], None, report,
            lambda stage, done, of: steps.append(done), include_exempt=False, jobs=jobs,
        )  # fmt: skip
        return found, report.failures, steps

    one, several = read(1), read(3)
    assert one == several
    assert len(one[0]) == sum(len(files) for files, _ in LAYOUTS.values())
    assert one[2] == list(range(1, len(one[0]) + 2))
    assert read_all([tmp_path / "records"], None, Report(), silent, include_exempt=False) == one[0]
