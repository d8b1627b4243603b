"""Which passages are of one meeting, and which of them may be shown beside another."""

from __future__ import annotations

import sqlite3
from collections.abc import Hashable, Iterable
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.text import squash
from indexer import catalogue

_NO_DATE = np.datetime64("NaT", "D")


class Meetings:
    """The meeting of every passage, in order of rows.

    Passages are of one meeting if committee and date are the same and their councils may be; where
    the date is not known, if they are of one source: what is not known to be another meeting is not
    taken for one.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read what tells meetings apart from a catalogue."""
        names = ("council", "committee", "date", "source", "procedural", "exempt")
        councils, committees, dates, sources, procedural, exempt = (
            list(column) for column in zip(*catalogue.columns(connection, names), strict=True)
        )
        self._council = _numbered(_plain(name) for name in councils)
        self._council[[name is None for name in councils]] = -1
        self._meeting = _numbered(
            (_plain(committee), when) if when else ("", source)
            for committee, when, source in zip(committees, dates, sources, strict=True)
        )
        self._date = np.array([when or _NO_DATE for when in dates], "datetime64[D]")
        self._procedural = np.array(procedural, np.bool_)
        self._exempt = np.array([reason is not None for reason in exempt], np.bool_)

    def others(self, row: int, before: date | None = None) -> NDArray[np.bool_]:
        """Return which passages may be precedents of one, (n,) bool.

        Those of other meetings, `before` a date if one is given, that are not exempt; what stands on
        every agenda only for a passage that does so too.
        """
        council = self._council[row]
        mask: NDArray[np.bool_] = self._meeting != self._meeting[row]
        if council >= 0:
            mask |= (self._council >= 0) & (self._council != council)
        mask &= ~self._exempt
        if not self._procedural[row]:
            mask &= ~self._procedural
        if before:
            mask &= self._date < np.datetime64(before)
        mask[row] = False
        return mask


@lru_cache(maxsize=10_000)
def _plain(name: str | None) -> str:
    return squash(name or "").casefold()


def _numbered(keys: Iterable[Hashable]) -> NDArray[np.int32]:
    """Return a number for each key, (n,) int32, the same for equal keys."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.int32)
