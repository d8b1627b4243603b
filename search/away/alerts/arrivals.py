"""What is new in an index since it was last looked at: items, and minutes of items that had none."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexer.generation import layout
from search.away.alerts.ledger import Event, Seen
from search.page.reader import PassageReader


@dataclass(frozen=True, slots=True)
class Present:
    """An item as an index has it now: its row, all its ids, a key of its text, whether it has minutes."""

    row: int
    item: str
    aliases: tuple[str, ...]
    text: bytes
    minuted: bool

    @property
    def ids(self) -> tuple[str, ...]:
        """Return every id that it has, or had as a record of its own."""
        return (self.item, *self.aliases)


def present(reader: PassageReader) -> list[Present]:
    """Return what an index has, in order of rows; no text is read. Raises IndexDamaged."""
    keys = np.asarray(reader.generation.array(layout.PASSAGE_KEYS)).tolist()
    aliases = reader.read(_aliases)
    return [
        Present(row, item, tuple(aliases.get(row, ())), _key(keys[row], *place), bool(minuted))
        for row, item, minuted, *place in reader.read(_rows)
    ]


def _rows(connection: sqlite3.Connection) -> list[tuple[int, str, int, str | None, str | None]]:
    found = connection.execute(
        "SELECT row, id, minutes <> '' OR decision <> '' OR resolved <> '', council, date "
        "FROM passages ORDER BY row"
    )
    return [tuple(row) for row in found]


def _aliases(connection: sqlite3.Connection) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for identifier, row in connection.execute("SELECT id, row FROM aliases ORDER BY row, id"):
        found.setdefault(row, []).append(identifier)
    return found


def _key(text: bytes, council: str | None, day: str | None) -> bytes:
    """Return a key of a text, its title, committee, council and date: what has it is the same item."""
    whole = b"\0".join([text, (council or "").encode("utf-8", "replace"), (day or "").encode()])
    return hashlib.blake2b(whole, digest_size=16).digest()


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What arrived, and what is to be noted as seen from now on."""

    new: tuple[tuple[Present, Event], ...]
    items: tuple[tuple[str, bool], ...]
    texts: tuple[bytes, ...]


def arrivals(found: Sequence[Present], seen: Seen) -> Arrivals:
    """Return what arrived since a ledger was last brought up to an index.

    An item is known by its id, by the id of any record that became part of it, or by its text: one that is
    only read or numbered in another way is not new. Nothing is new to a ledger that has seen nothing: whoever
    begins is not told of twenty years.
    """
    new: list[tuple[Present, Event]] = []
    items: dict[str, bool] = {}
    for one in found:
        known = [seen.items[name] for name in one.ids if name in seen.items]
        event = _event(one, known, seen)
        if event:
            new.append((one, event))
        minuted = one.minuted or any(known)
        items |= {name: minuted for name in one.ids if seen.items.get(name) != minuted}
    texts = {one.text for one in found} - seen.texts
    return Arrivals(() if seen.is_first else tuple(new), tuple(items.items()), tuple(sorted(texts)))


def _event(one: Present, known: Sequence[bool], seen: Seen) -> Event | None:
    """Return what happened to an item; `known`: whether it had minutes, under each id that was seen before."""
    if not known:
        return None if one.text in seen.texts else "new"
    return "minuted" if one.minuted and not any(known) else None
