"""Who met and when, as the head of a record says it: each line weighed, the sum decides.

A head is the lines before the first item. A name that stands alone on a line weighs more than one in
a sentence; a date beside "meeting", "held" or "minutes" weighs more than one that only stands there,
and that of another meeting, of a print or a letter weighs nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from corpus import head_lines, letterheads, names, places, statement
from corpus.capitals import in_title_case
from corpus.dates import find_dates
from corpus.head_dates import NUMBERED, date_of
from corpus.records import MeetingFacts
from corpus.tuning import HEADS, TELLING

_ATTENDANCE = re.compile(
    r"(?:present|in attendance|attendance|attend(?:ing|ees)|apologies|roll call|call to order|regrets|"
    r"yn bresennol|i láthair)\b",
    re.IGNORECASE,
)
_OF_A_HEAD = re.compile(r"\b(?:minutes|agenda|meeting|cofnodion)\b", re.IGNORECASE)
# An item of a list, and a line of one that says that a meeting was opened.
_LISTED = re.compile(r"\(?(?:\d{1,3}|[IVX]{1,5}|[A-Za-z])[.)]\s")
_OPENED = re.compile(
    r"\b(?:called to order|convened|(?:was|were|is|will be) held)\b", re.IGNORECASE
)
_OF_ANOTHER = re.compile(r"\b(?:following|prior to)\b", re.IGNORECASE)
_GENERAL_MEETING = re.compile(r"\b(?:(?:Annual|Extraordinary) )?(?:General|Parish) Meeting\b")
_TITLE = re.compile(
    r"(?!(?:Action|Summary|Voting|Public|Consent|Order)\b)[A-Z][\w’']+(?:,? (?:and |& |of |for )?[A-Z][\w’']+){1,7}"
)
_PEOPLE = re.compile(
    r"^(?:present|in attendance|apologies|attend(?:ance|ees)|members|councill?ors|cllrs?|mayor|chair|"
    r"staff|officers?|absent|regrets|venue|place|location|telephone|e-?mail|to|from|cc|by|clerk|"
    r"report (?:of|by|from)|held (?:in|at|remotely)|http|www|\d+[ ,]|dear)\b|@|^•",
    re.IGNORECASE,
)
_CELTIC = re.compile(r"(?:Cyngor|Comhairle)\b")
KEPT = ("County", "City", "Borough", "District")


def facts_of(
    front: Sequence[str], text: str = "", name: str = "", *, by_default: bool = True
) -> MeetingFacts:
    """Return council, committee and date of the meeting of which a record has the head `front`.

    `text` is the whole record, which tells the council where its head does not; `name` is its file's,
    with its folders. Where no body is named a council met itself, unless not `by_default`.
    """
    front = letterheads.joined([line[: HEADS.longest_line] for line in front])
    lines = list(head_lines.lines_of(front))
    # Where each word of it is a line, the first of them may have been taken for an item.
    publisher, who = _stated(front, lines, text)
    organisation = publisher or _publisher(_before_attendance(lines), text)
    body = who or _body(_before_attendance(lines), organisation) or _invited(front, organisation)
    if body is None:
        body = (by_default and letterheads.itself(organisation)) or _body_of_text(
            text, organisation
        )
    organisation, body = _apart(organisation, body, "\n".join([*front, text]), name)
    if organisation:
        # One name for one council, however its clerk types it.
        organisation = organisation.replace(" & ", " and ")
    day = date_of(lines, text, head_lines.page_date(front))
    return MeetingFacts(council=organisation, committee=body, date=day)


def _stated(front: Sequence[str], lines: Sequence[str], text: str) -> tuple[str | None, str | None]:
    """Return (organisation, body) as the sentence says it that tells who met."""
    opening = text[: HEADS.opening].splitlines()
    named = statement.who_met(front) or statement.who_met(opening, within=HEADS.lines_of_words)
    publisher, who = statement.split(named, text) if named else (None, None)
    county = letterheads.county_of(publisher, lines) if publisher else None
    return (county, publisher) if county else (publisher, who)


def _apart(
    organisation: str | None, body: str | None, text: str, name: str
) -> tuple[str | None, str | None]:
    """Return organisation and body where one name may be both: "Ashton Planning Board"."""
    if organisation:
        _, body = (body and places.whose(body, organisation)) or (None, body)
        return organisation, body or places.of_itself(organisation)
    return places.apart(body, text, name.split("/")[:-1])


def _publisher(lines: Sequence[str], text: str) -> str | None:
    """Return who publishes: the organisation that a head names, the name above the body, what a text names most."""
    named, beside = _organisation(lines), letterheads.beside_body(lines, text)
    return letterheads.publisher(beside, named, lines) or most_named(text)


def _invited(front: Sequence[str], organisation: str | None) -> str | None:
    """Return the body whose members a head is to, or that they are asked to attend."""
    for written in letterheads.invited(front[: HEADS.front_head]):
        name = _without(names.bare(in_title_case(_without_dates(written))), organisation)
        body = names.body_of(name) or (names.COUNCIL if not name and organisation else None)
        if body:
            return _named_body(body, organisation, is_head=True)[1]
    return None


def _organisation(lines: Sequence[str]) -> str | None:
    """Return the organisation that weighs most: alone on its line, early, said again.

    An item may be about another council's letter; one that says how it was opened names its own.
    """
    weights: defaultdict[str, float] = defaultdict(float)
    shown: dict[str, str] = {}
    first_item = next((n for n, line in enumerate(lines) if n and _LISTED.match(line)), len(lines))
    for number, line in enumerate(lines):
        if not _may_name_council(line, is_item=number >= first_item):
            continue
        found = names.organisation_in(names.bare(line)) or names.organisation_in(line)
        if not found:
            continue
        key = re.sub(r"^the ", "", found.casefold())
        weights[key] += _weight_of_name(found, line, number)
        shown.setdefault(key, found)
    best = max(weights, key=lambda key: weights[key], default=None)
    return shown[best] if best else letterheads.over_lines(lines)


def _weight_of_name(name: str, line: str, number: int) -> float:
    """Return how telling the name of an organisation is in a line: more where it stands alone, and early."""
    is_alone = len(name.split()) / max(len(names.bare(line).split()), 1) > TELLING.mostly
    # Where the name stands in two languages, the other papers have the English one.
    share = TELLING.celtic if _CELTIC.match(name) else 1.0
    weight = TELLING.alone_name if is_alone else TELLING.with_words
    return share * (weight - TELLING.lower_name * number)


def _may_name_council(line: str, *, is_item: bool) -> bool:
    """Say whether a line may name who publishes: no person's; behind a first item one that is all name.

    Or one that says how the meeting was opened.
    """
    is_of_people = _PEOPLE.search(line) and not line.startswith(("Mayor", "Members"))
    if is_of_people or letterheads.tells_of_others(line):
        return False
    return not is_item or names.is_organisation(line) or bool(_OPENED.search(line))


def most_named(text: str) -> str | None:
    """Return the organisation that a text without a head names most, if nothing comes near it."""
    counts: Counter[str] = Counter()
    for line in text[: HEADS.searched].splitlines():
        found = names.organisation_in(in_title_case(line)) if line.strip() else None
        if found:
            counts[found] += 1
    (best, n), *others = [*counts.most_common(2), ("", 0)]
    return (
        best
        if n >= HEADS.surely and n >= HEADS.times_more * (others[0][1] if others else 0)
        else None
    )


def _before_attendance(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines before the one that says who was present; nobody's name is the body's."""
    end = (n for n, line in enumerate(lines) if n > 1 and _ATTENDANCE.match(line))
    return lines[: next(end, len(lines))]


def _body(lines: Sequence[str], organisation: str | None) -> str | None:
    """Return the body that the head names, by the longest of its names, or None."""
    found = [
        (weight - TELLING.lower_body * number, body)
        for number, line in enumerate(lines)
        if _may_name_body(line)
        for weight, body in [_body_of_line(_without_dates(line), organisation)]
        if body
    ]
    _, best = max(found, key=lambda one: one[0], default=(0.0, None))
    if best is None or " " in best or best == names.COUNCIL:
        return best
    # "Board" of a title is the "Board of Trustees" of the sentence below it.
    longer = (body for _, body in found if body.startswith((f"{best} of ", f"{best} on ")))
    return next(longer, best)


def _may_name_body(line: str) -> bool:
    """Say whether a line is short, names nobody, and is neither an item nor of another meeting."""
    is_of_people = _PEOPLE.search(line) or len(line.split()) > TELLING.body_lines * HEADS.short_line
    is_of_people = is_of_people or names.points_elsewhere(names.bare(line))
    is_of_people = is_of_people or bool(letterheads.MEMBERS_OF.match(line))
    return not is_of_people and not NUMBERED.match(line) and not _OF_ANOTHER.search(line)


def _body_of_line(line: str, organisation: str | None) -> tuple[float, str]:
    """Return which body a line names and how telling that is: 0 if it names none."""
    text = _without(names.bare(line), organisation)
    is_head = bool(_OF_A_HEAD.search(line))
    body = names.body_of(text) if text else None
    general = _GENERAL_MEETING.search(line)
    if general and body is None:
        return TELLING.general, general[0]
    if not text:
        # "Ashton Parish Council Meeting"; a heading alone ("Minutes") names nobody.
        own = (organisation or "").endswith("Council") and is_head and names.bare(line)
        return (TELLING.itself, names.COUNCIL) if own else (0.0, "")
    if body:
        return _named_body(body, organisation, is_head=is_head)
    return _body_within(line, text, is_head=is_head)


def _named_body(body: str, organisation: str | None, *, is_head: bool) -> tuple[float, str]:
    """Return a body that is all that a line names, and how telling that is."""
    if names.is_bare_council(body):
        return (2.0 if is_head else TELLING.council), _council_itself(body, organisation)
    if body == f"Full {(organisation or '').rpartition(' ')[2]}":
        return TELLING.council, body
    return TELLING.body, _plain_board(body)


def _body_within(line: str, text: str, *, is_head: bool) -> tuple[float, str]:
    """Return a body that a line names among other words, and how telling that is."""
    # "No meeting of the Housing Authority will be held" names who does not meet.
    body = names.body_in(text) if is_head and not re.match(r"\W*no\b", text, re.I) else None
    if body and not names.is_bare_council(body):
        return TELLING.within, _plain_board(body)
    if its := statement.body_of_its(text):
        return TELLING.within, its
    titled = re.search(r"\b(?:minutes|agenda)\W*$", line, re.IGNORECASE) and len(text.split()) > 1
    # A title that names no kind of body: "Amenities, Leisure and Community Services Minutes".
    return (TELLING.titled, text) if titled and _TITLE.fullmatch(text) else (0.0, "")


def _council_itself(body: str, organisation: str | None) -> str:
    """Return how the council itself is called: "County Council" beside "Kent County Council"."""
    words = body.split()
    if not organisation or len(words) != 2 or words[0] not in KEPT:
        return names.COUNCIL
    is_another = words[0] not in organisation
    return body if is_another or organisation.endswith(body) else names.COUNCIL


def _plain_board(body: str) -> str:
    """Return a body without the kind of its meeting: "Special Board" is the Board."""
    body = re.sub(
        r"^(?:The )?(?:\d{1,3}(?:st|nd|rd|th) )?Meeting of (?:the )?", "", body, flags=re.I
    )
    return re.sub(r"^(?:(?:Special|Regular|Annual|Ordinary|Extraordinary|Board of Director[’']?s Special) "
                  r"(?=Board|Committee|Council|Commission\b)"
                  # "Special Projects Committee" is a body, "Special Governing Board" none.
                  r"|(?:Special|Regular|Ordinary|Extraordinary) (?=(?:Governing|School|City|Town|Village|Parish|County) (?:Board|Council|Commission)\b))",
                  "", body)  # fmt: skip


def _without(text: str, organisation: str | None) -> str:
    if not organisation:
        return text
    whole = rf"^(?:the )?(?:corporation of (?:the )?)?{re.escape(organisation)}(?:[’']s)?\W*"
    rest = re.sub(whole, "", text, flags=re.IGNORECASE)
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
        text[: HEADS.sentence_letters], re.IGNORECASE)  # fmt: skip
    if not found or re.search(r"\bno\W+$", text[: found.start()], re.IGNORECASE):
        return None
    name = _without(in_title_case(found[1]), organisation)
    if not name:
        return names.COUNCIL
    if names.points_elsewhere(name):
        return None
    body = names.body_of(name) or names.body_of(names.bare(name))
    return _council_itself(body, organisation) if body and names.is_bare_council(body) else body


def facts_of_name(name: str) -> MeetingFacts:
    """Return what the name of a file tells, where neither its head nor `meeting.toml` does: the date."""
    stem = re.sub(r"\.\w{2,8}$", "", name.rpartition("/")[2])
    return MeetingFacts(date=next((found.day for found in find_dates(stem)), None))
