"""What each place says of the meeting that a paper is of: its head, its block, its folder, its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus import letterheads, names
from corpus.capitals import in_title_case
from corpus.dates import find_date, find_dates
from corpus.papers.block import Block
from corpus.papers.evidence import Piece, first_ones
from corpus.papers.paths import Named
from corpus.papers.printed import Printed
from corpus.papers.tuning import LINES, OF_MEETING
from corpus.records import OF_THE_MEETING, DocumentKind, MeetingFacts, Neighbour, Source
from corpus.tuning import PAPERS

# "CABINET - THURSDAY, 30 JANUARY 2025", "Board Meeting 24 April 2019 - Agenda".
_BODY_AND_DATE = re.compile(r"^(?P<body>[^\d|]{4,80}?)\W{0,4}(?:\w+day,? )?$", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:pathway|previous|minutes of|last|next|considered (?:by|at)|from|since)\b", re.I
)


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
# To whom it is addressed: "Honorable Mayor and City Council Members", "All Members of the Cabinet".
_MEMBERS = re.compile(
    # "Chair Grieve and members of the Housing Panel".
    r"^.*\band (?:the )?members of (?:the )?(?-i:(?=[A-Z]))|"
    r"^(?:(?:all|the|honou?rable|chair(?:man|person|woman)?|mayor|president|vice[- ]chair|members|and|of)\s+)+(?=[A-Z])",
    re.IGNORECASE,
)
# "Report of the Chief Superintendent to Ashton Joint Policing Committee".
_FROM_TO = re.compile(
    r"^\W*(?i:joint )?(?:(?i:report (?:by|of|from)) .{3,80}?|(?i:presentation|briefing|submission|update|report)) "
    r"(?i:(?:to|for) (?:the )?)(?=[A-Z])"
)


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
    if found := head_line(head.lines, month_first=head.months) or stacked(
        head.lines, month_first=head.months
    ):
        yield Said(_LINE, *found)
    yield Said(_HEADING, body_in_heading(head.lines), body_weight=OF_MEETING.heading)
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


def body_of_value(value: str) -> str | None:
    """Return the body that a value names before its date, or behind it: "Cabinet – 30 January 2025"."""
    text = re.sub(
        r"\b(?:\w+day)\W*$", "", _beside_date(_FROM_TO.sub("", value)).strip(), flags=re.IGNORECASE
    )
    text = names.bare(in_title_case(text.split("  ")[0].strip(" ,-–—:|")))
    text = _MEMBERS.sub("", re.sub(r" Members$", "", text))
    organisation = names.organisation_in(text)
    if organisation == text and not names.body_of(text):
        return names.COUNCIL if text.endswith("Council") else None
    if organisation:
        rest = text.removeprefix(organisation).strip(" ,-–")
        text = rest if names.body_of(rest) else text
    return text if text and names.body_of(text) else None


def _beside_date(value: str) -> str:
    """Return what stands before the first date of a value; where nothing does, what stands behind it."""
    dates = list(find_dates(value))
    if not dates:
        return value
    before = value[: dates[0].start]
    return before if before.strip() else value[dates[0].end : dates[1].start if dates[1:] else None]


def head_line(lines: Sequence[str], *, month_first: bool = False) -> tuple[str, date] | None:
    """Return body and date of the first line that says both and nothing else."""
    for line in [one for one in lines if one.strip()][: LINES.day_lines]:
        dates = list(find_dates(line, month_first=month_first))
        if len(dates) != 1 or _ASIDE.search(line) or len(line.split()) > LINES.day:
            continue
        before = _BODY_AND_DATE.match(line[: dates[0].start].strip(" ,-–—|"))
        body = body_of_value(before["body"]) if before else None
        if body:
            return body, dates[0].day
    return None


def stacked(lines: Sequence[str], *, month_first: bool = False) -> tuple[str, date] | None:
    """Return body and date where these stand by themselves below each other at the top of a paper."""
    top = [one.strip("|#* ") for one in lines if one.strip()][: LINES.top]
    for apart in range(1, LINES.stacked + 1):
        for at, (line, below) in enumerate(zip(top, top[apart:], strict=False)):
            day = _day_alone(below, month_first=month_first)
            if day and (body := _body_alone(line, top[:at])):
                return body, day
            stamped = any(map(_STAMPED.match, top[:at]))
            day = _day_alone(line, month_first=month_first) if stamped else None
            if day and (body := _body_alone(below, ())):
                return body, day
    return None


def _body_alone(line: str, above: Sequence[str]) -> str | None:
    """Return the body that is all of a line.

    An organisation's own name heads its letters, too: it is who meets where the item is stamped above it.
    """
    if _LABELLED.search(line) or _ASIDE.search(line):
        return None
    name = in_title_case(line)
    is_publisher = names.is_organisation(name) or letterheads.is_publisher(name)
    if is_publisher and not any(map(_STAMPED.match, above)):
        return None
    return body_of_value(line)


_STAMPED = re.compile(r"\W*(?:agenda )?item\b.{0,6}\d", re.IGNORECASE)
# A label, a sentence, or a row of a table: no name that stands by itself.
_LABELLED = re.compile(r"[:|;]|\.\s|\d")
_BESIDE_DAY = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|on|at|from|\d{1,2}(?:[.:]\d\d)?|[ap]\.?m\.?|noon|hrs?|[\W_])*",
    re.IGNORECASE,
)


def _day_alone(line: str, *, month_first: bool) -> date | None:
    """Return the date that is all of a line, beside its weekday and the time."""
    dates = list(find_dates(line, month_first=month_first))
    if len(dates) != 1:
        return None
    rest = f"{line[: dates[0].start]} {line[dates[0].end :]}"
    return dates[0].day if _BESIDE_DAY.fullmatch(rest) else None


# "PLANNING COMMISSION STAFF REPORT": a report to whoever is named in front of what it is.
_REPORT_OF = re.compile(
    r"(?P<body>.{4,70}?)\W+(?:(?:staff|agenda|officer['’]?s?|case|item) )*"
    r"(?:report|memo(?:randum)?|agenda (?:bill|item|memo(?:randum)?|summary)|item (?:summary|report))\W*",
    re.IGNORECASE,
)

_A_REPORT = re.compile(r"\W*(?:(?:joint|officer['’]?s?|staff) )*report\b", re.IGNORECASE)


def body_in_heading(lines: Sequence[str]) -> str | None:
    """Return the body whose name stands in the heading of a report to it, or is all that a report begins with."""
    top = [one.strip("|#* ") for one in lines if one.strip()][: LINES.kind]
    for line in top:
        found = _REPORT_OF.fullmatch(line)
        value = found["body"] if found else line if _FROM_TO.match(line) else ""
        if body := body_of_value(value):
            return body
    return _body_at_top(top)


def _body_at_top(top: Sequence[str]) -> str | None:
    """Return the body that a report's first line names; above it may stand whose it is, and which item."""
    for at, line in enumerate(top):
        if _STAMPED.match(line) or names.is_organisation(in_title_case(line)):
            continue
        is_report = any(map(_A_REPORT.match, top[at + 1 :]))
        return _body_alone(line, ()) if is_report else None
    return None
