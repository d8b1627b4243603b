"""Words of one stem that are two words: the past of one verb is another word ("fell", "felling")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from search.page.marked import Pattern
from search.query.terms import query_terms

# Pasts of English verbs that are words of their own, with forms of their own (reason only).
_PASTS = "fell found saw rose spoke bore lay felt wound".split()
_ENDINGS = ("s", "ed", "d", "n", "ing", "er", "ers")


def meant(question: str, patterns: Sequence[Pattern]) -> tuple[Pattern, ...]:
    """Return the patterns, each without the word of its stem that the question does not mean.

    Of "felling" that is "fell", of "fell" it is "felling": what is a past in the one is none in the other.
    """
    words = set(re.findall(r"[a-z]+", question.casefold()))
    other = {query_terms(past)[0]: _other(past, words) for past in _PASTS if query_terms(past)}
    return tuple(
        replace(p, but=p.but | other[p.terms[0]])
        if len(p.terms) == 1 and p.terms[0] in other
        else p
        for p in patterns
    )


def _other(past: str, words: set[str]) -> frozenset[str]:
    """Return the words of the stem of a past that a question with these words does not mean."""
    if past in words:
        return frozenset({past + ending for ending in _ENDINGS} | {past[:-1] + "ing"})
    return frozenset({past})
