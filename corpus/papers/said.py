"""What each place says of the meeting that a paper is of: its head, its block, its folder, its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus import letterheads, names
from corpus.dates import find_date
from corpus.papers.block import Block
from corpus.papers.evidence import Piece, first_ones
from corpus.papers.first_lines import (
    body_at_top,
    body_in_heading,
    body_of_value,
    head_line,
    stacked,
)
from corpus.papers.paths import Named
from corpus.papers.printed import Printed
from corpus.papers.tuning import LINES, OF_MEETING
from corpus.records import OF_THE_MEETING, DocumentKind, MeetingFacts, Neighbour, Source
from corpus.tuning import PAPERS

# The places of evidence that are told apart.
_HEAD, _LINE, _BLOCK, _LABEL = (
    "its head",
    "a line of its first page",
    "its block",
    "the meeting's date in its block",
)
_DATED = "the date in its block"
_HEADING = "the heading of a report"
OF_ITSELF = frozenset({_HEAD, _LINE, _BLOCK, _LABEL})
ITS_NAME, ITS_FOLDER = "the file's name", "its folder"
_MEMO = re.compile(r"\W*(?:inter-?office |internal |staff )?memo(?:randum)?\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """What one place says: a body and a day, each None where it does not, and what they weigh."""

    place: str
    body: str | None = None
    day: date | None = None
    body_weight: float = OF_MEETING.said
    day_weight: float = OF_MEETING.said


@dataclass(frozen=True, slots=True)
class Head:
    """What a paper's first pages are read as: their lines, the block, what its own head says of a meeting.

    `months` says whether it writes the month before the day.
    """

    lines: Sequence[str]
    block: Block
    own: MeetingFacts
    months: bool


def of_paper(source: Source, printed: Printed, path: Named, head: Head) -> Iterator[Said]:
    """Yield what a paper itself, its file and its folders say of its meeting, and `meeting.toml`."""
    own, block = head.own, head.block
    named_body = own.committee or _by_default(own, path, block)
    yield Said(_HEAD, named_body, own.date, OF_MEETING.own, OF_MEETING.own)
    if not block.is_mail:
        yield from _of_block(block, head)
    found = head_line(head.lines, month_first=head.months) or stacked(
        head.lines, month_first=head.months
    )
    if found:
        yield Said(_LINE, *found)
    # A name above its day is said once, not twice.
    heading = body_in_heading(head.lines) or (None if found else body_at_top(head.lines))
    yield Said(_HEADING, heading, body_weight=OF_MEETING.heading)
    if body := body_of_value(printed.subject):
        yield Said("the file's properties", body, find_date(printed.subject))
    known = source.facts
    sidecar, of_file = OF_MEETING.sidecar, OF_MEETING.file
    yield Said("meeting.toml", known.committee, known.date, sidecar, sidecar)
    yield Said(ITS_FOLDER, path.body, path.folder_date, OF_MEETING.body, OF_MEETING.day)
    day_weight = of_file if path.file_body else of_file / 2
    yield Said(ITS_NAME, path.file_body, path.file_date, of_file, day_weight)


def _by_default(own: MeetingFacts, path: Named, block: Block) -> str | None:
    """Return the council itself where a head names it and no body, and no other place names one."""
    is_said = path.file_body or path.body or body_of_value(block["to"])
    return None if is_said else letterheads.itself(own.council)


def _of_block(block: Block, head: Head) -> Iterator[Said]:
    """Yield what the labels of a report's head say. A plain date may be that of its writing.

    It is the meeting's where the same block says to which body; a memo, a letter or a bid has its own.
    """
    to = body_of_value(block["to"]) or body_of_value(block.first_line("to"))
    day = find_date(_phrase(block["to"]), month_first=head.months)
    yield Said(_BLOCK, to, day, day_weight=OF_MEETING.labelled)
    meets = find_date(block["meeting_date"], month_first=head.months)
    yield Said(_LABEL, None, meets, day_weight=OF_MEETING.labelled)
    is_memo = any(_MEMO.fullmatch(line.strip()) for line in head.lines[: LINES.to])
    weight = OF_MEETING.beside if to else PAPERS.of_writing
    if is_memo or not block.is_report:
        weight = OF_MEETING.memo
    day = find_date(block["date"], month_first=head.months)
    yield Said(_DATED, None, day, day_weight=weight)


def _phrase(value: str) -> str:
    """Return what a value says before its first sentence: the text below a label may have gone on."""
    return " ".join(re.split(r"(?<=[a-z]{3})[.:;]\s", value)[0].split()[: PAPERS.phrase])


def short_names(path: Named, block: Block) -> list[Piece[str]]:
    """Return what may be a short name of the body: in the head, as a folder, in the name of the file."""
    folders = [Piece(one, 2.0, ITS_FOLDER) for one in path.folders]
    return [Piece(_phrase(block["to"]), OF_MEETING.short, _BLOCK), *folders]


def of_neighbours(neighbours: Sequence[Neighbour]) -> Iterator[Said]:
    """Yield what the front sheets, the minutes and the other papers beside a paper say of its meeting."""
    for one in telling(neighbours):
        is_sheet = one.kind == DocumentKind.AGENDA
        day = one.facts.date if is_sheet else None
        weight = OF_MEETING.sheet if is_sheet else OF_MEETING.minutes
        yield Said(one.name, one.facts.committee, day, weight, OF_MEETING.sheet)
    told = ((one.name, one.facts.committee) for one in others(neighbours))
    for piece in first_ones(told, names.body_key, OF_MEETING.paper_body):
        yield Said(piece.place, piece.value, body_weight=piece.weight)


def others(neighbours: Sequence[Neighbour]) -> Iterator[Neighbour]:
    """Yield the neighbours that are papers of an item, and not of the whole meeting."""
    return (one for one in neighbours if one.kind is not None and one.kind not in OF_THE_MEETING)


def written_before(said: Sequence[Said], neighbours: Sequence[Neighbour]) -> list[Said]:
    """Return what is said with a plain date as that of the writing where a sheet's day comes soon after it.

    A memo is dated some days before the meeting whose agenda stands beside it.
    """
    days = [
        one.facts.date for one in neighbours if one.kind == DocumentKind.AGENDA and one.facts.date
    ]

    def is_writing(one: Said) -> bool:
        ahead = [(day - one.day).days for day in days] if one.day else []
        return one.place == _DATED and any(0 < n <= PAPERS.written_before for n in ahead)

    return [replace(one, day_weight=PAPERS.of_writing) if is_writing(one) else one for one in said]


def bodies(said: Sequence[Said]) -> list[Piece[str]]:
    """Return what is said of the body, as evidence."""
    return [Piece(one.body, one.body_weight, one.place) for one in said if one.body]


def days(said: Sequence[Said]) -> list[Piece[date]]:
    """Return what is said of the day, as evidence."""
    return [Piece(one.day, one.day_weight, one.place) for one in said if one.day]


def telling(neighbours: Sequence[Neighbour]) -> Iterator[Neighbour]:
    """Yield the neighbours that tell of a meeting; a front sheet each, the minutes once together."""
    yield from (one for one in neighbours if one.kind == DocumentKind.AGENDA)
    seen: set[tuple[str | None, str | None]] = set()
    for one in neighbours:
        key = one.facts.council, one.facts.committee
        if one.kind == DocumentKind.MINUTES and key not in seen:
            seen.add(key)
            yield one
