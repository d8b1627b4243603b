"""Whether a sentence speaks of a part of a motion: a question that is divided is decided part by part."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.passages.annotations import Motion
from indexer.passages.speech.hearsay import Hearsay

_PART = r"(?:part|limb|section|paragraph|half|clause|portion|element)"
_NUMBERED = rf"(?:{_PART}|recommendation|resolve|point)s? (?:no\.? ?)?\(?(?:\d{{1,2}}|[ivx]{{1,4}}|[a-h])\)?(?![\w’'])"
_COUNTED = (
    rf"(?:first|second|third|fourth|final|last|latter|former|remaining|other) (?:\w+ )?{_PART}s?\b"
)
_OF_WHAT = (
    r"(?: of (?:the|this|his|her|their) (?:\w+ )?(?:motion|proposal|resolution|recommendations?))?"
)
# Its subject begins the clause, perhaps behind how the vote was taken.
_SPEAKS_OF = re.compile(
    rf"\W*(?:(?:on|in|by) (?:an?|the) [^,.;]{{2,30}}, |(?:then|next),? )?(?:the )?(?:{_NUMBERED}|{_COUNTED}){_OF_WHAT}",
    re.IGNORECASE,
)
# "(b) requests a report — LOST": in the words of a motion, a line of its list that says what became of it alone.
_IN_THE_LIST = re.compile(
    r"[ \t]*(?:\((?:[a-h]|[ivx]{1,4}|\d{1,2})\)|(?:[a-h]|[ivx]{1,4})[).]) (?![^\n]{0,80}\b(?:motion|amendment|proposal|proposition)s?\b|(?:The|On|It|Upon|Moved|MOVED|above)\b)\S"
)
_CLAUSE_ENDS = re.compile(r"[;\n]")


def is_of_a_part(text: str, at: int, moved: Sequence[Motion], hearsay: Hearsay) -> bool:
    """Say whether what a clause says at a character is of a part of a motion that was moved before it."""
    start = hearsay.sentence(at).start
    start = max([start, *(end.end() for end in _CLAUSE_ENDS.finditer(text, start, at))])
    if any(start <= motion.start <= at for motion in moved):
        return False
    return _SPEAKS_OF.match(text, start) is not None or _is_in_list(text, at, moved)


def _is_in_list(text: str, at: int, moved: Sequence[Motion]) -> bool:
    """Say whether a character stands in a lettered line of a motion that was moved in a line above."""
    line = text.rfind("\n", 0, at) + 1
    is_below = any(motion.start < line for motion in moved)
    return is_below and _IN_THE_LIST.match(text, line, at) is not None
