"""What the steps that rewrite a query may ask of the records, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from search.query.nodes import Node

if TYPE_CHECKING:
    from search.expand.acronyms import Acronyms


class HasPhrases(Protocol):
    """Knows whether words stand in the records one behind the other."""

    def has_row(self, terms: tuple[str, ...]) -> bool:
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

    def meets(self, condition: Node) -> bool:
        """Say whether any passage meets a condition."""
        ...

    def near_spelling(self, word: str, *, is_name: bool = False) -> str | None:
        """Return the word of the records nearest in spelling to one that they do not have, or None."""
        ...

    def is_word(self, word: str) -> bool:
        """Say whether a word is one of the language, whether or not the records have it."""
        ...
