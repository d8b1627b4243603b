"""A wildcard pattern means what fnmatch says, in time that grows with pattern times text only."""

from __future__ import annotations

import re
import time
from fnmatch import fnmatchcase
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.generation import layout
from indexer.generation.postings import FieldPostings
from indexer.language.wildcard import wildcard_expression
from search.expand.wildcards import with_stems
from search.query.nodes import Word
from search.query.patterns import fits, wildcard_term
from search.query.query import read_query
from tests.conftest import generation_in

LONG = "a" * 3_000
# Each took minutes or longer where a pattern was matched by trying every place of every piece.
SLOW = [
    "*" * 30 + "zq",
    "a*" * 30 + "zq",
    "*a" * 100 + "b",
    "*a*" * 60 + "zq",
    "*".join("aa" for _ in range(200)) + "*z",
    "?*" * 100 + "z",
]


@given(pattern=st.text("ab*?", max_size=12), text=st.text("ab", max_size=12))
def test_a_pattern_stands_for_what_fnmatch_says(pattern: str, text: str) -> None:
    assert bool(re.fullmatch(wildcard_expression(pattern), text)) == fnmatchcase(text, pattern)


@given(text=st.text("ab[].\\-^$|", max_size=8), other=st.text("ab[].\\-^$|", max_size=8))
def test_everything_but_wildcards_stands_for_itself(text: str, other: str) -> None:
    assert re.fullmatch(wildcard_expression(text), text)
    assert bool(re.fullmatch(wildcard_expression(f"{text}*"), other)) == other.startswith(text)


def _seconds(work: object) -> float:
    started = time.thread_time()
    assert callable(work)
    work()
    return time.thread_time() - started


@pytest.mark.parametrize("pattern", SLOW)
def test_no_pattern_is_slow_on_a_long_word(pattern: str) -> None:
    assert _seconds(lambda: fits(LONG, pattern)) < 0.5


@pytest.mark.parametrize("pattern", SLOW)
def test_no_pattern_is_slow_on_the_records_words(pattern: str) -> None:
    words = sorted({f"{'a' * (n % 60)}{n}" for n in range(20_000)})
    assert _seconds(lambda: with_stems(read_query(pattern), lambda: words)) < 1.0


@pytest.mark.parametrize("pattern", SLOW)
def test_no_pattern_is_slow_on_the_terms_of_an_index(pattern: str, tmp_path: Path) -> None:
    terms = sorted({f"{'a' * (n % 60)}{n}" for n in range(20_000)})
    postings = _postings_of(terms, tmp_path)
    assert _seconds(lambda: postings.matching(pattern)) < 1.0
    assert len(postings.matching("*a*99")) == sum(fnmatchcase(term, "*a*99") for term in terms)


def _postings_of(terms: list[str], folder: Path) -> FieldPostings:
    """Return a field that has these terms, each in no row."""
    sizes = {"rows": 0, "impacts": 0, "position_ptr": 1, "positions": 0, "row_starts": 1}
    arrays = {
        "terms": np.frombuffer("".join(terms).encode(), np.uint8),
        "term_ends": np.cumsum([len(term) for term in terms]),
        "indptr": np.zeros(len(terms) + 1),
        **{name: np.zeros(size) for name, size in sizes.items()},
    }
    for name, array in arrays.items():
        file = layout.file_of(f"{layout.POSTINGS}/text.{name}.npy")
        assert file is not None
        path = folder / layout.POSTINGS / f"text.{name}.npy"
        path.parent.mkdir(exist_ok=True)
        np.save(path, array.astype(file.kinds[0]))
    return FieldPostings(generation_in(folder), "text")


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("plan***", "plan*"),
        ("**ing", "*ing"),
        ("p" + "*" * 500 + "g", "p*g"),
        ("a**b***c", "a*b*c"),
    ],
)
def test_a_run_of_asterisks_is_one(typed: str, same: str) -> None:
    assert wildcard_term(typed) == wildcard_term(same)
    (node,), (other,) = (
        with_stems(read_query(text), lambda: ["abc", "planning"]).scored for text in (typed, same)
    )
    assert isinstance(node, Word)
    assert isinstance(other, Word)
    assert node.stems == other.stems
