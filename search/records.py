"""What one generation knows of the words of its records: `search.expand.records.Records`."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.generation.store import Generation
from search.expand.acronyms import Acronyms
from search.expand.spelling import Vocabulary, is_english
from search.match.dense import DenseArm
from search.match.lexical import LexicalArm
from search.match.trees import condition_tree
from search.query.nodes import Node


class IndexedRecords:
    """The words of one generation. Safe to share between threads."""

    def __init__(self, generation: Generation, lexical: LexicalArm, dense: DenseArm) -> None:
        """Use both retrievers; vocabulary and acronyms are read by the first query that needs them."""
        self._lexical, self._dense = lexical, dense
        self._vocabulary = Vocabulary(generation)
        self.acronyms = Acronyms(generation, lexical, self.is_common)

    @property
    def words(self) -> Sequence[str]:
        """Return the unstemmed words of the records, in order of letters."""
        return self._vocabulary.words

    def frequency(self, field: str, term: str) -> int:
        """Return how many passages have a term in a field."""
        return self._lexical.frequency(field, term)

    def has_row(self, terms: tuple[str, ...]) -> bool:
        """Say whether any passage has the terms as a phrase, in its title or text."""
        return self._lexical.has_row(terms)

    def meets(self, condition: Node) -> bool:
        """Say whether any passage meets a condition."""
        return bool(self._lexical.evaluate(condition_tree(condition)).mask.any())

    def near_spelling(self, word: str, *, is_name: bool = False) -> str | None:
        """Return the word of the records nearest in spelling to one that they do not have, or None."""
        return self._vocabulary.near_spelling(word, is_name=is_name)

    def is_common(self, word: str) -> bool:
        """Say whether a word is a common one: whole in the model's own vocabulary."""
        return self._dense.encoder.knows(word)

    def is_word(self, word: str) -> bool:
        """Say whether a word is one of the language, whether or not the records have it."""
        return self.is_common(word) or is_english(word)
