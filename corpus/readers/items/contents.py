"""Lists in front of the items, a table of contents or the agenda: their lines come again as headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.readers.items.series import place, title_key
from corpus.readers.items.titles import LEADERS, Heading
from corpus.readers.tuning import LISTED


def without_contents(headings: list[Heading], before: Sequence[int]) -> list[Heading]:
    """Drop the lines of a table of contents, or of the agenda in front: they come again, with text.

    `before` are the words in front of each line, and in all.
    """
    headings = headings[_end_of_list(headings, before) :]
    last = {title_key(heading): index for index, heading in enumerate(headings)}
    kept = []
    for index, heading in enumerate(headings):
        end = headings[index + 1].line if index + 1 < len(headings) else len(before) - 1
        n_words = before[end] - before[heading.line]
        repeated = last[title_key(heading)] > index
        if not (repeated and n_words <= len(heading.title.split()) + LISTED.few_words):
            kept.append(replace(heading, title=LEADERS.sub("", heading.title)))
    return kept


def _end_of_list(headings: Sequence[Heading], before: Sequence[int]) -> int:
    """Return how many of the headings are a list in front whose titles come again in other words."""
    end = next((i for i, h in enumerate(headings) if i and place(h) <= place(headings[0])), 0)
    listed, rest = headings[:end], headings[end:]
    if end < LISTED.fewest_lines or not _is_list(listed, before):
        return 0
    has_less = before[rest[0].line] - before[listed[0].line] < before[-1] - before[rest[0].line]
    return end if has_less and _come_again(listed, rest) else 0


def _is_list(listed: Sequence[Heading], before: Sequence[int]) -> bool:
    """Say whether headings count upwards, most with nothing behind them."""
    pairs = list(pairwise(listed))
    n_empty = sum(_is_empty(a, b, before) for a, b in pairs)
    return n_empty >= LISTED.empty_share * len(pairs) and all(place(a) < place(b) for a, b in pairs)


def _is_empty(heading: Heading, below: Heading, before: Sequence[int]) -> bool:
    return (
        before[below.line] - before[heading.line] <= len(heading.title.split()) + 1 + LISTED.nothing
    )


def _come_again(listed: Sequence[Heading], rest: Sequence[Heading]) -> bool:
    """Say whether the numbers of a list come again with titles that say the same, at least half."""
    later = {place(heading): heading for heading in reversed(rest)}
    pairs = [(heading, later[place(heading)]) for heading in listed if place(heading) in later]
    n_alike = sum(bool(_words(a.title) & _words(b.title)) for a, b in pairs)
    return 2 * len(pairs) >= len(listed) and n_alike > LISTED.alike_share * len(pairs)


def _words(title: str) -> set[str]:
    return {w for w in re.findall(r"[^\W\d_]+", title.casefold()) if len(w) >= LISTED.least_letters}
