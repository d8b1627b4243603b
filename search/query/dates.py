"""Dates as users write them in a query, an option or an address."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from corpus.dates import find_date


def read_date(text: str, *, last: bool) -> date | None:
    """Return the date a user wrote: a day, or a year or a month, of which the first or last day."""
    text = text.strip()
    if re.fullmatch(r"\d{4}", text) and int(text) > 0:
        return date(int(text), 12, 31) if last else date(int(text), 1, 1)
    month = re.fullmatch(r"(\d{4})-(\d\d)", text)
    if month and 1 <= int(month[2]) <= 12 and int(month[1]) > 0:
        year, number = int(month[1]), int(month[2])
        return date(year, number, monthrange(year, number)[1] if last else 1)
    return find_date(text)
