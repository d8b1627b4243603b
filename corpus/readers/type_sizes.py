"""Headings of a PDF that only the size of their letters tells: larger than the text, and not bold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.readers.placed import PlacedLine
from corpus.readers.tuning import PLACED, TITLES


def with_levels(pages: Sequence[Sequence[PlacedLine]]) -> list[list[PlacedLine]]:
    """Return the lines of all pages, those set in larger type than the text as headings of a level.

    A size that comes once is the title of the whole; what is bold is told by that.
    """
    usual = _usual_height(pages)
    levels = _levels([line.height for page in pages for line in page if _is_large(line, usual)])

    def with_level(line: PlacedLine) -> PlacedLine:
        level = levels.get(line.height, 0) if _is_large(line, usual) else 0
        return replace(line, level=level) if level else line

    return [[with_level(line) for line in page] for page in pages]


def _levels(heights: Sequence[float]) -> dict[float, int]:
    """Return the level of each height of larger lines, the largest that comes often enough being 1."""
    counts = Counter(heights)
    sizes = _sizes(sorted(counts, reverse=True))
    often = [s for s in sizes if sum(map(counts.__getitem__, s)) >= PLACED.fewest_larger]
    return {height: level for level, size in enumerate(often, start=1) for height in size}


def _usual_height(pages: Sequence[Sequence[PlacedLine]]) -> float:
    """Return the height in points of which most letters are."""
    letters: Counter[float] = Counter()
    for page in pages:
        for line in page:
            letters[round(line.height, 1)] += len(line.text)
    half, below = letters.total() / 2, 0
    for height in sorted(letters):
        below += letters[height]
        if below >= half:
            return height
    return 0.0


def _is_large(line: PlacedLine, usual: float) -> bool:
    is_short = len(line.text.split()) <= TITLES.longest_line
    is_plain = not (line.bold or line.lead or line.row)
    return is_plain and is_short and line.height >= PLACED.larger * usual > 0


def _sizes(heights: Sequence[float]) -> Iterator[list[float]]:
    """Yield the heights, the largest first, in groups that are of one size of type.

    A line of small letters alone is a little lower than one with capitals.
    """
    group: list[float] = []
    for height in heights:
        if group and group[0] > PLACED.one_size * height:
            yield group
            group = []
        group.append(height)
    if group:
        yield group
