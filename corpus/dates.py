"""Dates as council records write them: in words, in figures, in English, Welsh, Irish and French.

Figures have the day before the month, as everywhere but in the United States; the other order is
read only where the document shows that it uses it (`month_first`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.lazy_pattern import lazy_pattern
from corpus.wording import lists

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
_OTHER_MONTHS = {
    name: number
    for number, names in enumerate(lists("corpus", "months.toml").values(), start=1)
    for name in names
}
_ALL_MONTHS = {**MONTHS, **_OTHER_MONTHS}
_MONTH = "|".join(name.replace(" ", r"\s+") for name in sorted(_ALL_MONTHS, key=len, reverse=True))
# A space may be lost behind it: "4thJune2019".
_TH = r"(?:\s?(?:(?:st|nd|rd|th)(?=[^\W_])|(?:st|nd|rd|th|af|il|ydd|edd|fed|ain|eg|er|u)\b))?"
# Between the parts of a date: in prose a space, in the names of files also a line or a hyphen.
_GAP = r"(?:[\s,.]|[-_](?=\w)){0,3}"
_DATE = lazy_pattern(
    rf"""(?<![\d/])(?<!\d\.)(?P<iso>\d{{4}})(?P<sep>[-/._ ])(?P<iso_m>\d\d?)(?P=sep)(?P<iso_d>\d\d?)(?![\d/])
    |(?<!\d)(?P<run_y>(?:19|20)\d\d)(?P<run_m>0[1-9]|1[0-2])(?P<run_d>0[1-9]|[12]\d|3[01])(?!\d)
    |(?<![\d/.])(?<!\w-)(?P<a>\d{{1,2}})[ ]?(?P<mark>[/.-]|_)[ ]?(?P<b>\d{{1,2}})[ ]?(?P=mark)[ ]?
        (?P<year>\d{{4}}|\d\d)(?![\d/]|[.-]\d)
    |(?<!\d)(?P<day>\d{{1,2}}){_TH}
        (?:{_GAP}(?:and|&|to|-|–)\s*(?:\w+day,?\s*)?(?:\d{{1,2}}){_TH})?
        {_GAP}(?:day\b{_GAP})?(?:(?:of|o|de|d[’']|(?:la\s+)?(?:de\s+)?mh?i\s+na)\b\s*)?{_GAP}(?P<month>{_MONTH})(?![^\W\d_])
        \.?{_GAP}(?P<word_y>\d{{4}})(?!\d)
    |(?<![^\W\d_])(?P<first_m>{_MONTH})(?![^\W\d_])\.?{_GAP}(?P<first_d>\d{{1,2}})
        (?:(?:st|nd|rd|th)(?=\d{{4}})|(?:st|nd|rd|th)?(?![^\W_]))(?:{_GAP}(?:and|&|to|-|–)\s*\d{{1,2}}(?:st|nd|rd|th)?\b)?
        {_GAP}(?P<first_y>\d{{4}})(?!\d)
    """,
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands in the text, from `start` to `end`."""

    day: date
    start: int
    end: int


def find_date(text: str, *, month_first: bool = False) -> date | None:
    """Return the first date that `text` names and that exists, or None."""
    return next((found.day for found in find_dates(text, month_first=month_first)), None)


def find_dates(text: str, *, month_first: bool = False) -> Iterator[FoundDate]:
    """Yield the dates that `text` names and that exist, in order."""
    for match in _DATE.finditer(_plain(text)):
        try:
            day = date(*_parts(match, month_first=month_first))
        except ValueError:
            continue
        if not _is_a_number(match):
            yield FoundDate(day, match.start(), match.end())


_ACCENTED = lazy_pattern(r"[^\x00-\x7f]")


def writes_month_first(text: str) -> bool:
    """Say whether a document shows that it writes the month before the day.

    It does by a date in figures that has no other reading (3/15/2026), or, where no such date
    speaks for the other order, by writing "March 3, 2026" and never "3 March 2026".
    """
    month_first = day_first = in_words = 0
    for match in _DATE.finditer(_plain(text)):
        if match["a"]:
            month_first += int(match["b"]) > 12 >= int(match["a"])
            day_first += int(match["a"]) > 12 >= int(match["b"])
        in_words += bool(match["first_m"]) - 1000 * bool(match["month"])
    return day_first == 0 and (month_first > 0 or in_words > 0)


def _plain(text: str) -> str:
    """Return the text with plain letters for accented ones and no marks of emphasis, as long as it was."""
    plain = _ACCENTED.sub(lambda letter: unicodedata.normalize("NFD", letter[0])[0], text)
    return plain.replace("*", " ")


def _parts(match: re.Match[str], *, month_first: bool) -> tuple[int, int, int]:
    """Return year, month and day of a match, in this order."""
    for year, month, day in (("iso", "iso_m", "iso_d"), ("run_y", "run_m", "run_d")):
        if match[year]:
            return int(match[year]), int(match[month]), int(match[day])
    if match["a"]:
        numbers = int(match["a"]), int(match["b"])
        month_, day_ = numbers if month_first else numbers[::-1]
        return _full_year(match["year"]), month_, day_
    if match["month"]:
        return int(match["word_y"]), _month(match["month"]), int(match["day"])
    return int(match["first_y"]), _month(match["first_m"]), int(match["first_d"])


def _month(name: str) -> int:
    return _ALL_MONTHS[" ".join(name.lower().split())]


def _full_year(year: str) -> int:
    """Return a year of two figures as one of this century, as far ahead as 2069, as POSIX has it."""
    if len(year) == 4:
        return int(year)
    return int(year) + (2000 if int(year) < 69 else 1900)


def _is_a_number(match: re.Match[str]) -> bool:
    """Say whether figures are more likely the number of a paragraph (2.4.19) or a version (1.2.10)."""
    short = match["a"] is not None and len(match["year"]) == 2
    return short and match["mark"] in ".-_" and len(match[0].replace(" ", "")) != len("03.03.26")
