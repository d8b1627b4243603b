"""Where an item was dealt with, and numbers with what they count, in words."""

from __future__ import annotations

import re

from indexer.language.detection import CODES, OTHER
from indexer.passages.passage import Passage


def where(passage: Passage) -> str:
    """Return where and when an item was dealt with; what is unknown is said to be unknown."""
    day = f"{passage.date.day} {passage.date:%B %Y}" if passage.date else "date unknown"
    parts = [passage.council, passage.committee or "committee unknown", day, item_of(passage)]
    return " · ".join(part for part in (*parts, place_of(passage)) if part)


def place_of(passage: Passage) -> str:
    """Return "report, paragraph 2.4, page 12" for a section of a paper, "page 3" of minutes, or ""."""
    kind = passage.kind.replace("-", " ") if passage.kind and passage.is_of_paper else ""
    paragraph = f"paragraph {passage.paragraph}" if passage.paragraph else ""
    page = f"page {passage.page}" if passage.page else ""
    return ", ".join(part for part in (kind, paragraph, page) if part)


def more_in(passage: Passage, n: int) -> str:
    """Return "4 more in this report" for what stands folded behind a hit, "" for none."""
    kind = (
        passage.kind.replace("-", " ") if passage.kind and passage.kind != "other" else "document"
    )
    return f"{n:,} more in this {kind}" if n else ""


def item_of(passage: Passage) -> str:
    """Return "item 5" for a number printed as "5" or as "Item 5", and "" where none is printed."""
    bare = re.sub(r"^item[\s.]*", "", passage.number or "", flags=re.IGNORECASE)
    return f"item {bare}" if bare else ""


def in_language(passage: Passage) -> str:
    """Return "In Irish and English" for an item that is not in English alone, else ""."""
    names = passage.languages
    if not names or names == ("English",):
        return ""
    return "In " + " and ".join("another language" if name == OTHER else name for name in names)


def language_code(passage: Passage) -> str:
    """Return how HTML names the language of an item that is in one other than English, else ""."""
    names = passage.languages
    return CODES.get(names[0], "") if len(names) == 1 and names != ("English",) else ""


def count(number: int, thing: str) -> str:
    """Return a number with what is counted: 1 meeting, 1,200 meetings."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def words_had(n_words: int, n_needed: int, n_items: int) -> str:
    """Return that so many items have so many of a query's words: "say", "has all the words of"."""
    if n_words == 1:
        return "says" if n_items == 1 else "say"
    have = "has" if n_items == 1 else "have"
    if n_needed == n_words:
        return f"{have} all the words of"
    return f"{have} at least {n_needed} of the {n_words} words of"
