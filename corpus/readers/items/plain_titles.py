"""Titles in plain type without numbers: alone in their line, or before their text and a colon.

Nothing sets them off, so that only a document that names usual business so is read by them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from corpus.lines import Line
from corpus.readers.items.fronts import names_meeting, says_who_was_there, without_attendance
from corpus.readers.items.known_titles import is_known, is_usual, opens
from corpus.readers.items.labels import is_clause, label_of
from corpus.readers.items.report_parts import without_parts
from corpus.readers.items.schemes import readings
from corpus.readers.items.titles import Heading, is_alone, is_in_capitals, is_title
from corpus.readers.items.typography import may_be_heading, without_labels
from corpus.readers.tuning import TITLES
from corpus.text import BULLET

# Who signs below the last item.
_SIGNS = re.compile(
    r"(?:(?:parish|town|village|city|township|community|deputy) (?:council )?clerk|secretary)\W*$"
    r"|.*,\s*(?:\w+\s+)?(?:clerk|secretary|chair\w*|mayor|president)\W*$",
    re.IGNORECASE,
)


_SIGNED = re.compile(r"\W*(?:respectfully submitted|signed\b|approved by\b)", re.IGNORECASE)


# Where labels are parts of titles.
_NO_LABELS: dict[str, list[Heading]] = {"plain labels": [], "plain labels and titles": []}
_Rule: TypeAlias = Callable[[Sequence[Line], int], Heading | None]


def plain_titles(lines: Sequence[Line]) -> list[tuple[str, list[Heading], int]]:
    """Return each kind of plain title, the headings of it, and how many lines look so."""
    at = range(before_signatures(lines))
    tight = has_no_blanks(lines)
    labels = _all_of(_labelled, lines, at)
    with_colon = [one for one in labels if lines[one.line].text[len(one.title)] != " "]
    alone = _all_of(_in_tight_text if tight else _alone, lines, at)
    kinds = {
        "plain labels": with_colon,
        "plain labels and dashes": labels if len(labels) > len(with_colon) else [],
        "plain titles": alone,
        "plain labels and titles": [] if tight else _together(with_colon, alone),
        "plain titles with stops": _all_of(_stopped, lines, at),
        "points": _points(lines, at),
    }
    if not tight:
        kinds |= _apart(with_colon, alone, lines)
    return [one for kind, alike in kinds.items() for one in _of_kind(kind, alike, lines)]


def _apart(
    labels: Sequence[Heading], alone: Sequence[Heading], lines: Sequence[Line]
) -> dict[str, list[Heading]]:
    """Return labels below blank lines, alone and with titles, where others stand right below a line.

    Those are parts of what stands above them; where that is usual business, no other labels are titles.
    """
    apart = [one for one in labels if one.line == 0 or not lines[one.line - 1].text]
    if len(apart) == len(labels):
        return {}
    both = _without_front(_together(apart, alone))
    kinds = {"plain labels apart": apart, "plain labels apart and titles": both}
    return kinds | (_NO_LABELS if _are_parts(labels, alone) else {})


def _are_parts(labels: Sequence[Heading], alone: Sequence[Heading]) -> bool:
    """Say whether labels stand right below titles of usual business."""
    titles = {one.line for one in alone if is_usual(one.title) and not one.text}
    return sum(one.line - 1 in titles for one in labels) >= TITLES.fewest_sections


def before_signatures(lines: Sequence[Line]) -> int:
    """Return where they sign who wrote or confirmed the record, if that is near its end."""
    n_words = 0
    end = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        n_words += len(lines[index].text.split())
        if n_words > TITLES.most_signed:
            break
        if _SIGNED.match(lines[index].text):
            end = index
    return end


def _of_kind(
    kind: str, alike: list[Heading], lines: Sequence[Line]
) -> list[tuple[str, list[Heading], int]]:
    headings = without_attendance(_without_front(without_parts(without_labels(alike), lines)))
    return [(kind, headings, len(alike))] if _names_business(headings) else []


def _names_business(headings: Sequence[Heading]) -> bool:
    n_known = sum(is_known(heading.title) for heading in headings)
    return len(headings) >= TITLES.fewest_plain and n_known >= TITLES.known_share * len(headings)


def _together(labels: Sequence[Heading], alone: Sequence[Heading]) -> list[Heading]:
    labelled = {heading.line for heading in labels}
    alone = [heading for heading in alone if heading.line not in labelled]
    both = sorted([*labels, *alone], key=lambda heading: heading.line)
    return both if labels and alone else []


def _without_front(headings: list[Heading]) -> list[Heading]:
    """Return the headings without those up to the last, before any business, that name the meeting.

    Whoever was there is named so too; a label with its text behind it names no meeting.
    """
    first = 0
    for index, heading in enumerate(headings):
        names = not heading.text and names_meeting(heading.title)
        if names or says_who_was_there(heading.title):
            first = index + 1
        elif is_known(heading.title):
            # How to join a meeting stands before its call to order.
            first = index if opens(heading.title) else first
            break
    return headings[first:]


def _points(lines: Sequence[Line], at: Sequence[int]) -> list[Heading]:
    """Return the headings of points; where half of them end with a colon, those."""
    points = _all_of(_point, lines, at)
    with_colon = [one for one in points if _has_colon(lines[one.line].text, one.title)]
    return with_colon if 2 * len(with_colon) >= len(points) else points


def _has_colon(text: str, title: str) -> bool:
    return text[text.find(title) + len(title) :].startswith(":")


def _point(lines: Sequence[Line], index: int) -> Heading | None:
    """Return the heading of a point of an outer list: bold, a label or all that it says, and more below it."""
    line = lines[index]
    if line.depth != 1 or not line.text.startswith(BULLET):
        return None
    text = line.text.removeprefix(BULLET)
    if line.lead:
        at = text.find(line.lead) + len(line.lead)
        title, said = line.lead, text[at:].lstrip(" .:-–—")
    else:
        title, _, said = label_of(text) or (text, "", "")
    title = title.rstrip(" .:-–—")
    is_short = len(title.split()) <= TITLES.longest_plain and is_title(title)
    if not (is_short and may_be_item(title)):
        return None
    return Heading(index, index + 1, title, text=said)


def _is_plain(line: Line) -> bool:
    text = line.text
    # "AOCB" is written so in any record.
    in_capitals = is_in_capitals(text) and not (is_usual(text) and len(text.split()) == 1)
    is_marked = line.stands_out or line.cells or in_capitals or text.startswith(BULLET)
    return bool(text) and not is_marked and not readings(line)


def _labelled(lines: Sequence[Line], index: int) -> Heading | None:
    line = lines[index]
    found = label_of(line.text) if _is_plain(line) else None
    if found is None or not may_be_item(found[0]) or len(found[0].split()) > TITLES.longest_plain:
        return None
    if (found[1] == "." and not is_known(found[0])) or is_clause(found[0]):
        return None
    return Heading(index, index + 1, found[0], text=found[2])


def may_be_item(title: str) -> bool:
    """Say whether a title may name an item, and no vote and nobody who signs."""
    return may_be_heading(title) and not _SIGNS.match(title)


def has_no_blanks(lines: Sequence[Line]) -> bool:
    """Say whether a text has next to no blank lines, so that none tells a title."""
    return sum(not line.text for line in lines) <= max(1, TITLES.tight_blanks * len(lines))


def _in_tight_text(lines: Sequence[Line], index: int) -> Heading | None:
    """Return the heading of a short line of usual business in a text whose blank lines tell no title."""
    text = lines[index].text
    is_short = len(text.split()) <= TITLES.longest_tight and is_usual(text)
    return _title(lines, index) if is_short else _alone(lines, index)


def _alone(lines: Sequence[Line], index: int, ends: str = ".") -> Heading | None:
    is_apart = (
        index == 0 or not lines[index - 1].text or lines[index].text.endswith(("-", "–", "—", ":"))
    )
    return _title(lines, index, ends) if is_apart else None


def _stopped(lines: Sequence[Line], index: int) -> Heading | None:
    """Return the heading of a few words that a full stop ends, alone between blank lines."""
    text = lines[index].text
    is_short = text.endswith(".") and len(text.split()) <= TITLES.longest_tight
    heading = _alone(lines, index, ends="") if is_short else None
    return heading if heading and is_alone(lines, index) else None


def _title(lines: Sequence[Line], index: int, ends: str = ".") -> Heading | None:
    text = lines[index].text
    is_short = len(text.split()) <= TITLES.longest_plain and not text.endswith(
        tuple(f"{ends};,?!|")
    )
    if not (_is_plain(lines[index]) and is_short and is_title(text) and may_be_item(text)):
        return None
    return Heading(index, index + 1, text.rstrip(" :-–—"))


def _all_of(rule: _Rule, lines: Sequence[Line], at: Sequence[int]) -> list[Heading]:
    return [one for index in at if (one := rule(lines, index))]
