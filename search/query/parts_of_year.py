"""Parts of a year in plain words: "early 2021", "the second half of 2018", "May and June 2019"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from corpus.dates import MONTHS
from corpus.lazy_pattern import lazy_pattern

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?P<year>(?:19|20)\d\d)\b(?![/–-]\d)"
_MONTHS_OF_YEAR = lazy_pattern(
    rf"(?:\b(?:in|during|from|of|between) (?:the )?)?\b(?P<a>{_MONTH})\.? ?(?:and|or|to|until|[–/-]) ?"
    rf"(?P<b>{_MONTH})\.?,? {_YEAR}",
    re.IGNORECASE,
)
# The first and the last month that are meant: thirds, halves (reason only).
_PARTS = {
    r"early|(?:the )?(?:beginning|start) of": (1, 4),
    r"mid|(?:the )?middle of": (5, 8),
    r"late|(?:the )?end of": (9, 12),
    r"the first half of": (1, 6),
    r"the second half of": (7, 12),
}
_PART_OF_YEAR = lazy_pattern(
    r"\b(?:(?:in|at|by|from|during) )?"
    rf"(?:{'|'.join(f'(?P<p{at}>{part})' for at, part in enumerate(_PARTS))})[ -]{_YEAR}",
    re.IGNORECASE,
)


def parts_of_year(text: str) -> Iterator[tuple[tuple[int, int], date, date]]:
    """Yield the (start, end) of each part of a year that a text names, its first and its last day."""
    for match in _PART_OF_YEAR.finditer(text):
        first, last = next(
            months for at, months in enumerate(_PARTS.values()) if match[f"p{at}"] is not None
        )
        yield match.span(), *_days(int(match["year"]), first, last)
    for match in _MONTHS_OF_YEAR.finditer(text):
        first, last = (MONTHS[match[name].lower()] for name in "ab")
        if first <= last:
            yield match.span(), *_days(int(match["year"]), first, last)


def _days(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])
