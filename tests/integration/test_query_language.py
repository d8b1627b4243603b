"""Any text of the query language finds what it says, and is scored as Whoosh scores its words.

What a text has to find is worked out by `typed_queries`, what it has to score by Whoosh from the words
alone. That the trees which texts become find the same in Whoosh is tested on real records, too, with
their words in all their ways of writing.
"""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh.query import Or as WhooshOr
from whoosh.query import Term

from indexer.build import lexical
from indexer.calibration import MINILM
from indexer.generation import columns
from indexer.passages.passage import Passage
from search.expand.wildcards import with_stems
from search.match.filters import Columns
from search.match.lexical import LexicalRetriever
from search.match.trees import condition_tree, scoring_tree
from search.query.query import read_query
from search.query.terms import scored_terms
from search.rank.ranking import Ranker
from search.searcher import Searcher
from tests.conftest import generation_in
from tests.integration.test_oracle import assert_same, segment_sizes, segments_of, whoosh_searcher
from tests.integration.typed_queries import (
    ASKED,
    FIELD_WEIGHTS,
    Asked,
    Leaf,
    Records,
    accepted_terms,
    corpora,
    filters,
    form,
    queries,
    without_stop_words,
)

# --- What must be so -----------------------------------------------------------------------------


@contextmanager
def indexed(
    found: Sequence[Passage], folder: Path
) -> Iterator[tuple[LexicalRetriever, Ranker, Any]]:
    """Yield both views of the records' postings, and a ranker by words alone."""
    lexical.write(found, folder)
    columns.write(found, folder)
    generation = generation_in(folder, len(found))
    filterable, retriever = Columns(generation), LexicalRetriever(generation)
    unused: Any = None
    with whoosh_searcher(folder / "whoosh") as searcher:
        yield retriever, Ranker(retriever, unused, lambda: filterable, MINILM), searcher


def score_in_whoosh(
    searcher: Any, scored: Sequence[Leaf], records: Records, n_rows: int
) -> np.ndarray[Any, Any]:
    """Return what Whoosh gives for the words that score, each once, (n,)."""
    # Two near spellings of one term are one, as two forms of a word are.
    once = dict.fromkeys(
        (form(word), leaf.field, tuple(sorted(accepted_terms(word, records))))
        for leaf in without_stop_words(scored)
        for word in leaf.words
    )
    terms = [
        Term(name, term, boost=boost)
        for _, field, accepted in once
        for term in accepted
        for name, boost in ({field: 1.0} if field else FIELD_WEIGHTS).items()
    ]
    scores = np.zeros(n_rows)
    for row, score in searcher.search(WhooshOr(terms), limit=None).items() if terms else ():
        scores[row] = score
    return scores


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
)
@given(
    found=corpora,
    asked=st.lists(
        st.tuples(queries(st.sampled_from(ASKED)), filters),
        min_size=6,
        max_size=12,
    ),
    size=segment_sizes,
)
def test_any_typed_query_finds_what_it_says_and_scores_it_as_whoosh_does(
    found: list[Passage], asked: list[tuple[Asked, tuple[str, str, str]]], size: int
) -> None:
    records = Records(found)
    with (
        tempfile.TemporaryDirectory() as name,
        segments_of(size),
        indexed(found, Path(name)) as (retriever, ranker, searcher),
    ):
        for query, limits in asked:
            assert_found(query, limits, records, retriever, ranker, searcher)


def assert_found(
    asked: Asked,
    limits: tuple[str, str, str],
    records: Records,
    retriever: LexicalRetriever,
    ranker: Ranker,
    searcher: Any,
) -> None:
    committee, first, last = limits
    typed_limits = [
        f"{k}:{v}" for k, v in zip(("committee", "from", "to"), limits, strict=True) if v
    ]
    # In front of everything, so that they bind to nothing; an operator cannot begin a text.
    text = " ".join([*typed_limits, asked.text])
    query = with_stems(read_query(text), lambda: records.vocabulary)
    assert query.notes == (), text
    wanted = [
        row
        for row, (passage, terms) in enumerate(zip(records.passages, records.terms, strict=True))
        if asked.finds(terms, records)
        and committee.casefold() in (passage.committee or ("" if not committee else "-")).casefold()
        and (not first or (passage.date is not None and passage.date.isoformat() >= first))
        and (not last or (passage.date is not None and passage.date.isoformat()[:4] <= last))
    ]
    ranking = ranker.rank(query, "lexical", retriever.n_rows)
    assert np.flatnonzero(ranking.counted).tolist() == wanted, text
    scores = score_in_whoosh(searcher, asked.scored, records, retriever.n_rows)
    np.testing.assert_allclose(ranking.lexical, scores, rtol=1e-4, atol=1e-6, err_msg=text)
    in_order = sorted(wanted, key=lambda row: (-ranking.scores[row], row))
    listed = ranking.rows.tolist()
    assert [row for row in listed if ranking.counted[row]] == in_order, text
    near = [row for row in listed if not ranking.counted[row]]
    assert near == ranking.near.tolist(), text
    assert len(near) <= 10, text
    assert all(ranking.scores[row] > 0 for row in near), text
    if query.condition is not None:
        assert_same(searcher, retriever, condition_tree(query.condition))


# --- With the words of real records --------------------------------------------------------------


@pytest.fixture(scope="module")
def sample_words(searcher: Searcher) -> list[str]:
    """Return words as the sample has them: references, compounds, sections, initials, accents."""
    random_ = random.Random(1972)
    found = {word for p in searcher.all_passages() for word in p.text.split()}
    plain = sorted(word for word in found if not re.search(r"[()\"“”«»*~:+]|^-", word))
    odd = [word for word in plain if re.search(r"\w[-‐‑/.'’]\w|^[A-Z]{2,6}$", word)]
    return [*random_.sample(plain, 300), *random_.sample(odd, 300)]


def test_any_query_with_words_of_the_sample_is_evaluated_as_in_whoosh(
    searcher: Searcher, sample_words: list[str]
) -> None:
    n_matched: list[int] = []

    @settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(asked=queries(st.sampled_from(sample_words)))
    def every_tree_is_the_same(asked: Asked) -> None:
        query = searcher.expanded(asked.text, look_words_up=False)
        terms = scored_terms(query.scored)
        asked_trees = [scoring_tree(terms)] if terms else []
        if query.condition is not None:
            asked_trees.append(condition_tree(query.condition))
        n_matched.extend(assert_same(whoosh, searcher.lexical, tree) for tree in asked_trees)

    with whoosh_searcher(searcher.generation.folder / "whoosh") as whoosh:
        every_tree_is_the_same()
    assert sum(n > 0 for n in n_matched) > 100, "most of the trees must find something"
