"""DOCX: paragraphs and tables in the order of the document, with Word's automatic numbers.

Read from the XML itself, because what stands in content controls, tracked insertions, text boxes and
notes is text too, and what is hidden, struck out or deleted is not shown (`docx_runs`).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import docx as python_docx
from docx.oxml.ns import qn

from corpus.divisions import full_row, is_heading
from corpus.errors import RecordError
from corpus.lines import BLANK, Line, weight_of
from corpus.losses import NOT_SHOWN, missing
from corpus.papers.printed import Printed
from corpus.readers import printed
from corpus.readers.docx_numbering import Numbering
from corpus.readers.docx_runs import DELETED, PARAGRAPH, Runs, runs_of
from corpus.readers.table_rows import lines_of_row
from corpus.readers.underlined import sign_in_document
from corpus.readers.zip_member import holds
from corpus.records import Meeting, Source
from corpus.text import clean_line

MAX_UNPACKED_BYTES = 256 * 2**20
MAX_PARTS = 5000
# Of a heading whose style says no level.
_UNNAMED_LEVEL = 2
_DOCUMENT = "word/document.xml"
_TABLE, _ROW, _CELL = qn("w:tbl"), qn("w:tr"), qn("w:tc")


def recognises(source: Source, text: str) -> bool:
    """Say whether the file is a ZIP that holds a Word document."""
    there = holds(source, _DOCUMENT)
    return source.suffix == ".docx" if there is None else there


def read(source: Source) -> Iterator[Meeting | RecordError]:
    """Yield the meeting that the document tells of."""
    yield from printed.meetings_of(source, printed_of(source))


def printed_of(source: Source) -> Printed:
    """Return the document as printed. Raises RecordError if it cannot be opened or holds no text."""
    document = _opened(source.data)
    sign_in_document(document.element.body.iter(PARAGRAPH))
    lines = list(_lines(document.element.body, _Context(Numbering(document), runs_of(document))))
    if not any(line.text for line in lines):
        raise RecordError("the document holds no text")
    lines = [*_page_head(document), *lines]
    lost = missing([_all_text(document)], (line.text for line in lines))
    return printed.of_lines(lines, {NOT_SHOWN: lost})


def _all_text(document: Any) -> str:
    """Return every word of the body, also what is hidden, struck out or deleted."""
    apart = {PARAGRAPH, qn("w:br"), qn("w:tab"), qn("w:cr")}
    nodes = document.element.body.iter(*apart, qn("w:t"), qn("w:delText"))
    return "".join(" " if node.tag in apart else node.text or "" for node in nodes)


def _opened(data: bytes) -> Any:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            if len(parts) > MAX_PARTS or sum(p.file_size for p in parts) > MAX_UNPACKED_BYTES:
                raise RecordError(
                    f"it unpacks to more than {MAX_UNPACKED_BYTES // 2**20} MB or {MAX_PARTS} parts; "
                    "no document of this size is opened"
                )
        return python_docx.Document(io.BytesIO(data))
    except RecordError:
        raise
    except Exception as error:  # python-docx lets through whatever ZIP and XML raise
        raise RecordError(
            f"the document is damaged or cut off ({type(error).__name__}); save it again as DOCX"
        ) from error


def _page_head(document: Any) -> Iterator[Line]:
    """Yield the head of the first page: there the council, the committee or the date may stand."""
    section = document.sections[0] if len(document.sections) else None
    if section is None:
        return
    first = section.different_first_page_header_footer
    head = section.first_page_header if first else section.header
    if not head.is_linked_to_previous:
        for paragraph in head.paragraphs:
            yield Line(clean_line(paragraph.text))
            yield BLANK


@dataclass(frozen=True, slots=True)
class _Context:
    """What is known of a document while its paragraphs are read in order."""

    numbering: Numbering
    runs: Runs


def _lines(body: Any, context: _Context) -> Iterator[Line]:
    for child in body.iterchildren():
        if child.tag == PARAGRAPH:
            yield from _paragraph(child, context)
            yield BLANK
        elif child.tag == _TABLE:
            yield from _table(child, context)
            yield BLANK
        elif child.tag not in DELETED and isinstance(child.tag, str):
            yield from _lines(child, context)


def _paragraph(paragraph: Any, context: _Context) -> Iterator[Line]:
    """Yield a paragraph's lines, and behind them the notes whose marks it has."""
    pieces = list(context.runs.pieces(paragraph))
    lines = _filled_lines("".join(piece.text for piece in pieces))
    if not lines:
        return
    if number := context.numbering.next(paragraph):
        lines[0] = f"{number} {lines[0]}"
    heading = _heading(paragraph, context) if len(lines) == 1 else 0
    bold, lead = (False, "") if heading else weight_of(pieces)
    for line in lines:
        yield Line(line, bold=bold, heading=heading, lead=lead if lead in line else "")
        lead = ""
    yield from (Line(f"[{note}]") for note in context.runs.notes_of(paragraph))


def _filled_lines(text: str) -> list[str]:
    lines = (clean_line(line) for line in text.split("\n"))
    return [line for line in lines if line]


def _heading(paragraph: Any, context: _Context) -> int:
    """Return the level of a heading, 0 for plain text: its style names it, or has it."""
    style = context.numbering.style_name(paragraph).lower()
    level = context.runs.outline_level(paragraph)
    if not style.startswith("heading"):
        return level
    named = re.fullmatch(r"heading\W*([1-6])", style)
    return int(named[1]) if named else level or _UNNAMED_LEVEL


def _table(table: Any, context: _Context) -> Iterator[Line]:
    """Yield one line a row; a cell that holds paragraphs of prose is read as a document of its own."""
    rows = _rows(table)
    is_of_votes = bool(rows) and is_heading(
        [" ".join(context.runs.text(cell).split()) for cell in rows[0].iter(_CELL)]
    )
    for row in rows:
        inside = _inside(row, context)
        yield from [_row_of_votes(inside)] if is_of_votes else lines_of_row(inside)


def _rows(table: Any) -> list[Any]:
    """Return a table's own rows, without those of a table in it, and without deleted ones."""
    rows = (row for row in table.iter(_ROW) if next(row.iterancestors(_TABLE)) is table)
    return [row for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None]


def _inside(row: Any, context: _Context) -> list[list[Line]]:
    """Return the lines of each cell of a row."""
    cells = [cell for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW)) is row]
    return [[line for line in _lines(cell, context) if line.text] for cell in cells]


def _row_of_votes(inside: Sequence[Sequence[Line]]) -> Line:
    cells = tuple(" ".join(line.text for line in lines) for lines in inside)
    return Line(full_row(cells), cells=cells)
