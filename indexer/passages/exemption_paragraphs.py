"""Where the paragraphs of a text begin: behind an empty line, and behind a line that is one of its own.

Some records have no empty lines. There a line that ends a sentence ends a paragraph, too, if it is so long that
nobody wrapped it, or so short that the next word would still have stood on it. And where a sentence goes on behind
an empty line, as behind the end of a page, so does its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from indexer.tuning import EXEMPTION

_BLOCK = re.compile(r"[^\n](?:.|\n(?!\n))*")
_ENDS = re.compile(r"[.!?][\"'”’)\]*_]*\s*$")
_BEGINS = re.compile(r"\W*(?:[A-Z\d]|$)")
_BREAKS_OFF = re.compile(r"(?:[^\W\d_]\S* +){3}\S*[\w,]$")
_JOINS = re.compile(r"\b(?:the|an?|of|to|and|or|with|by|for|in|on|at|from|under|its|that)$")
_GOES_ON = re.compile(r"[a-z]{2}")


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each paragraph of a text begins, and the paragraph."""
    start, end = 0, 0
    for begun, part in chain.from_iterable(_parts(b[0], b.start()) for b in _BLOCK.finditer(text)):
        if end and not breaks_off(text[start:end], part):
            yield start, text[start:end]
            end = 0
        start, end = start if end else begun, begun + len(part)
    if end:
        yield start, text[start:end]


def breaks_off(text: str, below: str) -> bool:
    """Say whether the last sentence of a text goes on in what stands below it."""
    return may_break_off(text) and bool(_GOES_ON.match(below) or _JOINS.search(text.rstrip()))


def may_break_off(text: str) -> bool:
    """Say whether a text ends within a sentence, or with one that has no full stop."""
    return bool(_BREAKS_OFF.search(text.rstrip()[-EXEMPTION.last_words :]))


def unwrapped(text: str) -> list[str]:
    """Return the lines of a text, those that were wrapped within a sentence as one."""
    found: list[str] = []
    for line in text.split("\n"):
        if found and breaks_off(found[-1], line):
            found[-1] = f"{found[-1].rstrip()} {line}"
        else:
            found.append(line)
    return found


def _parts(block: str, start: int) -> Iterator[tuple[int, str]]:
    lines = block.split("\n")
    widest = max(map(len, lines))
    begun = start
    found: list[str] = []
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        found.append(line)
        if _is_last(line, below, widest):
            whole = "\n".join(found)
            yield begun, whole
            begun, found = begun + len(whole) + 1, []
    if found:
        yield begun, "\n".join(found)


def _is_last(line: str, below: str, widest: int) -> bool:
    """Say whether a line ends a paragraph, and no list is led in by it: what stands below is prose, too."""
    if not _ENDS.search(line) or not _BEGINS.match(below):
        return False
    is_wrapped = widest <= EXEMPTION.wrapped_at
    if not _ENDS.search(below) and not (is_wrapped and 2 * len(below) > widest):
        return False
    return not is_wrapped or widest - len(line) > len(below.split(" ", 1)[0]) + 1
