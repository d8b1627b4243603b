"""Words that say the same in an answer as in its question: forms of one verb, verbs that are told by each other."""

from __future__ import annotations

from functools import cache

from corpus.wording import lists
from search.query.terms import query_terms


def same_of(term: str) -> frozenset[str]:
    """Return all terms of the rows that a term stands in, none if it stands in none."""
    return _same().get(term, frozenset())


def same_terms(word: str) -> frozenset[str]:
    """Return the terms of a word and of all forms and verbs that say the same."""
    terms = query_terms(word)
    return frozenset(terms).union(*(_same().get(term, ()) for term in terms))


def has_same(word: str) -> bool:
    """Say whether other words are known that say the same as a word."""
    return any(term in _same() for term in query_terms(word))


@cache
def _same() -> dict[str, frozenset[str]]:
    """Return for a term all terms of the rows that it stands in."""
    found: dict[str, frozenset[str]] = {}
    for row in lists("search.page", "untold.toml")["same"]:
        terms = frozenset(query_terms(row))
        for term in terms:
            found[term] = found.get(term, frozenset()) | terms
    for row in lists("search.page", "untold.toml")["told_by"]:
        first, *others = query_terms(row)
        found[first] = found.get(first, frozenset()) | frozenset(others)
    return found
