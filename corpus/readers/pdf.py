"""PDF: the text layer, line by line with its place on the page, put together into paragraphs.

Word spaces, ligatures and the order of text are PDFium's; what is a paragraph, a heading in bold, a
table row, a column, a running head is decided here from the boxes of the lines.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.errors import RecordError
from corpus.pages import joined, kept_lines
from corpus.readers import minutes
from corpus.readers.layout import Line, Piece, lines_of, paragraphs_of, whole_words
from corpus.records import Meeting, Source
from corpus.text import repaired

MAX_PAGES = 3000
# Fewer characters than this on a page with pictures are a stamp or a page number, not its text.
_TEXT_OF_A_PAGE = 25
_BOLD = 600
_HYPHENS = "\ufffe\x02\xad"
_WHY = {
    pdfium.FPDF_ERR_PASSWORD: "the PDF is encrypted; save it without a password",
    pdfium.FPDF_ERR_FORMAT: "the PDF is damaged or cut off; download it again",
    pdfium.FPDF_ERR_SECURITY: "the PDF is encrypted in a way that is not supported",
}


def recognises(source: Source, text: str) -> bool:
    """Say whether the file is a PDF; readers allow for a few bytes in front of its mark."""
    return b"%PDF-" in source.data[:1024]


def read(source: Source) -> Iterator[Meeting | RecordError]:
    """Yield the meeting whose minutes the PDF holds; pages that are pictures are reported."""
    pages, scanned = _pages(source.data)
    if scanned and not any(pages):
        raise RecordError(_needs_ocr(scanned, len(pages)))
    if not any(pages):
        raise RecordError("the PDF holds no text")
    kept = kept_lines([[line.text for line in page] for page in pages])
    paragraphs = [
        paragraphs_of([page[i] for i in numbers]) for page, numbers in zip(pages, kept, strict=True)
    ]
    text = whole_words("\n".join(joined(paragraphs)))
    yield from minutes.read(replace(source, data=text.encode()))
    if scanned:
        yield RecordError(_needs_ocr(scanned, len(pages)))


def _needs_ocr(scanned: list[int], n_pages: int) -> str:
    if len(scanned) == n_pages:
        return "every page is a picture of text; run OCR over the PDF and index again"
    shown = ", ".join(str(page) for page in scanned[:20]) + (" …" if len(scanned) > 20 else "")
    return f"pages without text (pictures; they need OCR): {shown} of {n_pages}"


def _pages(data: bytes) -> tuple[list[list[Line]], list[int]]:
    """Return the lines of each page, and the numbers of the pages that hold pictures and no text."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        why = _WHY.get(getattr(error, "err_code", None) or 0, "the PDF cannot be opened")
        raise RecordError(why) from error
    try:
        if len(document) > MAX_PAGES:
            raise RecordError(f"more than {MAX_PAGES} pages; split it")
        pages, scanned = [], []
        for number in range(len(document)):
            lines, pictured = _page(document, number)
            pages.append(lines)
            if pictured:
                scanned.append(number + 1)
        return pages, scanned
    finally:
        document.close()


def _page(document: pypdfium2.PdfDocument, number: int) -> tuple[list[Line], bool]:
    try:
        page = document[number]
        text = page.get_textpage()
        lines = lines_of(list(_pieces(text)))
        n_characters = sum(len(line.text) for line in lines)
        pictured = n_characters < _TEXT_OF_A_PAGE and any(
            page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4)
        )
    except pypdfium2.PdfiumError:
        return [], True
    text.close()
    page.close()
    return lines, pictured


def _pieces(text: pypdfium2.PdfTextPage) -> Iterator[Piece]:
    """Yield the stretches of a page that stand together on one line, in the order of the file."""
    letters: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    n_bold = 0
    space = False
    box = [ctypes.c_double() for _ in range(4)]
    origin = [ctypes.c_double() for _ in range(2)]

    def piece() -> Piece:
        return Piece(
            repaired("".join(letters)),
            left=min(b[0] for b in boxes),
            right=max(b[1] for b in boxes),
            bottom=sorted(b[2] for b in boxes)[len(boxes) // 2],
            height=max(b[3] - b[2] for b in boxes),
            bold=n_bold >= 0.8 * len(boxes),
        )

    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        char = "-" if chr(code) in _HYPHENS else chr(code)
        if char.isspace() or code == 0:
            space = True
            if char in "\r\n" and boxes:
                yield piece()
                letters, boxes, n_bold = [], [], 0
            continue
        pdfium.FPDFText_GetCharBox(text, index, *(ctypes.byref(side) for side in box))
        pdfium.FPDFText_GetCharOrigin(text, index, *(ctypes.byref(side) for side in origin))
        left, right, _, top = (side.value for side in box)
        bottom = origin[1].value  # the baseline, which no letter's tail moves
        if boxes and _apart(boxes[-1], (left, right, bottom, top)):
            yield piece()
            letters, boxes, n_bold = [], [], 0
        letters.append(f" {char}" if space and letters else char)
        boxes.append((left, right, bottom, top))
        n_bold += pdfium.FPDFText_GetFontWeight(text, index) >= _BOLD or _has_bold_font(text, index)
        space = False
    if boxes:
        yield piece()


def _apart(
    before: tuple[float, float, float, float], here: tuple[float, float, float, float]
) -> bool:
    """Say whether two characters in a row stand in different cells, columns or lines."""
    height = max(before[3] - before[2], here[3] - here[2], 4.0)
    return here[0] - before[1] > 2.2 * height or abs(here[2] - before[2]) > 1.5 * height


def _has_bold_font(text: pypdfium2.PdfTextPage, index: int) -> bool:
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, name, 128, ctypes.byref(flags))
    return bool(re.search(rb"bold|black|heavy", name.value, re.IGNORECASE))
