"""Titles that tell that what follows is for the public: by a phrase, or by words of which none is of anything else.

"Return of the deposit" and "Rise in the rent" begin like a return, and head what was told in private.
"""

from __future__ import annotations

import re

from corpus.wording import wordings
from indexer.passages.exclusion.frames import PUBLIC, compiled
from indexer.passages.exclusion.whole import has_only_words_of_returns, tells_only_of_return
from indexer.passages.exclusion.words import role
from indexer.passages.exemption.prose import TIME

_PLACE = role("private_place")
# Whatever stands behind these is told of what is open again.
_SAYS = (
    rf"^\W*out of (?:committee|{_PLACE})"
    rf"|^\W*reports? (?:out )?(?:from|of|out of|on)(?: the)? (?:{_PLACE}|in[- ]camera|committee of the whole)"
    r"|\((?:open|public|part (?:1|i|one))\)"
    r"|^\W*(?:that\s+)?(?:the\s+|this\s+)?(?:\w+\s+){0,2}(?:committee|council|board)(?:\s+of\s+the\s+whole)?\s+(?:do\s+)?(?:now\s+)?rises?\b"
    r"|^\W*certif(?:y|ication|ying)\b.*\b(?:closed|executive) (?:meeting|session)"
    rf"|\b(?:re-?admi\w+|return) of (?:(?:the|members of the|all) )*{PUBLIC}"
)
# These begin with what much else begins with, too.
_BEGINS = (
    r"^\W*(?:re-?open|reconven|resum|return|re-?admi|rise\b|rising\b|adjourn(?:ed|s|ing)? to (?:the )?(?:open|public|regular) (?:session|meeting)|open (?:session|meeting|business|items?|agenda|part)|"
    r"public (?:session|business|agenda|items?)\b|back in)"
    r"|^\W*part (?:1|i|one|a)\b|^\W*part (?:3|iii|three|c)\W*$|\b(?:re-?admission|re-?admittance)\b"
)
OPENS = compiled(f"{_SAYS}|{_BEGINS}")
_SURE = compiled(_SAYS)
_FILLER = compiled(wordings("indexer.passages", "exemption.toml")["of_headings"])


def heads_what_is_open(title: str) -> bool:
    """Say whether a title tells that what follows is for the public."""
    if _CALLED_FOR.match(title):
        return True
    if not OPENS.search(title):
        return False
    return bool(_SURE.search(title)) or _is_of_the_meeting(title)


# "6:00 P.M. – REGULAR MEETING", "Open session (7 p.m.)": the part of an agenda that begins at a time of its own.
_PART = r"(?:(?:regular|general|business|open|public|ordinary)(?:\s+(?:public|open|business|board|council))?)\s+(?:meeting|session)"
_CALLED_FOR = compiled(
    rf"^\W*(?:{TIME}\W+{_PART}|{_PART}\W+(?:at\s+|begins\s+at\s+|starts\s+at\s+)?{TIME})\W*$"
)


def _is_of_the_meeting(title: str) -> bool:
    """Say whether all words of a title, or of what stands in front of its own name, are of the meeting itself."""
    head = _SEPARATED.split(title, maxsplit=1)[0]
    if _has_only_words_of_meetings(head if len(head.split()) > 1 else title):
        return True
    return bool(_RETURNS.match(title)) and tells_only_of_return(title)


_SEPARATED = re.compile(r"\s[-–—]+\s|[:;(/]")
_RETURNS = compiled(r"\W*(?:re-?open|reconven|resum|return|re-?admi|rise\b|rising\b|back in)")


def _has_only_words_of_meetings(title: str) -> bool:
    others = [word for word in re.findall(r"[\w’'.:-]+", title) if not _FILLER.fullmatch(word)]
    return has_only_words_of_returns(" ".join(others))


def heads_first_part(title: str) -> bool:
    """Say whether a title is that of a first part, and does not say that it is open to the public."""
    return bool(_FIRST_PART.match(title)) and not _SAYS_OPEN.search(title)


_FIRST_PART = compiled(r"\W*part (?:1|i|one|a)\b")
_SAYS_OPEN = compiled(
    rf"\bopen (?:to|items?|business|session|part|agenda|meeting)\b|\bpublic (?:items?|business|session|part|agenda|meeting|reports?|papers?)\b|{PUBLIC}\W*$"
    r"|\b(?:non-?exempt|not exempt|unrestricted)\b"
)
