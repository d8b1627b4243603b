"""The head of a document that says of its whole meeting that it was private."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.records import AgendaItem
from indexer.language.windows import sentences
from indexer.passages.exclusion.frames import compiled
from indexer.passages.exclusion.words import role
from indexer.passages.exemption.kept import is_kept
from indexer.passages.exemption.marks import Title, read_title
from indexer.passages.exemption.stars import is_legend

_PRIVATE = rf"(?:{role('private_place')}|(?:private|closed|confidential|executive|in-camera|non-?public|special closed) (?:session|meeting|sitting|caucus))"
_NOTES = r"(?:(?:draft\s+|private\s+|confidential\s+)*(?:minutes|notes?|record|proceedings|report|transcript)\s+(?:of|from|taken at)\s+)"
_ITS = r"(?:an?\s+|the\s+|this\s+|its\s+)?"
# "Private meeting", "Minutes of an executive session held under section 105", "This meeting was one of members only".
_OF_MEETING = compiled(
    rf"^\W*(?:{_NOTES}{_ITS}(?:\w+\s+){{0,2}}?{_PRIVATE}(?:\s+(?:of|held|under|pursuant|on|at|in|for)\b[^;]*)?"
    rf"|{_ITS}(?:private|closed|confidential|non-?public)\s+(?:meeting|session|sitting)(?:\s+of\s+(?:the\s+)?[^,;]{{0,60}})?"
    rf"|{_NOTES}{_ITS}(?:meeting|session|sitting)\s+(?:held\s+)?(?:in private|in camera|in committee|behind closed doors)\b[^;]*"
    rf"|(?:this|the)\s+(?:meeting|session|sitting)\s+(?:was|is)\s+(?:(?:held|one)\s+)?(?:in private|in camera|private|closed to the public|not open to the public|of members only|for members only))\W*$"
)
_OF_DOCUMENT = compiled(
    r"\b(?:these|this|the)\s+(?:minutes|notes|papers?|records?)\b|^\W*(?:minutes|notes)\b"
)
# A part of it was open, or it is another meeting, or where it was held.
_NOT_ALL = compiled(
    r"\b(?:regular|open|public|ordinary|followed|prior|before|after|adjourn\w*|if|(?-i:may)|might|and|then|room|rooms|dining|house|hall|portion|part|no|none|last|previous)\b"
)
# "Under Public Officers Law section 105."
_BY_LAW = compiled(
    r"\b(?:under|pursuant|by virtue|in accordance|as (?:permitted|allowed|provided))\b.*$"
)
_OPEN_PART = compiled(
    r"\b(?:regular|open|public|ordinary)\s+(?:session|meeting|sitting|part|portion|business)\b"
)


def of_private_meeting(lines: Sequence[str], items: Sequence[AgendaItem]) -> str:
    """Return the sentence among the lines of a head that says that all of the meeting was private, or ""."""
    text = "\n".join(lines)
    is_opened = any(read_title(item.title) is Title.OPENS for item in items[1:])
    if is_opened or _OPEN_PART.search(text):
        return ""
    told = (line[span.start : span.end] for line in lines for span in sentences(line))
    return next((s for s in told if _is_of_all(s)), "")


def _is_of_all(sentence: str) -> bool:
    if _OF_MEETING.match(sentence):
        return not _NOT_ALL.search(_BY_LAW.sub(" ", sentence))
    is_of_document = _OF_DOCUMENT.search(sentence) and not is_legend(sentence)
    return bool(is_of_document) and is_kept(sentence)
