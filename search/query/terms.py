"""The terms that a typed query asks for, in all ways that they may be written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from indexer.language.terms import (
    EXACT_FIELDS,
    STREET,
    acronym_term,
    exact_terms,
    is_one_word,
    joined_term,
    terms_with_offsets,
    word_term,
)
from search.query import nodes
from search.query.patterns import is_pattern, near_spelling, wildcard_term
from search.tuning import EXPANDING

# Words of a phrase up to which its other ways of writing are searched.
_MOST_FORMS = EXPANDING.forms
# Two words that may be one: not "a part", "in form" or "may be", which say something else as one.
_BEFORE = re.compile(
    r"(?!(?:any|but|can|for|may|not|the|was|were)\b)[^\W_]{3,}|[Oo]n|[Uu]p", re.ASCII
)
_BEHIND = re.compile(r"[^\W_]{2,}")


def query_terms(text: str) -> list[str]:
    """Return the terms that a typed text asks for."""
    return list(_query_terms(text))


# Every step of understanding a query asks for the terms of its words again.
@lru_cache(maxsize=1_000)
def _query_terms(text: str) -> tuple[str, ...]:
    return tuple(term for term, *_ in terms_with_offsets(text, parts=False))


def word_terms(text: str) -> list[str]:
    """Return the terms that a typed word asks for; of a pattern, the pattern that terms have to fit."""
    near = near_spelling(text)
    if near is not None:
        word, most = near
        return [f"{term}~{most}" for term in query_terms(word)]
    return [wildcard_term(text)] if "*" in text else query_terms(text)


def written_forms(text: str) -> list[tuple[str, ...]]:
    """Return the phrases that a typed phrase may stand as: first as typed, then otherwise.

    A compound that is one word may be apart ("call-in", "call in"), and two neighbours one word; "St"
    behind another word may be a street.
    """
    tokens = list(terms_with_offsets(text, parts=False))
    terms = tuple(token[0] for token in tokens)
    words = [text[start:end] for _, _, start, end in tokens]
    found = {terms: None}
    for at, word in enumerate(words[:_MOST_FORMS]):
        if at and terms[at] == "st":
            found[(*terms[:at], STREET, *terms[at + 1 :])] = None
        if is_one_word(word):
            found[terms[:at] + apart(word) + terms[at + 1 :]] = None
    for at, (one, other) in enumerate(pairwise(words[:_MOST_FORMS])):
        if _BEFORE.fullmatch(one) and _BEHIND.fullmatch(other):
            found[(*terms[:at], joined_term(f"{one} {other}"), *terms[at + 2 :])] = None
    return list(found)


def apart(compound: str) -> tuple[str, ...]:
    """Return the terms of a compound as words one after the other."""
    return tuple(word_term(piece) for piece in re.split(r"[-‐‑\s]", compound))


@dataclass(frozen=True, slots=True)
class ScoredTerm:
    """A term that a passage is scored by, in one field or in all; it may be a pattern.

    `stems` are further terms that it stands for.
    """

    text: str
    field: str | None = None
    stems: tuple[str, ...] = ()

    @property
    def is_pattern(self) -> bool:
        """Say whether the term stands for many."""
        return is_pattern(self.text)


def scored_terms(scored: Sequence[nodes.Node]) -> list[ScoredTerm]:
    """Return the terms of a query in its order, each once."""
    found: dict[ScoredTerm, None] = {}
    for node in _without_near(scored):
        name = node.field if isinstance(node, nodes.Word | nodes.Phrase) else None
        stems = node.stems if isinstance(node, nodes.Word) else ()
        for term in node_terms(node):
            found.setdefault(ScoredTerm(term, name, stems))
    return list(found)


def _without_near(scored: Sequence[nodes.Node]) -> Iterator[nodes.Node]:
    """Yield the nodes of a query, the two words of a Near each on its own."""
    for node in scored:
        yield from (node.first, node.second) if isinstance(node, nodes.Near) else (node,)


def node_terms(node: nodes.Node) -> list[str]:
    """Return the terms of a node that a passage is scored by, in order."""
    match node:
        case nodes.Word() if node.is_acronym:
            return [acronym_term(node.bare.replace(".", "")) or node.bare]
        case nodes.Word() | nodes.Phrase() if node.field in EXACT_FIELDS:
            return exact_terms(node.text)
        case nodes.Word() | nodes.Phrase():
            return word_terms(node.text)
        case nodes.Near():
            return [*node_terms(node.first), *node_terms(node.second)]
        case nodes.Not():
            return []
    return [term for child in node.nodes for term in node_terms(child)]
