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
from indexer.passages.exclusion.frames import PUBLIC, compiled
from indexer.passages.exclusion.judged import ELSEWHERE, is_done_by_others, is_told_privately
from indexer.passages.exclusion.meant import (
    OWN_NEGATION,
    is_denied,
    is_only_possible,
    is_only_told,
    is_put_off,
)
from indexer.passages.exclusion.things import is_of_things
from indexer.passages.exclusion.words import role
from indexer.passages.people.names import PRESIDES
from indexer.passages.speech.hearsay import FIRST_PERSON
from indexer.tuning import EXEMPTION

_PEOPLE = compiled(rf"(?:{PUBLIC}|{role('outsider')})")
_WHO = compiled(rf"(?:{PUBLIC}|{role('outsider', 'feed')})")
_COMING = compiled(role("coming"))
# "… at 9.12 pm", "… and the Mayor", "… to the public": behind a return, and behind nothing else that opens or comes.
_AT = r"(?=\W*$|,? (?:at )?\d{1,2}[:.]\d\d)"
_THEN = (
    rf"(?:{_AT}|(?=,? and (?:the )?(?:{PRESIDES}|meeting|public)\b)|"
    rf"(?= to (?:the )?{PUBLIC}(?: and (?:the )?{PUBLIC})?{_AT}))"
)
_START = r"^\W*(?:\d[\w.:]*\W*(?:[ap]\.?m\.?)?\W+)?(?:(?:then|thereafter|at \d[\d.:]*\W*(?:[ap]\.?m\.?)?),? )?(?:the )?"
# While it is closed, who opens it opens it again.
_OPENS_MEETING = compiled(
    r"\b(?:re-?)?open(?:ed|s)? (?:up )?(?:the|this|its) (?:\w+ )?(?:meeting|session|doors)\b|\b(?:meeting|session|doors) (?:was |were )?(?:re-?)?opened\b"
    # The room of the meeting, whole: a hall elsewhere has a name, a month or a sum.
    rf"|{_START}(?:public |meeting |council )?(?:gallery|galleries|chamber|room|boardroom|benches|floor) "
    rf"(?:(?:was|were|being|is|then|now) ){{0,2}}(?:re-?opened|open(?:ed)? again){_THEN}"
    rf"|{_START}(?:[\w’'-]+ ){{0,3}}re-?opened (?:the|its) (?:public |meeting |council )?(?:gallery|chamber|room|boardroom){_THEN}"
    rf"|(?:{_START}|\b(?:that|moved|agreed) (?:the |to )?)(?:meeting|session|council|committee|board|commission|members|councillors|trustees) "
    rf"(?:(?:then|now|again|all) )?(?:be |has |have )?"
    rf"(?:come|came|coming|comes|returned?|emerged?|moved?|went|got|stepped|walked|filed|withdrew) (?:back |out )?(?:from|out of) (?:the |an? |its )?{role('private_place')}{_THEN}"
    # Where the public sits or comes in, that is filled or open again.
    r"|\b(?:gallery|galleries|benches|public seats|seats in the gallery)\b[^.;,]{0,20}?\b(?:filled|filling|taken up|occupied|full)\b(?: up| once more| again){1,2}|\bgallery filling up\b"
    r"|\b(?:chamber|gallery|hall|room|doors)\s+(?:(?:was|were|being|having been|then|again)\s+)*(?:thrown|flung) open\b"
    r"|\b(?:went on|continued|resumed|proceeded) with (?:the )?(?:open doors|doors open)\b"
    # "Out 7:41.", where what was private began with "In 7:02."
    r"|^\W*out\W+(?:at )?\d{1,2}[:.]\d\d\W*(?:[ap]\.?m\.?)?\W*$"
)
# What stands between them and that they are there again: how they came to sit there, and nothing that they did or said.
_CAME = (
    r"(?:[,\s]+(?:and|or|the|press|public|was|were|being|having|been|then|now|all|had|came|come|coming|taken|took|take|their|its|seats?|"
    r"seated|places|back|in|inside|let|admitted|joined|rejoined|present|welcome|to|meeting|room|chamber|gallery|hall|benches|attendance|"
    r"watching|again|once more))*?"
)
_PLACE = r"(?:(?:the|their) )?(?:seats?|places|room|chamber|hall|gallery|benches|meeting)"
_THERE_AGAIN = compiled(
    rf"(?:{PUBLIC}|{role('outsider')}){_CAME}[,\s]+(?:"
    rf"(?:seats?|seated|places|present|{_PLACE}|in attendance|watching|in|inside|joined|welcome|let) (?:again|once more)\b"
    rf"|(?:again|once more) (?:(?:were|was|let|came) )?(?:seated|present|admitted|joined|in {_PLACE}|inside|in attendance|watching)\b"
    rf"|(?:again|once more) took (?:up )?(?:their|the) (?:seats?|places)\b|back (?:in|inside|on)\b|back(?=\W*$|\W+(?:at )?\d))"
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
