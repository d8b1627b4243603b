"""Words of council English for one another: "fly-tipping" where the records have "illegal dumping".

Only what no record has is searched by other words, as one concept with it (`search.match.coverage`), and the
page says so; where the records have a word, it is the better evidence.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from itertools import chain

from corpus.tongue import said
from search.expand.records import HasPhrases
from search.query.nodes import Expansion, Node, Word
from search.query.query import Query
from search.query.terms import apart, node_terms, query_terms
from search.tuning import EXPANDING

_MOST_OTHERS = EXPANDING.others
Terms = tuple[str, ...]


@lru_cache(maxsize=1)
def groups() -> dict[Terms, tuple[str, ...]]:
    """Return for each entry of `thesaurus.toml`, by its terms word by word, what may be said for it."""
    record = tomllib.loads((files("search.expand") / "thesaurus.toml").read_text("utf-8"))
    others_of: dict[Terms, tuple[str, ...]] = {}
    for group in record["groups"]:
        keys = list(map(apart, group))
        for key in keys:
            others = (other for other, its in zip(group, keys, strict=True) if its != key)
            others_of[key] = tuple(dict.fromkeys((*others_of.get(key, ()), *others)))
    return others_of


@lru_cache(maxsize=1)
def _longest() -> int:
    """Return how many terms the longest entry has."""
    return max(map(len, groups()))


@dataclass(frozen=True, slots=True)
class _Typed:
    """A plain word of a query: as typed, its terms, and its terms where a compound is written apart."""

    text: str
    terms: Terms
    apart: Terms


def with_synonyms(query: Query, records: HasPhrases) -> Query:
    """Return the query with other words for what no record has, and a note of what is searched."""
    if query.condition is not None:
        return query
    taken = {term for expansion in query.expansions for term in expansion.terms}
    expansions, notes = [], []
    for part in _entries([_typed(node) for node in query.scored]):
        terms = tuple(chain.from_iterable(word.terms for word in part))
        others = _others(part, terms, records) if taken.isdisjoint(terms) else []
        if others:
            expansions.append(
                Expansion(terms, tuple(tuple(query_terms(other)) for other in others))
            )
            notes.append(_note(part, others))
    return replace(query, expansions=(*query.expansions, *expansions), notes=(*query.notes, *notes))


def _note(part: Sequence[_Typed], others: Sequence[str]) -> str:
    typed = " ".join(word.text for word in part)
    return said(
        "No record has “%(typed)s”; also searched: %(words)s.",
        typed=typed,
        words=", ".join(others),
    )


def _typed(node: Node) -> _Typed:
    """Return a plain word as typed; anything else has no terms here."""
    if isinstance(node, Word) and node.field is None:
        return _Typed(node.bare, tuple(node_terms(node)), apart(node.bare))
    return _Typed("", (), ())


def _others(part: Sequence[_Typed], terms: Terms, records: HasPhrases) -> list[str]:
    """Return what the records say for an entry that they do not have, in the order of the entry's group."""
    key = _key(part)
    if records.has_phrase(terms) or records.has_phrase(key):
        return []
    others = [other for other in groups()[key] if records.has_phrase(tuple(query_terms(other)))]
    return others[:_MOST_OTHERS]


def _key(part: Sequence[_Typed]) -> Terms:
    return tuple(chain.from_iterable(word.apart for word in part))


def _entries(words: Sequence[_Typed]) -> Iterator[Sequence[_Typed]]:
    """Yield the stretches of words that are entries, the longest first at each place."""
    start = 0
    while start < len(words):
        end = _end_of_entry(words, start)
        if end is not None:
            yield words[start:end]
        start = end or start + 1


def _end_of_entry(words: Sequence[_Typed], start: int) -> int | None:
    """Return where the longest entry that starts at a word ends, None if none starts there."""
    known = groups()
    for end in range(min(len(words), start + _longest()), start, -1):
        part = words[start:end]
        if all(word.terms for word in part) and _key(part) in known:
            return end
    return None
