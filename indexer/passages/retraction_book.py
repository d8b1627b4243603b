"""A ledger's retractions in memory: what each is of, as keyed hashes, and where to look them up by these."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from indexer.language.hidden import hashed, hashed_bytes, letters_of, wanted_of
from indexer.passages.passage import Passage

Kind = Literal["item", "name", "phrase", "source"]
Phrase = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One retraction: hashes of what it is of, each with the key or the salt of its ledger.

    `phrases` (letters, hash) go wherever they stand, `beside` only where one of those does, too, and a capital
    begins them; both out of the items `within` alone if there are any. `whole` takes away the items that hold
    one. `items` are the ids that are gone, `places` and `runs` what an item is known by under another id,
    `sources` the names of files or folders and `contents` their bytes.
    """

    token: str
    kind: Kind
    reason: str
    noted_at: str
    whole: bool = False
    phrases: tuple[Phrase, ...] = ()
    beside: tuple[Phrase, ...] = ()
    within: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    runs: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()

    @property
    def is_everywhere(self) -> bool:
        """Say whether its phrases go out of every item that holds them."""
        return bool(self.phrases) and not (self.whole or self.within)


@dataclass(frozen=True)
class Book:
    """The retractions of one ledger that are in force. `salt` hashes ids, `key` everything else; `name` is its file's."""

    key: bytes
    salt: bytes
    entries: tuple[Entry, ...] = ()
    name: str = ""

    def id_hash(self, identifier: str) -> str:
        """Return what an id is known by."""
        return hashed(identifier, self.salt)

    def place_hash(self, passage: Passage) -> str | None:
        """Return what an item's place is known by: its meeting and its title; None if that is not known."""
        if not (passage.committee and passage.date):
            return None
        facts = (passage.council or "", passage.committee, passage.date.isoformat(), passage.title)
        return hashed("\0".join(letters_of(fact) for fact in facts), self.key)

    def name_hash(self, name: str) -> str:
        """Return what the name of a source is known by."""
        return hashed(f"source\0{name}", self.key)

    @cached_property
    def everywhere(self) -> tuple[Entry, ...]:
        """Return those whose phrases go out of every item."""
        return tuple(entry for entry in self.entries if entry.is_everywhere)

    @cached_property
    def whole(self) -> tuple[Entry, ...]:
        """Return those that take away the items that hold a phrase."""
        return tuple(entry for entry in self.entries if entry.whole)

    @cached_property
    def in_names(self) -> dict[int, set[str]]:
        """Return the phrases that go out of the names of sources, too."""
        return wanted_of(p for entry in self.entries if not entry.within for p in entry.phrases)

    @cached_property
    def items(self) -> dict[str, Entry]:
        """Return what takes an item away, by the hash of its id."""
        gone = (entry for entry in self.entries if entry.kind == "item" or entry.whole)
        return {known: entry for entry in gone for known in entry.items}

    @cached_property
    def taken(self) -> frozenset[str]:
        """Return the hashes of the ids of what sources had that are gone."""
        gone = (entry for entry in self.entries if entry.kind == "source")
        return frozenset(known for entry in gone for known in entry.items)

    @cached_property
    def withins(self) -> dict[str, list[Entry]]:
        """Return what takes phrases out of one item, by the hash of its id."""
        return _by(self.entries, "within")

    @cached_property
    def places(self) -> dict[str, list[Entry]]:
        """Return what takes an item away, by the hash of its place."""
        return _by(self.entries, "places")

    @cached_property
    def runs(self) -> dict[str, list[Entry]]:
        """Return what takes an item away, by the hashes of runs of its text."""
        return _by(self.entries, "runs")

    @cached_property
    def sources(self) -> dict[str, list[Entry]]:
        """Return what takes a source away, by the hash of its name."""
        return _by(self.entries, "sources")

    @cached_property
    def contents(self) -> dict[str, list[Entry]]:
        """Return what takes a source away, by the hash of its bytes."""
        return _by(self.entries, "contents")


def _by(entries: Iterable[Entry], name: str) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for known in getattr(entry, name):
            found.setdefault(known, []).append(entry)
    return found


def content_hash(data: bytes, book: Book) -> str:
    """Return what the bytes of a file are known by."""
    return hashed_bytes(data, book.key)
