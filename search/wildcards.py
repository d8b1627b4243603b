"""Wildcards on whole words: `planni*` finds planning, whose term in the index is the stem "plan".

A pattern is tried on the unstemmed words of the records (`indexer.vocabulary`); the stems of those
that fit are searched beside the terms that fit by themselves. That is cheaper than a second term for
every word, and the tree stays one that Whoosh evaluates to the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace

from indexer.terms import word_term
from search.lexical import word_terms
from search.nodes import And, Node, Not, Or, Word
from search.patterns import fits
from search.query import Query


def with_stems(query: Query, words: Callable[[], Sequence[str]]) -> Query:
    """Return the query whose wildcards know the stems of the records' words that they fit.

    `words` gives these words in order of letters; it is called only if there is a wildcard.
    """
    if "*" not in query.text:
        return query
    known = words()
    condition = query.condition and _resolved(query.condition, known)
    scored = tuple(_resolved(node, known) for node in query.scored)
    return replace(query, scored=scored, condition=condition)


def _resolved(node: Node, words: Sequence[str]) -> Node:
    match node:
        case Word() if "*" in node.text:
            return replace(node, stems=_stems(word_terms(node.text)[0], words))
        case And():
            return And(tuple(_resolved(child, words) for child in node.nodes))
        case Or():
            return Or(tuple(_resolved(child, words) for child in node.nodes))
        case Not():
            return Not(_resolved(node.node, words))
    return node


def _stems(pattern: str, words: Sequence[str]) -> tuple[str, ...]:
    """Return the stems, in order, of the words that fit a pattern although their stem does not."""
    start, _, rest = pattern.partition("*")
    first = bisect_left(words, start)
    last = bisect_left(words, f"{start}\U0010ffff") if start else len(words)
    whole = re.compile(".*".join(map(re.escape, pattern.split("*"))))
    found = (word_term(w) for w in words[first:last] if not rest or whole.fullmatch(w))
    return tuple(sorted({stem for stem in found if not fits(stem, pattern)}))
