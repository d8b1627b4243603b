"""A place that a query names and no record does: what is asked about it is in none of them.

A name that no record has is mostly known by its capital (`correction`). A place is known by its name as well: as the
first word ("Edinburgh tram inquiry"), in small letters, where the records have the word for something else ("hackney
carriage") and as a council that is none of theirs ("Oxford City Council", beside an Oxford Road).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import takewhile

from corpus.tongue import said
from corpus.wording import lists
from indexer.language.terms import plain_word
from search.expand.records import Records
from search.query.query import Query
from search.query.terms import query_terms
from search.tuning import EXPANDING

_LISTS = lists("search.expand", "elsewhere.toml")
_ALSO_WORDS = frozenset(_LISTS["also_words"])
PLACES = frozenset(
    name for key, names in _LISTS.items() if key not in ("also_words", "where") for name in names
)
_WORD = re.compile(r"[^\W_][\w'’-]*")
# What stands before where something is.
_WHERE = frozenset(_LISTS["where"])
_POSSESSIVE = re.compile(r"['’]s?$")
# What may stand between the place and "council" in the name of one.
_KINDS = frozenset(word.casefold() for word in lists("corpus", "names.toml")["kinds"])


def with_places_elsewhere(query: Query, records: Records) -> Query:
    """Return the query with the places that it names and no record does, also among its missing names."""
    if query.condition is not None or query.given.literal:
        return query
    places = _places_of(query, records)
    for place in places:
        if all(records.frequency("text", term) for term in query_terms(place)):
            query = query.with_note(
                said("No record is of “%(place)s” as a place or council.", place=place)
            )
    missing = dict.fromkeys((*query.missing_names, *places))
    return replace(query, missing_names=tuple(missing), elsewhere=tuple(places))


def _places_of(query: Query, records: Records) -> list[str]:
    """Return the places that a query names and no record does, as they are typed."""
    words = [_POSSESSIVE.sub("", word) for word in _WORD.findall(query.about or query.text)]
    places = [
        " ".join(words[first:last])
        for first, last in _named(words, records)
        if not _is_known(words, first, last, records)
    ]
    # Of a name that the list has nothing more need be said.
    return [
        *places,
        *_located(words, frozenset(query.missing_names) - set(" ".join(places).split())),
    ]


def _located(words: Sequence[str], missing: Set[str]) -> Iterator[str]:
    """Yield the names that no record has where something is said to be: "in Much Wenlock"."""
    for at, word in enumerate(words):
        if word.lower() in _WHERE:
            name = list(takewhile(lambda word: word[:1].isupper(), words[at + 1 :]))
            if not missing.isdisjoint(name):
                yield " ".join(name)


def _named(words: Sequence[str], records: Records) -> Iterator[tuple[int, int]]:
    """Yield where a place begins and ends among the words of a query, the longest that begins there."""
    last = 0
    for first in range(len(words)):
        if first < last:
            continue
        for end in range(min(first + EXPANDING.place, len(words)), first, -1):
            if _is_place(words, first, end, records):
                last = end
                yield first, end
                break


def _is_place(words: Sequence[str], first: int, end: int, records: Records) -> bool:
    name = plain_word(" ".join(words[first:end]))
    if name not in PLACES or name not in _ALSO_WORDS:
        return name in PLACES
    # The first word of a query has a capital whatever it is: what the records never say is more likely a place.
    return words[first][:1].isupper() and (first > 0 or not _has_word(name, records))


def _is_known(words: Sequence[str], first: int, end: int, records: Records) -> bool:
    """Say whether the records name a place, or have its word beside the same neighbour for something else."""
    place = [plain_word(word) for word in words[first:end]]
    if _is_in_a_council(place, records):
        return True
    if not all(_has_word(word, records) for word in place):
        return False
    if council := _council_of(words, end):
        return _has(" ".join([*place, *council]), records) or _has(
            f"{' '.join(place)} council", records
        )
    if len(place) > 1:
        return _has(" ".join(place), records)
    return records.is_name(place[0]) or _stands_beside(words, first, end, records)


def _is_in_a_council(place: Sequence[str], records: Records) -> bool:
    """Say whether a council of the records has a place in its name."""
    return any(set(place) <= set(plain_word(name).split()) for name in records.councils)


def _stands_beside(words: Sequence[str], first: int, end: int, records: Records) -> bool:
    """Say whether the records have a word with one of its neighbours in the query: "hackney carriage"."""
    neighbours = (words[max(first - 1, 0) : end], words[first : end + 1])
    return any(_has(" ".join(pair), records) for pair in neighbours if len(pair) > 1)


def _has(phrase: str, records: Records) -> bool:
    return records.has_phrase(tuple(query_terms(phrase)))


def _has_word(word: str, records: Records) -> bool:
    """Say whether the records have a word as it is: "Wells" is no form of "well"."""
    pieces = re.split("[-’']", word)
    return all(_stands_in(piece, records.words) for piece in pieces) or _stands_in(
        word, records.words
    )


def _stands_in(word: str, words: Sequence[str]) -> bool:
    at = bisect_left(words, word)
    return at < len(words) and words[at] == word


def _council_of(words: Sequence[str], end: int) -> list[str]:
    """Return what makes a place a council where it stands there ("city council"), [] where nothing does."""
    found: list[str] = []
    for word in (plain_word(word) for word in words[end:]):
        found.append(word)
        if word in ("council", "councils"):
            return [*found[:-1], "council"]
        if word not in _KINDS:
            return []
    return []
