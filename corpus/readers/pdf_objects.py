"""What is drawn on a page of a PDF beside its text: pictures of pages, and boxes drawn over words."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.readers.tuning import PLACED
from corpus.tuning import PAGE

_DEEPEST = 6
_OPAQUE = 255

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points from the lower left of the page, and when it was drawn."""

    left: float
    bottom: float
    right: float
    top: float
    order: int

    def covers(self, left: float, bottom: float, right: float, top: float) -> bool:
        """Say whether most of another rectangle lies in this one."""
        width = min(self.right, right) - max(self.left, left)
        height = min(self.top, top) - max(self.bottom, bottom)
        area = (right - left) * (top - bottom)
        return width > 0 and height > 0 and width * height >= PLACED.covered * area


@dataclass(slots=True)
class Drawn:
    """What a page draws, in order: `texts` are the places in the order by the address of the object."""

    boxes: list[Box] = field(default_factory=list)
    texts: dict[bytes, int] = field(default_factory=dict)
    pictured: float = 0.0

    @property
    def is_picture(self) -> bool:
        """Say whether a picture fills most of the page."""
        return self.pictured >= PAGE.pictured


def drawn_on(page: pypdfium2.PdfPage) -> Drawn:
    """Return what a page draws."""
    found = Drawn()
    area = max(page.get_width() * page.get_height(), 1.0)
    for order, (raw, kind, matrix) in enumerate(_objects(page)):
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            found.texts[bytes(raw)] = order
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = _bounds(raw, matrix)
            found.pictured = max(found.pictured, (right - left) * (top - bottom) / area)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and (box := _box(raw, matrix, order, area)):
            found.boxes.append(box)
    return found


def _objects(page: pypdfium2.PdfPage) -> Iterator[tuple[ctypes.c_void_p, int, Matrix]]:
    """Yield the objects of a page in the order in which they are drawn, those in forms too."""
    raw = page.raw
    n_objects = pdfium.FPDFPage_CountObjects(raw)
    stack = [(pdfium.FPDFPage_GetObject(raw, i), _SAME, 0) for i in reversed(range(n_objects))]
    while stack:
        here, matrix, depth = stack.pop()
        kind = pdfium.FPDFPageObj_GetType(here)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield here, kind, matrix
        elif depth < _DEEPEST:
            inner = _within(_matrix(here), matrix)
            below = range(pdfium.FPDFFormObj_CountObjects(here))
            stack += [
                (pdfium.FPDFFormObj_GetObject(here, i), inner, depth + 1) for i in reversed(below)
            ]


def _matrix(raw: ctypes.c_void_p) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(raw, ctypes.byref(found)):
        return _SAME
    return found.a, found.b, found.c, found.d, found.e, found.f


def _within(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _bounds(raw: ctypes.c_void_p, matrix: Matrix) -> tuple[float, float, float, float]:
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(raw, *map(ctypes.byref, sides)):
        return 0.0, 0.0, 0.0, 0.0
    left, bottom, right, top = (side.value for side in sides)
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return min(xs), min(ys), max(xs), max(ys)


def _box(raw: ctypes.c_void_p, matrix: Matrix, order: int, area: float) -> Box | None:
    """Return the box that a path fills so that nothing below it is seen, or None."""
    fills, strokes = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(raw, ctypes.byref(fills), ctypes.byref(strokes))
    if not fills.value or pdfium.FPDFPageObj_HasTransparency(raw):
        return None
    left, bottom, right, top = _bounds(raw, matrix)
    if right - left < PAGE.least_width or top - bottom < PAGE.least_height:
        return None
    colour = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(raw, *map(ctypes.byref, colour))
    *shades, alpha = (part.value for part in colour)
    is_ground = (right - left) * (top - bottom) > PAGE.ground * area and max(shades) > PAGE.dark
    return None if alpha < _OPAQUE or is_ground else Box(left, bottom, right, top, order)
