"""Titles before they are judged: their words whole, their grounds of law left out, sentences told from headings."""

from __future__ import annotations

import re

from indexer.passages.exclusion.exclusion import whole_words
from indexer.passages.exclusion.frames import compiled as _compiled
from indexer.passages.exclusion.words import role
from indexer.tuning import EXEMPTION

_BRACKETS = str.maketrans("[]", "()")
_CUT = re.compile(r"(?<=[^\W\d_]{2})- (?=[a-z])")
# By which law: it says nothing of what a heading heads.
_GROUNDS = _compiled(
    r"\((?:[^()]*\b)?(?:section|sections|act|s\.?\s?\d|regulation|schedule|part va)\b[^()]*\)|"
    r"\b(?:in accordance with|pursuant to|in terms of|by virtue of|as (?:defined|described) (?:in|by)|as per)\b.*$|"
    r"\b(?:under|in|by) (?:section|sections|s\.?\s?\d|regulation|the local government|schedule|paragraph|standing order)\b.*$|"
    r"\W(?:standing order|section|regulation|s\.?)\s?\d[\w().]*\W*$"
)
_PROSE = _compiled(
    rf"\b(?:is|are|was|were|has|have|had|be|been|will|would|shall|moved|agreed|voted|noted|asked|reported|stated|advised|said|left|withdrew|went|motion by|second by)\b|{role('resolved')}|[a-z)]\.\s+[A-Z]"
)


def plainly(title: str) -> str:
    """Return a title with round brackets and whole words."""
    return _CUT.sub("", whole_words(title).translate(_BRACKETS))


TIME = r"\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?\s?m\b\.?|noon\b)"
_CLOCK = _compiled(
    rf"^\W*(?:at\s+)?{TIME}(?:\s*(?:[-–]|to)\s*{TIME})?[\s:,–—-]+(?=[^\W\d])|(?<=\w)[\s:,–—@(-]+(?:at\s+|from\s+)?{TIME}(?:\s*(?:[-–]|to)\s*{TIME})?[\s)]*$"
)


def without_clock(title: str) -> str:
    """Return a heading without the time of day in front of it or behind it: "5:30 P.M. – CLOSED SESSION"."""
    return _CLOCK.sub("", title)


def without_grounds(title: str) -> str:
    """Return a title without the law that it cites, unless it is nothing else."""
    return _GROUNDS.sub(" ", title).strip() or title


def is_prose(title: str) -> bool:
    """Say whether a title is a sentence that says what was done, as where paragraphs are numbered."""
    n_words = len(title.split())
    if title.rstrip().endswith("."):
        return n_words >= EXEMPTION.sentence
    return n_words >= EXEMPTION.prose and bool(_PROSE.search(title))


def is_passed(title: str) -> bool:
    """Say whether a title tells what became of its motion, or when: no agenda does."""
    return bool(_PASSED.search(title))


_PASSED = _compiled(r"\b(?:passed|carried|agreed|approved|adopted)\W*$|\d\s*[ap]\.?m\W*$")
# A meeting that closes is over, or the public's time to speak is.
_ENDS = _compiled(
    r"^\W*(?:the\s+)?(?:\w+\s+)?(?:meeting|session)\s+(?:was\s+|then\s+|is\s+)*(?:closed|closes|ended|ends|adjourned)"
    r"(?:\s+at\b.*|\s+(?:for|to)\s+(?:the\s+)?public\s+\w+)?\W*$|^\W*clos(?:e|ing)\s+(?:of\s+)?(?:the\s+)?(?:\w+\s+)?meeting\W*$"
)


def ends_meeting(title: str) -> bool:
    """Say whether a line only says that the meeting, or the public's time to speak, is over."""
    return bool(_ENDS.match(title))


# The text of a motion, which is all that some minutes have of what was resolved.
MINUTED = re.compile(r"\W*(?:that|moved)\b", re.IGNORECASE)
# "Appoint Ms Vale as fire chief": a verb, where "Appointment of a fire chief" or "Offer for the mill" is a name.
_DECIDES = re.compile(
    r"(?i:agreed?|resolved?|decided?|approved?|accept(?:ed)?|reject(?:ed)?|settled?|appoint(?:ed)?|dismiss(?:ed)?|buy|bought|sell|sold|awarded|offered|purchased"
    r"|(?:award|offer|purchase|hire)(?=\s+(?:the|an?|his|her|their|\d|(?-i:[A-Z][a-z]))))\b"
)
_NUMBER = re.compile(r"^\W*(?:\d[\w./-]*\W+)?")


def tells(title: str) -> bool:
    """Say whether the title of a withheld item says what was done there, or is to be, or names a sum."""
    words = _NUMBER.sub("", title, count=1)
    if _SUM.search(title) or MINUTED.match(words) or _DECIDES.match(words):
        return True
    return bool(_GOES_ON.search(words)) or (is_prose(title) and bool(_PROSE.search(title)))


# A first sentence, and the beginning of what comes behind it.
_GOES_ON = re.compile(r"[a-z]{4}\.\s+[A-Z]")
_SUM = _compiled(r"[£€$]\s?\d")


# That there is nothing under a heading over what the public may not read.
_PRIVATE_THINGS = (
    r"(?:(?:such|further|other|exempt|confidential|private|closed|restricted|part (?:2|ii|two)|urgent)\s+){0,2}"
    r"(?:items?|business|matters?|reports?|papers?)"
)
NOTHING = re.compile(
    # "At the time of preparing the agenda there were no exempt items", "No exempt reports are expected".
    rf"[^.]{{0,80}}\bthere (?:are|were|is|was|being) (?:currently |at present )?no {_PRIVATE_THINGS}\b"
    rf"|[^.]{{0,80}}\bno {_PRIVATE_THINGS} (?:(?:is|are|was|were|has been|have been|will be) )?(?:anticipated|expected|"
    r"received|listed|identified|scheduled|notified|submitted|tabled|on (?:this|the) agenda|to (?:consider|report|be considered)|"
    r"for (?:this|consideration))\b"
    r"|[\W_]*(?:there (?:are|were|is|was) )?(?:none|nil|n/?a|dim|no (?:such |further |other )?(?:items?|business|matters?|reports?))"
    r"\b[^.]{0,40}[\W_]*$"
    r"|\W*(?:nid oedd|nid oes|ni fu|ni chafwyd|doedd|ní raibh|il n['’]y a(?:vait)? (?:pas|aucun)|aucun\w*)\b[^.]{0,80}\W*$",
    re.IGNORECASE,
)


# Behind a motion: nothing came of it, since there was nothing to be heard.
NONE_AROSE = re.compile(
    rf"\W*(?:however,? )?(?:(?:in the event,? )?there (?:were|was|are|is) no (?:such )?{_PRIVATE_THINGS}\b[^.]{{0,60}}|no (?:such )?{_PRIVATE_THINGS}|"
    rf"no (?:such )?{_PRIVATE_THINGS} (?:arose|was raised|were raised|came forward|fell to be considered|required (?:it|this))[^.]{{0,40}}|"
    r"(?:this|it|the motion|the resolution) (?:was|were|is) not (?:required|needed|necessary|moved|put|used|invoked)[^.]{0,60}|"
    r"not (?:required|needed|applicable|necessary|used)[^.]{0,30})\W*$",
    re.IGNORECASE,
)
