"""Closed sessions that were not held, or begin further on: those that stand on every agenda, and what a time only heads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.records import AgendaItem
from indexer.passages.exclusion.frames import compiled
from indexer.passages.exclusion.words import role
from indexer.passages.exemption.state import text_of
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


def begins_further_on(titles: Iterable[str]) -> bool:
    """Say whether the lines or titles behind a heading go into the closed session that it names, with only an opening between.

    "CLOSED SESSION 5:00 P.M.", "Call to order", "Public comment", "RECESS TO CLOSED SESSION".
    """
    is_between = False
    for title in titles:
        if not _OPENING.match(title):
            return is_between and bool(_GOES_THERE.match(title))
        is_between = True
    return False


_OPENING = compiled(
    r"\W*(?:[\d.]+\W+)?(?:call(?:ed)? to order|roll call|attendance|pledge\b|flag salute|salute to the flag|invocation|moment of silence|opening\b|quorum|"
    r"(?:public|oral|audience) (?:comments?|communications?)|comments? (?:from|by) (?:the |members of the )*public|adoption of (?:the )?agenda|approval of (?:the )?agenda)"
)
_GOES_THERE = compiled(
    rf"\W*(?:[\d.]+\W+)?(?:recess|adjourn\w*|convene|move|go|enter|retire)\s+(?:in)?to\s+(?:an?\s+|the\s+)?{role('private_place')}"
)
