"""Several processes at one address: they end together, and one that ends is started again."""

import os
import signal
import subprocess
import sys

import pytest

_SCRIPT = r"""
import os, signal, sys, time
from web import workers

workers._SHORTEST_LIFE_S = float(sys.argv[1])

def answer():
    os.write(1, f"{os.getpid()}\n".encode())
    time.sleep(60)

workers.run(answer, int(sys.argv[2]))
"""


def _started(shortest_life: float, number: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _SCRIPT, str(shortest_life), str(number)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _worker(process: subprocess.Popen[str]) -> int:
    assert process.stdout
    return int(process.stdout.readline())


def _is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_that_ends_is_replaced_and_all_end_with_the_first_process(told: int) -> None:
    with _started(0, 2) as first:
        before = {_worker(first), _worker(first)}
        assert first.pid not in before
        killed = before.pop()
        os.kill(killed, signal.SIGKILL)
        workers = {*before, _worker(first)}
        assert killed not in workers
        assert len(workers) == 2
        first.send_signal(told)
        assert first.wait(timeout=20) == 0
    assert not any(_is_there(worker) for worker in workers)


def test_workers_that_cannot_live_end_the_server() -> None:
    with _started(1_000, 2) as first:
        os.kill(_worker(first), signal.SIGKILL)
        assert first.wait(timeout=20) == 1


def test_one_worker_is_the_process_itself() -> None:
    with _started(0, 1) as first:
        assert _worker(first) == first.pid
        first.kill()


_DEAF = r"""
import os, signal, sys, time
from web import workers

workers._SHORTEST_LIFE_S, workers._TOLD_AGAIN_S, workers._PATIENCE_S = 0, 0.05, float(sys.argv[1])
heard = 0

def listen(number, frame):
    global heard
    heard += 1
    if heard == int(sys.argv[2]):
        os._exit(0)

def answer():
    signal.signal(signal.SIGTERM, listen)
    os.write(1, f"{os.getpid()}\n".encode())
    while True:
        time.sleep(60)

workers.run(answer, 2)
"""


@pytest.mark.parametrize(("patience", "hears_the"), [(60, 2), (0.3, -1)])
def test_a_worker_that_does_not_hear_is_told_again_and_killed_at_last(
    patience: float, hears_the: int
) -> None:
    command = [sys.executable, "-c", _DEAF, str(patience), str(hears_the)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as first:
        workers = {_worker(first), _worker(first)}
        first.send_signal(signal.SIGTERM)
        assert first.wait(timeout=30) == 0
    assert not any(_is_there(worker) for worker in workers)
