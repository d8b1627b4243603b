"""Clues that a sentence tells of the public's going, where no known form of it is found.

Words of two classes near each other (the public and a word for going, the meeting and a private place, its
webcast and a word for stopping, the members and that they are alone) are a find that is not understood. How
much of an act of the meeting stands around it decides whether that is enough to withhold what follows. The
weights and the bound are reasoned, and tried on the rounds of `tests/quality/exclusions` (2026-11-29). In 136,000
sentences of councils and parliaments some 45 had so many clues and no form, counted before the last words were added.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.first_look import letters_of
from corpus.wording import has_any
from indexer.passages.exclusion_classes import ALONE, Find, near, pairs, people, returning
from indexer.passages.exclusion_frames import compiled
from indexer.passages.exclusion_judged import ELSEWHERE, is_done_by_others, is_told_privately
from indexer.passages.exclusion_meant import (
    NOW,
    OWN_NEGATION,
    is_denied,
    is_only_possible,
    is_only_told,
    is_put_off,
)
from indexer.passages.exclusion_words import role
from indexer.passages.hearsay import FIRST_PERSON
from indexer.passages.names import PRESIDES
from indexer.tuning import EXEMPTION


@lru_cache(maxsize=1)
def _letters() -> tuple[str, ...]:
    return letters_of(*(pair.second for pair in pairs()), one_line=True)


def withholds(text: str, before: str = "", *, alone: bool, is_mention: bool = False) -> bool:
    """Say whether a sentence that no form understands tells of the public's going by enough clues.

    `before` is the sentence in front of it, for "they" and for why they go; `alone` is set where both are a
    paragraph or a title of their own, as an act of the meeting mostly is. Where a form took it for a mention, more clues
    are needed.
    """
    text = _POLITELY.sub(r"\1asked \2 to ", text)
    if people().search(before):
        text = _THEY.sub("The public", text)
    enough = EXEMPTION.clues_of_mention if is_mention else EXEMPTION.clues
    return _weight(text, before, alone=alone) >= enough


# "The Chair asked if the gentleman would mind stepping outside."
_POLITELY = compiled(
    rf"^(.{{0,30}}\b{PRESIDES}\s+)asked (?:if|whether) ([^.;]{{3,60}}?) (?:would|could|might) (?:mind |kindly |please |now )?"
)
_THEY = re.compile(r"^(?:They(?: all)?|All|Both|These)\b")


def comes_back(text: str) -> bool:
    """Say whether a sentence tells that those who were put out are there again: of clues, as `withholds` does."""
    sentence = " ".join(text.split())
    if len(sentence.split()) > EXEMPTION.return_sentence or not has_any(
        sentence.casefold(), ("open", *_coming())
    ):
        return False
    if _OPENS_MEETING.search(sentence):
        return True
    found = near(sentence, returning())
    return any(_is_meant(sentence, find, strict=True) for find in found)


def are_let_in(sentence: str) -> bool:
    """Say whether it is people who are there again, not a session that is open again."""
    return bool(people().search(sentence)) and any(
        True for _ in near(" ".join(sentence.split()), returning())
    )


# While it is closed, who opens it opens it again.
_OPENS_MEETING = compiled(
    r"\b(?:re-?)?open(?:ed|s)? (?:up )?(?:the|this|its) (?:\w+ )?(?:meeting|session|doors)\b|\b(?:meeting|session|doors) (?:was |were )?(?:re-?)?opened\b"
)


@lru_cache(maxsize=1)
def _coming() -> tuple[str, ...]:
    return letters_of(returning().second, one_line=True)


def may_withhold(text: str) -> bool:
    """Say whether a sentence has any clue, enough where the record tells that the public came back behind it."""
    return _weight(text, alone=True, strict=False) >= EXEMPTION.some_clues


def _weight(text: str, context: str = "", *, alone: bool, strict: bool = True) -> int:
    sentence = " ".join(text.split())
    if len(sentence.split()) > EXEMPTION.clue_sentence or not has_any(
        sentence.casefold(), _letters()
    ):
        return 0
    finds = (find for find in _finds(sentence) if _is_meant(sentence, find, strict=strict))
    return max((_around(sentence, find, context, alone=alone) for find in finds), default=0)


def _finds(sentence: str) -> Iterator[Find]:
    for pair in pairs():
        yield from near(sentence, pair)


def _is_of_chair(sentence: str) -> bool:
    """Say whether the chair or the clerk does what a sentence tells, and does not only tell it."""
    return bool(_PRESIDES.match(sentence)) and not _TELLS.search(sentence)


_TELLS = compiled(
    r"\b(?:advis|report|inform|noted|confirm|announc|explain|stat|remind|remark|observ)\w*\s+(?:\w+\s+){0,3}?that\b|\b(?:said|says|told)\b"
)


def _is_meant(sentence: str, find: Find, *, strict: bool) -> bool:
    """Say whether a find is no denial, no possibility, no tale and nothing of another time or thing."""
    before, act, behind = (
        sentence[: find.start],
        sentence[find.start : find.end],
        sentence[find.end :],
    )
    if is_denied(before, act, behind) or is_only_possible(before, act, behind):
        return False
    if _is_elsewhere(sentence) or is_done_by_others(before, behind):
        return False
    if not strict or (find.pair.may_be_told and _is_of_chair(sentence)):
        return True
    before, deed = sentence[: find.second[0]], sentence[find.second[0] : find.end]
    return not (is_only_told(before, deed) or _TELLS.search(before))


def _without(sentence: str, find: Find) -> str:
    """Return a sentence without the words of both classes."""
    (start, end), (then, last) = sorted((find.first, find.second))
    return f"{sentence[:start]} {sentence[end:then]} {sentence[last:]}"


def _is_elsewhere(sentence: str) -> bool:
    """Say whether a sentence asks, puts off, or tells of another time or thing."""
    if is_put_off(sentence) or is_told_privately(sentence) or sentence.endswith("?"):
        return True
    if FIRST_PERSON.search(sentence):
        return True
    return bool(_OF_OTHERS.search(OWN_NEGATION.sub(" ", sentence)) or ELSEWHERE.search(sentence))


# What is confirmed, planned, felt or broken down, or was at another time: no act of this meeting.
_OF_OTHERS = compiled(
    r"\bminutes\b|\b(?:fault|technical|power cut|outage|fire|alarm|evacuat\w*|policy|policies|protocol|strategy|standing orders?|guidance|legislation|"
    r"would like|(?:after|following|during) the exclusion|calls? (?:for|on|upon)|an end to|fewer|no more|future|previous(?:ly)?|last (?:year|month|week|meeting)|next (?:meeting|month|week|year)|ago|had been held|workshop|training|consultation|"
    r"speak\w*|questions?|participation|forum|comments?|hearing closed|vandal\w*|litter|traffic|trust[’']s board|parking|pupils|patients|"
    r"interests? (?:in|and)|declared an?|declaration|polic(?:e|ing)|prison|planning permission|bus(?:es)?|library|libraries|pool|park|museum)\b"
)
_PRESIDES = compiled(
    rf"^\W*(?:\d[\w.]*\W+)?(?:[^.;]{{0,60}},\s*)?(?:the\s+)?(?:{PRESIDES}|clerk|town clerk|host|secretary|president|convener|provost|cathaoirleach|supervisor)\b"
)
_FORMAL = compiled(
    rf"{role('resolved')}|\b(?:resolution|motion|order\w*|résolu|résolution|cynig\w*|rún)\b"
)
_STATUTE = compiled(
    rf"{role('statute')}|\b(?:pursuant to|in accordance with|under|in terms of|by virtue of|as permitted by|authori[sz]ed by|per)\s+(?:the\s+)?"
    r"(?:\w+\s+){0,5}?(?:sections?|s\.?|§|acts?|code|statutes?|rsa|orc|rcw|regulations?|schedule|charter|law|ilcs|v\.?s\.?a|m\.?c\.?l|\d+\.\d+)\b"
)
# A law by the shape of its reference: "254J(3)(d)", "143-318.11(a)", "O.C.G.A. 50-14-3", "§ 2.2-3711".
_CITES = re.compile(
    r"§|\b\d+[A-Z]?(?:[-.:]\d+[A-Z]?)*\s?\([0-9A-Za-z]{1,3}\)|\b(?:[A-Z]\.?){2,8}\s\d+[A-Z]?[-.:]\d+|\b\d{3,5}\.\d{1,3}\b"
)
_AT_TIME = compiled(
    r"\b(?:at|@)\s*\d{1,2}(?:[.:h]?\d\d)?\s*(?:[ap]\.?m\b|hrs|hours|o[’']clock|$|[,.;]|\s)"
)
# A few who go home have been sent by nobody.
_COUNTED = compiled(
    r"\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|\d+|a dozen|a few|many|a number of|some|several|most|both|the reporter|the journalist)\s+(?:\w+\s+){0,2}?"
    rf"(?:members? of the public|{role('outsider')}|reporters?|journalists?)"
)


def _around(sentence: str, find: Find, context: str, *, alone: bool) -> int:
    """Return how much of an act of the meeting stands around a find."""
    act = sentence[find.start : find.end]
    outer = _without(sentence, find)
    weight = find.pair.weight + bool(_FORMAL.search(sentence)) + 2 * _cites_law(sentence)
    weight += _is_of_chair(sentence) + alone
    weight += bool(_AT_TIME.search(sentence) or NOW.search(sentence))
    weight += bool(_CAUSE.search(outer)) + bool(_MATTER.search(f"{outer} {context}"))
    weight += bool(_IS_ALONE.search(act)) + bool(_ASKED_TO.search(act))
    return weight - 2 * bool(
        _COUNTED.search(sentence[max(0, find.start - EXEMPTION.counted) : find.end])
    )


def _cites_law(sentence: str) -> bool:
    return bool(_STATUTE.search(sentence) or _CITES.search(sentence))


_ASKED_TO = compiled(rf"{role('ask')}\b.*\bto\b|\b(?:sont|est|furent)\s+(?:invit|pri|tenu)\w+")
_CAUSE = compiled(role("cause"))
_MATTER = compiled(role("private_matter"))
_IS_ALONE = compiled(ALONE)
