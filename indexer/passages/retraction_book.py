"""A ledger's retractions in memory: what each is of, as keyed hashes, and where to look them up by these."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from indexer.language.hidden import Wanted, hashed, hashed_bytes, letters_of, spans, wanted_of
from indexer.passages.passage import Passage
from indexer.passages.people.written_names import Written, written_spans

Kind = Literal["item", "name", "phrase", "source"]
Phrase = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One retraction: hashes of what it is of, each with the key or the salt of its ledger.

    `phrases` (letters, hash) go wherever they stand, `beside` only where one of those does, too, and a capital
    begins them; both out of the items `within` alone if there are any. `surnames` and `givens` go with the phrases
    where they are one name and stand apart. `whole` takes away the items that hold
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
    surnames: tuple[Phrase, ...] = ()
    givens: tuple[Phrase, ...] = ()
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


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for in texts: phrases, and names whose parts may stand apart, by hashes made with a key."""

    phrases: Wanted
    names: tuple[Written, ...]
    key: bytes

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where something of it stands in a text, in order; none overlap."""
        found = spans(text, self.phrases, self.key)
        apart = [one for name in self.names for one in written_spans(text, name, self.key)]
        return _united([*found, *apart]) if apart else found


def sought(entries: Iterable[Entry], key: bytes) -> Sought:
    """Return what some retractions look for, of what goes wherever it stands."""
    mine = list(entries)
    names = {(e.surnames, e.givens) for e in mine if e.surnames}
    return Sought(
        wanted_of(phrase for entry in mine for phrase in entry.phrases),
        tuple(Written(wanted_of(last), wanted_of(first)) for last, first in sorted(names)),
        key,
    )


def _united(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches in order, those that overlap as one."""
    united: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if united and start < united[-1][1]:
            united[-1] = united[-1][0], max(end, united[-1][1])
        else:
            united.append((start, end))
    return united


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
    def in_names(self) -> Sought:
        """Return what goes out of the names of sources, too."""
        return sought((entry for entry in self.entries if not entry.within), self.key)

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
