"""When items came into an index and when what they say last changed: the times that feeds tell, and their order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from indexer.generation import layout
from search.searcher import Searcher


@dataclass(frozen=True, slots=True)
class News:
    """The times of one generation's passages, and when the record of times began: before that nothing is known."""

    times: NDArray[Any]
    since: datetime

    def in_order(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return rows, (k,) int64: what came or changed last comes first; what did so together stays in its order."""
        began = np.datetime64(self.since.replace(tzinfo=None), "s")
        found = self.times[rows]
        added, revised = (np.where(np.isnat(found[name]), began, found[name]) for name in _NAMES)
        latest = np.maximum(added, revised).astype(np.int64)
        return rows[np.argsort(-latest, kind="stable")]

    def of(self, row: int, held: date | None) -> tuple[datetime, datetime]:
        """Return when an item was first here and when it last changed, in UTC.

        Of one that was here when the record of times began that is the day `held` of its meeting, or that beginning
        if the day was still to come or is unknown.
        """
        came, changed = (_moment(self.times[row][name]) for name in _NAMES)
        if came is None:
            day = datetime.combine(held, time(), UTC) if held else self.since
            came = min(day, self.since)
        return came, max(came, changed or came)


_NAMES = layout.TIMES_TYPE.names or ()
_known: WeakKeyDictionary[Searcher, News] = WeakKeyDictionary()


def news(searcher: Searcher) -> News:
    """Return the times of what a searcher searches, read once. Raises IndexDamaged."""
    found = _known.get(searcher)
    if found is None:
        found = News(np.asarray(searcher.generation.array(layout.TIMES)), _since(searcher))
        _known[searcher] = found
    return found


def _since(searcher: Searcher) -> datetime:
    manifest = searcher.manifest
    return (
        _read(str(manifest.settings.get(layout.TIMES_SINCE)))
        or _read(manifest.built_at)
        or datetime.now(UTC)
    )


@lru_cache(maxsize=16)
def _read(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _moment(value: np.datetime64) -> datetime | None:
    """Return a time of the array; None where it has none, or one that no clock shows."""
    moment = value.item()
    return moment.replace(tzinfo=UTC) if isinstance(moment, datetime) else None
