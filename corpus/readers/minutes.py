"""Whole minutes as plain text or Markdown: split into agenda items at their headings.

Every format of printed minutes (PDF, DOCX, Word's HTML) hands its lines over (`corpus.lines`) and is
read here. Where no heading can be trusted, the document is one item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import urldefrag, urlsplit

from corpus.errors import RecordError
from corpus.heads import facts_of, facts_of_name
from corpus.lines import BLANK, Line, cleaned, texts
from corpus.readers.items.headings import choose
from corpus.readers.items.schemes import readings
from corpus.readers.items.titles import LEADERS, Heading
from corpus.readers.sections import agenda_item
from corpus.readers.text_lines import lines_of_text
from corpus.readers.tuning import LISTED
from corpus.records import AgendaItem, Likelihood, Meeting, MeetingFacts, Source, meeting
from corpus.text import decode, without_file_note, without_furniture
from corpus.tuning import HEADS, PAGE
from corpus.unwrap import Wrap, unwrap, wrap_of
from corpus.wording import lists

_RULE = re.compile(r"[-_=*]{3,}")
_NO_TITLE = re.compile(r"(?:draft )?minutes template", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,4}(?: of \d{1,4})?", re.IGNORECASE)
_PUBLISHERS_LINK = re.compile(r"\[[^\]]+\]\((https?://[^)]+)\)")
# Words of a head that say what the record is, and when and where they met.
_OF_HEADS = frozenset(lists("corpus.readers", "words.toml")["of_heads"])
OPENING = "Attendance and opening of the meeting"


def read(source: Source) -> Iterator[Meeting]:
    """Yield the one meeting whose minutes a plain text or a text in Markdown is."""
    yield meeting_of(source, lines_of_text(decode(source.data)))


def meeting_of(source: Source, lines: Sequence[Line]) -> Meeting:
    """Return the meeting whose minutes a document's lines are. Raises RecordError if it is empty."""
    lines = _without_furniture(cleaned(lines))
    if not any(line.text for line in lines):
        raise RecordError("the file is empty")
    link = _link_of(lines)
    lines = _without_page_ends([x for x in lines if not _PUBLISHERS_LINK.fullmatch(x.text)])
    plain = texts(lines)
    choice = choose(lines)
    headings = choice.headings
    facts = _facts(plain, headings[0].line if headings else HEADS.without_headings, source, link)
    url = facts.url or source.facts.url
    items = tuple(_with_address(item, url) for item in _items(plain, headings, facts, lines))
    likelihood = Likelihood(choice.kind, choice.score, choice.margin) if headings else None
    return replace(meeting(source, facts, items), likelihood=likelihood)


def _link_of(lines: Sequence[Line]) -> str | None:
    """Return the address that a publisher's link among the first lines leads to, if there is one."""
    return next(
        (
            m[1]
            for line in lines[: HEADS.publisher_lines]
            if (m := _PUBLISHERS_LINK.match(line.text))
        ),
        None,
    )


def _without_contents(front: Sequence[str], headings: Sequence[Heading]) -> list[str]:
    """Return the lines of a front without a table of contents: its titles come again as headings."""
    titles = [" ".join(heading.title.casefold().split()) for heading in headings]

    def is_listed(line: str) -> bool:
        names = [reading.rest for reading in readings(Line(line))] or [line]
        keys = [" ".join(LEADERS.sub("", name).casefold().strip(" .|").split()) for name in names]
        return any(key and title.startswith(key) for key in keys for title in titles)

    listed = {line for line in front if line and is_listed(line)}
    return [line for line in front if line not in listed or len(listed) < LISTED.said_again]


def _says_more(front: Sequence[str], facts: MeetingFacts) -> bool:
    """Say whether what stands before the first item says more than whose record it is, and of when."""
    known = f"{facts.council or ''} {facts.committee or ''}".casefold()
    words = re.findall(r"[^\W\d_]+", " ".join(front).casefold())
    own = {*re.findall(r"[^\W\d_]+", known), *_OF_HEADS}
    return sum(word not in own for word in words) >= LISTED.more_words


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


def _facts(plain: Sequence[str], end: int, source: Source, link: str | None) -> MeetingFacts:
    """Return what the head says; its first lines are looked at even where an item begins at once."""
    filled = [i for i, line in enumerate(plain) if line]
    front = plain[: max(end, filled[min(HEADS.least, len(filled)) - 1] + 1 if filled else 0)]
    found = facts_of(front, "\n".join(plain), source.name)
    known = found.or_else(replace(source.facts, document=None)).or_else(facts_of_name(source.name))
    return replace(
        known,
        council=None if source.facts.council else found.council,
        venue=None,
        url=link,
    )


def _items(
    plain: Sequence[str], headings: Sequence[Heading], facts: MeetingFacts, lines: Sequence[Line]
) -> Iterator[AgendaItem]:
    first_page = next((line.page for line in lines if line.page), None)
    wrap = wrap_of(plain)
    if not headings:
        title = f"Minutes of {facts.committee}" if facts.committee else "Minutes"
        yield agenda_item(title, ["Minutes:", *unwrap(plain, wrap)], page=first_page)
        return
    front = unwrap(_without_contents(plain[: headings[0].line], headings), wrap)
    if _says_more(front, facts):
        yield agenda_item(OPENING, ["Minutes:", *front], page=first_page)
    ends = [*(h.line for h in headings[1:]), len(plain)]
    for heading, end in zip(headings, ends, strict=True):
        title = without_file_note(heading.title).rstrip(":")
        body = _body(heading, plain[heading.end : end], wrap)
        yield agenda_item(title, body, number=heading.number, page=lines[heading.line].page)


def _body(heading: Heading, below: Sequence[str], wrap: Wrap | None) -> list[str]:
    """Return the text of an item, under the label of its minutes where it has none of its own."""
    text = [heading.text, ""] if heading.text else []
    # What is longer than a line can be is a whole paragraph, and says nothing of how the rest was wrapped.
    is_whole = len(heading.text) > PAGE.widest_wrap
    body = [*text, *unwrap(below, wrap)] if is_whole else unwrap([*text, *below], wrap)
    labelled = any(line in ("Minutes:", "Decision:") for line in body)
    return body if labelled else ["Minutes:", *body]
