"""The numbered clauses of a resolution, told from the next numbered paragraph of the minutes."""

from __future__ import annotations

import re

_MARK = r"([ivx]{1,5}|[a-zA-Z]|\d{1,2})[.)]"
_AT_THE_START = re.compile(rf"\W{{0,4}}{_MARK}[\W_]*")
_INSIDE = re.compile(rf"(?<=[\s(]){_MARK}(?=[\s_*]|$)")
_ROMAN = (
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
)
_FIRST = frozenset(("1", "a", "i"))
# Behind a whole sentence a first clause says that it is one: "1. That the lease ...", "(a) to pay".
_OF_A_RESOLUTION = re.compile(r"[Tt]hat\b|[Tt]o\b|[a-z]")


class Clauses:
    """Which clauses a resolution has had so far: the next one is the one behind one of these.

    The number in front of its first line is that of a paragraph, but for "2. That the lease be AGREED": behind
    "5. RESOLVED that the report be noted." a paragraph 6 is another matter.
    """

    def __init__(self, said: str = "") -> None:
        """Begin with the first line of a resolution."""
        self._had = {match[1].lower() for match in _INSIDE.finditer(said) if match.start() > 1}
        first = _AT_THE_START.match(said)
        if first and _OF_A_RESOLUTION.match(said, first.end()):
            self._had.add(first[1].lower())
        self._is_whole = said.rstrip(' *_”"').endswith(".")

    def add(self, line: str) -> None:
        """Take a line that goes on with the resolution."""
        if match := _AT_THE_START.match(line):
            self._had.add(match[1].lower())
        self._had |= {match[1].lower() for match in _INSIDE.finditer(line)}

    def go_on_with(self, line: str) -> bool:
        """Say whether a line is the clause that comes next, or a first one."""
        match = _AT_THE_START.match(line)
        if match is None:
            return False
        mark = match[1].lower()
        if _before(mark) & self._had:
            return True
        return mark in _FIRST and (
            not self._is_whole or _OF_A_RESOLUTION.match(line, match.end()) is not None
        )


def _before(mark: str) -> set[str]:
    """Return the marks that one may stand behind: "h" or none for "i", "4" for "5", "iv" for "v"."""
    if mark.isdigit():
        return {str(int(mark) - 1)}
    letter = {chr(ord(mark) - 1)} if len(mark) == 1 and mark != "a" else set[str]()
    place = _ROMAN.index(mark) if mark in _ROMAN else 0
    return letter | ({_ROMAN[place - 1]} if place else set())
