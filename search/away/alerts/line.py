"""A connection to a mail server that ends when it has taken its time, however the server spends it."""

from __future__ import annotations

import os
import smtplib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any


class Line:
    """The connection of one server: `was_cut` says whether it was ended for taking too long.

    A limit for each answer is none of the whole: who sends a letter now and then is never late.
    """

    def __init__(self) -> None:
        """Begin without a connection."""
        self._socket: socket.socket | None = None
        self.was_cut = False

    def take(self, connection: socket.socket) -> None:
        """Remember a connection by a handle of its own: encryption takes the first one over."""
        self.close()
        self.was_cut = False
        self._socket = socket.socket(fileno=os.dup(connection.fileno()))

    def close(self) -> None:
        """Let the handle go; the connection is somebody else's to close."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """End the connection if what is done inside takes longer."""
        timer = threading.Timer(seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _cut(self) -> None:
        self.was_cut = True
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)


def classes(line: Line) -> tuple[type[smtplib.SMTP], type[smtplib.SMTP_SSL]]:
    """Return what speaks SMTP, plain and encrypted from the start, over a line, which knows it from its greeting on."""

    class Plain(smtplib.SMTP):
        def _get_socket(self, *given: Any) -> socket.socket:
            found: socket.socket = super()._get_socket(*given)  # type: ignore[misc]
            line.take(found)
            return found

    class Sealed(smtplib.SMTP_SSL, Plain):
        pass

    return Plain, Sealed
