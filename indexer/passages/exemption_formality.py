"""Items that end every meeting, and are told of a private one, too."""

from __future__ import annotations

import re

from corpus.records import AgendaItem
from indexer.passages.exemption_state import text_of
from indexer.tuning import EXEMPTION

# What ends every meeting, and is told of a private one too.
_FORMALITY = re.compile(
    r"^\W*(?:adjourn\w*|roll call|pledge of allegiance|invocation|(?:closing )?karakia\b.*|closing prayer|close of (?:the )?meeting|(?:date|time)s?\b.{0,30}\bnext meeting|next meeting|"
    r"termination|by-?laws?:? confirming proceedings.*|confirm\w* by-?law)\b",
    re.IGNORECASE,
)


# A school or a road may close, too.
_CLOSE = re.compile(r"^\W*(?:close|closure|closing|close of business)\W*$", re.IGNORECASE)
_OF_CLOSING = re.compile(
    r"\b(?:meeting|session)\b[^.]{0,30}\b(?:clos\w+|end\w*|conclud\w+|finish\w+|adjourn\w*|rose|over)\b|\b(?:thank\w*|no (?:further|other) business|closed at)\b|^\W*\d[\d.:]*\s*(?:[ap]\.?m\b|hours)",
    re.IGNORECASE,
)


def is_formality(item: AgendaItem) -> bool:
    """Say whether an item is one that every meeting has, also one that was closed: its end, the next date."""
    text = text_of(item)
    is_close = _CLOSE.match(item.title) and (not text.strip() or _OF_CLOSING.search(text))
    return bool(is_close or _FORMALITY.match(item.title)) and (
        len(text.split()) <= EXEMPTION.formality
    )
