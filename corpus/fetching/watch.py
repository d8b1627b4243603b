"""How long one request may take in all: a site that sends a byte now and then is never silent."""

from __future__ import annotations

import socket
import threading
import time
from types import TracebackType
from typing import Any, Self


class Watch:
    """Ends the connection of a request that is not done in time. Use as a context manager.

    Give `seen` to httpx as the `trace` extension of every request of one client: it tells which
    connection that is.
    """

    def __init__(self) -> None:
        """Watch nothing yet."""
        self._socket: socket.socket | None = None
        self._lock = threading.Condition()
        self._ends_at: float | None = None
        self.is_over = False

    def seen(self, event: str, info: dict[str, Any]) -> None:
        """Notice a new connection, before and behind its TLS."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._socket = info["return_value"].get_extra_info("socket")

    def limit(self, seconds: float) -> Self:
        """Give what follows so many seconds from now."""
        with self._lock:
            self._ends_at = time.monotonic() + seconds
            self._lock.notify()
        return self

    def __enter__(self) -> Self:
        """Begin to watch."""
        self.is_over = False
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        """End watching."""
        with self._lock:
            self._ends_at = None
            self._lock.notify()
        self._thread.join()

    def _watch(self) -> None:
        with self._lock:
            while self._ends_at is not None:
                left = self._ends_at - time.monotonic()
                if left <= 0:
                    self.is_over = True
                    self._end()
                    return
                self._lock.wait(left)

    def _end(self) -> None:
        if self._socket is None:
            return
        try:
            # Not by TLS's own way, which would wait for an answer. Whoever reads from it wakes up.
            socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
        except OSError:
            # It has ended by itself.
            return
