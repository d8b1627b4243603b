"""The list of items on a front sheet: their numbers, titles, and the pages of the bound pack."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.records import Listed

_PAGES = re.compile(
    r"\(?\s*(?:pages?|pp?\.|tudalennau)\s*(?P<first>\d{1,4})(?:\s*(?:-|–|to)\s*(?P<last>\d{1,4}))?\s*\)?",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"^\W{0,3}(?:(?:agenda )?item(?: no\.?)? ?)?(?P<number>\d{1,2}[a-z]?)(?:[.):]|\s\||\s)\s*\|?\s*(?P<title>\S.*)$",
    re.IGNORECASE,
)
_END = re.compile(
    r"^(?:exempt items?|motion to exclude|general counsel|chief executive|monitoring officer|head of|"
    r"yours |\(?at the time of|published|contact|dated?\b|(?:mon|tues|wednes|thurs|fri)day,? \d|"
    r"unrestricted items|\(during|section \d|part [12ABI]|to:|membership|members?:|quorum|emergency|"
    r"this page|note|please)",
    re.IGNORECASE,
)
_MOST_TITLE_LINES = 5


def items_of(lines: Sequence[str]) -> list[Listed]:
    """Return the items that a front sheet lists, in order: numbers that count up, one after the other."""
    found: list[Listed] = []
    open_lines = 0
    for line in lines:
        text = " ".join(line.replace("\ue0c7", "").split())
        match = _ITEM.match(text)
        if match and _follows(found, match["number"]) and re.search(r"[^\W\d_]{3}", match["title"]):
            found.append(_with_pages(Listed(match["number"], match["title"])))
            open_lines = _MOST_TITLE_LINES
        elif not text or _END.match(text):
            open_lines = 0 if _END.match(text) else open_lines
        elif found and open_lines and _is_open(found[-1], text):
            longer = f"{found[-1].title} {text}"
            found[-1] = _with_pages(replace(found[-1], title=longer))
            open_lines = 0 if found[-1].first else open_lines - 1
    # Behind a bar stand the numbers of papers, times and pages.
    return [
        replace(one, title=re.sub(r"(?:\s*\|\s*[\d:. –-]+)+$", "", one.title).strip(" |.-–"))
        for one in found
    ]


def _follows(found: Sequence[Listed], number: str) -> bool:
    value = int(re.sub(r"\D", "", number))
    if not found:
        return value == 1 or value < 30
    last = int(re.sub(r"\D", "", found[-1].number))
    return last < value <= last + 3 or (value == last and number != found[-1].number)


def _is_open(item: Listed, text: str) -> bool:
    """Say whether a line may belong to the title above it: until the pages are said."""
    return item.first is None and not re.match(r"^\d{1,4}$", text)


def _with_pages(item: Listed) -> Listed:
    found = _PAGES.search(item.title)
    if not found:
        return item
    first, last = int(found["first"]), int(found["last"] or found["first"])
    return Listed(item.number, item.title[: found.start()].strip(), first, max(first, last))
