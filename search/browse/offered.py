"""The pages of people and committees that a query names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice

from indexer.language.shingles import folded
from indexer.language.terms import exact_terms
from search.browse.directory import Committee, Person, directory, named
from search.query.speakers import TITLE
from search.searcher import Searcher

# Reason only: more than three of a kind are no offer but a list.
_MOST = 3
# Words of a name: what is longer is a text with a name in it.
_LONGEST_NAME = 4
# What stands before a surname that is meant as one: a title, or a condition of the query's language.
_BEFORE = re.compile(rf"{TITLE}|speaker|spoke|voted", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def people_named(searcher: Searcher, text: str) -> tuple[Person, ...]:
    """Return the councillors whom a text names: in full, by a surname behind a title, or alone; three at most.

    Who has a surname that is also a word ("Brown") is not offered for the word among others. The directory, which
    takes a pass over all items, is asked only where a speaker's word stands as one of these.
    """
    words = _words(text)
    if not _may_name(searcher, words):
        return ()
    places = directory(searcher)
    found = (one for one in places.people.values() if _names(words, _words(one.name)))
    return tuple(islice(found, _MOST))


def _may_name(searcher: Searcher, words: Sequence[str]) -> bool:
    known = [_is_a_speakers(searcher, word) for word in words]
    is_alone = len(words) <= _LONGEST_NAME and any(known)
    return is_alone or any(
        is_one and at and (known[at - 1] or _is_titled(words, at))
        for at, is_one in enumerate(known)
    )


def _is_a_speakers(searcher: Searcher, word: str) -> bool:
    terms = exact_terms(word)
    return bool(terms) and all(searcher.records.frequency("spoke", term) for term in terms)


@lru_cache(maxsize=10_000)
def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text as names are compared: "O'Hagan" and "O’Hagan" are one, "Smith-Jones" is no Jones."""
    return tuple("-".join(folded(word)) for word in _WORD.findall(text))


def _names(words: Sequence[str], own: Sequence[str]) -> bool:
    if not own or own[-1] not in words:
        return False
    if words in (own, own[-1:]):
        return True
    return any(
        words[at - n : at] == own[-n:] and (n == len(own) > 1 or _is_titled(words, at - n))
        for at in range(1, len(words) + 1)
        for n in range(1, min(at, len(own)) + 1)
    )


def _is_titled(words: Sequence[str], at: int) -> bool:
    return at > 0 and _BEFORE.fullmatch(words[at - 1]) is not None


def committees_named(searcher: Searcher, names: Iterable[str]) -> tuple[Committee, ...]:
    """Return the committees of these names, of every council that has one so called; three at most."""
    wanted = set(map(named, names))
    if not wanted:
        return ()
    committees = directory(searcher).committees
    found = (one for (_, name), one in committees.items() if name in wanted)
    return tuple(islice(found, _MOST))
