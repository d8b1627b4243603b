"""Items that are rows of a table whose columns say what is not for the public."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.records import AgendaItem
from indexer.passages.exemption.state import State, text_of
from indexer.passages.exemption.tables import Columns, cells_of, row_is_marked
from indexer.tuning import EXEMPTION


def row_item_is_marked(item: AgendaItem, meeting: State) -> bool:
    """Say whether an item is the row of a table that a column marks: its title, or that and the cells behind it alone."""
    cells = cells_of(item.title)
    if cells and row_is_marked(cells, meeting.table):
        return True
    cell = text_of(item).strip()
    if not cell or "\n" in cell or meeting.columns is None:
        return False
    behind = cells_of(cell)
    if behind and _of_columns(behind, meeting.columns):
        return row_is_marked([item.title, *behind], meeting.columns)
    is_cell = len(cell.split()) <= EXEMPTION.cell
    return is_cell and row_is_marked([item.title, cell], meeting.columns)


def _of_columns(cells: Sequence[str], columns: Columns) -> bool:
    """Say whether cells behind a title reach as far as the columns that say what is public, counted from the end."""
    return all(-at <= len(cells) for at, _ in columns.heads)
