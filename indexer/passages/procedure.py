"""Which items stand on every agenda, whatever the meeting is about."""

from __future__ import annotations

import re

from corpus.dates import MONTHS
from corpus.wording import lists, one_of

# "Minutes – 22 August 2019" stands on an agenda. With a body behind the dash it is the title of a
# document, which its passages share: they are about whatever was minuted.
_WHEN = (
    r"(?:(?:the|of|meetings?|held|on|and|last|previous|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    rf"{'|'.join(MONTHS)}|\d+(?:st|nd|rd|th)?)\b\W*)+$"
)
_MINUTES = rf"minutes\s*[-–—]\s*(?:(?:to|for) |(?:the )?(?:last|previous)\b|{_WHEN})"
_PROCEDURAL = re.compile(
    one_of(*lists("indexer.passages", "procedure.toml")["procedural"], _MINUTES), re.IGNORECASE
)


def is_procedural(title: str) -> bool:
    """Say whether an item is one that stands on every agenda (apologies, declarations, …)."""
    return bool(_PROCEDURAL.match(title.strip()))
