"""Column arrays become row masks, an order by date, and facet counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from corpus.text import squash
from indexer.generation import columns
from indexer.generation.store import Generation, reading
from search.query.nodes import Filters


@dataclass(frozen=True, slots=True)
class Facet:
    """A value to filter by, and how many of the matched passages have it."""

    value: str
    count: int


class Columns:
    """The filterable columns of all passages, in order of rows."""

    def __init__(self, generation: Generation) -> None:
        """Read the columns of a generation. Raises IndexDamaged if one cannot be read."""
        found = generation.array(columns.FILE)
        with reading(generation, columns.NAMES, OSError, ValueError):
            self.committee_names = columns.names_of(generation.folder)
        # Copies in a row: of a table with all columns each pass would read every one.
        self._committee = found["committee"].copy()
        # Names that differ by their capitals only are one committee to filter by.
        folded = [name.casefold() for name in self.committee_names]
        first = np.array([folded.index(name) for name in folded], np.int64)
        self._first_named = np.append(first, -1)
        self._kind = found["kind"].copy()
        self.documents = found["document"].copy()
        self.dates = found["date"].copy()
        self.continues = found["continues"].copy()

    def mask(self, filters: Filters) -> NDArray[np.bool_]:
        """Return which rows may appear, (n,) bool. A passage without a date is in no range of dates."""
        mask = np.ones(len(self._committee), np.bool_)
        if filters.committees:
            mask &= np.isin(self._committee, self._numbers_of(filters.committees))
        if filters.kinds:
            mask &= np.isin(self._kind, [columns.KINDS.index(kind) for kind in filters.kinds])
        if filters.date_from:
            mask &= self.dates >= np.datetime64(filters.date_from)
        if filters.date_to:
            mask &= self.dates <= np.datetime64(filters.date_to)
        return mask

    def _numbers_of(self, wanted_names: Sequence[str]) -> list[int]:
        """Return the numbers of the committees of these names, else of those that have one as a part."""
        wanted = [squash(name).casefold() for name in wanted_names]
        parts = [name for name in wanted if name not in self._folded]
        return [
            number
            for number, name in enumerate(map(str.casefold, self.committee_names))
            if name in wanted or any(part in name for part in parts)
        ]

    def of_meeting(self, committee: str, day: date) -> list[int]:
        """Return the rows of what a committee dealt with on a day, in order."""
        mask = self.dates == np.datetime64(day)
        mask &= self._committee == self.committee_names.index(committee)
        return [int(row) for row in np.flatnonzero(mask)]

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
        numbers = self._first_named[self._committee[mask]] + 1
        counts = np.bincount(numbers, minlength=len(self.committee_names) + 1)
        return tuple(
            Facet(name, count)
            for name, count in zip(self.committee_names, counts[1:].tolist(), strict=True)
            if count
        )

    def year_facets(self, mask: NDArray[np.bool_]) -> tuple[Facet, ...]:
        """Return the years of the rows in `mask` with their counts, in order; what has no date has none."""
        dates = self.dates[mask]
        years, counts = np.unique(
            dates[~np.isnat(dates)].astype("datetime64[Y]"), return_counts=True
        )
        return tuple(
            Facet(str(year), count) for year, count in zip(years, counts.tolist(), strict=True)
        )

    def kind_facets(self, mask: NDArray[np.bool_]) -> tuple[Facet, ...]:
        """Return the kinds of documents of the rows in `mask` with their counts, in their own order."""
        # Number 0 is of what is in no document of a known kind.
        counts = np.bincount(self._kind[mask] + 1, minlength=len(columns.KINDS) + 1)
        return tuple(
            Facet(kind, count)
            for kind, count in zip(columns.KINDS, counts[1:].tolist(), strict=True)
            if count
        )
