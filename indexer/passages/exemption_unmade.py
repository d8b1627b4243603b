"""Whether a sentence tells of the closing of its own meeting that it was not made: no word of it is of anything else.

"No closed session was held" undoes a closing; "The motion to extend the closed session was lost" and "It was not
necessary to pay the bond" were told in private.
"""

from __future__ import annotations

import re

from corpus.wording import wordings
from indexer.passages.exclusion import denies
from indexer.passages.exclusion_frames import PUBLIC, compiled
from indexer.passages.exclusion_whole import has_only_words_of_returns
from indexer.passages.exemption_marks import Title, read_title
from indexer.passages.exemption_prose import NONE_AROSE

_WORDS = wordings("indexer.passages", "exemption.toml")
_KNOWN = compiled(rf"(?:{_WORDS['of_headings']}|{_WORDS['of_unmade']})")
_ENGLISH = compiled(r"\b(?:the|to|was|were|is|are|not|no|there|none|of)\b")
_OF_CLOSING = compiled(
    rf"\b(?:exclusion|exclu(?:de|ded|ding)\b(?:\W+\w+){{0,3}}?\W+{PUBLIC}|{PUBLIC}\W+(?:\w+\W+){{0,2}}exclu\w+|(?:exempt|confidential|private) (?:items?|business|matters?|reports?|papers?|information)|"
    r"(?:closed|executive|private|non-?public|in-camera|confidential) (?:session|meeting|sitting|part)|"
    r"(?:resolution|vote)\b[^.;]{0,40}?\b(?:rescinded|revoked|set aside))\b"
)
# What ends a closed session, or is asked of its minutes, is no motion to hold one.
_OF_ITS_END = compiled(
    r"\b(?:out|leav\w+|left|end|ended|ending|adjourn\w*|return\w*|resum\w*|minutes|release\w*)\b"
)


def is_of_the_meeting(sentence: str) -> bool:
    """Say whether all words of a sentence are those in which a record tells of its own closing."""
    words = re.findall(r"[\w’'.:-]+", sentence)
    others = [word for word in words if not _KNOWN.fullmatch(word.strip(".:'’-"))]
    return has_only_words_of_returns(" ".join(others))


def is_of_closing(sentence: str) -> bool:
    """Say whether a sentence speaks of the closing of its own meeting and of nothing else."""
    return (
        bool(_OF_CLOSING.search(sentence))
        and not _OF_ITS_END.search(sentence)
        and is_of_the_meeting(sentence)
    )


def tells_of_nothing(sentence: str) -> bool:
    """Say whether a sentence that tells that there was nothing tells it of the meeting, as far as its language is known."""
    return not _ENGLISH.search(sentence) or is_of_the_meeting(sentence)


def none_arose(sentence: str, *, is_of_subject: bool) -> bool:
    """Say whether nothing was to be heard in private. What is bare, in an item with a subject, is told of that."""
    if not NONE_AROSE.match(sentence) or not tells_of_nothing(sentence):
        return False
    return not is_of_subject or is_of_closing(sentence)


def is_session(title: str) -> bool:
    """Say whether a title is the heading of what is private, and asks nothing."""
    return read_title(title) is Title.SECTION


def may_be_unmade(sentence: str) -> bool:
    """Say whether a sentence under such a heading may tell that there was no closed session: none was held, or it was moved in vain."""
    if _MOTION_TO_CLOSE.search(sentence) or is_of_closing(sentence):
        return True
    return is_of_the_meeting(sentence) and not denies(sentence)


_MOTION_TO_CLOSE = compiled(
    r"\b(?:motion|proposal|request|vote|moved|proposed)\b.*\b(?:enter|go|going|move|convene|exclude|close)\b(?:\W+\w+){0,3}?"
    rf"\W+(?:closed|executive|private|confidential|non-?public|in[- ]camera|camera|{PUBLIC})\b"
)
