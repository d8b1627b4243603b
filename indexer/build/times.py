"""When each passage came into an index, and when what it says last became another: carried from build to build.

Nothing is known of what an index began with: it may be of yesterday or of ten years ago. So a build that starts
from nothing writes no time at all, and gives the same bytes whenever it runs; later ones note what they find.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.build.kept import kept_row
from indexer.build.reading import ReadSource
from indexer.build.replay import with_those_above
from indexer.generation import catalogue, layout, store
from indexer.generation.disk import write_array
from indexer.generation.recorded import Recorded
from indexer.passages.passage import Passage

_UNKNOWN = np.datetime64("NaT", "s")
_UNREADABLE = (OSError, ValueError, TypeError, LookupError, RecursionError, sqlite3.Error)


# What a passage says: the key of its text (`layout.PASSAGE_KEYS`), its council and day, which that is not of.
Key = tuple[bytes, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Before:
    """What the generation in use knew: the row of each id, the rows' times and keys, the names of its sources.

    Of one of an earlier format, or whose times are damaged, `times` and `keys` are empty.
    """

    rows: Mapping[str, int]
    times: NDArray[Any]
    keys: tuple[Key, ...]
    sources: frozenset[str]

    def earlier(
        self, passage: Passage, key: Key, texts: Mapping[Key, int]
    ) -> tuple[int | None, bool]:
        """Return the row that a passage had, None if it had none, and whether it says the same.

        It is known by its row, by its id or that of any record that became part of it, or by its text: what is
        only numbered in another way is not new.
        """
        if (kept := kept_row(passage)) >= 0:
            return kept, True
        rows = [self.rows[name] for name in (passage.id, *passage.aliases) if name in self.rows]
        if not rows:
            return texts.get(key), True
        if not self.keys:
            return rows[0], True
        same = [row for row in rows if self.keys[row] == key]
        return (same or rows)[0], bool(same)


def write(
    folder: Path,
    found: Sequence[Passage],
    earlier: Recorded | None,
    is_other: Callable[[Before], Sequence[bool]] | None = None,
) -> None:
    """Write the times of passages; their keys are in the folder already (`layout.PASSAGE_KEYS`).

    `is_other` says of each whether it may be new or revised; without it all may.
    """
    before = before_in(earlier)
    if before is None:
        times = np.full(len(found), _UNKNOWN, layout.TIMES_TYPE)
    else:
        others = is_other(before) if is_other else [True] * len(found)
        keys = [
            (key, passage.council, passage.date.isoformat() if passage.date else None)
            for key, passage in zip(
                store.map_array(folder / layout.PASSAGE_KEYS).tolist(), found, strict=True
            )
        ]
        times = _taken_on(found, keys, before, others)
    write_array(folder / layout.TIMES, times)


def _taken_on(
    found: Sequence[Passage], keys: Sequence[Key], before: Before, others: Sequence[bool]
) -> NDArray[Any]:
    """Return the times of passages: those of before, and now where one may be new or revised and is."""
    times = np.full(len(found), _UNKNOWN, layout.TIMES_TYPE)
    texts = {key: row for row, key in enumerate(before.keys)}
    now = np.datetime64(datetime.now(UTC).replace(tzinfo=None), "s")
    for at, passage in enumerate(found):
        row, is_same = before.earlier(passage, keys[at], texts)
        if row is not None and len(before.times):
            times[at] = before.times[row]
        if others[at] and (row is None or not is_same):
            times[at]["added" if row is None else "revised"] = now
    return times


def of_new_sources(
    groups: Sequence[Sequence[Passage]], read: Iterable[ReadSource]
) -> Callable[[Before], Sequence[bool]]:
    """Return what says of each group of records whether one is of a source that was not there before.

    So it is asked where the program reads in another way than before: what it now makes of a source that was there
    is neither new nor revised. Whether that is another one, too, its fingerprint does not tell, which is of both.
    """
    names = {source.name for source in read}

    def is_other(before: Before) -> Sequence[bool]:
        new = names - before.sources
        return [
            not new.isdisjoint(with_those_above(record.source for record in group))
            for group in groups
        ]

    return is_other


def since(earlier: Recorded | None) -> str:
    """Return when the record of times of an index began, in ISO 8601: with its first build that kept one."""
    known = earlier.settings.get(layout.TIMES_SINCE) if earlier else None
    return known if isinstance(known, str) else datetime.now(UTC).isoformat(timespec="seconds")


def before_in(earlier: Recorded | None) -> Before | None:
    """Return what the generation in use knew, of whatever format; None where there is none, or it is damaged."""
    if earlier is None:
        return None
    try:
        return _read(earlier)
    except _UNREADABLE:
        return None


def _read(earlier: Recorded) -> Before:
    """Return what a generation knew. Raises one of `_UNREADABLE`."""
    path = earlier.folder / catalogue.FILE
    with closing(catalogue.connect(path, of_any_format=True)) as connection:
        query = "SELECT row, id, aliases, council, date FROM passages ORDER BY row"
        items = list(connection.execute(query))
        sources = frozenset(name for name, *_ in catalogue.sources(connection))
    rows = {name: row for row, _, aliases, *_ in items for name in json.loads(aliases)}
    rows |= {name: row for row, name, *_ in items}
    times, keys = _arrays(earlier)
    if len(times) and [row for row, *_ in items] != list(range(len(times))):
        raise ValueError(f"{catalogue.FILE} has other passages")
    said = zip(keys, items, strict=bool(keys))
    return Before(rows, times, tuple((key, *item[-2:]) for key, item in said), sources)


def _arrays(earlier: Recorded) -> tuple[NDArray[Any], tuple[bytes, ...]]:
    """Return the times and the keys of a generation; none unless both are what was written.

    Raises ValueError if they are not of the same passages.
    """
    names = (layout.TIMES, layout.PASSAGE_KEYS)
    paths = [earlier.folder / name for name in names]
    if not all(path.is_file() for path in paths) or store.digests(paths) != [
        earlier.sha256_of(name) for name in names
    ]:
        return np.empty(0, layout.TIMES_TYPE), ()
    times, keys = map(store.map_array, paths)
    if times.dtype != layout.TIMES_TYPE or len(times) != len(keys):
        raise ValueError(f"{layout.TIMES} is not what was written")
    return np.asarray(times), tuple(keys.tolist())
