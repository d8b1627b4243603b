"""An index that is rebuilt while it is being served: the newest generation, opened once."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from corpus.errors import IndexUnavailable
from indexer.generation.store import current_name
from search.searcher import Searcher, open_index

_log = logging.getLogger(__name__)


class LiveIndex:
    """Gives the searcher of the newest generation; a request keeps the one that it began with."""

    def __init__(self, path: Path, model: str | None = None) -> None:
        """Open the index in `path`, which must be of `model` if one is given.

        Raises IndexMissing, IndexOutdated or IndexDamaged.
        """
        self.path = path
        self._model = model
        self._lock = threading.Lock()
        self._name = current_name(path)
        self._searcher = open_index(path, model)

    def searcher(self) -> Searcher:
        """Return the newest searcher; if the newest cannot be opened, the one that served so far."""
        try:
            name = current_name(self.path)
            if name != self._name:
                with self._lock:
                    if name != self._name:
                        self._searcher = open_index(self.path, self._model)
                        self._name = name
        except IndexUnavailable as error:
            _log.warning("still serving generation %s: %s", self._name, error)
        return self._searcher
