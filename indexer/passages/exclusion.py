"""What one sentence does to a meeting: it closes it, opens it again, denies that, or only mentions it.

A sentence is read by its roles: who acts (the meeting, or the press and public as those who are put out),
the act, what it reaches, whether it is denied, and whether it is done or only possible, asked or told. The
words of each role are in `exclusion.toml`; no sentence is known as a whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from corpus.dates import MONTHS
from corpus.wording import has_any
from indexer.passages.exclusion_frames import PART_TWO, PUBLIC, compiled, frames
from indexer.passages.exclusion_words import role


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
    """What a sentence does, and to what. `whole` is set if it speaks of its item as a whole."""

    deed: Deed
    reach: Reach = Reach.REST
    numbers: frozenset[str] = frozenset()
    whole: bool = False


_BACK = compiled(
    rf"{role('back')}|{role('return_verb')}\s+(?:[\w’',-]+\s+){{0,5}}?(?:in|into|to|as)\s+(?:an?\s+|the\s+)?{role('open_place')}"
    rf"|{role('come_out')}\s+(?:the\s+|of\s+|from\s+){{0,2}}(?:the\s+|an?\s+)?(?:{role('private_place')}|committee\b)"
    rf"|\b(?:open|regular|public)\s+(?:session|meeting)\s+(?:was\s+)?(?:resumed|reconvened|re-?opened)"
    rf"|\bre-?open(?:ed|s|ing)?\s+(?:\w+\s+){{0,3}}?to\s+(?:the\s+)?{PUBLIC}"
    rf"|\b(?:re-?open|reconvene|resume)(?:d|ed|s)?\s+(?:in\s+)?{role('open_place')}"
    rf"|{role('private_place')}\s+(?:was\s+|were\s+)?(?:ended|closed|adjourned|concluded|rose)"
    rf"|\bpublic\s+(?:\w+\s+){{0,3}}?(?:returned|re-?entered|came back)"
)
_NOT_BACK = compiled(r"\b(?:not|never|without|before|until|nor)\b(?:\s+\w+){0,4}\s*$")
_NEGATED = compiled(rf"{role('negation')}(?:[\s,]+[\w’'/()-]+){{0,7}}\W*$")
_NEGATION = compiled(role("negation"))
_OWN_NEGATION = compiled(role("not_a_negation"))
_UNDONE = compiled(rf"^[^.;]{{0,90}}?{role('undone')}")
_PERHAPS = compiled(role("perhaps"))
_WEAK = compiled(role("weak_perhaps"))
_SPEECH = compiled(role("speech"))
_NOW = compiled(role("now"))
_RESOLVED = compiled(role("resolved"))
_FORMAL = compiled(rf"^\W*(?:\d+[.)]\s*)?(?:that\b|resolution\b|gorchymyn)|{role('resolved')}")
_DATE = rf"(?:on|of|for)\s+(?:the\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{'|'.join(MONTHS)})|(?:{'|'.join(MONTHS)})\s+\d)"
_ELSEWHERE = compiled(rf"{role('elsewhere')}|{_DATE}")
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
_PLACES = frozenset(
    "meeting meetings remainder following discussion discussions consideration proceedings room chamber session "
    "part item items rest this next attendance cyfarfod remaining debate hall deliberations council committee "
    "business portion hearing both said public all board confidential matters parts exempt".split()
)
_BODY_WORD = compiled(
    rf"{role('body')}|^\W*(?:\w+\s+)?$|[:–—-]\s*$|\b(?:and|then|that|to|by|\d+\.)\W*$"
)
_FORMAL_LEAVING = compiled(
    rf"{role('statute')}|\b(?:as|because|since|while|whilst|before|so that|for|during|when)\b|^\W*(?:the\s+)?press\b|"
    r"\bpublic and (?:the )?press\b|\bpress and (?:the )?public\b|\bat this (?:point|stage|juncture)|\brecording\b|"
    r"\bweb-?cast|\blive ?stream|^\W*(?:the\s+)?public\s+(?:then\s+|now\s+)?\w+(?:\s+the\s+(?:room|meeting|chamber))?\W*$"
)
_STAY_OUT = compiled(
    r"\bquestions?\b|\bpublic (?:forum|participation|session)|\bafter (?:their|his|her|the) "
)

# What every sentence that is more than silent has one of.
_HINTS = (
    *(
        "public",
        "press",
        "committee",
        "session",
        "private",
        "closed",
        "camera",
        "confiden",
        "exempt",
        "motion",
    ),
    *(
        "absence",
        "huis",
        "yhoedd",
        "media",
        "excluded",
        "proposal",
        "resolution",
        "regular meeting",
        "part 2",
    ),
    *("part ii", "part two", "doors", "no seconder", "journalist", "observer", "open"),
    *("readmi", "re-admi", "rejoin", "re-join", "returned", " back", "re-enter"),
)


def read_sentence(text: str, before: str = "") -> Said | None:
    """Return what a sentence does, or None if it says nothing of the public's presence.

    White space in `text` counts as one blank. `before` is the sentence in front of it, for "they".
    """
    sentence = " ".join(text.split())
    if not has_any(sentence.casefold(), _HINTS):
        return None
    mentioned = denied = False
    folded = sentence.casefold()
    for frame in frames():
        if not frame.may_be_in(folded):
            continue
        for match in frame.pattern.finditer(sentence):
            verdict = _judged(frame.name, sentence, match)
            if verdict is Deed.CLOSES:
                if _opens_behind(sentence, match):
                    return Said(Deed.OPENS)
                return _closing(sentence, was_dealt=frame.name == "dealt")
            denied |= verdict is Deed.DENIES
            mentioned = True
    if returns(sentence):
        return Said(Deed.OPENS)
    if _THEY_ARE_OUT.search(sentence) and _PUBLIC.search(before) and _RESOLVED.search(sentence):
        return _closing(sentence)
    if denied or denies(sentence):
        return Said(Deed.DENIES)
    return Said(Deed.MENTIONS) if mentioned else None


_PUBLIC = compiled(PUBLIC)
_THEY_ARE_OUT = compiled(rf"\bthey\s+(?:\w+\s+)?be\s+(?:\w+\s+){{0,2}}{role('put_out')}")


def returns(sentence: str) -> bool:
    """Say whether a sentence tells that the public was in again."""
    return any(
        not _NOT_BACK.search(sentence[: match.start()])
        and not _PERHAPS.search(sentence[: match.start()])
        for match in _BACK.finditer(sentence)
    )


def _opens_behind(sentence: str, closing: re.Match[str]) -> bool:
    """Say whether the sentence that closes a meeting tells of its return: it has been, it is not to be."""
    for match in _BACK.finditer(sentence, closing.start()):
        inside = match.start() < closing.end()
        if inside and match.start() > closing.start() and not _INTO.search(closing[0]):
            return True
        if (
            not inside
            and _HAS_BEEN.match(match[0])
            and not _NOT_BACK.search(sentence[: match.start()])
        ):
            return True
    return False


_INTO = compiled(r"\b(?:into|to (?:an?|the) )")
_HAS_BEEN = compiled(
    r"(?:returned|resumed|reconvened|re-?opened|rose|came|readmitted|re-admitted|rejoined|exited|ended)"
)


def denies(sentence: str) -> bool:
    """Say whether a sentence tells that a motion before it came to nothing."""
    return bool(_MOTION_UNDONE.search(_OWN_NEGATION.sub(" ", sentence)))


_MOTION_UNDONE = compiled(
    rf"\b(?:motion|proposal|resolution|amendment|vote|second\w*|session|exclusion)\b(?:\s+[\w’',-]+){{0,12}}?\s+{role('undone')}"
    rf"|\b(?:no|without a) seconder\b"
)


def _judged(frame: str, sentence: str, match: re.Match[str]) -> Deed:
    """Return what an act found in a sentence comes to, by the words around it."""
    before, act, behind = sentence[: match.start()], match[0], sentence[match.end() :]
    plain_act = _OWN_NEGATION.sub(" ", act)
    formal = bool(_FORMAL.search(before)) or bool(_RESOLVED.search(act))
    if _NEGATED.search(_OWN_NEGATION.sub(" ", before)) or _NEGATION.search(plain_act):
        return Deed.DENIES
    if _UNDONE.search(_OWN_NEGATION.sub(" ", behind)):
        return Deed.DENIES
    if _only_possible(before, act, behind) or _only_told(before, formal=formal, frame=frame):
        return Deed.MENTIONS
    if _is_elsewhere(frame, sentence, match, formal=formal):
        return Deed.MENTIONS
    if act.casefold().startswith("exclusion") and not formal:
        return Deed.MENTIONS  # The name of an item: its text says what was done.
    if frame == "left" and not _is_formal_leaving(sentence, match):
        return Deed.MENTIONS
    return Deed.CLOSES


def _only_possible(before: str, act: str, behind: str) -> bool:
    for match in (*_PERHAPS.finditer(before), *_PERHAPS.finditer(act)):
        if not _RESOLVED.search(before[match.end() :]):
            return True
    if _ASKS_BEHIND.search(behind) and not _RESOLVED.search(before):
        return True
    return behind.lstrip(' ”"').startswith("?")


_ASKS_BEHIND = compiled(
    r"^[^.;]{0,60}?\b(?:whether|if any|if necessary|if required|any items?|where possible|identified (?:as|on)|designated as)\b"
)


def _only_told(before: str, *, formal: bool, frame: str) -> bool:
    """Say whether somebody tells of it: a member's word is no act of the meeting."""
    told = list(_SPEECH.finditer(before))
    if not told:
        return False
    behind = before[told[-1].end() :]
    return not _RESOLVED.search(behind) and not _NOW.search(behind)


def _is_elsewhere(frame: str, sentence: str, match: re.Match[str], *, formal: bool) -> bool:
    """Say whether it happened to others, at another time or at another place."""
    before, behind = sentence[: match.start()], sentence[match.end() :]
    place = _FROM.match(behind)
    if place and place[1].casefold() not in _PLACES:
        return True
    agent = _BY.match(behind)
    if agent and not re.search(role("body"), agent[1], re.IGNORECASE):
        return True
    if _ELSE_SUBJECT.search(before) or _LONG_AGO.search(sentence):
        return True
    if frame == "dealt" and (
        _ABOUT.search(before) or _HAVE.search(f"{before[-12:]}{match[0][:40]}")
    ):
        return True
    if frame in ("went", "dealt", "shut"):
        if _WEAK.search(before[-40:] + match[0]) and _ELSEWHERE.search(behind):
            return True
        if _ELSEWHERE.search(sentence) and not formal:
            return True
    if frame == "went" and re.match(
        r"(?:met|meet|held|hold|sit|sat|remain|began|continued?)\b", match[0], re.IGNORECASE
    ):
        return not _BODY_WORD.search(" ".join(before.split()[-6:]) or before)
    if frame == "went" and not formal:
        return bool(
            re.search(
                r"\b(?:we|i|they|council|board|committee)\s+(?:will|shall)\b", before, re.IGNORECASE
            )
        ) and not _NOW.search(sentence)
    return False


def _is_formal_leaving(sentence: str, match: re.Match[str]) -> bool:
    """Say whether the public left for the meeting's sake, and did not just go home."""
    if re.search(
        r"\b(?:two|three|four|five|one|some|several|\d+) (?:members? of )?(?:the )?public\b",
        sentence,
        re.IGNORECASE,
    ):
        return bool(re.search(role("statute"), sentence, re.IGNORECASE))
    around = sentence[max(0, match.start() - 4) :]
    return bool(
        _FORMAL_LEAVING.search(around) or _FORMAL_LEAVING.search(sentence[: match.start()])
    ) and not _STAY_OUT.search(sentence)


_MANY = compiled(r"\b(?:remain\w*|rest|following|items|matters|business|reports)\b")
_NEXT = compiled(
    r"\b(?:following|next|undernoted|below)\s+(?:agenda\s+|exempt\s+|confidential\s+)?(?:item|report|matter|minute)\b(?!s|\(s)|\bitem below\b|eitem (?:ganlynol|nesaf)"
)
_THIS = compiled(
    r"\bthis\s+(?:agenda\s+)?(?:item|report|matter|minute|part)\b(?!s)(?!\s+of\s+(?:the|our|this)\s+(?:meeting|agenda))"
)
_IS_THIS = compiled(
    r"^\W*(?:note\W+)?(?:this|the)\s+(?:item|report|matter|minute|paper|application|appeal|case|section)\b"
)
_OF_PART_TWO = compiled(
    rf"\b(?:items?|business|matters|reports)\b[^.;]{{0,40}}?\b{PART_TWO}|\b(?:{PART_TWO}|parts?)\s+of\s+the\s+(?:agenda|meeting)(?! that)|\bhighlight reports\b|\bfrom (?:the )?append(?:ix|ices)"
)
_NAMED = compiled(
    r"\b(?:agenda\s+)?(?:items?|minutes?|eitem(?:au)?)(?:\s+(?:nos?|numbers?)\b\.?)?\s+"
    r"([a-z]?\d[\w/.]*(?:\s?\([a-z\d]+\))?(?:(?:,|\s+and|\s+&|\s+to|\s*[-–])+\s?[a-z]?\d[\w/.]*)*)"
)
_RANGE = re.compile(r"(\d+) ?(?:to|[-–]) ?(\d+)")


def _closing(sentence: str, *, was_dealt: bool = False) -> Said:
    """Return what a closing reaches. An item that was dealt with in private is so as a whole."""
    numbers = named_numbers(sentence)
    if numbers:
        return Said(Deed.CLOSES, Reach.NAMED, numbers)
    if _OF_PART_TWO.search(sentence) and not re.search(
        r"\b(?:moved|went|moves|goes) (?:in)?to\b", sentence, re.IGNORECASE
    ):
        return Said(Deed.CLOSES, Reach.PART_TWO)
    if _NEXT.search(sentence):
        return Said(Deed.CLOSES, Reach.NEXT)
    if _IS_THIS.search(sentence) or _THIS.search(sentence):
        return Said(Deed.CLOSES, Reach.THIS, whole=True)
    return Said(Deed.CLOSES, whole=was_dealt and not _MANY.search(sentence))


def named_numbers(text: str) -> frozenset[str]:
    """Return the numbers of the items that a text names, ranges written out."""
    found: set[str] = set()
    for match in _NAMED.finditer(text):
        found.update(n.strip(".").casefold() for n in re.findall(r"[a-zA-Z]?\d[\w/.]*", match[1]))
        for first, last in _RANGE.findall(match[1]):
            if 0 < int(last) - int(first) < 100:
                found.update(map(str, range(int(first), int(last) + 1)))
    return frozenset(found)
