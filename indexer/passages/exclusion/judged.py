"""What an act that a sentence tells of comes to: done, denied, only possible, told, or of elsewhere."""

from __future__ import annotations

import re

from corpus.dates import MONTHS
from corpus.wording import lists
from indexer.passages.exclusion.frames import DELIBERATES, PUBLIC, compiled
from indexer.passages.exclusion.meant import (
    NOW,
    RESOLVED,
    is_denied,
    is_only_possible,
    is_only_told,
    is_put_off,
)
from indexer.passages.exclusion.notices import is_notice
from indexer.passages.exclusion.reach import Deed
from indexer.passages.exclusion.words import role
from indexer.passages.tuning import WITHHOLDING
from indexer.tuning import EXEMPTION

_WEAK = compiled(role("weak_perhaps"))
_FORMAL = compiled(rf"^\W*(?:\d+[.)]\s*)?(?:that\b|resolution\b|gorchymyn)|{role('resolved')}")
_DATE = rf"(?:on|of|for)\s+(?:the\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{'|'.join(MONTHS)})|(?:{'|'.join(MONTHS)})\s+\d)|\b(?:in|during|since) (?:19|20)\d\d\b"
ELSEWHERE = compiled(rf"{role('elsewhere')}|{_DATE}")
_LONG_AGO = compiled(r"\b(?:last (?:year|month|week)|previously|recently|formerly|in the past)\b")
_ELSE_SUBJECT = compiled(
    r"\b(?:bill|trust|club|company|government|school|hospital|parliament|minister\w*|firm|developer\w*|"
    r"tenants?|pupils?|children|witnesses|residents?|library|road|street|park|beach|amendments?|house)\b"
    r"(?:[’']s\s+\w+)?(?:\s+(?:is|are|was|were|has|have|had|been|now|be|would|will|to)\b)*\W*$"
)
_HAVE = compiled(
    r"\b(?:have|has|’ve|'ve) (?:\w+ )?(?:considered|discussed|heard|met|debated|taken|been)\b"
)
_ABOUT = compiled(
    r"\b(?:about|on|regarding|concerning|of|for)\s+(?:the|an?|any|every|each)?\s*(?:\w+\s+)?$"
)
_FROM = compiled(
    r"^\s*(?:\w+\s+)?from\s+(?:(?:the|a|an|its|their|this|our|such|any)\s+)*([\w’'-]+)"
)
_BY = compiled(r"^[^.;]{0,40}?\bby\s+(?:the|an?)\s+(?:\w+\s+)?(\w+)")
_PLACES = frozenset(lists("indexer.passages", "exemption.toml")["of_meetings"])
_BODY_WORD = compiled(
    rf"{role('body')}|^\W*(?:\w+\s+)?$|[:–—-]\s*$|\b(?:and|then|that|to|by|\d+\.)\W*$"
)
_FORMAL_LEAVING = compiled(
    rf"{role('statute')}|\b(?:as|because|since|while|whilst|before|so that|for|during|when)\b|^\W*(?:the\s+)?press\b|"
    r"\bpublic and (?:the )?press\b|\bpress and (?:the )?public\b|\bat this (?:point|stage|juncture)|\brecording\b|"
    r"\bweb-?cast|\blive ?stream|^\W*(?:the\s+)?public\s+(?:then\s+|now\s+)?\w+(?:\s+the\s+(?:room|meeting|chamber))?\W*$"
)
_STAY_OUT = compiled(
    r"\bhaving (?:heard|seen|got|said) (?:what|all|enough|their)\b|\bof (?:its|their) own (?:accord|will)\b|\bwent home\b|\bin protest\b|"
    r"\bquestions?\b|\bpublic (?:forum|participation|session)|\bafter (?:their|his|her|the) "
)


def judged(frame: str, sentence: str, match: re.Match[str]) -> Deed:
    """Return what an act found in a sentence comes to, by the words around it."""
    before, act, behind = sentence[: match.start()], match[0], sentence[match.end() :]
    formal = bool(_FORMAL.search(before)) or bool(RESOLVED.search(act))
    if is_denied(before, act, behind):
        return Deed.DENIES
    is_mention = _is_mention(frame, sentence, match, formal=formal)
    return Deed.MENTIONS if is_mention else Deed.CLOSES


def _is_mention(frame: str, sentence: str, match: re.Match[str], *, formal: bool) -> bool:
    before, act, behind = sentence[: match.start()], match[0], sentence[match.end() :]
    if is_only_possible(before, act, behind) or is_only_told(before, act) or is_put_off(sentence):
        return True
    if _is_elsewhere(frame, sentence, match, formal=formal):
        return True
    if _is_by_the_way(frame, sentence, formal=formal):
        return True
    # The name of an item: its text says what was done.
    if act.casefold().startswith("exclusion") and not formal:
        return True
    return frame == "left" and not _is_formal_leaving(sentence, match, formal=formal)


def _is_by_the_way(frame: str, sentence: str, *, formal: bool) -> bool:
    """Say whether a sentence only comes to speak of the public's going."""
    if is_told_privately(sentence) or is_notice(sentence):
        return True
    if not formal and (is_for_safety(sentence) or _CLEARED_OF.search(sentence)):
        return True
    return frame == "loose" and not _is_act_of_meeting(sentence, formal=formal)


# "The gallery is to be cleared of rubbish": nobody is.
_CLEARED_OF = compiled(
    rf"\bcleared of (?!(?:all |any |the |of |its )*(?:{PUBLIC}|{role('outsider')}|people|persons|others|non-\w+|everyone|strangers)\b)"
)


def is_told_privately(sentence: str) -> bool:
    """Say whether somebody else is told something in private: no meeting hears it."""
    return bool(_TOLD_PRIVATELY.search(sentence))


_TOLD_PRIVATELY = compiled(
    r"\b(?:told|informed|advised|notified|contacted|approached|spoken to|written to|consulted|interviewed|thanked|warned)\b"
    r"[^.;]{0,80}?\b(?:privately|in confidence|in secret|in private)\b(?! (?:session|meeting|part|sitting))"
)


def is_for_safety(sentence: str) -> bool:
    """Say whether a sentence tells who goes where when it burns."""
    return bool(_SAFETY.search(sentence)) and not _STATUTE.search(sentence)


_SAFETY = compiled(
    r"\b(?:in (?:the )?(?:case|event) of (?:an? )?(?:fire|emergency|alarm)|(?:if|when|should) the (?:fire )?alarm"
    r"|(?:fire )?alarm (?:then |had )?(?:rang|rung|sounded|went|gone)|was evacuated|because of (?:smoke|an? (?:fire|gas leak|alarm|leak|power cut|bomb threat)|flooding)\b"
    r"|evacuation (?:procedure|route|plan)s?|(?:where|how) to (?:exit|leave|evacuate))\b"
)


def _is_act_of_meeting(sentence: str, *, formal: bool) -> bool:
    """Say whether a meeting acts in a sentence: it resolves, cites the law or notes the time, of all the public."""
    if _COUNTED.search(sentence) or _STAY_OUT.search(sentence):
        return bool(_STATUTE.search(sentence))
    if len(sentence.split()) > EXEMPTION.loose:
        return False
    return formal or any(p.search(sentence) for p in (_STATUTE, _AT_TIME, NOW, RESOLVED))


_AT_TIME = compiled(
    r"\b(?:at|@)\s*\d{1,2}(?:[.:]?\d\d)?\s*(?:[ap]\.?m\b|h\b|hrs|hours)|\bat \d{1,2}[.:]\d\d\b"
)


def _is_elsewhere(frame: str, sentence: str, match: re.Match[str], *, formal: bool) -> bool:
    """Say whether it happened to others, at another time or at another place."""
    before, behind = sentence[: match.start()], sentence[match.end() :]
    if _is_place(behind, formal=formal) or _is_of_others(frame, sentence, match):
        return True
    if frame == "dealt" and (
        _ABOUT.search(before)
        or _HAVE.search(f"{before[-WITHHOLDING.own :]}{match[0][: WITHHOLDING.act]}")
    ):
        return True
    if frame in ("went", "dealt", "shut", "began") and _is_another_day(
        sentence, match, formal=formal
    ):
        return True
    return frame == "went" and _is_another_body(before, match[0], sentence, formal=formal)


def is_done_by_others(before: str, behind: str) -> bool:
    """Say whether the words before a deed, or "by" behind it, name somebody else than a meeting."""
    agent = _BY.match(behind)
    return bool(_ELSE_SUBJECT.search(before) or (agent and not _BODY.search(agent[1])))


def _is_of_others(frame: str, sentence: str, match: re.Match[str]) -> bool:
    """Say whether others did it, long ago, one person was put out, or the panel itself went to decide."""
    before, behind = sentence[: match.start()], sentence[match.end() :]
    if is_done_by_others(before, behind) or _LONG_AGO.search(sentence) or _AS_DONE.search(sentence):
        return True
    return _is_of_some(frame, sentence, match)


# "Proceed as directed in closed session": that was before.
_AS_DONE = compiled(
    r"\bas (?:\w+ly )?(?:directed|discussed|agreed|reported|presented|considered|recommended|instructed|outlined|noted|decided|heard)\s+(?:\w+\s+)?(?:in|at|during|behind)\b"
)


def _is_of_some(frame: str, sentence: str, match: re.Match[str]) -> bool:
    before = sentence[: match.start()]
    if frame in ("put out", "loose") and _ONE_PERSON.search(before):
        return True
    if frame == "kept" and _WEAK.search(match[0]) and not RESOLVED.search(sentence):
        return True
    if frame in ("put out", "shut"):
        return False
    return bool(_DELIBERATES.search(sentence))


# One who is put out for shouting, and a panel that goes to decide.
_ONE_PERSON = compiled(
    r"\b(?:an?|one|another|the said|that|this|which) (?:\w+ )?(?:member|person|man|woman|resident) (?:of |from |in )?(?:the )?$"
)
_DELIBERATES = compiled(DELIBERATES)


def _is_place(behind: str, *, formal: bool) -> bool:
    """Say whether somebody is out of something else than a meeting."""
    place = _FROM.match(behind)
    if not place:
        return False
    word = place[1].casefold()
    return bool(_OUTDOORS.fullmatch(word)) if formal else word not in _PLACES


# What a meeting may resolve to keep the public out of, and is no meeting.
_OUTDOORS = compiled(
    r"parks?|sites?|beach(?:es)?|buildings?|roads?|streets?|land|woods?|lakes?|grounds?|playgrounds?|paths?|"
    r"footpaths?|cars?|areas?|zones?|tips?|premises|field|fields|quay|pier|harbour|station|depot|works|school|schools"
)


def _is_another_day(sentence: str, match: re.Match[str], *, formal: bool) -> bool:
    before, behind = sentence[: match.start()], sentence[match.end() :]
    if _CALLS.search(match[0]) and ELSEWHERE.search(behind):
        return True
    if _WEAK.search(before[-WITHHOLDING.weak :] + match[0]) and ELSEWHERE.search(behind):
        return True
    if _WENT.match(match[0]) and _AT_TIME.search(sentence):
        return bool(_OTHER_TIME.search(sentence)) and not formal
    return bool(ELSEWHERE.search(sentence)) and not formal


# "Entered executive session at 7.02 pm on Monday, 6 May": so does a record tell of its own day.
_WENT = compiled(r"(?:went|moved|entered|adjourned|recessed)\b")
_OTHER_TIME = compiled(rf"{role('elsewhere')}|\b(?:in|during|since) (?:19|20)\d\d\b")

# A meeting that is called for another day.
_CALLS = compiled(
    r"\b(?:hold|held|call|schedule|convene|arrange|set)\w*\s+(?:an?\s+|the\s+next\s+)(?:\w+\s+){0,2}?(?:closed|private|confidential|executive|in-camera)\b"
)


def _is_another_body(before: str, act: str, sentence: str, *, formal: bool) -> bool:
    if _HAD.search(before) and not formal:
        return True
    if _MET.match(act) and not formal:
        return not _BODY_WORD.search(" ".join(before.split()[-WITHHOLDING.body :]) or before)
    return not formal and bool(_WILL.search(before)) and not NOW.search(sentence)


_BODY = compiled(role("body"))
_HAD = compiled(r"\b(?:had|have|has)(?: \w+)?\W*$")
_MET = compiled(r"(?:met|meet|held|hold|sit|sat|remain|began|continued?)\b")
_WILL = compiled(r"\b(?:we|i|they|council|board|committee)\s+(?:will|shall)\b")


def _is_formal_leaving(sentence: str, match: re.Match[str], *, formal: bool) -> bool:
    """Say whether the public left for the meeting's sake, and did not just go home."""
    if formal and _THAT_THEY_GO.search(match[0]):
        return True
    if _COUNTED.search(sentence):
        return bool(_STATUTE.search(sentence))
    around = sentence[max(0, match.start() - WITHHOLDING.formal) :]
    return bool(
        _FORMAL_LEAVING.search(around) or _FORMAL_LEAVING.search(sentence[: match.start()])
    ) and not _STAY_OUT.search(sentence)


_THAT_THEY_GO = compiled(r"\b(?:leave|withdraw|retire|vacate|depart)\W*$")
_COUNTED = compiled(
    r"\b(?:two|three|four|five|one|some|several|most|many|\d+) (?:members? of |of )?(?:the )?public\b"
)
_STATUTE = compiled(role("statute"))
