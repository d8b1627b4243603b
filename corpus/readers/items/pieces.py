"""One list of items that a paragraph broke in pieces, each of which its publisher's software counts anew."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corpus.lines import Line
from corpus.readers.items.known_titles import closes, is_known, opens
from corpus.readers.items.series import place
from corpus.readers.items.titles import Heading, is_in_capitals
from corpus.readers.tuning import SERIES


def in_pieces(found: Sequence[Heading]) -> list[Heading]:
    """Return numbered headings that count to a number, and from 1 again to the end of the meeting.

    Nothing where a piece before the last closes the meeting, or where the last holds no usual business:
    that is a list inside the last item.
    """
    pieces = [piece for piece in _pieces(found) if len(piece) >= SERIES.fewest_in_a_piece]
    if len(pieces) < 2 or any(map(_closes, pieces[:-1])) or not _closes(pieces[-1]):
        return []
    return [h for piece in pieces for h in piece] if all(map(_is_business, pieces)) else []


def all_first(found: Sequence[Heading], lines: Sequence[Line]) -> list[Heading]:
    """Return points that software numbered 1 each, as one list that their places count; nothing of any other list.

    They are alike in depth and look, no two have one title, no heading stands between, and they are usual business.
    """
    if len(found) < SERIES.fewest_letters or not all(map(_is_marked_first, found)):
        return []
    looks = {(lines[one.line].depth, lines[one.line].stands_out) for one in found}
    titles = [one.title for one in found]
    are_alike = len(looks) == 1 and len(set(titles)) == len(titles)
    is_meeting = opens(titles[0]) or _is_business(found)
    return [*found] if are_alike and is_meeting and _is_one_list(found, lines) else []


def _is_marked_first(heading: Heading) -> bool:
    return place(heading) == 1 and bool(heading.reading and heading.reading.marked)


def _is_one_list(found: Sequence[Heading], lines: Sequence[Line]) -> bool:
    """Say whether no line between headings looks like one."""
    between = (line for a, b in pairwise(found) for line in lines[a.end : b.line])
    return not any(line.stands_out or is_in_capitals(line.text) for line in between)


def _pieces(found: Sequence[Heading]) -> list[list[Heading]]:
    """Return the headings from each that is number 1 up to where they do not count on."""
    pieces: list[list[Heading]] = []
    for heading in found:
        if place(heading) == 1:
            pieces.append([heading])
        elif pieces and 1 <= place(heading) - place(pieces[-1][-1]) <= SERIES.most_missing:
            pieces[-1].append(heading)
    return pieces


def _closes(piece: Sequence[Heading]) -> bool:
    return any(closes(heading.title) for heading in piece[-SERIES.at_the_end :])


def _is_business(piece: Sequence[Heading]) -> bool:
    return sum(is_known(heading.title) for heading in piece) >= SERIES.known_in_a_piece * len(piece)
