"""Numbers that count the lines of every page, as bills, by-laws and transcripts have them in the margin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import gcd

from corpus.tuning import PAGE

_IN_FRONT = re.compile(r"(\d{1,4})(?:\s+(?:\|\s*)?|$)")
_BEHIND = re.compile(r"(?:\s*\|)?\s*\b(\d{1,4})$")
_GOES_ON = re.compile(r"[a-z]|\(?\d{1,3}[.)]\s|\(?[a-zA-Z][.)]\s")
# The lines of a page that have a number, and how many should have one.
_Counted = tuple[set[int], int]


def without_line_numbers(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the pages' lines without the numbers that count them, if they have such; else as they are.

    A number counts its line if it is so many more than its neighbour's as there are lines between the
    two. Where every line has one, lines that carry on a sentence or have a number of their own must be
    among them: a list of items counts its lines, too.
    """
    for pattern in (_IN_FRONT, _BEHIND):
        counted = [_counted(page, pattern) for page in pages]
        if not _are_enough(counted):
            continue
        bare = [
            [_without(line, pattern) if i in lines else line for i, line in enumerate(page)]
            for page, (lines, _) in zip(pages, counted, strict=True)
        ]
        if not _is_every_line(pages, counted) or _any_goes_on(bare):
            return bare
    return [list(page) for page in pages]


def _are_enough(counted: Sequence[_Counted]) -> bool:
    """Say whether of the lines that should have a number most have one."""
    n_found = sum(len(lines) for lines, _ in counted)
    return n_found >= PAGE.fewest_numbered and n_found >= PAGE.numbered_share * sum(
        wanted for _, wanted in counted
    )


def _is_every_line(pages: Sequence[Sequence[str]], counted: Sequence[_Counted]) -> bool:
    """Say whether there is a page with a number on every line."""
    return any(
        len(lines) == wanted == len(page)
        for page, (lines, wanted) in zip(pages, counted, strict=True)
    )


def _any_goes_on(pages: Sequence[Sequence[str]]) -> bool:
    return any(_GOES_ON.match(line) for page in pages for line in page)


def _without(line: str, pattern: re.Pattern[str]) -> str:
    match = pattern.search(line)
    return f"{line[: match.start()]}{line[match.end() :]}".strip() if match else line


def _counted(page: Sequence[str], pattern: re.Pattern[str]) -> _Counted:
    """Return which lines of a page have a number that counts them, and how many should have one."""
    anchored = pattern.match if pattern is _IN_FRONT else pattern.search
    values = {i: int(match[1]) for i, line in enumerate(page) if (match := anchored(line))}
    offsets = Counter(value - i for i, value in values.items())
    if not offsets:
        return set(), len(page)
    offset = offsets.most_common(1)[0][0]
    lines = {i for i, value in values.items() if value - i == offset}
    step = max(gcd(*(values[i] for i in lines)), 1)
    return lines, _n_due(len(page), offset, step)


def _n_due(n_lines: int, offset: int, step: int) -> int:
    """Return how many lines should have a number, where one in so many has; all for an odd step."""
    if step not in (1, 2, 5, 10):
        return n_lines
    return sum((line + offset) % step == 0 for line in range(n_lines))
