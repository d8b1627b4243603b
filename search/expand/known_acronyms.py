"""The acronyms of one generation and the curated ones: what is short for what, and which are meant.

Pairs come from the records (`indexer.generation.glossary`) and from `acronyms.toml`.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

from indexer.generation import glossary
from indexer.generation.glossary import Pair
from indexer.generation.store import Generation, reading
from indexer.language.terms import acronym_term
from search.query.query import STOP_WORDS
from search.query.terms import query_terms
from search.tuning import LIMITS


@lru_cache(maxsize=1)
def curated() -> tuple[Pair, ...]:
    """Return the pairs of `acronyms.toml`, which no passage counts for."""
    record = tomllib.loads((files("search.expand") / "acronyms.toml").read_text("utf-8"))
    return tuple(glossary.pair(short, long) for short, longs in record.items() for long in longs)


@dataclass(frozen=True, slots=True)
class LongForms:
    """What a short form stands for: what is searched, and what is not, being rare in the records."""

    searched: tuple[str, ...]
    rare: tuple[str, ...] = ()


class Acronyms:
    """The acronyms of one generation and the curated ones."""

    def __init__(
        self,
        generation: Generation,
        has_phrase: Callable[[tuple[str, ...]], bool],
        is_common: Callable[[str], bool],
    ) -> None:
        """Remember where they are; they are read by the first query.

        `has_phrase` says whether any passage has terms as a phrase, `is_common` whether a word is one
        of the language.
        """
        self._generation, self.has_phrase, self.is_common = generation, has_phrase, is_common

    @cached_property
    def _by_short(self) -> dict[str, list[Pair]]:
        """Return all pairs by the term of their short form, those of the records first."""
        with reading(self._generation, glossary.FILE, OSError, ValueError):
            learned = glossary.read(self._generation)
        learned.sort(key=lambda pair: -pair.n_passages)
        found: dict[str, list[Pair]] = defaultdict(list)
        for pair in (*learned, *curated()):
            known = found[pair.short_term]
            if all(pair.long_terms != other.long_terms for other in known):
                known.append(pair)
        return dict(found)

    @cached_property
    def _by_long(self) -> dict[tuple[str, ...], list[str]]:
        """Return the short forms by the terms of their long form."""
        found: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for pairs in self._by_short.values():
            for pair in pairs:
                found[pair.long_terms].append(pair.short)
        return dict(found)

    def is_known(self, short: str) -> bool:
        """Say whether a short form has a long one."""
        return glossary.short_term(short) in self._by_short

    def long_forms(self, short: str) -> LongForms:
        """Return the long forms of a short one that any record has."""
        pairs = self._by_short.get(glossary.short_term(short), [])
        most = max((pair.n_passages for pair in pairs), default=0)
        # A curated form is none of the records' slips, however rarely they introduce it.
        common = [pair for pair in pairs if not 0 < pair.n_passages < LIMITS.acronym_share * most]
        searched = [pair for pair in common if self.has_phrase(tuple(query_terms(pair.long)))]
        rare = [pair.long for pair in pairs if pair not in common]
        return LongForms(tuple(pair.long for pair in searched[: LIMITS.acronym_forms]), tuple(rare))

    def short_forms(self, terms: Sequence[str]) -> tuple[str, ...]:
        """Return the short forms of a long one that any record has."""
        shorts = self._by_long.get(tuple(terms), [])
        return tuple(short for short in shorts if self.has_phrase((self.term(short),)))

    def term(self, short: str) -> str:
        """Return the term of a short form in the records: in capitals if it is a word otherwise."""
        capitals = acronym_term(short.replace(".", ""))
        if capitals and self._is_word(capitals.lower()):
            return capitals
        return glossary.short_term(short)

    def is_meant(self, word: str, shouted: bool) -> bool:
        """Say whether a short form is meant as one, and not as the word that it also spells."""
        if sum(map(str.isupper, word)) > 1 and not shouted:
            return True
        return not self._is_word(word.lower())

    def _is_word(self, lower: str) -> bool:
        return lower in STOP_WORDS or (bool(set(lower) & set("aeiouy")) and self.is_common(lower))

    @cached_property
    def longest(self) -> int:
        """Return how many terms the longest long form has."""
        return max(map(len, self._by_long), default=0)
