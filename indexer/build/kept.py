"""What a build keeps of the generation in use: its passages, without reading or parsing their texts.

Everything a build compares between passages is small and is read for all of them at once; the text of
one is read only where somebody asks for it: beside a new record of the same meeting, or in a stretch of
the word index that is written again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from indexer.build import unchanged
from indexer.generation import catalogue
from indexer.generation.store import Generation
from indexer.passages.annotations import NOTHING_TOLD, Reference, Told, told_from_json
from indexer.passages.passage import PART_WITHHELD, Passage

_SMALL = (
    "title number council committee date url source exempt procedural record position aliases speakers "
    "document heading paragraph page"
).split()
_LARGE = frozenset(Passage.__slots__) - {"id", *_SMALL}
Members = tuple[tuple[str, int, int], ...]
_put = object.__setattr__


class Kept(Passage):
    """A passage of the generation in use, as a record gave it or as several did.

    `row` is its row there, or -1 where only the record is known, which became part of another passage.
    The fields that are not small are read when they are asked for. Of one that `is_cut` a stretch is withheld.
    `dataclasses.replace` gives a plain passage: what was changed is not kept.
    """

    __slots__ = ("_number", "_read", "is_cut", "n_words", "row", "told")
    row: int
    is_cut: bool
    n_words: int
    told: Told
    _number: int
    _read: Callable[[bool, int], Passage]

    def __new__(cls, *values: Any, **fields: Any) -> Passage:  # type: ignore[misc]
        """Return a plain passage; `Earlier` makes kept ones."""
        return Passage(*values, **fields)

    def __getattr__(self, name: str) -> Any:
        """Read the fields that are not small; Python calls this for a field that has no value yet."""
        if name == "n_words":
            return len(self.text.split())
        if name not in _LARGE:
            raise AttributeError(name)
        whole = self._read(self.is_original, self._number)
        for field in _LARGE:
            _put(self, field, getattr(whole, field))
        return getattr(whole, name)

    @property
    def is_original(self) -> bool:
        """Say whether it is known as a record that became part of another passage."""
        return self.row < 0

    @property
    def original(self) -> int | None:
        """Return its number among the originals of the catalogue, if it is one."""
        return self._number if self.is_original else None

    def renamed(self, identifier: str) -> Passage:
        """Return it under another id; it stays kept."""
        _put(self, "id", identifier)
        return self

    def relinked(self, speakers: tuple[str, ...], references: tuple[Reference, ...]) -> Passage:
        """Return it as it is, or a plain passage if the names or the targets are others now."""
        if (speakers, references) == (self.speakers, self.told.references):
            return self
        return super().relinked(speakers, references)


def kept_row(passage: Passage) -> int:
    """Return the row of a kept passage in the generation in use, -1 for any other passage."""
    return passage.row if isinstance(passage, Kept) else -1


class Earlier:
    """The passages and sources of the generation in use."""

    def __init__(self, generation: Generation) -> None:
        """Open the catalogue of a generation."""
        self.path = generation.file(catalogue.FILE)
        self._connection = catalogue.connect(self.path)
        self.sources = {
            name: (fingerprint, reader, catalogue.problems_of(said))
            for name, fingerprint, reader, said in catalogue.sources(self._connection)
        }
        self.left_out = {
            name: catalogue.left_out_of(said)
            for name, _, _, said in catalogue.sources(self._connection)
        }
        self._documents = catalogue.documents(self._connection)
        self._merged: dict[Members, Kept] = {}
        self._seen = unchanged.seen(generation)
        self._cut: set[int] = set()

    def close(self) -> None:
        """Close the catalogue: nothing can be read of a kept passage any more."""
        self._connection.close()

    def is_same(self, name: str, fingerprint: str) -> bool:
        """Say whether a source is as it was; of one that withholds something this machine may not know."""
        if name not in self.sources:
            return False
        known = self.sources[name][0]
        return known == fingerprint if known else self._seen.has(name, fingerprint)

    def of_sources(self, names: Collection[str]) -> dict[str, list[Kept]]:
        """Return what each of these sources gave, in order, as it gave it."""
        found: dict[str, list[Kept]] = {name: [] for name in names}
        if not all(self.sources[name][0] for name in names):
            self._cut = catalogue.rows_that_say(self._connection, PART_WITHHELD)
        owner = lru_cache(maxsize=None)(lambda source: _owner(source, found))
        for passage, members in self._passages():
            if members is not None:
                self._merged[members] = passage
            elif (name := owner(passage.source)) is not None:
                found[name].append(passage)
        for passage in self._originals():
            if (name := owner(passage.source)) is not None:
                found[name].append(passage)
        for passages in found.values():
            passages.sort(key=lambda passage: (passage.record, passage.position))
        return found

    def rows(self) -> list[tuple[Kept, str, Members | None]]:
        """Return every passage under the id that it is shown by, its id before that, and its records.

        It has records only if it is made of several.
        """
        ids = catalogue.column(self._connection, "id")
        found = []
        for passage, members in self._passages():
            base_id = passage.id
            _put(passage, "id", ids[passage.row])
            found.append((passage, base_id, members))
        return sorted(found, key=lambda one: one[0].row)

    def originals(self) -> list[Kept]:
        """Return the records that became part of a passage with others."""
        return list(self._originals())

    def merged(self, group: Sequence[Passage]) -> Kept | None:
        """Return what these records made together, if they all are kept and did so before."""
        if not all(isinstance(member, Kept) for member in group):
            return None
        return self._merged.get(members_of(group))

    def _passages(self) -> Iterator[tuple[Kept, Members | None]]:
        names = ", ".join(_SMALL)
        query = f"SELECT row, words, told, members, base_id, {names} FROM passages"  # noqa: S608 (our own names)
        for row, n_words, told, members, base_id, *values in self._tuples(query):
            passage = self._kept(row, row, n_words, told, base_id, values)
            yield passage, _members(members) if members else None

    def _originals(self) -> Iterator[Kept]:
        query = f"SELECT rowid, told, id, {', '.join(_SMALL)} FROM originals"  # noqa: S608 (our own names)
        for number, told, identifier, *values in self._tuples(query):
            yield self._kept(-1, number, None, told, identifier, values)

    def _tuples(self, query: str) -> Iterator[tuple[Any, ...]]:
        cursor = self._connection.cursor()
        cursor.row_factory = None
        return cursor.execute(query)

    def _kept(
        self,
        row: int,
        number: int,
        n_words: int | None,
        told: str | None,
        name: str,
        values: list[Any],
    ) -> Kept:
        passage: Kept = object.__new__(Kept)
        _put(passage, "id", name)
        for field, value in zip(_SMALL, values, strict=True):
            _put(passage, field, value)
        if passage.date is not None:
            _put(passage, "date", date.fromisoformat(values[_SMALL.index("date")]))
        _put(passage, "procedural", bool(passage.procedural))
        _put(passage, "aliases", _texts(values[_SMALL.index("aliases")]))
        _put(passage, "speakers", _texts(values[_SMALL.index("speakers")]))
        _put(passage, "document", self._documents.get(values[_SMALL.index("document")]))
        _put(passage, "told", told_from_json(json.loads(told)) if told else NOTHING_TOLD)
        _put(passage, "row", row)
        _put(passage, "is_cut", row in self._cut)
        if n_words is not None:
            _put(passage, "n_words", n_words)
        _put(passage, "_number", number)
        _put(passage, "_read", self._whole)
        return passage

    def _whole(self, is_original: bool, number: int) -> Passage:
        if is_original:
            return catalogue.original(self._connection, number)
        return catalogue.fetch(self._connection, [number])[0]


def members_of(group: Iterable[Passage]) -> Members:
    """Return what names the records of a group: source, record and position of each."""
    return tuple((member.source, member.record, member.position) for member in group)


def _members(text: str) -> Members:
    return tuple((source, record, position) for source, record, position in json.loads(text))


def _owner(source: str, names: Collection[str]) -> str | None:
    """Return which of the sources a record is of: the files in an archive are below its name."""
    while source not in names:
        source, behind, _ = source.rpartition("/")
        if not behind:
            return None
    return source


@lru_cache(maxsize=10_000)
def _texts(text: str) -> tuple[str, ...]:
    return () if text == "[]" else tuple(json.loads(text))
