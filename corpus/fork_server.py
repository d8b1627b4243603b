"""A process that has loaded what reads files, and forks one that does whenever it is asked: loading takes a second.

`python -m corpus.fork_server HANDLE` is that process. That of `multiprocessing` would load the program that asks, too:
a command, a server or a run of tests.
"""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from multiprocessing.reduction import recv_handle, send_handle
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from corpus.errors import CouncilSearchError
from corpus.tuning import EFFORT

Run = Callable[[Connection, Any], None]


class _Server(NamedTuple):
    process: subprocess.Popen[bytes]
    pipe: Connection


# The last one is in use.
_servers: list[_Server] = []
_lock = Lock()


class Forked:
    """A process that the server has forked."""

    def __init__(self, server: _Server, pid: int) -> None:
        """Take over a process that nobody has waited for."""
        self._server, self.pid = server, pid
        self._code: int | None = None

    def kill(self) -> None:
        """End it, from any thread, if it has not ended."""
        with _lock:
            if self._code is None:
                with suppress(ProcessLookupError):
                    os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Return its exit status once it has ended, or the signal that ended it, below zero."""
        while True:
            with _lock:
                if self._code is None:
                    self._code = _asked(self._server, self.pid)
                if self._code is not None:
                    return self._code
            time.sleep(EFFORT.pause_s)


def _asked(server: _Server, pid: int) -> int | None:
    try:
        server.pipe.send(pid)
        code: int | None = server.pipe.recv()
    except (EOFError, OSError):  # With the server its children's ends are lost.
        return -signal.SIGKILL
    return code


def fork(run: Run, argument: Any) -> tuple[Forked, Connection]:
    """Have a function of a module run in a process of its own, with a pipe to here and an argument.

    It has this process's environment and working folder. Raises CouncilSearchError if it does not start.
    """
    ours, theirs = Pipe()
    with _lock, theirs:
        try:
            server = _running()
            server.pipe.send((run, argument, dict(os.environ), _folder()))
            send_handle(server.pipe, theirs.fileno(), server.process.pid)
            if not server.pipe.poll(EFFORT.start_limit_s):
                raise TimeoutError
            return Forked(server, server.pipe.recv()), ours
        except (EOFError, OSError) as error:
            ours.close()
            _end()
            raise CouncilSearchError(
                "the process that reads files did not start; try again"
            ) from error


def _folder() -> str | None:
    with suppress(OSError):
        return str(Path.cwd())
    return None


def _running() -> _Server:
    if _servers and _servers[-1].process.poll() is None:
        return _servers[-1]
    ours, theirs = Pipe()
    home = str(Path(__file__).resolve().parents[1])
    path = os.pathsep.join([home, *filter(None, [os.environ.get("PYTHONPATH")])])
    with theirs:
        process = subprocess.Popen(  # noqa: S603 (our own module, no shell)
            [sys.executable, "-m", __name__, str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )
    _servers.append(_Server(process, ours))
    return _servers[-1]


@atexit.register
def _end() -> None:
    """End the server that is in use, and forget it."""
    if _servers:
        server = _servers.pop()
        server.pipe.close()
        server.process.kill()
        server.process.wait()


def _forget() -> None:
    """Let a process that was forked from this one have a server and a lock of its own: one of its parent may be held."""
    global _lock, _servers
    _of_the_parent.extend(_servers)
    _lock, _servers = Lock(), []


_of_the_parent: list[_Server] = []  # Kept: their ends are nobody's business here.
os.register_at_fork(after_in_child=_forget)


def main(pipe: Connection) -> None:
    """Fork whenever that is asked, say how processes ended, and in each that was forked run what was asked for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            asked = pipe.recv()
            if isinstance(asked, int):
                pipe.send(_code_of(asked))
                continue
            handle = recv_handle(pipe)
            pid = os.fork()
            if pid == 0:
                break
            os.close(handle)
            pipe.send(pid)
        pipe.close()
        _run(Connection(handle), *asked)


def _code_of(pid: int) -> int | None:
    ended, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if ended else None


def _run(
    pipe: Connection, run: Run, argument: Any, environment: dict[str, str], folder: str | None
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    if folder is not None:
        os.chdir(folder)
    run(pipe, argument)


if __name__ == "__main__":
    main(Connection(int(sys.argv[1])))
