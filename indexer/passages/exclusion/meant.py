"""Whether an act that a sentence tells of is meant: done, and neither denied, only possible, told nor put off."""

from __future__ import annotations

import re

from indexer.passages.exclusion.frames import PUBLIC, compiled
from indexer.passages.exclusion.reach import named_numbers
from indexer.passages.exclusion.words import role
from indexer.passages.people.names import PRESIDES

_NEGATED = compiled(rf"{role('negation')}(?:[\s,]+[\w’'/()-]+){{0,7}}\W*$")
_NEGATION = compiled(role("negation"))
OWN_NEGATION = compiled(role("not_a_negation"))
_UNDONE = compiled(rf"^[^.;]{{0,90}}?{role('undone')}")
PERHAPS = compiled(role("perhaps"))
SPEECH = compiled(role("speech"))
NOW = compiled(role("now"))
RESOLVED = compiled(role("resolved"))


def is_denied(before: str, act: str, behind: str) -> bool:
    """Say whether the words before an act, in it or behind it deny it."""
    if _NEGATED.search(OWN_NEGATION.sub(" ", before)) or _NEGATION.search(
        OWN_NEGATION.sub(" ", act)
    ):
        return True
    if _FOR_NONE.search(f"{before}{act}{behind}"):
        return True
    return bool(_UNDONE.search(OWN_NEGATION.sub(" ", behind)) or _UNDONE_APART.search(behind))


# "There was no business for which, under the Act, the press and public need be excluded."
_FOR_NONE = compiled(
    rf"\bno\s+(?:\w+\s+){{0,3}}?(?:business|items?|matters?|reports?|papers?)\s+(?:\w+\s+){{0,3}}?(?:for|during|in respect of|on)\s+which(?:,[^,;]*,)?"
    rf"\s+(?:the\s+)?(?:\w+\s+and\s+)?{PUBLIC}\s+(?:need(?:ed)?|must|ought|had|have|should|would (?:need|have))\s+(?:to\s+)?be\s+(?:\w+\s+)?{role('put_out')}"
)


# "… go into committee; there being no seconder it was taken in the open meeting".
_UNDONE_APART = compiled(
    rf"^[^.;]{{0,120}};\s*(?:but|however|as|since|there (?:being|was)|for|this|it|which|the (?:motion|proposal|request)|his|her)\b"
    rf"[^.;]{{0,40}}?{role('undone')}"
)


def is_only_possible(before: str, act: str, behind: str) -> bool:
    """Say whether an act is only possible, asked for or laid down as a rule."""
    before = _GROUNDS.sub(" ", before)
    if any(not RESOLVED.search(before[m.end() :]) for m in PERHAPS.finditer(before)):
        return True
    if _LIKELY_TO.search(before):
        return True
    is_resolved = bool(RESOLVED.search(before))
    if not is_resolved and (
        PERHAPS.search(act) or _ASKS_BEHIND.search(behind) or _RULE_BEHIND.match(behind)
    ):
        return True
    return behind.lstrip(' ”"').startswith("?")


# "That, as the discussion may disclose exempt information, the public be excluded": the ground is possible, not the act.
_GROUNDS = compiled(
    r"\b(?:as|because|since|given that|in that|in view of|by reason of|due to|owing to|having regard to|"
    r"(?:on|upon) the (?:basis|grounds?) that|to (?:avoid|prevent|protect)|in order (?:to|that|not))\b[^,;:]*[,;:]"
)
# "Meetings from which the public are excluded may not be filmed."
_RULE_BEHIND = compiled(r"^[^.;,]{0,60}?\b(?:may|must|can|should) (?:not )?be\b")
_LIKELY_TO = compiled(r"\b(?:likely|expected|minded|unlikely|about) to\W*(?:\w+\W+){0,2}$")
_ASKS_BEHIND = compiled(
    r"^[^.;]{0,60}?\b(?:whether|if|should (?:it|they|the|there|any)|in the event|any items?|where possible|"
    r"where necessary|identified (?:as|on)|designated as)\b"
)


def is_only_told(before: str, act: str) -> bool:
    """Say whether somebody tells of it: a member's word is no act of the meeting, the chair's order is."""
    told = list(SPEECH.finditer(before)) or list(_TURN.finditer(before))
    if not told:
        return False
    behind = before[told[-1].end() :]
    if RESOLVED.search(behind) or NOW.search(behind):
        return False
    orders = _ASKS_FOR.search(told[-1][0]) or _GOES_NOW.search(f"{behind}{act}")
    return not (orders and _CHAIR.search(before[: told[-1].start()]))


# "Councillor Oak: We moved …": a turn of a transcript.
_TURN = re.compile(
    r"^\W*(?:Councillor|Cllr|Cr|Mayor|Deputy|Alderman|Mr|Mrs|Ms|Miss|Dr|Trustee|Commissioner|Senator)\b[^:.;]{0,40}[^:;]?:(?=\s)"
)
_CHAIR = compiled(
    rf"^(?:\W*at\s+[\d.:]+\s*(?:[ap]\.?m\.?)?)?[^.;]{{0,40}}\b{PRESIDES}\b[^.;]{{0,40}}$"
)
_ASKS_FOR = compiled(r"^(?:asked (?:for|that)|called for|announc\w*)$")
_GOES_NOW = compiled(
    rf"\b(?:would|will|shall|was|is|were) (?:now |then )?(?:be |close|{role('move')})"
)


def is_put_off(sentence: str) -> bool:
    """Say whether an item is only put off to a later, private part: nothing is closed by that yet."""
    return bool(_PUT_OFF.search(sentence)) and not named_numbers(sentence)


_PUT_OFF = compiled(
    r"\b(?:discuss\w*|consider\w*|mov\w*|defer\w*|tak\w*|dealt|heard|held over|put back)\b[^.;]{0,90}?"
    r"\b(?:at|to|until|towards|after) (?:the )?(?:end|conclusion|close) of (?:the|this|tonight[’']s) (?:meeting|agenda)\b"
    # What somebody says that will be is not yet.
    r"|\b(?:announc|advis|not(?:ed|es)|remind|inform|stat(?:ed|es)|said|explain)\w*\b[^.;]{0,60}?\b(?:would|will)\b[^.;]{0,90}?"
    r"\b(?:(?:at|towards|after) the (?:end|conclusion|close) of|later (?:in|on|this|that)|after the (?:open|regular|public))\b"
    r"|\b(?:deferred|held over|adjourned) (?:to|until) (?:the|a|an) (?:next|future|later|separate|special|closed|private|confidential)\b(?!\s+(?:\w+\s+)?(?:room|chamber|office)\b)"
)


ASKED = compiled(
    r"\b(?:motion|proposal|amendment|request\w*|moved|proposed|asked|refused|declined)\b"
)


def is_only_moved(sentence: str) -> bool:
    """Say whether a sentence moves something, and does not say that it was carried."""
    return bool(ASKED.search(sentence)) and not _CARRIED.search(sentence)


def is_carried(sentence: str) -> bool:
    """Say whether a sentence tells that what it says was carried, not only moved."""
    return bool(_CARRIED.search(sentence))


_CARRIED = compiled(r"\b(?:resolved|agreed|carried|unanimous\w*|approved|passed)\b")
