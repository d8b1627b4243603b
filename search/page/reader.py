"""The passages of a generation as its catalogue holds them, for any thread."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Concatenate, ParamSpec, TypeVar

from indexer.generation import catalogue
from indexer.generation.recorded import meeting_id, person_id, retraction_of
from indexer.generation.store import Generation, Manifest, reading
from indexer.passages.passage import Passage

P = ParamSpec("P")
R = TypeVar("R")


class PassageReader:
    """Reads the catalogue of one generation. Safe to share between threads: each has its connection."""

    def __init__(self, generation: Generation) -> None:
        """Note the generation; nothing is opened before something is asked for."""
        self.generation = generation
        self._connections = threading.local()

    @property
    def manifest(self) -> Manifest:
        """Return what the generation is."""
        return self.generation.manifest

    @cached_property
    def identifiers(self) -> list[str]:
        """Return the ids of all passages, in order of rows: for evaluation, no page needs them."""
        return self.read(catalogue.column, "id")

    def read(
        self,
        function: Callable[Concatenate[sqlite3.Connection, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """Call a function with this thread's connection to the catalogue."""
        with reading(self.generation, "catalogue.sqlite", sqlite3.DatabaseError):
            return function(self._connection, *args, **kwargs)

    @property
    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._connections, "catalogue"):
            path = self.generation.file(catalogue.FILE)
            self._connections.catalogue = catalogue.connect(path)
        connection: sqlite3.Connection = self._connections.catalogue
        return connection

    def close_connection(self) -> None:
        """Close this thread's connection to the catalogue: before a fork, which it must not cross."""
        if hasattr(self._connections, "catalogue"):
            self._connections.catalogue.close()
            del self._connections.catalogue

    def passage(self, identifier: str) -> Passage | None:
        """Return the passage with this id, or None."""
        row = self.read(catalogue.row_of, identifier)
        return None if row is None else self.read(catalogue.fetch, [row])[0]

    def passages(self, rows: Sequence[int]) -> list[Passage]:
        """Return the passages of these rows, in this order."""
        return self.read(catalogue.fetch, rows)

    def retraction(self, identifier: str) -> str | None:
        """Return why the item that had this id was retracted, as the public may read it; None if none was."""
        return retraction_of(self.manifest.settings, identifier)

    def retraction_of_meeting(self, council: str, committee: str, day: str) -> str | None:
        """Return why all items of the meeting at this address were retracted, None if they were not."""
        return retraction_of(self.manifest.settings, meeting_id(council, committee, day))

    def retraction_of_person(self, council: str, name: str) -> str | None:
        """Return why the name of the councillor at this address was retracted, None if it was not."""
        return retraction_of(self.manifest.settings, person_id(council, name))

    def beside(self, identifier: str) -> tuple[Passage | None, Passage | None]:
        """Return the passages of the rows before and after the one with this id, None at the ends."""
        row = self.read(catalogue.row_of, identifier)
        if row is None:
            return None, None
        last = self.manifest.n_passages - 1
        rows = [other for other in (row - 1, row + 1) if 0 <= other <= last]
        found = dict(zip(rows, self.read(catalogue.fetch, rows), strict=True))
        return found.get(row - 1), found.get(row + 1)

    def all_passages(self) -> list[Passage]:
        """Return every passage, in order of rows."""
        return self.read(catalogue.fetch, range(self.manifest.n_passages))
