"""Classes of words that tell of the public's presence, and where two of them stand near each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from indexer.passages.exclusion_frames import PART_TWO, PUBLIC, compiled
from indexer.passages.exclusion_words import role
from indexer.passages.tuning import WITHHOLDING
from indexer.tuning import EXEMPTION

_PRIVATE = (
    r"(?:private|closed|confidential|non-?public|secret|in[- ]camera|exempt|restricted|sealed)"
)
_PLACE = (
    rf"(?:{_PRIVATE}\s+(?:\w+\s+)?(?:session|meeting|sitting|part|portion|mode|agenda|deliberations?|proceedings|conference|"
    rf"caucus|consultation|discussions?|business|segment|basis|conditions|manner|circumstances|setting|footing)\b|in[- ]camera\b|huis clos\b|{role('private_place')}|{PART_TWO})"
)
# How something is heard where the public is not.
_UNHEARD = (
    rf"\bin private\b|\b(?:otherwise|other) than in public\b|\bnot (?:be (?:held|heard|taken) )?in public\b|\bon an? (?:confidential|private) basis\b|\bconfidentially\b|"
    rf"\b(?:without|in the absence of|out of (?:the )?(?:sight|hearing) of)\s+(?:the\s+|any\s+)?(?:\w+\s+){{0,3}}?{PUBLIC}|"
    rf"\bwith\s+(?:the\s+)?{PUBLIC}\s+(?:\w+\s+)?{role('going', 'put_out')}|(?:privately|in secret|yn breifat|yn gyfrinachol|go príobháideach|in komitee)\b"
)
# Where a meeting goes, or is: not what it comes from, hears of or confirms.
_INTO = (
    r"\b(?:in|into|to|as|under|with|enter\w*|hold\w*|held|conven\w*|call\w*|declar\w*|authori[sz]\w*|ordonn\w*|order\w*|begin\w*|began|start\w*|commenc\w*)"
    rf"\s+(?:[\w’']+\s+){{0,3}}?{_PLACE}|\b(?:enter\w*|into|go\w*|went|mov\w+(?:\s+to)?)\s+(?:an?\s+)?(?:non-?public|private|confidential|closed)(?=\W*$|[,.;)]|\s+(?:per|under|"
    rf"at|for|to|pursuant|in accordance|with|by|and)\b)|\bin[- ]camera\b|\bhuis clos\b|\bbehind closed doors\b|\b(?:not|no longer|without being)\s+open\s+to\s+(?:the\s+)?{PUBLIC}"
)
_ASIDE = (
    r"(?:adjacent|adjoining|another|separate|side|next|different|private|back|small(?:er)?|upstairs|neighbou?ring|breakout)\s+"
    r"(?:\w+\s+)?(?:room|office|chamber|call|link|channel|lobby|hall)\b|\b(?:conference room|ante-?room|mayor[’']s parlou?r)\b"
)
_SHUT = r"\b(?:closed?|closing|shut|in recess)\b(?!\s+(?:session|meeting|council|for (?:the )?(?:day|evening|night)))"
_OPEN_PART = r"\b(?:public|open) (?:part|portion|section|half|business|items) (?:of|on) (?:the|this|our) (?:meeting|agenda)\b"
_ROOM = r"\b(?:room|chamber|hall|gallery|floor|auditorium|benches)\b"
ALONE = (
    r"\b(?:members|councillors|councilors|trustees|commissioners|directors|elected members)\s+(?:\w+\s+){0,2}?(?:only|alone)\b"
    r"|\bonly\s+(?:the\s+)?(?:members|councillors|councilors|trustees|commissioners|elected members)\b"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two classes of words and what they weigh. With `may_be_told` the chair's word for it is its order."""

    first: re.Pattern[str]
    second: re.Pattern[str]
    may_be_told: bool = False
    weight: int = 2
    within: int = EXEMPTION.near


@dataclass(frozen=True, slots=True)
class Find:
    """Where two classes stand near each other, and where in that which of both is the deed."""

    first: tuple[int, int]
    second: tuple[int, int]
    pair: Pair

    @property
    def start(self) -> int:
        """Return where the first of both begins."""
        return min(self.first[0], self.second[0])

    @property
    def end(self) -> int:
        """Return where the last of both ends."""
        return max(self.first[1], self.second[1])


@lru_cache(maxsize=1)
def pairs() -> tuple[Pair, ...]:
    """Return the pairs of classes that tell of the public's going."""
    who = people().pattern
    meets = rf"(?:{role('body')}|{role('matter')}|{role('resolved')}|résol\w*|ordonn\w*|resolution|authori[sz]\w*)"
    return (
        Pair(compiled(who), compiled(role("going", "put_out")), may_be_told=True),
        Pair(compiled(_ROOM), compiled(r"\b(?:emptied|cleared|vacated)\b"), may_be_told=True),
        Pair(compiled(meets), compiled(_INTO)),
        Pair(compiled(rf"(?:{role('body')}|{role('move')})"), compiled(_ASIDE)),
        Pair(compiled(rf"(?:{meets}|{role('move')}|{role('dealt')})"), compiled(_UNHEARD)),
        Pair(
            compiled(r"\b(?:meeting|session|council|board|committee)\b"),
            compiled(_SHUT),
            weight=0,
            within=WITHHOLDING.shut,
        ),
        Pair(compiled(role("feed")), compiled(role("cut"))),
        Pair(
            compiled(_OPEN_PART),
            compiled(r"\b(?:end(?:ed|s)|conclud\w+|closed|finished|over|complete[d]?)\b"),
            within=WITHHOLDING.ended,
        ),
        Pair(
            compiled(ALONE), compiled(r"\b(?:presen\w*|remain\w*|stay\w*|room|alone|attend\w*)\b")
        ),
    )


@lru_cache(maxsize=1)
def people() -> re.Pattern[str]:
    """Return the pattern of those who may be sent away."""
    return compiled(rf"(?:{PUBLIC}|{role('outsider')})")


@lru_cache(maxsize=1)
def returning() -> Pair:
    """Return the pair of classes that tells of their coming back, or of the webcast's."""
    who = compiled(rf"(?:{people().pattern}|{role('feed')})")
    return Pair(who, compiled(role("coming")), may_be_told=True)


def near(sentence: str, pair: Pair) -> Iterator[Find]:
    """Yield where words of a pair of classes stand near each other in one clause, and no one else does it."""
    seconds = [match.span() for match in pair.second.finditer(sentence)]
    seconds = [span for span in seconds if not pair.may_be_told or _is_deed(sentence, *span)]
    for match in pair.first.finditer(sentence) if seconds else ():
        for span in seconds:
            if _are_near(sentence, match.span(), span, pair.within):
                yield Find(match.span(), span, pair)


def _is_deed(sentence: str, start: int, end: int) -> bool:
    """Say whether a word for going is one: not of a member, not of what is left or excluded."""
    if _GOES.search(sentence, 0, start):
        return False
    if _GOES_SOMEHOW.match(sentence, end) or _CLEARS_A_THING.match(sentence, start):
        return False
    return not (_LEAVES.match(sentence[start:end]) and _A_THING.match(sentence[end:]))


# Prices go up, motions through, trains ahead: nobody leaves.
_GOES_SOMEHOW = compiled(
    r"\s+(?:up|down|ahead|through|wrong|well|missing|live|beyond|over|against|unsaid|from \d)\b"
)
_CLEARS_A_THING = compiled(
    r"clear(?:s|ed|ing)?\s+(?!(?:from|of|out|by|at|for|and|so|before|to|the (?:room|chamber|gallery|hall|public|floor|meeting))\b)\w"
)
_LEAVES = compiled(r"(?:left|leav\w*|exclu\w*|quitt\w*|exit\w*)$")
# "Leave their bins out", "left turn", "excluded items".
_A_THING = compiled(
    r"\s+(?:their|his|her|its|any|some|an?|it|them|comments?|bins?|behind|out\b|over|hand|turn|side|dogs?|cars?|litter|waste|feedback|home\b|"
    r"to|by|with|unsaid|open|minutes?|sessions?|items?|reports?|agendas?|matters?|business|part|papers?|meetings?|resolutions?|decisions?|section|"
    r"content|documents?|information)\b"
)


def _are_near(sentence: str, one: tuple[int, int], other: tuple[int, int], within: int) -> bool:
    between = sentence[min(one[1], other[1]) : max(one[0], other[0])]
    overlap = one[0] < other[1] and other[0] < one[1]
    return not overlap and len(between.split()) <= within and not re.search(r"[;!?]|\.\s", between)


# "Councillor Oak left": a member goes, or an officer.
_GOES = re.compile(
    r"(?:\b(?:Councillor|Cllr|Cr|Alderman|Mr|Mrs|Ms|Miss|Dr|Trustee|Commissioner)\b\.?\s+[A-Z][\w’'-]+|\b[Tt]he (?:officer|member|applicant|agent|contractor)s?)"
    r"(?:\s+(?!and\b)[\w’'-]+){0,2}\s*$"
)
