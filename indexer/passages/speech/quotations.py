"""Where a text quotes: who moves, votes or speaks in a quotation does so in what is quoted, not at this meeting."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.lazy_pattern import lazy_pattern
from indexer.tuning import REACH

_MARK = re.compile(r"[“”\n]")
# In front of a quotation of several paragraphs: what is read there is somebody else's.
_READ_OUT = lazy_pattern(
    r"\b(?:letters?|e-?mails?|circular|correspondence|communications?|minutes?|newspaper|press|article|report(?:ed)?|wrote|writes|"
    r"read(?:s|ing)?|quot(?:ed|es|ing)|(?:resolution|motion)s? (?:\w+ ){0,4}(?:from|of|by) (?:[A-Z][\w’'-]+ ){1,4}(?:Council|Board|Assembly|Committee))\b",
)
# "The Clerk read the motion: “…": that of this meeting.
_PUT_HERE = lazy_pattern(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Hh]is|[Hh]er|[Aa]n?|[Ff]ollowing|[Oo]wn) (?:[a-z]+ ){0,2}(?:motion|amendment|proposal)s?(?: (?:was|is|as follows|below|moved))*[:,]? ?$"
)


@lru_cache(maxsize=4)
def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Return where (start, end) a text quotes, in order; a quotation within another is part of it.

    A quotation ends in its paragraph, or in a later one where it is introduced as read from something; one
    that is not closed is none.
    """
    return tuple(_quoted(text)) if "“" in text else ()


def is_quoted(text: str, at: int) -> bool:
    """Say whether a character stands in a quotation."""
    found = quotations(text)
    number = bisect_right(found, (at, len(text))) - 1
    return number >= 0 and at < found[number][1]


@dataclass(slots=True)
class _Open:
    """How deep in a quotation a place stands: where that begins, and whether it may go on in the next paragraph."""

    text: str
    start: int = 0
    depth: int = 0
    goes_on: bool = False

    def opens(self, at: int) -> None:
        """Note an opening mark: that of another paragraph of the same quotation opens none."""
        line = self.text.rfind("\n", 0, at) + 1
        if self.goes_on and not self.text[line:at].strip():
            return
        self.start = self.start if self.depth else at
        self.depth += 1

    def closes(self) -> bool:
        """Note a closing mark, and say whether the outermost quotation ends with it."""
        ends = self.depth == 1
        self.depth = max(0, self.depth - 1)
        self.goes_on = self.goes_on and not ends
        return ends

    def ends_paragraph(self) -> None:
        """Note that a paragraph ends, and with it most quotations."""
        self.goes_on = self.depth > 0 and (self.goes_on or _is_read_out(self.text, self.start))
        self.depth = int(self.goes_on)


def _quoted(text: str) -> Iterator[tuple[int, int]]:
    inside = _Open(text)
    for mark in _MARK.finditer(text):
        if mark[0] == "“":
            inside.opens(mark.start())
        elif mark[0] == "\n":
            inside.ends_paragraph()
        elif inside.closes() and not _is_put_here(text, inside.start):
            yield inside.start, mark.end()


def _is_put_here(text: str, start: int) -> bool:
    """Say whether a quotation is that of what this meeting has before it: "read the motion: “Moved by …”"."""
    return _PUT_HERE.search(text, max(0, start - REACH.object), start) is not None


def _is_read_out(text: str, start: int) -> bool:
    """Say whether the paragraph of a quotation, or the one in front, says that something is read there."""
    before = text[max(0, start - REACH.hearsay) : start].rstrip()
    return _READ_OUT.search(before.rpartition("\n")[2]) is not None
