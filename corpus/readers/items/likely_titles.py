"""Titles in plain type that a model takes for titles: alone in their line, before their text, or as points.

Where neither numbers, nor type, nor the names of usual business tell titles, the likelihood of each line does
(`title_model`), together with the others of its form: items of one record are titled in one way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from statistics import mean
from typing import TypeAlias

from corpus.linear_model import likelihood_of
from corpus.lines import Line
from corpus.readers.items.fronts import (
    is_empty,
    names_meeting,
    says_who_was_there,
    without_attendance,
)
from corpus.readers.items.labels import is_clause
from corpus.readers.items.plain_titles import before_signatures, may_be_item
from corpus.readers.items.report_parts import without_parts
from corpus.readers.items.schemes import Reading, readings
from corpus.readers.items.title_model import Candidate, candidate, knows_words_of, log_odds
from corpus.readers.items.titles import Heading, is_cut, is_title
from corpus.readers.items.typography import without_labels
from corpus.readers.tuning import TITLES
from corpus.tuning import LIKELY

# "Planning Commission minutes for 8/12/09" is the title of the whole.
_DATED_RECORD = re.compile(r"\b(?:minutes|agenda)\b.*\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Line:
    """A heading that a line may begin, its form, and the logarithm of the odds that it does."""

    heading: Heading
    form: str
    odds: float


@dataclass(frozen=True, slots=True)
class Likely:
    """The likely titles of some forms; `n_near` lines are nearly as likely, `likelihood` is the mean of the titles'."""

    kind: str
    headings: tuple[Heading, ...]
    n_near: int
    likelihood: float


_Forms: TypeAlias = tuple[str, ...]
# Which forms make a hypothesis together.
_KINDS: dict[str, _Forms] = {
    "likely titles": ("alone",),
    "likely labels": ("colon",),
    "likely labels and dashes": ("colon", "dash"),
    "likely dashes": ("dash",),
    "likely titles and labels": ("alone", "colon"),
    "likely titles, labels and dashes": ("alone", "colon", "dash"),
    "likely points": ("point",),
}

_LABELS = frozenset(("colon", "dash"))


def likely_titles(lines: Sequence[Line]) -> list[Likely]:
    """Return each kind of likely titles that a document has."""
    if not knows_words_of([line.text for line in lines], LIKELY.known_words):
        return []
    at = range(before_signatures(lines))
    found = [one for index in at if (one := _likely(lines, index))]
    kinds = (_together(kind, found, forms, lines) for kind, forms in _kinds(found, lines).items())
    return [kind for kind in kinds if kind]


def _kinds(found: Sequence[_Line], lines: Sequence[Line]) -> dict[str, _Forms]:
    if not _are_parts(found, lines):
        return _KINDS
    return {kind: forms for kind, forms in _KINDS.items() if not _LABELS & {*forms}}


def _are_parts(found: Sequence[_Line], lines: Sequence[Line]) -> bool:
    """Say whether labels are parts of sections: titles with nothing below them but the first label."""
    near = [one for one in found if one.odds >= LIKELY.near]
    n_sections = sum(
        above.form == "alone"
        and above.odds >= LIKELY.least
        and below.form in _LABELS
        and is_empty(above.heading, below.heading, lines)
        for above, below in pairwise(near)
    )
    return n_sections >= LIKELY.fewest_sections


def _together(
    kind: str, likely: Sequence[_Line], forms: _Forms, lines: Sequence[Line]
) -> Likely | None:
    """Return the headings of some forms that are likely together, or None where they are not.

    Where more lines are nearly as likely, nothing tells titles from the rest.
    """
    found = [one for one in likely if one.form in forms]
    kept = _without_front(_said_once([one for one in found if one.odds >= LIKELY.least], lines))
    n_near = sum(LIKELY.near <= one.odds < LIKELY.least for one in found)
    if not _agree(kept) or n_near > len(kept):
        return None
    likelihood = mean(likelihood_of(one.odds) for one in kept)
    return Likely(kind, tuple(one.heading for one in kept), n_near, likelihood)


def _said_once(found: Sequence[_Line], lines: Sequence[Line]) -> list[_Line]:
    items = without_parts(without_labels([one.heading for one in found]), lines)
    once = {heading.line for heading in without_attendance(items)}
    return [one for one in found if one.heading.line in once]


def _agree(found: Sequence[_Line]) -> bool:
    """Say whether lines are enough and likely on average."""
    return len(found) >= LIKELY.fewest and mean(one.odds for one in found) >= LIKELY.mean


def _without_front(found: list[_Line]) -> list[_Line]:
    """Return the lines without those in front that say who was there, or name the meeting and are no likely titles."""
    front = takewhile(_is_in_front, found)
    return found[sum(1 for _ in front) :]


def _is_in_front(line: _Line) -> bool:
    title = line.heading.title
    is_record = line.odds < 0 or _DATED_RECORD.search(title)
    return says_who_was_there(title) or bool(names_meeting(title) and is_record)


def _likely(lines: Sequence[Line], index: int) -> _Line | None:
    line = lines[index]
    if not _may_begin(line):
        return None
    found = candidate(line.text)
    title = found.title.rstrip(" :-–—")
    if not (title and is_title(title) and may_be_item(title)) or _is_too_long(found):
        return None
    if found.text and is_clause(title):
        return None
    if not found.text and _goes_on(lines, index):
        return None
    heading = Heading(index, index + 1, title, text=found.text)
    return _Line(heading, found.form, log_odds(lines, index, found))


def _may_begin(line: Line) -> bool:
    """Say whether a line is plain: a point of an inner list, a row, a number or type is none."""
    is_plain = bool(line.text) and not (line.stands_out or line.cells or line.depth > 1)
    return is_plain and not any(_counts(one) for one in readings(line))


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """Say whether the line right below carries a line on, which is a sentence that was wrapped."""
    text = lines[index].text
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    is_full = len(text) >= TITLES.wrapped
    return bool(below) and (is_full or below[0].islower() or is_cut(text, below))


def _is_too_long(found: Candidate) -> bool:
    is_sentence = not found.text and found.title.endswith((".", ";", ",", "?", "!"))
    return is_sentence or len(found.title.split()) > TITLES.longest_plain


def _counts(reading: Reading) -> bool:
    """Say whether a number may be an item's: "2009 Budget" begins with a year."""
    return reading.marked or not LIKELY.first_year <= reading.order[0] <= LIKELY.last_year
