"""Column arrays become row masks, an order by date, and facet counts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corpus.records import OF_THE_MEETING
from corpus.text import squash, words_of_name
from indexer.generation import columns
from indexer.generation.store import Generation, reading
from search.match.facets import Facet
from search.match.spoken import Spoken
from search.query.nodes import CouncilPlace, Filters

# By this name what is of no known committee is asked for, as in the addresses of places.
NO_COMMITTEE = "unknown"


def _nobody() -> Spoken:
    return Spoken((), 0)


class Columns:
    """The filterable columns of all passages, in order of rows."""

    def __init__(
        self,
        generation: Generation,
        row_of: Callable[[str], int | None] = lambda _: None,
        decided: Callable[[], Sequence[int]] = tuple,
        spoken: Callable[[], Spoken] = _nobody,
    ) -> None:
        """Read the columns of a generation; the catalogue gives the row of an id, what is decided, and who speaks.

        Raises IndexDamaged if one cannot be read.
        """
        self._row_of, self._decided, self._spoken = row_of, decided, spoken
        stored = generation.array(columns.FILE)
        with reading(generation, columns.COMMITTEES, OSError, ValueError):
            self.committee_names = columns.names_of(generation, columns.COMMITTEES)
            self.council_names = columns.names_of(generation, columns.COUNCILS)
        _check(generation, stored, "committee", len(self.committee_names))
        _check(generation, stored, "council", len(self.council_names))
        _check(generation, stored, "kind", len(columns.KINDS))
        # Copies in a row: of a table with all columns each pass would read every one.
        self._committee = stored["committee"].copy()
        self._council = stored["council"].copy()
        # Names that differ by their capitals only are one committee to filter by.
        folded = [name.casefold() for name in self.committee_names]
        first = np.array([folded.index(name) for name in folded], np.int64)
        self._first_named = np.append(first, -1)
        self._kind = stored["kind"].copy()
        self.documents = stored["document"].copy()
        self.same = stored["same"].copy()
        self.dates = stored["date"].copy()
        self.continues = stored["continues"].copy()

    def mask(self, filters: Filters) -> NDArray[np.bool_]:
        """Return which rows may appear, (n,) bool. A passage without a date is in no range of dates."""
        mask = self._of_bodies(filters)
        if filters.kinds:
            mask &= np.isin(self._kind, [columns.KINDS.index(kind) for kind in filters.kinds])
        if filters.within:
            mask &= self._of_document(filters.within)
        if filters.speakers:
            mask &= self.spoken.mask(filters.speakers)
        if filters.decided:
            mask &= self.decided
        if filters.date_from:
            mask &= self.dates >= np.datetime64(filters.date_from)
        if filters.date_to:
            mask &= self.dates <= np.datetime64(filters.date_to)
        return mask

    def _of_bodies(self, filters: Filters) -> NDArray[np.bool_]:
        """Return which rows are of the committees and of the councils that are named, (n,) bool."""
        mask = np.ones(len(self._committee), np.bool_)
        if filters.committees:
            names = {full for name in filters.committees for full in self.committees_called(name)}
            numbers = _places(names, self.committee_names)
            is_unknown = NO_COMMITTEE in names and NO_COMMITTEE not in self.committee_names
            mask &= np.isin(self._committee, [*numbers, *([-1] if is_unknown else [])])
        if filters.councils:
            names = {full for name in filters.councils for full in self.councils_called(name)}
            mask &= np.isin(self._council, _places(names, self.council_names))
        return mask

    def committees_called(self, name: str) -> list[str]:
        """Return the committees of a name, else those that have it as a part; "unknown" is what has none."""
        if _folded(name) == NO_COMMITTEE:
            return [NO_COMMITTEE]
        return _called(name, self.committee_names, _folded)

    @cached_property
    def spoken(self) -> Spoken:
        """Return who speaks in which rows."""
        return self._spoken()

    @cached_property
    def decided(self) -> NDArray[np.bool_]:
        """Return in which rows something is recorded as decided, formalities left out, (n,) bool."""
        mask = np.zeros(len(self.dates), np.bool_)
        mask[list(self._decided())] = True
        return mask

    def councils_called(self, name: str) -> list[str]:
        """Return the council of a name, however it is spaced, else those that have it as a part."""
        return _called(name, self.council_names, words_of_name)

    def of_places(self, places: Sequence[CouncilPlace]) -> dict[str, NDArray[np.bool_]]:
        """Return which rows have a term because their council has the place in its name, (n,) bool, by term."""
        masks: dict[str, NDArray[np.bool_]] = {}
        for place in places:
            of_its_councils = self.mask(Filters(councils=place.councils))
            for term in place.terms:
                masks[term] = masks.get(term, of_its_councils) | of_its_councils
        return masks

    @cached_property
    def papers(self) -> NDArray[np.int32]:
        """Return the number of the paper of each row, (n,), -1 for minutes, agendas and what is unknown."""
        of_no_paper = [-1, *(columns.KINDS.index(kind) for kind in OF_THE_MEETING)]
        return np.where(np.isin(self._kind, of_no_paper), np.int32(-1), self.documents)

    def _of_document(self, identifier: str) -> NDArray[np.bool_]:
        """Return which rows stand in the document that a passage stands in, (n,) bool; none if there is none."""
        row = self._row_of(identifier)
        if row is None:
            return np.zeros(len(self.documents), np.bool_)
        number = self.documents[row]
        mask = self.documents == number if number >= 0 else np.zeros(len(self.documents), np.bool_)
        mask[row] = True
        return np.asarray(mask, np.bool_)

    def of_meeting(self, committee: str, day: date) -> list[int]:
        """Return the rows of what a committee dealt with on a day, in order, however its name is written."""
        mask = self.dates == np.datetime64(day)
        number = self._first_named[self.committee_names.index(committee)]
        mask &= self._first_named[self._committee] == number
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

    def committee_facets(self, mask: NDArray[np.bool_]) -> tuple[Facet, ...]:
        """Return the committees of the rows in `mask` with their counts, in order of name; what has none is last."""
        # Number 0 is of what has no committee.
        numbers = self._first_named[self._committee[mask]] + 1
        counts = np.bincount(numbers, minlength=len(self.committee_names) + 1)
        of_none, *known = counts.tolist()
        counted = zip([*self.committee_names, NO_COMMITTEE], [*known, of_none], strict=True)
        return tuple(Facet(name, count) for name, count in counted if count)

    def council_facets(self, mask: NDArray[np.bool_]) -> tuple[Facet, ...]:
        """Return the councils of the rows in `mask` with their counts, in order of name."""
        # Number 0 is of what names no council.
        counts = np.bincount(self._council[mask] + 1, minlength=len(self.council_names) + 1)
        return tuple(
            Facet(name, count)
            for name, count in zip(self.council_names, counts[1:].tolist(), strict=True)
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


def _places(wanted: Collection[str], names: Sequence[str]) -> list[int]:
    return [number for number, name in enumerate(names) if name in wanted]


def _folded(name: str) -> str:
    return squash(name).casefold()


def _check(generation: Generation, stored: NDArray[np.void], column: str, n_names: int) -> None:
    """Raise IndexDamaged unless a column has numbers of names, -1 for none."""
    numbers = stored[column]
    if len(numbers) and not -1 <= int(numbers.min()) <= int(numbers.max()) < n_names:
        raise generation.damaged(f"{columns.FILE} has a {column} that there is not")


def _called(wanted: str, names: Sequence[str], plain: Callable[[str], str]) -> list[str]:
    """Return the names that are the wanted one, else those that have it as a part, by what `plain` makes of each."""
    part = plain(wanted)
    same = [name for name in names if plain(name) == part]
    return same or [name for name in names if part in plain(name)]
