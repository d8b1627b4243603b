"""What a pack is made of: one paper after the other, each with its first page, by the outline.

Bookmarks name parts only where they name what the front sheet lists, or where the file says that it
was bound; those of a single report are its headings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.lines import Line
from corpus.papers.front import items_of
from corpus.papers.printed import Bookmark, Printed
from corpus.records import Listed

_FRONT_PAGES = 6
_FRONT = re.compile(
    r"(?:public )?(?:agenda|front ?sheet|cover|summons|notice|order of business)\b.{0,40}",
    re.IGNORECASE,
)
_BOUND = re.compile(r"\((?:public|private) pack\)", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:agenda )?(?:item )?(?P<number>[A-Z]?\d{1,2}[a-z]?)(?:[.):]|\s)\s*(?=\D|\d+/)",
    re.IGNORECASE,
)
_NO_PART = re.compile(
    r"blank page|this (?:page )?(?:is|has been) (?:left )?intentionally (?:left )?blank\.?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = frozenset("the and for with report reports update item verbal paper".split())
# Of the bookmarks this share has to be on the front sheet, and two titles share this much of the shorter.
_MOSTLY, _ALIKE = 0.5, 0.6
# A bookmark is looked for among so many items behind the last one.
_AHEAD = 5


@dataclass(frozen=True, slots=True)
class Part:
    """A paper that is bound in a pack: its title, its pages (from 1), and the item it belongs to."""

    title: str
    first: int
    last: int
    item: Listed | None = None


def parts_of(printed: Printed) -> list[Part]:
    """Return the papers bound in a document, in order of pages; none where it is one paper."""
    marks = [one for one in printed.outline if not _NO_PART.search(one.title)]
    listed = items_of([line for page in printed.pages[:_FRONT_PAGES] for line in page])
    tops = _in_order([one for one in marks if one.level == 0])
    if len({one.page for one in tops}) < 2 or not _are_parts(printed, tops, listed):
        return []
    kept = _in_order(
        [
            one
            for one in marks
            if one.level == 0 or (one.level == 1 and _BOUND.search(printed.title))
        ]
    )
    items = dict(zip((mark.page for mark in tops), _items(tops, listed), strict=True))
    found = []
    item: Listed | None = None
    for number, mark in enumerate(kept):
        # Blank pages and what follows an unknown bookmark belong to the part before.
        last = kept[number + 1].page - 1 if number + 1 < len(kept) else printed.n_pages
        item = items.get(mark.page, item)
        title = _NUMBER.sub("", mark.title, count=1) if _NUMBER.match(mark.title) else mark.title
        found.append(Part(title.strip(" -–"), mark.page, max(last, mark.page), item))
    return found


def _in_order(marks: Sequence[Bookmark]) -> list[Bookmark]:
    """Return the bookmarks whose pages go up; of several on one page the first."""
    found: list[Bookmark] = []
    for mark in marks:
        if not found or mark.page > found[-1].page:
            found.append(mark)
    return found


def _are_parts(printed: Printed, tops: Sequence[Bookmark], listed: Sequence[Listed]) -> bool:
    if _BOUND.search(printed.title):
        return True
    on_sheet = sum(any(alike(mark.title, one.title) for one in listed) for mark in tops)
    sheet = [" ".join(line.split()) for line in printed.pages[0] if line.strip()][:25]
    # A report lists its own headings, too; only a front sheet says that it is one.
    has_front = any(_FRONT.fullmatch(one) for one in (tops[0].title, *sheet))
    return len(tops) >= 3 and has_front and on_sheet >= max(2, _MOSTLY * len(tops))


def _items(tops: Sequence[Bookmark], listed: Sequence[Listed]) -> list[Listed | None]:
    """Return the item that each bookmark names; both are in the order of the meeting.

    A bookmark that no title is like is of the one item between those of its neighbours, if there is one.
    """
    found: list[int | None] = []
    extra: dict[int, Listed] = {}
    at = 0
    for index, mark in enumerate(tops):
        place = None
        if (number := _NUMBER.match(mark.title)) and not _FRONT.fullmatch(mark.title):
            same = [i for i, one in enumerate(listed) if one.number == number["number"]]
            place = same[0] if same else None
            if place is None:
                extra[index] = Listed(number["number"], mark.title[number.end() :])
        elif not _FRONT.fullmatch(mark.title):
            ahead = range(at, min(at + _AHEAD, len(listed)))
            place = max(
                ahead, key=lambda i: (_likeness(mark.title, listed[i].title), -i), default=None
            )
            if place is not None and not alike(mark.title, listed[place].title):
                place = None
        found.append(place)
        at = at if place is None else place + 1
    for index in range(1, len(found) - 1):
        before, after = found[index - 1], found[index + 1]
        if found[index] is None and before is not None and after == before + 2:
            found[index] = before + 1
    return [extra.get(i) if place is None else listed[place] for i, place in enumerate(found)]


def _likeness(one: str, other: str) -> float:
    mine, theirs = _words(one), _words(other)
    return len(mine & theirs) / max(min(len(mine), len(theirs)), 1)


def alike(one: str, other: str) -> bool:
    """Say whether two titles have most of the shorter one's telling words in common."""
    mine, theirs = _words(one), _words(other)
    return bool(mine and theirs) and len(mine & theirs) >= _ALIKE * min(len(mine), len(theirs))


def _words(text: str) -> frozenset[str]:
    words = (word.casefold() for word in _WORD.findall(re.sub(r"[’']s\b", "", text)))
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = (word.casefold() for word in _WORD.findall(re.sub(r"[’']s\b", "", text)))
    found = frozenset(word.removesuffix("s") for word in words if word not in _COMMON)
    return found or frozenset(word.casefold() for word in _WORD.findall(text))


def pages_of(printed: Printed, part: Part) -> Printed:
    """Return a part as a document of its own; its lines keep the pages of the whole."""
    return Printed(
        lines=list(_lines(printed, part)),
        pages=printed.pages[part.first - 1 : part.last],
        title=part.title,
    )


def _lines(printed: Printed, part: Part) -> Iterator[Line]:
    page = 1
    for line in printed.lines:
        page = line.page or page
        if part.first <= page <= part.last and not _NO_PART.fullmatch(line.text.strip()):
            yield line
