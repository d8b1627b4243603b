"""Whether a sentence may tell who did what "who felled the oak?" asks about: an act without anybody tells nobody."""

from __future__ import annotations

import re
from collections.abc import Set

from corpus.lazy_pattern import lazy_pattern
from corpus.wording import wordings
from search.page.same_act import NAME, first_of
from search.page.same_words import same_terms
from search.query.query import STOP_WORDS
from search.query.terms import query_terms

_W = wordings("search.page", "by_whom.toml")
# "who felled the oak in May": the act, and with what it was done.
_WHO = lazy_pattern(
    rf"\W*who (?:(?:has|had|have|also|first) )?(?!{_W['auxiliaries']}\b)(?P<act>\w{{2,}}) "
    rf"(?P<what>(?:(?!{_W['behind_the_object']}\b)[\w’'-]+\W*)*)",
    re.IGNORECASE,
)
_WORD = lazy_pattern(r"[^\W_][\w’'-]*")
_BETWEEN = r"(?:(?:had|has|have|also|then|once|\w+ly) )*$"
_PRONOUN = lazy_pattern(rf"(?<=[\w,;:] )(?:he|she|they) {_BETWEEN}")
_NAMED = lazy_pattern(rf"{NAME}|\b{_W['offices']}\b")
_NAMED_BEFORE = lazy_pattern(rf"[A-ZÀ-Þ][\w’'-]+ {_BETWEEN}")
_BY = lazy_pattern(r"\bby\b", re.IGNORECASE)


def is_by_somebody(question: str, sentence: str) -> bool:
    """Say whether a sentence may tell who did what a question of who asks about.

    "In emails he had called it …" names nobody, and nobody is said to have done it in "the oak, felled in May".
    """
    asked = _WHO.match(first_of(question))
    if asked is None:
        return True
    acts = same_terms(asked["act"])
    wanted = {
        term
        for word in _WORD.findall(asked["what"])
        if word.casefold() not in STOP_WORDS
        for term in query_terms(word)
    }
    found = [one for one in _WORD.finditer(sentence) if not acts.isdisjoint(query_terms(one[0]))]
    return not found or any(_has_somebody(sentence, one, wanted) for one in found)


def _has_somebody(sentence: str, act: re.Match[str], wanted: Set[str]) -> bool:
    """Say whether somebody may be told to do what stands at a place of a sentence."""
    if _PRONOUN.search(sentence, 0, act.start()):
        return _NAMED.search(sentence) is not None
    start = max(sentence.rfind(mark, 0, act.start()) for mark in ";:") + 1
    end = min((at for mark in ";:" if (at := sentence.find(mark, act.end())) >= 0), default=None)
    before, behind = sentence[start : act.start()], sentence[act.end() : end]
    # What is wanted stands in front of what was done with it, and behind what somebody does.
    is_done = not wanted.isdisjoint(query_terms(before)) and wanted.isdisjoint(query_terms(behind))
    return not is_done or bool(_BY.search(behind) or _NAMED_BEFORE.search(before))
