"""PDF: the text layer, line by line with its place on the page, put together into paragraphs.

Word spaces, ligatures and the order of text are PDFium's. What is bold is told in `pdf_text`; what is a
paragraph, a row of a table or a column in `layout`, from the boxes of the lines; which lines are headings in
`headings`, as for every printed format.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.errors import RecordError
from corpus.lines import Line
from corpus.losses import LINE_NUMBERS, NOT_SHOWN, PAGE_ENDS, n_words
from corpus.pages import joined, kept_lines
from corpus.papers.printed import Bookmark, Printed
from corpus.readers import printed
from corpus.readers.layout import apart, lines_of, paragraphs_of, whole_words
from corpus.readers.line_numbers import without_line_numbers
from corpus.readers.pdf_objects import Drawn, drawn_on
from corpus.readers.pdf_text import PageText, text_of
from corpus.readers.placed import PlacedLine, with_filled
from corpus.readers.type_sizes import with_levels
from corpus.records import Meeting, Source
from corpus.tuning import PAGE

MAX_PAGES = 3000
_MOST_BOOKMARKS = 10_000
_WHY = {
    pdfium.FPDF_ERR_PASSWORD: "the PDF is encrypted; save it without a password",
    pdfium.FPDF_ERR_FORMAT: "the PDF is damaged or cut off; download it again",
    pdfium.FPDF_ERR_SECURITY: "the PDF is encrypted in a way that is not supported",
}


def recognises(source: Source, text: str) -> bool:
    """Say whether the file is a PDF; readers allow for a few bytes in front of its mark.

    An archive that does not compress its first file, a PDF, has the mark there too.
    """
    return b"%PDF-" in source.data[:1024] and not source.data.startswith(b"PK\x03\x04")


def n_pages(data: bytes) -> int:
    """Return how many pages a PDF has, at most as many as are read; 0 if it cannot be opened."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return 0
    try:
        return min(len(document), MAX_PAGES)
    finally:
        document.close()


def read(source: Source) -> Iterator[Meeting | RecordError]:
    """Yield the meeting that the PDF tells of; pages that are pictures and boxes over words are reported."""
    found, pages = _printed(source)
    yield from printed.meetings_of(source, found)
    if scanned := _scanned(pages):
        yield RecordError(_needs_ocr(scanned, len(pages)))
    if covered := [n for n, page in enumerate(pages, start=1) if page.n_covered]:
        yield RecordError(_failed_redaction(covered, sum(page.n_covered for page in pages)))


def printed_of(source: Source) -> Printed:
    """Return the PDF as printed. Raises RecordError if it cannot be opened or holds no text."""
    return _printed(source)[0]


@dataclass(frozen=True, slots=True)
class _Page:
    """A page's lines, whether it is a picture of text, and how many words stand under boxes."""

    lines: list[PlacedLine]
    is_scan: bool = False
    n_covered: int = 0


def _printed(source: Source) -> tuple[Printed, list[_Page]]:
    pages, bookmarks, properties = _pages(source.data)
    scanned = _scanned(pages)
    if not any(page.lines for page in pages):
        raise RecordError(_needs_ocr(scanned, len(pages)) if scanned else "the PDF holds no text")
    lines = _without_line_numbers(pages)
    texts = [[line.text for line in page] for page in lines]
    kept = kept_lines(texts, [*map(apart, lines)])
    if scanned and not any(kept):
        raise RecordError(_needs_ocr(scanned, len(pages)))
    whole = Printed(
        lines=_paragraphs(lines, kept),
        pages=texts,
        outline=bookmarks,
        subject=properties.get("Subject", ""),
        title=properties.get("Title", ""),
        left_out=_left_out(pages, texts, kept),
    )
    return whole, pages


def _paragraphs(lines: list[list[PlacedLine]], kept: list[list[int]]) -> list[Line]:
    shown = [[page[i] for i in numbers] for page, numbers in zip(lines, kept, strict=True)]
    pages = [paragraphs_of(page, number) for number, page in enumerate(with_levels(shown), start=1)]
    return whole_words(joined(pages))


def _left_out(pages: list[_Page], texts: list[list[str]], kept: list[list[int]]) -> dict[str, int]:
    """Return how many words stand at the ends of pages, count lines, or are under filled boxes."""
    in_all = sum(n_words(line.text) for page in pages for line in page.lines)
    without_numbers = sum(n_words(text) for page in texts for text in page)
    read = sum(n_words(page[i]) for page, at in zip(texts, kept, strict=True) for i in at)
    return {
        LINE_NUMBERS: in_all - without_numbers,
        PAGE_ENDS: without_numbers - read,
        NOT_SHOWN: sum(page.n_covered for page in pages),
    }


def _scanned(pages: Sequence[_Page]) -> list[int]:
    """Return the numbers of the pages that are pictures of text."""
    return [number for number, page in enumerate(pages, start=1) if page.is_scan]


def _without_line_numbers(pages: Sequence[_Page]) -> list[list[PlacedLine]]:
    texts = without_line_numbers([[line.text for line in page.lines] for page in pages])
    return [
        [replace(line, text=text) for line, text in zip(page.lines, bare, strict=True) if text]
        for page, bare in zip(pages, texts, strict=True)
    ]


def _failed_redaction(covered: list[int], n_words: int) -> str:
    """Return what is said of words that a box hides from the eye, and not from a copy of the text."""
    word = "a word stands" if n_words == 1 else f"{n_words:,} words stand"
    place = "page" if len(covered) == 1 else "pages"
    return (
        f"a failed redaction: {word} under filled boxes on {place} {_listed(covered)}; they were not read, "
        "and the file should be published without them"
    )


def _listed(pages: list[int]) -> str:
    return ", ".join(str(page) for page in pages[:20]) + (" …" if len(pages) > 20 else "")


def _needs_ocr(scanned: list[int], n_pages: int) -> str:
    if len(scanned) == n_pages:
        return "every page is a picture of text; run OCR over the PDF and index again"
    return f"pages without text (pictures; they need OCR): {_listed(scanned)} of {n_pages}"


def _pages(data: bytes) -> tuple[list[_Page], list[Bookmark], dict[str, str]]:
    """Return each page, the outline, the properties."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        why = _WHY.get(getattr(error, "err_code", None) or 0, "the PDF cannot be opened")
        raise RecordError(why) from error
    try:
        document.init_forms()
        if len(document) > MAX_PAGES:
            raise RecordError(f"more than {MAX_PAGES} pages; split it")
        pages = [_page(document, number) for number in range(len(document))]
        return pages, _outline(document), document.get_metadata_dict()
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


def _page(document: pypdfium2.PdfDocument, number: int) -> _Page:
    """Return a page; what is filled into a form, or stamped on the page, is part of its text."""
    try:
        page = document[number]
        found, drawn = _text(page)
        pieces = found.pieces
        if document.formenv and page.flatten() == pdfium.FLATTEN_SUCCESS:
            page = document[number]
            found, drawn = _text(page)
            pieces = with_filled(pieces, found.pieces)
        page.close()
    except pypdfium2.PdfiumError:
        return _Page([], is_scan=True)
    lines = lines_of(pieces)
    n_characters = sum(len(line.text) for line in lines)
    is_scan = drawn.pictured > 0 and n_characters < PAGE.text
    is_scan = is_scan or (drawn.is_picture and n_characters < PAGE.text_beside_a_picture)
    return _Page(lines, is_scan, found.n_covered)


def _text(page: pypdfium2.PdfPage) -> tuple[PageText, Drawn]:
    drawn = drawn_on(page)
    text = page.get_textpage()
    found = text_of(text, drawn)
    text.close()
    return found, drawn
