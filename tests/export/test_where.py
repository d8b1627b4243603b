"""An export replaces a file when it is whole, and no pipe, device or link: these are written to."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.cli import main


def _export(index: Path, to: Path, form: str = "jsonl") -> str:
    done = CliRunner().invoke(main, ["export", str(index), "--as", form, "--to", str(to)])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture
def index(tiny_built: Path) -> Path:
    return tiny_built / "index"


@pytest.mark.parametrize("form", ["jsonl", "sqlite"])
def test_a_pipe_is_written_to_and_stays_one(index: Path, tmp_path: Path, form: str) -> None:
    _export(index, tmp_path / "plain", form)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reading = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reading.start()
    _export(index, pipe, form)
    reading.join(30)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert len(got[0]) == (tmp_path / "plain").stat().st_size
    assert {path.name for path in tmp_path.iterdir()} == {"plain", "pipe"}


@pytest.mark.parametrize("is_there", [True, False])
def test_a_link_stays_and_what_it_leads_to_is_written(
    index: Path, tmp_path: Path, is_there: bool
) -> None:
    (tmp_path / "folder").mkdir()
    target, link = tmp_path / "folder" / "real.jsonl", tmp_path / "link.jsonl"
    if is_there:
        target.write_text("earlier")
    link.symlink_to(target)
    _export(index, link)
    assert link.is_symlink()
    assert target.read_text().startswith("{")
    assert list((tmp_path / "folder").iterdir()) == [target]


def test_a_link_to_a_pipe_is_written_through(index: Path, tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    got: list[bytes] = []
    reading = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reading.start()
    _export(index, link)
    reading.join(30)
    assert got[0].startswith(b"{")
    assert link.is_symlink()


def test_a_link_to_itself_is_told(index: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(link)
    done = CliRunner().invoke(main, ["export", str(index), "--to", str(link)])
    assert done.exit_code == 2
    assert "could not be written" in done.output
