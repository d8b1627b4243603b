"""A pack becomes its meeting: an item for each that has papers, the papers in it, earlier minutes as what they record.

Where two bodies meet one after the other, with a front sheet each in one file, it becomes two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus import heads, names
from corpus.lines import cleaned
from corpus.papers.block import block_of
from corpus.papers.front import items_of
from corpus.papers.kinds import kind_of
from corpus.papers.packs import Part, pages_of, parts_of
from corpus.papers.placing import Placed, placed
from corpus.papers.printed import Printed
from corpus.papers.sections import sections_of
from corpus.readers import minutes
from corpus.readers.tuning import LABELLED
from corpus.readers.withheld import classification_withholds
from corpus.records import (
    AgendaItem,
    Document,
    DocumentKind,
    Meeting,
    MeetingFacts,
    Section,
    Source,
    meeting,
)
from corpus.tuning import HEADS, PACKS


def meetings_of_pack(
    source: Source, printed: Printed, place: Placed, parts: Sequence[Part]
) -> Iterator[Meeting]:
    """Yield the meeting that a pack is of, or one for each body that has a front sheet in it."""
    starts = _front_sheets(printed)
    if len(starts) < 2:
        yield _of_pack(source, printed, place, parts)
        return
    for first, last in zip(starts, [n - 1 for n in starts[1:]] + [printed.n_pages], strict=True):
        whole = Part("Agenda", first, last)
        half = pages_of(printed, whole)
        inside = [
            replace(one, first=one.first + first - 1, last=one.last + first - 1)
            for one in parts_of(half)
        ]
        its = inside or [whole]
        yield _of_pack(source, printed, placed(source, half, max(len(its) - 1, 1)), its)


def _front_sheets(printed: Printed) -> list[int]:
    """Return the first page of each body's front sheet, those of one day and of different bodies."""
    found: dict[str, int] = {}
    day = None
    for number, page in enumerate(printed.pages, start=1):
        if kind_of(page, block_of(page), "") != DocumentKind.AGENDA:
            continue
        facts = heads.facts_of(page[: HEADS.lines])
        if facts.committee and facts.date and len(items_of(page)) >= PACKS.fewest_listed:
            day = day or facts.date
            if facts.date == day:
                found.setdefault(names.body_key(facts.committee, facts.council), number)
    return list(found.values())


def _of_pack(source: Source, printed: Printed, place: Placed, parts: Sequence[Part]) -> Meeting:
    """Return the meeting of a pack: an item for each that has papers, in order of their pages."""
    items: list[AgendaItem] = []
    for part in parts:
        document = _of_part(source, pages_of(printed, part), part, place)
        if document.sections:
            _add(items, part, document)
    numbers = {item.number for item in items if item.number}
    whole = Document(
        title=place.title,
        kind=place.kind if place.kind != DocumentKind.AGENDA else DocumentKind.PACK,
        source=source.name,
        first_page=parts[0].first,
        last_page=parts[-1].last,
        item=numbers.pop() if len(numbers) == 1 else None,
    )
    return replace(meeting(source, place.facts, tuple(items)), document=whole)


def _add(items: list[AgendaItem], part: Part, document: Document) -> None:
    """Add a paper to the last item if it is of that one, else as one more item."""
    number = part.item.number if part.item else None
    if items and number is not None and items[-1].number == number:
        items[-1] = replace(items[-1], documents=(*items[-1].documents, document))
        return
    listed = part.item.title if part.item else ""
    # A title on the sheet that ran on into what stands below it is worse than the bookmark's.
    title = listed if 0 < len(listed) <= 2 * len(part.title) + LABELLED.ran_on else part.title
    items.append(AgendaItem(title, number, documents=(document,), page=part.first))


def _of_part(source: Source, printed: Printed, part: Part, place: Placed) -> Document:
    """Return a paper of a pack; minutes of an earlier meeting keep the meeting that they record."""
    own = placed(Source(part.title, b""), printed)
    lines = cleaned(printed.lines)
    sections, recorded = sections_of(lines), None
    if own.kind == DocumentKind.MINUTES and sections:
        record = minutes.meeting_of(Source(source.name, b""), printed.lines)
        recorded = MeetingFacts(record.council, record.committee, record.date).or_else(
            replace(place.facts, date=None)
        )
        sections = tuple(
            Section(
                item.minutes or item.decision or item.agenda, item.title, item.number, item.page
            )
            for item in record.items
        )
    return Document(
        title=part.title,
        kind=own.kind,
        author=own.author,
        source=source.name,
        first_page=part.first,
        last_page=part.last,
        restricted=classification_withholds(own.block["classification"]),
        item=part.item.number if part.item else None,
        meeting=recorded,
        sections=sections,
    )
