"""Serves an index to browsers with waitress, a production WSGI server."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Protocol

import click
from waitress.server import create_server  # type: ignore[import-untyped]

from corpus.errors import UsageError
from search.searcher import open_index
from web.app import create_app

THREADS = 8


class Server(Protocol):
    """What is asked of a waitress server."""

    def run(self) -> None:
        """Answer requests until interrupted."""

    def close(self) -> None:
        """Stop listening."""


def serve(index: Path, host: str, port: int) -> None:
    """Serve until interrupted. Raises IndexUnavailable, or UsageError if it cannot listen."""
    open_index(index)
    server = listen(index, host, port)
    click.echo(f"Serving {index} at {address(host, port)} (stop with Ctrl-C)")
    server.run()


def listen(index: Path, host: str, port: int) -> Server:
    """Return a server that listens but does not answer yet. Raises UsageError if it cannot."""
    try:
        server: Server = create_server(
            create_app(index),
            host=host,
            port=port,
            threads=THREADS,
            ident="",
            # A proxy on the same machine says by which address it was asked.
            trusted_proxy="127.0.0.1",
            trusted_proxy_headers={"x-forwarded-proto", "x-forwarded-host"},
            clear_untrusted_proxy_headers=True,
        )
    except OSError as error:
        raise UsageError(_why_not(error, host, port)) from error
    except (ValueError, OverflowError) as error:
        raise UsageError(
            f"There is no address {host}, port {port}. Give --host a name or an IP address and "
            "--port a number from 1 to 65535."
        ) from error
    return server


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} of {host} is in use. Stop the program that uses it, "
            f"or take another: --port {port + 1}"
        )
    if error.errno == errno.EACCES:
        return f"Port {port} may not be used by this user. Take one above 1023: --port 8080"
    return f"Cannot listen at {host}, port {port}: {error.strerror or error}"


def address(host: str, port: int) -> str:
    """Return the address to type into a browser on this machine."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host)  # noqa: S104 (to show, not to bind)
    return f"http://{name or (f'[{host}]' if ':' in host else host)}:{port}/"
