"""Who meets, and when, as the first lines of a paper and the values of its labels name it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from corpus import letterheads, names
from corpus.capitals import in_title_case
from corpus.dates import find_dates
from corpus.papers.tuning import LINES

# "CABINET - THURSDAY, 30 JANUARY 2025", "Board Meeting 24 April 2019 - Agenda".
_BODY_AND_DATE = re.compile(r"^(?P<body>[^\d|]{4,80}?)\W{0,4}(?:\w+day,? )?$", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:pathway|previous|minutes of|last|next|considered (?:by|at)|from|since)\b", re.I
)
# To whom it is addressed: "Honorable Mayor and City Council Members", "All Members of the Cabinet".
_MEMBERS = re.compile(
    # "Chair Grieve and members of the Housing Panel".
    r"^.*\band (?:the )?members of (?:the )?(?-i:(?=[A-Z]))|"
    r"^(?:(?:all|the|honou?rable|chair(?:man|person|woman)?|mayor|president|vice[- ]chair|members|and|of)\s+)+(?=[A-Z])",
    re.IGNORECASE,
)
# "Report of the Chief Superintendent to Ashton Joint Policing Committee".
_FROM_TO = re.compile(
    r"^\W*(?i:joint )?(?:(?i:report (?:by|of|from)) .{3,80}?|(?i:presentation|briefing|submission|update|report)) "
    r"(?i:(?:to|for) (?:the )?)(?=[A-Z])"
)


def body_of_value(value: str) -> str | None:
    """Return the body that a value names before its date, or behind it: "Cabinet – 30 January 2025"."""
    text = re.sub(
        r"\b(?:\w+day)\W*$", "", _beside_date(_FROM_TO.sub("", value)).strip(), flags=re.IGNORECASE
    )
    text = names.bare(in_title_case(text.split("  ")[0].strip(" ,-–—:|")))
    text = _MEMBERS.sub("", re.sub(r" Members$", "", text))
    organisation = names.organisation_in(text)
    if organisation == text and not names.body_of(text):
        return names.COUNCIL if text.endswith("Council") else None
    if organisation:
        rest = text.removeprefix(organisation).strip(" ,-–")
        text = rest if names.body_of(rest) else text
    return text if text and names.body_of(text) else None


def _beside_date(value: str) -> str:
    """Return what stands before the first date of a value; where nothing does, what stands behind it."""
    dates = list(find_dates(value))
    if not dates:
        return value
    before = value[: dates[0].start]
    return before if before.strip() else value[dates[0].end : dates[1].start if dates[1:] else None]


def head_line(lines: Sequence[str], *, month_first: bool = False) -> tuple[str, date] | None:
    """Return body and date of the first line that says both and nothing else."""
    for line in [one for one in lines if one.strip()][: LINES.day_lines]:
        dates = list(find_dates(line, month_first=month_first))
        if len(dates) != 1 or _ASIDE.search(line) or len(line.split()) > LINES.day:
            continue
        before = _BODY_AND_DATE.match(line[: dates[0].start].strip(" ,-–—|"))
        body = body_of_value(before["body"]) if before else None
        if body:
            return body, dates[0].day
    return None


def stacked(lines: Sequence[str], *, month_first: bool = False) -> tuple[str, date] | None:
    """Return body and date where these stand by themselves below each other at the top of a paper."""
    top = [one.strip("|#* ") for one in lines if one.strip()][: LINES.top]
    for apart in range(1, LINES.stacked + 1):
        for at, (line, below) in enumerate(zip(top, top[apart:], strict=False)):
            day = _day_alone(below, month_first=month_first)
            if day and (body := _body_alone(line, top[:at])):
                return body, day
            stamped = any(map(_STAMPED.match, top[:at]))
            day = _day_alone(line, month_first=month_first) if stamped else None
            if day and (body := _body_alone(below, ())):
                return body, day
    return None


def _body_alone(line: str, above: Sequence[str]) -> str | None:
    """Return the body that is all of a line.

    An organisation's own name heads its letters, too: it is who meets where the item is stamped above it.
    """
    if _LABELLED.search(line) or _ASIDE.search(line):
        return None
    name = in_title_case(line)
    is_publisher = names.is_organisation(name) or letterheads.is_publisher(name)
    if is_publisher and not any(map(_STAMPED.match, above)):
        return None
    return body_of_value(line)


_STAMPED = re.compile(r"\W*(?:agenda )?item\b.{0,6}\d", re.IGNORECASE)
# A label, a sentence, or a row of a table: no name that stands by itself.
_LABELLED = re.compile(r"[:|;]|\.\s|\d")
_BESIDE_DAY = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|on|at|from|\d{1,2}(?:[.:]\d\d)?|[ap]\.?m\.?|noon|hrs?|[\W_])*",
    re.IGNORECASE,
)


def _day_alone(line: str, *, month_first: bool) -> date | None:
    """Return the date that is all of a line, beside its weekday and the time."""
    dates = list(find_dates(line, month_first=month_first))
    if len(dates) != 1:
        return None
    rest = f"{line[: dates[0].start]} {line[dates[0].end :]}"
    return dates[0].day if _BESIDE_DAY.fullmatch(rest) else None


# "PLANNING COMMISSION STAFF REPORT": a report to whoever is named in front of what it is.
_REPORT_OF = re.compile(
    r"(?P<body>.{4,70}?)\W+(?:(?:staff|agenda|officer['’]?s?|case|item) )*"
    r"(?:report|memo(?:randum)?|agenda (?:bill|item|memo(?:randum)?|summary)|item (?:summary|report))\W*",
    re.IGNORECASE,
)

_A_REPORT = re.compile(r"\W*(?:(?:joint|officer['’]?s?|staff) )*report\b", re.IGNORECASE)


def _top(lines: Sequence[str]) -> list[str]:
    return [one.strip("|#* ") for one in lines if one.strip()][: LINES.kind]


def body_in_heading(lines: Sequence[str]) -> str | None:
    """Return the body whose name stands in the heading of a report to it."""
    for line in _top(lines):
        found = _REPORT_OF.fullmatch(line)
        if found and (body := body_of_value(found["body"])):
            return body
    return None


def body_at_top(lines: Sequence[str]) -> str | None:
    """Return the body to which a report says that it is, or that its first line names.

    Above that may stand whose it is, and which item. Where a day stands beside or below it, `head_line` and `stacked` have read it.
    """
    top = _top(lines)
    for line in top:
        if _FROM_TO.match(line) and (body := body_of_value(line)):
            return body
    for at, line in enumerate(top):
        if _STAMPED.match(line) or names.is_organisation(in_title_case(line)):
            continue
        is_report = any(map(_A_REPORT.match, top[at + 1 :]))
        return _body_alone(line, ()) if is_report else None
    return None
