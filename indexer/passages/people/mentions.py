"""Sums of money and dates that a text mentions, as values beside the words that say them."""

from __future__ import annotations

import re
from math import isfinite

from corpus.dates import find_date
from indexer.passages.annotations import Sum

_MONEY = re.compile(
    r"(?P<currency>[£€$]) ?(?P<amount>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?: ?(?P<unit>[Mm]illion|[Bb]illion|[Tt]housand|bn|[MmKk])\b)?"
    r"|\b(?P<pence>\d{1,3}(?:\.\d+)?) ?(?:pence\b|p\b(?= per| a\b| an\b))"
)
_UNITS = {
    "million": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "thousand": 10**3,
    "k": 10**3,
}
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}\.?,? \d{{4}}\b"
    rf"|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}\b"
    r"|\b\d{1,2}/\d{1,2}/\d{4}\b|\b\d{4}-\d\d-\d\d\b"
)


def sums(text: str) -> tuple[Sum, ...]:
    """Return the sums of money in a text, in order, each wording once."""
    found: dict[str, Sum] = {}
    for match in _MONEY.finditer(text):
        if match["pence"]:
            value, currency = float(match["pence"]) / 100, "£"
        else:
            unit = _UNITS.get((match["unit"] or "").lower(), 1)
            value, currency = (
                round(float(match["amount"].replace(",", "")) * unit, 2),
                match["currency"],
            )
        # JSON has no infinity, and so many figures in a row are no sum.
        if isfinite(value):
            found.setdefault(match[0], Sum(match[0], currency, value))
    return tuple(found.values())


def days(text: str) -> tuple[str, ...]:
    """Return the days that a text names with their year, as ISO dates, in order, each once."""
    found: dict[str, None] = {}
    for match in _DATE.finditer(text):
        when = find_date(match[0])
        if when:
            found.setdefault(when.isoformat())
    return tuple(found)
