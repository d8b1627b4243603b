"""How alike two texts are, by their words and by runs of words (Broder 1997)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from indexer.tuning import DUPLICATES

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@lru_cache(maxsize=100_000)
def folded(text: str) -> tuple[str, ...]:
    """Return the words of a text without accents, case and apostrophes."""
    return tuple(word.casefold() for word in plain_words(text))


def plain_words(text: str) -> list[str]:
    """Return the words of a text without accents and apostrophes, their case kept."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return [re.sub(r"['’]", "", word) for word in _WORD.findall(plain)]


def runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    """Return every run of `DUPLICATES.run` words; of fewer words, the one run that they are."""
    if not words:
        return set()
    n = min(DUPLICATES.run, len(words))
    return {tuple(words[at : at + n]) for at in range(len(words) - n + 1)}


def alike(one: Sequence[str], other: Sequence[str]) -> float:
    """Return how alike two titles are, 0 to 1: the mean of containment and Jaccard of their words.

    Titles that each have a number the other lacks (two planning applications) are not alike.
    """
    if one == other:
        return 1.0 if one else 0.0
    mine, theirs = set(one), set(other)
    if not mine or not theirs or figures_differ(one, other):
        return 0.0
    shared = len(mine & theirs)
    return (shared / min(len(mine), len(theirs)) + shared / len(mine | theirs)) / 2


def figures_differ(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether each of two titles has a number that the other lacks."""
    mine = {word for word in one if any(char.isdigit() for char in word)}
    theirs = {word for word in other if any(char.isdigit() for char in word)}
    return bool(mine - theirs and theirs - mine)


def same_text(one: str, other: str, least_words: int) -> bool:
    """Say whether two texts are one but for a few words; one of fewer than `least_words` never is."""
    # Not `folded`, which would keep both texts.
    mine, theirs = ([word.casefold() for word in plain_words(text)] for text in (one, other))
    if min(len(mine), len(theirs)) < least_words or not (
        DUPLICATES.shorter < len(mine) / len(theirs) < DUPLICATES.longer
    ):
        return False
    first, second = runs(mine), runs(theirs)
    return len(first & second) >= DUPLICATES.same_share * len(first | second)
