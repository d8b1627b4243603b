"""What comes back, or is handed back, may be a thing: a report, a form, an offer. That opens no closed meeting."""

from __future__ import annotations

import re

from indexer.passages.exclusion.frames import PUBLIC, compiled
from indexer.passages.exclusion.words import role

# Who comes back stands right in front of the verb.
_WHO = compiled(
    rf"(?:{PUBLIC}|{role('outsider')}|\b(?:they|members|councillors|trustees|meeting|council|committee|board|session|cabinet|commission|court|panel))"
    r"(?:\s+(?:present|having|had|have|has|was|were|then|all|again|now|both|who had left|\w+ly))*\s*$"
)
_CAME = compiled(r"\bc[ao]me back\b")
_HANDED = compiled(
    r"\b(?:was|were|been|be|being)\s+(?:\w+ly\s+)?returned\b(?!\s+to\s+(?:the\s+)?(?:meeting|room|chamber|hall)\b(?! room))"
)
# "Residents returned 40 forms": who returns to a meeting returns nothing; a chair may return the meeting.
_GIVES = compiled(
    r"\breturned\s+(?!(?:the|this|its)\s+(?:meeting|session|council|committee|board)\b)"
    r"(?:\d|(?:the|a|an|all|both|some|no|their|his|her|its|these|those|completed|signed)\b)"
)
_WITH = re.compile(r"\W*with\b", re.IGNORECASE)


def is_of_things(sentence: str, start: int, end: int) -> bool:
    """Say whether what a sentence tells of between two characters, that something is back, is of things."""

    def found(pattern: re.Pattern[str]) -> re.Match[str] | None:
        overlaps = (m for m in pattern.finditer(sentence) if m.start() < end and start < m.end())
        return next(overlaps, None)

    if found(_HANDED) or found(_GIVES):
        return True
    came = found(_CAME)
    if came is None:
        return False
    return bool(_WITH.match(sentence, came.end())) or not _WHO.search(sentence[: came.start()])
