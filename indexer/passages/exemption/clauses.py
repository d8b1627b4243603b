"""Sentences behind a resolution that still tell of it: on which grounds, who moved it, how the vote went.

They are public. What is resolved next, behind closed doors, is not: a sentence that tells of the vote has no other
words than those that tell of votes, names and figures.
"""

from __future__ import annotations

import re

from indexer.passages.exclusion.frames import compiled
from indexer.passages.exclusion.words import role
from indexer.tuning import EXEMPTION

_GROUNDS = compiled(
    rf"{role('statute')}|\b(?:on the grounds?|paragraphs?|asterisk|admission to meetings|exempt information|section \d)\b"
)
# A new decision, or a sum, is none of its grounds.
_DECIDES = re.compile(
    r"[£€$]\s?\d|\b(?:agreed|resolved|decided|approved|accept\w*|settle\w*|award\w*|appoint\w*|offer\w*|purchas\w*|sell|sold)\b",
    re.IGNORECASE,
)
_OF_VOTES = frozenset(
    "a abstain abstained abstaining abstention abstentions accordingly absent again against agreed aldermen all and any "
    "approved as at aye ayes ballot before being below both but by call called carried casting chair chairman cllr "
    "cllrs commissioner commissioners councillor councillors councilor councilors counted cr declared deputy dissent "
    "dissenting director division duly favor favour following follows for from hands in it its mayor member members mr "
    "mrs ms motion moved mover moving nay nays nem con nil no none of on one opposed opposition or passed pm am present "
    "proposal proposed proposer put recorded resolution resolved result roll second seconded seconder show so supported "
    "taken that the their then there these this those three time to trustee trustees two unanimous unanimously upon vote "
    "p m voted votes voting was were which who with without yea yeas yes".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_VOTE = re.compile(
    r"\b(?:proposed|seconded|moved|carried|passed|favou?r|unanimous\w*|votes?|voted|voting|ayes?|nays?|yes|resolved|agreed|approved|"
    r"time|against|abstain\w*|mover|proposer)\b",
    re.IGNORECASE,
)


def goes_on_with_resolution(sentence: str) -> bool:
    """Say whether a sentence right behind a resolution still tells of it."""
    if len(sentence.split()) > EXEMPTION.clause:
        return False
    if _GROUNDS.search(sentence) and not _DECIDES.search(sentence):
        return True
    return bool(_VOTE.search(sentence)) and all(map(_is_of_vote, _WORD.findall(sentence)))


def _is_of_vote(word: str) -> bool:
    return word[0].isupper() or word.casefold() in _OF_VOTES
