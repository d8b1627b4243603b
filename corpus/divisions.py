"""Tables of recorded votes: which side a column is of, and rows that keep their empty cells.

A row of such a table means nothing without its empty cells: "Oak | X" may be a vote for or against.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.tuning import HEADS

CELL = " | "
# For, against, abstained: the order of the sides throughout.
SIDES = (
    r"(?:voting |voted |votes? )?(?:in fav(?:ou)?r|for)|favou?r|ayes?|yeas?|yes|pro|tá|ar son|i bhfabhar|o blaid",
    r"(?:voting |voted |votes? )?against|nays?|noes?|no|con|opposed|níl|in aghaidh|i gcoinne|yn erbyn",
    r"(?:voting |voted )?abst[ea]\w+|present(?:, not voting| and not voting)|staon\w*|ymatal",
)
OBJECT = r"(?: (?:the )?(?:motion|amendment|proposal|recommendation\w*|refusal|approval|item|resolution))?"
_LEAST = 2


def side_of(cell: str) -> int | None:
    """Return which side (0 for, 1 against, 2 abstained) a heading names, None if it names none."""
    plain = re.sub(r"\(?\d+\)?|\W+$|^\W+", "", cell).strip().casefold()
    for side, words in enumerate(SIDES):
        if re.fullmatch(rf"(?:{words}){OBJECT}", plain):
            return side
    return None


def is_heading(cells: Sequence[str]) -> bool:
    """Say whether a row is the heading of a table of votes: at least two sides, each a column."""
    sides = [side for side in map(side_of, cells) if side is not None]
    return len(sides) == len(set(sides)) and len(sides) >= _LEAST


def full_row(cells: Sequence[str]) -> str:
    """Return a row as one line in which every cell has its place, empty ones too."""
    return CELL.join(" ".join(cell.split()) for cell in cells).strip()


def is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether these rows are a table of votes: one of its first is such a heading."""
    return any(is_heading(row) for row in rows[: HEADS.table_rows])
