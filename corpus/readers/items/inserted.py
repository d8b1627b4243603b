"""Items that were put between two numbers: "4A. Annual return" among "4. Correspondence" and "5. Finance"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.lines import Line
from corpus.readers.items.fronts import is_empty
from corpus.readers.items.titles import Heading, is_in_capitals, is_title
from corpus.readers.tuning import CHOICE

_INSERTED = re.compile(
    r"(?P<number>(?P<value>\d{1,3})(?P<letter>[A-Za-z]))[.):]?\s+(?P<title>[^\W_].*)", re.DOTALL
)


def with_inserted(lines: Sequence[Line], headings: list[Heading]) -> list[Heading]:
    """Return numbered headings of one look with those of that look whose number has a letter, near that number.

    Several letters of one number are its parts, and so is one right below it.
    """
    look, n_alike = Counter(_look(lines, one) for one in headings).most_common(1)[0]
    if not any(look) or n_alike < CHOICE.alike * len(headings):
        return headings
    found = [one for one in _with_letters(lines, headings) if _look(lines, one) == look]
    letters = Counter(map(_value, found))
    more = [one for one in found if letters[_value(one)] == 1 and _is_near(lines, one, headings)]
    return sorted([*headings, *more], key=lambda one: one.line)


def _with_letters(lines: Sequence[Line], headings: Sequence[Heading]) -> Iterator[Heading]:
    """Yield the headings that numbers with a letter may begin, behind the first and in none of the others."""
    taken = {line for one in headings for line in range(one.line, one.end)}
    for at in sorted({*range(headings[0].line, len(lines))} - taken):
        if found := _inserted(lines, at):
            yield found


def _inserted(lines: Sequence[Line], index: int) -> Heading | None:
    match = _INSERTED.fullmatch(lines[index].text)
    if match is None or len(match["title"].split()) > CHOICE.longest_out_of_order:
        return None
    title = match["title"].rstrip(" .:")
    return Heading(index, index + 1, title, number=match["number"]) if is_title(title) else None


def _is_near(lines: Sequence[Line], heading: Heading, headings: Sequence[Heading]) -> bool:
    """Say whether a heading stands beside the item of its number, behind the text of the one above it."""
    at = bisect_right([one.line for one in headings], heading.line)
    above, below = headings[at - 1], headings[at] if at < len(headings) else None
    beside = [one.reading.order[0] for one in (above, below) if one and one.reading]
    return _value(heading) in beside and not is_empty(above, heading, lines)


def _value(heading: Heading) -> int:
    return int((heading.number or "0x")[:-1])


def _look(lines: Sequence[Line], heading: Heading) -> tuple[int, bool, bool]:
    line = lines[heading.line]
    return line.heading, bool(line.bold or line.lead), is_in_capitals(heading.title)
