"""Asking PDFium word by word gives the same pieces as asking it for each character."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from corpus.readers.pdf_text import pieces_of
from tests.conftest import SAMPLE, SHARED, needs_shared

Box = tuple[float, float, float, float]
PDFS = sorted((SAMPLE / "published").rglob("*.pdf"))


def by_character(page: pypdfium2.PdfTextPage) -> Iterator[tuple[str, bool]]:
    """Yield text and boldness of each piece: the plain way, seven calls a character."""
    letters: list[str] = []
    boxes: list[Box] = []
    bold: list[bool] = []
    space = False
    sides = [ctypes.c_double() for _ in range(6)]
    name = ctypes.create_string_buffer(128)
    for index in range(page.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(page, index))
        if char.isspace() or char == "\0":
            space = True
            if char in "\r\n" and boxes:
                yield "".join(letters), sum(bold) >= 0.8 * len(bold)
                letters, boxes, bold = [], [], []
            continue
        pdfium.FPDFText_GetCharBox(page, index, *(ctypes.byref(side) for side in sides[:4]))
        pdfium.FPDFText_GetCharOrigin(page, index, *(ctypes.byref(side) for side in sides[4:]))
        left, right, _, top, _, base = (side.value for side in sides)
        if boxes:
            before = boxes[-1]
            height = max(before[3] - before[2], top - base, 4.0)
            if left - before[1] > 2.2 * height or abs(base - before[2]) > 1.5 * height:
                yield "".join(letters), sum(bold) >= 0.8 * len(bold)
                letters, boxes, bold = [], [], []
        pdfium.FPDFText_GetFontInfo(page, index, name, 128, ctypes.byref(ctypes.c_int()))
        char = "-" if char in "\ufffe\x02\xad" else char
        letters.append(f" {char}" if space and letters else char)
        boxes.append((left, right, base, top))
        bold.append(
            pdfium.FPDFText_GetFontWeight(page, index) >= 600
            or bool(re.search(rb"bold|black|heavy", name.value, re.IGNORECASE))
        )
        space = False
    if boxes:
        yield "".join(letters), sum(bold) >= 0.8 * len(bold)


def assert_the_same(data: bytes, pages: int) -> None:
    document = pypdfium2.PdfDocument(data)
    for number in range(min(pages, len(document))):
        text = document[number].get_textpage()
        found = [(" ".join(piece.text.split()), piece.bold) for piece in pieces_of(text)]
        wanted = [(" ".join(piece.split()), is_bold) for piece, is_bold in by_character(text)]
        assert found == wanted


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.name)
def test_the_sample_councils_pdfs_read_word_by_word_as_by_character(path: Path) -> None:
    assert_the_same(path.read_bytes(), 20)


def test_there_are_such_pdfs() -> None:
    assert PDFS


@needs_shared
def test_a_transcript_with_hyphens_at_line_ends_reads_word_by_word_as_by_character() -> None:
    data = (SHARED / "data" / "winnipeg" / "2013-03-20_regular.pdf").read_bytes()
    assert_the_same(data, 20)
