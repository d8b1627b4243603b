"""Sentences that tell what is kept from the public: who alone has a paper, and in which copy it is not; who was not there."""

from __future__ import annotations

from functools import lru_cache

from corpus.first_look import FirstLooks, first_look, letters_of
from corpus.wording import has_any
from indexer.passages.exclusion.frames import PUBLIC, compiled
from indexer.passages.exclusion.words import role

_THING = rf"(?:{role('whole_thing', 'part_thing', 'kept_thing')}|what (?:is|was|stands?|follows)\b|th(?:is|ese|ose|ey)\b|it\b)"
_READERS = rf"(?:{role('readers')})"
_GAP = r"[^.;\n]"
_COPY = role("public_copy")
_COLOURED = rf"{role('coloured_papers')}\s+(?:papers?|pages?|sheets?|book|leaf|leaves|insert)\b"
_TAKEN_BACK = r"(?:(?:gathered|taken|collected|handed|returned|given|called|drawn)\s+(?:back|up|in)\b|collected\b|gathered\b)"
_GIVEN = r"(?:circulated|sent|given|handed|issued|shown|available|distributed|supplied|went|gone|go|goes|known|seen|heard|discussed|considered|read|held|restricted|limited)"
_HAVE_ONLY = (
    rf"(?:\bonly\s+copies\b|(?:\bfor\b|\b{_GIVEN}\b{_GAP}{{0,30}}?\b(?:to|by|with)\b)\s+(?:the\s+)?{_READERS}(?:\s+and\s+the\s+clerk)?(?:\s+\w+)?\s+(?:alone|only|in confidence|personally)\b"
    rf"|\b(?:for|to)\s+(?:the\s+)?{_READERS}\s+(?:and\s+(?:for\s+|to\s+)?(?:nobody|no one|none) else\b)"
    rf"|\bonly\s+(?:for|to|by)\s+(?:the\s+)?{_READERS}\b|\bfor\s+(?:the\s+)?{_READERS}[’']s?\s+(?:eyes|file|use)\b)"
)
_GOES_NO_FURTHER = (
    r"\b(?:go(?:es)?|be taken|be passed|be spread)\s+no\s+further\b|\b(?:not|neither)\s+(?:to\s+)?be\s+(?:copied|shown|passed on|repeated|published|put on)\b"
    rf"|\bnot\s+(?:to\s+)?(?:go|be put|be placed|appear|stand|be)\s+(?:on|in|into|up on)\s+(?:the\s+)?{_COPY}"
    rf"|\bnot\s+(?:for|in|on|part of|to be found in|open in)\s+(?:the\s+)?{_COPY}"
    rf"|\b(?:left|leave|kept|keep|taken|take|cut|struck|omitted|withheld|removed|missing|absent)\s+(?:out\s+of|out\s+before|off|from|out\s+from)\b{_GAP}{{0,40}}?\b{_COPY}"
)
# "The minutes of this discussion will not be released", "what is written here stays sealed".
_OWN = r"(?:this|these|what is (?:written|said|told)|the above|the foregoing)"
_SEALED = (
    rf"\b(?:minutes?|record|notes?)\s+(?:of|for|on)\s+(?:this|the foregoing|the above)\b{_GAP}{{0,40}}?\b(?:(?:be|is|are|was|were|stay|remain)s?\s+sealed(?!\s+with)|not\s+be\s+(?:released|published|disclosed|open)|withheld|kept\s+(?:sealed|apart|separate\w*))"
    rf"|\b{_OWN}\b{_GAP}{{0,40}}?\b(?:be|is|are|stays?|remains?|stay)\s+(?:sealed|under seal)\b"
)
_KEPT = tuple(
    compiled(pattern)
    for pattern in (
        rf"\b{_THING}{_GAP}{{0,90}}?{_HAVE_ONLY}",
        rf"\b{_THING}{_GAP}{{0,90}}?\b(?:to|by|round)\s+(?:the\s+)?{_READERS}\b{_GAP}{{0,60}}?\b{_TAKEN_BACK}",
        rf"\b{_THING}{_GAP}{{0,90}}?(?:{_GOES_NO_FURTHER})",
        rf"\b{_THING}{_GAP}{{0,60}}?\b(?:on|in)\s+(?:the\s+|an?\s+)?{_COLOURED}{_GAP}{{0,80}}?\b(?:{_READERS}\s+(?:\w+\s+)?(?:have|had|hold|held|handed|gave|returned)|{_TAKEN_BACK})",
        _SEALED,
    )
)
# It is public all the same, or was not kept on purpose.
_PUBLIC_TOO = compiled(
    rf"(?<!not )(?<!neither )\b(?:published|posted|put|pinned|placed|is|are|was|were|now)\s+(?:also\s+)?(?:up\s+)?(?:on|in)\s+(?:the\s+)?{_COPY}"
    r"|\b(?:since|now|later|been) (?:been )?(?:published|released)\b|\b(?:late|printer|printers|programme|tickets?|keys?|ballot|cards?|badges?|at this size|to scale)\b"
    r"|\bmust not\b|\bshould\b|\bif\b|\bmay\b|\bwhether\b"
)
_LETTERS = letters_of(*_KEPT, one_line=True)
_LOOKS = FirstLooks(first_look(form, one_line=True) for form in _KEPT)


@lru_cache(maxsize=256)
def is_kept(text: str) -> bool:
    """Say whether a sentence tells that what it speaks of, or its own item, is kept from the public."""
    sentence = " ".join(text.split())
    folded = sentence.casefold()
    if not has_any(folded, _LETTERS):
        return False
    forms = (_KEPT[number] for number in _LOOKS.letting_through(folded))
    return any(form.search(sentence) for form in forms) and not _PUBLIC_TOO.search(sentence)


_WHO = rf"(?:{PUBLIC}|{role('outsider')})"
_GONE = r"(?:gone|left|out|absent|away|not (?:present|there|in the room|in attendance|admitted)|withdr[ae]wn?|withdrew|excluded|outside|cleared|emptied|no longer (?:present|there))"
_ABSENT = compiled(
    rf"{_WHO}{_GAP}{{0,40}}?\b{_GONE}\b|\b(?:absence of|without)\s+(?:the\s+|any\s+)?(?:\w+\s+){{0,2}}?{_WHO}|\bnot\b{_GAP}{{0,30}}?\b(?:in public|before the public)\b"
)


# "The public left after item 4" tells of nothing that it missed.
_WERE_AWAY = compiled(
    rf"{_WHO}{_GAP}{{0,30}}?\b(?:absent|not (?:present|there|in the room|in attendance|admitted)|excluded|outside|out of the room)\b"
    rf"|\b(?:absence of|without)\s+(?:the\s+|any\s+)?(?:\w+\s+){{0,2}}?{_WHO}"
)


def were_away(sentence: str) -> bool:
    """Say whether a sentence tells that the public was away for what it names, not when it went."""
    return bool(_WERE_AWAY.search(sentence))


def tells_of_absence(sentence: str) -> bool:
    """Say whether a sentence tells that the public was not there for what it speaks of."""
    return bool(_ABSENT.search(" ".join(sentence.split())))
