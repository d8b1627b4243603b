"""The index being served: opened when it is first needed, one searcher a request on `flask.g`."""

from __future__ import annotations

import threading
from pathlib import Path

from flask import Flask, current_app, g

from search.live import LiveIndex
from search.searcher import Searcher

EXTENSION = "council-search"


class ServedIndex:
    """A live index that may not be there when the application starts."""

    def __init__(self, path: Path, model: str | None = None) -> None:
        """Remember where the index is and which model it must be of; nothing is opened yet."""
        self._path, self._model = path, model
        self._lock = threading.Lock()
        self._live: LiveIndex | None = None

    @property
    def path(self) -> Path:
        """Return the folder of the index."""
        return self._path

    def searcher(self) -> Searcher:
        """Return the newest searcher. Raises IndexUnavailable while no index can be opened."""
        with self._lock:
            if self._live is None:
                self._live = LiveIndex(self._path, self._model)
        return self._live.searcher()

    def refresh(self) -> None:
        """Move over to a new generation and let go of the old one, as nobody may be asking just now."""
        if self._live is not None:
            self._live.searcher()
            self._live.let_go()


def served_index(app: Flask) -> ServedIndex:
    """Return what the application serves."""
    served: ServedIndex = app.extensions[EXTENSION]
    return served


def searcher() -> Searcher:
    """Return this request's searcher: one generation from the first line of a page to its last."""
    if "searcher" not in g:
        g.searcher = served_index(current_app).searcher()
    found: Searcher = g.searcher
    return found
