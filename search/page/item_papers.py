"""What belongs together at one meeting: an item, its papers, what they recommend and what was decided.

A paper has the number of its item on the front sheet; minutes may count otherwise. So an item is a paper's
where its title is nearly that of the item on the sheet or of its report, or the number is the same and the
titles are alike; where two items of the minutes are, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.lazy_pattern import lazy_pattern
from corpus.records import DocumentKind
from indexer.generation.meeting_entries import Entry, of_meeting
from indexer.language.shingles import alike, folded
from indexer.passages.passage import Passage
from search.page.reader import PassageReader
from search.tuning import MATTER

_RECOMMENDS = lazy_pattern(
    r"(?:officer['’]?s? |staff |summary of |the )?recommend(?:ations?|ed (?:actions?|motions?))\s?(?:\(s\))?(?: and .{3,40})?",
    re.IGNORECASE,
)
# A recommendation goes on until the next numbered heading.
_NEXT = lazy_pattern(r"\n\n\d{1,2}\.?0?\.?\s+[A-Z][^.\n]{2,60}(?=\n)")
_PAGES = lazy_pattern(r"\(?\bpages?\s+\d+(?:\s*[-–]\s*\d+)?\)?\s*$", re.IGNORECASE)
# How alike two titles are that say the same, and with the same number. (By reason, as for merging.)
_SAME, _ALIKE = MATTER.same, MATTER.like
_LONGEST_RECOMMENDATION = MATTER.recommended


@dataclass(frozen=True, slots=True)
class ItemPaper:
    """A paper of an item: what it is, and the id and the page of the passage with which it begins."""

    id: str
    title: str
    kind: DocumentKind
    author: str | None
    page: int | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """What a passage recommends or resolved, verbatim, and where it stands."""

    text: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Together:
    """What stands together with a passage: the other papers, a recommendation, a decision; each may be none."""

    papers: tuple[ItemPaper, ...] = ()
    recommended: Said | None = None
    decided: Said | None = None


def together(reader: PassageReader, passage: Passage) -> Together:
    """Return what belongs to the same item of the same meeting as a passage; nothing where that is unknown."""
    if not passage.committee or not passage.date:
        return Together()
    entries = reader.read(of_meeting, passage.council, passage.committee, passage.date)
    own = next((entry for entry in entries if entry.id == passage.id), None)
    if own is None:
        return Together()
    if own.is_of_paper:
        return _beside_paper(reader, own, entries)
    its = _papers_of(own, entries)
    return Together(tuple(_papers(its)), _recommended(reader, own, its))


def _beside_paper(reader: PassageReader, own: Entry, entries: Sequence[Entry]) -> Together:
    """Return what stands together with a section of a paper."""
    if own.item is None:
        mine = [one for one in entries if one.key == own.key]
        return Together(recommended=_recommended(reader, own, mine))
    its = _of_number(own.item, entries)
    first = next(entry.id for entry in its if entry.key == own.key)
    others = tuple(paper for paper in _papers(its) if paper.id != first)
    decided = _decided(reader, _items_of(own.item, entries))
    return Together(others, _recommended(reader, own, its), decided)


def _of_number(number: str, entries: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.is_of_paper and entry.item == number]


def _papers(sections: Sequence[Entry]) -> Iterator[ItemPaper]:
    """Yield each paper once, the report first."""
    first: dict[str, Entry] = {}
    for entry in sections:
        first.setdefault(entry.key or "", entry)
    for entry in sorted(first.values(), key=lambda one: (one.kind != DocumentKind.REPORT, one.row)):
        kind = entry.kind or DocumentKind.OTHER
        title = entry.document or entry.title
        yield ItemPaper(entry.id, title, kind, entry.author, entry.page, entry.source)


def _items_of(number: str, entries: Sequence[Entry]) -> list[Entry]:
    """Return the item with this number on the front sheet as the sheet and the minutes have it; none in doubt."""
    titles = {_title(entry) for entry in entries if _is_listed(entry, number)}
    titles |= {_title(entry, entry.document) for entry in entries if _is_report(entry, number)}
    found = [one for one in entries if not one.is_of_paper and _is_item(one, number, titles)]
    kinds = [entry.kind for entry in found]
    return found if len(kinds) == len(set(kinds)) else []


def _is_listed(entry: Entry, number: str) -> bool:
    return entry.kind == DocumentKind.AGENDA and _has_number(entry, number)


def _is_report(entry: Entry, number: str) -> bool:
    return entry.kind == DocumentKind.REPORT and entry.item == number


def _is_item(entry: Entry, number: str, titles: Iterable[tuple[str, ...]]) -> bool:
    if _is_listed(entry, number):
        return True
    has_number = _has_number(entry, number)
    likeness = max((alike(_title(entry), title) for title in titles), default=0.0)
    return likeness >= (_ALIKE if has_number else _SAME)


def _papers_of(item: Entry, entries: Sequence[Entry]) -> list[Entry]:
    """Return the sections of an item's papers, in order."""
    sections = [entry for entry in entries if entry.is_of_paper and entry.item]
    numbers = dict.fromkeys(entry.item for entry in sections if entry.item)
    its = {number for number in numbers if item in _items_of(number, entries)}
    return [entry for entry in sections if entry.item in its]


def _has_number(item: Entry, number: str) -> bool:
    """Say whether an item has a number, also in one of the records that became part of it."""
    plain = number.strip(" .()").casefold()
    own = (item.number or "").strip(" .()").casefold()
    return own == plain or any(alias.endswith(f"-item-{plain}") for alias in item.aliases)


def _title(entry: Entry, title: str | None = None) -> tuple[str, ...]:
    return folded(_PAGES.sub("", title or entry.title).strip())


def _decided(reader: PassageReader, items: Sequence[Entry]) -> Said | None:
    """Return what was resolved on the one item of these that resolved anything."""
    found = [entry for entry in items if entry.is_resolved and not entry.exempt]
    if len(found) != 1:
        return None
    (passage,) = reader.passages([found[0].row])
    return Said(passage.resolved, passage)


def _recommended(reader: PassageReader, own: Entry, sections: Sequence[Entry]) -> Said | None:
    """Return the recommendation of the passage's own paper, or of the item's report."""
    found = next(filter(_recommends, _of_its_report(own, sections)), None)
    if found is None:
        return None
    (passage,) = reader.passages([found.row])
    end = _NEXT.search(passage.text, pos=min(len(passage.heading) + 2, len(passage.text)))
    text = passage.text[: end.start()] if end else passage.text
    return Said(text[:_LONGEST_RECOMMENDATION].strip(), passage)


def _of_its_report(own: Entry, sections: Sequence[Entry]) -> list[Entry]:
    """Return the sections of the passage's own paper where it recommends, else of the item's reports."""
    mine = [entry for entry in sections if own.is_of_paper and entry.key == own.key]
    reports = [entry for entry in sections if entry.kind == DocumentKind.REPORT]
    return mine if any(map(_recommends, mine)) else reports


def _recommends(entry: Entry) -> bool:
    return not entry.exempt and bool(_RECOMMENDS.fullmatch(entry.heading))
