"""Column arrays of the catalogue become row masks and facet counts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.text import squash
from indexer import catalogue
from indexer.catalogue import Numbering
from indexer.passages import NO_TITLE
from search.nodes import Filters

_NO_DATE = np.datetime64("NaT", "D")
# As many items in a row may have one title ("Planning application"); more are pieces of a document.
_MOST_ITEMS = 5


@dataclass(frozen=True, slots=True)
class Facet:
    """A value to filter by, and how many of the matched passages have it."""

    value: str
    count: int


class Columns:
    """The filterable columns of all passages, in order of rows."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read the columns from a catalogue."""
        names = ("committee", "date", "title", "source")
        committees, days = Numbering[str | None](), Numbering[str | None]()
        texts = Numbering[tuple[str, str]]()
        # Numbered as they are read: so many texts at once would be twice the memory that stays.
        rows = (
            (committees[committee], days[day], title == NO_TITLE, texts[source, title])
            for committee, day, title, source in catalogue.each(connection, names)
        )
        found: NDArray[np.int32] = np.fromiter(rows, np.dtype((np.int32, 4)))
        self.committee_names = sorted(filter(None, committees))
        self._committee = self._in_order(committees)[found[:, 0]]
        self.dates = np.array([day or _NO_DATE for day in days], "datetime64[D]")[found[:, 1]]
        self.continues = self._continues(found[:, 2].astype(np.bool_), found[:, 3])

    def _in_order(self, committees: Iterable[str | None]) -> NDArray[np.int32]:
        """Return the place of each of the committees among the names, -1 for one without a name."""
        number = {name: i for i, name in enumerate(self.committee_names)}
        return np.array([number.get(name or "", -1) for name in committees], np.int32)

    def _continues(
        self, untitled: NDArray[np.bool_], texts: NDArray[np.int32]
    ) -> NDArray[np.bool_]:
        """Return which passages carry on the one before, (n,) bool: pieces of one running text.

        Those have no title or, more than `_MOST_ITEMS` in a row, the title of a document that they share;
        `texts` are equal where source and title are.
        """
        same = np.zeros(len(texts), np.bool_)
        same[1:] = texts[1:] == texts[:-1]
        same[1:] &= self._committee[1:] == self._committee[:-1]
        same[1:] &= (self.dates[1:] == self.dates[:-1]) | (
            np.isnat(self.dates[1:]) & np.isnat(self.dates[:-1])
        )
        number = np.cumsum(~same)
        is_document = np.bincount(number)[number] > _MOST_ITEMS
        return same & (is_document | untitled)

    def mask(self, filters: Filters) -> NDArray[np.bool_]:
        """Return which rows may appear, (n,) bool. A passage without a date is in no range of dates."""
        mask = np.ones(len(self._committee), np.bool_)
        if filters.committees:
            wanted = [squash(name).casefold() for name in filters.committees]
            exact = [i for i, n in enumerate(self.committee_names) if n.casefold() in wanted]
            parts = [
                i
                for i, name in enumerate(self.committee_names)
                if any(part in name.casefold() for part in wanted if part not in self._folded)
            ]
            mask &= np.isin(self._committee, exact + parts)
        if filters.date_from:
            mask &= self.dates >= np.datetime64(filters.date_from)
        if filters.date_to:
            mask &= self.dates <= np.datetime64(filters.date_to)
        return mask

    def in_order_of_date(self, mask: NDArray[np.bool_], *, newest: bool) -> NDArray[np.int64]:
        """Return the rows in `mask` by date, the newest first or the oldest.

        Those of one day are in order of rows; those without a date come last.
        """
        rows = np.flatnonzero(mask)
        dates = self.dates[rows]
        days = dates.astype(np.int64)
        key = np.where(np.isnat(dates), np.iinfo(np.int64).max, -days if newest else days)
        return rows[np.argsort(key, kind="stable")]

    @property
    def _folded(self) -> set[str]:
        return {name.casefold() for name in self.committee_names}

    def committee_facets(self, mask: NDArray[np.bool_]) -> tuple[Facet, ...]:
        """Return the committees of the rows in `mask` with their counts, in order of name."""
        # Number 0 is of what has no committee.
        counts = np.bincount(self._committee[mask] + 1, minlength=len(self.committee_names) + 1)
        return tuple(
            Facet(name, count)
            for name, count in zip(self.committee_names, counts[1:].tolist(), strict=True)
            if count
        )
