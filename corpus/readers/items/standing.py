"""Business without a number of its own that opens or closes a meeting, among headings that have numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.lines import Line
from corpus.readers.items.titles import Heading, is_alone
from corpus.readers.tuning import CHOICE

# What closes or opens meetings without a number of its own, on a line alone.
_STANDING = re.compile(
    r"(?:any other (?:urgent )?business|a\.?o\.?b\.?|votes? of sympathy|"
    r"condolences|congratulations|adjournment|"
    r"special meetings?|municipal reception\b.*|urgent business|date of (?:the )?next meeting)\W*",
    re.IGNORECASE,
)


def with_standing(lines: Sequence[Line], headings: list[Heading]) -> list[Heading]:
    """Return the headings with those that open or close a meeting without a number."""
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
