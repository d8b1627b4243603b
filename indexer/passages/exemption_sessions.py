"""Closed sessions that stand on every agenda, of which minutes tell nothing: they were not held."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.records import AgendaItem
from indexer.passages.exemption_state import text_of
from indexer.passages.procedure import is_procedural
from indexer.passages.tuning import WITHHOLDING

_SESSION = re.compile(
    r"^\W*(?:closed|executive|exec|private|confidential|non-?public|in-camera) (?:session|meeting)\W*$",
    re.IGNORECASE,
)


def was_not_held(items: Sequence[AgendaItem], at: int) -> bool:
    """Say whether a session stands among items of minutes, each of which tells something, and tells nothing.

    It is one item with a number of its own, not the heading of others; of one that was held the time, at least, is told.
    """
    others = [item for place, item in enumerate(items) if place != at]
    is_one_of_them = bool(items[at].number) and all(item.number for item in items[at + 1 :])
    return (
        bool(_SESSION.match(items[at].title))
        and is_one_of_them
        and len(items) - at >= WITHHOLDING.last
        and _is_usual(items[at + 1].title)
        and all(text_of(item).strip() for item in others)
    )


# What comes behind it on the agenda of a public meeting, and is never heard in private.
_USUAL = re.compile(
    r"\b(?:reports?|minutes|consent|public comments?|announcements?|correspondence|communications?|presentations?|recognitions?|old business|new business|awards?)\b",
    re.IGNORECASE,
)


def _is_usual(title: str) -> bool:
    return bool(_USUAL.search(title)) or is_procedural(title)
