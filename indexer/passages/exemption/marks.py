"""What the titles of items say of what may be published."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from corpus.wording import wordings
from indexer.passages.exclusion.exclusion import read_sentence, returns
from indexer.passages.exclusion.frames import PUBLIC, compiled
from indexer.passages.exclusion.reach import Deed
from indexer.passages.exclusion.words import role
from indexer.passages.exemption.forms import withholds_by_answer
from indexer.passages.exemption.opens import OPENS, heads_what_is_open
from indexer.passages.exemption.prose import (
    ends_meeting,
    is_prose,
    plainly,
    without_clock,
    without_grounds,
)
from indexer.tuning import EXEMPTION

_STRONG = role("strong_mark")
_THING = role("thing")
_PART_THING = role("part_thing")
_PLACE = role("private_place")
_PART_TWO = role("part_two")
_COLOURED = rf"{role('coloured_papers')}\s+(?:papers?|pages?|sheets?)\b"
# "Land assembly (pink report)": a "green paper" is a draft of a law.
_COLOURED_ITEM = rf"{role('coloured_papers')}\s+(?:reports?|items?|enclosures?|pages?|sheets?|minutes?|copy|copies)"


class Title(Enum):
    """What a title says of the public."""

    PLAIN = "nothing"
    MARKED = "the item is not for the public"
    SECTION = "what follows is not for the public"
    EXCLUSION = "it is asked whether the public shall be out"
    ASKS = "it is asked, or told, what may be private"
    OPENS = "what follows is for the public"
    ROW = "its row of a table says that it is not for the public"


# A heading that is made of nothing but such words is a section's, not an item's.
_FILLER = wordings("indexer.passages", "exemption.toml")["of_headings"]
_MARKING = rf"(?:{_PLACE}|{role('mark')}|{_PART_TWO}|{_COLOURED}|{role('in_private')}|{role('in_committee')})"
_SECTION = compiled(
    rf"^\W*(?:(?:{_MARKING}|{_FILLER})\W+)*?{_MARKING}(?:\W+(?:{_MARKING}|{_FILLER}))*\W*$"
)
_CLOSING_TITLE = compiled(
    rf"^\W*(?:\w+\s+){{0,4}}?(?:clos(?:e|ing|ure)(?: of)?)\s+(?:the\s+)?meeting\s+to\s+(?:the\s+)?{role('public')}"
)
_EXCLUSION = compiled(
    rf"{role('exclude')}\s+(?:of\s+)?(?:[\w’'-]+\s+){{0,4}}?{PUBLIC}|\bmotion to exclude\b"
    rf"|{PUBLIC}\s+(?:to\s+)?be\s+excluded|^\W*(?:to\s+)?exclu(?:sion|de)\W*$"
    rf"|\bexempt items?\W*$|\bexempt information\b.*\bexclusion\b|^\W*to (?:go|move)\b.*{role('in_committee', 'private_place')}"
    r"|\b(?:resolution|motion|order)\s+to\s+(?:close|exclude|go|move|enter|recess)\b|\bclosure of (?:the )?meeting\b"
    r"|\bdetermination of (?:exempt|private|confidential)\b|\bnotice of closed\b"
)
_ASKS = compiled(
    r"\b(?:possible|whether|if any|if (?:required|necessary|needed)|announcements?|topics|visitors?|any|identif\w+|"
    r"determine which|which(?! they (?:did|were))|may|potential|comments?|notice of (?:items|intention)|recommend\w*|proposed|"
    r"requests?|release|policy|protocol|investigat\w+|review of)\b"
)
# What a line is that heads more than itself.
HEADINGS = (_SECTION, OPENS)
# What stands in front of such words is the item's: "In committee: the tender", "Closed to the public: rates".
_IN_FRONT = compiled(
    rf"^\W*(?:in[- ](?:committee|camera|confidence|private|closed session|executive session)\b(?!\W+(?:stage|of)\b)|"
    rf"(?:this\s+(?:item|matter|report)\s+(?:is|was)\s+)?closed to (?:the )?(?:\w+ and (?:the )?)?{PUBLIC}|(?:press|public)[- ]excluded\b)"
)
_MARKED = compiled(
    rf"^\W*(?:{_STRONG}|strictly confidential)(?:\s*[-–—:(|]|\s+{_THING})|^\W*{_THING}\s+(?:eithriedig|g?cyfrinachol)\b"
    rf"|^\W*(?:{_PLACE}|{_PART_TWO}|private|restricted|closed)\s*[-–—:(|]"
    rf"|^\W*{_PART_TWO}(?=,? (?:of the agenda|agenda|items?|business|reports?|minutes|private))"
    rf"|^\W*(?:restricted|private|closed|non-?public) {_THING}(?=\W*$|\W*[-–—:(]|\s+(?:of|in|to|by)\b(?!\s+\d))"
    rf"|\((?:[^()]*\b)?(?:{_STRONG}|{_PART_TWO}|restricted|in private|closed session|with(?:out)? (?:the )?(?:press|public)[^()]*)[^()]*\)"
    rf"|[-–—:,] *(?:exempt|confidential|private|restricted|in camera|in committee|not public|non-?public|public[- ]excluded|not open to (?:the )?public)(?: {_THING})?\W*$"
    rf"|[-–—:] *{_PART_TWO}(?: {_THING})?\W*$"
    rf"|\((?:[^()]*\b)?{role('in_committee')}\W*\)"
    rf"|[(–—-]\s*(?:on |printed on |see )?{_COLOURED_ITEM}\W*$"
    r"|^\W*strictly private\b|^\W*(?:private (?:and|&) confidential|official[- ]sensitive|commercial in confidence)\b"
    r"|\((?-i:green) papers?\)\W*$"
    # Those of this meeting: of another day they are released.
    r"|^\W*(?:sealed|unreleased) (?:minutes?|notes?|record)\b(?!\s+(?:of|from)\s+(?:the\s+)?(?:\w+\s+)?\d)|^\W*(?:minutes?|notes?) under seal\b"
    rf"|\bwithheld\W*(?:$|\((?:s|section|sch|para|reg)\b)|\((?:[^()]*\b(?:on|in|see)\s+)?(?!green\b){role('coloured_papers')}(?:\s+papers?)?\W*\)"
    r"|\bnot for publication\b|\bschedule (?:12|7) ?a\b"
    r"|\bexempt (?:report|appendix|annex|minutes?|by virtue)"
    rf"|\(\s*(?:{role('mark')}|{role('protective')})(?=\W*\)|[,;:–-]|\s+(?:by|under|para\w*|and|or|to|as|until|not|{_THING})\b)[^()]*\)"
)
_CONTAINS = compiled(
    rf"\b(?:contains?|with|including|and|plus|has)\b[^()]*{_STRONG}\s+{_PART_THING}"
)
_DENIED = compiled(
    r"\b(?:no|not|non|formerly|previously|un)[- ]?(?:exempt|confidential|restricted|longer)\b"
)


_TAKEN = compiled(
    rf"(?<!meeting )(?<!meetings )\b(?:taken|considered|heard|held|discussed|dealt with|determined|received) (?:{role('in_private', 'in_committee')}|in private\b|"
    rf"behind closed doors|in[- ]camera|in (?:an? )?{_PLACE})"
)


# A part of a title that is a marking and no more: "Late confidential report C2/22", "Private item under paragraph 9".
_PARTS = re.compile(r"\s[-–—]+\s|[:;|()/]+(?=\s|$)|(?<=\s)[(]|[()]")
_MARKING_PART = compiled(
    rf"^(?!.*\b(?:sessions?|meetings?)\b)\W*(?:(?:late|urgent|supplementary|additional|further|draft|final|an?|the|new|updated?|following|\d[\w./]*)\s+)*"
    rf"(?:{role('mark')}|{role('protective')})(?:\W+(?:and|or|{role('mark')}|{role('protective')}))*(?:\W+(?:and\W+)?{_THING})+"
    r"(?:\W+(?:only|nos?|[a-z]{0,3}\d[\w/.]*))*"
    r"(?:\W*\b(?:by virtue|under|pursuant|in accordance|para\w*|section|schedule|act)\b.*)?\W*$"
)
# "(Paragraphs 1, 2 and 4)": of the schedule, which has eighteen at most.
_PARAGRAPHS = compiled(
    r"[-–—:,(]\s*(?:exempt\W+)?(?:under\s+|by virtue of\s+)?para(?:graph)?s?\.?\s*(?:1?\d)(?:\s*(?:,|and|&|or)\s*1?\d)*"
    r"(?:\s+of\s+(?:part|schedule)\b.*)?\W*$"
)
ENVIRONMENTAL = r"\breg(?:ulation)?s?\.?\s*12\s*\(\s*[45]\s*\)"
_ENVIRONMENTAL = compiled(ENVIRONMENTAL)


def _is_marking(title: str) -> bool:
    """Say whether a title marks its item: as a whole, in one of its parts, or by the paragraph of an Act."""
    if _CONTAINS.search(title):
        return False
    if (
        _IN_FRONT.match(title)
        or _MARKED.search(title)
        or _PARAGRAPHS.search(title)
        or _ENVIRONMENTAL.search(title)
        or (_TAKEN.search(title) and not is_prose(title))
    ):
        return True
    first, *parts = _PARTS.split(title)
    return any(map(_MARKING_PART.match, (first, *parts))) or any(map(_part_closes, parts))


_NOT_OPEN = compiled(
    rf"\W*(?:(?:not|no longer) (?:open|accessible|available) to|(?:\w+ ){{0,2}}(?:in the absence of|without)) (?:the )?{PUBLIC}\W*"
)
_OF_MEETING = compiled(r"\b(?:meeting|session|council|committee|board)\b")


def _part_closes(part: str) -> bool:
    """Say whether what stands behind a title, in brackets or behind a dash, says that the public is out."""
    if _NOT_OPEN.fullmatch(part):
        return True
    is_of_title = 1 < len(part.split()) <= EXEMPTION.heading and not _OF_MEETING.search(part)
    if part.rstrip().endswith("."):
        # "RESOLVED: That the public withdraw." is an act, not a name.
        return False
    said = read_sentence(part) if is_of_title else None
    return said is not None and said.deed is Deed.CLOSES and not _MAY_BE.search(part)


def _of_public(plain: str, full: str) -> Title | None:
    """Return what a title says that asks for the exclusion of the public, or heads what is private, or None."""
    is_asked = _ASKS.search(plain)
    if _EXCLUSION.search(plain) or _CLOSING_TITLE.search(plain):
        return Title.ASKS if is_asked else Title.EXCLUSION
    if is_section(plain):
        return Title.ASKS if is_asked else Title.SECTION
    if _is_marking(full):
        return Title.PLAIN if _is_about_minutes(full) else Title.MARKED
    return None


@lru_cache(maxsize=4096)
def read_title(title: str) -> Title:
    """Return what a title says of the public."""
    if (withholds := withholds_by_answer(title)) is not None:
        return Title.MARKED if withholds else Title.PLAIN
    full = _DENIED.sub(" ", plainly(title))
    plain = without_grounds(full)
    if heads_what_is_open(plain) or heads_what_is_open(without_clock(plain)):
        return Title.OPENS
    if _is_timed_section(plain):
        return Title.SECTION
    if ends_meeting(plain):
        return Title.PLAIN
    if _heads_private(plain):
        return Title.SECTION
    if (kind := _of_public(plain, full)) is not None:
        return kind
    return Title.EXCLUSION if _closes(plain, full) else Title.PLAIN


def _is_timed_section(plain: str) -> bool:
    """Say whether a title heads what is private, with the time at which that begins: "5:30 P.M. – CLOSED SESSION"."""
    heading = without_clock(plain)
    is_other = _MOVES.match(heading) or ends_meeting(plain) or returns(heading)
    return heading != plain and not is_other and is_section(heading)


def _heads_private(plain: str) -> bool:
    """Say whether a title names things, in the plural, of which it says that the public is out for them."""
    is_heading = _MANY.match(plain) and len(plain.split()) <= EXEMPTION.heading
    if not is_heading or _MAY_BE.search(plain) or plain.endswith("."):
        return False
    said = read_sentence(plain)
    is_closing = said is not None and said.deed is Deed.CLOSES
    return is_closing or bool(_MEETING_NOT_OPEN.search(plain))


_MANY = compiled(
    r"^\W*(?:(?:part|section)\s+(?:[ivx]+|\d|[a-d]|two)\W+)?(?:(?:the|other|remaining|following)\s+)*"
    r"(?:items|matters|business|reports|proceedings|papers|agenda)\b(?!\W*$)"
)
_MEETING_NOT_OPEN = compiled(
    r"\b(?:meeting|council|committee|board)\s+(?:is|was|will be|will)\s+(?:not|no longer)\s+(?:be\s+)?(?:open|in public)\W*$"
)
_MAY_BE = compiled(
    r"\b(?:may|might|if|any|whether|likely|possible|no|none|not (?:required|needed)|minutes|last|previous|released?)\b"
)


def _closes(plain: str, full: str) -> bool:
    """Say whether a title that moves something moves the public out, or cites the law by which that is done."""
    said = read_sentence(plain) if _MOVES.match(plain) else None
    return bool(said and said.deed is Deed.CLOSES) or is_of_admission(full)


def is_of_admission(title: str) -> bool:
    """Say whether a title cites the law by which the public may be out, and asks nothing."""
    return bool(_ADMISSION.search(title))


# Acts that say nothing else but when the public may be out.
_ADMISSION = compiled(r"\badmission to meetings\b|\b(?:section|s\.?) ?100 ?\(?a\)? ?\(4\)")


def asks(title: str) -> bool:
    """Say whether a title only asks, or tells, what may be private."""
    return bool(_ASKS.search(without_grounds(title)))


# "To resolve that the public withdraw": a motion, whose text says what became of it.
_MOVES = compiled(r"^\W*(?:to|that|motion|proposal|resolution|recommendation)\b")


def is_section(plain: str) -> bool:
    """Say whether a title is made of nothing but words for what is private."""
    if not _SECTION.match(plain) or _MARKING_ALONE.fullmatch(plain.strip()):
        return False
    return not _IN_COMMITTEE.search(plain) or bool(_GOES_INTO.match(plain))


# These mark the item that they head, not those behind it.
_IN_COMMITTEE = compiled(role("in_committee"))
_GOES_INTO = compiled(
    rf"^\W*(?:(?:items?|matters|business|to|be|go|move|meeting|council|moved|considered|taken|discussed|for|motion)\W+)*{role('in_committee')}|.*{role('private_place')}|.*[(–-]\W*{role('in_committee')}\W*$"
)
_MARKING_ALONE = compiled(
    rf"\W*{_PART_TWO}\W+minutes\W*|\W*(?:private and confidential|official[- ]sensitive.*|commercial in confidence)\W*"
)


def _is_about_minutes(title: str) -> bool:
    """Say whether a title is of an item that only approves the minutes of a private meeting."""
    return bool(
        re.match(r"\W*(?:to )?(?:adopt|confirm|approv|sign|minutes of)\w*", title, re.IGNORECASE)
    ) and bool(re.search(r"\bminutes\b", title, re.IGNORECASE))
