"""Where a paper belongs, by all that tells it: council, body, date, item; and what it is.

Each place is a piece of evidence with a weight (see `docs/records.md`): the paper's own block and
head, the properties of the file, the names of its folders and of the file, the front sheet and the
minutes beside it. What stays in doubt is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus import heads, letterheads, names, places
from corpus.capitals import in_title_case
from corpus.dates import find_dates, writes_month_first
from corpus.papers import owners
from corpus.papers.block import Block, block_of
from corpus.papers.evidence import Chosen, Piece, choose
from corpus.papers.items import Paper, item_of
from corpus.papers.kinds import kind_of, says_report
from corpus.papers.paths import Named, named
from corpus.papers.printed import Printed
from corpus.papers.said import (
    ITS_FOLDER,
    ITS_NAME,
    OF_ITSELF,
    Head,
    Said,
    bodies,
    days,
    of_neighbours,
    of_paper,
    short_names,
    telling,
    written_before,
)
from corpus.papers.sheets import of_its_meeting, without_strangers
from corpus.papers.short_names import in_full
from corpus.papers.tuning import LINES
from corpus.records import (
    OF_THE_MEETING,
    DocumentKind,
    Listed,
    MeetingFacts,
    Neighbour,
    Source,
)
from corpus.tuning import HEADS, PAPERS


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a paper belongs and what it is. `conflict` says where its name or folder has another day, or is "".

    `is_form` says whether it has the form of a report by what it says itself; `beside` are the files beside it
    that may be of its meeting; `headed` is the day that its first lines name as a record's do.
    """

    kind: DocumentKind
    facts: MeetingFacts
    item: Listed | None
    title: str
    author: str | None
    block: Block
    conflict: str = ""
    is_form: bool = False
    beside: tuple[Neighbour, ...] = ()
    headed: date | None = None


def placed(source: Source, printed: Printed, n_parts: int = 0) -> Placed:
    """Return where a paper belongs. `n_parts` are the papers that are bound in it."""
    months = _months(source, printed)
    path = named(source.name, month_first=months)
    pages = printed.pages[: 1 if n_parts else PAPERS.first_pages]
    first = letterheads.joined([line[: HEADS.longest_line] for page in pages for line in page])
    block = block_of(first)
    properties = f"{printed.title} {printed.subject}"
    kind = kind_of(first, block, path.stem, properties, n_parts=n_parts)
    head = _as_the_sheets_have_it(_head(first, block, kind, months), source.neighbours)
    title = _title(block, first, path, kind)
    siblings = [named(one.name) for one in source.neighbours]
    paper = Paper(kind, path, block, title, first, printed.n_pages, siblings)
    said = list(of_paper(source, printed, path, head))
    own = heads.facts_of((printed.pages or [()])[0][: HEADS.lines], by_default=False)
    beside = without_strangers(paper, own, source.neighbours, said)
    source = replace(source, neighbours=of_its_meeting(paper, beside, said))
    said = [*written_before(said, source.neighbours), *of_neighbours(source.neighbours)]
    councils = owners.beside(source.neighbours)
    source = source if kind not in OF_THE_MEETING else _without_minutes(source)
    named_bodies = in_full(bodies(said), short_names(path, block))
    facts = _facts(source, said, [*owners.of_paper(source, printed, head), *councils], named_bodies)
    facts = _apart(facts, path, first)
    listed = [one for n in _of_day(kind, facts.date, source.neighbours) for one in n.listed]
    conflict = _conflict(kind, facts.date, days(said))
    item = _item(paper, listed, source.facts.item)
    is_form = block.is_report or says_report(first, block)
    return Placed(
        kind, facts, item, title, _author(block, item), block, conflict, is_form, beside, own.date
    )


def _of_day(
    kind: DocumentKind, day: date | None, neighbours: Sequence[Neighbour]
) -> Iterator[Neighbour]:
    """Yield the neighbours that may list a paper: only minutes are put to a meeting of another day than their own."""
    for one in neighbours:
        if kind == DocumentKind.MINUTES or day is None or one.facts.date in (None, day):
            yield one


def _author(block: Block, item: Listed | None) -> str | None:
    """Return whom a paper is from: as it says itself, else as the front sheet's row does."""
    return block["from"] or (item.lead if item else "") or None


def _head(first: Sequence[str], block: Block, kind: DocumentKind, months: bool) -> Head:
    """Return what a paper's first lines are read as; only minutes and front sheets name their own meeting.

    A pack begins with its front sheet, or with a letter, whose date is its own.
    """
    front = kind_of(first, block, "") if kind == DocumentKind.PACK else kind
    own = MeetingFacts()
    if front in OF_THE_MEETING:
        own = heads.facts_of(first[: HEADS.lines], by_default=False)
    return Head(first, block, own, months)


def _as_the_sheets_have_it(head: Head, neighbours: Sequence[Neighbour]) -> Head:
    """Return a head with the council of the sheet beside it whose body is what the head takes for its council."""
    key = names.organisation_key(head.own.council)
    sheets = (one.facts for one in neighbours if one.kind == DocumentKind.AGENDA)
    whose = (f for f in sheets if f.council and key and names.organisation_key(f.committee) == key)
    if not (its := next(whose, None)):
        return head
    return replace(head, own=replace(head.own, council=its.council, committee=its.committee))


def _months(source: Source, printed: Printed) -> bool:
    """Say whether dates in figures have the month first here: by the paper, its folder, or the sheets beside it."""
    text = "\n".join(line for page in printed.pages[: PAPERS.first_pages] for line in page)
    if writes_month_first(text):
        return True
    sheets = {one.facts.date for one in source.neighbours if one.kind == DocumentKind.AGENDA}
    path, other = named(source.name, month_first=True), named(source.name)
    dates = {path.folder_date, path.file_date} - {None}
    others = {other.folder_date, other.file_date} - {None}
    # "03/12/24" in a folder of 2024-03-12.
    first, last = (
        {found.day for found in find_dates(text, month_first=month_first)}
        for month_first in (True, False)
    )
    known = sheets | (dates & others)
    return bool((sheets & dates) - others or (known & first) - last)


def _apart(facts: MeetingFacts, path: Named, first: Sequence[str]) -> MeetingFacts:
    """Return facts with the council that the name of the body has in it, where nothing else tells one."""
    if facts.council and not facts.committee:
        return replace(facts, committee=places.of_itself(facts.council))
    if facts.council or not facts.committee:
        return facts
    council, body = places.apart(facts.committee, "\n".join(first), path.folders)
    return replace(facts, council=council, committee=body)


def _facts(
    source: Source,
    said: Sequence[Said],
    councils: Iterable[Piece[str]],
    named_bodies: Sequence[Piece[str]],
) -> MeetingFacts:
    """Return of which meeting a paper is."""
    council = choose(councils, names.organisation_key)
    shown = _shown_council(council.value, source)
    body = choose(named_bodies, lambda name: names.body_key(name, shown))
    return MeetingFacts(shown, _shown(body, named_bodies, source, shown), choose(days(said)).value)


def _without_minutes(source: Source) -> Source:
    """Return minutes or a front sheet with the front sheets beside it only: names are written as these do."""
    sheets = (one for one in source.neighbours if one.kind == DocumentKind.AGENDA)
    return replace(source, neighbours=tuple(sheets))


def _item(paper: Paper, listed: Sequence[Listed], known: str | None) -> Listed | None:
    """Return the item that a paper is to, with its title where a front sheet lists it.

    `known` is its number where `meeting.toml` says it.
    """
    if paper.kind in OF_THE_MEETING and not listed and not known:
        return None
    number = known.upper() if known else item_of(paper, listed).value
    its = (one for one in listed if one.number.upper() == number)
    return next(its, None) or (Listed(number, "") if number else None)


def _conflict(kind: DocumentKind, day: date | None, pieces: Sequence[Piece[date]]) -> str:
    """Return what is to be told where a paper's head and the name of its file or its folder differ.

    Minutes stand in the folder of the meeting that they are put to.
    """
    mine = any(one.place in OF_ITSELF and one.value == day for one in pieces)
    places = (ITS_NAME,) if kind == DocumentKind.MINUTES else (ITS_NAME, ITS_FOLDER)
    others = [one for one in pieces if one.place in places and one.value != day]
    if not mine or not others:
        return ""
    said = " and ".join(f"{one.place} says {one.value}" for one in others)
    return f"{said}, its own head {day}: it is put to {day}; if that is wrong, say so in a meeting.toml"


def _shown_council(council: str | None, source: Source) -> str | None:
    """Return a council's name as the front sheet or the minutes beside it write it."""
    key = names.organisation_key(council)
    beside = (one.facts.council for one in telling(source.neighbours) if council)
    return next((name for name in beside if names.organisation_key(name) == key), council)


def _shown(
    body: Chosen[str], pieces: Sequence[Piece[str]], source: Source, council: str | None
) -> str | None:
    """Return the body's name as the front sheet or the minutes beside it write it, or as it was found."""
    if body.value is None:
        return None
    told = [one.facts.committee for one in source.neighbours]
    beside = _same(told, body.value, council)
    if not names.same_body(body.value, names.COUNCIL, council):
        return beside[0] if beside else body.value
    return _council_itself(beside or _same([p.value for p in pieces], body.value, council), council)


def _same(told: Iterable[str | None], body: str, council: str | None) -> list[str]:
    return [name for name in told if name and names.same_body(name, body, council)]


def _council_itself(said: Iterable[str], council: str | None) -> str:
    """Return what the council itself is called: "Council", "County Council" where it is said so."""
    whole = (name for name in said if len(name.split()) == 2 and (council or "").endswith(name))
    # A "City and County Council" is not called "County Council".
    whole = (name for name in whole if not (council or "").endswith(f"and {name}"))
    return next((name for name in whole if name.split()[0] in heads.KEPT), names.COUNCIL)


def _title(block: Block, first: Sequence[str], path: Named, kind: DocumentKind) -> str:
    """Return a paper's own title: its subject, an appendix's heading, else the name of its file."""
    if block["subject"] and len(block["subject"].split()) <= LINES.subject:
        return block["subject"]
    filled = [" ".join(line.split()) for line in first if line.strip()][: LINES.head]
    heading = _heading_of_appendix(filled) if kind == DocumentKind.APPENDIX else None
    if heading:
        return in_title_case(heading)
    plain = re.sub(r"^(?:\d{2}[-/]\d{5}\s*[-–]\s*)", "", path.stem)
    return re.sub(r"\s*[-–]\s*(?:final|v\d+)$", "", plain, flags=re.IGNORECASE) or path.stem


def _heading_of_appendix(filled: Sequence[str]) -> str | None:
    """Return the line that says which appendix it is, with the next one where it says no more."""
    if not filled or not re.match(r"\W*(?:appendix|annex)\b", filled[0], re.IGNORECASE):
        return None
    heading = filled[0]
    goes_on = len(filled) > 1 and len(filled[1].split()) <= LINES.more
    if goes_on and len(heading.split()) <= LINES.bare:
        heading = f"{heading}: {filled[1]}"
    return heading if len(heading.split()) <= LINES.heading_words else None
