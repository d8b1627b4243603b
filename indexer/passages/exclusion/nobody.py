"""Remarks that sound like an exclusion, and say that there was nobody to exclude or nothing to exclude anyone for."""

from __future__ import annotations

from indexer.passages.exclusion.frames import PUBLIC, compiled
from indexer.passages.exclusion.words import role

# "No members of the public were in the chamber and the gallery was empty all evening."
_NOBODY = compiled(
    rf"^\W*(?:there\s+(?:was|were)\s+)?(?:no|neither|none of)\s+(?:the\s+)?(?:{PUBLIC}|{role('outsider')})[^.;]{{0,30}}?"
    r"\b(?:was|were|had|attended|came|present|in attendance|logged|joined|watch\w*)\b"
)
# An item that is named, or a meeting that goes on without them, is none.
_FROM_NOW = compiled(
    r"\b(?:during|while|when|for|at)\s+(?:the|this|that|these|those|it|items?|its)\b|\b(?:items?|next|remain\w*|following|rest|then|now|"
    r"points?|stage|allowed|permitted|admitted|let|continued|proceeded|went on|carried on)\b"
)
# "Nothing on the agenda was for consideration in private."
_NOTHING = compiled(
    rf"\b(?:nothing|no\s+(?:[\w-]+\s+)?(?:items?|business|matters?|reports?|papers?))\b(?:(?!\bpublic\b|\bopen\b)[^.;:,]){{0,50}}?\b(?:to be|for|required|needed|need|would be|was|were|is|are)\b"
    rf"(?:(?!\bpublic\b|\bopen\b|\b(?:and|which|so|as)\b)[^.;:,]){{0,30}}?(?:{role('private_place', 'in_private')}|\bin private\b)"
)
# The public's own time, of which all are told when it is over.
_TIME = (
    r"public\s+(?:hearings?|comments?|question\s+time|questions|participation|forum|input)(?:\s+(?:period|time|portion|session|section))?"
    r"|public\s+portion\s+of\s+the\s+(?:public\s+)?hearing|hearing"
)
_TIME_OVER = compiled(
    rf"\b(?:{_TIME})\s+(?:was\s+|were\s+|then\s+|being\s+)*(?:closed|ended|concluded|over)\b|\b(?:closed|ended|concluded)\s+the\s+(?:{_TIME})\b"
)
_PEOPLE = compiled(rf"(?:{PUBLIC}|{role('outsider')})")


def is_of_nobody(sentence: str) -> bool:
    """Say whether a sentence tells that nobody was there, of no item and not from now on."""
    return bool(_NOBODY.search(sentence)) and not _FROM_NOW.search(sentence)


def behind_public_time(sentence: str) -> str | None:
    """Return what stands behind the public's own time being over, None where it is not, or where people follow."""
    over = _TIME_OVER.search(sentence)
    if over is None or _PEOPLE.search(sentence, over.end()):
        return None
    return sentence[over.end() :]


def behind_nothing_private(sentence: str) -> str | None:
    """Return what stands behind there being nothing to be heard in private, None where that is not said."""
    nothing = _NOTHING.search(sentence)
    return sentence[nothing.end() :] if nothing else None
