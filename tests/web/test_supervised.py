"""Several processes at one address: they end together, and one that ends or is stuck is started again."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

_SCRIPT = r"""
import os, socket, sys, time
from flask import Flask
from web import supervised

supervised.STUCK_S, supervised.SILENT_S = 1.5, 4
app = Flask("small")
deaf = sys.argv[2] == "deaf"

@app.get("/")
def who():
    return str(os.getpid())

@app.get("/slow")
def slow():
    print("begun", flush=True)
    time.sleep(1)
    return "done"

@app.get("/stuck")
def stuck():
    time.sleep(3600)

def begin():
    assert sys.argv[2] != "cannot"

first = os.getpid()

def each_second():
    if deaf and os.getpid() != first and os.path.exists(sys.argv[3]):
        os.remove(sys.argv[3])
        time.sleep(3600)

listening = socket.create_server(("127.0.0.1", 0))
print(listening.getsockname()[1], flush=True)
supervised.run(app, [listening], int(sys.argv[1]), begin=begin, each_second=each_second)
"""


class Server(subprocess.Popen[str]):
    """The script in a process of its own, and the port it answers at."""

    port = 0

    def ask(self, path: str = "/") -> str:
        """Return an answer; for a time nobody may be listening."""
        end = time.monotonic() + 60
        while True:
            asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            try:
                asking.request("GET", path)
                return asking.getresponse().read().decode()
            except ConnectionError:
                assert time.monotonic() < end
            finally:
                asking.close()

    def workers(self, number: int) -> set[int]:
        """Return who answers, as soon as so many do."""
        found: set[int] = set()
        end = time.monotonic() + 60
        while len(found) < number:
            assert time.monotonic() < end
            found.add(int(self.ask()))
        return found


@contextmanager
def started(number: int, how: str = "usual", *more: str) -> Iterator[Server]:
    command = [sys.executable, "-c", _SCRIPT, str(number), how, *more]
    with Server(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout
        server.port = int(server.stdout.readline())
        try:
            yield server
        finally:
            if server.poll() is None:
                server.send_signal(signal.SIGTERM)
                assert server.wait(60) == 0


def _is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_that_ends_is_replaced_and_all_end_with_the_first_process(told: int) -> None:
    with started(2) as server:
        before = server.workers(2)
        assert server.pid not in before
        killed = min(before)
        os.kill(killed, signal.SIGKILL)
        end = time.monotonic() + 60
        while (other := int(server.ask())) in before:
            assert time.monotonic() < end
        server.send_signal(told)
        assert server.wait(timeout=60) == 0
    assert not any(_is_there(worker) for worker in {*before, other})


def test_a_request_that_does_not_end_has_its_worker_replaced() -> None:
    with started(1) as server:
        (before,) = server.workers(1)
        threading.Thread(target=_ask_in_vain, args=(server,), daemon=True).start()
        end = time.monotonic() + 60
        while int(server.ask()) == before:
            assert time.monotonic() < end
            time.sleep(0.1)
        assert not _is_there(before)


def _ask_in_vain(server: Server) -> None:
    asking = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    asking.request("GET", "/stuck")
    with pytest.raises((ConnectionError, http.client.HTTPException)):
        asking.getresponse()


def test_a_worker_that_gives_no_sign_of_life_is_replaced(tmp_path: object) -> None:
    flag = os.path.join(str(tmp_path), "sleep")  # noqa: PTH118
    with started(1, "deaf", flag) as server:
        (before,) = server.workers(1)
        with open(flag, "w"):  # noqa: PTH123
            pass
        end = time.monotonic() + 60
        while int(server.ask()) == before:
            assert time.monotonic() < end
            time.sleep(0.1)


def test_what_has_begun_is_finished_when_the_server_is_told_to_end() -> None:
    with started(2) as server:
        answers: list[str] = []
        asking = threading.Thread(target=lambda: answers.append(server.ask("/slow")))
        asking.start()
        assert server.stdout
        assert server.stdout.readline() == "begun\n"
        server.send_signal(signal.SIGTERM)
        assert server.wait(60) == 0
        asking.join(60)
        assert answers == ["done"]


def test_workers_that_cannot_begin_end_the_server() -> None:
    with started(2, "cannot") as server:
        # Gunicorn's 3, or 1 where it meets the second worker's end while it is ending for the first one.
        assert server.wait(timeout=60) in (1, 3)


def test_workers_whose_first_process_is_killed_end() -> None:
    with started(2) as server:
        workers = server.workers(2)
        server.kill()
        server.wait()
        end = time.monotonic() + 30
        while any(_is_there(worker) for worker in workers):
            assert time.monotonic() < end
            time.sleep(0.1)
