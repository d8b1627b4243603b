"""Passages become windows: stretches of whole sentences, short enough to be encoded whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.lazy_pattern import lazy_pattern
from corpus.text import BULLET
from corpus.wording import wordings
from indexer.tuning import TERMS

_ABBREVIATION = lazy_pattern(
    rf"(?:\b{wordings('indexer.language', 'words.toml')['abbreviations']}|\b[A-Z])\.$"
)
_LONGEST_ABBREVIATION = len("approx.")
_BOUNDARY = lazy_pattern(r"(?<![.!?…])[.!?…]+[\"”’')\]]*+\s++(?=[“\"‘'(\[]?[A-Z0-9£€])")
# A bullet is no word, so no window starts with one that stands inside a line.
_WORD = lazy_pattern(rf"(?!{BULLET.strip()}(?:\s|$))\S+")
_LINE = lazy_pattern(r"[^\n]+")
_LEADING_BULLETS = lazy_pattern(rf"(?:\s|{BULLET.strip()}(?=\s|$))*")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: characters from `start` up to `end`."""

    start: int
    end: int


def sentences(text: str) -> list[Span]:
    """Return the sentences of a text in order. A line break always ends one.

    No span begins or ends with white space or begins with a bullet, and none is empty.
    """
    return list(_sentences(text))


# One text is asked for by whoever looks for people, motions, votes or what closed the meeting in it.
@lru_cache(maxsize=64)
def _sentences(text: str) -> tuple[Span, ...]:
    found: list[Span] = []
    for line in _LINE.finditer(text):
        end = line.end()
        start = _end_of_bullets(text, line.start(), end)
        for boundary in _BOUNDARY.finditer(text, start, end):
            mark = boundary.start() + 1
            word = max(start, mark - _LONGEST_ABBREVIATION)
            if text[boundary.start()] == "." and _ABBREVIATION.search(text, word, mark):
                continue
            if text[start : boundary.end()].strip():
                found.append(_trimmed(text, start, boundary.end()))
            start = boundary.end()
        if text[start:end].strip():
            found.append(_trimmed(text, start, end))
    return tuple(found)


def _end_of_bullets(text: str, start: int, end: int) -> int:
    match = _LEADING_BULLETS.match(text, start, end)
    return match.end() if match else start


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))


def windows(text: str) -> list[Span]:
    """Return windows of about `TERMS.window` words that together cover every sentence of a text.

    Every window is made of whole sentences, but that a sentence longer than a window is cut between
    words; a point of a list begins a new one. An empty text has one empty window, so that a passage
    always has a vector.
    """
    pieces = [piece for span in sentences(text) for piece in _cut(text, span)]
    if not pieces:
        return [Span(0, 0)]
    return [Span(group[0].start, group[-1].end) for group in _groups(text, pieces)]


def _groups(text: str, pieces: Sequence[Span]) -> Iterator[list[Span]]:
    lengths = [_n_words(text, piece) for piece in pieces]
    group: list[Span] = []
    words = 0
    for piece, length in zip(pieces, lengths, strict=True):
        if group and _begins_point(text, piece):
            yield group
            group, words = [], 0
        if group and words + length > TERMS.window:
            yield group
            last = group[-1]
            last_words = _n_words(text, last)
            fits = last_words <= TERMS.overlap and last_words + length <= TERMS.window
            group, words = ([last], last_words) if fits and len(group) > 1 else ([], 0)
        group.append(piece)
        words += length
    yield group


def _begins_point(text: str, piece: Span) -> bool:
    """Say whether a bullet stands in front: the points of a list are about different things."""
    return piece.start >= len(BULLET) and text.startswith(BULLET, piece.start - len(BULLET))


def _cut(text: str, span: Span) -> Iterator[Span]:
    words = list(_WORD.finditer(text, span.start, span.end))
    for first in range(0, len(words), TERMS.window):
        part = words[first : first + TERMS.window]
        yield Span(part[0].start(), part[-1].end())


def _n_words(text: str, span: Span) -> int:
    return sum(1 for _ in _WORD.finditer(text, span.start, span.end))
