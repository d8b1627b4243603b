"""Where standard output takes no more, a command says so in one sentence; a closed pipe stays silent."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.generation import store
from tests.conftest import ROOT

COMMANDS = {
    "help": ["--help"],
    "info": ["info", "--index", "INDEX"],
    "query": ["query", "swans", "--mode", "lexical", "--json", "--index", "INDEX"],
    "retract --list": ["retract", "--list", "--index", "INDEX"],
}


def _run(command: list[str], tiny: Path, sink: str, **variables: str) -> tuple[int, str]:
    command = [part.replace("INDEX", str(tiny / "index")) for part in command]
    shown = " ".join(f"'{part}'" for part in (sys.executable, "-m", "cli.cli", *command))
    done = subprocess.run(
        ["bash", "-c", f"{shown} {sink}"],
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | variables,
        check=False,
    )  # fmt: skip
    return done.returncode, done.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_a_full_disk_is_one_sentence_and_status_2(name: str, tiny_built: Path) -> None:
    status, said = _run(COMMANDS[name], tiny_built, "> /dev/full")
    assert status == 2
    assert "could not be written to standard output: No space left on device." in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(("sink", "why"), [(">&-", "it is closed"), ("1< /dev/null", "Bad file")])
def test_a_stream_that_takes_nothing_is_told(sink: str, why: str, tiny_built: Path) -> None:
    status, said = _run(COMMANDS["info"], tiny_built, sink)
    assert status == 2
    assert why in said
    assert said.count("\n") == 1


def test_it_is_told_without_a_buffer_as_well(tiny_built: Path) -> None:
    status, said = _run(COMMANDS["info"], tiny_built, "> /dev/full", PYTHONUNBUFFERED="1")
    assert status == 2
    assert said.count("\n") == 1


def test_a_closed_pipe_stays_silent(tiny_built: Path) -> None:
    status, said = _run(COMMANDS["info"], tiny_built, "| true; exit ${PIPESTATUS[0]}")
    assert (status, said) in ((0, ""), (1, ""))


def test_what_was_done_before_is_said(tiny: Path) -> None:
    command = ["index", str(tiny / "records"), "--index", "INDEX", "--replace"]
    status, said = _run(command, tiny, "> /dev/full")
    assert status == 2
    assert f"The index in {tiny / 'index'} was published." in said
    assert store.open_generation(tiny / "index").name == "000002"
