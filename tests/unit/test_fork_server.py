"""Processes are forked by a server: with the asker's surroundings, their end is told, and none outlives the asker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from corpus import fork_server
from corpus.errors import CouncilSearchError
from corpus.fork_server import fork
from tests.conftest import ROOT
from tests.soak.trials import in_child


def tell(pipe: Connection, name: str) -> None:
    """Send what surrounds this process."""
    pipe.send((os.environ.get(name), str(Path.cwd()), os.getppid()))


def end(pipe: Connection, how: int) -> None:
    """Wait for a word, then end with an exit status, or by a signal below zero."""
    pipe.recv()
    if how < 0:
        os.kill(os.getpid(), -how)
    sys.exit(how)


def server_pid() -> int:
    """Return the process that forks."""
    process, pipe = fork(tell, "HOME")
    found = pipe.recv()
    assert process.wait() == 0
    return int(found[2])


def is_there(pid: int) -> bool:
    """Say whether a process is there and has not ended."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_until_gone(pids: list[int]) -> None:
    """Return when no process of some is there any more; fail after a minute."""
    until = time.monotonic() + 60
    while any(map(is_there, pids)):
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_process_has_the_surroundings_of_whoever_asks_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for value in ("one", "two"):
        folder = tmp_path / value
        folder.mkdir()
        monkeypatch.setenv("COUNCIL_SEARCH_TOLD", value)
        monkeypatch.chdir(folder)
        _, pipe = fork(tell, "COUNCIL_SEARCH_TOLD")
        assert pipe.recv()[:2] == (value, str(folder))


def test_one_server_forks_for_all_threads() -> None:
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: server_pid(), range(24)))) == 1


@pytest.mark.parametrize("how", [0, 7, -signal.SIGXCPU, -signal.SIGSEGV])
def test_how_a_process_ended_is_told_as_often_as_it_is_asked(how: int) -> None:
    process, pipe = fork(end, how)
    pipe.send("now")
    assert [process.wait(), process.wait()] == [how, how]
    process.kill()  # Another process may have its number now: nothing is sent to it.
    assert process.wait() == how


def test_a_process_that_is_killed_says_so_and_the_others_go_on() -> None:
    (one, _), (other, pipe) = fork(end, 0), fork(end, 0)
    one.kill()
    assert one.wait() == -signal.SIGKILL
    pipe.send("now")
    assert other.wait() == 0


def test_where_the_server_is_killed_another_takes_its_place() -> None:
    process, _ = fork(end, 0)
    before = server_pid()
    os.kill(before, signal.SIGKILL)
    wait_until_gone([before])
    assert process.wait() == -signal.SIGKILL
    assert server_pid() != before


def test_a_server_that_cannot_start_is_said_and_the_next_one_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    os.kill(server_pid(), signal.SIGKILL)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "executable", "/bin/false")
        with pytest.raises(CouncilSearchError, match="did not start; try again"):
            fork(tell, "HOME")
    assert server_pid()


def test_a_process_that_was_forked_itself_has_a_server_of_its_own() -> None:
    before = server_pid()
    with fork_server._lock:  # Held by a thread that the other process does not have.
        said, ended = in_child(lambda: str(server_pid()))
    assert ended is None
    assert said is not None
    assert int(said) not in (before, os.getpid())
    assert server_pid() == before


ASKER = """
import os, signal, sys, time
from corpus.fork_server import fork
from tests.unit.test_fork_server import end, server_pid
process, pipe = fork(end, 0)
print(server_pid(), process.pid, flush=True)
if sys.argv[1] == "killed":
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("how", ["killed", "ended"])
def test_server_and_processes_end_with_whoever_started_them(how: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", ASKER, how],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == (-signal.SIGKILL if how == "killed" else 0)
    wait_until_gone([int(pid) for pid in done.stdout.split()])
