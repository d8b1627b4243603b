"""Patterns on whole words: `planni*` and `plannig~` find planning, whose term in the index is "plan".

A pattern is tried on the unstemmed words of the records (`indexer.build.vocabulary`); the stems of those
that fit are searched beside the terms that fit by themselves. That is cheaper than a second term for
every word, and the tree stays one that Whoosh evaluates to the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from indexer.language.terms import plain_word, word_term
from indexer.language.wildcard import wildcard_expression
from search.expand.records import Records
from search.query import budget
from search.query.nodes import And, Near, Node, Not, Or, Word
from search.query.patterns import SAME_LETTERS, fits, is_pattern, near_spelling
from search.query.query import Query
from search.query.terms import word_terms

# Letters that the last piece of a compound has to begin with ("decision-maki*"): words that begin
# with fewer are too many.
_LEAST = 2


def with_wildcards(query: Query, records: Records) -> Query:
    """Return the query whose patterns know the stems of the records' words that they fit."""
    return with_stems(query, lambda: records.words)


def with_stems(query: Query, words: Callable[[], Sequence[str]]) -> Query:
    """Return the query whose patterns know the stems of the records' words that they fit.

    `words` gives these words in order of letters; it is called only if there is a pattern.
    """
    if "*" not in query.text and "~" not in query.text:
        return query
    # Somebody may type one pattern hundreds of times.
    of_word = cache(partial(_word, words=words))
    condition = query.condition and _resolved(query.condition, of_word)
    scored = tuple(_resolved(node, of_word) for node in query.scored)
    return replace(query, scored=scored, condition=condition)


def _resolved(node: Node, of_word: Callable[[Word], Word]) -> Node:
    match node:
        case Word():
            return of_word(node)
        case Near():
            return replace(node, first=of_word(node.first), second=of_word(node.second))
        case And():
            return And(tuple(_resolved(child, of_word) for child in node.nodes))
        case Or():
            return Or(tuple(_resolved(child, of_word) for child in node.nodes))
        case Not():
            return Not(_resolved(node.node, of_word))
    return node


def _word(word: Word, words: Callable[[], Sequence[str]]) -> Word:
    budget.check()
    terms = word_terms(word.text) if is_pattern(word.text) else []
    # The stems are those of one term: of a near spelling of "decision-making" they would be of both.
    if len(terms) != 1:
        return word
    stems = {stem for stem in _stems(word.text, terms[0], words()) if not fits(stem, terms[0])}
    return replace(word, stems=tuple(sorted(stems)))


def _stems(typed: str, pattern: str, words: Sequence[str]) -> Iterator[str]:
    """Yield the stems of the words that fit what was typed."""
    near = near_spelling(typed)
    if near is not None:
        yield from map(word_term, _spelled_nearly(plain_word(near[0]), near[1], words))
        return
    yield from map(word_term, _fitting(pattern, words))
    before, hyphen, piece = typed.rpartition("-")
    (last,) = word_terms(piece) if hyphen and "*" in piece else ("",)
    if len(last.partition("*")[0]) >= _LEAST and "*" not in before:
        # A compound's one term is the stem of the whole; the vocabulary has its pieces.
        yield from (word_term(before + word) for word in _fitting(last, words))


def _fitting(pattern: str, words: Sequence[str]) -> Iterator[str]:
    start, _, rest = pattern.partition("*")
    first = bisect_left(words, start)
    last = bisect_left(words, f"{start}\U0010ffff") if start else len(words)
    whole = re.compile(wildcard_expression(pattern))
    return (word for word in words[first:last] if not rest or whole.fullmatch(word))


def _spelled_nearly(word: str, most: int, words: Sequence[str]) -> Iterator[str]:
    start = word[:SAME_LETTERS]
    within = words[bisect_left(words, start) : bisect_left(words, f"{start}\U0010ffff")]
    if within:
        distances = process.cdist([word], within, scorer=Levenshtein.distance, score_cutoff=most)
        yield from (near for near, far in zip(within, distances[0], strict=True) if far <= most)
