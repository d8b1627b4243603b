"""Items that end every meeting, and are told of a private one, too."""

from __future__ import annotations

from corpus.records import AgendaItem
from indexer.passages.exclusion.frames import compiled
from indexer.passages.exemption.state import text_of
from indexer.tuning import EXEMPTION

_MEETING = r"(?:(?:of|the|this|board|council|committee|regular|special|ordinary|parish|town) )*(?:meeting|session|council|committee|board)"
_WHEN = r"(?:\W*(?:at|on|time|[ap]\.?m|noon|hrs|hours|\d[\d.:/]*(?:st|nd|rd|th)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|[a-z]{3,9}(?= \d)|(?<=\d )[a-z]{3,9}|(?<=th )[a-z]{3,9}))*"
# The whole of a title: "Termination of the contract" and "Next meeting with the bank" are none.
_FORMALITY = compiled(
    rf"\W*(?:\d[\w.]*\W+)?(?:(?:motion (?:to|for) )?(?:adjourn(?:ment|ed|s)?|termination)(?: {_MEETING})?|roll call|pledge of allegiance|invocation"
    rf"|(?:opening |closing )?(?:karakia|prayer)(?: whakamutunga)?|(?:close|closure|end) {_MEETING}|meeting (?:closed?|adjourned|adjournment)"
    rf"|(?:(?:dates?|times?|venue|place|and|of|the|,|/|&)[ ,]*)*(?:next|future) (?:regular |ordinary |council |board |committee |scheduled )*meetings?(?: dates?)?"
    rf"|by-?laws?:? confirming proceedings[^;]{{0,40}}|confirm\w* by-?law(?: no\.?)?){_WHEN}\W*"
)
# A school or a road may close, too.
_CLOSE = compiled(r"\W*(?:close|closure|closing|close of business)\W*")
_OF_CLOSING = compiled(
    r"\b(?:meeting|session)\b[^.]{0,30}\b(?:clos\w+|end\w*|conclud\w+|finish\w+|adjourn\w*|rose|over)\b|\b(?:thank\w*|no (?:further|other) business|closed at)\b|^\W*\d[\d.:]*\s*(?:[ap]\.?m\b|hours)"
)
_SUM = compiled(r"[£$€]\s?\d|\b\d{1,3},\d{3}\b")


def is_formality(item: AgendaItem) -> bool:
    """Say whether an item is one that every meeting has, also one that was closed: its end, the next date."""
    text = text_of(item)
    if len(text.split()) > EXEMPTION.formality:
        return False
    if _CLOSE.fullmatch(item.title):
        return not text.strip() or bool(_OF_CLOSING.search(text))
    return bool(_FORMALITY.fullmatch(item.title)) and not _SUM.search(text)
