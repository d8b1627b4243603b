"""Which passages are of one meeting, and which of them may be shown beside another."""

from __future__ import annotations

import sqlite3
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.text import squash
from indexer import catalogue
from indexer.catalogue import Numbering

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
        councils, days = Numbering[str](), Numbering[str | None]()
        meetings = Numbering[tuple[str, str]]()
        # Numbered as they are read: so many texts at once would be many times what stays of them.
        rows = (
            (
                councils[_plain(council)] if council is not None else -1,
                meetings[(_plain(committee), day) if day else ("", source)],
                days[day],
                procedural,
                reason is not None,
            )
            for council, committee, day, source, procedural, reason in catalogue.each(
                connection, names
            )
        )
        found: NDArray[np.int32] = np.fromiter(rows, np.dtype((np.int32, 5)))
        self._council, self._meeting = found[:, 0].copy(), found[:, 1].copy()
        self._date = np.array([day or _NO_DATE for day in days], "datetime64[D]")[found[:, 2]]
        self._procedural, self._exempt = found[:, 3:].T.astype(np.bool_)

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
