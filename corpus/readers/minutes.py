"""Whole minutes as plain text or Markdown: split into agenda items at their numbered headings.

A wrong split is worse than a missing one, so a heading has to belong to a sequence: the numbers of
one style that count upwards through the document. Where nothing is numbered, headings that stand
out (Markdown, bold or capitals) split; where nothing stands out, the document is one item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.dates import find_date
from corpus.errors import RecordError
from corpus.readers.numbering import ItemNumber, leading_number, longest_sequence
from corpus.readers.sections import agenda_item
from corpus.records import AgendaItem, Meeting, MeetingFacts, Source, meeting
from corpus.text import BULLET, clean_lines, decode, without_file_note, without_furniture
from corpus.unwrap import unwrap

_RULE = re.compile(r"[-_=*]{3,}")
_NO_TITLE = re.compile(r"(?:draft )?minutes template", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,4}(?: of \d{1,4})?", re.IGNORECASE)
_PUBLISHERS_LINK = re.compile(r"\[[^\]]+\]\((https?://[^)]+)\)")
_HEADING_MARK = re.compile(r"#{1,6}\s+")
_EMPHASIS = re.compile(r"(?<![\w*])\*{1,3}|\*{1,3}(?![\w*])|\*\*")
_TITLE_END = re.compile(r"[.;:,]$")
_MINUTES_OF = re.compile(
    r"minutes of (?:the )?(?:proceedings (?:at|of) )?(?:the |an? )?"
    r"(?:(?:special|online|virtual|monthly|annual|ordinary|adjourned|quarterly|extraordinary|"
    r"statutory|budget|inaugural)\s+)*meeting of (?:the )?(?P<committee>.{4,120}?)"
    r"(?=,? (?:was )?held\b|,? on \w+day\b|[.:]|$| which was| a meeting of)",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:committee|cabinet|board|panel|commission|executive|forum)\b", re.IGNORECASE
)
_PAGE_NAME = re.compile(r"\b(?:view|decision|record|details|report)\b", re.IGNORECASE)
_ALONE = re.compile(r"(?:full )?council", re.IGNORECASE)
_COUNCIL = re.compile(r"\b(?:[A-Z][\w’'&-]+ (?:and |& |of )?){1,5}(?:Council|COUNCIL)\b")
_FRONT_WORDS = 80
_MAX_GAP = 3
_MAX_TITLE_WORDS = 30
OPENING = "Attendance and opening of the meeting"


@dataclass(frozen=True, slots=True)
class _Heading:
    line: int
    title: str
    number: ItemNumber | None = None


def read(source: Source) -> Iterator[Meeting]:
    """Yield the one meeting whose minutes the document is."""
    raw = without_furniture(clean_lines(decode(source.data)))
    if not any(raw):
        raise RecordError("the file is empty")
    link = next((m[1] for line in raw[:5] if (m := _PUBLISHERS_LINK.match(line))), None)
    raw = [line for line in raw if not _PUBLISHERS_LINK.fullmatch(line)]
    lines = _without_page_ends(raw)
    plain = [_plain(line) for line in lines]
    headings = _numbered(lines, plain) or _markdown(lines, plain) or _standing_out(lines, plain)
    front = plain[: headings[0].line] if headings else plain[:40]
    facts = _facts(front, source, link)
    items = tuple(_items(lines, plain, headings, facts))
    yield meeting(source, facts, items)


def _plain(line: str) -> str:
    """Return a line without Markdown's heading marks and emphasis."""
    return " ".join(_EMPHASIS.sub("", _HEADING_MARK.sub("", line)).split())


def _without_page_ends(lines: list[str]) -> list[str]:
    """Drop page numbers and the rules between pages.

    A number on its own line is a page number when it follows a rule or when it carries no mark that
    an item number has; the numbers of items are "3." or "(3)" or stand before their title.
    """
    return [
        "" if any(p.fullmatch(line) for p in (_RULE, _PAGE_NUMBER, _NO_TITLE)) else line
        for line in lines
    ]


def _facts(front: Sequence[str], source: Source, link: str | None) -> MeetingFacts:
    text = " ".join(line for line in front if line)[:1500]
    # One line at a time: two lines of a head are not one name.
    council = next((m for line in front[:40] if (m := _COUNCIL.search(line))), None)
    found = _MINUTES_OF.search(text)
    committee = _name(found["committee"]) if found else None
    named = _name(council[0]) if council else None
    if committee is None:
        short = [line for line in front if 0 < len(line.split()) <= 10][:6]
        body = next(
            (line for line in short if _BODY.search(line) and not _PAGE_NAME.search(line)), None
        )
        if body is None:
            body = next(
                (line for line in short if _COUNCIL.search(line) or _ALONE.fullmatch(line)), ""
            )
        committee = _name(re.sub(r"\s*[-–:]?\s*\b(?:draft )?minutes\b.*", "", body, flags=re.I))
    if named and committee and committee != named:
        committee = committee.removeprefix(named).strip(" -–:,") or committee
    if committee == named:
        committee = "Council"
    return MeetingFacts(
        council=None if source.facts.council else named,
        committee=committee or None,
        date=find_date(text),
        url=link,
    )


def _name(text: str) -> str:
    """Return a name with capitals only where names have them, if it was all in capitals."""
    text = " ".join(text.replace("- ", "-").split()).strip(" -–:,")
    if not text.isupper():
        return text
    small = {"of", "and", "the", "for", "in", "on", "to", "with", "at"}
    words = [w.lower() if w.lower() in small else w.capitalize() for w in text.split()]
    return re.sub(r"-(\w)", lambda m: "-" + m[1].upper(), " ".join(words))


def _numbered(lines: Sequence[str], plain: Sequence[str]) -> list[_Heading]:
    """Return the heaviest sequence of headings that count upwards; one that stands out weighs more."""
    candidates = [c for i in range(len(plain)) if (c := _candidate(lines, plain, i)) is not None]
    numbers = [c.number for c in candidates if c.number is not None]
    weights = [_weight(lines[c.line], c) for c in candidates]
    chain = [candidates[i] for i in longest_sequence(numbers, weights, max_gap=_MAX_GAP)]
    bare = any(heading.number and not heading.number.marked for heading in chain)
    return chain if len(chain) >= (3 if bare else 2) else []


def _candidate(lines: Sequence[str], plain: Sequence[str], index: int) -> _Heading | None:
    line = plain[index]
    if not line or line.startswith(BULLET):
        return None
    found = leading_number(line)
    if found is None:
        return None
    number, title = found
    if number.is_sub_item:
        return None
    if title:
        if not number.marked and (len(title.split()) > 10 or title.endswith((".", ",", ";"))):
            return None
        wrapped = _continuation(plain, index, title)
        if not _is_title(f"{title} {wrapped}".strip()):
            return None
        return _Heading(index, f"{title} {wrapped}".strip(), number)
    if not number.marked and not lines[index].startswith(("#", "**")):
        return None
    for below in range(index + 1, min(index + 4, len(plain))):
        if plain[below]:
            wrapped = _continuation(plain, below, plain[below])
            title = f"{plain[below]} {wrapped}".strip()
            return _Heading(index, title, number) if _is_title(title) else None
    return None


def _continuation(plain: Sequence[str], index: int, title: str) -> str:
    """Return the next line if it carries on a title that is wrapped: in capitals, or within bold."""
    below = plain[index + 1] if index + 1 < len(plain) else ""
    letters = sum(char.isalpha() for char in below)
    if title.isupper() and below.isupper() and letters > 3 and leading_number(below) is None:
        return below
    return ""


def _is_title(text: str) -> bool:
    words = text.split()
    if (
        not words
        or len(words) > _MAX_TITLE_WORDS
        or (not text[0].isalnum() and text[0] not in "‘“'\"(£[")
    ):
        return False
    if text[0].islower():
        return False
    return not (len(words) > 12 and text.endswith((";", ",", ".")))


def _weight(line: str, heading: _Heading) -> float:
    weight = 1.0
    if line.startswith(("#", "**")):
        weight += 0.5
    if heading.title.isupper():
        weight += 0.3
    if _TITLE_END.search(heading.title):
        weight -= 0.3
    if heading.number and not heading.number.marked:
        weight -= 0.6
    return weight


def _markdown(lines: Sequence[str], plain: Sequence[str]) -> list[_Heading]:
    """Return Markdown's second-level headings and below, if there are at least two."""
    found = [
        _Heading(i, plain[i]) for i, line in enumerate(lines) if re.match(r"#{2,4}\s+\S", line)
    ]
    return found if len(found) >= 2 else []


def _standing_out(lines: Sequence[str], plain: Sequence[str]) -> list[_Heading]:
    """Return the lines all in bold or all in capitals that stand alone and read like titles."""
    found = []
    for index, line in enumerate(lines):
        text = plain[index]
        bold = re.fullmatch(r"\*\*[^*]+\*\*:?", line) is not None
        alone = (index == 0 or not plain[index - 1]) and (
            index + 1 == len(plain) or not plain[index + 1]
        )
        capitals = text.isupper() and sum(c.isalpha() for c in text) > 4
        if alone and (bold or capitals) and _is_title(text) and len(text.split()) <= 14:
            found.append(_Heading(index, text.rstrip(":")))
    body = [h for h in found if not _is_front_matter(h, plain)]
    return body if len(body) >= 3 else []


def _is_front_matter(heading: _Heading, plain: Sequence[str]) -> bool:
    if _MINUTES_OF.search(heading.title) or find_date(heading.title):
        return True
    return bool(
        re.match(
            r"(?:members|officials?|officers|in the chair|in attendance|present|apologies|venue|"
            r"signed|chair|nominations|.*\b(?:nominees|nominations|representatives|officials|members)\b$)",
            heading.title.strip(" :"),
            re.IGNORECASE,
        )
    )


def _items(
    lines: Sequence[str], plain: Sequence[str], headings: Sequence[_Heading], facts: MeetingFacts
) -> Iterator[AgendaItem]:
    if not headings:
        title = f"Minutes of {facts.committee}" if facts.committee else "Minutes"
        yield agenda_item(title, ["Minutes:", *unwrap(plain)])
        return
    front = unwrap(plain[: headings[0].line])
    if len(" ".join(front).split()) >= _FRONT_WORDS:
        yield agenda_item(OPENING, ["Minutes:", *front])
    ends = [*(h.line for h in headings[1:]), len(lines)]
    for heading, end in zip(headings, ends, strict=True):
        body = unwrap(_body(plain, heading, end))
        printed = heading.number.printed if heading.number else None
        labelled = any(line in ("Minutes:", "Decision:") for line in body)
        title = without_file_note(heading.title).rstrip(":")
        yield agenda_item(title, body if labelled else ["Minutes:", *body], number=printed)


def _body(plain: Sequence[str], heading: _Heading, end: int) -> list[str]:
    """Return the lines of an item behind its title; the title's own lines are left out."""
    start = heading.line
    left = heading.title.split()
    while start < end and left:
        found = leading_number(plain[start]) if heading.number and start == heading.line else None
        words = (found[1] if found else plain[start]).split()
        if words != left[: len(words)]:
            break
        left = left[len(words) :]
        start += 1
    return list(plain[start:end])
