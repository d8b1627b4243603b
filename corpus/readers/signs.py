"""Stars that a record explains: signs of its titles there, and no bullets or emphasis."""

from __future__ import annotations

import re
from collections.abc import Sequence

# What a reader of text does not take for a mark of emphasis.
STAR = "∗"
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
    if not any("*" in line for line in lines) or not any(map(_NOTE.fullmatch, lines)):
        return list(lines)
    return [_with_sign(line) for line in lines]


def _with_sign(line: str) -> str:
    if _NOTE.fullmatch(line):
        return line.replace("*", STAR)
    match = _IN_FRONT.fullmatch(line) or _BEHIND.fullmatch(line)
    return f"{match['mark']}{match['title'].rstrip()} {STAR}" if match else line
