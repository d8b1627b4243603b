"""The pages of people and committees that a query names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice

from corpus.text import slug
from search.browse.directory import Committee, Directory, Person, named
from search.query.speakers import TITLE

# Reason only: more than three of a kind are no offer but a list.
_MOST = 3
# What stands before a surname that is meant as one: a title, or a condition of the query's language.
_BEFORE = re.compile(rf"{TITLE}|speaker|spoke|voted", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NO_APOSTROPHE = str.maketrans("", "", "'’")


def people_named(places: Directory, text: str) -> tuple[Person, ...]:
    """Return the councillors whom a text names: in full, by a surname behind a title, or alone; three at most.

    Who has a surname that is also a word ("Brown") is not offered for the word among others.
    """
    words = _words(text)
    found = (one for one in places.people.values() if _names(words, _words(one.name)))
    return tuple(islice(found, _MOST))


@lru_cache(maxsize=10_000)
def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text as names are compared: "O'Hagan" and "O’Hagan" are one, "Smith-Jones" is no Jones."""
    return tuple(slug(word) for word in _WORD.findall(text.translate(_NO_APOSTROPHE)))


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


def committees_named(places: Directory, names: Iterable[str]) -> tuple[Committee, ...]:
    """Return the committees of these names, of every council that has one so called; three at most."""
    wanted = set(map(named, names))
    found = (one for (_, name), one in places.committees.items() if name in wanted)
    return tuple(islice(found, _MOST))
