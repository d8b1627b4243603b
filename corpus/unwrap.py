"""Lines that were wrapped by hand, or by a PDF, put together into paragraphs again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.divisions import CELL
from corpus.text import BULLET
from corpus.tuning import PAGE

_LIST_ITEM = re.compile(
    rf"{re.escape(BULLET)}|[-–*] |[A-Z][A-Z ]{{2,30}}:|\(?(?:[ivx]{{1,5}}|[a-z]|\d{{1,3}})[.)] |\d+(?:\.\d+)+ |#|\|"
)
_SENTENCE_END = re.compile(r"[.!?:;][\"”’')\]]*$")


@dataclass(frozen=True, slots=True)
class Wrap:
    """How lines were wrapped: at so many characters, and whether with a blank line behind every line."""

    width: int
    double_spaced: bool


def wrap_of(lines: Sequence[str]) -> Wrap | None:
    """Return how lines were wrapped; None if they were not, or are too few to tell."""
    lengths = sorted(len(line) for line in lines if line)
    if (
        len(lengths) < PAGE.least_lines
        or not PAGE.narrowest_wrap
        <= lengths[int(len(lengths) * PAGE.above_usual)]
        <= PAGE.widest_wrap
    ):
        return None
    double_spaced = sum(1 for line in lines if not line) >= PAGE.double_spaced * len(lengths)
    return Wrap(lengths[int(len(lengths) * PAGE.above_full)], double_spaced)


def unwrap(lines: Sequence[str], whole: Wrap | None = None) -> list[str]:
    """Return the lines with each wrapped paragraph on one line; those that were not wrapped as they are.

    `whole` is how the document was wrapped that they are a part of: a few lines do not tell. Some publishers
    put a blank line behind every line; there a sentence that has not ended goes on behind the blank line.
    """
    is_short = all(len(line) <= PAGE.widest_wrap for line in lines)
    wrap = wrap_of(lines) or (whole if is_short else None)
    return _joined(lines, wrap) if wrap else list(lines)


def _joined(lines: Sequence[str], wrap: Wrap) -> list[str]:
    joined: list[str] = []
    last_length = blanks = 0
    for line in lines:
        if not line:
            blanks += 1
            continue
        above = joined[-1] if joined else ""
        near = blanks == 0 or (wrap.double_spaced and blanks == 1)
        if above and near and _goes_on(above, line, last_length, wrap.width, blanks == 0):
            joined[-1] = f"{above} {line}"
        else:
            joined.extend([""] * min(blanks, 1))
            joined.append(line)
        last_length, blanks = len(line), 0
    return joined


def _goes_on(above: str, line: str, last_length: int, width: int, adjacent: bool) -> bool:
    if _LIST_ITEM.match(line) or CELL in line or CELL in above:
        # A row of a table is whole.
        return False
    full = last_length >= PAGE.full * width
    if _SENTENCE_END.search(above):
        return adjacent and full and not above.endswith((":", ";"))
    return full or line[0].islower() or line[0] in "(,;"
