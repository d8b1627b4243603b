"""The number of an item alone on its line, with the title below it, among items that have both on one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.lines import Line
from corpus.readers.items.schemes import readings
from corpus.readers.items.series import place
from corpus.readers.items.titles import Heading, numbered_heading

_PLAIN = "#"


def with_lone_numbers(found: Sequence[Heading], lines: Sequence[Line]) -> list[Heading]:
    """Return plainly numbered headings with those whose number stands alone, where it is the one that is missing.

    Any other number alone on a line may be a page's, or a cell's of a table.
    """
    more = [
        heading
        for above, below in pairwise(found)
        if place(below) - 1 == place(above) + 1
        for index in range(above.end, below.line)
        if (heading := _alone(lines, index, place(above) + 1)) and heading.end <= below.line
    ]
    return sorted([*found, *more], key=lambda heading: heading.line)


def _alone(lines: Sequence[Line], index: int, missing: int) -> Heading | None:
    if lines[index].text != str(missing):
        return None
    reading = next((one for one in readings(lines[index]) if one.scheme == _PLAIN), None)
    return numbered_heading(lines, index, replace(reading, marked=True)) if reading else None
