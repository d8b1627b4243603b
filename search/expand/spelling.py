"""A word that occurs nowhere in the records: what it may have been meant to be."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from indexer.generation import layout
from indexer.generation.store import Generation
from indexer.language.terms import plain_word, word_term
from search.tuning import EXPANDING

if TYPE_CHECKING:
    from spellchecker import SpellChecker

# Shorter words have too many neighbours for one of them to be the word that was meant.
_MIN_LETTERS = EXPANDING.letters
# From this length on two slips are allowed.
_LONG = EXPANDING.two_slips
# Up to this length another letter in the place of one makes another word ("Salis", "sales").
_SHORT = EXPANDING.one_kind
# The share of capitals that makes a word a name.
_MOSTLY = EXPANDING.capitals


def is_english(word: str) -> bool:
    """Say whether a word is in a dictionary of English, in British spelling or in American.

    The dictionary (160,000 words) is American for the most part: `british.toml` is what it lacks.
    """
    plain = word.lower()
    return plain in _dictionary().word_frequency or plain in _british()


@cache
def _british() -> frozenset[str]:
    record = tomllib.loads((files("search.expand") / "british.toml").read_text("utf-8"))
    return frozenset(record["words"].split())


@cache
def _dictionary() -> SpellChecker:
    # A fifth of a second, for the first word that no record has.
    from spellchecker import SpellChecker

    return SpellChecker(language="en")


class Vocabulary:
    """The unstemmed words of one generation."""

    def __init__(self, generation: Generation) -> None:
        """Remember where the words are; they are read by the first query that needs them."""
        self._generation = generation

    @cached_property
    def words(self) -> list[str]:
        """Return all words, in lower case and without accents, in order of letters."""
        text = np.asarray(self._generation.array(layout.WORDS)).tobytes().decode("utf-8", "replace")
        return text.split("\n") if text else []

    @cached_property
    def _counts(self) -> NDArray[np.int32]:
        return np.asarray(self._generation.array(layout.WORD_COUNTS))

    @cached_property
    def _names(self) -> NDArray[np.bool_]:
        """Return which words are names: hardly ever without a capital."""
        capitals = np.asarray(self._generation.array(layout.WORD_CAPITALS))
        found: NDArray[np.bool_] = capitals >= _MOSTLY * self._counts
        return found

    def is_name(self, word: str) -> bool:
        """Say whether a word is one of these, and hardly ever without a capital."""
        wanted = plain_word(word)
        at = bisect_left(self.words, wanted)
        return at < len(self.words) and self.words[at] == wanted and bool(self._names[at])

    def forms(self, term: str) -> list[str]:
        """Return the words that become a term, in order of letters: they begin with most of it."""
        start = term[:-1] if len(term) > _MIN_LETTERS else term
        first = bisect_left(self.words, start)
        last = bisect_left(self.words, f"{start}\U0010ffff")
        return [word for word in self.words[first:last] if word_term(word) == term]

    def near_spelling(self, word: str, *, is_name: bool = False) -> str | None:
        """Return the word of the records nearest in spelling to one that they do not have, or None.

        Nearness is the optimal string alignment distance (Damerau 1964: insertions, deletions,
        substitutions, neighbours swapped), at most 1, or 2 in a long word; slips spare the first
        letter. A short word with another letter in the place of one is another word, no slip, a word of
        three letters is never meant, and a name (`is_name`) is near to names only. Of equally near words
        the more frequent one is taken.
        """
        wanted = plain_word(word)
        if len(wanted) < _MIN_LETTERS or not wanted.isalpha():
            return None
        most = 1 if len(wanted) < _LONG else 2
        found: Sequence[tuple[str, int, int]] = process.extract(
            wanted, self.words, scorer=OSA.distance, score_cutoff=most, limit=EXPANDING.candidates
        )
        near = [
            (distance, -int(self._counts[at]), text)
            for text, distance, at in found
            if _may_be_slip(wanted, text) and (self._names[at] or not is_name)
        ]
        return min(near)[2] if near else None


def _may_be_slip(wanted: str, text: str) -> bool:
    """Say whether a word of the records is another one than what is wanted, and may be meant by it."""
    if len(text) < _MIN_LETTERS or text[0] != wanted[0] or word_term(text) == word_term(wanted):
        return False
    return len(wanted) > _SHORT or not _is_substituted(text, wanted)


def _is_substituted(one: str, other: str) -> bool:
    """Say whether two words of one length have other letters, not the same in another order."""
    return len(one) == len(other) and sorted(one) != sorted(other)
