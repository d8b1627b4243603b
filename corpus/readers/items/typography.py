"""Headings that stand out by type: marked as such, in bold, in capitals, or bold before their text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.lines import BLANK, Line
from corpus.readers.items.fronts import is_empty, without_attendance, without_front
from corpus.readers.items.known_titles import is_known, is_usual
from corpus.readers.items.parts import with_parts
from corpus.readers.items.report_parts import without_parts
from corpus.readers.items.schemes import readings
from corpus.readers.items.titles import (
    PART,
    Heading,
    is_cut,
    is_in_capitals,
    is_title,
    only_number,
    run_in_heading,
    without_nothing,
)
from corpus.readers.tuning import SERIES, TITLES
from corpus.wording import wordings

_W = wordings("corpus.readers.items", "titles.toml")
_NO_HEADING = re.compile(rf"(?:and\s+)?{_W['no_titles']}(?:\b|(?<=\)))", re.IGNORECASE)
# What heads of pages say again on each page.
_RUNNING = re.compile(r"\b(?:minutes|agenda|meeting|page|council|district)\b", re.IGNORECASE)
# A heading that calls itself so is an item, among those that have no number, too.
_CALLED_ITEM = re.compile(r"(?:agenda|business) item\b", re.IGNORECASE)


def typographic(lines: Sequence[Line]) -> Iterator[tuple[str, list[Heading], int]]:
    """Yield each kind of type, the headings of it and how many lines look so."""
    yield from _of_levels(lines)
    capitals = _standing(lines, bold=False)
    bold = _standing(lines)
    marked = [i for i in bold if lines[i].bold or lines[i].heading]
    levels = [i for i, line in enumerate(lines) if line.heading]
    yield _of_lines(lines, "capitals", capitals)
    over = sorted({*_over_text(lines), *capitals})
    if set(over) > set(capitals) and not _are_parts(over, capitals, lines):
        yield _of_lines(lines, "capitals over text", over)
    if levels:
        yield _of_lines(lines, "headings or capitals", sorted({*capitals, *levels}))
    yield _of_lines(lines, "bold", marked)
    if set(bold) not in (set(marked), set(capitals)):
        yield _of_lines(lines, "bold or capitals", bold)
    yield _run_in(lines)


def _standing(lines: Sequence[Line], *, bold: bool = True) -> list[int]:
    return [i for i in range(len(lines)) if stands_out(lines, i, bold=bold)]


def _over_text(lines: Sequence[Line]) -> list[int]:
    """Return the lines in capitals that stand right above their text.

    A blank line is above each, but where a text has no blank lines, of which nothing tells.
    """
    found = [
        i
        for i, line in enumerate(lines)
        if _has_capitals(line.text) and not line.cells and _is_short_title(line)
    ]
    apart = [i for i in found if i == 0 or not lines[i - 1].text]
    return apart if len(apart) > TITLES.tight_share * len(found) else found


def _are_parts(over: Sequence[int], capitals: Sequence[int], lines: Sequence[Line]) -> bool:
    """Say whether capitals over text are parts of those that stand alone: who spoke, below "PUBLIC FORUM"."""
    sections = {i for i in capitals if is_usual(lines[i].text)}
    filled = [i for i, line in enumerate(lines) if line.text]
    above = dict(pairwise(reversed(filled)))
    n_below = sum(above.get(i) in sections for i in over if i not in capitals)
    return n_below >= TITLES.fewest_sections


def _of_levels(lines: Sequence[Line]) -> Iterator[tuple[str, list[Heading], int]]:
    """Yield the headings of each level, and those of each level and the ones below it."""
    levels = sorted({line.heading for line in lines} - {0})
    for level in levels:
        at = [i for i, line in enumerate(lines) if line.heading == level]
        yield _of_lines(lines, f"headings {level}", at)
    for level in levels[:-1]:
        at = [i for i, line in enumerate(lines) if line.heading >= level]
        yield _of_lines(lines, f"headings from {level}", at)


def _of_lines(
    lines: Sequence[Line], kind: str, standing: Sequence[int]
) -> tuple[str, list[Heading], int]:
    titles = _titles(lines, standing)
    items = _without_numbered(without_parts(titles, lines), lines)
    found = without_attendance(without_front(items, lines))
    # First the sections: a motion is named after the whole title of its section.
    sections = without_empty(found, lines)
    n_parts = len(titles) - len(items)
    return kind, without_empty(with_parts(lines, sections), lines), len(standing) - n_parts


def _without_numbered(headings: list[Heading], lines: Sequence[Line]) -> list[Heading]:
    """Return the headings without numbered ones where most have no number: those are parts of sections."""

    def is_numbered(one: Heading) -> bool:
        if lines[one.line].heading and _CALLED_ITEM.match(lines[one.line].text):
            return False
        found = readings(lines[one.line])
        return any(r.marked and r.order[0] < SERIES.long_number for r in found)

    plain = [one for one in headings if not is_numbered(one)]
    return plain if len(plain) >= TITLES.unnumbered_share * len(headings) else headings


def _run_in(lines: Sequence[Line]) -> tuple[str, list[Heading], int]:
    """Return the headings in bold or capitals that stand in one line with their text."""
    found = []

    def whole(line: Line) -> bool:
        return bool(line.text) and (line.bold or is_in_capitals(line.text))

    for index, line in enumerate(lines):
        stands = stands_out(lines, index)
        heading = run_in_heading(lines, index) if not stands else None
        if stands:
            title, nothing = without_nothing(line.text)
            found.append(Heading(index, index + 1, title, text=nothing))
        elif heading and may_be_heading(heading.title):
            found.append(heading)
    found = without_parts(without_labels(found), lines)
    if sum(bool(heading.text) for heading in found) < TITLES.run_in_share * len(found):
        return "run-in titles", [], 0
    n_alike = sum(bool(line.lead) or whole(line) for line in lines)
    return "run-in titles", without_front(found, lines), max(n_alike, len(found))


def without_labels(found: Sequence[Heading]) -> list[Heading]:
    """Return the headings without what comes again and again: who speaks, "Resolved", "Action"."""
    said = Counter(heading.title.casefold() for heading in found)
    return [heading for heading in found if said[heading.title.casefold()] < TITLES.often]


def may_be_heading(title: str) -> bool:
    """Say whether a title may name an item, and not what was resolved, who moved it or how they voted."""
    return not _NO_HEADING.match(title)


def stands_out(lines: Sequence[Line], index: int, *, bold: bool = True) -> bool:
    """Say whether a line stands alone as a title in capitals, or (`bold`) in bold or as a heading."""
    line = lines[index]
    capitals = _has_capitals(line.text)
    if not (capitals or (bold and (line.bold or line.heading))) or not _is_short_title(line):
        return False
    return bool(line.heading) or _stands_apart(lines, index, capitals=capitals)


def _has_capitals(text: str) -> bool:
    """Say whether a text is in capitals, but for a word among four or more."""
    if text.isupper():
        return sum(c.isalpha() for c in text) > TITLES.capitals
    words = text.split()
    large = [word for word in words if word.isupper() and word.isalpha() and len(word) > 1]
    return len(words) >= TITLES.capital_words and len(large) >= len(words) - 1 and words[0] in large


def _is_short_title(line: Line) -> bool:
    text = line.text
    is_short = is_title(text) and len(text.split()) <= TITLES.longest_line
    return is_short and may_be_heading(text) and not PART.match(text) and not only_number(line)


def _stands_apart(lines: Sequence[Line], index: int, *, capitals: bool) -> bool:
    """Say whether nothing of another look stands right above a line, nor right below it.

    The text may follow at once below bold, and below capitals that end with a colon.
    """
    line = lines[index]
    above = lines[index - 1] if index else BLANK
    below = lines[index + 1] if index + 1 < len(lines) else BLANK

    def is_apart(near: Line) -> bool:
        return not near.text or (capitals and is_in_capitals(near.text))

    opens_text = (line.bold and not below.bold) or (capitals and line.text.endswith(":"))
    return is_apart(above) and (is_apart(below) or opens_text)


def _titles(lines: Sequence[Line], standing: Sequence[int]) -> list[Heading]:
    """Return standing lines as headings: lines in capitals with nothing between are one wrapped title."""
    found: list[Heading] = []
    recurs = Counter(_shape(lines[index].text) for index in standing)
    for index in standing:
        text, nothing = without_nothing(lines[index].text)
        above = found[-1] if found else None
        if _RUNNING.search(text) and recurs[_shape(lines[index].text)] > 2:
            continue
        if above and _wraps(lines, above, index):
            found[-1] = replace(above, title=f"{above.title} {text}", end=index + 1)
        else:
            found.append(Heading(index, index + 1, text, text=nothing))
    return found


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text.casefold())


def _wraps(lines: Sequence[Line], above: Heading, index: int) -> bool:
    """Say whether a line in capitals carries on the title above it."""
    text, last = lines[index].text.rstrip(" :"), lines[above.end - 1].text
    if lines[index].heading or not (is_in_capitals(text) and is_in_capitals(last)):
        return False
    is_long = len(text.split()) + len(above.title.split()) > TITLES.longest
    if (
        is_long
        or above.text
        or last.endswith(":")
        or any(line.text for line in lines[above.end : index])
    ):
        return False
    return _is_wrapped(last, text, adjacent=above.end == index, title=above.title)


def _is_wrapped(last: str, text: str, *, adjacent: bool, title: str) -> bool:
    """Say whether a line in capitals goes on from the last one; with a blank between, it must show."""
    if adjacent:
        return not (is_known(text) and is_known(title))
    return is_cut(last, text) or (len(last) >= TITLES.full_line and not is_known(text))


def without_empty(headings: list[Heading], lines: Sequence[Line]) -> list[Heading]:
    """Put a heading without text in front of the one that follows at once, unless it is usual business.

    Where many have none, the document is an agenda, and each is an item.
    """
    empty = [h for h, below in pairwise(headings) if is_empty(h, below, lines)]
    if len(empty) > TITLES.most_empty * len(headings):
        return headings
    kept: list[Heading] = []
    for heading in headings:
        above = kept[-1] if kept else None
        if above and is_empty(above, heading, lines) and _is_one_title(above, heading):
            kept.pop()
            heading = replace(heading, line=above.line, title=_in_one(above.title, heading.title))
        kept.append(heading)
    return kept


def _in_one(above: str, title: str) -> str:
    """Return two titles as one: two in capitals may be one that was printed in two lines."""
    if title.startswith(above):
        return title
    alike = is_in_capitals(above) and is_in_capitals(title)
    return f"{above} {title}" if alike else f"{above}: {title}"


def _is_one_title(above: Heading, below: Heading) -> bool:
    return bool(PART.match(below.title)) or not is_known(above.title)
