"""An index that is rebuilt while it is being served: the newest generation, opened once."""

from __future__ import annotations

import gc
import logging
import threading
import weakref
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
        self._left: list[weakref.ref[Searcher]] = []
        self._told = ""

    def searcher(self) -> Searcher:
        """Return the newest searcher; if the newest cannot be opened, the one that served so far."""
        try:
            name = current_name(self.path)
            if name != self._name:
                with self._lock:
                    if name != self._name:
                        self._move_to(name)
            self._told = ""
        except IndexUnavailable as error:
            # Told once, not for every request.
            if str(error) != self._told:
                self._told = str(error)
                _log.warning("still serving generation %s: %s", self._name, error)
        return self._searcher

    def _move_to(self, name: str) -> None:
        searcher = open_index(self.path, self._model)
        searcher.take_over_from(self._searcher)
        self._left.append(weakref.ref(self._searcher))
        self._searcher = searcher
        self._name = name

    def let_go(self) -> None:
        """Free the memory of generations that no request uses any more: within a second or so of a swap.

        Their parts refer to each other, so they would be there until Python next looks for such.
        """
        if self._left:
            gc.collect()
            self._left = [left for left in self._left if left() is not None]
