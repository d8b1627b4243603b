"""XLSX: the rows of each sheet that is shown, as the rows of a table under the sheet's name."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import count, islice
from typing import Any

from corpus.errors import RecordError
from corpus.lines import BLANK, Line
from corpus.losses import NOT_SHOWN, missing
from corpus.readers import printed
from corpus.readers.layout import row_text
from corpus.readers.zip_member import holds
from corpus.records import Meeting, Source
from corpus.text import clean_line

MAX_UNPACKED_BYTES = 256 * 2**20
MAX_ROWS, MAX_COLUMNS = 100_000, 100
_WORKBOOK = "xl/workbook.xml"


def recognises(source: Source, text: str) -> bool:
    """Say whether the file is a ZIP that holds a workbook."""
    return bool(holds(source, _WORKBOOK))


def read(source: Source) -> Iterator[Meeting | RecordError]:
    """Yield the meeting that the workbook's tables are of. What is hidden in it is not read."""
    workbook = _opened(source.data)
    lines = list(_lines(workbook))
    if not any(line.text for line in lines):
        raise RecordError("the workbook holds no text that is shown")
    lost = missing(_all_texts(workbook), (line.text for line in lines))
    yield from printed.meetings_of(source, printed.of_lines(lines, {NOT_SHOWN: lost}))


def _all_texts(workbook: Any) -> Iterator[str]:
    """Yield the text of every cell, shown or not."""
    for sheet in workbook.worksheets:
        rows = sheet.iter_rows(max_col=min(sheet.max_column, MAX_COLUMNS), values_only=True)
        for row in islice(rows, MAX_ROWS):
            yield from map(_shown, row)


def _opened(data: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if sum(part.file_size for part in package.infolist()) > MAX_UNPACKED_BYTES:
            raise RecordError(f"it unpacks to more than {MAX_UNPACKED_BYTES // 2**20} MB; split it")
    import openpyxl  # it imports numpy, which most imports never need

    try:
        return openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except Exception as error:  # openpyxl lets through whatever ZIP and XML raise
        raise RecordError(
            f"the workbook is damaged or has a password ({type(error).__name__}); save it again"
        ) from error


def _lines(workbook: Any) -> Iterator[Line]:
    numbers = count(1)
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "visible":
            yield from (Line(clean_line(sheet.title), heading=1), BLANK)
            yield from _rows(sheet, numbers)
            yield BLANK


def _rows(sheet: Any, numbers: Iterator[int]) -> Iterator[Line]:
    """Yield the rows of a sheet that are shown; `numbers` counts those of all sheets, hidden ones too."""
    hidden = {name for name, column in sheet.column_dimensions.items() if column.hidden}
    for row in sheet.iter_rows(max_col=min(sheet.max_column, MAX_COLUMNS)):
        if next(numbers) > MAX_ROWS:
            raise RecordError(f"more than {MAX_ROWS:,} rows; split it")
        if row and not sheet.row_dimensions[row[0].row].hidden:
            cells = tuple(_shown(cell.value) for cell in row if cell.column_letter not in hidden)
            yield Line(row_text(cells), cells=cells)


def _shown(value: object) -> str:
    """Return a cell as it reads: a day without its midnight, a whole number without its point."""
    match value:
        case None:
            return ""
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return clean_line(str(value))
