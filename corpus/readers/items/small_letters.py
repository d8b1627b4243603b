"""Small letters as the numbers of items: "a) Call to order", "b) Roll call", to the end of the meeting.

Most small letters number the points of a list inside an item; so these are items only if they are all
that counts from the head on, without a gap, and the first opens the meeting.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.lines import Line
from corpus.readers.items.known_titles import is_known, opens
from corpus.readers.items.schemes import Reading, readings
from corpus.readers.items.titles import Heading, numbered_heading
from corpus.readers.tuning import SERIES

_SMALL = re.compile(r"(?P<open>\(?)(?P<letter>[a-z])(?P<end>[.)])\s+(?P<rest>\S.*)")


def small_letters(lines: Sequence[Line]) -> dict[str, list[Heading]]:
    """Return by scheme the headings that small letters number, those only that a whole meeting has."""
    found: dict[str, list[Heading]] = {}
    for index, line in enumerate(lines):
        reading = _reading(line)
        heading = numbered_heading(lines, index, reading) if reading else None
        if reading and heading:
            found.setdefault(reading.scheme, []).append(heading)
    return {scheme: one for scheme, one in found.items() if _are_items(one, lines)}


def _reading(line: Line) -> Reading | None:
    match = _SMALL.match(line.text)
    if match is None:
        return None
    scheme = f"{match['open']}small letter{match['end']}"
    return Reading(
        scheme, (ord(match["letter"]) - ord("a") + 1,), match["letter"], match["rest"], True
    )


def _are_items(headings: Sequence[Heading], lines: Sequence[Line]) -> bool:
    """Say whether letters go from a on without a gap, open the meeting, and stand in no item."""
    letters = [heading.reading.order[0] for heading in headings if heading.reading]
    counts = letters == list(range(1, len(letters) + 1))
    if not counts or len(letters) < SERIES.fewest_letters:
        return False
    titles = [heading.title for heading in headings]
    is_meeting = opens(titles[0]) or sum(map(is_known, titles)) >= SERIES.known_in_a_piece * len(
        titles
    )
    return is_meeting and not any(map(_numbers_an_item, lines[: headings[0].line]))


def _numbers_an_item(line: Line) -> bool:
    return any(one.marked and one.scheme != "time" for one in readings(line))
