"""A pattern stands for the same terms in a text, where they are marked, as in the index."""

from __future__ import annotations

import pytest

from search.query.patterns import fits, is_pattern, near_spelling
from search.query.terms import word_terms


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("libary~", ("libary", 1)),
        ("libary~1", ("libary", 1)),
        ("libary~2", ("libary", 2)),
        ("libary~9", ("libary", 2)),
        ("libary", None),
        ("libary~~", None),
        ("lib*~", None),
        ("~2", None),
        ("lib~ary", None),
    ],
)
def test_what_a_near_spelling_is(word: str, expected: tuple[str, int] | None) -> None:
    assert near_spelling(word) == expected
    assert is_pattern(word) == (expected is not None or "*" in word)


@pytest.mark.parametrize(
    ("typed", "word", "fitting"),
    [
        ("libary~", "libraries", True),
        ("counsellor~", "councillors", False),
        ("counsellor~2", "councillors", True),
        ("ibrary~", "library", False),
        ("Café~", "cafe", True),
        ("flood*", "floodgates", True),
        ("fl*d", "flooded", True),
        ("flood", "flood", False),
    ],
)
def test_what_fits_a_pattern(typed: str, word: str, fitting: bool) -> None:
    (pattern,), (term,) = word_terms(typed), word_terms(word)
    assert fits(term, pattern) == fitting
