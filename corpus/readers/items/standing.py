"""Business without a number of its own that opens or closes a meeting, among headings that have numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.lines import Line
from corpus.readers.items.inserted import with_inserted
from corpus.readers.items.known_titles import is_usual
from corpus.readers.items.titles import Heading, is_alone
from corpus.readers.tuning import CHOICE

# What closes or opens meetings without a number of its own, on a line alone.
_STANDING = re.compile(
    r"(?:any other (?:urgent )?business|a\.?o\.?b\.?|votes? of sympathy|"
    r"condolences|congratulations|adjournment|"
    r"special meetings?|municipal reception\b.*|urgent business|date of (?:the )?next meeting)\W*",
    re.IGNORECASE,
)


# What calls a meeting to order: no list of who was there begins so.
_CALLS = re.compile(
    r"(?:(?:meeting )?call(?:ing)? (?:of )?(?:the )?(?:meeting )?to order|roll call|pledge of allegiance|invocation|"
    r"flag salute|(?:opening )?prayer|moment of silence)\W*",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")


def with_standing(lines: Sequence[Line], headings: list[Heading]) -> list[Heading]:
    """Return the headings with those that open or close a meeting without a number."""
    headings = with_inserted(lines, [*_opening(lines, headings), *headings])
    taken = {i for h in headings for i in range(h.line, max(h.end, h.line + CHOICE.apart))}
    said = {" ".join(h.title.casefold().strip(" :.").split()) for h in headings}
    more = [
        Heading(i, i + 1, line.text.rstrip(" :"))
        for i, line in enumerate(lines)
        if i not in taken
        and _is_standing(lines, i)
        and line.text.casefold().strip(" :.") not in said
    ]
    return sorted([*headings, *more], key=lambda heading: heading.line)


def _is_standing(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text
    return (
        bool(text)
        and len(text.split()) <= CHOICE.standing
        and bool(_STANDING.fullmatch(text))
        and is_alone(lines, index)
    )


def _opening(lines: Sequence[Line], headings: Sequence[Heading]) -> list[Heading]:
    """Return the lines of usual business that call a meeting to order in front of the first number, nothing between.

    "Call to Order", "Pledge of Allegiance", "Public Comment", and then "1. Payment of bills".
    """
    front = range(headings[0].line)
    start = next((i for i in front if _CALLS.fullmatch(lines[i].text)), len(front))
    found = [_plain(lines[i], i) for i in front[start:] if lines[i].text]
    whole = [one for one in found if one]
    return whole if len(whole) > 1 and len(whole) == len(found) else []


def _plain(line: Line, index: int) -> Heading | None:
    """Return the heading of usual business in plain type, or None."""
    heading = Heading(index, index + 1, line.text.rstrip(" :"))
    return None if line.stands_out or line.cells or not _is_business(heading) else heading


def _is_business(heading: Heading) -> bool:
    title = _IN_BRACKETS.sub("", heading.title).strip(" *:")
    is_short = 0 < len(title.split()) <= CHOICE.standing and not title.endswith((".", ",", ";"))
    return is_short and is_usual(title)
