"""PDF: the text layer, line by line with its place on the page, put together into paragraphs.

Word spaces, ligatures and the order of text are PDFium's; what is a paragraph, a heading in bold, a
table row, a column, a running head is decided here from the boxes of the lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.errors import RecordError
from corpus.pages import joined, kept_lines
from corpus.papers.printed import Bookmark, Printed
from corpus.readers import printed
from corpus.readers.layout import PlacedLine, lines_of, paragraphs_of, whole_words
from corpus.readers.pdf_text import pieces_of
from corpus.records import Meeting, Source

MAX_PAGES = 3000
_MOST_BOOKMARKS = 10_000
# Fewer characters than this on a page with pictures are a stamp or a page number, not its text.
_TEXT_OF_A_PAGE = 25
_WHY = {
    pdfium.FPDF_ERR_PASSWORD: "the PDF is encrypted; save it without a password",
    pdfium.FPDF_ERR_FORMAT: "the PDF is damaged or cut off; download it again",
    pdfium.FPDF_ERR_SECURITY: "the PDF is encrypted in a way that is not supported",
}


def recognises(source: Source, text: str) -> bool:
    """Say whether the file is a PDF; readers allow for a few bytes in front of its mark."""
    return b"%PDF-" in source.data[:1024]


def read(source: Source) -> Iterator[Meeting | RecordError]:
    """Yield the meeting that the PDF tells of; pages that are pictures are reported."""
    found, scanned = _printed(source)
    yield from printed.meetings_of(source, found)
    if scanned:
        yield RecordError(_needs_ocr(scanned, found.n_pages))


def printed_of(source: Source) -> Printed:
    """Return the PDF as printed. Raises RecordError if it cannot be opened or holds no text."""
    return _printed(source)[0]


def _printed(source: Source) -> tuple[Printed, list[int]]:
    pages, scanned, bookmarks, properties = _pages(source.data)
    if scanned and not any(pages):
        raise RecordError(_needs_ocr(scanned, len(pages)))
    if not any(pages):
        raise RecordError("the PDF holds no text")
    kept = kept_lines([[line.text for line in page] for page in pages])
    paragraphs = [
        paragraphs_of([page[i] for i in numbers], number)
        for number, (page, numbers) in enumerate(zip(pages, kept, strict=True), start=1)
    ]
    whole = Printed(
        lines=whole_words(joined(paragraphs)),
        pages=[[line.text for line in page] for page in pages],
        outline=bookmarks,
        subject=properties.get("Subject", ""),
        title=properties.get("Title", ""),
    )
    return whole, scanned


def _needs_ocr(scanned: list[int], n_pages: int) -> str:
    if len(scanned) == n_pages:
        return "every page is a picture of text; run OCR over the PDF and index again"
    shown = ", ".join(str(page) for page in scanned[:20]) + (" …" if len(scanned) > 20 else "")
    return f"pages without text (pictures; they need OCR): {shown} of {n_pages}"


def _pages(
    data: bytes,
) -> tuple[list[list[PlacedLine]], list[int], list[Bookmark], dict[str, str]]:
    """Return each page's lines, the numbers of pages that are pictures, the outline, the properties."""
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
        return pages, scanned, _outline(document), document.get_metadata_dict()
    finally:
        document.close()


def _outline(document: pypdfium2.PdfDocument) -> list[Bookmark]:
    """Return the bookmarks that lead to a page; circles and endless ones are cut by PDFium's limit."""
    found = []
    try:
        for entry in islice(document.get_toc(max_depth=4), _MOST_BOOKMARKS):
            target = entry.get_dest()
            index = target.get_index() if target else None
            title = " ".join(entry.get_title().split())
            if index is not None and 0 <= index < len(document) and title:
                found.append(Bookmark(title, index + 1, entry.level))
    except (pypdfium2.PdfiumError, ValueError, RecursionError):
        return found
    return found


def _page(document: pypdfium2.PdfDocument, number: int) -> tuple[list[PlacedLine], bool]:
    try:
        page = document[number]
        text = page.get_textpage()
        lines = lines_of(list(pieces_of(text)))
        n_characters = sum(len(line.text) for line in lines)
        pictured = n_characters < _TEXT_OF_A_PAGE and any(
            page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4)
        )
    except pypdfium2.PdfiumError:
        return [], True
    text.close()
    page.close()
    return lines, pictured
