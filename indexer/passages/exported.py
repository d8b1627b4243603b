"""A line of an export becomes passages as they were indexed: nothing is withheld or split again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from corpus.records import AgendaItem, Exported, Meeting
from indexer.passages.of_meeting import annotated
from indexer.passages.passage import Passage, SourceLink


def is_exported(meeting: Meeting) -> bool:
    """Say whether a meeting was read from an export."""
    return any(item.exported for item in meeting.items)


def of_export(meeting: Meeting, record: int) -> Iterator[Passage]:
    """Yield the passages of a line of an export as they were indexed; what was noted of them is read again."""
    for position, item in enumerate(meeting.items, start=1):
        kept = item.exported
        if kept is None:
            continue
        passage = Passage(
            id=kept.id,
            title=item.title,
            text="",
            source=meeting.source,
            number=item.number,
            council=kept.council,
            committee=kept.committee,
            date=kept.date,
            url=item.url,
            document=kept.document,
            page=item.page,
            procedural=kept.procedural,
            exempt=kept.exempt,
            sources=tuple(SourceLink(*link) for link in kept.sources),
            aliases=kept.aliases,
            record=record,
            position=position,
        )
        yield passage if kept.exempt else annotated(_with_text(passage, item, kept))


def _with_text(passage: Passage, item: AgendaItem, kept: Exported) -> Passage:
    return replace(
        passage,
        agenda=item.agenda,
        decision=item.decision,
        minutes=item.minutes,
        documents=item.documents,
        heading=kept.heading,
        paragraph=kept.paragraph,
    )
