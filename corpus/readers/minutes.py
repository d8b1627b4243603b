"""Whole minutes as plain text or Markdown: split into agenda items at their headings.

Every format of printed minutes (PDF, DOCX, Word's HTML) hands its lines over (`corpus.lines`) and is
read here. Where no heading can be trusted, the document is one item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import urldefrag, urlsplit

from corpus.dates import find_date
from corpus.errors import RecordError
from corpus.lines import BLANK, Line, cleaned, texts
from corpus.readers.headings import Heading, find_headings
from corpus.readers.numbering import leading_number
from corpus.readers.sections import agenda_item
from corpus.readers.text_lines import lines_of_text
from corpus.records import AgendaItem, Meeting, MeetingFacts, Source, meeting
from corpus.text import BULLET, decode, without_file_note, without_furniture
from corpus.unwrap import unwrap

_RULE = re.compile(r"[-_=*]{3,}")
_NO_TITLE = re.compile(r"(?:draft )?minutes template", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,4}(?: of \d{1,4})?", re.IGNORECASE)
_PUBLISHERS_LINK = re.compile(r"\[[^\]]+\]\((https?://[^)]+)\)")
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
_COUNCIL = re.compile(
    r"\b(?:[A-Z][\w’'&-]+ (?:and |& |of )?){1,5}(?:Council|COUNCIL)\b"
    r"(?!\W+(?i:chamber|offices|met\b))"
)
_COUNCIL_OF = re.compile(
    r"(?:the )?council of the (?P<place>(?:city|county|town|borough|district) of [\w’' -]{2,40})",
    re.IGNORECASE,
)
# What stands before a council's name in a head that is all in capitals.
_BEFORE_NAME = re.compile(
    r".*\b(?:held|meeting|minutes|proceedings|in|at|of the|chair)\b(?: of)?(?: the)?\b\s*"
    r"|^(?:the|of)\b\s*",
    re.IGNORECASE,
)
_SHORT_LINE_WORDS = 10
_DATED = re.compile(r"[,–-]?\s+(?:\w+day,? )?\d{1,2}(?:st|nd|rd|th)? \w+,? \d{4}.*")
_FRONT_WORDS = 80
OPENING = "Attendance and opening of the meeting"


def read(source: Source) -> Iterator[Meeting]:
    """Yield the one meeting whose minutes a plain text or a text in Markdown is."""
    yield meeting_of(source, lines_of_text(decode(source.data)))


def meeting_of(source: Source, lines: Sequence[Line]) -> Meeting:
    """Return the meeting whose minutes a document's lines are. Raises RecordError if it is empty."""
    lines = _without_furniture(cleaned(lines))
    if not any(line.text for line in lines):
        raise RecordError("the file is empty")
    link = next((m[1] for line in lines[:5] if (m := _PUBLISHERS_LINK.match(line.text))), None)
    lines = [line for line in lines if not _PUBLISHERS_LINK.fullmatch(line.text)]
    lines = _without_page_ends(lines)
    plain = texts(lines)
    headings = find_headings(lines)
    front = plain[: headings[0].line] if headings else plain[:40]
    facts = _facts(front, source, link)
    url = facts.url or source.facts.url
    items = tuple(_with_address(item, url) for item in _items(plain, headings, facts, lines))
    return meeting(source, facts, items)


def _with_address(item: AgendaItem, url: str | None) -> AgendaItem:
    """Return the item with the address of its page, where the document has both."""
    if item.page is None or not url or not urlsplit(url).path.lower().endswith(".pdf"):
        return item
    return replace(item, url=f"{urldefrag(url).url}#page={item.page}")


def _without_furniture(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without what a page has around its record."""
    waiting = list(lines)
    kept: list[Line] = []
    for text in without_furniture(texts(lines)):
        # They are left out and never put in another order.
        while waiting[0].text != text:
            del waiting[0]
        kept.append(waiting.pop(0))
    return kept


def _without_page_ends(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with page numbers, the rules between pages and a template's name blank.

    A bare number on its own line is a page's: those of items are "3." or "(3)", or stand before
    their title.
    """
    return [
        BLANK if any(p.fullmatch(line.text) for p in (_RULE, _PAGE_NUMBER, _NO_TITLE)) else line
        for line in lines
    ]


def _facts(front: Sequence[str], source: Source, link: str | None) -> MeetingFacts:
    text = " ".join(line for line in front if line)[:1500]
    found = _MINUTES_OF.search(text)
    committee = _name(found["committee"]) if found else None
    named = _council(front)
    if committee and _COUNCIL.fullmatch(committee) and committee.endswith(named or ""):
        named = committee  # put together from the lines over which its name is wrapped
    if committee is None:
        short = [line for line in front if 0 < len(line.split()) <= _SHORT_LINE_WORDS][:6]
        body = next(
            (line for line in short if _BODY.search(line) and not _PAGE_NAME.search(line)), None
        )
        if body is None:
            body = next((line for line in short if _names_council(line)), "")
        committee = _name(re.sub(r"\s*[-–:]?\s*\b(?:draft )?minutes\b.*", "", body, flags=re.I))
    committee = _DATED.sub("", committee)
    if named and committee and committee != named:
        committee = (
            re.sub(r"^[’']s\b", "", committee.removeprefix(named)).strip(" -–:,") or committee
        )
    if committee and (committee == named or _COUNCIL_OF.fullmatch(committee)):
        committee = "Council"
    return MeetingFacts(
        council=None if source.facts.council else named,
        committee=committee or None,
        date=find_date(text),
        url=link,
    )


def _names_council(line: str) -> bool:
    return bool(_COUNCIL.search(line) or _COUNCIL_OF.fullmatch(line) or _ALONE.fullmatch(line))


def _council(front: Sequence[str]) -> str | None:
    """Return the council that the head names. One line at a time: two lines are not one name."""
    for line in front[:40]:
        if found := _COUNCIL_OF.fullmatch(line):
            return _name(found["place"])
        heads = "minutes" in line.lower() or "meeting of" in line.lower()
        if not heads and len(line.split()) > _SHORT_LINE_WORDS:
            continue
        found = _COUNCIL.search(line)
        name = _name(_BEFORE_NAME.sub("", found[0])) if found else ""
        if len(name.split()) > 1:
            return name
    return None


def _name(text: str) -> str:
    """Return a name with capitals only where names have them, if it was all in capitals."""
    text = " ".join(text.replace("- ", "-").split()).strip(" -–:,")
    if not text.isupper():
        return text
    small = {"of", "and", "the", "for", "in", "on", "to", "with", "at"}
    words = [w.lower() if w.lower() in small else w.capitalize() for w in text.split()]
    return re.sub(r"-(\w)", lambda m: "-" + m[1].upper(), " ".join(words))


def _items(
    plain: Sequence[str], headings: Sequence[Heading], facts: MeetingFacts, lines: Sequence[Line]
) -> Iterator[AgendaItem]:
    first_page = next((line.page for line in lines if line.page), None)
    if not headings:
        title = f"Minutes of {facts.committee}" if facts.committee else "Minutes"
        yield agenda_item(title, ["Minutes:", *unwrap(plain)], page=first_page)
        return
    front = unwrap(plain[: headings[0].line])
    if len(" ".join(front).split()) >= _FRONT_WORDS:
        yield agenda_item(OPENING, ["Minutes:", *front], page=first_page)
    ends = [*(h.line for h in headings[1:]), len(plain)]
    for heading, end in zip(headings, ends, strict=True):
        body = unwrap(_body(plain, heading, end))
        printed = heading.number.printed if heading.number else None
        labelled = any(line in ("Minutes:", "Decision:") for line in body)
        title = without_file_note(heading.title).rstrip(":")
        body = body if labelled else ["Minutes:", *body]
        yield agenda_item(title, body, number=printed, page=lines[heading.line].page)


def _body(plain: Sequence[str], heading: Heading, end: int) -> list[str]:
    """Return the lines of an item behind its title; the title's own lines are left out."""
    start = heading.line
    left = heading.title.split()
    if plain[start] and heading.title.endswith(f": {plain[start].rstrip(' ,:')}"):
        # The part of a section: its title begins with the section's.
        return list(plain[start + 1 : end])
    while start < end and left:
        found = leading_number(plain[start]) if heading.number and start == heading.line else None
        words = (found[1].lstrip("-–: ") if found else plain[start]).replace(BULLET, "- ").split()
        if words != left[: len(words)] and [w.rstrip(":") for w in words] != left[: len(words)]:
            break
        left = left[len(words) :]
        start += 1
    return list(plain[start:end])
