"""Which word of the records a word that is not in them may be a slip of."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from indexer.build.vocabulary import FILES
from search.expand.spelling import Vocabulary


def _vocabulary(*words: str) -> Vocabulary:
    """Return a vocabulary of these words, none of them a name."""
    text = np.frombuffer("\n".join(sorted(words)).encode(), np.uint8)
    counts = np.ones(len(words), np.int32)
    arrays = {FILES[0]: text, FILES[1]: counts, FILES[2]: np.zeros_like(counts)}
    generation: Any = SimpleNamespace(array=arrays.__getitem__)
    return Vocabulary(generation)


@pytest.mark.parametrize("typed", ["asdf", "sendd", "buss", "catz"])
def test_a_word_of_three_letters_is_never_what_was_meant(typed: str) -> None:
    assert _vocabulary("asd", "bus", "cat", "sen").near_spelling(typed) is None


@pytest.mark.parametrize(
    ("typed", "meant"), [("lidoo", "lido"), ("vilage", "village"), ("paks", "parks")]
)
def test_a_slip_in_a_longer_word_is_read_as_it(typed: str, meant: str) -> None:
    assert _vocabulary("lido", "village", "parks").near_spelling(typed) == meant
