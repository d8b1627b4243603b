"""How likely a hypothesis about where items begin is, by what the whole document says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from math import log2

from corpus.lines import Line
from corpus.readers.items.candidates import Hypothesis
from corpus.readers.items.known_titles import closes, is_known, opens
from corpus.readers.items.schemes import follows
from corpus.readers.items.titles import Heading, is_in_capitals
from corpus.readers.tuning import MEASURED, SIGNS, TITLES

_WEIGHTS: dict[str, float] = asdict(SIGNS)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a hypothesis, each from 0 to 1, and the weighted sum of it."""

    signs: dict[str, float]

    @property
    def score(self) -> float:
        """Return the weighted mean of the signs, from 0 to 1."""
        return sum(_WEIGHTS[name] * sign for name, sign in self.signs.items()) / sum(
            _WEIGHTS.values()
        )


def weigh(hypothesis: Hypothesis, lines: Sequence[Line], before: Sequence[int]) -> Evidence:
    """Return the evidence for a hypothesis; `before` are the words in front of each line, and in all."""
    headings = hypothesis.headings
    n, few = len(headings), MEASURED.first_titles
    titles = [heading.title for heading in headings]
    total = max(before[-1], 1)
    starts = [before[heading.line] for heading in headings]
    sizes = [end - start for start, end in zip(starts, [*starts[1:], before[-1]], strict=True)]
    return Evidence(
        {
            "coverage": 1 - max(0.0, starts[0] / total - MEASURED.front) / (1 - MEASURED.front),
            "spread": _spread(sizes),
            "usual": min(1.0, _usual(hypothesis) / MEASURED.usual),
            "ends": (any(map(opens, titles[:few])) + any(map(closes, titles[-few:]))) / 2,
            "count": _count(headings) if hypothesis.is_numbered else 0.0,
            "alone": n / (n + max(hypothesis.n_rivals, 0)),
            "look": sum(_looks_like_heading(lines, h) for h in headings) / n,
            "titles": _titles(hypothesis),
            "many": min(1.0, log2(n) / MEASURED.many),
            "numbered": _numbered(hypothesis),
        }
    )


def _usual(hypothesis: Hypothesis) -> float:
    """Return the share of titles of usual business, or how likely they are where a model found them."""
    if hypothesis.likelihood is not None:
        return hypothesis.likelihood
    headings = hypothesis.headings
    return sum(is_known(heading.title) for heading in headings) / len(headings)


def _titles(hypothesis: Hypothesis) -> float:
    """Return the share of headings that read like titles; without numbers, what is said often names no item."""
    headings = hypothesis.headings
    said = Counter(heading.title.casefold() for heading in headings)
    n_titles = sum(
        _reads_like_title(heading)
        and (hypothesis.is_numbered or said[heading.title.casefold()] < TITLES.often)
        for heading in headings
    )
    return n_titles / len(headings)


def _numbered(hypothesis: Hypothesis) -> float:
    """Return 1 for one series over the whole document, less for series that begin anew."""
    if not hypothesis.is_numbered:
        return 0.0
    return MEASURED.anew if " anew" in hypothesis.kind else 1.0


def _spread(sizes: Sequence[int]) -> float:
    """Return 1 if no item holds more than half of the words, 0 if one holds all."""
    share = max(sizes) / max(sum(sizes), 1)
    return 1 - max(0.0, share - MEASURED.held) / (1 - MEASURED.held)


def _count(headings: Sequence[Heading]) -> float:
    """Return the share of numbers that follow the one above by one, 1 for the first being 1."""
    headings = [heading for heading in headings if heading.reading]
    right = 0.0
    for above, below in pairwise(headings):
        if above.reading and below.reading:
            right += follows(above.reading, below.reading, max_gap=1) == 1 or (
                below.reading.order == (1,)
            )
    marked = sum(bool(h.reading and h.reading.marked) for h in headings) / len(headings)
    return (right / max(len(headings) - 1, 1)) * (
        MEASURED.unmarked + (1 - MEASURED.unmarked) * marked
    )


def _looks_like_heading(lines: Sequence[Line], heading: Heading) -> bool:
    return lines[heading.line].stands_out or is_in_capitals(heading.title)


def _reads_like_title(heading: Heading) -> bool:
    title = heading.title
    long = len(title.split()) > MEASURED.long_title or title.endswith("…")
    sentence = bool(re.search(r"[.;,]$", title)) and not is_known(title)
    return not (long or sentence)
