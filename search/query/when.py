"""Dates in plain words: "in March 2024", "on 10 July 2018", "last year", "2016/17".

They are not words of the topic but say when: meetings of then come first, and so does what names the
date in its text. Nothing is left out, and the page says what was preferred.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from corpus.dates import MONTHS, find_date
from search.query.nodes import Preference
from search.query.terms import query_terms

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_BEFORE = r"(?:\b(?:in|on|during|from|of|for|at|since|after|before|until|by) (?:the )?)?"
_YEAR = r"(?:19|20)\d\d"
_DAY = re.compile(
    rf"{_BEFORE}\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH})\.?,? {_YEAR}"
    rf"|(?:{_MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?, ?{_YEAR}|{_YEAR}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/{_YEAR})\b",
    re.IGNORECASE,
)
_OF_MONTH = re.compile(rf"{_BEFORE}\b(?P<month>{_MONTH})\.?,? (?P<year>{_YEAR})\b", re.IGNORECASE)
_IN_YEAR = re.compile(
    rf"\b(?:in|during) (?:the year )?(?P<year>{_YEAR})\b(?![/–-]\d)", re.IGNORECASE
)
_RELATIVE = re.compile(
    r"\b(?:(?:in|during|from) )?(?P<which>last|this) (?P<unit>year|month|week)\b", re.IGNORECASE
)
FINANCIAL_YEAR = re.compile(
    r"(?:\b(?:in|during|for|of) )?(?<![\w/])(?P<first>(?:19|20)\d\d)[/–-](?P<second>(?:19|20)?\d\d)(?![\w/–-])",
    re.IGNORECASE,
)
_TYPED = re.compile(r'"|\b(?:AND|OR|NOT|NEAR/\d)\b|(?:^|\s)[+-]\w|\b\w+:\S')
# How much more a passage counts: a financial year decides between equals only.
WHEN, FINANCIAL = 0.5, 0.03


def without_dates(text: str, today: date) -> tuple[str, tuple[Preference, ...]]:
    """Return a text without the dates that it names in plain words, and what they prefer.

    A text with explicit syntax, and one of nothing but dates, is returned as it is.
    """
    if _TYPED.search(text):
        return text, ()
    found = sorted(_found(text, today), key=lambda pair: pair[0])
    kept: list[tuple[tuple[int, int], Preference]] = []
    for span, preference in found:
        if not kept or span[0] >= kept[-1][0][1]:
            kept.append((span, preference))
    rest = text
    for (start, end), _ in reversed(kept):
        rest = f"{rest[:start]} {rest[end:]}"
    rest = " ".join(rest.split())
    if not kept or not re.search(r"[^\W\d_]{2}", rest):
        return text, ()
    return rest, tuple(preference for _, preference in kept)


def _found(text: str, today: date) -> Iterator[tuple[tuple[int, int], Preference]]:
    for match in _DAY.finditer(text):
        day = find_date(match[0])
        if day:
            shown = f"{day.day} {day:%B %Y}"
            rows = (tuple(query_terms(shown)),)
            yield match.span(), Preference(match[0].strip(), shown, WHEN, (), day, day, rows)
    for match in _OF_MONTH.finditer(text):
        year, month = int(match["year"]), MONTHS[match["month"].lower()]
        first = date(year, month, 1)
        yield match.span(), _between(match[0], first, _end_of_month(first), f"{first:%B %Y}")
    for match in _IN_YEAR.finditer(text):
        year = int(match["year"])
        yield match.span(), _between(match[0], date(year, 1, 1), date(year, 12, 31), str(year))
    for match in _RELATIVE.finditer(text):
        first, last = _relative(match["which"].lower() == "last", match["unit"].lower(), today)
        shown = f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}"
        yield match.span(), Preference(match[0].strip(), shown, WHEN, (), first, last)
    for match in FINANCIAL_YEAR.finditer(text):
        preference = _financial(match)
        if preference:
            yield match.span(), preference


def _between(said: str, first: date, last: date, shown: str) -> Preference:
    return Preference(said.strip(), shown, WHEN, (), first, last, (tuple(query_terms(shown)),))


def _financial(match: re.Match[str]) -> Preference | None:
    """Return the preference for a financial year: 2018/19, 2018-19 and 2018/2019 are one."""
    first, second = int(match["first"]), match["second"]
    if int(second) % 100 != (first + 1) % 100 or (len(second) == 4 and int(second) != first + 1):
        return None
    short, long = f"{(first + 1) % 100:02}", str(first + 1)
    rows = dict.fromkeys(
        tuple(query_terms(f"{first}{sign}{last}")) for sign in "/-" for last in (short, long)
    )
    return Preference(match[0].strip(), f"{first}/{short}", FINANCIAL, (), None, None, tuple(rows))


def is_financial_year(word: str) -> bool:
    """Say whether a word is a financial year."""
    match = FINANCIAL_YEAR.fullmatch(word)
    return match is not None and _financial(match) is not None


def _relative(is_last: bool, unit: str, today: date) -> tuple[date, date]:
    """Return the first and the last day of a year, month or week, this one or the last."""
    if unit == "year":
        year = today.year - is_last
        return date(year, 1, 1), date(year, 12, 31)
    if unit == "month":
        first = today.replace(day=1)
        if is_last:
            first = (first - timedelta(days=1)).replace(day=1)
        return first, _end_of_month(first)
    first = today - timedelta(days=today.weekday() + 7 * is_last)
    return first, first + timedelta(days=6)


def _end_of_month(first: date) -> date:
    return first.replace(day=monthrange(first.year, first.month)[1])
