"""Several processes that answer at one address: Python runs in one thread of a process at a time.

Gunicorn starts them as copies of one that has loaded everything, which they share, starts one again that
has ended or does not answer, and ends them all when it is told to. Each serves as `web.connections` does.
"""

from __future__ import annotations

import ctypes
import os
import socket
from collections.abc import Callable, Sequence

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from corpus.processors import n_processors
from web.connections import Connections
from web.site import site_of

MAX_WORKERS = 4
# Seconds. A search may take two of processor time (`search.query.budget`), so one that is not done after
# the first has met a fault. What is being computed when the server is told to end may take the second,
# and a worker whose main thread gives no sign of life for the third is killed.
STUCK_S, PATIENCE_S, SILENT_S = 30.0, 20.0, 30
# glibc's name of a setting for `mallopt`.
_M_ARENA_MAX = -8


def usual_number() -> int:
    """Return how many workers this machine is good for: one a processor, four at most."""
    return min(n_processors(), MAX_WORKERS)


def one_heap() -> None:
    """Let all threads of this process and its children take memory from one heap, where glibc is used.

    Usually each thread has a heap of its own, and each keeps what the largest page it made has taken.
    `MALLOC_ARENA_MAX` in the environment is left to decide.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt and "MALLOC_ARENA_MAX" not in os.environ:
        mallopt(_M_ARENA_MAX, 1)


def run(
    app: Flask,
    sockets: Sequence[socket.socket],
    number: int,
    *,
    begin: Callable[[], object],
    each_second: Callable[[], object],
) -> None:
    """Serve an application at listening sockets in `number` processes, until told to stop.

    Each calls `begin` before it answers, and the server ends if one cannot. They and the process they are
    copies of call `each_second` about once a second. Must be called before anything of this process starts a thread; it takes the sockets over.
    Ends the process: with status 0 when told to, 3 where a worker cannot begin.
    """
    _Parent(_Served(app, [held.detach() for held in sockets], number, begin, each_second)).run()


class _Served(BaseApplication):  # type: ignore[misc]
    """What gunicorn is told."""

    def __init__(
        self,
        app: Flask,
        numbers: Sequence[int],
        n_workers: int,
        begin: Callable[[], object],
        each_second: Callable[[], object],
    ) -> None:
        self._app, self._numbers, self._n_workers = app, numbers, n_workers
        self.begin, self.each_second = begin, each_second
        super().__init__()

    def load_config(self) -> None:
        given = {
            "bind": [f"fd://{number}" for number in self._numbers],
            "workers": self._n_workers,
            "worker_class": PatientWorker,
            "preload_app": True,
            "timeout": SILENT_S,
            "graceful_timeout": int(PATIENCE_S) + 5,
            "loglevel": "warning",
            "control_socket_disable": True,
        }
        for name, value in given.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._app


class _Parent(Arbiter):  # type: ignore[misc]
    """The process that the workers are copies of: it keeps up with the index, as a new one begins there."""

    def manage_workers(self) -> None:
        try:
            self.app.each_second()
        except Exception:  # whatever the index is, the workers are looked after
            self.log.exception("The index could not be looked at.")
        super().manage_workers()


class PatientWorker(Worker):  # type: ignore[misc]
    """A worker of gunicorn's that serves with waitress, so that it never waits for a client."""

    def load_wsgi(self) -> None:
        """Take the application that was loaded before the fork, and begin."""
        super().load_wsgi()
        self.app.begin()

    def run(self) -> None:
        """Answer until told to stop, then finish what has begun."""
        sockets = [held.sock for held in self.sockets]
        connections = Connections(self.wsgi, sockets, site_of(self.wsgi).proxies)
        connections.run(lambda: self._goes_on(connections))
        # Of a worker with a request that does not end, the others get a moment.
        connections.finish(PATIENCE_S if not _is_stuck(connections) else 1.0)

    def _goes_on(self, connections: Connections) -> bool:
        self.notify()
        self.app.each_second()
        if _is_stuck(connections):
            self.log.critical(
                "A request is not done after %.0f s; its worker is replaced.", STUCK_S
            )
            return False
        return bool(self.alive) and self.ppid == os.getppid()


def _is_stuck(connections: Connections) -> bool:
    return connections.computing.longest_s() > STUCK_S
