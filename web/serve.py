"""Serves an index to browsers with waitress, a production WSGI server."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Protocol

import click
from flask import Flask
from waitress import wasyncore  # type: ignore[import-untyped]
from waitress.server import create_server  # type: ignore[import-untyped]

from corpus.errors import UsageError
from web.app import create_app
from web.index import served_index

THREADS = 8


class Server(Protocol):
    """What is asked of a waitress server."""

    def run(self) -> None:
        """Answer requests until interrupted."""


def serve(index: Path, host: str, port: int) -> None:
    """Serve until interrupted. Raises IndexUnavailable, or UsageError if it cannot listen."""
    app = create_app(index)
    # The first search loads the encoder: now, so that no reader waits for it.
    served_index(app).searcher().search("council", limit=1)
    server = listen(app, host, port)
    click.echo(f"Serving {index} at {address(host, port)} (stop with Ctrl-C)")
    server.run()


def listen(app: Flask, host: str, port: int) -> Server:
    """Return a server that listens but does not answer yet. Raises UsageError if it cannot."""
    # The system would take 99999 for 34463.
    if not 0 < port < 65_536:
        raise UsageError(f"There is no port {port}. Give --port a number from 1 to 65535.")
    sockets: dict[int, object] = {}
    try:
        server: Server = create_server(
            app,
            map=sockets,
            host=host,
            port=port,
            threads=THREADS,
            ident="",
            # A proxy on the same machine says by which address it was asked.
            trusted_proxy="127.0.0.1",
            trusted_proxy_headers={"x-forwarded-proto", "x-forwarded-host"},
            clear_untrusted_proxy_headers=True,
        )
    except (OSError, ValueError) as error:
        wasyncore.close_all(sockets)
        raise UsageError(_why_not(error, host, port)) from error
    return server


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
