"""Words that stand for many: `flood*` for every ending, `libary~` for what is spelled nearly so."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from indexer.language.terms import plain_word
from indexer.language.wildcard import wildcard_expression

# As in Whoosh and Lucene, a near spelling spares the first letter, and more than two slips are
# another word.
SAME_LETTERS = 1
MOST_SLIPS = 2
TOO_FAR = re.compile(rf"(\w[^*]*)~[{MOST_SLIPS + 1}-9]$")
_NEAR = re.compile(r"(.*\w)~(\d?)")
# What a term has not although the word has it: "decision-mak*" is tried as "decisionmak*".
_NOT_IN_TERMS = re.compile(r"['’‐‑]|(?<=[^\W\d])-|(?<=[^\W\d_])\.|(?<=\d),(?=\d)")


def is_pattern(word: str) -> bool:
    """Say whether a word stands for many."""
    return "*" in word or near_spelling(word) is not None


def wildcard_term(word: str) -> str:
    """Return a word with a wildcard in the form that terms have, to be tried on them."""
    return _NOT_IN_TERMS.sub("", re.sub(r"\*+", "*", plain_word(word)).strip("?!.,;:'’"))


def near_spelling(word: str) -> tuple[str, int] | None:
    """Return the word and the letters that may differ of `word~` (one) or `word~2`, else None."""
    found = _NEAR.fullmatch(word)
    if found is None or "*" in word:
        return None
    return found[1], min(int(found[2] or 1), MOST_SLIPS)


def fits(term: str, pattern: str) -> bool:
    """Say whether a term is one of those that a pattern, in the form of terms, stands for."""
    near = near_spelling(pattern)
    if near is None:
        return "*" in pattern and _expression(pattern).fullmatch(term) is not None
    word, most = near
    same = term[:SAME_LETTERS] == word[:SAME_LETTERS]
    return same and Levenshtein.distance(term, word, score_cutoff=most) <= most


@lru_cache(maxsize=1_000)
def _expression(pattern: str) -> re.Pattern[str]:
    return re.compile(wildcard_expression(pattern))
