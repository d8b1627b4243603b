"""What another file of a meeting's folder says of the meeting: its front sheet, its minutes, a paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.errors import RecordError
from corpus.neighbours import is_of_the_meeting
from corpus.papers.block import block_of
from corpus.papers.front import items_of
from corpus.papers.kinds import kind_of
from corpus.papers.paths import named
from corpus.papers.placing import placed
from corpus.papers.printed import Printed
from corpus.records import (
    OF_THE_MEETING,
    DocumentKind,
    Listed,
    Meeting,
    MeetingFacts,
    Neighbour,
    Source,
)
from corpus.tuning import HEADS


def told_by(neighbour: Neighbour, printed: Printed) -> Neighbour:
    """Return a neighbour with what it says of its meeting: whose it is, and the items that it lists."""
    first = [line for page in printed.pages[: HEADS.first_pages] for line in page]
    kind = kind_of(first, block_of(first), named(neighbour.name).stem)
    facts = placed(Source(neighbour.name, b""), printed).facts
    if not is_of_the_meeting(neighbour.name):
        # Whatever its form: what is said of it is said of a paper.
        kind = DocumentKind.OTHER if kind in OF_THE_MEETING else kind
    if kind not in OF_THE_MEETING:
        return replace(neighbour, data=b"", kind=kind, facts=replace(facts, date=None))
    listed = tuple(items_of(first)) if kind == DocumentKind.AGENDA else ()
    return replace(neighbour, data=b"", kind=kind, facts=facts, listed=listed)


def told_by_records(
    neighbour: Neighbour, records: Iterable[Meeting | RecordError], lines: Sequence[str] = ()
) -> Neighbour:
    """Return a neighbour with what it says of its meeting, where it is read as the one record of it.

    `lines` are those that it shows: below an item may stand others that have a number.
    """
    meetings = [one for one in records if isinstance(one, Meeting)]
    if len(meetings) != 1 or meetings[0].kind not in OF_THE_MEETING:
        return replace(neighbour, data=b"")
    (one,) = meetings
    facts = MeetingFacts(one.council, one.committee, one.date)
    listed = _listed_in(one, lines) if one.kind == DocumentKind.AGENDA else ()
    return replace(neighbour, data=b"", kind=one.kind, facts=facts, listed=tuple(listed))


def _listed_in(sheet: Meeting, lines: Sequence[str]) -> Sequence[Listed]:
    numbered = ((item.number or "", item.title) for item in sheet.items)
    items = [Listed(number.strip(" .()"), title) for number, title in numbered if number]
    finer = items_of(lines)
    return finer if len(finer) > len(items) else items
