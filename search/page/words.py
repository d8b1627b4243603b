"""Where an item was dealt with, and numbers with what they count, in words."""

from __future__ import annotations

import re
from datetime import date

from corpus.tongue import counted, message, said
from indexer.language.detection import OTHER
from indexer.passages.passage import Passage

MONTHS = (
    "",
    *(message("January"), message("February"), message("March"), message("April")),
    *(message("May"), message("June"), message("July"), message("August")),
    *(message("September"), message("October"), message("November"), message("December")),
)
_KINDS = {
    "agenda": message("agenda"),
    "minutes": message("minutes"),
    "report": message("report"),
    "appendix": message("appendix"),
    "equality-assessment": message("equality assessment"),
    "decision-record": message("decision record"),
    "supplement": message("supplement"),
    "questions": message("questions"),
    "amendment": message("amendment"),
    "letter": message("letter"),
    "pack": message("pack"),
    "other": message("other"),
}
_LANGUAGES = (
    *(message("English"), message("Welsh"), message("Irish")),
    *(message("French"), message("Spanish")),
)


def where(passage: Passage) -> str:
    """Return where and when an item was dealt with; what is unknown is said to be unknown."""
    when = day(passage.date) if passage.date else said("date unknown")
    parts = [
        passage.council,
        passage.committee or said("committee unknown"),
        when,
        item_of(passage),
    ]
    return " · ".join(part for part in (*parts, place_of(passage)) if part)


def place_of(passage: Passage) -> str:
    """Return "report, paragraph 2.4, page 12" for a section of a paper, "page 3" of minutes, or ""."""
    kind = kind_of(passage.kind) if passage.kind and passage.is_of_paper else ""
    paragraph = said("paragraph %(n)s", n=passage.paragraph) if passage.paragraph else ""
    page = said("page %(n)s", n=passage.page) if passage.page else ""
    return ", ".join(part for part in (kind, paragraph, page) if part)


def more_in(passage: Passage, n: int) -> str:
    """Return "4 more in this report" for what stands folded behind a hit, "" for none."""
    if not n:
        return ""
    if passage.kind and passage.kind != "other":
        return said("%(n)s more in this %(kind)s", n=f"{n:,}", kind=kind_of(passage.kind))
    return said("%(n)s more in this document", n=f"{n:,}")


def item_number(passage: Passage) -> str:
    """Return "5" for a number printed as "5" or as "Item 5", and "" where none is printed."""
    return re.sub(r"^item[\s.]*", "", passage.number or "", flags=re.IGNORECASE)


def item_of(passage: Passage) -> str:
    """Return "item 5" for a number printed as "5" or as "Item 5", and "" where none is printed."""
    bare = item_number(passage)
    return said("item %(n)s", n=bare) if bare else ""


def in_language(passage: Passage) -> str:
    """Return "In Irish and English" for an item that is not in English alone, else ""."""
    names = passage.languages
    if not names or names == ("English",):
        return ""
    shown = [said("another language") if name == OTHER else said(name) for name in names]
    return said("In %(languages)s", languages=said(" and ").join(shown))


def count(number: int, thing: str) -> str:
    """Return a number with what is counted: 1 meeting, 1,200 meetings."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def day(when: date) -> str:
    """Return a date as people write it: 5 May 2019."""
    return said(
        "%(day)s %(month)s %(year)s", day=when.day, month=said(MONTHS[when.month]), year=when.year
    )


def kind_of(kind: str) -> str:
    """Return the kind of a document in words: "decision record"."""
    return said(_KINDS[kind]) if kind in _KINDS else kind.replace("-", " ")


def words_had(n_words: int, n_needed: int, n_items: int) -> str:
    """Return that so many items have so many of a query's words: "say", "has all the words of"."""
    if n_words == 1:
        return counted("says", "say", n_items)
    if n_needed == n_words:
        return counted("has all the words of", "have all the words of", n_items)
    return counted(
        "has at least %(needed)s of the %(words)s words of",
        "have at least %(needed)s of the %(words)s words of",
        n_items,
        needed=n_needed,
        words=n_words,
    )
