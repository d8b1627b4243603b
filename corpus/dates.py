"""Dates as council records write them. English numerals and months, day before month."""

from __future__ import annotations

import re
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ],
        start=1,
    )
    for name in names
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?P<iso>(\d{{4}})-(\d\d)-(\d\d))\b"
    rf"|\b(?P<slash>(\d{{1,2}})/(\d{{1,2}})/(\d{{4}}))\b"
    rf"|(?<!\d)(?P<words>(\d{{1,2}})\s*(?:st|nd|rd|th)?\s*(?:day\s+)?(?:of\s+)?,?\s*"
    rf"({_MONTH})\b\.?,?\s*(\d{{4}}))\b"
    rf"|\b(?P<american>({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,\s*(\d{{4}}))\b",
    re.IGNORECASE,
)


def find_date(text: str) -> date | None:
    """Return the first date that `text` names and that exists, or None."""
    for match in _DATE.finditer(text.replace("*", " ")):
        year, month, day = _parts(match)
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return None


def _parts(match: re.Match[str]) -> tuple[int, int, int]:
    groups = [group for group in match.groups() if group is not None][1:]
    if match["iso"]:
        return int(groups[0]), int(groups[1]), int(groups[2])
    if match["slash"]:
        return int(groups[2]), int(groups[1]), int(groups[0])
    if match["words"]:
        return int(groups[2]), MONTHS[groups[1].lower()], int(groups[0])
    return int(groups[2]), MONTHS[groups[0].lower()], int(groups[1])
