"""Titles in the margin of a page beside their text: each is read before what stands beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from corpus.readers.placed import Piece

# Lines of one title stand no further apart than this, in heights of a letter.
_APART = 2.0
_LONGEST_TITLE, _SHORTEST_TEXT = 5, 5
_FEWEST = 3
_NUMBER = re.compile(r"\(?(?:[A-Z]{1,3}[ ./-]?)?\d{1,4}(?:[./-]\w{1,5}){0,2}[.):]?(?:\s|$)")


def parts_of(pieces: Sequence[Piece]) -> list[list[Piece]] | None:
    """Return the pieces in reading order, a title and then its text; None where the page has no such."""
    gutter = _gutter(pieces)
    if gutter is None:
        return None
    placed = sorted(pieces, key=lambda p: -p.bottom)
    left = [p for p in placed if p.right <= gutter + 1]
    titles = _titles(left)
    tops = [title[0].bottom + 0.5 * title[0].height for title in titles]
    if len(titles) < _FEWEST or not _stand_beside(titles, pieces, gutter):
        return None
    parts: list[list[Piece]] = [[p for p in placed if p.bottom > tops[0]]]
    for at, title in enumerate(titles):
        bottom = tops[at + 1] if at + 1 < len(titles) else float("-inf")
        parts.append([_joined(title)])
        parts.append([p for p in placed if bottom < p.bottom <= tops[at] and p not in left])
    return [part for part in parts if part]


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Return where the text beside the titles begins, or None: most of the page's lines begin there."""
    if len(pieces) < 3 * _FEWEST:
        return None
    starts = Counter(round(p.left) for p in pieces)
    first, last = min(p.left for p in pieces), max(p.right for p in pieces)
    for x, n in starts.most_common(3):
        right = [p for p in pieces if abs(p.left - x) <= 1.5]
        if not first + 0.12 * (last - first) < x < first + 0.5 * (last - first):
            continue
        left = [p for p in pieces if p.right <= x and p.left < x - 10]
        long = median(len(p.text.split()) for p in right) >= _SHORTEST_TEXT
        if long and n >= 0.4 * len(pieces) and _FEWEST <= len(left) <= len(right):
            return x - 1.5
    return None


def _titles(left: Sequence[Piece]) -> list[list[Piece]]:
    """Return the pieces of the margin, those of one title together."""
    titles: list[list[Piece]] = []
    for piece in left:
        above = titles[-1][-1] if titles else None
        if (above and abs(above.bottom - piece.bottom) < 0.5 * piece.height) or (
            above
            and above.bottom - piece.bottom <= _APART * max(piece.height, above.height, 7.0)
            and above.bold == piece.bold
            and not _NUMBER.match(piece.text)
        ):
            titles[-1].append(piece)
        else:
            titles.append([piece])
    return [sorted(title, key=lambda p: (-round(p.bottom), p.left)) for title in titles]


def _stand_beside(
    titles: Sequence[Sequence[Piece]], pieces: Sequence[Piece], gutter: float
) -> bool:
    """Say whether the margin holds short titles in words, each at the height of a line of text."""
    texts = [" ".join(p.text for p in title) for title in titles]
    short = median(len(text.split()) for text in texts) <= _LONGEST_TITLE + 2
    in_words = sum(bool(re.search(r"[^\W\d_]{3}", _NUMBER.sub("", text))) for text in texts)
    lines = [p.bottom for p in pieces if p.left >= gutter]
    beside = sum(any(abs(title[0].bottom - y) < 3 for y in lines) for title in titles)
    return short and in_words >= 0.8 * len(texts) and beside >= 0.8 * len(titles)


def _joined(title: Sequence[Piece]) -> Piece:
    first = title[0]
    return replace(
        first,
        text=" ".join(piece.text for piece in title),
        right=max(piece.right for piece in title),
        bold=all(piece.bold for piece in title),
    )
