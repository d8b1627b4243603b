"""Serves an index to browsers, with gunicorn and waitress where there is a fork, else with waitress."""

from __future__ import annotations

import errno
import gc
import os
import socket
import sys
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import click
from flask import Flask

from corpus.errors import UsageError
from search.browse.directory import directory
from search.searcher import Searcher
from web import sign_up
from web.app import create_app
from web.connections import Connections
from web.coverage import coverage
from web.index import ServedIndex, served_index
from web.site import SiteFacts, site_of

# Connections that may wait to be taken up.
_WAITING = 1_024
_PATIENCE_S = 20.0


def serve(
    index: Path,
    host: str,
    port: int,
    n_workers: int | None = None,
    model: str | None = None,
    site: SiteFacts | None = None,
) -> None:
    """Serve until interrupted. Raises IndexUnavailable, or UsageError if it cannot listen.

    Without a number of workers there is one for each processor, four at most.
    """
    app = create_app(index, model, site)
    sign_up.check(app)
    served = served_index(app)
    forks = hasattr(os, "fork")
    if forks:
        # Not imported where it cannot run.
        from web import supervised

        supervised.one_heap()
    # A collection writes to what it looks at, and so would copy it into every worker. What is opened
    # from here on can still go when the index is rebuilt.
    gc.freeze()
    searcher = served.searcher()
    # Opened before anything listens. A reader who comes while it loads waits, and is not refused.
    sockets = listen(host, port)
    load(app, searcher)
    click.echo(f"Serving {index} at {address(host, port)} (stop with Ctrl-C)")
    sys.stdout.flush()

    def begin() -> object:
        return served.searcher().search("council", limit=1)

    if forks:
        number = n_workers or supervised.usual_number()
        supervised.run(app, sockets, number, begin=begin, each_second=served.refresh)
    begin()
    _alone(Connections(app, sockets, site_of(app).proxies), served)


def load(app: Flask, searcher: Searcher) -> None:
    """Load what every worker needs and none changes, before they are forked: they share its memory.

    Nothing of it may start a thread, which no worker would have. So the query encoder is loaded, and
    runs on one thread, but no window is scanned.
    """
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)
    searcher.search("council", mode="lexical", limit=1)
    searcher.dense.encoder.encode("council")
    _ = searcher.precedents, searcher.records.words, directory(searcher).people
    coverage(searcher)
    searcher.close_connection()


def _alone(connections: Connections, served: ServedIndex) -> None:
    """Answer in this process until interrupted, then finish what has begun."""

    def each_second() -> bool:
        served.refresh()
        return True

    with suppress(KeyboardInterrupt):
        connections.run(each_second)
    connections.finish(_PATIENCE_S)


def listen(host: str, port: int) -> list[socket.socket]:
    """Return sockets that listen at all addresses of a host. Raises UsageError if they cannot."""
    # The system would take 99999 for 34463.
    if not 0 < port < 65_536:
        raise UsageError(f"There is no port {port}. Give --port a number from 1 to 65535.")
    with ExitStack() as opened:
        try:
            sockets = [
                opened.enter_context(_bound(family, where))
                for family, _, _, _, where in dict.fromkeys(
                    socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
                )
            ]
        except (OSError, ValueError) as error:
            raise UsageError(_why_not(error, host, port)) from error
        opened.pop_all()
    return sockets


def _bound(family: socket.AddressFamily, where: Any) -> socket.socket:
    found = socket.socket(family, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            found.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        found.bind(where)
        found.listen(_WAITING)
    except BaseException:
        found.close()
        raise
    return found


def _why_not(error: Exception, host: str, port: int) -> str:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EADDRINUSE:
        return (
            f"Port {port} of {host} is in use. Stop the program that uses it, "
            f"or take another: --port {port + 1}"
        )
    if number == errno.EACCES:
        return f"Port {port} may not be used by this user. Take one above 1023: --port 8080"
    return (
        f"There is no address {host} to listen at on this machine. "
        "Give --host one of its names or IP addresses."
    )


def address(host: str, port: int) -> str:
    """Return the address to type into a browser on this machine."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host)  # noqa: S104 (to show, not to bind)
    return f"http://{name or (f'[{host}]' if ':' in host else host)}:{port}/"
