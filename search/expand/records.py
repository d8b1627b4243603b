"""What the steps that rewrite a query may ask of the records, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from indexer.generation.texts import Sought
from search.expand.known_acronyms import Acronyms
from search.query.nodes import Node


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item was dealt with, as far as a citation names it."""

    council: str | None
    committee: str | None
    date: date | None
    title: str


class HasPhrases(Protocol):
    """Knows whether the records have a phrase."""

    def has_phrase(self, terms: tuple[str, ...]) -> bool:
        """Say whether any passage has the terms as a phrase, in its title or text."""
        ...


class Records(HasPhrases, Protocol):
    """What is known of the words of all records."""

    @property
    def words(self) -> Sequence[str]:
        """Return the unstemmed words of the records, in order of letters."""
        ...

    @property
    def acronyms(self) -> Acronyms:
        """Return the acronyms that the records introduce, and the curated ones."""
        ...

    def frequency(self, field: str, term: str) -> int:
        """Return how many passages have a term in a field."""
        ...

    def forms(self, term: str) -> Sequence[str]:
        """Return the words of the records that become a term, unstemmed, in order of letters."""
        ...

    def shares(self, term: str, sought: Sought, most: int) -> Sequence[tuple[int, float]] | None:
        """Return (row, share) of what has a term and is wanted, as `indexer.generation.texts` has it.

        None if more than `most` rows have the term.
        """
        ...

    def is_written(self, term: str, sought: Sought, most: int) -> bool | None:
        """Say whether anything that has a term is written as is wanted; None if more than `most` rows have it."""
        ...

    def meets(self, condition: Node) -> bool:
        """Say whether any passage meets a condition."""
        ...

    def near_spelling(self, word: str, *, is_name: bool = False) -> str | None:
        """Return the word of the records nearest in spelling to one that they do not have, or None."""
        ...

    @property
    def committees(self) -> Sequence[str]:
        """Return the names of all committees."""
        ...

    @property
    def councils(self) -> Sequence[str]:
        """Return the names of all councils."""
        ...

    def row_of(self, identifier: str) -> int | None:
        """Return the row of the item with an id, or None."""
        ...

    def numbered(self, number: str) -> Sequence[int]:
        """Return the rows of the items of a number, as `search.expand.citations.normal` gives it."""
        ...

    def of_meeting(self, committee: str, day: date) -> Sequence[int]:
        """Return the rows of what a committee dealt with on a day, in order."""
        ...

    def places(self, rows: Sequence[int]) -> Mapping[int, Place]:
        """Return where the items of some rows were dealt with."""
        ...

    def is_name(self, word: str) -> bool:
        """Say whether the records have a word, and hardly ever without a capital."""
        ...

    def is_word(self, word: str) -> bool:
        """Say whether a word is one of the language, whether or not the records have it."""
        ...
