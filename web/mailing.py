"""Confirmations of sign-ups are mailed beside the answers: no client waits for a mail server, or learns how long it took."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from pathlib import Path

from corpus.errors import UsageError
from search.away.alerts.confirming import mail_confirmations
from search.away.alerts.post import Post, server_of_environment
from search.away.alerts.sealing import Seal
from search.away.alerts.sign_ups import open_sign_ups
from search.away.alerts.unsubscribing import key_of
from search.away.alerts.wanted import Alerts
from web.site import SiteFacts

# How long it waits before it tries again what a server did not take.
_AGAIN_S, _PATIENCE_S = 60.0, 20.0
_log = logging.getLogger(__name__)


class Mailing:
    """Mails what waits in a thread that lives as long as there is something; what is left goes with `alerts`."""

    def __init__(self, index: Path, site: SiteFacts) -> None:
        """Remember whose mails they are; nothing is begun."""
        self._index = index
        self._site = Alerts(site.address, site.alerts_from, site.name, ())
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._asked, self._idle = threading.Event(), threading.Event()

    def check(self) -> None:
        """Raise UsageError where no mail server is named."""
        server_of_environment()

    def begin(self) -> None:
        """Mail what waits, soon; returns at once."""
        with self._lock:
            self._idle.clear()
            self._asked.set()
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._mail, daemon=True, name="mailing")
                self._thread.start()

    def wait(self, seconds: float) -> None:
        """Wait until nothing more can be mailed just now."""
        self._idle.wait(seconds)

    def _mail(self) -> None:
        while True:
            self._asked.clear()
            try:
                n_left = self.mail_once()
            except (UsageError, sqlite3.Error) as error:
                _log.error("confirmations of sign-ups: %s", error)
                n_left = 1
            with self._lock:
                if not self._asked.is_set():
                    self._idle.set()
                    if not n_left:
                        self._thread = None
                        return
            if n_left:
                self._asked.wait(_AGAIN_S)

    def mail_once(self) -> int:
        """Mail what waits and return how many still do. Raises UsageError, sqlite3.Error."""
        key, server = key_of(self._index), server_of_environment()
        sign_ups = open_sign_ups(self._index) if key else None
        if key is None or sign_ups is None:
            return 0
        post = Post(server, _PATIENCE_S)
        try:
            done = mail_confirmations(sign_ups, Seal(key), self._site, post.send, int(time.time()))
            failed = sum(error is not None for error in done)
            if failed:
                # Why is not said: a server may name the address.
                _log.error(
                    "confirmations of sign-ups: %d were not taken by the mail server", failed
                )
            return sign_ups.n_asked()
        finally:
            post.close()
            sign_ups.close()
