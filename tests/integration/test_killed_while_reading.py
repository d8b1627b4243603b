"""A build that is killed while it reads goes on where it was, and makes the index that it would have made."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from indexer.build.checkpoint import FOLDER
from indexer.build.pipeline import build
from indexer.generation import store
from tests.conftest import write_records
from tests.integration.test_version import digest_of
from tests.quick_model import use_exported
from tests.unit.paper_layouts import LAYOUTS

# Reads slowly, and says what it reads and what it has kept of that.
_SLOW_BUILD = """
import sys, time
from pathlib import Path
from indexer.build import reading
from indexer.build.pipeline import build
from indexer.build.read_so_far import ReadSoFar

read_one, add = reading._read_one, ReadSoFar.add

def slowly(source, *rest):
    print("reads", source.name, flush=True)
    time.sleep(0.1)
    return read_one(source, *rest)

def told(self, read):
    add(self, read)
    print("kept", read.name, flush=True)

reading._read_one, ReadSoFar.add = slowly, told
build([Path(sys.argv[1])], Path(sys.argv[2]), jobs=2)
"""


def _killed(records: Path, index: Path, n_kept: int, seconds: float) -> tuple[set[str], set[str]]:
    """Return what a build began to read, and what it kept, until it was killed so long after so many were kept."""
    command = [sys.executable, "-c", _SLOW_BUILD, records, index]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout
        lines: list[str] = []
        while sum(line.startswith("kept") for line in lines) < n_kept:
            lines.append(process.stdout.readline())
            assert lines[-1], "it ended by itself"
        time.sleep(seconds)
        os.kill(process.pid, signal.SIGKILL)
        lines += process.stdout.read().splitlines()
    told = [line.strip().partition(" ") for line in lines if line.strip().endswith(".txt")]
    reads, kept = ({name for what, _, name in told if what == word} for word in ("reads", "kept"))
    return reads, kept


def test_a_build_killed_at_any_moment_of_reading_goes_on_and_makes_the_same_index(
    tiny_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records, index = tmp_path / "records", tmp_path / "index"
    for files, _ in LAYOUTS.values():
        write_records(records, dict(files))
    n_files = sum(len(files) for files, _ in LAYOUTS.values())
    had: set[str] = set()
    chance = random.Random(20261129)
    for _ in range(3):
        reads, kept = _killed(records, index, chance.randrange(1, 7), chance.uniform(0, 0.3))
        assert not reads & had, "what was kept is not read again"
        had |= kept
    assert 0 < len(had) < n_files
    use_exported(store.open_generation(tiny_built / "index").folder / "encoder", monkeypatch)
    report = build([records], index)
    # A kill may come when the last one is kept and has not yet been said.
    assert len(had) <= report.n_resumed <= len(had) + 3 * 2
    assert report.n_read == n_files
    assert not (index / FOLDER).exists()
    build([records], tmp_path / "fresh")
    ours, theirs = (store.open_generation(i).folder for i in (index, tmp_path / "fresh"))
    assert digest_of(ours) == digest_of(theirs)


def test_a_build_killed_while_encoding_does_not_read_again(
    tiny_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, _ = LAYOUTS["a flat folder with dates in names"]
    records = write_records(tmp_path / "records", dict(files))
    use_exported(store.open_generation(tiny_built / "index").folder / "encoder", monkeypatch)

    class Killed(BaseException):
        """As a kill: nothing cleans up behind it."""

    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("indexer.build.encoder.encode_batches", die)
        with pytest.raises(Killed):
            build([records], tmp_path / "index")
    report = build([records], tmp_path / "index")
    assert (report.n_resumed, report.n_read) == (len(files), len(files))
