"""Text with its place on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.readers.tuning import PLACED


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that stands together on one line of a page; distances in points from its lower left.

    `lead` is its bold beginning where it is not bold as a whole; `filled` says that it was filled into a form.
    """

    text: str
    left: float
    right: float
    bottom: float
    height: float
    bold: bool
    lead: str = ""
    filled: bool = False


@dataclass(frozen=True, slots=True)
class PlacedLine(Piece):
    """A whole line of a page; `row` says that it is a row of cells, `level` that larger type makes it a heading."""

    row: bool = False
    level: int = 0


def with_filled(printed: Sequence[Piece], all_pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces of a filled-in page, what was filled in at its place among what is printed.

    A file has it behind all else.
    """
    n_printed = len(printed)
    if [p.text for p in all_pieces[:n_printed]] != [p.text for p in printed]:
        return list(all_pieces)
    placed = list(printed)
    for piece in all_pieces[n_printed:]:
        reach = piece.bottom - PLACED.row * max(piece.height, PLACED.height)
        above = [i for i, other in enumerate(placed) if other.bottom >= reach]
        placed.insert(above[-1] + 1 if above else 0, replace(piece, filled=True))
    return placed
