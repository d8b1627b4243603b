"""No client keeps others waiting, whatever it does with its connections; what has begun is finished."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from web import connections
from web.connections import CONNECTIONS_EACH, THREADS, Connections

LARGE = b"x" * 20_000_000


class Site:
    """A server of a small application in a thread of its own, at a port of this machine."""

    def __init__(self) -> None:
        self.release = threading.Event()
        self.begun = threading.Semaphore(0)
        listening = socket.create_server(("0.0.0.0", 0), backlog=1_024)
        listening.setblocking(False)
        self.port: int = listening.getsockname()[1]
        self.connections = Connections(self._answer, [listening])
        self._goes_on = True
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _answer(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/waits":
            self.begun.release()
            assert self.release.wait(60)
        body = LARGE if environ["PATH_INFO"] == "/large" else b"here"
        start("200 OK", [("Content-Length", str(len(body)))])
        return [body]

    def _run(self) -> None:
        while self._goes_on:
            self.connections.step(0.02)
        self.connections.finish(20)

    def stop(self) -> None:
        """Tell the server to end; it finishes what has begun."""
        self._goes_on = False

    def ended(self) -> None:
        """Wait until it has ended."""
        self._thread.join(60)
        assert not self._thread.is_alive()

    def connect(self, client: str = "127.0.0.1") -> socket.socket:
        """Return a connection that comes from an address of this machine."""
        return socket.create_connection(
            ("127.0.0.1", self.port), timeout=30, source_address=(client, 0)
        )

    def ask(self, path: str = "/") -> bytes:
        """Return the body of an answer."""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        asking.request("GET", path)
        found = asking.getresponse().read()
        asking.close()
        return found


@pytest.fixture
def site() -> Iterator[Site]:
    running = Site()
    yield running
    running.release.set()
    running.stop()
    running.ended()


@contextmanager
def held(site: Site, number: int, client: str, said: bytes) -> Iterator[list[socket.socket]]:
    """Hold connections on which something was said."""
    opened = [site.connect(client) for _ in range(number)]
    for one in opened:
        # A server that has closed it already has done what it should.
        try:
            one.sendall(said)
        except OSError:
            continue
    try:
        yield opened
    finally:
        for one in opened:
            one.close()


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def is_closed(one: socket.socket) -> bool:
    """Say whether the other end closes a connection within its timeout, however much it sends first."""
    try:
        while one.recv(1 << 16):
            pass
    except ConnectionError:
        pass
    except TimeoutError:
        return False
    return True


def is_closed_while_dripping(one: socket.socket, drip: bytes) -> bool:
    """Say whether the other end closes a connection on which something comes again and again."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            one.sendall(drip)
        except ConnectionError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("client", ["127.0.0.1", "127.0.0.7"], ids=["a proxy", "a client"])
@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost: a",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nb",
    ],
    ids=["silent", "half a header", "half a body"],
)
def test_250_slow_connections_keep_nobody_waiting(client: str, said: bytes, site: Site) -> None:
    with held(site, 250, client, said):
        assert site.ask() == b"here"


def test_a_client_has_so_many_connections_and_others_have_theirs(site: Site) -> None:
    with held(site, CONNECTIONS_EACH + 20, "127.0.0.7", b"GET /"), held(site, 3, "127.0.0.8", b""):
        wait_for(lambda: site.connections.by_client()["127.0.0.8"] == 3)
        assert site.connections.by_client()["127.0.0.7"] == CONNECTIONS_EACH


@pytest.mark.parametrize(
    ("limit", "first", "drip"),
    [
        ("RECEIVING_S", b"GET / HTTP/1.1\r\nX: ", b"a"),
        ("RECEIVING_S", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999\r\n\r\n", b"a"),
        ("IDLE_S", b"", b""),
        ("IDLE_S", b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", b""),
    ],
    ids=["header", "body", "silent", "kept alive"],
)
def test_what_lasts_too_long_is_closed_though_something_comes(
    limit: str, first: bytes, drip: bytes, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, limit, 1.0)
    with held(site, 1, "127.0.0.1", first) as (one,):
        assert is_closed_while_dripping(one, drip) if drip else is_closed(one)
    assert site.ask() == b"here"


def test_who_does_not_read_an_answer_is_closed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "SENDING_S", 1.0)
    with held(site, 1, "127.0.0.1", b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n"):
        wait_for(lambda: bool(site.connections.by_client()))
        wait_for(lambda: not site.connections.by_client())


def test_a_large_answer_arrives_whole(site: Site) -> None:
    assert site.ask("/large") == LARGE


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (b"GET /?q=" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", b"431"),
        (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n", b"413"),
        (b"\x16\x03\x01\x02\r\n\r\n", b"400"),
    ],
    ids=["header", "body", "no HTTP"],
)
def test_what_is_too_large_or_no_request_is_refused(said: bytes, status: bytes, site: Site) -> None:
    with held(site, 1, "127.0.0.1", said) as (one,):
        assert one.recv(100).split()[1] == status


def test_the_server_says_that_it_is_alive_while_all_its_threads_compute(site: Site) -> None:
    asking = [threading.Thread(target=site.ask, args=("/waits",)) for _ in range(3 * THREADS)]
    for thread in asking:
        thread.start()
    for _ in range(THREADS):
        assert site.begun.acquire(timeout=30)
    assert site.ask("/healthz") == b"here"
    assert site.connections.computing.longest_s() > 0
    site.release.set()
    for thread in asking:
        thread.join(30)
    assert site.connections.computing.longest_s() == 0


def test_what_has_begun_is_finished_and_nothing_more_begins(site: Site) -> None:
    answers: list[bytes] = []
    asking = threading.Thread(target=lambda: answers.append(site.ask("/waits")))
    asking.start()
    assert site.begun.acquire(timeout=30)
    with held(site, 1, "127.0.0.1", b"") as (idle,):
        site.stop()
        assert is_closed(idle)
    with pytest.raises(ConnectionError):
        wait_for(lambda: bool(site.connect().close()))
    assert not answers
    site.release.set()
    asking.join(30)
    assert answers == [b"here"]
    site.ended()
