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
_CLAUSE_ENDS = re.compile(r"[;\n]")


def is_of_a_part(text: str, at: int, moved: Sequence[Motion], hearsay: Hearsay) -> bool:
    """Say whether what a clause says at a character is of a part of a motion that was moved before it."""
    start = hearsay.sentence(at).start
    start = max([start, *(end.end() for end in _CLAUSE_ENDS.finditer(text, start, at))])
    if any(start <= motion.start <= at for motion in moved):
        return False
    return _SPEAKS_OF.match(text, start) is not None
