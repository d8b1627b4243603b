"""Wishes for what is newest: "the latest", "as it stands", "the last meeting about", "last discussed"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.lazy_pattern import lazy_pattern
from search.query.nodes import Preference
from search.tuning import FAVOURED

# What is asked for as it stands now. "Current" alone may be an account, "now" a part of a name.
_NEWEST = lazy_pattern(
    r"\b(?:the )?(?:very )?(?:latest|newest|most recent|most up[- ]to[- ]date)\b|\bup[- ]to[- ]date\b"
    r"|\b(?:the |our |its |their )?current(?= (?:position|status|state|situation|stance|view|views|thinking|policy|"
    r"plans?|progress|proposals?|arrangements?|stage)\b)"
    r"|\b(?:currently|nowadays|at present|at the moment|right now|as of (?:now|today)|as it stands)\b"
    r"|(?<=\w )now(?=\W*$)"
    # "the last meeting about flooding", "when was the lido last discussed"
    r"|\b(?:the )?(?:very )?last (?:meeting|time|discussion|debate|update|report|decision|vote)s?"
    r"(?= (?:about|on|regarding|concerning|where|when|that|to (?:discuss|consider|mention))\b)"
    r"|\blast (?:discussed|considered|debated|mentioned|raised|talked about|looked at|dealt with|on the agenda)\b",
    re.IGNORECASE,
)
# As much as the newest of all counts more: two months are some tenth of a score (reason only).
NEWEST = FAVOURED.newest


def newest(text: str) -> Iterator[tuple[tuple[int, int], Preference]]:
    """Yield where a text asks for what is newest, and what that prefers."""
    for match in _NEWEST.finditer(text):
        yield match.span(), Preference(match[0].strip(), "newer items", NEWEST, newest=True)
