"""Which passages are of one meeting, and which of them may be shown beside another."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from indexer.generation import columns
from indexer.generation.store import Generation


class Meetings:
    """The meeting of every passage, in order of rows.

    Passages are of one meeting if committee and date are the same and their councils may be; where
    the date is not known, if they are of one source: what is not known to be another meeting is not
    taken for one.
    """

    def __init__(self, generation: Generation) -> None:
        """Read what tells meetings apart. Raises IndexDamaged if it cannot be read."""
        stored = generation.array(columns.FILE)
        self._council, self._meeting = stored["council"].copy(), stored["meeting"].copy()
        self._date = stored["date"].copy()
        self._procedural, self._exempt = stored["procedural"].copy(), stored["exempt"].copy()

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
