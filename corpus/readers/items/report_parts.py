"""Titles inside reports: "Background", "Financial implications", and whatever report after report says again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice, pairwise

from corpus.lines import Line
from corpus.readers.items.fronts import is_empty
from corpus.readers.items.known_titles import is_usual
from corpus.readers.items.titles import PART, Heading
from corpus.readers.tuning import TITLES
from corpus.wording import wordings

_W = wordings("corpus.readers.items", "titles.toml")
_PART = re.compile(rf"{_W['parts_of_reports']}\W*", re.IGNORECASE)
_SAID_AGAIN = re.compile(rf"(?:the )?{_W['parts_said_again']}\W*", re.IGNORECASE)


def without_parts(headings: Sequence[Heading], lines: Sequence[Line]) -> list[Heading]:
    """Return the headings without those of the parts of reports: they stand below items and are none.

    A title with nothing below it but another, or but numbered parts ("Motion No. 1"), is a section's, however often
    it comes: whose motions follow.
    """
    texts = [*(not is_empty(one, below, lines) for one, below in pairwise(headings)), True]
    told = [
        one
        for one, has_text in zip(headings, texts, strict=False)
        if has_text and not _has_parts(one, lines)
    ]
    said = Counter(heading.title.casefold() for heading in told)
    parts = {one.line for one in told if _is_part(one.title, said[one.title.casefold()])}
    return [one for one in headings if one.line not in parts]


def _has_parts(heading: Heading, lines: Sequence[Line]) -> bool:
    below = next((line.text for line in islice(lines, heading.end, None) if line.text), "")
    return bool(PART.match(below)) and not heading.text


def _is_part(title: str, times: int) -> bool:
    if times >= TITLES.often and not is_usual(title):
        return True
    return bool(_PART.fullmatch(title)) or (times > 1 and bool(_SAID_AGAIN.fullmatch(title)))
