"""Who met and when, as the head of a record says it: each line weighed, the sum decides.

A head is the lines before the first item. A name that stands alone on a line weighs more than one in
a sentence; a date beside "meeting", "held" or "minutes" weighs more than one that only stands there,
and that of another meeting, of a print or a letter weighs nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from corpus import names, statement
from corpus.dates import FoundDate, find_dates, writes_month_first
from corpus.records import MeetingFacts
from corpus.text import squash

# So many lines of a record may be its head, and so many words a line that is no sentence.
HEAD_LINES = 45
_SHORT = 12
# Characters that hold a head in which each word is a line of Markdown (reason only).
_OPENING = 3_000
# A text that names one council so often, and no other a third as often, is of that council.
_SURELY = 4
_ATTENDANCE = re.compile(
    r"(?:present|in attendance|attendance|attend(?:ing|ees)|apologies|roll call|call to order|regrets|"
    r"yn bresennol|i láthair)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[IVX]{1,5}|[A-Z])[.)]\s")
_IMAGE = re.compile(r"^!\[([^\]]*)\]\(.*\)\W*$")
_YAML = re.compile(
    r"^(title|date|committee|council|body|meeting)\s*:\s*[\"“]?(.+?)[\"”]?$", re.IGNORECASE
)
# What stands before the date of something that is not this meeting.
_OTHER_DATE = re.compile(
    r"(?:next|previous|last|earlier|future|forthcoming) (?:\w+ ){0,2}meeting|confirmed|passed away|approved|adopted|published|printed|posted|issued|"
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
    r"\bminutes of\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:held|meeting|minutes|agenda|summons|session|takes? place|met|will meet|cyfarfod|gynhaliwyd|"
    r"cruinniú|date|dated)\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"(?:day|dydd \w+|dé \w+)\W*$", re.IGNORECASE)
_TITLE = re.compile(
    r"(?!(?:Action|Summary|Voting|Public|Consent|Order)\b)[A-Z][\w’']+(?:,? (?:and |& |of |for )?[A-Z][\w’']+){1,7}"
)
_PEOPLE = re.compile(
    r"^(?:present|in attendance|apologies|attend(?:ance|ees)|members|councill?ors|cllrs?|mayor|chair|"
    r"staff|officers?|absent|regrets|venue|place|location|telephone|e-?mail|to|from|cc|by|clerk|"
    r"held (?:in|at|remotely)|http|www|\d+[ ,]|dear)\b|@",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"^(?:page|item|agenda item|present|apologies|time|date|note|public|part)\b|[.!?;]$|\d{3}|:",
    re.IGNORECASE,
)
_CELTIC = re.compile(r"(?:Cyngor|Comhairle)\b")
KEPT = ("County", "City", "Borough", "District")
_PUBLISHES = re.compile(r"^(?:City|Town|Township|Village|County|Borough|Municipality|Parish|Shire)\b|"
                        r"\b(?:Council|Township)$", re.IGNORECASE)  # fmt: skip


def facts_of(front: Sequence[str], text: str = "") -> MeetingFacts:
    """Return council, committee and date of the meeting of which a record has the head `front`.

    `text` is the whole record, which tells the council where its head does not.
    """
    lines = list(_lines(front))
    # Where each word of it is a line, the first of them may have been taken for an item.
    named = statement.who_met(front) or statement.who_met(text[:_OPENING].splitlines(), within=3)
    publisher, who = statement.split(named, text) if named else (None, None)
    organisation = publisher or _organisation(_before_attendance(lines)) or most_named(text)
    body = who or _body(_before_attendance(lines), organisation)
    body = body or _body_of_text(text, organisation)
    if organisation:
        # One name for one council, however its clerk types it.
        organisation = organisation.replace(" & ", " and ")
    return MeetingFacts(council=organisation, committee=body, date=date_of(lines, text))


def _lines(front: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a head: of an image its text, of a table's row each cell, in title case."""
    for line in front[:HEAD_LINES]:
        if image := _IMAGE.match(line):
            yield names.in_title_case(squash(image[1]))
            continue
        if yaml := _YAML.match(line):
            yield names.in_title_case(squash(yaml[2]))
            continue
        for cell in re.split(r"\s\|\s|\s[–—]\s|\s-\s", line.strip("|# *")):
            if cell.strip() and not re.fullmatch(r"[-–=_|\s]+", cell):
                yield names.in_title_case(squash(cell.strip("*_ ")))


def _organisation(lines: Sequence[str]) -> str | None:
    """Return the organisation that weighs most: alone on its line, early, said again."""
    weights: defaultdict[str, float] = defaultdict(float)
    shown: dict[str, str] = {}
    for number, line in enumerate(lines):
        if _PEOPLE.search(line) and not line.startswith(("Mayor", "Members")):
            continue
        found = names.organisation_in(names.bare(line)) or names.organisation_in(line)
        if not found:
            continue
        alone = len(found.split()) / max(len(names.bare(line).split()), 1) > 0.8
        key = re.sub(r"^the ", "", found.casefold())
        # Where the name stands in two languages, the other papers have the English one.
        share = 0.5 if _CELTIC.match(found) else 1.0
        weights[key] += share * ((3.0 if alone else 1.5) - 0.03 * number)
        shown.setdefault(key, found)
    best = max(weights, key=lambda key: weights[key], default=None)
    return shown[best] if best else None


def most_named(text: str) -> str | None:
    """Return the organisation that a text without a head names most, if nothing comes near it."""
    counts: Counter[str] = Counter()
    for line in text[:20_000].splitlines():
        found = names.organisation_in(names.in_title_case(line)) if line.strip() else None
        if found:
            counts[found] += 1
    (best, n), *others = [*counts.most_common(2), ("", 0)]
    return best if n >= _SURELY and n >= 3 * (others[0][1] if others else 0) else None


def _before_attendance(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines before the one that says who was present; nobody's name is the body's."""
    end = (n for n, line in enumerate(lines) if n > 1 and _ATTENDANCE.match(line))
    return lines[: next(end, len(lines))]


def _body(lines: Sequence[str], organisation: str | None) -> str | None:
    """Return the body that the head names, "Council" where it is the organisation itself."""
    best: tuple[float, str] | None = None
    for number, line in enumerate(lines):
        if _PEOPLE.search(line) or len(line.split()) > 3 * _SHORT:
            continue
        undated = _without_dates(line)
        if _NUMBERED.match(line) or re.search(r"\b(?:following|prior to)\b", line, re.IGNORECASE):
            continue
        weight, body = _body_of_line(undated, organisation)
        if body and (best is None or weight - 0.04 * number > best[0]):
            best = weight - 0.04 * number, body
    if best:
        return best[1]
    return names.COUNCIL if organisation and _PUBLISHES.search(organisation) else None


def _body_of_line(line: str, organisation: str | None) -> tuple[float, str]:
    """Return which body a line names and how telling that is: 0 if it names none."""
    text = _without(names.bare(line), organisation)
    is_head = bool(re.search(r"\b(?:minutes|agenda|meeting|cofnodion)\b", line, re.IGNORECASE))
    if not text:
        general = re.search(r"\b(?:(?:Annual|Extraordinary) )?(?:General|Parish) Meeting\b", line)
        if general:
            return 1.4, general[0]
        own = organisation and organisation.split()[-1] == "Council" and is_head
        return (1.2, names.COUNCIL) if own else (0.0, "")
    general = re.search(r"\b(?:(?:Annual|Extraordinary) )?(?:General|Parish) Meeting\b", line)
    if general and names.body_of(text) is None:
        return 1.4, general[0]
    body = names.body_of(text)
    if body:
        if names.is_bare_council(body):
            return (2.0 if is_head else 1.5), _council_itself(body, organisation)
        return 3.0, _plain_board(body)
    found = names.body_in(text) if is_head else None
    if found and not names.is_bare_council(found):
        return 1.5, _plain_board(found)
    titled = re.search(r"\b(?:minutes|agenda)\W*$", line, re.IGNORECASE) and len(text.split()) > 1
    # A title that names no kind of body: "Amenities, Leisure and Community Services Minutes".
    return (0.9, text) if titled and _TITLE.fullmatch(text) else (0.0, "")


def _council_itself(body: str, organisation: str | None) -> str:
    """Return how the council itself is called: "County Council" beside "Kent County Council"."""
    words = body.split()
    if not organisation or len(words) != 2 or words[0] not in KEPT:
        return names.COUNCIL
    is_another = words[0] not in organisation
    return body if is_another or organisation.endswith(body) else names.COUNCIL


def _plain_board(body: str) -> str:
    """Return a body without the kind of its meeting: "Special Board" is the Board."""
    return re.sub(r"^(?:Special|Regular|Annual|Ordinary|Extraordinary|Board of Director[’']?s Special) "
                  r"(?=Board|Committee|Council)", "", body)  # fmt: skip


def _without(text: str, organisation: str | None) -> str:
    if not organisation:
        return text
    rest = re.sub(
        rf"^(?:the )?{re.escape(organisation)}(?:[’']s)?\W*", "", text, flags=re.IGNORECASE
    )
    if re.fullmatch(r"(?:Council|Board)?", rest):
        # "Ashton Township" names its board, "Township of Ashton Council" is the council.
        return rest if rest == "Board" else ""
    return names.bare(rest) or rest


def _without_dates(line: str) -> str:
    spans = list(find_dates(line))
    for found in reversed(spans):
        line = f"{line[: found.start]} {line[found.end :]}"
    weekday = r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b,?"
    line = re.sub(weekday, " ", line, flags=re.IGNORECASE) if spans else line
    return re.sub(r"\bat \d.*|\b\d{1,2}[.:]\d\d ?(?:[ap]\.?m\.?)?", " ", line).strip(" ,-–")


def _body_of_text(text: str, organisation: str | None) -> str | None:
    """Return the body that the first sentence about a meeting names: "A meeting of the … was held"."""
    found = re.search(
        r"\bmeeting of (?:the )?([^.\n]{3,90}?)(?:,? (?:was |will be )?(?:held|convened|called)\b)",
        text[:6000], re.IGNORECASE)  # fmt: skip
    if not found:
        return None
    name = _without(names.in_title_case(found[1]), organisation)
    if not name:
        return names.COUNCIL
    body = names.body_of(name) or names.body_of(names.bare(name))
    return _council_itself(body, organisation) if body and names.is_bare_council(body) else body


def date_of(lines: Sequence[str], text: str = "") -> date | None:
    """Return the date of the meeting that a head tells, or the first sentence that says "held on"."""
    month_first = writes_month_first(text or "\n".join(lines))
    weights: defaultdict[date, float] = defaultdict(float)
    for number, line in enumerate(lines):
        if number > 1 and _NUMBERED.match(line):
            break
        # A date may go over the end of its line; one that is whole on the next line is found there.
        below = lines[number + 1] if number + 1 < len(lines) else ""
        for found in find_dates(f"{line} {below}", month_first=month_first):
            if found.start >= len(line):
                continue
            weight = _date_weight(
                f"{line} {below}"[: max(len(line), found.end)],
                found,
                lines[max(0, number - 2) : number],
            )
            weights[found.day] += max(weight - 0.02 * number, 0.0)
    best = max(weights, key=lambda day: (weights[day], -day.toordinal()), default=None)
    if best and weights[best] > 0:
        return best
    held = re.search(
        r"\bmeeting\b[^.\n]{0,80}\b(?:was|were|is) (?:held|convened|called to order)\b[^.\n]{0,80}",
        text[:6000],
        re.IGNORECASE,
    )
    day = next(find_dates(held[0], month_first=month_first), None) if held else None
    return day.day if day else None


def _date_weight(line: str, found: FoundDate, above: Sequence[str]) -> float:
    before = line[: found.start]
    if _OTHER_DATE.search(before[-60:]) or _EARLIER.search(before):
        return 0.0
    in_words = bool(re.search(r"[A-Za-z]{3}", line[found.start : found.end]))
    weight = 1.5 if in_words else 1.0
    weight += 0.5 * bool(_WEEKDAY.search(before))
    if _HELD.search(f"{' '.join(above[-1:])} {before}"[-110:]) or _HELD.search(
        line[found.end :][:20]
    ):
        weight += 1.5
    elif any(_HELD.search(one) for one in above):
        weight += 0.7
    if len((line[: found.start] + line[found.end :]).split()) <= 1:
        weight += 0.8  # It stands alone on its line.
    if len(line.split()) > _SHORT and not _HELD.search(before[-40:]):
        weight -= 1.0
    return weight


def facts_of_name(name: str) -> MeetingFacts:
    """Return what the name of a file tells, where neither its head nor `meeting.toml` does: the date."""
    stem = re.sub(r"\.\w{2,8}$", "", name.rpartition("/")[2])
    return MeetingFacts(date=next((found.day for found in find_dates(stem)), None))
