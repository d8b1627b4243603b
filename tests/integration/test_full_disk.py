"""Whatever the disk refuses, at whichever step of a build: one sentence, status 2, nothing left behind."""

from __future__ import annotations

import errno
import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cli.cli import main
from indexer.build.verify import problems_of
from indexer.generation import store
from tests.conftest import write_records
from tests.quick_model import use_exported

ITEM = "Agenda item\n\nSwans\n\nMinutes:\n\nThe {} swans of the river were counted.\n"


@pytest.fixture(autouse=True)
def _quick(tiny_built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_exported(store.open_generation(tiny_built / "index").folder / "encoder", monkeypatch)


def _index(tiny: Path, *options: str) -> Result:
    command = [
        "index",
        str(tiny / "records"),
        "--index",
        str(tiny / "index"),
        "--replace",
        *options,
    ]
    return CliRunner().invoke(main, command)


def _assert_refused(done: Result, tiny: Path, before: str) -> None:
    assert done.exit_code == 2, (done.output, done.exception)
    assert isinstance(done.exception, SystemExit), done.exception
    (said,) = [line for line in done.output.splitlines() if line.startswith("council-search:")]
    assert "Traceback" not in done.output
    assert "could not be written" in said or "cannot be in" in said, said
    _assert_as_before(tiny, before)


def _assert_as_before(tiny: Path, before: str) -> None:
    index = tiny / "index"
    assert [path.name for path in (index / "generations").iterdir()] == [before]
    assert {path.name for path in index.iterdir()} <= {
        "CURRENT",
        "generations",
        "lock",
        "checkpoint",
    }
    generation = store.open_generation(index)
    assert (generation.folder.name, problems_of(generation)) == (before, [])


@contextmanager
def _largest_file(n_bytes: int) -> Iterator[None]:
    """Let no file of this process become larger, as on a disk that is full or over a quota."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (n_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("n_bytes", [0, 10, 200, 1_000, 4_000, 8_000, 20_000, 40_000])
def test_a_disk_that_takes_no_more_is_one_sentence_and_leaves_nothing(
    tiny: Path, n_bytes: int
) -> None:
    write_records(tiny / "records", {f"{n}.txt": ITEM.format(n) for n in range(20)})
    with _largest_file(n_bytes):
        done = _index(tiny)
    _assert_refused(done, tiny, "000001")
    assert _index(tiny).exit_code == 0
    assert problems_of(store.open_generation(tiny / "index")) == []


@pytest.mark.parametrize("n_bytes", [100, 20_000])
def test_a_first_build_on_a_full_disk_leaves_no_index_and_the_next_one_goes_on(
    tiny: Path, n_bytes: int
) -> None:
    new = tiny / "new"
    with _largest_file(n_bytes):
        done = CliRunner().invoke(main, ["index", str(tiny / "records"), "--index", str(new)])
    assert (done.exit_code, isinstance(done.exception, SystemExit)) == (2, True), done.output
    assert not (new / "CURRENT").exists()
    assert not list((new / "generations").glob("*"))
    done = CliRunner().invoke(main, ["index", str(tiny / "records"), "--index", str(new)])
    assert done.exit_code == 0, done.output


def _failing(real: Callable[..., Any], at: int, number: int) -> Callable[..., Any]:
    """Return a system call whose `at`-th use fails, and only that one."""
    calls = iter(range(10_000))

    def call(*arguments: Any, **named: Any) -> Any:
        if next(calls) == at:
            raise OSError(number, os.strerror(number))
        return real(*arguments, **named)

    return call


@pytest.mark.parametrize("step", ["fsync", "rename", "replace"])
@pytest.mark.parametrize("number", [errno.EIO, errno.EDQUOT])
def test_every_step_that_fails_harms_nothing(
    tiny: Path, step: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    schools = tiny / "records" / "schools.txt"
    schools.write_text(schools.read_text() + "\nCouncillor Pike asked for more.\n")
    real, n_refused = getattr(os, step), 0
    for at in (*range(3), *range(3, 200, 8)):
        with monkeypatch.context() as patch:
            patch.setattr(os, step, _failing(real, at, number))
            done = _index(tiny)
        if done.exit_code == 0:
            break
        n_refused += 1
        if "is in use, but the disk did not confirm it" in done.output:
            assert step == "fsync"
            assert problems_of(store.open_generation(tiny / "index")) == []
            break
        _assert_refused(done, tiny, "000001")
    assert n_refused >= {"fsync": 5, "rename": 1, "replace": 1}[step]
    assert store.current_name(tiny / "index") == "000002"


def test_an_index_that_may_not_be_written_is_told(tiny: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    (tiny / "index" / "generations").chmod(0o500)
    try:
        done = _index(tiny)
    finally:
        (tiny / "index" / "generations").chmod(0o700)
    assert "Permission denied" in done.output
    _assert_refused(done, tiny, "000001")


def _refuses(patch: pytest.MonkeyPatch, where: str, error: OSError, at: str) -> None:
    """Let what is imported by a dotted name fail for paths that hold `at`."""
    module, _, name = where.rpartition(".")
    function = getattr(__import__(module, fromlist=[name]), name)

    def call(*given: Any, **named: Any) -> Any:
        if any(at in str(one) for one in given):
            raise error
        return function(*given, **named)

    patch.setattr(where, call)


GONE_WRONG = OSError(errno.EIO, "Input/output error")


def test_one_source_that_cannot_be_read_is_reported_and_the_others_are_indexed(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _refuses(monkeypatch, "corpus.sources.neighbours_of", GONE_WRONG, "schools")
    done = _index(tiny)
    assert done.exit_code == 0, done.output
    assert "problem: records/schools.txt: cannot be opened: Input/output error" in done.output


@pytest.mark.parametrize("where", ["companions", "find_files"])
def test_records_that_cannot_be_read_are_not_said_to_be_the_indexs_fault(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    _refuses(monkeypatch, f"indexer.build.reading.{where}", GONE_WRONG, "records")
    done = _index(tiny)
    assert done.exit_code == 2, (done.output, done.exception)
    assert "The records could not be read: Input/output error." in done.output
    assert "could not be written" not in done.output
    _assert_as_before(tiny, "000001")


def test_a_model_that_cannot_be_read_is_named(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    error = PermissionError(errno.EACCES, "Permission denied", "/models/m/model.safetensors")
    _refuses(monkeypatch, "indexer.generation.models.find_model", error, "MiniLM")
    done = _index(tiny)
    assert done.exit_code == 2, (done.output, done.exception)
    assert "/models/m/model.safetensors cannot be used: Permission denied." in done.output
    assert "could not be written" not in done.output
