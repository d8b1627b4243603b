"""What retractions change in the passages of a generation, without reading any source again."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from indexer.build.holding import letters_in
from indexer.build.kept import Earlier, Kept, Members
from indexer.build.links import may_be_one
from indexer.build.merging import one_passage
from indexer.generation.recorded import person_id
from indexer.language.hidden import hashed, shingles
from indexer.passages.passage import Passage
from indexer.passages.retracted import Retractions
from indexer.passages.retraction_book import Book, Entry
from indexer.tuning import RETRACTION

Row = tuple[Passage, str, Members | None]
KeptRow = tuple[Kept, str, Members | None]


@dataclass(slots=True)
class Changes:
    """What is left of a generation: its passages with id before it was unique and records, and its originals.

    `gone` are the items that were taken away, by the retraction that did so; `renamed` the ids that others had
    before, as these held a phrase; `people` stand for the pages of councillors whose names are behind bars; `covered` those in which something is behind a bar; `touched` the records
    of all of these.
    """

    rows: list[Row] = field(default_factory=list)
    originals: list[Kept] = field(default_factory=list)
    gone: dict[str, list[Kept]] = field(default_factory=dict)
    renamed: list[str] = field(default_factory=list)
    covered: list[str] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)

    def take(self, entry: Entry, passage: Kept, records: Iterable[str]) -> None:
        """Note that a retraction took a passage of these records away."""
        self.gone.setdefault(entry.token, []).append(passage)
        self.touched.update(records)

    def cover(self, passage: Passage, clean: Passage, records: Iterable[str]) -> None:
        """Note that something of a passage of these records is behind a bar."""
        self.covered.append(clean.id)
        self.touched.update(records)
        self.renamed += {passage.id, *passage.aliases} - {clean.id, *clean.aliases}
        # Of a councillor whose words were reported there was a page; whether others had been there nobody is told.
        lost = set(passage.speakers) - set(clean.speakers)
        called = passage.told.councillors
        self.people |= {
            person_id(passage.council, name)
            for name in lost
            if not passage.exempt and any(may_be_one(name, other) for other in called)
        }


@dataclass(frozen=True, slots=True)
class _View:
    """What a row is seen with: the retractions, and the records of merged passages that are known."""

    retractions: Retractions
    originals: dict[tuple[str, int, int], Kept]
    include_exempt: bool


def changes_of(
    connection: sqlite3.Connection,
    earlier: Earlier,
    retractions: Retractions,
    needles: Collection[str] | None,
    *,
    include_exempt: bool,
) -> Changes:
    """Return what retractions make of a generation's passages.

    `needles` are the letters of what is looked for, where they are known; else every passage is looked at.
    """
    suspects = _suspects(connection, "passages", needles)
    originals = {(p.source, p.record, p.position): p for p in earlier.originals()}
    changes = Changes()
    view = _View(retractions, originals, include_exempt)
    for row in earlier.rows():
        _change(changes, row, suspects is None or row[0].row in suspects, view)
    held = _suspects(connection, "originals", needles)
    for original in originals.values():
        is_held = held is None or original.original in held
        if is_held and retractions.without_phrases(plain := replace(original)) is not plain:
            changes.touched.add(original.source)
    changes.originals = _untouched(originals.values(), changes.touched, retractions)
    changes.rows = _with_ids_of_their_own(changes.rows)
    return changes


def _untouched(
    originals: Iterable[Kept], touched: Collection[str], retractions: Retractions
) -> list[Kept]:
    """Return the records of merged passages that need not be read again.

    Those of a touched record are, and those of whatever it lies in or holds.
    """
    again = {*touched, *(above for one in touched for above in _above(one))}

    def is_left(name: str) -> bool:
        is_touched = name in again or not again.isdisjoint(_above(name))
        return not is_touched and not retractions.of_source(name)

    return [original for original in originals if is_left(original.source)]


def known_by(
    connection: sqlite3.Connection,
    gone: Sequence[tuple[Entry, Kept]],
    left: Iterable[Passage],
    book: Book,
) -> dict[str, dict[str, list[str]]]:
    """Return by what items that are gone are known under another id, as hashes by token: place and runs.

    Only what no item has that is left: else that would go, too.
    """
    runs = _runs_of(gone)
    _leave_out_what_others_have(runs, connection, {passage.row for _, passage in gone})
    places = {book.place_hash(passage) for passage in left} if gone else set()
    found_by: dict[str, dict[str, list[str]]] = {}
    for entry, passage in gone:
        known = found_by.setdefault(entry.token, {"places": [], "runs": []})
        place = book.place_hash(passage)
        known["places"] += [place] if place and place not in places else []
        known["runs"] = sorted(hashed(run, book.key) for run in runs[entry.token])
    return found_by


def _runs_of(gone: Sequence[tuple[Entry, Kept]]) -> dict[str, set[str]]:
    """Return by the token of each retraction some runs of the texts that it took away."""
    runs: dict[str, set[str]] = {}
    for entry, passage in gone:
        found = shingles(passage.text, RETRACTION.run)
        some = found[:: max(1, len(found) // RETRACTION.most_runs)]
        runs.setdefault(entry.token, set()).update(some)
    return runs


def _leave_out_what_others_have(
    runs: Mapping[str, set[str]], connection: sqlite3.Connection, gone: Collection[int]
) -> None:
    """Take off the runs, in place, what a passage holds whose row is none of those that are gone."""
    for row, letters in letters_in(connection, "passages"):
        if row not in gone:
            for some in runs.values():
                some.difference_update([run for run in some if run in letters])


def _suspects(
    connection: sqlite3.Connection, table: str, needles: Collection[str] | None
) -> set[int] | None:
    """Return the numbers of the rows that may hold what is looked for; None is all of them."""
    if needles is None:
        return None
    if not needles:
        return set()
    return {
        number
        for number, letters in letters_in(connection, table)
        if any(needle in letters for needle in needles)
    }


def _change(changes: Changes, row: KeptRow, is_suspect: bool, view: _View) -> None:
    """Note what is left of a row."""
    kept, base_id, members = row
    retractions, records = view.retractions, _records_of(row)
    by_source = _of_any_source(records, retractions)
    passage: Passage = replace(kept) if is_suspect else kept
    if by_source:
        left = _of_other_sources(row, view)
        if left is None:
            changes.take(by_source, kept, records)
            return
        changes.touched.update(records)
        passage, members = left
    if entry := retractions.of_item(passage, is_kept=isinstance(passage, Kept)):
        changes.take(entry, kept, records)
        return
    if isinstance(passage, Kept):
        changes.rows.append(row)
        return
    clean = retractions.within(retractions.without_phrases(passage))
    if clean is not passage:
        changes.cover(passage, clean, records)
        base_id = clean.id if clean.id != passage.id else base_id
    elif not by_source:
        clean = kept
    changes.rows.append((clean, base_id, members))


def _of_any_source(names: Iterable[str], retractions: Retractions) -> Entry | None:
    """Return the first retraction of a source among some."""
    return next(filter(None, map(retractions.of_source, names)), None)


def _records_of(row: KeptRow) -> list[str]:
    kept, _, members = row
    return [source for source, _, _ in members] if members else [kept.source]


def _of_other_sources(row: KeptRow, view: _View) -> tuple[Passage, Members | None] | None:
    """Return what the records make of a row that are not gone; None if there are none, or not all are known."""
    kept, _, members = row
    others = tuple(one for one in members or () if not view.retractions.of_source(one[0]))
    rest = [view.originals[one] for one in others if one in view.originals]
    if not rest or len(rest) < len(others):
        return None
    made = one_passage(rest, include_exempt=view.include_exempt)
    return replace(made, id=kept.id), others if len(others) > 1 else None


def _above(name: str) -> list[str]:
    return [str(above) for above in PurePosixPath(name).parents]


def _with_ids_of_their_own(rows: Sequence[Row]) -> list[Row]:
    """Return rows in which none that was renamed has an id of another one."""
    seen = {passage.id for passage, *_ in rows if isinstance(passage, Kept)}
    found: list[Row] = []
    for passage, base_id, members in rows:
        identifier, number = passage.id, 1
        while not isinstance(passage, Kept) and identifier in seen:
            number += 1
            identifier = f"{passage.id}-{number}"
        seen.add(identifier)
        same = identifier == passage.id
        found.append((passage if same else passage.renamed(identifier), base_id, members))
    return found
