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
# "14.1 Lease of kiosk", behind a line that ends a sentence or in capitals: no sum of millions.
_IS_NUMBERED = re.compile(r"\s*(?:\d{1,3}(?:\.\d{1,3})+[.):]?|\d{1,3}[.)])\s+[A-Z(]")
# "14. The Committee agreed to sit in private", above what was then said: a paragraph has its number in front.
_HAS_NUMBER = re.compile(r"\s*\d{1,3}[.)]\s+[A-Z]")
_MAY_END = re.compile(r"[.!?:;][\"'”’)\]*_]*\s*$|[A-Z]{3}\W*$")
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
    end = text.rstrip()[-EXEMPTION.last_words :]
    return bool(_BREAKS_OFF.search(end) or (" " in end and _JOINS.search(end)))


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


def _is_between_numbers(line: str, below: str, widest: int) -> bool:
    """Say whether a line ends a numbered paragraph, or stands above one."""
    if _IS_NUMBERED.match(below) and _MAY_END.search(line):
        return True
    is_one = bool(_HAS_NUMBER.match(line)) and below[:1].isupper()
    return is_one and _is_not_wrapped(line, widest)


def _is_not_wrapped(line: str, widest: int) -> bool:
    return widest > EXEMPTION.wrapped_at or len(line) < widest - EXEMPTION.last_words


def _is_last(line: str, below: str, widest: int) -> bool:
    """Say whether a line ends a paragraph, and no list is led in by it: what stands below is prose, too, or an item of an item."""
    if _is_between_numbers(line, below, widest):
        return True
    if not _ENDS.search(line) or not _BEGINS.match(below):
        return False
    is_wrapped = widest <= EXEMPTION.wrapped_at
    if not _ENDS.search(below) and not (is_wrapped and 2 * len(below) > widest):
        return False
    return not is_wrapped or widest - len(line) > len(below.split(" ", 1)[0]) + 1
