"""The rows of a table in a document of flowing text: a row of short cells is one line, prose is lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.lines import BLANK, Line
from corpus.readers.layout import row_text


def begins_with_number(cells: Sequence[Sequence[Line]]) -> bool:
    """Say whether a row is an item's: its first cell holds a number and no more, and others text."""
    first, *rest = cells or [[]]
    return len(first) == 1 and any(rest) and _is_number(first[0].text)


def _is_number(text: str) -> bool:
    return row_text([text, "x"]) == f"{text} x"


def lines_of_row(cells: Sequence[Sequence[Line]]) -> Iterator[Line]:
    """Yield the lines of a row, given the lines of each of its cells (none for an empty one).

    A row of short cells is one line. Where several cells hold more than one paragraph, or a numbered
    row holds one that does, each is read as a document of its own, and the number goes before the
    first line that follows it.
    """
    filled = [lines for lines in cells if lines]
    n_long = sum(len(lines) > 1 for lines in filled)
    if n_long > (0 if begins_with_number(cells) else 1) or len(filled) == 1:
        yield from _prose(filled)
    elif filled:
        yield _row(cells)


def _row(cells: Sequence[Sequence[Line]]) -> Line:
    texts = tuple(" ".join(line.text for line in lines) for lines in cells)
    return Line(row_text(texts), cells=texts, lead=lead_of_row(cells))


def lead_of_row(cells: Sequence[Sequence[Line]]) -> str:
    """Return what stands out at the beginning of a row behind its number; nothing where all of it does."""
    filled = [lines for lines in cells if lines and not _is_number(lines[0].text)]
    if not filled or all(line.bold for lines in filled for line in lines):
        return ""
    first = filled[0]
    return first[0].text if len(first) == 1 and first[0].bold else first[0].lead


def _prose(cells: list[Sequence[Line]]) -> Iterator[Line]:
    first, *rest = cells
    number = first[0].text
    if len(first) == 1 and rest and _is_number(number):
        head = rest[0][0]
        yield replace(head, text=f"{number} {head.text}")
        cells = [rest[0][1:], *rest[1:]]
    for lines in cells:
        for line in lines:
            yield line
            yield BLANK
