"""Lines that were wrapped by hand, or by a PDF, put together into paragraphs again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.text import BULLET

# Longer lines than this are paragraphs, not wrapped lines.
_WIDEST_WRAP = 130
_LIST_ITEM = re.compile(
    rf"{re.escape(BULLET)}|[-–*] |\(?(?:[ivx]{{1,5}}|[a-z]|\d{{1,3}})[.)] |\d+(?:\.\d+)+ |#|\|"
)
_SENTENCE_END = re.compile(r"[.!?:;][\"”’')\]]*$")


def is_wrapped(lines: Sequence[str]) -> bool:
    """Say whether the lines of a document were wrapped at some width."""
    lengths = sorted(len(line) for line in lines if line)
    return len(lengths) >= 8 and 40 <= lengths[int(len(lengths) * 0.95)] <= _WIDEST_WRAP


def unwrap(lines: Sequence[str]) -> list[str]:
    """Return the lines with each wrapped paragraph on one line; other documents as they are.

    Some publishers put a blank line behind every line; there a sentence that has not ended goes on
    behind the blank line.
    """
    if not is_wrapped(lines):
        return list(lines)
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[int(len(lengths) * 0.9)]
    double_spaced = sum(1 for line in lines if not line) >= 0.8 * len(lengths)
    joined: list[str] = []
    last_length = blanks = 0
    for line in lines:
        if not line:
            blanks += 1
            continue
        above = joined[-1] if joined else ""
        near = blanks == 0 or (double_spaced and blanks == 1)
        if above and near and _goes_on(above, line, last_length, width, blanks == 0):
            joined[-1] = f"{above} {line}"
        else:
            joined.extend([""] * min(blanks, 1))
            joined.append(line)
        last_length, blanks = len(line), 0
    return joined


def _goes_on(above: str, line: str, last_length: int, width: int, adjacent: bool) -> bool:
    if _LIST_ITEM.match(line):
        return False
    full = last_length >= 0.7 * width
    if _SENTENCE_END.search(above):
        return adjacent and full and not above.endswith((":", ";"))
    return full or line[0].islower() or line[0] in "(,;"
