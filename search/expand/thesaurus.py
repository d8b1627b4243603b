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

from search.expand.records import HasPhrases
from search.query.nodes import Expansion, Word
from search.query.query import Query
from search.query.terms import apart, node_terms, query_terms

_MOST_OTHERS = 3
Row = tuple[str, ...]


@lru_cache(maxsize=1)
def groups() -> dict[Row, tuple[str, ...]]:
    """Return for each entry of `thesaurus.toml`, by its terms word by word, what may be said for it."""
    record = tomllib.loads((files("search.expand") / "thesaurus.toml").read_text("utf-8"))
    found: dict[Row, tuple[str, ...]] = {}
    for group in record["groups"]:
        for entry in group:
            key = apart(entry)
            others = (other for other in group if apart(other) != key)
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), *others)))
    return found


@lru_cache(maxsize=1)
def _longest() -> int:
    """Return how many terms the longest entry has."""
    return max(map(len, groups()))


@dataclass(frozen=True, slots=True)
class _Typed:
    """A plain word of a query: as typed, its terms, and its terms where a compound is written apart."""

    text: str
    terms: Row
    apart: Row


def with_synonyms(query: Query, records: HasPhrases) -> Query:
    """Return the query with other words for what no record has, and a note of what is searched."""
    if query.condition is not None:
        return query
    taken = {term for expansion in query.expansions for term in expansion.terms}
    words = [
        _Typed(node.bare, tuple(node_terms(node)), apart(node.bare))
        if isinstance(node, Word) and node.field is None
        else _Typed("", (), ())
        for node in query.scored
    ]
    found, notes = [], []
    for part in _entries(words):
        terms = tuple(term for word in part for term in word.terms)
        key = tuple(term for word in part for term in word.apart)
        if not taken.isdisjoint(terms) or records.has_row(terms) or records.has_row(key):
            continue
        others = [other for other in groups()[key] if records.has_row(tuple(query_terms(other)))]
        if others:
            others = others[:_MOST_OTHERS]
            rows = tuple(tuple(query_terms(other)) for other in others)
            found.append(Expansion(terms, rows))
            typed = " ".join(word.text for word in part)
            notes.append(f"No record has “{typed}”; also searched: {', '.join(others)}.")
    return replace(query, expansions=(*query.expansions, *found), notes=(*query.notes, *notes))


def _entries(words: Sequence[_Typed]) -> Iterator[Sequence[_Typed]]:
    """Yield the stretches of words that are entries, the longest first at each place."""
    known, longest = groups(), _longest()
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + longest), start, -1):
            part = words[start:end]
            if all(word.terms for word in part) and (
                tuple(term for word in part for term in word.apart) in known
            ):
                yield part
                start = end
                break
        else:
            start += 1
