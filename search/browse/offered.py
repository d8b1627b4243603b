"""The pages of people and committees that a query names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from corpus.text import slug
from search.browse.directory import Committee, Directory, Person, named

# Reason only: more than three of a kind are no offer but a list.
_MOST = 3
# What stands before a surname that is meant as one; the second row are conditions of the query's language.
_TITLES = frozenset(
    (
        *("councillor", "cllr", "councillors", "cllrs", "councilor", "alderman", "councilmember"),
        *("speaker", "spoke", "voted"),
    )
)


def people_named(places: Directory, text: str) -> tuple[Person, ...]:
    """Return the councillors whom a text names: in full, by a surname behind a title, or alone; three at most.

    Who has a surname that is also a word ("Brown") is not offered for the word among others.
    """
    words = slug(text).split("-")
    found = (person for (_, name), person in places.people.items() if _names(words, name))
    return tuple(islice(found, _MOST))


def _names(words: Sequence[str], name: str) -> bool:
    own = name.split("-")
    if own[-1] not in words:
        return False
    if words == own or words == own[-1:]:
        return True
    for at, word in enumerate(words):
        if word == own[0] and len(own) > 1 and list(words[at : at + len(own)]) == own:
            return True
        if word == own[-1] and at and words[at - 1] in _TITLES:
            return True
    return False


def committees_named(places: Directory, names: Iterable[str]) -> tuple[Committee, ...]:
    """Return the committees of these names, of every council that has one so called; three at most."""
    wanted = set(map(named, names))
    found = (one for (_, name), one in places.committees.items() if name in wanted)
    return tuple(islice(found, _MOST))
