"""Motions on how the meeting goes on (that it adjourn, that the question be put), told from those of substance."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.passages.annotations import Motion

# In the sentence, or the line below, of who moved.
_ABOUT_THE_MEETING = re.compile(
    r"(?:[^.\n]|(?<![a-z]{4})\.|\.(?! [A-Z]))*?(?:\n\W*[Tt]hat\b[^\n]*?|\n[^\n]{0,60}?\n\W*[Tt]hat\b[^\n]*?)??"
    r"\b(?:suspen(?:d|sion|ded|ding)\b[^.\n]{0,30}\b(?:rules?|orders?|by-?laws?)|rules?\b(?! (?:on|about|for|governing|at|in)\b)[^.\n]{0,30}\b(?:suspended|waived)"
    r"|waiv\w+ (?:of )?(?:the |its )?(?:rules?|notice)|adjourn\w*|recess|(?:meeting|sitting|time)\b[^.\n]{0,20}\bextended"
    r"|exten\w+ (?:of )?the (?:meeting|sitting|time|hour)|(?:question|vote|motion) be (?:now )?put|lie on the table|be tabled"
    r"|to table\b|close (?:the )?debate|debate be closed|reconsider\w*|leave to (?:introduce|withdraw)"
    r"|(?:vary|change|amend) the (?:order|agenda)|(?:proceed|pass|move) to (?:the )?next (?:item of )?business|previous question|as a procedural motion|the closure(?=[.,;]|$)|(?:question|vote) be (?:now )?taken|call the (?:previous )?question)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:closure|guillotine|procedural|adjournment|suspension|tabling|closing) motion\b|\b(?:previous question|closure)\b"
    r"|\bmotion (?:to (?:adjourn|close|suspend|table|recess|postpone|call|extend|waive|end|proceed)\b|of (?:closure|adjournment)\b|for (?:the )?"
    r"(?:closure|adjournment|suspension)\b|that the (?:question|vote|motion|meeting|debate|rules|matter) (?:be|do|is|are|lie)\b)",
    re.IGNORECASE,
)


def are_procedural(text: str, moved: Sequence[Motion]) -> list[bool]:
    """Say of each motion, in order of the text, whether it is how the meeting goes on, and nothing of substance.

    The words of a motion end where the next one is moved.
    """
    ends = [*(one.start for one in moved[1:]), len(text)]
    return [
        _ABOUT_THE_MEETING.match(text, one.start, max(end, one.start)) is not None
        for one, end in zip(moved, ends, strict=False)
    ]


def is_called_so(said: str) -> bool:
    """Say whether a sentence calls what was decided a motion of procedure ("the closure motion was carried")."""
    return _CALLED.search(said) is not None
