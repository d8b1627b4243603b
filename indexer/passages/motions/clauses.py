"""The numbered clauses of a resolution, told from the next numbered paragraph of the minutes."""

from __future__ import annotations

import re

from corpus.roman import value_of

_MARK = r"([ivx]{1,5}|[a-zA-Z]|\d{1,2})[.)]"
_AT_THE_START = re.compile(rf"^\W{{0,4}}{_MARK}[\W_]*")
_INSIDE = re.compile(rf"(?<=[\s(]){_MARK}(?=[\s_*]|$)")
# Behind a whole sentence a first clause says that it is one: "1. That the lease ...", "(a) to pay".
_OF_A_RESOLUTION = re.compile(r"[Tt]hat\b|[Tt]o\b|[a-z]")


class Clauses:
    """Which clauses a resolution has had so far: the next one is the one behind one of these.

    The number in front of its first line is that of a paragraph, but for "2. That the lease be AGREED": behind
    "5. RESOLVED that the report be noted." a paragraph 6 is another matter.
    """

    def __init__(self, said: str = "") -> None:
        """Begin with the first line of a resolution."""
        self._had = set[int]()
        self._is_whole = said.rstrip(' *_”"').endswith(".")
        first = _AT_THE_START.match(said)
        is_clause = first is not None and _OF_A_RESOLUTION.match(said, first.end()) is not None
        self.add(said if first is None or is_clause else said[first.end() - 1 :])

    def add(self, line: str) -> None:
        """Take a line that goes on with the resolution."""
        marks = [*_AT_THE_START.finditer(line), *_INSIDE.finditer(line)]
        self._had.update(*(_places(match[1]) for match in marks))

    def go_on_with(self, line: str) -> bool:
        """Say whether a line is the clause that comes next, a first one, or says that it is a clause."""
        match = _AT_THE_START.match(line)
        if match is None:
            return False
        places = _places(match[1])
        says_so = _OF_A_RESOLUTION.match(line, match.end()) is not None
        is_next = any(place - 1 in self._had for place in places)
        return says_so or is_next or (1 in places and not self._is_whole)


def _places(mark: str) -> set[int]:
    """Return which clause a mark may be: "i" is the first, and the ninth of those with letters."""
    mark = mark.lower()
    if mark.isdigit():
        return {int(mark)}
    letter = ord(mark) - ord("a") + 1 if len(mark) == 1 else None
    return {place for place in (letter, value_of(mark)) if place}
