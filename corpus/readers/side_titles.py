"""Titles in the margin of a page beside their text: each is read before what stands beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from corpus.readers.placed import Piece
from corpus.readers.tuning import PLACED, TITLES

_NUMBER = re.compile(r"\(?(?:[A-Z]{1,3}[ ./-]?)?\d{1,4}(?:[./-]\w{1,5}){0,2}[.):]?(?:\s|$)")


def parts_of(pieces: Sequence[Piece]) -> list[list[Piece]] | None:
    """Return the pieces in reading order, a title and then its text; None where the page has no such."""
    gutter = _gutter(pieces)
    if gutter is None:
        return None
    placed = sorted(pieces, key=lambda p: -p.bottom)
    left = [p for p in placed if p.right <= gutter + 1]
    titles = _titles(left)
    if len(titles) < TITLES.fewest_side or not _stand_beside(titles, pieces, gutter):
        return None
    return _interleaved(placed, left, titles)


def _interleaved(
    placed: Sequence[Piece], left: Sequence[Piece], titles: Sequence[Sequence[Piece]]
) -> list[list[Piece]]:
    """Return what stands above the first title, then each title and what stands beside and below it."""
    text = [p for p in placed if p not in left]
    tops = [title[0].bottom + PLACED.row * title[0].height for title in titles]
    parts = [_between(placed, tops[0], float("inf"))]
    for title, top, bottom in zip(titles, tops, [*tops[1:], float("-inf")], strict=True):
        parts += [[_joined(title)], _between(text, bottom, top)]
    return [part for part in parts if part]


def _between(pieces: Sequence[Piece], bottom: float, top: float) -> list[Piece]:
    """Return the pieces above one height of the page and not above another."""
    return [piece for piece in pieces if bottom < piece.bottom <= top]


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Return where the text beside the titles begins, or None: most of the page's lines begin there."""
    if len(pieces) < PLACED.side_starts * TITLES.fewest_side:
        return None
    starts = Counter(round(p.left) for p in pieces)
    first, last = min(p.left for p in pieces), max(p.right for p in pieces)
    for x, n in starts.most_common(PLACED.side_starts):
        is_left_half = (
            first + PLACED.side_from * (last - first) < x < first + PLACED.side_to * (last - first)
        )
        is_usual = n >= PLACED.side_lines * len(pieces)
        if is_left_half and is_usual and _is_text_with_titles(pieces, x):
            return x - PLACED.side_slack
    return None


def _is_text_with_titles(pieces: Sequence[Piece], x: float) -> bool:
    """Say whether long lines begin at x, and fewer pieces stand left of them."""
    right = [p for p in pieces if abs(p.left - x) <= PLACED.side_slack]
    left = [p for p in pieces if p.right <= x and p.left < x - PLACED.side_clear]
    is_long = median(len(p.text.split()) for p in right) >= TITLES.shortest_beside
    return is_long and TITLES.fewest_side <= len(left) <= len(right)


def _titles(left: Sequence[Piece]) -> list[list[Piece]]:
    """Return the pieces of the margin, those of one title together."""
    titles: list[list[Piece]] = []
    for piece in left:
        above = titles[-1][-1] if titles else None
        if (above and abs(above.bottom - piece.bottom) < PLACED.row * piece.height) or (
            above
            and above.bottom - piece.bottom
            <= TITLES.side_apart * max(piece.height, above.height, PLACED.height)
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
    lines = [p.bottom for p in pieces if p.left >= gutter]
    beside = sum(
        any(abs(title[0].bottom - y) < PLACED.side_beside for y in lines) for title in titles
    )
    return beside >= PLACED.side_mostly * len(titles) and _are_short_and_in_words(titles)


def _are_short_and_in_words(titles: Sequence[Sequence[Piece]]) -> bool:
    texts = [" ".join(p.text for p in title) for title in titles]
    short = median(len(text.split()) for text in texts) <= TITLES.longest_side + 2
    in_words = sum(bool(re.search(r"[^\W\d_]{3}", _NUMBER.sub("", text))) for text in texts)
    return short and in_words >= PLACED.side_mostly * len(texts)


def _joined(title: Sequence[Piece]) -> Piece:
    first = title[0]
    return replace(
        first,
        text=" ".join(piece.text for piece in title),
        right=max(piece.right for piece in title),
        bold=all(piece.bold for piece in title),
    )
