"""Which councillors the records report as speaking in which rows: what a search is narrowed by, with its counts.

Only who is called a councillor in the very item that reports their words: residents, children and officers stand in
minutes too, and are nobody to search by.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.text import place_name
from indexer.build.links import may_be_one
from indexer.generation import catalogue
from search.match.facets import Facet

_CIVIL = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx)\b\.? ")
# An office with the name of who holds it.
_OFFICE = re.compile(r".* \((?:Councillor|Councilor|Cllr\.?) (?P<name>[^()]+)\)")


def plain(name: str) -> str:
    """Return the name of a speaker without the office: "Osei" of "Leader (Councillor Osei)"."""
    office = _OFFICE.fullmatch(name)
    return office["name"] if office else name


def is_a_councillors(name: str, councillors: Iterable[str]) -> bool:
    """Say whether a name is that of somebody whom the same item calls a councillor.

    "Mr Oak" is not written of Councillor Oak, who may speak at the same item.
    """
    return not _CIVIL.match(name) and any(may_be_one(name, called) for called in councillors)


def who_spoke(connection: sqlite3.Connection) -> Iterator[tuple[int, str | None, str]]:
    """Yield (row, council, name) of every councillor who is reported as speaking, in order of rows."""
    for row, council, speakers, councillors in catalogue.spoke(connection):
        for written in speakers:
            name = plain(written)
            if is_a_councillors(name, councillors):
                yield row, council, name


class Spoken:
    """The rows in which each councillor speaks, by name; who has one name in two councils is one to search by."""

    def __init__(self, speeches: Iterable[tuple[int, str | None, str]], n_rows: int) -> None:
        """Read (row, council, name)."""
        written: defaultdict[str, Counter[str]] = defaultdict(Counter)
        pairs: dict[tuple[int, str], None] = {}
        for row, _, name in speeches:
            written[place_name(name)][name] += 1
            pairs[row, place_name(name)] = None
        self._number = {place: number for number, place in enumerate(written)}
        self._names = [names.most_common(1)[0][0] for names in written.values()]
        self._rows = np.array([row for row, _ in pairs], np.int64)
        self._people = np.array([self._number[place] for _, place in pairs], np.int64)
        self._n_rows = n_rows

    def called(self, name: str) -> str | None:
        """Return how the records write a name most, None for nobody's."""
        number = self._number.get(place_name(name))
        return None if number is None else self._names[number]

    def mask(self, names: Sequence[str]) -> NDArray[np.bool_]:
        """Return in which rows one of these councillors speaks, (n,) bool."""
        wanted = [
            self._number[place] for name in names if (place := place_name(name)) in self._number
        ]
        mask = np.zeros(self._n_rows, np.bool_)
        mask[self._rows[np.isin(self._people, wanted)]] = True
        return mask

    def facets(self, mask: NDArray[np.bool_], chosen: NDArray[np.bool_]) -> tuple[Facet, ...]:
        """Return who speaks in the rows of `mask`, with in how many, and how many that are not `chosen`.

        Both are (n,) bool. Who speaks in most comes first, then they are in order of name.
        """
        counts, beside = self._count(mask), self._count(mask & ~chosen)
        counted = zip(self._names, counts, beside, strict=True)
        facets = [Facet(name, n, others) for name, n, others in counted if n]
        return tuple(sorted(facets, key=lambda facet: (-facet.count, place_name(facet.value))))

    def _count(self, mask: NDArray[np.bool_]) -> list[int]:
        """Return in how many rows of a mask each one speaks."""
        people = self._people[mask[self._rows]]
        counts: list[int] = np.bincount(people, minlength=len(self._names)).tolist()
        return counts
