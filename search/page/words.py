"""Where an item was dealt with, and numbers with what they count, in words."""

from __future__ import annotations

import re

from indexer.passages.passages import Passage


def where(passage: Passage) -> str:
    """Return where and when an item was dealt with; what is unknown is said to be unknown."""
    day = f"{passage.date.day} {passage.date:%B %Y}" if passage.date else "date unknown"
    parts = [passage.council, passage.committee or "committee unknown", day, item_of(passage)]
    return " · ".join(part for part in parts if part)


def item_of(passage: Passage) -> str:
    """Return "item 5" for a number printed as "5" or as "Item 5", and "" where none is printed."""
    bare = re.sub(r"^item[\s.]*", "", passage.number or "", flags=re.IGNORECASE)
    return f"item {bare}" if bare else ""


def count(number: int, thing: str) -> str:
    """Return a number with what is counted: 1 meeting, 1,200 meetings."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
