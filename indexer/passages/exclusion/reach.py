"""What a sentence does to a meeting, and how far its closing reaches."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum

from indexer.passages.exclusion.frames import PART_TWO, compiled
from indexer.passages.exclusion.words import role
from indexer.passages.tuning import WITHHOLDING


class Deed(Enum):
    """What a sentence does."""

    CLOSES = "closes"
    OPENS = "opens"
    DENIES = "denies"
    MENTIONS = "mentions"


class Reach(Enum):
    """What a closing reaches."""

    REST = "everything behind it"
    NEXT = "the next item"
    THIS = "this item"
    NAMED = "the items that it names"
    PART_TWO = "the second part of the agenda"


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence does, and to what.

    `whole` is set if it speaks of its item as a whole, `is_bare` if it only says that the meeting was
    closed to the public: so do parishes where the public's time to speak is over. `spared` are the items
    that it leaves public ("save for item 12").
    """

    deed: Deed
    reach: Reach = Reach.REST
    numbers: frozenset[str] = frozenset()
    whole: bool = False
    is_bare: bool = False
    spared: frozenset[str] = frozenset()


_MANY = compiled(r"\b(?:remain\w*|rest|following|items|matters|business|reports)\b")
_NEXT = compiled(
    r"\b(?:following|next|undernoted|below)\s+(?:agenda\s+|exempt\s+|confidential\s+)?(?:item|report|matter|minute)\b(?!s|\(s)|\bitem below\b|eitem (?:ganlynol|nesaf)"
)
_THIS = compiled(
    r"\bthis\s+(?:agenda\s+)?(?:item|report|matter|minute|part)\b(?!s)(?!\s+of\s+(?:the|our|this)\s+(?:meeting|agenda))"
)
# What the item is about that tells of it: "before considering the report", "the item was heard", "from the hearing".
_THE_REPORT = compiled(
    r"\b(?:consider\w*|consideration of|discuss\w*|discussion of|debat\w*|hearing|determin\w*)\s+(?:of\s+)?the\s+"
    r"(?:item|report|matter|application|appeal)\b(?!\s+(?:of|from|in|about|regarding|by|which)\b)"
    r"|\bthe\s+(?:item|report|matter|application|appeal)\s+(?:should\s+|would\s+|must\s+|to\s+)?(?:be|was|is)\s+"
    rf"(?:\w+\s+)?{role('dealt')}|\bfrom\s+(?:the|this|that)\s+(?:item|hearing|appeal)\b"
    r"|\bthis\s+(?:part|portion|section|segment)\s+of\s+(?:the|our|this)\s+(?:\w+\s+)?(?:meeting|agenda|proceedings)\s+"
    rf"(?:was|took)\s+(?:\w+\s+)?(?:{role('dealt')}|place|held)"
)
_TIME = r"\d{1,2}(?:[.:]\d\d\s*(?:[ap]\.?m\.?|hrs|hours)?|\s*[ap]\.?m\.?)"
# An exclusion that is over when it is told.
_BOUNDED = compiled(
    rf"\b(?:between|from)\s+(?:\d{{1,2}}|{_TIME})\s+(?:and|to|until|till|[-–])\s+{_TIME}(?!\w)"
)
_IS_THIS = compiled(
    r"^\W*(?:note\W+)?(?:this|the)\s+(?:item|report|matter|minute|paper|application|appeal|case|section)\b"
)
# What stands in front of it in the item is public.
_REST_OF_ITEM = compiled(
    r"\b(?:rest|remainder|remaining (?:part|portion)|latter (?:part|half)|second (?:part|half)|last part) of (?:this|the) (?:item|matter|report|minute|discussion)\b"
)
# "The following part of the meeting" is the rest of it.
_NOT_OF_THE_REST = "".join(
    f"(?<!{word} )"
    for word in "public open following remaining next latter last ensuing subsequent this that".split()
)
_OF_PART_TWO = compiled(
    rf"\b(?:items?|business|matters|reports)\b[^.;]{{0,40}}?\b{PART_TWO}|\b(?:{PART_TWO}|{_NOT_OF_THE_REST}parts?)\s+of\s+the\s+(?:agenda|meeting)(?! that)|\bhighlight reports\b|\bfrom (?:the )?append(?:ix|ices)"
)
_NAMED = compiled(
    r"\b(?:agenda\s+)?(?:items?|minutes?|eitem(?:au)?)(?:\s+(?:nos?|numbers?)\b\.?)?\s+"
    r"([a-z]?\d[\w/.]*(?:\s?\([a-z\d]+\))?(?:(?:,|\s+and|\s+&|\s+to|\s*[-–])+\s?[a-z]?\d[\w/.]*)*)"
)
_GOES_TO = compiled(
    r"\b(?:mov\w+|go|goes|went|going|enter\w*|proceed\w*|adjourn\w*|transfer\w*|recess\w*|turn\w*)\s+(?:on\s+)?(?:in)?to\b"
    r"|\benter(?:ed|s|ing)?\b"
)
# "Save for item 12": these stay public.
_SPARED = compiled(
    rf"\b(?:save|except(?:ing)?|other than|(?:with )?the exception of|apart from|but not|excluding)\s+(?:(?:for|that|of|in respect of)\s+)*"
    rf"{_NAMED.pattern}"
)
_RANGE = re.compile(r"(\d+) ?(?:to|[-–]) ?(\d+)")


def is_bounded(sentence: str) -> bool:
    """Say whether a sentence tells from when to when something lasted."""
    return bool(_BOUNDED.search(sentence))


def closing(sentence: str, frame: str = "") -> Said:
    """Return what a closing by some frame reaches. An item that was dealt with in private is so as a whole."""
    spared = named_numbers(" ".join(match[0] for match in _SPARED.finditer(sentence)))
    sentence = _SPARED.sub(" ", sentence)
    numbers = named_numbers(sentence)
    if numbers:
        return Said(Deed.CLOSES, Reach.NAMED, numbers)
    return replace(_of_words(sentence, frame), spared=spared)


def _of_words(sentence: str, frame: str) -> Said:
    """Return what a closing reaches that names no item by its number."""
    if _OF_PART_TWO.search(sentence) and not _GOES_TO.search(sentence):
        return Said(Deed.CLOSES, Reach.PART_TWO)
    if _NEXT.search(sentence):
        return Said(Deed.CLOSES, Reach.NEXT)
    if _REST_OF_ITEM.search(sentence):
        return Said(Deed.CLOSES, Reach.THIS)
    speaks_of_item = any(p.search(sentence) for p in (_IS_THIS, _THIS, _BOUNDED))
    if speaks_of_item or _THE_REPORT.search(sentence):
        return Said(Deed.CLOSES, Reach.THIS, whole=bool(speaks_of_item))
    return _of_the_rest(sentence, frame)


def _of_the_rest(sentence: str, frame: str) -> Said:
    if frame == "shut" and not _REASON.search(sentence):
        return Said(Deed.CLOSES, is_bare=True)
    return Said(Deed.CLOSES, whole=frame == "dealt" and not _MANY.search(sentence))


_REASON = compiled(
    rf"{role('statute')}|\b(?:exclud\w*|confiden\w*|private|camera|closed session|exempt|sensitive|remain\w*|section|staff\w*|"
    r"personnel|legal|contract\w*|consider\w*|discuss\w*|because|due|owing|reason\w*|pursuant|accordance)\b"
)


def named_numbers(text: str) -> frozenset[str]:
    """Return the numbers of the items that a text names, ranges written out."""
    found: set[str] = set()
    for match in _NAMED.finditer(text):
        found.update(n.strip(".").casefold() for n in re.findall(r"[a-zA-Z]?\d[\w/.]*", match[1]))
        for first, last in _RANGE.findall(match[1]):
            if 0 < int(last) - int(first) < WITHHOLDING.range:
                found.update(map(str, range(int(first), int(last) + 1)))
    return frozenset(found)
