"""Stretches of a text that are the items which a resolution names, where their reader left them in the text of another.

A numbered paragraph within such an item ends it as little as one within any other: what ends it is the item behind it, by the
same count. Where a list within it counts anew nothing tells which of its numbers is the next item's; the rest is withheld then.
"""

from __future__ import annotations

import re

from indexer.passages.exemption.lines import Line
from indexer.passages.exemption.state import LEADING, Walk, is_part_of


def begin_named(line: str, walk: Walk) -> None:
    """Let a line that begins with a number begin or end what a resolution named."""
    match = LEADING.match(line)
    if match is None:
        return
    number = match[1].casefold()
    # What the resolution in this very item names, or one before it.
    named = next((n for n in walk.meeting.named if is_part_of(number, n)), "")
    if named and not walk.hidden:
        said = walk.meeting.named[named].lstrip("\0")
        walk.hidden, walk.stretch, walk.sentence = True, Line.SECTION, walk.sentence or said
        walk.begun = named
    elif walk.hidden and walk.stretch is Line.SECTION:
        _go_on_from_named(number, named, walk)


def _go_on_from_named(number: str, named: str, walk: Walk) -> None:
    """Let the item behind a named one end it, or be named too; a list within it that counts anew hides where that begins."""
    if _begins_behind(number, walk.begun):
        walk.begun = named
        if not named:
            walk.hidden, walk.stretch = False, None
    elif not is_part_of(number, walk.begun or "-"):
        walk.begun = ""


def _begins_behind(number: str, named: str) -> bool:
    """Say whether a number is that of the item behind the named one: the next, in the same form."""
    one, other = _COUNTS.fullmatch(named), _COUNTS.fullmatch(number)
    if one is None or other is None or one[1] != other[1]:
        return False
    return int(other[2]) == int(one[2]) + 1 and (
        one[3] == other[3] or bool(_SIGN.fullmatch(one[3]))
    )


_COUNTS = re.compile(r"(.*?)(\d+)(\D*)")
# "42P": a sign behind the number of what is private.
_SIGN = re.compile(r"[a-z]{1,2}")
