"""Headings that stand out by type: marked as such, in bold, in capitals, or bold before their text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.dates import find_date
from corpus.lines import Line
from corpus.readers.known_titles import is_business, is_known
from corpus.readers.titles import (
    MAX_TITLE_WORDS,
    PART,
    Heading,
    is_in_capitals,
    is_title,
    only_number,
    run_in_heading,
    whole_title,
)
from corpus.text import BULLET
from corpus.wording import one_of

_MAX_LINE_WORDS = 14
_MAX_PART_WORDS = 50
_HEAD_LINES = 30
# A title that is said so often names no item: a pack of minutes has two meetings, a debate ten speakers.
_OFTEN = 3
_MOTIONS = re.compile(r"\bmotions?\W*$", re.IGNORECASE)
_LABELS = ("repl(?:y|ies)", "signed", "absent", "adopted", "action", "decisions?", "total")
_NO_HEADING = re.compile(
    r"(?:and\s+)?"
    + one_of(
        "whereas",
        "therefore",
        "be it (?:further )?resolved",
        "(?:it was )?(?:unanimously )?resolved",
        "recommend(?:ed|ation)",
        "carried",
        "motion (?:was )?(?:carried|lost|passed|failed)",
        *"lost passed withdrawn granted denied refused approved noted amended(?=\\W*$)".split(),
        "referred(?=\\W*$)",
        "laid over",
        *r"yeas? nays? ayes? noes for against abst\w+".split(),
        "in favour",
        # A word or two under which an item goes on: "REPLY:", "DECISION NO. 4".
        *(rf"{word}(?=(?:\W+[\w.]+){{0,2}}\W*$)" for word in _LABELS),
        *r"responses?(?=\W*$) dated?(?=\W*$) votes?(?=\W*$)".split(),
        "moved by",
        "seconded by",
        "proposed by",
    )
    + r"\b",
    re.IGNORECASE,
)
# What heads of pages say again on each page.
_RUNNING = re.compile(r"\b(?:minutes|agenda|meeting|page|council|district)\b", re.IGNORECASE)
# Who met, before anything was dealt with.
_ATTENDANCE = re.compile(
    r"(?:members|officials?|officers|in the chair|in attendance|present|attendees|apologies|venue|"
    r"chair|cathaoirleach|mayor|nominations|commissioners|executive secretary|also present|staff|"
    r"(?:district|other) attendees|board of directors|absent|"
    r".*\b(?:nominees|nominations|representatives|officials|members|management and staff)\b\W*$)",
    re.IGNORECASE,
)
_APOLOGIES = re.compile(r"apolog", re.IGNORECASE)
# What names the document or the body that met.
_NAMES_MEETING = re.compile(
    r"(?:(?:draft |approved |summary |unconfirmed )*(?:minutes?|agenda|notice)\b|"
    r".*\b(?:minutes|agenda|meeting)\W*$|"
    r".*\b(?:council|committee|board|district|authority|commission|cabinet|panel|trust|corporation)\W*$|"
    r"(?:the )?(?:city|county|town|township|borough|village|state|corporation|council) (?:council )?of\b|"
    r"(?:city |county |town )?council of the \w+ of\b|(?:regular|special|ordinary|annual) .*meeting|"
    r"agenda items?$)",
    re.IGNORECASE,
)


def typographic(lines: Sequence[Line]) -> Iterator[tuple[str, list[Heading], int]]:
    """Yield each kind of type, the headings of it and how many lines look so."""
    levels = sorted({line.heading for line in lines} - {0})
    for level in levels:
        yield _of_lines(
            lines, f"headings {level}", [i for i, x in enumerate(lines) if x.heading == level]
        )
    for level in levels[:-1]:
        at = [i for i, x in enumerate(lines) if x.heading >= level]
        yield _of_lines(lines, f"headings from {level}", at)
    capitals = [i for i in range(len(lines)) if stands_out(lines, i, bold=False)]
    bold = [i for i in range(len(lines)) if stands_out(lines, i)]
    marked = [i for i in bold if lines[i].bold or lines[i].heading]
    yield _of_lines(lines, "capitals", capitals)
    if levels:
        either = sorted({*capitals, *(i for i, line in enumerate(lines) if line.heading)})
        yield _of_lines(lines, "headings or capitals", either)
    yield _of_lines(lines, "bold", marked)
    if set(bold) not in (set(marked), set(capitals)):
        yield _of_lines(lines, "bold or capitals", bold)
    yield _run_in(lines)


def _of_lines(
    lines: Sequence[Line], kind: str, standing: Sequence[int]
) -> tuple[str, list[Heading], int]:
    found = without_front(_titles(lines, standing), lines)
    return kind, without_empty(with_parts(lines, found), lines), len(standing)


def _run_in(lines: Sequence[Line]) -> tuple[str, list[Heading], int]:
    """Return the headings in bold or capitals that stand in one line with their text."""
    found = []

    def whole(line: Line) -> bool:
        return bool(line.text) and (line.bold or is_in_capitals(line.text))

    for index, line in enumerate(lines):
        stands = stands_out(lines, index)
        heading = run_in_heading(lines, index) if not stands else None
        if stands:
            found.append(Heading(index, index + 1, line.text.rstrip(" :")))
        elif heading and not _NO_HEADING.match(heading.title):
            found.append(heading)
    found = _without_labels(found)
    if sum(bool(heading.text) for heading in found) < 0.4 * len(found):
        return "run-in titles", [], 0
    n_alike = sum(bool(line.lead) or whole(line) for line in lines)
    return "run-in titles", without_front(found, lines), max(n_alike, len(found))


def _without_labels(found: Sequence[Heading]) -> list[Heading]:
    """Return the headings without what comes again and again: who speaks, "Resolved", "Action"."""
    said = Counter(heading.title.casefold() for heading in found)
    return [heading for heading in found if said[heading.title.casefold()] < _OFTEN]


def stands_out(lines: Sequence[Line], index: int, *, bold: bool = True) -> bool:
    """Say whether a line stands alone as a title in capitals, or (`bold`) in bold or as a heading."""
    line = lines[index]
    text = line.text
    capitals = text.isupper() and sum(c.isalpha() for c in text) > 4
    if not (capitals or (bold and (line.bold or line.heading))):
        return False
    if not is_title(text) or len(text.split()) > _MAX_LINE_WORDS or _NO_HEADING.match(text):
        return False
    if PART.match(text) or only_number(line):
        return False
    if line.heading:
        return True
    around = [
        i for i in (index - 1, index + 1)
        if 0 <= i < len(lines) and (near := lines[i]).text
        and not (capitals and is_in_capitals(near.text)) and not (i > index and line.bold and not near.bold)
    ]  # fmt: skip
    return not around


def _titles(lines: Sequence[Line], standing: Sequence[int]) -> list[Heading]:
    """Return standing lines as headings: lines in capitals with nothing between are one wrapped title."""
    found: list[Heading] = []
    recurs = Counter(_shape(lines[index].text) for index in standing)
    for index in standing:
        text = lines[index].text.rstrip(" :")
        above = found[-1] if found else None
        if _RUNNING.search(text) and recurs[_shape(lines[index].text)] > 2:
            continue
        if above and _wraps(lines, above, index):
            found[-1] = replace(above, title=f"{above.title} {text}", end=index + 1)
        else:
            found.append(Heading(index, index + 1, text))
    return found


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text.casefold())


def _wraps(lines: Sequence[Line], above: Heading, index: int) -> bool:
    """Say whether a line in capitals carries on the title above it."""
    text = lines[index].text.rstrip(" :")
    if lines[index].heading or any(line.text for line in lines[above.end : index]):
        return False
    if not (is_in_capitals(text) and is_in_capitals(lines[above.end - 1].text)):
        return False
    if len(text.split()) + len(above.title.split()) > MAX_TITLE_WORDS:
        return False
    return not (above.end < index and is_known(text) and is_known(above.title))


def without_front(headings: list[Heading], lines: Sequence[Line]) -> list[Heading]:
    """Drop the headings before the first item that name the meeting or say who was there.

    Usual business ends the front of a document: what stands behind it is an item.
    """
    first = 0
    met = False
    for index, heading in enumerate(headings):
        title = heading.title.strip(" :*")
        if _is_of_earlier(title, lines[: heading.line]):
            break
        attends = _attends(title) and (met or not _APOLOGIES.match(title))
        names = _names_meeting(title)
        if attends or (names and first == index):
            first, met = index + 1, met or attends
        elif is_known(title) and not names:
            break
    return [h for h in headings[first:] if not _is_date(h.title)]


def _attends(title: str) -> bool:
    return bool(_ATTENDANCE.match(title)) and not is_business(title)


def _is_of_earlier(title: str, above: Sequence[Line]) -> bool:
    """Say whether a title is of earlier minutes: it has another date than the head above it."""
    day = find_date(title) if re.match(r"(?:the )?minutes\b", title, re.IGNORECASE) else None
    own = find_date("\n".join(line.text for line in above[:_HEAD_LINES])) if day else None
    return own is not None and own != day


def _names_meeting(title: str) -> bool:
    dated = find_date(title) is not None and not re.search(r"\bdated\b", title, re.IGNORECASE)
    return dated or bool(_NAMES_MEETING.match(title))


def _is_date(title: str) -> bool:
    return find_date(title) is not None and len(title.split()) <= 5 and not is_known(title)


def without_empty(headings: list[Heading], lines: Sequence[Line]) -> list[Heading]:
    """Put a heading without text in front of the one that follows at once, unless it is usual business.

    Where many have none, the document is an agenda, and each is an item.
    """
    empty = [h for h, below in pairwise(headings) if _is_empty(h, below, lines)]
    if len(empty) > 0.5 * len(headings):
        return headings
    kept: list[Heading] = []
    for heading in headings:
        above = kept[-1] if kept else None
        is_part = bool(PART.match(heading.title))
        if above and _is_empty(above, heading, lines) and (is_part or not is_known(above.title)):
            kept.pop()
            title = heading.title
            title = title if title.startswith(above.title) else f"{above.title}: {title}"
            heading = replace(heading, line=above.line, title=title)
        kept.append(heading)
    return kept


def _is_empty(heading: Heading, below: Heading, lines: Sequence[Line]) -> bool:
    between = any(line.text for line in lines[heading.end : below.line])
    return not between and not heading.text


def with_parts(lines: Sequence[Line], sections: list[Heading]) -> list[Heading]:
    """Return the sections with the numbered parts in them: "Item 2 – …", and motions under MOTIONS.

    A motion under an item is about that item and stays in it.
    """
    found: list[Heading] = []
    waiting = list(sections)
    section = Heading(-1, 0, "")
    for index, line in enumerate(lines):
        text = line.text
        if waiting and waiting[0].line == index:
            section = waiting.pop(0)
            found.append(section)
            continue
        part = PART.match(text)
        if not part or section.line < 0 or text.startswith(BULLET):
            continue
        if part["kind"].lower() == "motion":
            if _MOTIONS.search(section.title) and len(text.split()) <= 4:
                title = f"{section.title}: {text.rstrip(' ,:')}"
                found.append(Heading(index, index + 1, title))
        elif (line.bold or _is_alone(lines, index)) and re.match(
            r"\s*[-–:]\s*\S", text[part.end() :]
        ):
            title, end = whole_title(lines, index, text)
            longest = _MAX_PART_WORDS if line.bold else _MAX_LINE_WORDS
            if len(title.split()) <= longest:
                found.append(Heading(index, end, title))
    return found


def _is_alone(lines: Sequence[Line], index: int) -> bool:
    above = index == 0 or not lines[index - 1].text
    return above and (index + 1 == len(lines) or not lines[index + 1].text)
