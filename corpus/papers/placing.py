"""Where a paper belongs, by all that tells it: council, body, date, item; and what it is.

Each place is a piece of evidence with a weight (see `docs/records.md`): the paper's own block and
head, the properties of the file, the names of its folders and of the file, the front sheet and the
minutes beside it. What stays in doubt is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus import heads, names
from corpus.dates import writes_month_first
from corpus.papers.block import Block, block_of
from corpus.papers.evidence import Chosen, Piece, choose
from corpus.papers.items import Paper, item_of
from corpus.papers.kinds import kind_of
from corpus.papers.paths import Named, named
from corpus.papers.printed import Printed
from corpus.papers.said import Head, bodies, days, of_neighbours, of_paper, telling
from corpus.papers.sheets import of_its_meeting
from corpus.records import OF_THE_MEETING, DocumentKind, Listed, MeetingFacts, Source

_FIRST_PAGES = 2


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a paper belongs and what it is. `conflicts` are places that say something else."""

    kind: DocumentKind
    facts: MeetingFacts
    item: Listed | None
    title: str
    author: str | None
    block: Block
    conflicts: tuple[str, ...] = ()


def placed(source: Source, printed: Printed, n_parts: int = 0) -> Placed:
    """Return where a paper belongs. `n_parts` are the papers that are bound in it."""
    path = named(source.name)
    first = [line for page in printed.pages[: 1 if n_parts else _FIRST_PAGES] for line in page]
    block = block_of(first)
    properties = f"{printed.title} {printed.subject}"
    kind = kind_of(first, block, path.stem, properties, n_parts=n_parts)
    # A pack begins with its front sheet, or with a letter, whose date is its own.
    front = kind_of(first, block, "") if kind == DocumentKind.PACK else kind
    own = heads.facts_of(first[: heads.HEAD_LINES]) if front in OF_THE_MEETING else MeetingFacts()
    head = Head(first, block, own, writes_month_first("\n".join(first)))
    title = _title(block, first, path, kind)
    siblings = [named(one.name) for one in source.neighbours]
    paper = Paper(kind, path, block, title, first, printed.n_pages, siblings)
    said = list(of_paper(source, printed, path, head))
    source = replace(source, neighbours=of_its_meeting(paper, source.neighbours, said))
    said += of_neighbours(source.neighbours)
    body, day = choose(bodies(said), _key), choose(days(said))
    council = choose(_councils(first, source, printed, own), _key)
    facts = MeetingFacts(
        council.value, _shown(body, bodies(said), source, council.value), day.value
    )
    listed = [one for n in source.neighbours for one in n.listed]
    number: Chosen[str] = Chosen(None)
    if kind not in OF_THE_MEETING or listed:
        number = item_of(paper, listed)
    item = next((one for one in listed if one.number.upper() == number.value), None)
    if item is None and number.value:
        item = Listed(number.value, "")
    against = [*_told(body), *_told(day), *_told(council)]
    return Placed(kind, facts, item, title, block["from"] or None, block, tuple(against))


def _key(value: str) -> str:
    return names.body_key(value)


def _told(chosen: Chosen[str] | Chosen[date]) -> Iterator[str]:
    for piece in chosen.against:
        yield f"{piece.place} says {piece.value}"


def _shown(
    body: Chosen[str], pieces: Sequence[Piece[str]], source: Source, council: str | None
) -> str | None:
    """Return the body's name as the front sheet or the minutes beside it write it, or as it was found.

    The council itself is "Council", but "County Council" where they, or else the paper, say so.
    """
    if body.value is None:
        return None
    beside = [one.facts.committee for one in source.neighbours if one.facts.committee]
    beside = [name for name in beside if names.same_body(name, body.value, council)]
    if not names.same_body(body.value, names.COUNCIL, council):
        return beside[0] if beside else body.value
    said = beside or [p.value for p in pieces if names.same_body(p.value, body.value, council)]
    whole = (name for name in said if len(name.split()) == 2 and (council or "").endswith(name))
    return next((name for name in whole if name.split()[0] in heads.KEPT), names.COUNCIL)


def _councils(
    first: Sequence[str], source: Source, printed: Printed, own: MeetingFacts
) -> Iterator[Piece[str]]:
    if own.council:
        yield Piece(own.council, 4.0, "its head")
    if source.facts.council:
        yield Piece(source.facts.council, 6.0, "meeting.toml")
    for line in [one for one in first if one.strip()][:12]:
        head = names.in_title_case(line)
        name = names.organisation_in(head)
        if (
            name
            and len(head.split()) <= len(name.split()) + 5
            and not head.startswith(("From", "To"))
        ):
            yield Piece(name, 2.0, "its head")
            break
    for one in telling(source.neighbours):
        if one.facts.council:
            yield Piece(one.facts.council, 3.0, one.name)
    named_most = heads.most_named("\n".join(line.text for line in printed.lines))
    if named_most:
        yield Piece(named_most, 1.5, "its text")


def _title(block: Block, first: Sequence[str], path: Named, kind: DocumentKind) -> str:
    """Return a paper's own title: its subject, an appendix's heading, else the name of its file."""
    if block["subject"] and len(block["subject"].split()) <= 60:
        return block["subject"]
    filled = [" ".join(line.split()) for line in first if line.strip()][:4]
    if (
        kind == DocumentKind.APPENDIX
        and filled
        and re.match(r"\W*(?:appendix|annex)\b", filled[0], re.I)
    ):
        heading = filled[0]
        if len(heading.split()) <= 3 and len(filled) > 1 and len(filled[1].split()) <= 14:
            heading = f"{heading}: {filled[1]}"
        if len(heading.split()) <= 18:
            return names.in_title_case(heading)
    plain = re.sub(r"^(?:\d{2}[-/]\d{5}\s*[-–]\s*)", "", path.stem)
    return re.sub(r"\s*[-–]\s*(?:final|v\d+)$", "", plain, flags=re.IGNORECASE) or path.stem
