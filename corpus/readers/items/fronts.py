"""What stands in front of the first item: the body that met, its day, and who was there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.dates import find_date
from corpus.lines import Line
from corpus.readers.items.known_titles import is_business, is_known, opens
from corpus.readers.items.titles import Heading
from corpus.readers.tuning import LABELLED
from corpus.tuning import HEADS
from corpus.wording import wordings

_W = wordings("corpus.readers.items", "titles.toml")
_WHICH_MEETING = re.compile(
    r"(?:the )?(?:annual|regular|special|ordinary|monthly|extraordinary)\b.*\bmeeting\W*",
    re.IGNORECASE,
)
# Who met, before anything was dealt with.
_ATTENDANCE = re.compile(rf"(?:{_W['present']}|.*\b{_W['ends_of_present']}\b\W*$)", re.IGNORECASE)
_OFFICE = re.compile(rf"{_W['offices']}\b\.?:? [A-Z]\S*(?: \S+){{0,5}}", re.IGNORECASE)
_APOLOGIES = re.compile(r"apolog", re.IGNORECASE)
# What names the document or the body that met.
# What is done with minutes or an agenda, which is business.
_DEALS_WITH = re.compile(
    r"(?:to )?(?:approv|adopt|confirm|sign|read|accept|correct|review|receiv|consider)\w*\b|"
    r"(?:the )?minutes (?:of|from) (?:the |our )?(?:previous|last)\b",
    re.IGNORECASE,
)
# What opens a meeting is business too: "Opening of the meeting".
_OPENS = re.compile(r"(?:opening|opened|call(?:ed|ing)?|welcome)\b", re.IGNORECASE)
_NAMES_MEETING = re.compile(
    r"(?:(?:draft |approved |summary |unconfirmed )*(?:minutes?|agenda|notice)\b|"
    r".*\b(?:minutes|agenda|meeting)\W*$|.*\b(?:minutes|agenda)\W+(?:(?:for|of|from)\W+)?\d[\d/.-]+\W*$|"
    r".*\b(?:council|committee|board|district|authority|commission|cabinet|panel|trust|corporation|senate)\W*$|"
    r"(?:(?!(?:from|the|to|of|for|by|in|and)\b)[^\W\d_][\w’'.-]*\s+){1,3}(?:township|borough|county|village|shire|municipality)\W*$|"
    r"(?:the )?(?:city|county|town|township|borough|village|state|corporation|council) (?:council )?of\b|"
    r"(?:un(?:authori[sz]ed|approved|confirmed|official)|draft|approved|pending approval)\W*$|"
    r"(?:city |county |town )?council of the \w+ of\b|(?:regular|special|ordinary|annual) .*meeting|"
    r"agenda items?$)",
    re.IGNORECASE,
)


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
        if attends or _names_in_front(headings[first : index + 1], lines):
            first, met = index + 1, met or attends
        elif is_known(title) and not names_meeting(title):
            break
    return _without_dates(headings[first:])


def _without_dates(headings: Sequence[Heading]) -> list[Heading]:
    return [heading for heading in headings if not _is_date(heading.title)]


def _names_in_front(headings: Sequence[Heading], lines: Sequence[Line]) -> bool:
    """Say whether the last of these names the meeting, and is the first or stacked upon it.

    Few headings with nothing between are the lines of one front if the last says which meeting it is.
    """
    last = headings[-1].title.strip(" :*")
    if not names_meeting(last):
        return False
    says_which = _is_date(last) or bool(_WHICH_MEETING.fullmatch(last))
    is_stacked = all(is_empty(h, below, lines) for h, below in pairwise(headings))
    return len(headings) == 1 or (says_which and len(headings) <= HEADS.front_lines and is_stacked)


def says_who_was_there(title: str) -> bool:
    """Say whether a title is of who met: "Present", "In attendance"; apologies are business."""
    return _attends(title) and not _APOLOGIES.match(title)


def _attends(title: str) -> bool:
    is_of_people = _ATTENDANCE.match(title) or _OFFICE.fullmatch(title)
    return bool(is_of_people) and not is_business(title)


def without_attendance(headings: Sequence[Heading]) -> list[Heading]:
    """Drop the headings of who was there right below one that opens the meeting: "Absent" under "Roll call"."""
    kept: list[Heading] = []
    below = False
    for heading in headings:
        is_there = says_who_was_there(heading.title)
        if not (below and is_there):
            kept.append(heading)
            below = opens(heading.title)
    return kept


def _is_of_earlier(title: str, above: Sequence[Line]) -> bool:
    """Say whether a title is of earlier minutes: it has another date than the head above it."""
    day = find_date(title) if re.match(r"(?:the )?minutes\b", title, re.IGNORECASE) else None
    own = find_date("\n".join(line.text for line in above[: HEADS.front_head])) if day else None
    return own is not None and own != day


def names_meeting(title: str) -> bool:
    """Say whether a title names the document, the body that met or its day."""
    if _DEALS_WITH.match(title) or _OPENS.match(title):
        return False
    dated = find_date(title) is not None and not re.search(r"\bdated\b", title, re.IGNORECASE)
    return dated or bool(_NAMES_MEETING.match(title))


def _is_date(title: str) -> bool:
    return (
        find_date(title) is not None
        and len(title.split()) <= LABELLED.dated
        and not is_known(title)
    )


def is_empty(heading: Heading, below: Heading, lines: Sequence[Line]) -> bool:
    """Say whether a heading has no text before the one below it."""
    between = any(line.text for line in lines[heading.end : below.line])
    return not between and not heading.text
