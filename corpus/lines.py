"""What every reader of printed minutes hands over: a document's lines, with what stands out of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile

from corpus.divisions import full_row, is_table
from corpus.text import clean_line, repaired


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document: a paragraph, a title, a row of a table, or nothing (a blank line).

    `bold` says that all of it is bold, `lead` is the bold beginning of a line that is not bold as a
    whole. `heading` is the level of a heading, 1 to 6, or 0. `page` counts from 1 and is known for
    formats with pages. `cells` are those of a table's row, empty ones too; `text` has the filled ones.
    `depth` is how deep a point stands in its list, from 1, and 0 where that is not known.
    """

    text: str
    bold: bool = False
    heading: int = 0
    page: int | None = None
    cells: tuple[str, ...] = ()
    lead: str = ""
    depth: int = 0

    @property
    def stands_out(self) -> bool:
        """Say whether the line is a heading, or begins in bold."""
        return bool(self.heading or self.bold or self.lead)


BLANK = Line("")


def cleaned(lines: Iterable[Line]) -> list[Line]:
    """Return the lines with clean text, in Unicode's composed form (NFC)."""
    return [
        replace(line, text=_clean(line.text)) if line.text else line
        for line in with_full_rows(list(lines))
    ]


def with_full_rows(lines: Sequence[Line]) -> list[Line]:
    """Return the lines; a table of votes keeps its empty cells, without which it says nothing."""
    found: list[Line] = []
    for is_row, group in groupby(lines, lambda line: bool(line.cells)):
        rows = list(group)
        if is_row and is_table([row.cells for row in rows]):
            rows = [replace(row, text=full_row(row.cells)) for row in rows]
        found.extend(rows)
    return found


def _clean(text: str) -> str:
    return clean_line(repaired(unicodedata.normalize("NFC", text)))


def texts(lines: Iterable[Line]) -> list[str]:
    """Return the lines' texts."""
    return [line.text for line in lines]


def weight_of(pieces: Sequence[tuple[str, bool]]) -> tuple[bool, str]:
    """Return whether all of a line stands out, else its beginning that does, as `lead_of` has it."""
    is_whole = all(stands_out for text, stands_out in pieces if text.strip())
    return (True, "") if is_whole else (False, lead_of(pieces))


def lead_of(pieces: Iterable[tuple[str, bool]]) -> str:
    """Return the beginning of a line that stands out, given its pieces and whether each does.

    A number in front of it need not: it is part of the beginning.
    """
    first = takewhile(lambda one: one[1] or not any(c.isalpha() for c in one[0]), pieces)
    kept = list(first)
    lead = clean_line("".join(text for text, _ in kept))
    return lead if any(stands_out and any(map(str.isalpha, t)) for t, stands_out in kept) else ""
