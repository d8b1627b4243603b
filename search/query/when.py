"""Dates in plain words: "in March 2024", "on 10 July 2018", "last year", "2016/17", "the latest".

They are not words of the topic but say when: meetings of then come first, and so does what names the
date in its text. Nothing is left out, and the page says what was preferred.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from corpus.dates import MONTHS, find_date
from corpus.lazy_pattern import lazy_pattern
from search.query.newest import newest
from search.query.nodes import Preference
from search.query.parts_of_year import parts_of_year
from search.query.terms import query_terms
from search.query.typed import FILTER
from search.tuning import FAVOURED

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_BEFORE = r"(?:\b(?:in|on|during|from|of|for|at) (?:the )?)?"
_YEAR = r"(?:19|20)\d\d"
_DAY_ALONE = (
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH})\.?,? {_YEAR}"
    rf"|(?:{_MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?, ?{_YEAR}|{_YEAR}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/{_YEAR})\b"
)
_MONTH_ALONE = rf"\b(?:{_MONTH})\.?,? {_YEAR}\b"
_SEASONS = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
    "winter": (12, 2),
}
_SEASON_ALONE = rf"\b(?:{'|'.join(_SEASONS)})(?: of)? {_YEAR}\b"
_CHRISTMAS = rf"\bChristmas(?: of)? {_YEAR}\b"
_POINT = rf"(?:{_DAY_ALONE}|{_MONTH_ALONE}|{_SEASON_ALONE}|{_CHRISTMAS}|\b{_YEAR}\b(?![/–-]\d))"
_DAY = lazy_pattern(_BEFORE + _DAY_ALONE, re.IGNORECASE)
# "last year's", "2019's": it belongs to what is named.
_ITS = r"(?:['’]s\b)?"
# "winter 2019/20" is of a financial year.
_OF_MONTH = lazy_pattern(
    rf"{_BEFORE}(?P<point>{_MONTH_ALONE}|{_SEASON_ALONE})(?![/–-]\d){_ITS}", re.IGNORECASE
)
_IN_YEAR = lazy_pattern(
    rf"\b(?:in|during) (?:the year )?(?P<point>{_YEAR})\b(?![/–-]\d){_ITS}", re.IGNORECASE
)
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_DAYS_OF_MONTH = lazy_pattern(
    rf"{_BEFORE}\b(?P<first>{_NTH}) ?(?:[–-]|to|and|&) ?"
    rf"(?P<last>{_NTH}(?: of)? (?:{_MONTH})\.?,? {_YEAR})\b",
    re.IGNORECASE,
)
# "parking 2019", "2019 parking": a year of the past that nothing names ("Roads Act 1993", "the 2017 hurricane").
_BARE_YEAR = lazy_pattern(
    rf"^(?P<first>{_YEAR})(?= [^\W\d])|(?<=[^\W\d]) (?P<last>{_YEAR})(?=\W*$)"
)
_NAMES_YEAR = lazy_pattern(
    r"\b(?:Acts?|Plan|Strategy|Regulations?|Order|Agenda|Vision|Census|Bill|Rules|Code|Framework|Scheme|"
    r"Programme|Directive|Covid|the)\W*$",
    re.IGNORECASE,
)
# What follows a time: behind a year another word makes a name of it ("after the 2017 hurricane").
_NO_NAME = (
    r"(?=\W*$|[,;.?!]|\W+(?:in|on|at|for|about|by|of|and|to|was|were|is|are|did|do|does|the|which|what|that|"
    r"when|where|who|has|have|had|with|from)\b)"
)
_RANGE = lazy_pattern(
    rf"\bbetween (?:the )?(?P<a>{_POINT}) and (?:the )?(?P<b>{_POINT})"
    rf"|(?:\b(?:from|during|in) )?(?P<c>{_POINT}) ?(?:to|until|till|through|[–-]) ?(?:the )?(?P<d>{_POINT})"
    rf"|(?:\b(?:from|during|in) )?(?<![\w/])(?P<e>{_YEAR})[–-](?P<f>{_YEAR})(?![\w/–-])",
    re.IGNORECASE,
)
_OPEN = lazy_pattern(
    rf"\b(?P<word>since|after|later than|from|before|until|till|up to|prior to|earlier than) (?:the )?"
    rf"(?P<point>{_POINT})(?: onwards?| on\b)?{_NO_NAME}",
    re.IGNORECASE,
)
_DECADE = lazy_pattern(r"(?:\bin |\bduring )?\bthe (?P<decade>(?:19|20)\d)0s\b", re.IGNORECASE)
_LAST_YEARS = lazy_pattern(
    r"\b(?:(?:in|over|during|within) )?the (?:last|past) (?P<n>\d{1,2}|two|three|four|five|ten) "
    r"(?P<unit>years|months)\b",
    re.IGNORECASE,
)
# The first or the last day that is meant, of the first and the last day of what is named.
_A_DAY = timedelta(days=1)
_BEGINS: dict[str, Callable[[tuple[date, date]], date]] = {
    **dict.fromkeys(("since", "from"), lambda days: days[0]),
    **dict.fromkeys(("after", "later than"), lambda days: days[1] + _A_DAY),
}
_ENDS: dict[str, Callable[[tuple[date, date]], date]] = {
    **dict.fromkeys(("until", "till", "up to"), lambda days: days[1]),
    **dict.fromkeys(("before", "prior to", "earlier than"), lambda days: days[0] - _A_DAY),
}
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}
_RELATIVE = lazy_pattern(
    rf"\b(?:(?:in|during|from) )?(?P<which>last|this) (?P<unit>year|month|week)\b{_ITS}",
    re.IGNORECASE,
)
FINANCIAL_YEAR = lazy_pattern(
    r"(?:\b(?:in|during|for|of) )?(?:\b(?:fy ?|financial year ))?(?:(?<![\w/])|(?<=\bfy))(?P<first>(?:19|20)\d\d)[/–-](?P<second>(?:19|20)?\d\d)(?![\w/–-])",
    re.IGNORECASE,
)
_TYPED = lazy_pattern(r'"|\b(?:AND|OR|NOT|NEAR/\d)\b|(?:^|\s)[+-]\w|\b\w+:\S')
# How much more a passage counts: a financial year decides between equals only.
WHEN, FINANCIAL = FAVOURED.when, FAVOURED.financial


def without_dates(text: str, today: date) -> tuple[str, tuple[Preference, ...]]:
    """Return a text without the dates that it names in plain words, and what they prefer.

    A text with explicit syntax, and one of nothing but dates, is returned as it is.
    """
    plain = FILTER.sub(lambda match: "\0" * len(match[0]), text)
    if _TYPED.search(plain):
        return text, ()
    # Of those that begin together the longest is what was meant.
    found = sorted(_found(plain, today), key=lambda pair: (pair[0][0], -pair[0][1]))
    kept: list[tuple[tuple[int, int], Preference]] = []
    for span, preference in found:
        if not kept or span[0] >= kept[-1][0][1]:
            kept.append((span, preference))
    rest = text
    for (start, end), _ in reversed(kept):
        rest = f"{rest[:start]} {rest[end:]}"
    rest = " ".join(rest.split())
    if not kept or not re.search(r"[^\W\d_]{2}", FILTER.sub(" ", rest)):
        return text, ()
    return rest, tuple(preference for _, preference in kept)


def _found(text: str, today: date) -> Iterator[tuple[tuple[int, int], Preference]]:
    yield from _ranges(text)
    yield from _days_of_a_month(text)
    yield from _open_ended(text)
    yield from _points(text, today)
    for span, first, last in parts_of_year(text):
        yield span, _from_to(text[slice(*span)], first, last)
    yield from _relative_to(text, today)
    yield from newest(text)
    for match in FINANCIAL_YEAR.finditer(text):
        preference = _financial(match)
        if preference:
            yield match.span(), preference


def _points(text: str, today: date) -> Iterator[tuple[tuple[int, int], Preference]]:
    """Yield the days, months, seasons and years that are named alone."""
    for match in _DAY.finditer(text):
        day = find_date(match[0])
        if day:
            shown = f"{day.day} {day:%B %Y}"
            phrases = (tuple(query_terms(shown)),)
            yield match.span(), Preference(match[0].strip(), shown, WHEN, (), day, day, phrases)
    for match in (*_OF_MONTH.finditer(text), *_IN_YEAR.finditer(text)):
        yield match.span(), _of_point(match[0], match["point"])
    for match in _BARE_YEAR.finditer(text):
        year = match["first"] or match["last"]
        if int(year) <= today.year and not _NAMES_YEAR.search(text, 0, match.start()):
            yield match.span(), _of_point(match[0], year)


def _relative_to(text: str, today: date) -> Iterator[tuple[tuple[int, int], Preference]]:
    """Yield the times that are named as seen from today, and decades."""
    for match in _RELATIVE.finditer(text):
        first, last = _relative(match["which"].lower() == "last", match["unit"].lower(), today)
        yield match.span(), _from_to(match[0], first, last)
    for match in _LAST_YEARS.finditer(text):
        n = _NUMBERS.get(match["n"].lower()) or int(match["n"])
        days = n * (365.25 if match["unit"].lower() == "years" else 30.4375)
        yield match.span(), _from_to(match[0], today - timedelta(days=round(days)), today)
    for match in _DECADE.finditer(text):
        year = int(match["decade"]) * 10
        yield match.span(), _from_to(match[0], date(year, 1, 1), date(year + 9, 12, 31))


def _ranges(text: str) -> Iterator[tuple[tuple[int, int], Preference]]:
    """Yield the times with a beginning and an end: "between May 2018 and June 2019"."""
    for match in _RANGE.finditer(text):
        begins, ends = [_days(match[name]) for name in "abcdef" if match[name]]
        is_financial = match["e"] and int(match["f"]) == int(match["e"]) + 1
        if begins and ends and begins[0] <= ends[1] and not is_financial:
            yield match.span(), _from_to(match[0], begins[0], ends[1])


def _days_of_a_month(text: str) -> Iterator[tuple[tuple[int, int], Preference]]:
    """Yield the days of one month that are named together: "5-7 May 2019"."""
    for match in _DAYS_OF_MONTH.finditer(text):
        last = find_date(match["last"])
        day = int(re.sub(r"\D", "", match["first"]))
        if last and 0 < day < last.day:
            yield match.span(), _from_to(match[0], last.replace(day=day), last)


def _open_ended(text: str) -> Iterator[tuple[tuple[int, int], Preference]]:
    """Yield the times that have only a beginning or only an end: "since 2019", "before 10 July 2018"."""
    for match in _OPEN.finditer(text):
        days, word = _days(match["point"]), match["word"].lower()
        # "the letter from March 2024" is of that month; "from 2019" goes on.
        if days is None or (word == "from" and not match["point"].isdecimal()):
            continue
        said = match[0].strip()
        if word in _BEGINS:
            first = _BEGINS[word](days)
            shown = f"{first.day} {first:%B %Y} and later"
            yield match.span(), Preference(said, shown, WHEN, (), first, None)
        else:
            last = _ENDS[word](days)
            shown = f"up to {last.day} {last:%B %Y}"
            yield match.span(), Preference(said, shown, WHEN, (), None, last)


def _days(point: str) -> tuple[date, date] | None:
    """Return the first and the last day of a day, a month, a season or a year, None where there is none."""
    day = find_date(point) if re.fullmatch(_DAY_ALONE, point, re.IGNORECASE) else None
    if day is not None:
        return day, day
    year = re.search(_YEAR, point)
    if year is None or re.fullmatch(_DAY_ALONE, point, re.IGNORECASE):
        return None
    word = point.split()[0].lower().strip(".,")
    if word == "christmas":
        return date(int(year[0]), 12, 25), date(int(year[0]), 12, 25)
    if word in _SEASONS:
        begins, ends = _SEASONS[word]
        last = date(int(year[0]) + (ends < begins), ends, 1)
        return date(int(year[0]), begins, 1), _end_of_month(last)
    if word in MONTHS:
        first = date(int(year[0]), MONTHS[word], 1)
        return first, _end_of_month(first)
    return date(int(year[0]), 1, 1), date(int(year[0]), 12, 31)


def _of_point(said: str, point: str) -> Preference:
    """Return the preference for a month, a season or a year, and for what names it."""
    days = _days(point) or (None, None)
    shown = " ".join(point.replace(",", " ").replace(".", " ").split())
    shown = point if point.isdecimal() else f"{shown[0].upper()}{shown[1:]}"
    if days[0] and shown.split()[0].lower() in MONTHS:
        shown = f"{days[0]:%B %Y}"
    phrases = (tuple(query_terms(shown)),)
    return Preference(said.strip(), shown, WHEN, (), days[0], days[1], phrases)


def _from_to(said: str, first: date, last: date) -> Preference:
    shown = f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}"
    return Preference(said.strip(), shown, WHEN, (), first, last)


def _financial(match: re.Match[str]) -> Preference | None:
    """Return the preference for a financial year: 2018/19, 2018-19 and 2018/2019 are one."""
    first, second = int(match["first"]), match["second"]
    if int(second) % 100 != (first + 1) % 100 or (len(second) == 4 and int(second) != first + 1):
        return None
    short, long = f"{(first + 1) % 100:02}", str(first + 1)
    phrases = dict.fromkeys(
        tuple(query_terms(f"{first}{sign}{last}")) for sign in "/-" for last in (short, long)
    )
    return Preference(
        match[0].strip(), f"{first}/{short}", FINANCIAL, (), None, None, tuple(phrases)
    )


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
