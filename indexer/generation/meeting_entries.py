"""What the catalogue holds of one meeting, without its texts: which passage is of which item and paper."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date

from corpus.records import OF_THE_MEETING, DocumentKind

_COLUMNS = """
    p.row, p.id, p.title, p.number, p.aliases, p.heading, p.page, p.exempt, p.resolved != '' AS is_resolved,
    d.key, d.kind, d.title AS document, d.author, d.item, d.source
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage of a meeting: its row, where it stands in which document, and whether it resolved anything.

    `document` is the title of that document, `key` what tells it from others, None where none is known.
    """

    row: int
    id: str
    title: str
    number: str | None
    aliases: tuple[str, ...]
    heading: str
    page: int | None
    exempt: str | None
    is_resolved: bool
    key: str | None
    kind: DocumentKind | None
    document: str | None
    author: str | None
    item: str | None
    source: str | None

    @property
    def is_of_paper(self) -> bool:
        """Say whether it is a section of a paper, and no item of the meeting itself."""
        return self.key is not None and self.kind not in (None, *OF_THE_MEETING)


def of_meeting(
    connection: sqlite3.Connection, council: str | None, committee: str, day: date
) -> list[Entry]:
    """Return the passages of a committee's meeting, in order of rows."""
    query = f"""
        SELECT {_COLUMNS} FROM passages p LEFT JOIN documents d ON d.key = p.document
        WHERE p.council IS ? AND p.committee = ? AND p.date = ? ORDER BY p.row
    """  # noqa: S608 (names of our own columns)
    found = connection.execute(query, (council, committee, day.isoformat()))
    return [_entry(dict(record)) for record in found]


def unplaced(connection: sqlite3.Connection) -> list[tuple[str, bool, bool]]:
    """Return the sources with passages of no known committee or date, as (source, no committee, no date).

    The index on the same columns answers it alone.
    """
    query = """
        SELECT source, MAX(COALESCE(committee, '') = ''), MAX(date IS NULL) FROM passages
        WHERE COALESCE(committee, '') = '' OR date IS NULL GROUP BY source ORDER BY source
    """
    return [(name, bool(body), bool(day)) for name, body, day in connection.execute(query)]


def n_of_no_kind(connection: sqlite3.Connection) -> int:
    """Return how many documents nothing tells the kind of."""
    query = "SELECT COUNT(*) FROM documents WHERE kind IS NULL OR kind = ?"
    return int(connection.execute(query, (DocumentKind.OTHER,)).fetchone()[0])


def _entry(values: dict[str, object]) -> Entry:
    kind = values["kind"]
    values["kind"] = DocumentKind(str(kind)) if kind else None
    values["aliases"] = tuple(json.loads(str(values["aliases"])))
    values["is_resolved"] = bool(values["is_resolved"])
    return Entry(**values)  # type: ignore[arg-type]
