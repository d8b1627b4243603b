"""A council's web server over real HTTP, with the faults that real ones have."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.moderngov_council import ASP_NET_OFF, Asked, Council, Fault


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    council: Council

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        pass

    def do_GET(self) -> None:
        status, kind, body = self.council.answer(self.path)
        headers = {"Content-Type": kind, "Content-Length": str(len(body))}
        fault = self._fault()
        if fault is not None and fault.raw is not None:
            self.council.asked.append(Asked(time.monotonic(), self.path, dict(self.headers), 0))
            self.close_connection = True
            with suppress(OSError):
                fault.raw(self.wfile)
            return
        if fault is not None and fault.kind == "slow":
            time.sleep(fault.seconds)
        elif fault is not None and fault.kind == "status":
            status, body = fault.status, b"<html><body>Something is wrong</body></html>"
            headers = {"Content-Type": "text/html", "Content-Length": str(len(body))}
            headers |= fault.headers
        elif fault is not None and fault.kind == "switched off":
            status, body = 500, ASP_NET_OFF.encode()
            headers = {"Content-Type": "text/html", "Content-Length": str(len(body))}
        elif fault is not None and fault.kind == "redirect":
            status, body = 302, b""
            target = fault.headers.get("Location", f"{self.path}&again=1")
            headers = {"Location": target, "Content-Length": "0"}
        elif fault is not None and fault.kind == "cut":
            body = body[: len(body) // 2]
        elif fault is not None and fault.kind == "ends early":
            body = body[: len(body) // 2]
            headers["Content-Length"] = str(len(body))
        if self.council.validators and status == 200 and "robots" not in self.path:
            status, body = self._validated(status, body, headers)
        self.council.asked.append(
            Asked(time.monotonic(), self.path, dict(self.headers.items()), status)
        )
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
            if fault is not None and fault.kind == "cut":
                self.wfile.flush()
                self.close_connection = True
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _fault(self) -> Fault | None:
        for fault in self.council.faults:
            if fault.where in self.path and fault.times != 0:
                if fault.times is not None:
                    fault.times -= 1
                return fault
        return None

    def _validated(self, status: int, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        # What is the same but for the view state has the same tag.
        content = body.split(b'<div id="modgov">')[-1]
        headers["ETag"] = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        if self.headers.get("If-None-Match") == headers["ETag"]:
            del headers["Content-Length"]
            return 304, b""
        return status, body


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that hang up: that is what some tests are about."""


@contextmanager
def served(council: Council, path: str = "/") -> Iterator[Council]:
    """Serve a council's site from a thread; `council.base` is its address."""
    handler = type("Handler", (_Handler,), {"council": council})
    server = _Server(("127.0.0.1", 0), handler)
    council.base = f"http://127.0.0.1:{server.server_port}{path}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield council
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
