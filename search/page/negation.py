"""Questions of what is not: "why can't it be built?" is told by what says that it is not."""

from __future__ import annotations

import re

from corpus.lazy_pattern import lazy_pattern
from corpus.wording import wordings
from search.query.terms import query_terms

_W = wordings("search.page", "negation.toml")
_ASKED = lazy_pattern(rf"\b{_W['asked']}(?![\w’'])", re.IGNORECASE)
_TOLD = lazy_pattern(rf"\b{_W['told']}\b|{_W['contracted']}\b", re.IGNORECASE)


def negating_terms(question: str) -> frozenset[str]:
    """Return the terms of the words by which a question asks of what is not ("can't", "nobody"): no sentence has to have them."""
    return frozenset(term for one in _ASKED.finditer(question) for term in query_terms(one[0]))


def is_negating(word: str) -> bool:
    """Say whether a word only says "not": that no record has it tells nothing."""
    return _ASKED.fullmatch(word) is not None


def is_as_negated(question: str, sentence: str) -> bool:
    """Say whether a sentence says of something that it is not, if that is asked."""
    return _ASKED.search(question) is None or _TOLD.search(sentence) is not None
