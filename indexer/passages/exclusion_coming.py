"""Clues that those who were put out are there again, where no known form of it is found.

Words for them, or for the webcast, and a word for coming stand near each other. A return needs more certainty than a
closing: what is denied, possible, told or of another time is none. Reasoned, and tried on the rounds of
`tests/quality/exclusions` (2026-11-29).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.first_look import letters_of
from corpus.wording import has_any
from indexer.passages.exclusion_frames import PUBLIC, compiled
from indexer.passages.exclusion_judged import ELSEWHERE, is_done_by_others, is_told_privately
from indexer.passages.exclusion_meant import (
    OWN_NEGATION,
    is_denied,
    is_only_possible,
    is_only_told,
    is_put_off,
)
from indexer.passages.exclusion_things import is_of_things
from indexer.passages.exclusion_words import role
from indexer.passages.hearsay import FIRST_PERSON
from indexer.passages.names import PRESIDES
from indexer.tuning import EXEMPTION

_PEOPLE = compiled(rf"(?:{PUBLIC}|{role('outsider')})")
_WHO = compiled(rf"(?:{PUBLIC}|{role('outsider', 'feed')})")
_COMING = compiled(role("coming"))
_ROOM = r"\b(?:room|boardroom|gallery|galleries|chamber|hall|benches|floor|theatre|auditorium)"
_THEN = r"(?=\W*$|\s+(?:at\s+)?\d|\s+(?:and|to|for)\b|\s*,)"
# While it is closed, who opens it opens it again.
_OPENS_MEETING = compiled(
    r"\b(?:re-?)?open(?:ed|s)? (?:up )?(?:the|this|its) (?:\w+ )?(?:meeting|session|doors)\b|\b(?:meeting|session|doors) (?:was |were )?(?:re-?)?opened\b"
    # A room that is open again in a month is somebody's hall.
    rf"|{_ROOM} (?:(?:was|were|being|is|then|now) ){{0,2}}(?:re-?opened|open(?:ed)? again){_THEN}"
    rf"|\bre-?opened (?:the|its) (?:\w+ )?{_ROOM}{_THEN}"
    rf"|\b(?:meeting|session|council|committee|board|commission|members|councillors|trustees) (?:(?:then|now|again|all) )?(?:be |has |have |had )?"
    rf"(?:come|came|coming|comes|returned?|emerged?|moved?|went|got|stepped|walked|filed|withdrew) (?:back |out )?(?:from|out of) (?:the |an? |its )?{role('private_place')}"
    # "Out 7:41.", where what was private began with "In 7:02."
    r"|^\W*out\W+(?:at )?\d{1,2}[:.]\d\d\W*(?:[ap]\.?m\.?)?\W*$"
)
# They sit there again. They may complain again as well, or be sent out again.
_THERE_AGAIN = compiled(
    rf"(?:{PUBLIC}|{role('outsider')})[^.;]{{0,40}}?(?:\b(?:seats?|seated|places|present|chamber|room|hall|gallery|benches|in attendance|watching|in|inside|joined|welcome|let)"
    r" (?:again|once more)\b|\b(?:again|once more) (?:\w+ ){0,2}?(?:seated|present|admitted|joined|in (?:the|their) (?:seats?|places|room|chamber|hall|gallery|benches|meeting)|inside|in attendance|watching)\b"
    r"|\b(?:again|once more) took (?:up )?(?:their|the) (?:seats?|places)\b|\bback (?:in|inside|on)\b|\bback(?=\W*$|\W+(?:at )?\d))"
)
_OUTSIDE = compiled(
    rf"{role('put_out')}|\b(?:outside|foyer|lobby|corridor|waiting|wait|stay\w*|kept|go|leave|left|sent)\b"
)
_PRESIDES = compiled(
    rf"^\W*(?:\d[\w.]*\W+)?(?:[^.;]{{0,60}},\s*)?(?:the\s+)?(?:{PRESIDES}|clerk|town clerk|host|secretary|president|convener|provost|cathaoirleach|supervisor)\b"
)
_TELLS = compiled(
    r"\b(?:advis|report|inform|noted|confirm|announc|explain|stat|remind|remark|observ)\w*\s+(?:\w+\s+){0,3}?that\b|\b(?:said|says|told)\b"
)
# What is planned, felt or broken down, or was at another time: no act of this meeting.
_OF_OTHERS = compiled(
    r"\bminutes\b|\b(?:fault|technical|power cut|outage|fire|alarm|evacuat\w*|policy|policies|protocol|strategy|standing orders?|guidance|legislation|"
    r"would like|calls? (?:for|on|upon)|an end to|fewer|no more|future|previous(?:ly)?|last (?:year|month|week|meeting)|next (?:meeting|month|week|year)|ago|had been held|workshop|training|consultation|"
    r"speak\w*|questions?|participation|forum|comments?|vandal\w*|litter|traffic|parking|pupils|patients|"
    r"polic(?:e|ing)|prison|planning permission|bus(?:es)?|library|libraries|pool|park|museum)\b"
)
# "Councillor Oak returned": a member does, or an officer.
_MEMBER = re.compile(
    r"(?:\b(?:Councillor|Cllr|Cr|Alderman|Mr|Mrs|Ms|Miss|Dr|Trustee|Commissioner)\b\.?\s+[A-Z][\w’'-]+|\b[Tt]he (?:officer|member|applicant|agent|contractor)s?)"
    r"(?:\s+(?!and\b)[\w’'-]+){0,2}\s*$"
)


_LOOKS = ("open", "out", "from", "again", "back", "once more")


def comes_back(text: str) -> bool:
    """Say whether a sentence tells that those who were put out are there again."""
    sentence = " ".join(text.split())
    is_long = len(sentence.split()) > EXEMPTION.return_sentence
    if is_long or not has_any(sentence.casefold(), (*_LOOKS, *_letters())):
        return False
    if _OPENS_MEETING.search(sentence):
        return True
    again = None if _OUTSIDE.search(sentence) else _THERE_AGAIN.search(sentence)
    if again and _is_meant(sentence, *again.span()):
        return True
    return any(_is_meant(sentence, start, end) for start, end in _finds(sentence))


def are_let_in(text: str) -> bool:
    """Say whether it is people who are there again, not a session that is open again."""
    sentence = " ".join(text.split())
    return people_are_in(sentence) and any(True for _ in _finds(sentence))


def people_are_in(text: str) -> bool:
    """Say whether a text speaks of those who may be sent away."""
    return bool(_PEOPLE.search(text))


@lru_cache(maxsize=1)
def _letters() -> tuple[str, ...]:
    return letters_of(_COMING, one_line=True)


def _finds(sentence: str) -> Iterator[tuple[int, int]]:
    """Yield where those who were away and a word for coming stand near each other in one clause."""
    coming = [
        m.span()
        for m in _COMING.finditer(sentence)
        if not _MEMBER.search(sentence, 0, m.start()) and not is_of_things(sentence, *m.span())
    ]
    for who in _WHO.finditer(sentence) if coming else ():
        for start, end in coming:
            if _are_near(sentence, who.span(), (start, end)):
                yield min(start, who.start()), max(end, who.end())


def _are_near(sentence: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    between = sentence[min(one[1], other[1]) : max(one[0], other[0])]
    overlap = one[0] < other[1] and other[0] < one[1]
    return (
        not overlap
        and len(between.split()) <= EXEMPTION.near
        and not re.search(r"[;!?]|\.\s", between)
    )


def _is_meant(sentence: str, start: int, end: int) -> bool:
    """Say whether a find is no denial, no possibility, no tale and nothing of another time or thing."""
    before, deed, behind = sentence[:start], sentence[start:end], sentence[end:]
    if is_denied(before, deed, behind) or is_only_possible(before, deed, behind):
        return False
    if _is_elsewhere(sentence) or is_done_by_others(before, behind):
        return False
    if _PRESIDES.match(sentence) and not _TELLS.search(sentence):
        return True
    return not (is_only_told(before, deed) or _TELLS.search(before))


def _is_elsewhere(sentence: str) -> bool:
    """Say whether a sentence asks, puts off, or tells of another time or thing."""
    if is_put_off(sentence) or is_told_privately(sentence) or sentence.endswith("?"):
        return True
    if FIRST_PERSON.search(sentence):
        return True
    return bool(_OF_OTHERS.search(OWN_NEGATION.sub(" ", sentence)) or ELSEWHERE.search(sentence))
