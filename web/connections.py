"""What a server grants its clients: waitress's server with a limit on everything a client may hold.

Waitress reads requests and sends answers in one thread that never waits for a client, and computes in
others: a slow client holds a connection, no more. Here every state of a connection has a limit of time,
every client one of connections, and `/healthz` a thread of its own.
"""

from __future__ import annotations

import logging
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

from web.proxies import THIS_MACHINE, Proxies

THREADS = 4
# Seconds, by reason: a request is a line of 1,000 characters and some headers; a page is 100 kB, and
# the slowest line that anybody reads at takes it in a minute.
IDLE_S, RECEIVING_S, SENDING_S = 30.0, 15.0, 90.0
# How often that is looked at.
_TENDED_S = 0.2
# A browser opens six. Those of a proxy are all its clients', so they are not counted.
CONNECTIONS_EACH = 32
CONNECTIONS = 800
# What is asked of the server fits an address line; nothing is ever uploaded.
_HEADER_BYTES, _BODY_BYTES = 16_384, 65_536
_HEALTH = "/healthz"

Channels = dict[int, Any]
# It warns of every request that waits for a thread: under load of each.
logging.getLogger("waitress.queue").setLevel(logging.ERROR)


class Computing:
    """The application, and since when each request that it computes has been under way."""

    def __init__(self, app: WSGIApplication) -> None:
        """Wrap an application."""
        self._app = app
        self._began: dict[object, float] = {}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer as the application does: its pages are whole when it returns."""
        request = object()
        self._began[request] = time.monotonic()
        try:
            return self._app(environ, start_response)
        finally:
            del self._began[request]

    def longest_s(self) -> float:
        """Return for how many seconds the oldest request has been computed, 0 without any."""
        now = time.monotonic()
        return now - min(self._began.copy().values(), default=now)


class _Limited(TcpWSGIServer):  # type: ignore[misc]
    """One listening socket."""

    health: ThreadedTaskDispatcher
    proxies: Proxies

    def accept(self) -> tuple[socket.socket, Any] | None:
        """Take up a connection; that of a client who has enough is closed at once."""
        taken: tuple[socket.socket, Any] | None = super().accept()
        if taken is None or taken[1][0] in self.proxies:
            return taken
        same = sum(channel.addr[0] == taken[1][0] for channel in self.active_channels.values())
        if same < CONNECTIONS_EACH:
            return taken
        taken[0].close()
        return None

    def add_task(self, task: HTTPChannel) -> None:
        """Queue a request to be computed; whether the server is alive is told by a thread of its own."""
        asked = task.requests[0] if task.requests else None
        is_health = asked is not None and not asked.error and asked.path == _HEALTH
        (self.health if is_health else self.task_dispatcher).add_task(task)

    def maintenance(self, now: float) -> None:
        """Nothing: `Connections.tend` closes what has lasted too long."""


class Connections:
    """Everything that listens, is received, computed and sent in one process."""

    def __init__(
        self,
        app: WSGIApplication,
        sockets: Iterable[socket.socket],
        proxies: Iterable[str] = THIS_MACHINE,
    ) -> None:
        """Answer at listening sockets from the first `step` on."""
        settings = Adjustments(
            threads=THREADS,
            ident="",
            connection_limit=CONNECTIONS,
            asyncore_use_poll=True,
            max_request_header_size=_HEADER_BYTES,
            max_request_body_size=_BODY_BYTES,
            # The application knows whom to believe (`web.proxies`).
            clear_untrusted_proxy_headers=False,
        )
        self._proxies = Proxies(proxies)
        self._map: Channels = {}
        self.computing = Computing(app)
        self._threads, self._health = ThreadedTaskDispatcher(), ThreadedTaskDispatcher()
        self._threads.set_thread_count(THREADS)
        self._health.set_thread_count(1)
        self._servers = [self._listening(settings, sock) for sock in sockets]
        self._since: dict[HTTPChannel, tuple[object, float]] = {}
        self._following = 0.0

    def _listening(self, settings: Adjustments, sock: socket.socket) -> _Limited:
        where = (sock.family, sock.type, sock.proto, sock.getsockname())
        server = _Limited(
            self.computing,
            self._map,
            True,
            sock,
            dispatcher=self._threads,
            adj=settings,
            bind_socket=False,
            sockinfo=where,
        )
        server.health, server.proxies = self._health, self._proxies
        return server

    def step(self, seconds: float) -> None:
        """Receive and send what is ready, for at most so long; close what has lasted too long."""
        wasyncore.loop(seconds, use_poll=True, map=self._map, count=1)
        now = time.monotonic()
        if now >= self._following:
            self._following = now + _TENDED_S
            self.tend(now)

    def run(self, each_second: Callable[[], bool]) -> None:
        """Answer until `each_second` says no."""
        following = 0.0
        while True:
            if time.monotonic() >= following:
                if not each_second():
                    return
                following = time.monotonic() + 1.0
            self.step(1.0)

    def tend(self, now: float) -> None:
        """Close every connection whose state has lasted longer than it may."""
        states = {channel: _state(channel) for channel in self._channels()}
        self._since = {
            channel: known
            if (known := self._since.get(channel)) and known[0] == state
            else (state, now)
            for channel, (state, _) in states.items()
        }
        for channel, (_, most_s) in states.items():
            if now - self._since[channel][1] > most_s:
                # Not `will_close`, which waits until the client reads.
                channel.handle_close()

    def finish(self, patience_s: float) -> None:
        """Take up nothing more, finish what has begun within so many seconds, and close the rest."""
        self.step(0)
        for server in self._servers:
            server.accepting = False
            server.del_channel()
            server.socket.close()
        end = time.monotonic() + patience_s
        while time.monotonic() < end:
            for channel in self._channels():
                if _state(channel)[0] == "idle":
                    channel.handle_close()
            if not self._channels():
                break
            self.step(0.05)
        for channel in self._channels():
            channel.handle_close()
        for server in self._servers:
            server.trigger.close()
        for threads in (self._threads, self._health):
            threads.set_thread_count(0)

    def by_client(self) -> Counter[str]:
        """Return how many connections each client holds."""
        return Counter(str(channel.addr[0]) for channel in self._channels())

    def _channels(self) -> list[HTTPChannel]:
        return [held for held in self._map.values() if isinstance(held, HTTPChannel)]


def _state(channel: HTTPChannel) -> tuple[object, float]:
    """Return what a connection is busy with, another object for another request, and how long it may."""
    if channel.total_outbufs_len:
        return "sending", SENDING_S
    if channel.requests:
        return "computing", float("inf")
    if channel.request is not None:
        return channel.request, RECEIVING_S
    return "idle", IDLE_S
