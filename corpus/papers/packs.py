"""What a pack is made of: one paper after the other, each with its first page, by the outline or by its pages.

Bookmarks name parts only where they name what the front sheet lists, or where the file says that it
was bound; those of a single report are its headings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.lines import Line
from corpus.papers.block import block_of
from corpus.papers.bound import LETTERS, Begin, begins, front_pages, reports
from corpus.papers.front import BREAK, items_of
from corpus.papers.kinds import PACK_NAME, kind_of
from corpus.papers.printed import Bookmark, Printed
from corpus.papers.tuning import LINES
from corpus.records import DocumentKind, Listed
from corpus.tuning import PACKS
from corpus.wording import lists

_FRONT = re.compile(
    r"(?:public )?(?:agenda|front ?sheet|cover|summons|notice|order of business)\b.{0,40}",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:agenda )?(?:item )?(?P<number>[A-Z]?\d{1,2}[a-z]?)(?:[.):]|\s)\s*(?=\D|\d+/)",
    re.IGNORECASE,
)
_NO_PART = re.compile(
    r"blank page|this (?:page )?(?:is|has been) (?:left )?intentionally (?:left )?blank\.?",
    re.IGNORECASE,
)
_COMMON = frozenset(lists("corpus.papers", "words.toml")["of_any_title"])
_APPENDED = re.compile(
    r"\W*(?:appendix|annex|attachment|enclosure|exhibit|schedule|equality)\b", re.IGNORECASE
)


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
    listed = _listed(printed, PACKS.front_pages)
    tops = _in_order([one for one in marks if one.level == 0])
    if len({one.page for one in tops}) >= 2 and _are_parts(printed, tops, listed):
        return _by_marks(printed, marks, tops, listed)
    return _by_pages(printed)


def _listed(printed: Printed, n_pages: int) -> list[Listed]:
    """Return the items that the first pages list."""
    return items_of([line for page in printed.pages[:n_pages] for line in (*page, BREAK)])


def _by_marks(
    printed: Printed, marks: Sequence[Bookmark], tops: Sequence[Bookmark], listed: Sequence[Listed]
) -> list[Part]:
    """Return the papers that the bookmarks name; those of the second level, too, where the file was bound."""
    deepest = 1 if PACK_NAME.search(printed.title) else 0
    kept = _in_order([one for one in marks if one.level <= deepest])
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


def _by_pages(printed: Printed) -> list[Part]:
    """Return the papers that the front sheet's pages, or the pages themselves, tell apart."""
    if printed.n_pages < PACKS.fewest_pages:
        return []
    listed: list[Listed] = []
    if kind_of(printed.pages[0], block_of(printed.pages[0]), "") == DocumentKind.AGENDA:
        listed = _listed(printed, min(front_pages(printed), PACKS.front_pages))
    starts = begins(printed, listed) if len(listed) >= PACKS.fewest_listed else reports(printed)
    if not starts:
        return []
    if starts[0].page > 1:
        starts = [Begin(1, "Agenda"), *starts]
    lasts = [one.page - 1 for one in starts[1:]] + [printed.n_pages]
    items = _named_items(starts, listed)
    return [
        Part(one.title, one.page, last, item)
        for one, last, item in zip(starts, lasts, items, strict=True)
    ]


def _named_items(starts: Sequence[Begin], listed: Sequence[Listed]) -> list[Listed | None]:
    """Return the item of each paper: the one that it names, that has its title, or that it is an appendix to."""
    numbers = {one.number.upper(): one for one in listed}
    by_title = _items([Bookmark(one.title, one.page) for one in starts], listed)
    found: list[Listed | None] = []
    for one, like in zip(starts, by_title, strict=True):
        named = numbers.get(one.item.upper(), Listed(one.item, "")) if one.item else None
        is_appended = bool(found) and _APPENDED.match(one.title)
        found.append(named or (found[-1] if is_appended else like))
    return found


def _in_order(marks: Sequence[Bookmark]) -> list[Bookmark]:
    """Return the bookmarks whose pages go up; of several on one page the first."""
    found: list[Bookmark] = []
    for mark in marks:
        if not found or mark.page > found[-1].page:
            found.append(mark)
    return found


def _are_parts(printed: Printed, tops: Sequence[Bookmark], listed: Sequence[Listed]) -> bool:
    if PACK_NAME.search(printed.title):
        return True
    on_sheet = sum(any(alike(mark.title, one.title) for one in listed) for mark in tops)
    sheet = [" ".join(line.split()) for line in printed.pages[0] if line.strip()]
    sheet = sheet[: LINES.heading]
    # A report lists its own headings, too; only a front sheet says that it is one.
    has_front = any(_FRONT.fullmatch(one) for one in (tops[0].title, *sheet))
    return (
        len(tops) >= PACKS.fewest_alone
        and has_front
        and on_sheet >= max(2, PACKS.mostly * len(tops))
    )


def _items(tops: Sequence[Bookmark], listed: Sequence[Listed]) -> list[Listed | None]:
    """Return the item that each bookmark names; both are in the order of the meeting.

    A bookmark that no title is like is of the one item between those of its neighbours, if there is one.
    """
    numbered = [_numbered(mark.title) for mark in tops]
    places: list[int | None] = []
    at = 0
    for mark, own in zip(tops, numbered, strict=True):
        place = _place_of(own.number, listed) if own else _most_alike(mark.title, listed, at)
        places.append(place)
        at = at if place is None else place + 1
    return [
        own if place is None else listed[place]
        for own, place in zip(numbered, _between(places), strict=True)
    ]


def _numbered(title: str) -> Listed | None:
    """Return the item that a title begins with the number of; a front sheet's has none."""
    number = None if _FRONT.fullmatch(title) else _NUMBER.match(title)
    return Listed(number["number"], title[number.end() :]) if number else None


def _place_of(number: str, listed: Sequence[Listed]) -> int | None:
    return next((i for i, one in enumerate(listed) if one.number == number), None)


def _most_alike(title: str, listed: Sequence[Listed], at: int) -> int | None:
    """Return which of the next items has a title like this one, None where none is."""
    if _FRONT.fullmatch(title):
        return None
    ahead = range(at, min(at + PACKS.ahead, len(listed)))
    best = max(ahead, key=lambda i: (_likeness(title, listed[i].title), -i), default=None)
    return best if best is not None and alike(title, listed[best].title) else None


def _between(found: Sequence[int | None]) -> list[int | None]:
    """Return the places with each gap closed into which only one item fits."""
    closed = list(found)
    for index in range(1, len(found) - 1):
        before, after = closed[index - 1], closed[index + 1]
        if closed[index] is None and before is not None and after == before + 2:
            closed[index] = before + 1
    return closed


def _likeness(one: str, other: str) -> float:
    mine, theirs = _words(one), _words(other)
    return len(mine & theirs) / max(min(len(mine), len(theirs)), 1)


def alike(one: str, other: str) -> bool:
    """Say whether two titles have most of the shorter one's telling words in common."""
    mine, theirs = _words(one), _words(other)
    return bool(mine and theirs) and len(mine & theirs) >= PACKS.alike_bookmark * min(
        len(mine), len(theirs)
    )


def _words(text: str) -> frozenset[str]:
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = (word.casefold() for word in LETTERS.findall(re.sub(r"[’']s\b", "", text)))
    found = frozenset(word.removesuffix("s") for word in words if word not in _COMMON)
    return found or frozenset(word.casefold() for word in LETTERS.findall(text))


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
