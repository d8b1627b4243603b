"""ODT: paragraphs, lists and tables of an OpenDocument text, as the reader of a page sees them.

Read from `content.xml` (OASIS, Open Document Format 1.3, part 3): tracked deletions, comments and hidden
text are not shown there and not read here; a list's numbers are not stored as text and are counted.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException, ElementTree

from corpus.errors import RecordError
from corpus.lines import BLANK, Line, weight_of
from corpus.losses import NOT_SHOWN, missing
from corpus.readers import printed
from corpus.readers.layout import row_text
from corpus.readers.odt_styles import TEXT, ListMarks, Styles, number_of
from corpus.records import Meeting, Source
from corpus.text import clean_line

MAX_UNPACKED_BYTES = 128 * 2**20
_CONTENT, _STYLES = "content.xml", "styles.xml"
MIME = b"application/vnd.oasis.opendocument.text"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DEEPEST = 200
_MOST_REPEATED = 50
_CHARACTERS = {f"{TEXT}s": " ", f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
# Deleted text, comments, and what a condition hides.
_NOT_SHOWN = {
    f"{TEXT}tracked-changes",
    f"{TEXT}hidden-text",
    f"{TEXT}hidden-paragraph",
    f"{_OFFICE}annotation",
}


def recognises(source: Source, text: str) -> bool:
    """Say whether the file is a ZIP whose first member names OpenDocument text."""
    return source.data.startswith(b"PK\x03\x04") and MIME in source.data[:200]


def read(source: Source) -> Iterator[Meeting | RecordError]:
    """Yield the meeting whose minutes the document holds."""
    content, common = _parts(source.data)
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    styles = Styles(content, common)
    text = _Text(styles, ListMarks(styles))
    lines = list(text.lines(body, 0)) if body is not None else []
    if not any(line.text for line in lines):
        raise RecordError("the document holds no text")
    whole = "".join(_all_text(body)) if body is not None else ""
    lost = missing([whole], (line.text for line in lines))
    yield from printed.meetings_of(source, printed.of_lines(lines, {NOT_SHOWN: lost}))


def _all_text(element: Element) -> Iterator[str]:
    """Yield every text below an element, shown or not, with a line break behind each paragraph."""
    waiting: list[Element | str] = [element]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
            continue
        yield _CHARACTERS.get(one.tag, one.text or "")
        end = "\n" if one.tag in (f"{TEXT}p", f"{TEXT}h") else ""
        inner = [part for child in one for part in (child, child.tail or "")]
        waiting += [end, *reversed(inner)]


def _parts(data: bytes) -> tuple[Element, Element | None]:
    """Return the content and, where there are any, the common styles of a document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            has_styles = _STYLES in package.namelist()
            content = _part(package, _CONTENT)
            return content, _part(package, _STYLES) if has_styles else None
    except (zipfile.BadZipFile, KeyError, ParseError, DefusedXmlException, ValueError) as error:
        raise RecordError(
            f"the document is damaged or cut off ({type(error).__name__}); save it again"
        ) from error


def _part(package: zipfile.ZipFile, name: str) -> Element:
    part = package.getinfo(name)
    if part.file_size > MAX_UNPACKED_BYTES:
        raise RecordError(f"it unpacks to more than {MAX_UNPACKED_BYTES // 2**20} MB; split it")
    if part.flag_bits & 1:
        raise RecordError("the document is encrypted; save it without a password")
    root: Element = ElementTree.fromstring(package.read(part))
    return root


def _heading(paragraph: Element) -> int:
    """Return the level of a heading, 0 for plain text."""
    is_heading = paragraph.tag == f"{TEXT}h"
    return min(number_of(paragraph, f"{TEXT}outline-level", 1), 6) if is_heading else 0


@dataclass(frozen=True, slots=True)
class _Text:
    """Reads the parts of one document; `marks` counts its lists on the way."""

    styles: Styles
    marks: ListMarks

    def lines(self, parent: Iterable[Element], depth: int) -> Iterator[Line]:
        """Yield the lines of whatever is below an element."""
        if depth > _DEEPEST:
            raise RecordError("its parts are nested too deep; save it again as DOCX")
        for child in parent:
            if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                yield from self.paragraph(child)
                yield BLANK
            elif child.tag == f"{TEXT}list":
                yield from self.list(child, None, 1, depth + 1)
            elif child.tag == f"{_TABLE}table":
                yield from (self.row(row, depth) for row in child.iter(f"{_TABLE}table-row"))
                yield BLANK
            elif child.tag not in _NOT_SHOWN:
                yield from self.lines(child, depth + 1)

    def paragraph(self, paragraph: Element, mark: str = "") -> Iterator[Line]:
        """Yield a paragraph's lines, the first with what a list prints in front of it."""
        style = paragraph.get(f"{TEXT}style-name")
        if self.styles.is_hidden(style):
            return
        runs = list(self.runs(paragraph, self.styles.is_bold(style)))
        heading = _heading(paragraph)
        bold, lead = weight_of(runs)
        lead = "" if heading else lead
        for line in "".join(text for text, _ in runs).split("\n"):
            if text := clean_line(line):
                here = lead if lead in text else ""
                yield Line(f"{mark} {text}".lstrip(), bold=bold, heading=heading, lead=here)
                mark = lead = ""

    def runs(self, element: Element, is_bold: bool) -> Iterator[tuple[str, bool]]:
        """Yield the text below a paragraph in stretches that are bold or not."""
        yield element.text or "", is_bold
        for child in element:
            style = child.get(f"{TEXT}style-name")
            if child.tag in _CHARACTERS:
                repeated = min(number_of(child, f"{TEXT}c", 1), _MOST_REPEATED)
                yield _CHARACTERS[child.tag] * repeated, is_bold
            elif child.tag == f"{TEXT}note":
                bodies = child.iter(f"{TEXT}note-body")
                note = " ".join(text for body in bodies for text in body.itertext())
                yield f" [{clean_line(note)}]", is_bold
            elif child.tag not in _NOT_SHOWN and not self.styles.is_hidden(style):
                yield from self.runs(child, self.styles.is_bold(style, otherwise=is_bold))
            yield child.tail or "", is_bold

    def list(self, element: Element, outer: str | None, level: int, depth: int) -> Iterator[Line]:
        """Yield the paragraphs of a list, the first of each item with what is printed in front of it."""
        style = element.get(f"{TEXT}style-name") or outer
        self.marks.begin(element, style, level)
        for item in element:
            numbered = item.tag == f"{TEXT}list-item"
            first = next((c for c in item if c.tag in (f"{TEXT}p", f"{TEXT}h")), None)
            mark = self.marks.next(item, style, level) if numbered and first is not None else ""
            for child in item:
                if child.tag == f"{TEXT}list":
                    yield from self.list(child, style, level + 1, depth + 1)
                elif child is first:
                    yield from self.paragraph(child, mark)
                    yield BLANK
                else:
                    yield from self.lines([child], depth + 1)

    def row(self, row: Element, depth: int) -> Line:
        """Return a table's row as one line, its empty cells kept."""
        cells: list[str] = []
        for cell in row:
            inside = [line.text for line in self.lines(cell, depth + 1) if line.text]
            repeated = number_of(cell, f"{_TABLE}number-columns-repeated", 1)
            cells += [" ".join(inside)] * min(repeated, _MOST_REPEATED)
        return Line(row_text(cells), cells=tuple(cells))
