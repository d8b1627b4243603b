"""Everything that is public as JSON Lines, a meeting a line, from which `index` makes the same index again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from corpus.readers.exported import MARK, VERSION
from corpus.records import Document
from indexer.generation import catalogue
from indexer.passages.annotations import to_json as to_object
from indexer.passages.passage import Passage
from search.page.as_json import document_json
from search.page.reader import PassageReader

# Passages read from the catalogue at once.
_AT_ONCE = 200


def lines(reader: PassageReader) -> Iterator[str]:
    """Yield the lines of an export, in order of rows."""
    names = exports(reader)
    for together in meetings(reader):
        yield json.dumps(meeting_json(together, names), ensure_ascii=False) + "\n"


def every_passage(reader: PassageReader) -> Iterator[Passage]:
    """Yield every passage, in order of rows, few of them in memory at a time."""
    for first in range(0, reader.manifest.n_passages, _AT_ONCE):
        rows = range(first, min(first + _AT_ONCE, reader.manifest.n_passages))
        yield from reader.passages(rows)


def meetings(reader: PassageReader) -> Iterator[list[Passage]]:
    """Yield the passages of each meeting, in order of the meeting's first row.

    What has no committee or no day is together with what its own record gave. Papers stand behind all
    items in an index, so the meetings are found by their rows first and read one at a time.
    """
    rows: dict[tuple[object, ...], list[int]] = {}
    for row, place in enumerate(reader.read(_places)):
        rows.setdefault(place, []).append(row)
    for of_meeting in rows.values():
        yield reader.passages(of_meeting)


def _places(connection: Any) -> list[tuple[object, ...]]:
    found = connection.execute(
        "SELECT council, committee, date, source, record FROM passages ORDER BY row"
    )
    return [
        ((council or "").casefold(), committee.casefold(), day)
        if committee and day
        else (source, record, day)
        for council, committee, day, source, record in found
    ]


def exports(reader: PassageReader) -> tuple[str, ...]:
    """Return the names of the sources that are exports themselves, as they stand before those of records."""
    read = reader.read(lambda connection: list(catalogue.sources(connection)))
    return tuple(f"{name}/" for name, _, reader_name, _ in read if reader_name == "JSON Lines")


def meeting_json(together: Sequence[Passage], exports: Iterable[str] = ()) -> dict[str, Any]:
    """Return a meeting with all its items, which are in one place."""
    first = together[0]
    return {
        MARK: VERSION,
        "council": first.council,
        "committee": first.committee,
        "date": first.date.isoformat() if first.date else None,
        "items": [item_json(passage, exports) for passage in together],
    }


def item_json(passage: Passage, exports: Iterable[str] = ()) -> dict[str, Any]:
    """Return all that an index holds of a passage; of an exempt one only where it stands, and why."""
    return {
        "id": passage.id,
        "aliases": list(passage.aliases),
        "title": passage.title,
        "number": passage.number,
        "council": passage.council,
        "committee": passage.committee,
        "date": passage.date.isoformat() if passage.date else None,
        "url": passage.url,
        "exempt": passage.exempt,
        "procedural": passage.procedural,
        "page": passage.page,
        "document": _document(passage.document) if passage.document else None,
        "sources": [
            {"name": _own_name(link.name, exports), "url": link.url} for link in passage.sources
        ],
        **({} if passage.exempt else _text(passage)),
    }


def _text(passage: Passage) -> dict[str, Any]:
    """Return what is said in a passage, and what was noted of it: `index` reads the latter anew."""
    return {
        "heading": passage.heading,
        "paragraph": passage.paragraph,
        "agenda": passage.agenda,
        "decision": passage.decision,
        "minutes": passage.minutes,
        "documents": [_document(one) for one in passage.documents],
        "resolved": passage.resolved,
        "speakers": list(passage.speakers),
        "annotations": to_object(passage.annotations),
    }


def _document(document: Document) -> dict[str, Any]:
    found = document_json(document)
    found["author"] = found.pop("from")
    return {**found, "restricted": document.restricted}


def _own_name(name: str, exports: Iterable[str]) -> str:
    """Return the name of a record's file as it was before an export was indexed."""
    return next((name[len(export) :] for export in exports if name.startswith(export)), name)
