"""What the front sheet of a meeting says of its papers: an item that it marks as exempt has exempt papers.

The sheet is another file of the meeting's folder. It is read as an agenda of its own, so that a heading
over several items, a resolution or a mark in a title counts as it does there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from corpus import names
from corpus.errors import RecordError
from corpus.neighbours import is_of_the_meeting
from corpus.records import OF_THE_MEETING, AgendaItem, DocumentKind, Meeting, Source
from corpus.worker import Worker
from indexer.passages.exemption import exemption


@dataclass(frozen=True, slots=True)
class Sheet:
    """A front sheet: of which meeting, and the numbers of the items that the public may not read."""

    council: str | None
    committee: str | None
    date: date | None
    exempt: frozenset[str]


# The sheets of a build, each read once, by the hash of the file.
Sheets = dict[bytes, tuple[Sheet, ...]]


def sheets_beside(source: Source, worker: Worker, known: Sheets) -> list[Sheet]:
    """Return the front sheets beside a source; one that cannot be read is reported as a file itself."""
    found: list[Sheet] = []
    for neighbour in source.neighbours:
        if not neighbour.data or not is_of_the_meeting(neighbour.name):
            continue
        digest = hashlib.sha256(neighbour.name.encode("utf-8", "replace") + neighbour.data).digest()
        if digest not in known:
            known[digest] = _read(Source(neighbour.name, neighbour.data), worker)
        found += known[digest]
    return found


def _read(source: Source, worker: Worker) -> tuple[Sheet, ...]:
    try:
        _, records = worker.read(source)
        return tuple(_sheet(r) for r in records if isinstance(r, Meeting) and _is_agenda(r))
    except RecordError:
        return ()


def _is_agenda(record: Meeting) -> bool:
    return record.document is not None and record.document.kind == DocumentKind.AGENDA


def _sheet(record: Meeting) -> Sheet:
    withheld = (v.original for v in exemption.of_meeting(record) if v.reason is not None)
    exempt = frozenset(_number(item) for item in withheld if item.number)
    return Sheet(record.council, record.committee, record.date, exempt)


def _number(item: AgendaItem) -> str:
    return (item.number or "").strip(" .()").casefold()


def as_the_sheets_say(record: Meeting, sheets: Iterable[Sheet]) -> Meeting:
    """Return a paper with its item marked as restricted if its meeting's front sheet says so."""
    if record.document is None or record.document.kind in (None, *OF_THE_MEETING):
        return record
    exempt: frozenset[str] = frozenset()
    for sheet in sheets:
        if _is_same_meeting(record, sheet):
            exempt |= sheet.exempt
    if not exempt:
        return record
    items = tuple(
        replace(item, restricted=True) if _number(item) in exempt else item for item in record.items
    )
    return replace(record, items=items)


def _is_same_meeting(record: Meeting, sheet: Sheet) -> bool:
    """Say whether a sheet is that of a paper's meeting; what one of them does not say does not differ."""
    if record.date and sheet.date and record.date != sheet.date:
        return False
    if not record.committee or not sheet.committee:
        return True
    return names.same_body(record.committee, sheet.committee, record.council or sheet.council)
