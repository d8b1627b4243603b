"""Which texts nobody may read any more, and which generations on disk hold one of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.build.kept import Kept
from indexer.build.reading import ReadSource
from indexer.build.removals import path_of
from indexer.build.replay import is_without, with_those_above
from indexer.generation import catalogue
from indexer.generation.recorded import recorded_in
from indexer.language.hidden import letters_of
from indexer.passages.passage import PART_WITHHELD, Passage
from indexer.tuning import BUILD

Group = tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Withholding:
    """The names of the sources that withhold something, or of which something was retracted.

    A generation has no hash of these that a guess could be tried against. Of those that are to be read `again`
    by every build it has not all that is public; the others are read again if they changed
    (`indexer.build.unchanged`).
    """

    sources: frozenset[str]
    again: frozenset[str]

    def kept(self, read: Iterable[ReadSource]) -> list[tuple[str, str]]:
        """Return (name, fingerprint) of those of which a generation has all that is public."""
        names = self.sources - self.again
        return [(source.name, source.fingerprint) for source in read if source.name in names]


def withholding(
    groups: Sequence[Group],
    read: Iterable[ReadSource],
    touched: Iterable[str] = (),
    *,
    include_exempt: bool = False,
) -> Withholding:
    """Return which sources withhold something; `touched` are those of which something was retracted.

    Those are read again of which a text stands nowhere, as another record of the same item withholds it:
    without that record it is public again. An archive is what is in it.
    """
    withheld = [] if include_exempt else [group for group in groups if _is_withheld(group)]
    again = with_those_above([*touched, *_sources_of(filter(_hides_a_text, withheld))])
    again.update(source.name for source in read if source.touched)
    names = [source.name for source in read]
    every = again | with_those_above(_sources_of(withheld))
    return Withholding(frozenset(every.intersection(names)), frozenset(again.intersection(names)))


def _is_withheld(group: Group) -> bool:
    """Say whether an item is withheld, as a whole or in part, by one of its records or another."""
    return any(passage.exempt or is_withheld_in_part(passage) for passage in group)


def _hides_a_text(group: Group) -> bool:
    """Say whether one record of a withheld item has a text that another one withholds."""
    return len(group) > 1 and not all(passage.exempt for passage in group)


def _sources_of(groups: Iterable[Group]) -> set[str]:
    return {passage.source for group in groups for passage in group}


def is_withheld_in_part(passage: Passage) -> bool:
    """Say whether a stretch of a passage is withheld; the text of a kept one is not read for this."""
    return passage.is_cut if isinstance(passage, Kept) else PART_WITHHELD in passage.text


class Withdrawn:
    """Says which earlier generations hold a text that is withdrawn now.

    An item is withdrawn if it is exempt now, or if it is gone from a record that is still there, also where another one
    has its number, and so its id. Where
    the whole file is gone nobody knows whether that was meant: its text may stay in the generation that
    is kept against mistakes, unless `forget_gone`. `retractions` names those that the new generation is without.
    """

    def __init__(
        self,
        found: Sequence[Passage],
        read: Sequence[ReadSource],
        roots: Sequence[Path],
        *,
        include_exempt: bool,
        forget_gone: bool,
        retractions: Sequence[str] = (),
    ) -> None:
        """Note what the new generation holds."""
        self._exempt = [] if include_exempt else [p for p in found if p.exempt]
        self._in_part = [p for p in found if is_withheld_in_part(p)]
        self._by_id = {name: p for p in found for name in (p.id, *p.aliases)}
        self._read = {path_of(source.name, roots) for source in read}
        self._include_exempt, self._forget_gone = include_exempt, forget_gone
        self._retractions = retractions

    def is_in(self, folder: Path) -> bool:
        """Say whether a generation holds a text that is withdrawn; what cannot be read does."""
        try:
            before = recorded_in(folder)
            if self._is_of_more(before.settings):
                return True
            path = folder / catalogue.FILE
            with closing(catalogue.connect(path, of_any_format=True)) as connection:
                items = list(catalogue.public_items(connection))
                exempt = catalogue.exempt_items(connection) if self._exempt else {}
                was_whole = any(_was_whole(connection, p) for p in self._in_part)
                has_taken_out = self._has_taken_out(connection, items, before.roots)
        except (sqlite3.Error, OSError, ValueError, LookupError, TypeError, AttributeError):
            return True
        public = {name for item in items for name in item.ids}
        return was_whole or has_taken_out or self._was_public(public, exempt)

    def _is_of_more(self, settings: Mapping[str, Any]) -> bool:
        """Say whether a generation with some settings has what is exempt, or what was retracted since."""
        is_internal = settings.get("include_exempt") and not self._include_exempt
        return bool(is_internal) or not is_without(settings, self._retractions)

    def _has_taken_out(
        self,
        connection: sqlite3.Connection,
        items: Sequence[catalogue.PublicItem],
        roots: Sequence[Path],
    ) -> bool:
        return any(
            not self._is_there(connection, item) and self._is_taken_out(item.sources, roots)
            for item in items
        )

    def _is_there(self, connection: sqlite3.Connection, item: catalogue.PublicItem) -> bool:
        """Say whether an item is there still: one of its ids is, and does not stand for another item."""
        now = {p.id: p for name in item.ids if (p := self._by_id.get(name))}.values()
        if any(letters_of(p.title) == letters_of(item.title) for p in now):
            return True
        had = _words(catalogue.text_of(connection, item.row)) if now else set()
        least = BUILD.same_words * len(had)
        return any(len(had & _words(f"{p.title}\n{p.text}")) > least for p in now)

    def _is_taken_out(self, names: Sequence[str], roots: Sequence[Path]) -> bool:
        """Say whether an item that is gone was of a record that is still there."""
        places = [path_of(name, roots) for name in names]
        # What an archive holds has a place below it.
        return self._forget_gone or any(
            place in self._read or not self._read.isdisjoint(place.parents)
            for place in places
            if place
        )

    def _was_public(self, public: set[str], exempt: dict[str, set[tuple[str | None, str]]]) -> bool:
        return any(
            passage.id in public
            or not public.isdisjoint(passage.aliases)
            or any(
                (passage.number, passage.title) not in exempt[link.name]
                for link in passage.sources
                if link.name in exempt
            )
            for passage in self._exempt
        )


def _words(text: str) -> set[str]:
    """Return the words of a text that say what it is about, more or less: the longer ones."""
    return {word for piece in text.split() if len(word := letters_of(piece)) > BUILD.short_word}


def _was_whole(connection: sqlite3.Connection, passage: Passage) -> bool:
    """Say whether a passage of which a stretch is withheld now was held without a gap."""
    row = catalogue.row_of(connection, passage.id)
    if row is None:
        return False
    (before,) = catalogue.fetch(connection, [row])
    return not before.exempt and before.text != passage.text
