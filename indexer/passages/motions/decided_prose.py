"""What a sentence of prose says that this meeting decided, on the item that it speaks of."""

from __future__ import annotations

import re

from corpus.first_look import first_look
from indexer.language.windows import sentences
from indexer.passages.of_others import is_another_body, is_by_another, is_long_ago, is_told
from indexer.passages.speech.hearsay import FIRST_PERSON, is_reported

_BODIES = "Council Committee Cabinet Board Commission Panel Executive Sub-Committee Assembly Authority".split()
# In small letters, too, a body and its members are those that meet.
_BODY = rf"(?:{'|'.join([*_BODIES, *map(str.lower, _BODIES)])}|Sub-committee|[Mm]eeting|[Mm]embers)"
# The forms inside prose: the meeting, as a body, decides; a motion is carried or lost.
_PROSE = re.compile(
    rf"\b(?P<body>{_BODY}) (?:then |also |therefore |formally |duly |unanimously ){{0,3}}"
    r"(?:resolved|agreed|AGREED|APPROVED|approved|decided|adopted|confirmed|voted|RESOLVED|NOTED) "
    r"(?:unanimously )?(?:to\b(?! (?:disagree|differ))|(?<!voted )the\b(?! need)|by \d|[“\"‘'])"
    rf"|\b(?P<a_body>{_BODY}),? [^.\n]{{0,120}}?\bagreed the following"
    r"|\b[Ii]t was (?:therefore |then |also |duly |formally )?(?:unanimously |further )?"
    r"(?:resolved|agreed|decided)(?:,[^.\n]{0,60},)? (?:that|to|unanimously|on)\b"
    r"|\b(?:(?:[Tt]his|[Ii]t|[Tt]hat|[Bb]oth|[Vv]ote|[Qq]uestion) (?:was|were)|put(?: to (?:the|a) vote)? and) "
    r"(?:was |were )?(?:unanimously |duly |then |accordingly |put and |declared ){0,2}"
    r"(?:carried(?! out| on| forward| over| to\b)|passed(?! to| on| by| away)|lost(?! (?:in|to|at|during|under|from|since|through|without|for)\b)|defeated)"
    r"|\b(?:was|were) (?:unanimously |duly |formally |put and |then |accordingly ){0,2}"
    r"(?:adopted|approved as|confirmed(?: as (?=(?:an? |the )?(?:true|correct|accurate|[A-Z]|chair|vice|clerk|record|being))|\b(?=[ .,]*(?:and signed|$|\.)))|agreed as|noted\."
    r"|declared (?:carried|lost))"
    r"|\b(?:[Tt]he )?(?:[Mm]otion|[Aa]mendment|[Rr]ecommendations?|[Pp]roposal|[Rr]esolution"
    r"|[Mm]inutes)\b[^.\n]{0,120}?\b(?:was|were) "
    r"(?:put (?:and )?|then |duly |unanimously |therefore )*"
    r"(?:carried|approved|agreed|lost|defeated|adopted|passed|rejected|accepted|noted|confirmed)\b"
    r"|\bthe following (?:resolution|motion|decision|recommendation)s? (?:was|were) "
    r"(?:unanimously )?(?:agreed|passed|carried|adopted|approved)"
    r"|\bseconded by [^;\n]{2,60}?,? and (?:it was )?(?:unanimously |duly )?"
    r"(?:agreed|resolved|carried|approved|adopted)\b"
    r"|\b(?P<together>unanimously (?:agreed|adopted|resolved|approved|carried|supported))\b"
    r"|\b(?:[Ll]ost|[Cc]arried|[Ff]ell) by \d"
)
# In front of "unanimously agreed": nobody, what was agreed, or the meeting.
_WHO_AGREES = re.compile(
    rf"(?:^|[^\w ] ?|\b(?:and|was|were|is|been|being|it|then|also|who|which|hereby|therefore|be|all|they|by|{_BODY})) ?$",
    re.IGNORECASE,
)
_NO_DECISION = re.compile(
    r"\b(?:resolves|would be|could be|if|should be|asked whether|may be|not yet|previously|earlier"
    r"|agreed in principle by the Government)\b"
    r"|^\W*(?:That )?(?:[Tt]his )?Council (?:notes|resolves|believes)"
    r"|^\W*(?:No|None|Nothing)\b"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DATE = (
    rf"(?:(?:[A-Z][a-z]+day,? )?(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? \d{{4}})?"
    rf"|{_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?)?(?:,? \d{{4}})?|(?:19|20)\d\d)(?![\w/–-])"
)
_AT_A_MEETING = (
    rf"(?:the|its|their|our|a|an) (?:(?:{_DATE} )(?:[\w’'-]+ ){{0,4}}?(?:[Mm]eeting|[Ss]ession|[Ss]itting)"
    rf"|(?:[\w’'-]+ ){{0,5}}?(?:[Mm]eeting|[Ss]ession|[Ss]itting|{_BODY}) (?:of (?:the )?(?:[\w’'-]+ ){{1,6}}?)?"
    rf"(?:(?:held )?(?:on|of|in) )(?:the )?{_DATE})"
)
# A sentence that begins with another day or another meeting tells what was decided then.
_AT_ANOTHER_TIME = re.compile(
    rf"^\W*(?:(?:On|In|During|By) {_DATE}|At {_AT_A_MEETING}"
    r"|(?:At|On) (?:that|those|which) (?:[\w’'-]+ ){0,2}?(?:meeting|session|sitting|occasion|time|day)s?\b"
    r"|At (?:the|its|their|our) (?:last|previous|earlier|preceding) (?:\w+ ){0,2}(?:meeting|session)\b"
    r"|(?:Last|The previous) (?:year|month|week|summer|autumn|winter|spring|meeting)\b)"
)
# Behind such a sentence, one that begins with no other person or thing still tells of that meeting.
_STAYS_THERE = re.compile(rf"\W*(?:It|They|There|Both|(?:The |All |Most )?{_BODY})\b")
_BY_ANOTHER_MEETING = re.compile(rf"[^.;\n]{{0,120}}?\bat {_AT_A_MEETING}")
# "The plan that was adopted", "If it were agreed", "When the plan was adopted": but "When the vote was taken it was".
_RELATIVE = re.compile(r"\b(?:that|which|who),? (?:was|were) (?:(?!was|were)[a-z]+ ){0,3}[\w.]+$")
# "A panel of experts who agreed": others than this meeting.
_OF_OTHERS = re.compile(
    rf"\b(?!(?:{'|'.join(_BODIES)}|[Mm]eeting|[Mm]embers)\b)[\w’'-]+,? (?:who|which) $"
)
_SUBORDINATE = re.compile(
    r"\b(?:(?:[Ii]f|[Uu]nless|[Ww]hether)\b[^,;]*"
    r"|(?:[Ww]hen|[Oo]nce|[Ss]ince|[Uu]ntil|[Bb]efore|[Aa]s)(?: (?!the chair)[\w’'-]+){0,3}) ?(?:the )?$"
)
# "was defeated last year by 9 votes to 4", "was adopted in 2019": not at this meeting.
_THEN = re.compile(
    rf"[ ,]{{1,2}}(?:by [^.;,]{{2,40}} )?(?:(?:last|the previous) (?:year|month|week|summer|autumn|winter|spring|meeting|session)\b"
    rf"|(?:in|during) (?:{_MONTH} )?(?:19|20)\d\d\b|(?:\w+ ){{1,2}}(?:years?|months?|weeks?) ago\b|earlier (?:this|in the) (?:year|month))"
)
# What is agreed to be done may well be done at another meeting.
_TO_COME = re.compile(r"[ ,]*(?:to|that)\b")
# What a meeting does about itself is no decision on the item under which it does so.
_ABOUT_ITSELF = re.compile(
    r"(?:to take (?:[Aa]genda )?[Ii]tems?\b"
    r"|(?:that )?(?:[Aa]genda )?[Ii]tems? \d[\d, and&]*(?:should )?be (?:taken|brought forward|moved|heard)\b"
    r"|to (?:vary|change|alter|suspend) (?:the )?(?:order\b|agenda\b|[Ss]tanding [Oo]rders?\b)"
    r"|to adjourn(?: the (?:meeting|sitting|session))?(?: (?:for|until|at)\b|\W*$)"
    r"|to extend the (?:meeting|sitting)\b"
    rf"|to hold (?:the|its|their) (?:next |{_MONTH} |[Aa]nnual |[Oo]rdinary ){{1,3}}[Mm]eeting\b)"
)
# What was seconded, or put, stands in the sentence before.
_POINTS_BACK = re.compile(
    r"\W*(?:This|That|It|These|Both|The (?:proposal|suggestion|request)) (?:was|were) "
    r"(?:then |also |duly )?(?:seconded|put|supported)\b"
)
_LOOK = first_look(_PROSE)


def decisions(line: str, own: frozenset[str] = frozenset()) -> str:
    """Return the stretch of a line of prose from its first deciding sentence to its last, or "".

    `own` are the words of the name of the body whose minutes they are (`of_others.own_words`).
    """
    if not _LOOK.lets_through(line.casefold()) or not _PROSE.search(line):
        return ""
    start, end, before, is_elsewhere = len(line), 0, None, False
    for span in sentences(line):
        sentence = line[span.start : span.end]
        is_elsewhere = _is_elsewhere(sentence, is_elsewhere)
        if not is_elsewhere and _is_decided_here(sentence, own):
            first = before if before and _POINTS_BACK.match(line, span.start) else span
            start, end = min(start, first.start), max(end, span.end)
        before = span
    return line[start:end].strip() if end else ""


def _is_elsewhere(sentence: str, was_elsewhere: bool) -> bool:
    """Say whether a sentence tells of another meeting or time, or goes on from one that does."""
    goes_on = was_elsewhere and _STAYS_THERE.match(sentence) is not None
    return goes_on or _AT_ANOTHER_TIME.search(sentence) is not None


def _is_decided_here(sentence: str, own: frozenset[str]) -> bool:
    """Say whether a sentence of prose tells what this meeting decided, on the item that it speaks of."""
    if any(has.search(sentence) for has in (_ABOUT_ITSELF, FIRST_PERSON)) or is_told(sentence):
        return False
    return any(
        _is_said(sentence, match) and not _is_of_others(sentence, match, own)
        for match in _PROSE.finditer(sentence)
    )


def _is_of_others(sentence: str, match: re.Match[str], own: frozenset[str]) -> bool:
    """Say whether what a sentence says was decided was decided by others than this meeting."""
    group = "body" if match["body"] else "a_body"
    if match[group] and is_another_body(sentence[: match.start(group)], own):
        return True
    if match["together"] and not _WHO_AGREES.search(sentence[: match.start()]):
        return True
    return is_by_another(sentence[match.end() :], own)


def _is_said(sentence: str, match: re.Match[str]) -> bool:
    """Say whether a sentence states what it says was decided, rather than supposing it or looking back at it."""
    until, before = sentence[: match.end()], sentence[: match.start()]
    if _NO_DECISION.search(until) or _RELATIVE.search(until):
        return False
    if _SUBORDINATE.search(before) or _OF_OTHERS.search(before):
        return False
    if is_reported(before) or _THEN.match(sentence, match.end()):
        return False
    is_to_come = match.group().endswith((" to", " that")) or _TO_COME.match(sentence, match.end())
    if is_to_come:
        return True
    return not (
        _BY_ANOTHER_MEETING.match(sentence, match.end()) or is_long_ago(sentence[match.end() :])
    )
