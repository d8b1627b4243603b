"""The list of items on a front sheet: their numbers, titles, and the pages of the bound pack."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.records import Listed

_PAGES = re.compile(
    r"\(?\s*(?:pages?|pp?\.|tudalennau)\s*(?P<first>\d{1,4})(?:\s*(?:-|–|to)\s*(?P<last>\d{1,4}))?\s*\)?",
    re.IGNORECASE,
)
# "1", "12a", "7.1", and where sections have letters "C1".
_ITEM = re.compile(
    r"^\W{0,3}(?:(?:agenda )?item(?: no\.?)? ?)?(?P<number>(?P<letter>[A-Z])?(?P<value>\d{1,2})(?:\.\d{1,2})?[a-z]?)"
    r"(?:[.):]|\s\||\s)\s*\|?\s*(?P<title>\S.*)$",
    re.IGNORECASE,
)
_SECTION = re.compile(r"^(?P<letter>[A-H])(?:[.)]|\s?[-–])\s+[A-Z].{3,}$")
# A paper of its own below an item: "(a) Budget monitoring (Pages 9 - 12)".
_PART = re.compile(r"^\(?(?P<letter>[a-z])\)\s*(?P<title>\S.*)$")
_COLUMN = re.compile(r"\s\|\s*(?P<first>\d{1,4})\s*[-–]\s*(?P<last>\d{1,4})\s*$")
_END = re.compile(
    r"^(?:exempt items?|motion to exclude|general counsel|chief executive|monitoring officer|head of|"
    r"yours |\(?at the time of|published|contact|dated?\b|(?:mon|tues|wednes|thurs|fri)day,? \d|"
    r"unrestricted items|\(during|section \d|part [12ABI]|to:|membership|members?:|quorum|emergency|"
    r"this page|note|please)",
    re.IGNORECASE,
)
_MOST_TITLE_LINES = 5


@dataclass(frozen=True, slots=True)
class _Numbered:
    """An item with its number in parts: `letter` is the number's own or its section's, `value` counts."""

    item: Listed
    letter: str
    value: int
    is_plain: bool


def items_of(lines: Sequence[str]) -> list[Listed]:
    """Return the items that a front sheet lists, in order: numbers that count up, one after the other.

    Where each lettered section counts from one, an item's number has its letter: "C1".
    """
    found: list[_Numbered] = []
    section, open_lines = "", 0
    for line in lines:
        text = " ".join(line.replace("\ue0c7", "").split())
        if heading := _SECTION.match(text):
            section, open_lines = heading["letter"], 0
        elif one := _numbered(text, found, section):
            found.append(one)
            open_lines = _MOST_TITLE_LINES
        elif not text or _END.match(text):
            open_lines = 0 if _END.match(text) else open_lines
        elif found and open_lines and _is_open(found[-1].item, text):
            item = found[-1].item
            item = _with_pages(replace(item, title=f"{item.title} {text}"))
            found[-1] = replace(found[-1], item=item)
            open_lines = 0 if item.first else open_lines - 1
    begin_anew = any(after.value < before.value for before, after in pairwise(found))
    return [_shown(one, begin_anew) for one in found]


def _shown(one: _Numbered, begin_anew: bool) -> Listed:
    """Return an item as it is listed; behind a bar stand the numbers of papers, times and pages."""
    title = re.sub(r"(?:\s*\|\s*[\d:. –-]+)+$", "", one.item.title).strip(" |.-–")
    letter = one.letter if begin_anew and one.is_plain else ""
    return replace(one.item, number=f"{letter}{one.item.number}", title=title)


def _numbered(text: str, found: Sequence[_Numbered], section: str) -> _Numbered | None:
    """Return the item that begins with a line, if its number follows those before it."""
    match = _ITEM.match(text)
    if match and re.search(r"[^\W\d_]{3}", match["title"]):
        own = (match["letter"] or "").upper()
        item = _with_pages(Listed(match["number"], match["title"]))
        one = _Numbered(item, own or section, int(match["value"]), not own)
        return one if _follows(found[-1] if found else None, one) else None
    part = _PART.match(text)
    if part and found and _PAGES.search(text):
        number = f"{re.sub(r'[a-z]$', '', found[-1].item.number)}{part['letter']}"
        return replace(found[-1], item=_with_pages(Listed(number, part["title"])))
    return None


def _follows(last: _Numbered | None, one: _Numbered) -> bool:
    if last is None:
        return one.value == 1 or (one.is_plain and one.value < 30)
    if last.is_plain > one.is_plain and not last.letter:
        return False  # "M25" stands among numbers without letters.
    goes_on = last.value < one.value <= last.value + 4
    if one.letter != last.letter:
        return one.letter > last.letter and (one.value == 1 or goes_on)
    return goes_on or (one.value == last.value and one.item.number != last.item.number)


def _is_open(item: Listed, text: str) -> bool:
    """Say whether a line may belong to the title above it: until the pages are said."""
    return item.first is None and not re.match(r"^\d{1,4}$", text)


def _with_pages(item: Listed) -> Listed:
    found = _PAGES.search(item.title) or _COLUMN.search(item.title)
    if not found:
        return item
    first, last = int(found["first"]), int(found["last"] or found["first"])
    return Listed(item.number, item.title[: found.start()].strip(), first, max(first, last))
