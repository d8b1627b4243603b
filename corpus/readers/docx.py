"""DOCX: paragraphs and tables in the order of the document, with Word's automatic numbers.

Read from the XML itself, because what stands in content controls, tracked insertions and text boxes
is text too, and tracked deletions are not.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx as python_docx
from docx.oxml.ns import qn

from corpus.divisions import full_row, is_heading
from corpus.errors import RecordError
from corpus.lines import BLANK, Line
from corpus.papers.printed import Printed
from corpus.readers import printed
from corpus.readers.docx_numbering import Numbering
from corpus.readers.table_rows import lines_of_row
from corpus.records import Meeting, Source
from corpus.text import clean_line

MAX_UNPACKED_BYTES = 256 * 2**20
MAX_PARTS = 5000
_DOCUMENT = "word/document.xml"
_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_TEXT, _RUN = qn("w:t"), qn("w:r")
# Deleted text, where text was moved from, and what Word repeats for programs that know no text boxes.
_NOT_SHOWN = {
    qn("w:del"), qn("w:moveFrom"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}  # fmt: skip
_CHARACTERS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def recognises(source: Source, text: str) -> bool:
    """Say whether the file is a ZIP that holds a Word document."""
    if not source.data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as package:
            return _DOCUMENT in package.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return source.suffix == ".docx"


def read(source: Source) -> Iterator[Meeting | RecordError]:
    """Yield the meeting that the document tells of."""
    yield from printed.meetings_of(source, printed_of(source))


def printed_of(source: Source) -> Printed:
    """Return the document as printed. Raises RecordError if it cannot be opened or holds no text."""
    document = _opened(source.data)
    lines = list(_lines(document.element.body, Numbering(document)))
    if not any(line.text for line in lines):
        raise RecordError("the document holds no text")
    return printed.of_lines([*_page_head(document), *lines])


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


def _lines(body: Any, numbering: Numbering) -> Iterator[Line]:
    for child in body.iterchildren():
        if child.tag == _PARAGRAPH:
            yield from _paragraph(child, numbering)
            yield BLANK
        elif child.tag == _TABLE:
            yield from _table(child, numbering)
            yield BLANK
        elif child.tag not in _NOT_SHOWN and isinstance(child.tag, str):
            yield from _lines(child, numbering)


def _paragraph(paragraph: Any, numbering: Numbering) -> Iterator[Line]:
    text = _text(paragraph)
    if not text.strip():
        return
    number = numbering.next(paragraph)
    lines = [clean_line(line) for line in text.split("\n")]
    lines = [line for line in lines if line]
    if number and lines:
        lines[0] = f"{number} {lines[0]}"
    style = numbering.style_name(paragraph).lower()
    heading = 2 if style.startswith("heading") and len(lines) == 1 else 0
    bold = not heading and _is_bold(paragraph)
    yield from (Line(line, bold=bold, heading=heading) for line in lines)


def _text(element: Any) -> str:
    pieces: list[str] = []
    stack = [element]
    while stack:
        here = stack.pop()
        if here.tag == _TEXT:
            pieces.append(here.text or "")
        elif here.tag in _CHARACTERS:
            if here.getparent().tag == _RUN:
                pieces.append(_CHARACTERS[here.tag])
        elif here.tag not in _NOT_SHOWN:
            if here.tag == _PARAGRAPH and here is not element:
                pieces.append("\n")
            stack.extend(reversed(here))
    return "".join(pieces)


def _is_bold(paragraph: Any) -> bool:
    """Say whether every run with text says itself that it is bold."""
    runs = [
        run for run in paragraph.iter(_RUN) if any((t.text or "").strip() for t in run.iter(_TEXT))
    ]
    for run in runs:
        mark = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
        if mark is None or mark.get(qn("w:val")) in ("0", "false", "off"):
            return False
    return bool(runs)


def _table(table: Any, numbering: Numbering) -> Iterator[Line]:
    """Yield one line a row; a cell that holds paragraphs of prose is read as a document of its own."""
    first = next(iter(table.iter(_ROW)), None)
    votes = first is not None and is_heading(
        [" ".join(_text(cell).split()) for cell in first.iter(_CELL)]
    )
    for row in table.iter(_ROW):
        if next(row.iterancestors(_TABLE)) is not table:
            continue
        cells = [c for c in row.iter(_CELL) if next(c.iterancestors(_ROW)) is row]
        inside = [[line for line in _lines(cell, numbering) if line.text] for cell in cells]
        if votes:
            all_cells = tuple(" ".join(line.text for line in lines) for lines in inside)
            yield Line(full_row(all_cells), cells=all_cells)
        else:
            yield from lines_of_row(inside)
