"""What one generation knows of the words of its records: `search.expand.records.Records`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

import numpy as np

from indexer.generation.store import Generation
from indexer.generation.texts import Sought
from indexer.passages.passage import Passage
from search.expand.citations import by_number
from search.expand.known_acronyms import Acronyms
from search.expand.records import Place
from search.expand.spelling import Vocabulary, is_english
from search.match.dense import DenseRetriever
from search.match.lexical import LexicalRetriever
from search.match.trees import condition_tree
from search.query.nodes import Node
from search.query.terms import ScoredTerm
from search.tuning import EXPANDING


@dataclass(frozen=True, slots=True)
class Catalogued:
    """What is asked of the catalogue and of the columns of a generation, by functions."""

    committees: Callable[[], Sequence[str]]
    councils: Callable[[], Sequence[str]]
    row_of: Callable[[str], int | None]
    numbers: Callable[[], Sequence[str | None]]
    of_meeting: Callable[[str, date], Sequence[int]]
    passages: Callable[[Sequence[int]], Sequence[Passage]]
    shares: Callable[[Sequence[int], Sought], Sequence[tuple[int, float]]]
    is_written: Callable[[Sequence[int], Sought], bool]


class IndexedRecords:
    """The words of one generation. Safe to share between threads."""

    def __init__(
        self,
        generation: Generation,
        lexical: LexicalRetriever,
        dense: DenseRetriever,
        catalogued: Catalogued,
    ) -> None:
        """Use both retrievers and what the catalogue is asked; vocabulary and acronyms are read by the first query that needs them."""
        self._lexical, self._dense, self._catalogued = lexical, dense, catalogued
        self._vocabulary = Vocabulary(generation)
        self.acronyms = Acronyms(generation, lexical.has_phrase, self.is_common)
        # A page, its facets and its table ask for the same words one after the other.
        self._shares = lru_cache(EXPANDING.kept_forms)(self._read_shares)
        self._is_written = lru_cache(EXPANDING.kept_forms)(self._read_is_written)

    @property
    def words(self) -> Sequence[str]:
        """Return the unstemmed words of the records, in order of letters."""
        return self._vocabulary.words

    def frequency(self, field: str, term: str) -> int:
        """Return how many passages have a term in a field."""
        return self._lexical.frequency(field, term)

    def has_phrase(self, terms: tuple[str, ...]) -> bool:
        """Say whether any passage has the terms as a phrase, in its title or text."""
        return self._lexical.has_phrase(terms)

    def forms(self, term: str) -> Sequence[str]:
        """Return the words of the records that become a term, unstemmed, in order of letters."""
        return self._vocabulary.forms(term)

    def shares(self, term: str, sought: Sought, most: int) -> Sequence[tuple[int, float]] | None:
        """Return (row, share) of what has a term and is wanted, as `indexer.generation.texts` has it.

        None if more than `most` rows have the term.
        """
        return self._shares(term, sought, most)

    def _read_shares(
        self, term: str, sought: Sought, most: int
    ) -> Sequence[tuple[int, float]] | None:
        rows = np.flatnonzero(self._lexical.having(ScoredTerm(term))).tolist()
        return None if len(rows) > most else self._catalogued.shares(rows, sought)

    def is_written(self, term: str, sought: Sought, most: int) -> bool | None:
        """Say whether anything that has a term is written as is wanted; None if more than `most` rows have it."""
        return self._is_written(term, sought, most)

    def _read_is_written(self, term: str, sought: Sought, most: int) -> bool | None:
        rows = np.flatnonzero(self._lexical.having(ScoredTerm(term))).tolist()
        return None if len(rows) > most else self._catalogued.is_written(rows, sought)

    def meets(self, condition: Node) -> bool:
        """Say whether any passage meets a condition."""
        return bool(self._lexical.evaluate(condition_tree(condition)).mask.any())

    def near_spelling(self, word: str, *, is_name: bool = False) -> str | None:
        """Return the word of the records nearest in spelling to one that they do not have, or None."""
        return self._vocabulary.near_spelling(word, is_name=is_name)

    @property
    def committees(self) -> Sequence[str]:
        """Return the names of all committees."""
        return self._catalogued.committees()

    @property
    def councils(self) -> Sequence[str]:
        """Return the names of all councils."""
        return self._catalogued.councils()

    def row_of(self, identifier: str) -> int | None:
        """Return the row of the item with an id, or None."""
        return self._catalogued.row_of(identifier)

    def numbered(self, number: str) -> Sequence[int]:
        """Return the rows of the items of a number, as `search.expand.citations.normal` gives it."""
        return self._by_number.get(number, ())

    @cached_property
    def _by_number(self) -> Mapping[str, list[int]]:
        """Return the rows of each number, read when a first citation is typed."""
        return by_number(self._catalogued.numbers())

    def of_meeting(self, committee: str, day: date) -> Sequence[int]:
        """Return the rows of what a committee dealt with on a day, in order."""
        return self._catalogued.of_meeting(committee, day)

    def places(self, rows: Sequence[int]) -> Mapping[int, Place]:
        """Return where the items of some rows were dealt with."""
        found = self._catalogued.passages(rows)
        return {
            row: Place(p.council, p.committee, p.date, p.title)
            for row, p in zip(rows, found, strict=True)
        }

    def is_common(self, word: str) -> bool:
        """Say whether a word is a common one: whole in the model's own vocabulary."""
        return self._dense.pieces.knows(word)

    def is_name(self, word: str) -> bool:
        """Say whether the records have a word, and hardly ever without a capital."""
        return self._vocabulary.is_name(word)

    def is_word(self, word: str) -> bool:
        """Say whether a word is one of the language, whether or not the records have it."""
        return self.is_common(word) or is_english(word)
