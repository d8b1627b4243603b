"""Paragraphs that were wrapped by hand, whole again before anybody looks for titles in them.

A title that was wrapped ends where its paragraph does, and no later line of a paragraph begins an item. Where lines
end for another reason, nothing is joined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.divisions import CELL
from corpus.lines import Line
from corpus.readers.items.known_titles import is_known
from corpus.readers.items.plain_titles import has_no_blanks
from corpus.readers.items.schemes import Reading, readings
from corpus.readers.items.titles import is_cut, is_in_capitals
from corpus.readers.tuning import TITLES
from corpus.text import BULLET
from corpus.tuning import LIKELY, PAGE
from corpus.wording import wordings

_W = wordings("corpus.readers.items", "titles.toml")
# A point of a list, a label in capitals, a mark of Markdown: none carries a sentence on.
_ANEW = re.compile(
    rf"{re.escape(BULLET)}|[-–*] |[A-Z][A-Z ]{{2,30}}:|\(?(?:[ivx]{{1,5}}|[IVX]{{1,5}}|[A-Za-z]|\d{{1,3}})[.)] "
    r"|\(?\d{1,3}(?:\.\d{1,3})+\.?\)? |#"
)
_GOES_ON = re.compile(r"[a-z(,;&–-]")
_ENDS = re.compile(r"[.!?:;][\"”’')\]]*$")
_UNFINISHED = re.compile(rf"\b{_W['joining']}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Wrapping:
    """How lines were wrapped: so many letters had no place in one.

    `is_tight` says that text stands right below most numbered titles, `has_blanks` that blank lines part paragraphs.
    """

    no_place: int
    is_tight: bool
    has_blanks: bool


def whole_lines(lines: Sequence[Line]) -> tuple[list[Line], list[int]]:
    """Return the lines with each wrapped paragraph as one; the number of the first line of each, and how many they were.

    Headings, what is bold or in capitals, and rows of tables stay as they are.
    """
    no_place = _no_place(lines)
    if no_place is None:
        return list(lines), list(range(len(lines) + 1))
    wrapping = _wrapping(lines, no_place)
    starts: list[int] = []
    for index, line in enumerate(lines):
        first = lines[starts[-1]] if starts else line
        if not (index and _carries_on(lines[index - 1], line, first, wrapping)):
            starts.append(index)
    ends = [*starts[1:], len(lines)]
    found = [_joined(lines[start:end]) for start, end in zip(starts, ends, strict=True)]
    return found, [*starts, len(lines)]


def _joined(lines: Sequence[Line]) -> Line:
    if len(lines) == 1:
        return lines[0]
    return replace(lines[0], text=" ".join(line.text for line in lines))


def _no_place(lines: Sequence[Line]) -> int | None:
    """Return from how many letters on a line had no place for its next word, None where lines were not wrapped.

    They were if what goes on in small letters in the line below had no place in its own.
    """
    width = _width(lines)
    wanted = [_wanted(a.text, b.text) for a, b in pairwise(lines) if _surely_goes_on(a, b)]
    full = [one for one in wanted if one > TITLES.full_wrap * width]
    if not (width and full) or len(full) < TITLES.wrapped_share * len(wanted):
        return None
    return min(*full, width + 1)


def _surely_goes_on(above: Line, below: Line) -> bool:
    both = _is_text(above) and _is_text(below)
    return both and below.text[0].islower() and not _begins(below)


def _width(lines: Sequence[Line]) -> int:
    """Return how many letters the longest line has, 0 where lines are paragraphs or too short to tell."""
    lengths = [len(line.text) for line in lines if _is_text(line)]
    narrow = [length for length in lengths if length <= PAGE.widest_wrap]
    width = max(narrow, default=0)
    are_lines = len(narrow) >= PAGE.above_usual * len(lengths)
    return width if are_lines and width >= PAGE.narrowest_wrap else 0


def _is_text(line: Line) -> bool:
    return bool(line.text) and not (line.cells or CELL in line.text)


def _wanted(above: str, below: str) -> int:
    """Return how many letters a line would have with the first word of the next one."""
    return len(above) + 1 + len(below.split(maxsplit=1)[0])


def _wrapping(lines: Sequence[Line], no_place: int) -> _Wrapping:
    """Return what stands below numbered titles: nothing, text, or the next line of the title."""
    n_tight = n_loose = n_wrapped = 0
    for above, below in pairwise(lines):
        if not (_is_text(above) and _has_number(above)):
            continue
        n_loose += not below.text
        if _is_text(below) and not _begins(below):
            is_full = _wanted(above.text, below.text) >= no_place
            n_wrapped += is_full
            n_tight += not is_full
    return _Wrapping(no_place, n_tight > max(n_loose, n_wrapped), not has_no_blanks(lines))


def _has_number(line: Line) -> bool:
    return any(one.marked for one in readings(line))


def _begins(line: Line, above: str = "") -> bool:
    """Say whether a line begins a point, a label or a number; none does that ends what is unfinished: "of | 2026. He"."""
    if above and _UNFINISHED.search(above):
        return False
    if _ANEW.match(line.text):
        return True
    goes_on = bool(above) and not _ENDS.search(above)
    return any(_may_count(one) and not (goes_on and _is_year(one)) for one in readings(line))


def _may_count(reading: Reading) -> bool:
    return reading.marked and not reading.rest[:1].islower()


def _is_year(reading: Reading) -> bool:
    return LIKELY.first_year <= reading.order[0] <= LIKELY.last_year


def _carries_on(above: Line, line: Line, first: Line, wrapping: _Wrapping) -> bool:
    """Say whether a line carries on the paragraph above it, from its first line to the line above."""
    if not (_may_be_one(above, line) and _wanted(above.text, line.text) >= wrapping.no_place):
        return False
    if _begins(line, above.text) or _counts_on(first, line):
        return False
    if _GOES_ON.match(line.text) or is_cut(above.text, line.text):
        return True
    if not _has_number(first):
        return not is_known(line.text)
    ends = bool(_ENDS.search(above.text)) and not wrapping.has_blanks
    return not (wrapping.is_tight or ends)


def _may_be_one(above: Line, line: Line) -> bool:
    """Say whether two lines are text of the same look: no rows, nothing that stands out or is in capitals."""
    stand_out = line.stands_out or above.bold or above.heading
    are_text = _is_text(above) and _is_text(line) and not stand_out
    return are_text and not (is_in_capitals(line.text) or is_in_capitals(above.text))


def _counts_on(first: Line, line: Line) -> bool:
    """Say whether a line has the number that follows that of the paragraph above it."""
    numbers = {(one.scheme, one.order[0] + 1) for one in readings(first)}
    return any((one.scheme, one.order[0]) in numbers for one in readings(line))
