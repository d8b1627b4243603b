"""Stars that a record explains: signs of its titles there, and no bullets or emphasis."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

# What a reader of text does not take for a mark of emphasis.
STAR = "∗"
_SOFT_HYPHEN = "\u00ad"
_PRIVATE = (
    r"(?:exempt|confidential|private|not for publication|closed|in camera|part (?:2|ii|two)|"
    r"(?:public|press)\b.{0,40}\b(?:excluded|withdr[ae]wn?|withdrew|left|absent))\b"
)
# "* Denotes exempt item", "An asterisk against a title shows that the public was excluded".
_NOTE = re.compile(
    rf"\W{{0,2}}\*(?!\*)(?:[^*]*[^*\w])?{_PRIVATE}[^*]*|[^*]*(?:(?<!\*)\*(?!\*)|asterisk|\bstar(?:red)?\b)[^*]*{_PRIVATE}[^*]*",
    re.IGNORECASE,
)
# A star in front of a numbered title, or behind any, and none else in its line.
_IN_FRONT = re.compile(r"(?P<mark>#{0,6}\s*)\*\s?(?P<title>[A-Z]{0,3}\d[^*]*)")
_BEHIND = re.compile(r"(?P<mark>)(?P<title>[^*]*[^*\s])\s*\*\s*")


def with_signs(lines: Sequence[str]) -> list[str]:
    """Return lines with the stars of titles as a sign behind them, where a line explains a star as private."""
    notes = _notes(lines) if any("*" in line for line in lines) else set()
    if not notes:
        return list(lines)
    return [
        line.replace("*", STAR) if at in notes else _with_sign(line)
        for at, line in enumerate(lines)
    ]


def _notes(lines: Sequence[str]) -> set[int]:
    """Return the lines that explain a star, alone or with the one below in which they go on."""
    lines = [line.replace(_SOFT_HYPHEN, "") for line in lines]
    found = {at for at, line in enumerate(lines) if _NOTE.fullmatch(line)}
    return found | {
        at
        for at, (line, below) in enumerate(pairwise(lines))
        if below[:1].islower() and _NOTE.fullmatch(f"{line} {below}")
    }


def _with_sign(line: str) -> str:
    match = _IN_FRONT.fullmatch(line) or _BEHIND.fullmatch(line)
    return f"{match['mark']}{match['title'].rstrip()} {STAR}" if match else line
