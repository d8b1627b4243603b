"""When a meeting was, as the head of its record says it: every date weighed by what stands beside it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from corpus.dates import FoundDate, find_dates, writes_month_first
from corpus.tuning import HEADS, TELLING

# The number of an item.
NUMBERED = re.compile(r"\(?(?:\d{1,3}|[IVX]{1,5}|[A-Z])[.)]\s")
_LIKE_A_DATE = re.compile(
    r"\W*(?P<front>\d{1,2}[./-]\d{1,2}[./-])(?P<last>\d{1,2})\W+(?=[^\W\d_]{3})"
)
# What stands before the date of something that is not this meeting.
_OTHER_DATE = re.compile(
    r"(?:next|previous|last|earlier|future|forthcoming) (?:\w+ ){0,2}meeting|\bnext(?: date)?\W*$|confirmed|passed away|approved|adopted|published|printed|posted|issued|"
    r"dated?\b(?! of (?:the )?meeting|\W*(?:/|and|&) ?time|:)|received|deadline|updated|revised|"
    r"created|version|deferr|circulated|since|until|before|after|born|issued by|executive order|"
    r"chapter|act\b|letter",
    re.IGNORECASE,
)
# Earlier minutes that this meeting has before it, and no heading of its own ("Minutes of …").
_EARLIER = re.compile(
    r"(?:\bthe\s+|\b(?:approv|confirm|receiv|consider|sign|read|adopt|agre)\w*\b.*|^\W*\(?[\dA-Z]{1,3}[.)].*"
    # An item's number in front of it ("44/19", "L13", "2.1") says that it is an item's heading.
    r"|^\W*\(?(?:[A-Z]{1,3}[ .]?)?\d[\w./-]*\)?\s.*)"
    r"\bminutes? of\b",
    re.IGNORECASE,
)
# What is done with the minutes of another day: "to accept the November 6, 2023 minutes".
_DEALS_WITH = re.compile(
    r"\b(?:approv|accept|adopt|confirm|amend|correct|review)\w*\b", re.IGNORECASE
)
_ITS_MINUTES = re.compile(r"\W*(?:\w+\W+){0,4}minutes\b", re.IGNORECASE)
# The title that says in one sentence what was held and when.
_HELD_ON = re.compile(
    r"^\W*(?:(?:draft|approved|unconfirmed)\W+)?(?:the )?minutes of\b.*\bheld\b", re.IGNORECASE
)
# Above it these say that it is what an agenda deals with.
_CALLED = re.compile(r"\b(?:agenda|notice|summon\w*|invited|requested)\b", re.IGNORECASE)
# The part of an item about another meeting: "4.1 Ordinary meeting held on".
_OF_AN_ITEM = re.compile(r"^\W*\d{1,2}(?:\.\d{1,2})+\.?\s.*\bmeeting\b.*\bheld\b", re.IGNORECASE)
_HELD = re.compile(
    r"\b(?:held|meeting|minutes|agenda|summons|session|takes? place|met|will meet|cyfarfod|gynhaliwyd|"
    r"cruinniú|date|dated)\b",
    re.IGNORECASE,
)
# A heading above a date that is not this meeting's: "Date of next meeting".
_OF_NEXT = re.compile(
    r"^\W*(?:dates? (?:and time )?of (?:the )?)?(?:next|future|forthcoming) (?:\w+ ){0,2}meetings?\W*$",
    re.IGNORECASE,
)
# A heading above a date that is of the minutes before the meeting: "Approval of the minutes".
_OF_MINUTES = re.compile(
    r"\b(?:approval|approve|confirmation|confirm|adoption|adopt|acceptance|accept|reading|signing|sign|review)\b"
    r".{0,40}\bminutes\W*$",
    re.IGNORECASE,
)
# A line of an agenda with which the business begins; a date below it is of what is dealt with.
_BEGINS = re.compile(
    r"\W*(?:(?:meeting )?call(?:ing)? (?:of )?(?:the )?(?:meeting )?to order|roll call|pledge of allegiance|"
    r"(?:opening )?prayer|invocation|flag salute|apologies(?: for absence)?)\W*"
    # A number alone on its line is that of an item, too.
    r"|\(?\d{1,3}[.)]",
    re.IGNORECASE,
)
_ONLY_A_WEEKDAY = re.compile(
    r"\W*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\W*)?", re.IGNORECASE
)
_WEEKDAY = re.compile(r"(?:day|dydd \w+|dé \w+)\W*$", re.IGNORECASE)


def date_of(lines: Sequence[str], text: str = "", of_page: str | None = None) -> date | None:
    """Return the date of the meeting that a head tells, or the first sentence that says "held on".

    A line that is all `of_page` says when a page was published: it weighs least of all.
    """
    month_first = writes_month_first(text or "\n".join(lines))
    if told := _told(lines, month_first=month_first):
        return told
    weights = _weights(lines, of_page, month_first=month_first)
    best = max(weights, key=lambda day: (weights[day], -day.toordinal()), default=None)
    if best and weights[best] > 0:
        return best
    return _date_held(text, month_first=month_first)


def _weights(lines: Sequence[str], of_page: str | None, *, month_first: bool) -> dict[date, float]:
    """Return how telling each date of a head is, to the first business below one that tells."""
    weights: defaultdict[date, float] = defaultdict(float)
    for number in range(_first_item(lines)):
        if max(weights.values(), default=0.0) > 0 and _BEGINS.fullmatch(lines[number]):
            break
        for day, weight in _weighed_dates(lines, number, month_first=month_first):
            weight = (
                TELLING.of_page if lines[number] == of_page else weight - TELLING.lower * number
            )
            weights[day] += max(weight, 0.0)
    return weights


def _told(lines: Sequence[str], *, month_first: bool) -> date | None:
    """Return the date that the title of minutes says in its own sentence, below whatever else a page says."""
    for number, line in enumerate(lines[: _first_item(lines)]):
        if _CALLED.search(line):
            return None
        if _HELD_ON.match(line):
            days = _weighed_dates(lines, number, month_first=month_first)
            return next((day for day, weight in days if weight > 0), None)
    return None


def _first_item(lines: Sequence[str]) -> int:
    """Return which line below the first two is the first with the number of an item."""
    numbered = (
        n
        for n, line in enumerate(lines)
        if n > 1 and (NUMBERED.match(line) or _counts(lines, line))
    )
    return next(numbered, len(lines))


def _counts(lines: Sequence[str], line: str) -> bool:
    """Say whether what looks like a date in front of a line counts items: "19.09.03 Minutes" above "19.09.04 Finance"."""
    match = _LIKE_A_DATE.match(line)
    if not match:
        return False
    others = (other for one in lines if (other := _LIKE_A_DATE.match(one)))
    return any(
        one["front"] == match["front"] and abs(int(one["last"]) - int(match["last"])) == 1
        for one in others
    )


def _weighed_dates(
    lines: Sequence[str], number: int, *, month_first: bool
) -> Iterator[tuple[date, float]]:
    """Yield the dates that begin in a line, each with how telling it is.

    A date may go over the end of its line; one that is whole on the next line is found there.
    """
    line = lines[number]
    below = lines[number + 1] if number + 1 < len(lines) else ""
    for found in find_dates(f"{line} {below}", month_first=month_first):
        if found.start < len(line):
            shown = f"{line} {below}"[: max(len(line), found.end)]
            yield found.day, _date_weight(shown, found, lines[max(0, number - 2) : number])


def _date_held(text: str, *, month_first: bool) -> date | None:
    """Return the date of the first sentence that says when a meeting was held."""
    held = re.search(
        r"\bmeeting\b[^.\n]{0,80}\b(?:was|were|is) (?:held|convened|called to order)\b[^.\n]{0,80}",
        text[: HEADS.sentence_letters],
        re.IGNORECASE,
    )
    day = next(find_dates(held[0], month_first=month_first), None) if held else None
    return day.day if day else None


def _date_weight(line: str, found: FoundDate, above: Sequence[str]) -> float:
    before = line[: found.start]
    heading = above[-1] if above and _ONLY_A_WEEKDAY.fullmatch(before) else ""
    is_below_another = _OF_NEXT.search(heading) or _OF_MINUTES.search(heading)
    if is_below_another or _is_of_another(before, line[found.end :]):
        return 0.0
    in_words = bool(re.search(r"[A-Za-z]{3}", line[found.start : found.end]))
    weight = TELLING.in_words if in_words else 1.0
    weight += TELLING.weekday * bool(_WEEKDAY.search(before))
    weight += _weight_of_held(before, line[found.end :], above)
    if len((line[: found.start] + line[found.end :]).split()) <= 1:
        weight += TELLING.alone  # It stands alone on its line.
    if len(line.split()) > HEADS.short_line and not _HELD.search(
        before[-TELLING.sentence_before :]
    ):
        weight -= 1.0
    return weight


def _is_of_another(before: str, behind: str) -> bool:
    """Say whether what stands round a date in its line says that it is not this meeting's."""
    is_other = _OTHER_DATE.search(before[-TELLING.other_before :])
    is_of_minutes = _DEALS_WITH.search(before) and _ITS_MINUTES.match(behind)
    return bool(is_other or is_of_minutes or _EARLIER.search(before) or _OF_AN_ITEM.search(before))


def _weight_of_held(before: str, behind: str, above: Sequence[str]) -> float:
    """Return how much it tells that a meeting is said to be held beside a date, or above it."""
    nearest = f"{' '.join(above[-1:])} {before}"[-TELLING.held_before :]
    if _HELD.search(nearest) or _HELD.search(behind[: TELLING.held_behind]):
        return TELLING.held
    return TELLING.above if any(map(_HELD.search, above)) else 0.0
