"""Compounds of a query as they are also written: "call-in" and "20mph" apart, "child care" as one word.

These are searched beside what is typed, as one concept with it (`search.match.coverage`), and need no note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from indexer.language.terms import STREET, is_one_word, joined_term, word_term
from search.expand.records import HasPhrases
from search.query.nodes import Expansion, Node, Word
from search.query.query import Query
from search.query.terms import apart, node_terms

_COMPOUND = re.compile(r"[^\W_]+(?:['’][^\W_]+)*(?:[-‐‑\s][^\W_]+(?:['’][^\W_]+)*)+")
# A number and its unit, which are written with a space as well; "1st" is no measure.
MEASURE = re.compile(r"[£€$]?(\d+(?:\.\d+)?)((?!(?:st|nd|rd|th)$)[^\W\d_]+)", re.IGNORECASE)
_PLAIN = re.compile(r"[^\W_]{2,}")


def with_other_forms(query: Query, records: HasPhrases) -> Query:
    """Return the query with what its compounds, and its words beside each other, may be written as."""
    known = {term for expansion in query.expansions for term in expansion.terms}
    strict = query.condition is not None
    expansions = [
        expansion
        for expansion in _expansions(query.scored, records, strict=strict)
        if known.isdisjoint(expansion.terms)
    ]
    return replace(query, expansions=(*query.expansions, *expansions))


def _expansions(
    nodes: tuple[Node, ...], records: HasPhrases, *, strict: bool
) -> Iterator[Expansion]:
    used: set[str] = set()
    words = [node for node in nodes if isinstance(node, Word) and node.field is None]
    for word in words:
        terms = tuple(node_terms(word))
        other = _otherwise(word.bare)
        if other and used.isdisjoint(terms) and records.has_phrase(other):
            used.update(terms)
            yield Expansion(terms, (other,))
    if not strict:
        yield from _side_by_side(nodes, records, used)


def _otherwise(word: str) -> tuple[str, ...]:
    """Return the terms of a compound, or of a number and its unit, as it is also written, or ()."""
    if _COMPOUND.fullmatch(word):
        return apart(word) if is_one_word(word) else (joined_term(word),)
    measure = MEASURE.fullmatch(word)
    return (measure[1], word_term(measure[2])) if measure else ()


def _side_by_side(
    nodes: tuple[Node, ...], records: HasPhrases, used: set[str]
) -> Iterator[Expansion]:
    pairs = [(a, b) for a, b in pairwise(nodes) if isinstance(a, Word) and isinstance(b, Word)]
    yield from _streets(pairs, used)
    for one, next_one in pairs:
        if _are_plain(one, next_one) or _is_measure(one, next_one):
            terms = tuple(node_terms(one) + node_terms(next_one))
            joined = joined_term(f"{one.bare} {next_one.bare}".lstrip("£€$"))
            if len(terms) == 2 and used.isdisjoint(terms) and records.has_phrase((joined,)):
                used.update(terms)
                yield Expansion(terms, ((joined,),))


def _streets(pairs: Sequence[tuple[Word, Word]], used: set[str]) -> Iterator[Expansion]:
    """Yield "street" for "st" behind another word: "High St", not "St Mary's"."""
    for one, next_one in pairs:
        if _are_plain(one, next_one) and node_terms(next_one) == ["st"]:
            used.add("st")
            yield Expansion(("st",), ((STREET,),))


def _are_plain(one: Word, next_one: Word) -> bool:
    return _is_plain(one) and _is_plain(next_one)


def _is_measure(number: Word, unit: Word) -> bool:
    return unit.bare.isalpha() and MEASURE.fullmatch(number.bare + unit.bare) is not None


def _is_plain(word: Word) -> bool:
    if word.field is not None or word.is_acronym:
        return False
    return bool(_PLAIN.fullmatch(word.bare)) and not word.bare.isdecimal()
