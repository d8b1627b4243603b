"""Compounds of a query as they are also written: "call-in" apart, "child care" as one word.

These are searched beside what is typed, as one concept with it (`search.coverage`), and need no note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TypeGuard

from indexer.terms import STREET, is_one_word, joined_term
from search.lexical import LexicalArm, apart, node_terms
from search.nodes import Expansion, Node, Word
from search.query import Query

_COMPOUND = re.compile(r"[^\W_]+(?:['’][^\W_]+)*(?:[-‐‑\s][^\W_]+(?:['’][^\W_]+)*)+")
_PLAIN = re.compile(r"[^\W_]{2,}")


def with_other_forms(query: Query, arm: LexicalArm) -> Query:
    """Return the query with what its compounds, and its words beside each other, may be written as."""
    known = {term for expansion in query.expansions for term in expansion.terms}
    strict = query.condition is not None
    found = [
        expansion
        for expansion in _expansions(query.scored, arm, strict=strict)
        if known.isdisjoint(expansion.terms)
    ]
    return replace(query, expansions=(*query.expansions, *found))


def _expansions(nodes: tuple[Node, ...], arm: LexicalArm, *, strict: bool) -> Iterator[Expansion]:
    used: set[str] = set()
    for node in nodes:
        if isinstance(node, Word) and node.field is None and _COMPOUND.fullmatch(node.bare):
            terms = tuple(node_terms(node))
            other = apart(node.bare) if is_one_word(node.bare) else (joined_term(node.bare),)
            if used.isdisjoint(terms) and arm.has_row(other):
                used.update(terms)
                yield Expansion(terms, (other,))
    if strict:
        return
    for one, next_one in pairwise(nodes):
        # "High St", not "St Mary's".
        if _is_plain(one) and _is_plain(next_one) and node_terms(next_one) == ["st"]:
            used.add("st")
            yield Expansion(("st",), ((STREET,),))
    for one, next_one in pairwise(nodes):
        if _is_plain(one) and _is_plain(next_one):
            terms = tuple(node_terms(one) + node_terms(next_one))
            joined = joined_term(f"{one.bare} {next_one.bare}")
            if len(terms) == 2 and used.isdisjoint(terms) and arm.has_row((joined,)):
                used.update(terms)
                yield Expansion(terms, ((joined,),))


def _is_plain(node: Node) -> TypeGuard[Word]:
    if not isinstance(node, Word) or node.field is not None or node.is_acronym:
        return False
    return bool(_PLAIN.fullmatch(node.bare)) and not node.bare.isdecimal()
