"""The numbered parts of a section, which are items of their own: "Item 2 – …", motions under MOTIONS."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.lines import Line
from corpus.readers.items.titles import PART, Heading, is_alone, whole_title
from corpus.readers.tuning import LABELLED
from corpus.text import BULLET

_MOTIONS = re.compile(r"\bmotions?\W*$", re.IGNORECASE)


def with_parts(lines: Sequence[Line], sections: list[Heading]) -> list[Heading]:
    """Return the sections with the numbered parts in them: "Item 2 – …", and motions under MOTIONS.

    A motion under an item is about that item and stays in it.
    """
    found: list[Heading] = []
    waiting = list(sections)
    section = Heading(-1, 0, "")
    for index, line in enumerate(lines):
        if waiting and waiting[0].line == index:
            section = waiting.pop(0)
            found.append(section)
        elif section.line >= 0 and not line.text.startswith(BULLET):
            found += _part(lines, index, section)
    return found


def _part(lines: Sequence[Line], index: int, section: Heading) -> list[Heading]:
    """Return the heading of a numbered part of a section, if the line begins one."""
    line = lines[index]
    part = PART.match(line.text)
    if not part:
        return []
    if part["kind"].lower() == "motion":
        is_own = _MOTIONS.search(section.title) and len(line.text.split()) <= LABELLED.motion
        title = f"{section.title}: {line.text.rstrip(' ,:')}"
        return [Heading(index, index + 1, title)] if is_own else []
    goes_on = re.match(r"\s*[-–:]\s*\S", line.text[part.end() :])
    if not goes_on or not (line.bold or is_alone(lines, index)):
        return []
    title, end = whole_title(lines, index, line.text)
    longest = LABELLED.longest_part if line.bold else LABELLED.longest_part_line
    return [Heading(index, end, title)] if len(title.split()) <= longest else []
