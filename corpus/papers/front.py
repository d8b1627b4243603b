"""The list of items on a front sheet: their numbers, titles, and the pages of the bound pack."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.dates import MONTHS
from corpus.papers.columns import columns_of, row_of
from corpus.papers.lettered_front import lettered_items
from corpus.records import Listed
from corpus.tuning import PAPERS

_PAGES = re.compile(
    r"\(?\s*(?:pages?|pp?\.|tudalennau)\s*(?P<first>\d{1,4})(?:\s*(?:-|–|to)\s*(?P<last>\d{1,4}))?\s*\)?",
    re.IGNORECASE,
)
# "1", "12a", "7.1", "15.1.2", and where sections have letters "C1" and "C-1".
_ITEM = re.compile(
    r"^\W{0,3}(?:(?:agenda )?item(?: no\.?)? ?)?(?P<number>(?:(?P<letter>[A-Z])-?)?(?P<value>\d{1,2})(?:\.(?P<point>\d{1,2}))?(?:\.(?P<third>\d{1,2}))?(?:\.?(?P<small>[a-z])(?=[.)]?\s|:))?)"
    r"(?:[.):]|\s\||\s)\s*\|?\s*(?P<title>\S.*)$",
    re.IGNORECASE,
)
_SECTION = re.compile(r"^(?P<letter>[A-H])(?:[.)]|\s?[-–])\s+[A-Z].{3,}$")
# A paper of its own below an item: "(a) Budget monitoring (Pages 9 - 12)".
_PART = re.compile(r"^\(?(?P<letter>[a-z])\)\s*(?P<title>\S.*)$")
_COLUMN = re.compile(r"\s\|\s*(?P<first>\d{1,4})\s*[-–]\s*(?P<last>\d{1,4})\s*$")
_FOOT = re.compile(r"[^\d(]{3,}[|·•–-]\s*page \d{1,3}(?: of \d{1,3})?\W*", re.IGNORECASE)
# In a table of contents: "Quick response grants 7".
_NUMBER_BEHIND = re.compile(r"(?<=[\s.·…])\d{1,4}(?!\S)")
_FILLED = re.compile(r"[\s.·…]")
# What a row of a table has behind its title: papers, times, pages.
_FIGURES = re.compile(r"[\d:.\s–-]+")
_END = re.compile(
    r"^(?:exempt items?|motion to exclude|general counsel|chief executive|monitoring officer|head of|"
    r"yours |\(?at the time of|published|contact|dated?\b|(?:mon|tues|wednes|thurs|fri)day,? \d|"
    r"unrestricted items|\(during|section \d|part [12ABI]|to:|membership|members?:|quorum|emergency|"
    r"this page|note|please)",
    re.IGNORECASE,
)
# Between the pages of a sheet: no title goes over it.
BREAK = "\f"
# "7:00 p.m. Open session", "6.30 pm", "12 March 2024": a time or a date, and no item.
_NO_TITLE = re.compile(
    rf"\d\d ?(?:[ap]\.?m\b|noon|hours|h\b|[-–](?!\d{{3}})|to\b|$)|[ap]\.?m\b|(?:{'|'.join(MONTHS)})\b\W*(?:\d|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A line that may begin an item: `letter` is the number's own or its section's, `order` counts.

    `order` is the number, what stands behind its points, and its small letter.
    """

    at: int
    item: Listed
    letter: str
    order: tuple[int, int, int, str]
    is_plain: bool

    @property
    def value(self) -> int:
        """Return the number itself."""
        return self.order[0]


def items_of(lines: Sequence[str]) -> list[Listed]:
    """Return the items that a front sheet lists, in order: the series of numbers that holds most of it.

    Where each lettered section counts from one, an item's number has its letter: "C1"; rows with letters
    below numbers have both: "III.A", "5A".
    """
    texts = [
        BREAK if line == BREAK else " ".join(line.replace("\ue0c7", "").split()) for line in lines
    ]
    series = _series(list(_candidates(texts)))
    found = _with_titles(texts, {one.at: one for one in series})
    begin_anew = any(after.value < before.value for before, after in pairwise(series))
    columns = columns_of(texts)
    shown = _with_first_pages([_in_columns(_shown(one, begin_anew), columns) for one in found])
    lettered = lettered_items(texts)
    return lettered if len(lettered) >= max(len(shown), 1) else shown


def _in_columns(item: Listed, columns: Sequence[str]) -> Listed:
    row = row_of(item.title, columns)
    return replace(item, title=row.title, lead=row.lead, called=row.called)


def _candidates(texts: Sequence[str]) -> Iterator[_Numbered]:
    """Yield the lines that begin with a number and have a title behind it; times and dates are none."""
    section = ""
    for at, text in enumerate(texts):
        if heading := _SECTION.match(text):
            section = heading["letter"]
            continue
        match = _ITEM.match(text)
        if not match or not _is_title(match["title"]):
            continue
        own = (match["letter"] or "").upper()
        number = re.sub(r"\.(?=[a-z]$)", "", match["number"], flags=re.IGNORECASE)
        item = _with_pages(Listed(number, match["title"]))
        points = int(match["point"] or 0), int(match["third"] or 0)
        order = int(match["value"]), *points, match["small"] or ""
        yield _Numbered(at, item, own or section, order, not own)


def _is_title(text: str) -> bool:
    return bool(re.search(r"[^\W\d_]{3}", text)) and not _NO_TITLE.match(text)


def _series(candidates: Sequence[_Numbered]) -> list[_Numbered]:
    """Return the longest series of numbers that follow each other; what it leaves out counts against it."""
    best: list[tuple[float, int | None]] = []
    for here, one in enumerate(candidates):
        begins = 1.0 - PAPERS.skipped * (one.value - 1) if one.is_plain or one.value == 1 else 0.0
        options: list[tuple[float, int | None]] = [(begins, None)]
        reach = range(max(0, here - PAPERS.reach), here)
        steps = ((before, _step(candidates[before], one)) for before in reach)
        options += [(best[before][0] + step, before) for before, step in steps if step is not None]
        # Of two that are as long the one whose last number stands nearest.
        best.append(max(options, key=lambda option: (option[0], option[1] or -1)))
    at = max(range(len(best)), key=lambda one: (best[one][0], -one), default=None)
    found: list[_Numbered] = []
    while at is not None:
        found.append(candidates[at])
        at = best[at][1]
    return found[::-1]


def _step(last: _Numbered, one: _Numbered) -> float | None:
    """Return how much a number adds behind another one, None where it cannot follow it."""
    if last.is_plain > one.is_plain and not last.letter:
        return None  # "M25" stands among numbers without letters.
    if one.letter != last.letter and (one.letter < last.letter or one.value == 1):
        return 1.0 if one.letter > last.letter else None
    if one.order <= last.order:
        return None
    return 1.0 - PAPERS.skipped * max(one.value - last.value - 1, 0)


def _with_titles(texts: Sequence[str], begins: Mapping[int, _Numbered]) -> list[_Numbered]:
    """Return the items with the lines that their titles go on in, and the papers listed below them."""
    found: list[_Numbered] = []
    open_lines = 0
    for at, text in enumerate(texts):
        if one := begins.get(at) or _part_of(text, found):
            found.append(one)
            open_lines = PAPERS.title_lines
        elif text == BREAK or _END.match(text) or _SECTION.match(text):
            open_lines = 0
        elif text and open_lines and _is_open(found[-1].item, text):
            found[-1] = _gone_on(found[-1], text)
            open_lines -= 1
    return found


def _gone_on(one: _Numbered, text: str) -> _Numbered:
    """Return an item with one more line of its title, or of its pages."""
    if _FOOT.fullmatch(text):
        # "Town Council | Page 2" is the foot of the sheet.
        return one
    return replace(one, item=_with_pages(replace(one.item, title=f"{one.item.title} {text}")))


def _part_of(text: str, found: Sequence[_Numbered]) -> _Numbered | None:
    """Return the paper of its own that a line lists below the last item."""
    part = _PART.match(text)
    if not part or not found or not _PAGES.search(text):
        return None
    number = f"{re.sub(r'[a-z]$', '', found[-1].item.number)}{part['letter']}"
    return replace(found[-1], item=_with_pages(Listed(number, part["title"])))


def _shown(one: _Numbered, begin_anew: bool) -> Listed:
    """Return an item as it is listed; behind a bar stand the numbers of papers, times and pages."""
    cells = one.item.title.split("|")
    while len(cells) > 1 and _FIGURES.fullmatch(cells[-1]):
        cells.pop()
    title = "|".join(cells).strip(" |.-–")
    letter = one.letter if begin_anew and one.is_plain else ""
    return replace(one.item, number=f"{letter}{one.item.number}", title=title)


def _with_first_pages(items: Sequence[Listed]) -> list[Listed]:
    """Return items with the pages that stand behind their titles, where each has a number and these rise."""
    found = _paged(items)
    firsts = [page for _, page in found]
    if len(items) < PAPERS.least_paged or len(found) < len(items) or firsts != sorted(firsts):
        return list(items)
    lasts = [*(max(here, after - 1) for here, after in pairwise(firsts)), None]
    return [
        replace(one, title=title, first=first, last=last)
        for one, (title, first), last in zip(items, found, lasts, strict=True)
    ]


def _paged(items: Sequence[Listed]) -> list[tuple[str, int]]:
    """Return the titles that have a number at their end, with it; below the last one other text may stand."""
    *most, last = [one.title for one in items] or [""]
    numbered = (*map(_last_number, most), _last_number(last, is_at_end=False))
    return [found for found in numbered if found]


def _last_letter(title: str, before: int) -> int:
    """Return where the last letter in front of a place stands, -1 without one."""
    return next((at for at in range(before - 1, -1, -1) if title[at].isalpha()), -1)


def _last_number(title: str, *, is_at_end: bool = True) -> tuple[str, int] | None:
    """Return a title and the number behind its last word, if the title ends there; in linear time."""
    numbers = list(_NUMBER_BEHIND.finditer(title))
    if not numbers or (is_at_end and numbers[-1].end() < len(title)):
        return None
    word = _last_letter(title, numbers[-1].start())
    if word < 0:
        return None
    first = numbers[-1] if is_at_end else next(n for n in numbers if n.start() > word)
    end = first.start()
    while _FILLED.match(title, end - 1):
        end -= 1
    return title[:end], int(first[0])


def _is_open(item: Listed, text: str) -> bool:
    """Say whether a line may belong to the title above it: until the pages are said."""
    return item.first is None and not re.match(r"^\d{1,4}$", text)


def _with_pages(item: Listed) -> Listed:
    found = _PAGES.search(item.title) or _COLUMN.search(item.title)
    if not found:
        return item
    first, last = int(found["first"]), int(found["last"] or found["first"])
    return Listed(item.number, item.title[: found.start()].strip(), first, max(first, last))
