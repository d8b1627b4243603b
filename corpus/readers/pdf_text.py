"""The placed words of a page of a PDF, asked of PDFium word by word.

PDFium itself puts a space where two characters stand apart and a line break where the next line begins,
so that within a word nothing has to be looked for: a few of its characters tell its box, and what is
drawn by one object of the page has one font. Asking each character costs several times as much.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.lines import lead_of
from corpus.readers.pdf_objects import Box, Drawn
from corpus.readers.placed import Piece
from corpus.text import repaired
from corpus.tuning import PAGE

_BOLD_NAME = re.compile(rb"bold|black|heavy", re.IGNORECASE)
# A font that names another style is not bold, whatever the width of its stems makes PDFium guess.
_PLAIN_NAME = re.compile(rb"(?:italic|oblique|regular|light|book|roman)(?:MT|PS)*$", re.IGNORECASE)
# PDFium's marks of a hyphen at the end of a line, and the soft hyphen.
_HYPHENS = dict.fromkeys(map(ord, "\ufffe\x02\xad"), "-")
# A hyphen may be the last of its line, and nothing but its place tells: what follows is looked at anew.
_WORD = re.compile(r"[^\s\0-]*-+|[^\s\0-]+")
# Letters and figures that are as high as any of their font.
_TALL = re.compile(r"[A-Z\dbdfhklt]")
# Those that stand on the baseline with nothing below it.
_STANDING = frozenset("ABDEFHIKLMNPRTXYZfhiklmnrx.")


@dataclass(slots=True)
class _Word:
    """A word, or a part of one to its hyphen, and what is in front of it; distances in points.

    `start` is the number of its first character on the page, `bottom` its baseline; `first` and `last`
    are the heights of its first and last letter.
    """

    before: str
    text: str
    start: int
    left: float
    right: float
    bottom: float
    height: float
    first: float
    last: float

    @property
    def last_index(self) -> int:
        """Return the number of its last character on the page."""
        return self.start + len(self.text) - 1


class _Page:
    """What PDFium says of single characters of one page."""

    def __init__(self, page: pypdfium2.PdfTextPage, drawn: Drawn | None) -> None:
        self._page = page
        self._drawn = drawn
        self._raw = page.raw
        self._sides = [ctypes.c_double() for _ in range(4)]
        self._references = [ctypes.byref(side) for side in self._sides]
        self._bold: dict[bytes, bool] = {}

    def text(self) -> str:
        """Return the page's text, one character for each that PDFium counts."""
        n_characters = self._page.count_chars()
        text: str = self._page.get_text_range(0, n_characters, errors="replace")
        if len(text) == n_characters:
            return text
        return "".join(chr(pdfium.FPDFText_GetUnicode(self._raw, i)) for i in range(n_characters))

    def word(self, before: str, text: str, start: int) -> _Word:
        """Return a word of the page's text with its place."""
        raw, sides, references = self._raw, self._sides, self._references
        pdfium.FPDFText_GetCharBox(raw, start, *references)
        left, right, bottom, top = [side.value for side in sides]
        if text[0] not in _STANDING:
            pdfium.FPDFText_GetCharOrigin(raw, start, *references[:2])
            bottom = sides[1].value
        first = last = top - bottom
        if len(text) > 1:
            pdfium.FPDFText_GetCharBox(raw, start + len(text) - 1, *references)
            right, last = sides[1].value, sides[3].value - bottom
        height = max(first, last)
        tall = _TALL.search(text)
        if tall and 0 < tall.start() < len(text) - 1:
            pdfium.FPDFText_GetCharBox(raw, start + tall.start(), *references)
            height = max(height, sides[3].value - bottom)
        return _Word(before, text, start, left, right, bottom, height, first, last)

    def turned(self, text: str) -> int:
        """Return by how many quarter turns (anticlockwise) most of a page's text is turned.

        PDFium's angles run clockwise.
        """
        letters = [match.start() for match in re.finditer(r"[^\W_]{3}", text)]
        some = letters[:: max(len(letters) // PAGE.turned_letters, 1)]
        turns = Counter(
            -round(pdfium.FPDFText_GetCharAngle(self._raw, i) / (math.pi / 2)) % 4 for i in some
        )
        return turns.most_common(1)[0][0] if turns else 0

    def upright(self, word: _Word, turns: int) -> _Word:
        """Return a word where it would stand if the page were turned back by quarter turns."""
        boxes = []
        for index in (word.start, word.last_index):
            pdfium.FPDFText_GetCharBox(self._raw, index, *self._references)
            boxes.append([side.value for side in self._sides])
        sides = [min(b[0] for b in boxes), max(b[1] for b in boxes)]
        sides += [min(b[2] for b in boxes), max(b[3] for b in boxes)]
        pdfium.FPDFText_GetCharOrigin(self._raw, word.start, *self._references[:2])
        x, y = self._sides[0].value, self._sides[1].value
        for _ in range(turns):
            # A quarter turn clockwise: what was up is right, what was left is up.
            sides = [sides[2], sides[3], -sides[1], -sides[0]]
            x, y = y, -x
        height = sides[3] - y
        return replace(
            word, left=sides[0], right=sides[1], bottom=y, height=height, first=height, last=height
        )

    def covering(self, word: _Word) -> Box | None:
        """Return a box that was drawn over a word after it, or None."""
        if not self._drawn or not self._drawn.boxes:
            return None
        order = self._drawn.texts.get(self._drawn_by(word.start), -1)
        over = (box for box in self._drawn.boxes if box.order > order >= 0)
        return next((box for box in over if box.covers(*_sides(word))), None)

    def n_bold(self, words: Sequence[_Word]) -> int:
        """Return how many letters of some words are bold, which follow each other on the page."""
        first, last = words[0].start, words[-1].last_index
        drawn = self._drawn_by(first)
        if drawn == self._drawn_by(last):
            return sum(len(word.text) for word in words) * self._is_bold(drawn, first)
        if len(words) > 1:
            middle = len(words) // 2
            return self.n_bold(words[:middle]) + self.n_bold(words[middle:])
        return sum(self._is_bold(self._drawn_by(i), i) for i in range(first, last + 1))

    def lead(self, words: Sequence[_Word]) -> str:
        """Return the bold beginning of some words that follow each other."""
        if self._drawn_by(words[0].start) == self._drawn_by(words[-1].last_index):
            return ""
        pieces = ((f" {w.text}", self._is_bold(self._drawn_by(w.start), w.start)) for w in words)
        return lead_of(pieces)

    def _drawn_by(self, index: int) -> bytes:
        """Return the address of the object of the page that draws a character."""
        return bytes(pdfium.FPDFText_GetTextObject(self._raw, index))

    def _is_bold(self, drawn: bytes, index: int) -> bool:
        if drawn not in self._bold:
            weight = pdfium.FPDFText_GetFontWeight(self._raw, index)
            name = self._font_name(index)
            is_heavy = weight >= PAGE.bold_weight and not _PLAIN_NAME.search(name)
            self._bold[drawn] = is_heavy or bool(_BOLD_NAME.search(name))
        return self._bold[drawn]

    def _font_name(self, index: int) -> bytes:
        name = ctypes.create_string_buffer(128)
        pdfium.FPDFText_GetFontInfo(self._raw, index, name, 128, ctypes.byref(ctypes.c_int()))
        return name.value


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page: `n_covered` words of it stand under boxes and are not among the pieces."""

    pieces: list[Piece]
    n_covered: int = 0


def text_of(text_page: pypdfium2.PdfTextPage, drawn: Drawn | None = None) -> PageText:
    """Return the stretches of a page that stand together on one line, in the order of the file.

    A page whose text is turned gives them as if it were upright. Words under a box are left out.
    """
    page = _Page(text_page, drawn)
    text = page.text()
    turns = page.turned(text)
    found: list[Piece] = []
    words: list[_Word] = []
    covered: list[Box] = []
    shown: list[_Word] = []
    end = 0
    for match in _WORD.finditer(text.translate(_HYPHENS)):
        word = page.word(text[end : match.start()], match[0], match.start())
        end = match.end()
        if box := page.covering(word):
            covered.append(box)
            continue
        shown.append(word)
        if turns:
            word = page.upright(word, turns)
        if words and _are_apart(words[-1], word):
            found.append(_piece(page, words))
            words = []
        words.append(word)
    if words:
        found.append(_piece(page, words))
    if turns:
        # PDFium orders turned text by the page as it lies.
        found.sort(key=lambda piece: (-round(piece.bottom), piece.left))
    return PageText(found, sum(not _holds(box, shown) for box in covered))


def _holds(box: Box, shown: Sequence[_Word]) -> bool:
    """Say whether words are printed on a box: then it is a coloured cell, and no bar over what is below."""
    return any(box.covers(*_sides(word)) for word in shown)


def _sides(word: _Word) -> tuple[float, float, float, float]:
    return word.left, word.bottom, word.right, word.bottom + max(word.height, 1.0)


def pieces_of(text_page: pypdfium2.PdfTextPage) -> list[Piece]:
    """Return the stretches of a page that stand together on one line, in the order of the file."""
    return text_of(text_page).pieces


def _are_apart(word: _Word, following: _Word) -> bool:
    """Say whether two words in a row stand in different cells, columns or lines."""
    if "\n" in following.before or "\r" in following.before:
        return True
    height = max(word.last, following.first, PAGE.least_letter)
    gap, rise = following.left - word.right, abs(following.bottom - word.bottom)
    return gap > PAGE.cells_apart * height or rise > PAGE.lines_apart * height


def _piece(page: _Page, words: Sequence[_Word]) -> Piece:
    baselines = sorted(word.bottom for word in words)
    text = "".join(f" {word.text}" if word.before else word.text for word in words)
    bold = page.n_bold(words) >= PAGE.bold_share * sum(len(word.text) for word in words)
    return Piece(
        repaired(text.lstrip()),
        left=min(word.left for word in words),
        right=max(word.right for word in words),
        bottom=baselines[len(baselines) // 2],
        height=max(word.height for word in words),
        bold=bold,
        lead="" if bold else page.lead(words),
    )
