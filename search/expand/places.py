"""A place that a query names is also where what its own council deals with takes place.

"flooding in Adare": an item of the Municipal District of Adare-Rathkeale need not say the name once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from corpus.name_patterns import NO_PLACE
from indexer.language.terms import word_term
from search.expand.records import Records
from search.query.nodes import CouncilPlace, Node, Word
from search.query.query import Query
from search.tuning import EXPANDING

_WORDS = re.compile(r"[^\W_][\w'’.]*|[-–,&/]")


def with_places(query: Query, records: Records) -> Query:
    """Return the query with the places in it whose councils' items count as having their names.

    Only where the records are of several councils, some of which have the place in their names and some
    not, and where the query has another word. A word of the language with no capital is no name.
    """
    if query.condition is not None or query.given.literal:
        return query
    named = _named(query.scored, records)
    if not named or len(query.scored) <= sum(len(place.terms) for place in named):
        return query
    for place in named:
        query = query.with_note(place.note)
    return replace(query, places=named)


def _named(nodes: Sequence[Node], records: Records) -> tuple[CouncilPlace, ...]:
    """Return the places among the words of a query, each with its councils."""
    by_place = councils_of(tuple(records.councils))
    if not by_place:
        return ()
    typed = [node.bare if isinstance(node, Word) and node.field is None else "" for node in nodes]
    places = []
    for first, last in _stretches(len(typed)):
        words = typed[first:last]
        councils = by_place.get(" ".join(words).casefold(), ())
        if councils and _is_name(words, records):
            terms = tuple(map(word_term, words))
            places.append(CouncilPlace(" ".join(words), terms, councils))
    return tuple(places)


def _stretches(n_words: int) -> Iterator[tuple[int, int]]:
    for first in range(n_words):
        for last in range(first + 1, min(first + EXPANDING.place, n_words) + 1):
            yield first, last


def _is_name(words: Sequence[str], records: Records) -> bool:
    """Say whether a place is meant: "reading" may be what one does, "Reading" and "newcastle west" are places."""
    return len(words) > 1 or words[0][:1].isupper() or not records.is_word(words[0].casefold())


@lru_cache(maxsize=16)
def councils_of(councils: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the councils by the places in their names, in small letters; none that all have."""
    found: dict[str, list[str]] = {}
    for council in councils:
        for place in dict.fromkeys(_places(council)):
            found.setdefault(place, []).append(council)
    return {place: tuple(of) for place, of in found.items() if len(of) < len(councils)}


def _places(council: str) -> Iterator[str]:
    """Yield the places in the name of a council: what stands between the words for what kind it is."""
    words: list[str] = []
    for word in [*_WORDS.findall(council.casefold()), "&"]:
        if word in NO_PLACE or not word[0].isalnum():
            if words:
                yield " ".join(words)
            words = []
        else:
            words.append(word)
