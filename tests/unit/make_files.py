"""Small PDF, DOCX and ZIP files for the tests of their readers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import docx
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

TOP = 780
LEADING = 14


def pdf(pages: Sequence[Callable[[Canvas], object]], **options: Any) -> bytes:
    """Return a PDF of which each function draws one page."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, **options)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def write(canvas: Canvas, lines: Sequence[str], *, x: float = 72, top: float = TOP) -> None:
    """Draw lines one below the other; one in "**…**" is bold, an empty one a gap."""
    for number, line in enumerate(lines):
        bold = line.startswith("**")
        canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 11)
        canvas.drawString(x, top - number * LEADING, line.strip("*"))


def word(fill: Callable[[Any], object]) -> bytes:
    """Return a DOCX that a function fills."""
    document = docx.Document()
    fill(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def packed(files: Mapping[str, bytes | str], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP archive of named files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()
