"""The index being served: opened when it is first needed, one searcher a request on `flask.g`."""

from __future__ import annotations

import threading
from pathlib import Path

from flask import current_app, g

from search.live import LiveIndex
from search.searcher import Searcher

EXTENSION = "council-search"


class ServedIndex:
    """A live index that may not be there when the application starts."""

    def __init__(self, path: Path) -> None:
        """Remember where the index is; nothing is opened yet."""
        self._path = path
        self._lock = threading.Lock()
        self._live: LiveIndex | None = None

    def searcher(self) -> Searcher:
        """Return the newest searcher. Raises IndexUnavailable while no index can be opened."""
        with self._lock:
            if self._live is None:
                self._live = LiveIndex(self._path)
        return self._live.searcher()


def searcher() -> Searcher:
    """Return this request's searcher: one generation from the first line of a page to its last."""
    if "searcher" not in g:
        served: ServedIndex = current_app.extensions[EXTENSION]
        g.searcher = served.searcher()
    found: Searcher = g.searcher
    return found
