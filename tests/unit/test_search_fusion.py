"""Scores on different scales become one order: scaled, bounded, and the same for the same scores."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.evaluation.fusions import RRF_K, min_max, reciprocal_rank
from search.match.coverage import WordEvidence, gather
from search.query.query import read_query
from search.rank.fusion import (
    neighbours_of,
    ranked,
    trusted,
    weighted_words,
    with_neighbours,
    with_neighbours_of,
    words_weight,
)
from search.searcher import Searcher
from search.tuning import WEIGHTS

finite = st.floats(-5, 60, width=32)
rows = st.lists(st.tuples(finite, finite, st.booleans()), max_size=40)


def columns(found: list[tuple[float, float, bool]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    first, second, mask = zip(*found, strict=True) if found else ((), (), ())
    return np.array(first, np.float32), np.array(second, np.float32), np.array(mask, np.bool_)


@pytest.mark.parametrize(
    ("scores", "mask", "scaled"),
    [
        ([2.0, 4.0, 3.0], [1, 1, 1], [0.0, 1.0, 0.5]),
        ([2.0, 4.0, 3.0], [1, 0, 1], [0.0, 0.0, 1.0]),
        ([7.0, 7.0, 7.0], [1, 1, 1], [0.0, 0.0, 0.0]),
        ([7.0, 9.0], [1, 0], [0.0, 0.0]),
        ([7.0, 9.0], [0, 0], [0.0, 0.0]),
        ([-1.0, 0.0, 1.0], [1, 1, 1], [0.0, 0.5, 1.0]),
        ([], [], []),
    ],
)
def test_min_max_scales_over_the_mask_and_gives_nothing_for_equal_scores(
    scores: list[float], mask: list[int], scaled: list[float]
) -> None:
    found = min_max(np.array(scores, np.float32), np.array(mask, np.bool_))
    assert found.tolist() == pytest.approx(scaled)
    assert found.dtype == np.float32


@given(rows)
def test_min_max_stays_between_0_and_1_keeps_the_order_and_changes_nothing_it_is_given(
    found: list[tuple[float, float, bool]],
) -> None:
    scores, _, mask = columns(found)
    before = scores.copy()
    scaled = min_max(scores, mask)
    assert np.array_equal(scores, before)
    assert ((scaled >= 0) & (scaled <= 1)).all()
    assert not scaled[~mask].any()
    order = np.argsort(scores[mask], kind="stable")
    assert (np.diff(scaled[mask][order]) >= 0).all()


@given(rows)
def test_equal_scores_are_ranked_in_order_of_rows(found: list[tuple[float, float, bool]]) -> None:
    scores, _, mask = columns(found)
    scores = np.round(scores / 20).astype(np.float32)
    wanted = sorted(np.flatnonzero(mask).tolist(), key=lambda row: (-scores[row], row))
    assert ranked(scores, mask).tolist() == wanted


def test_nothing_is_ranked_when_no_row_may_appear() -> None:
    assert ranked(np.array([1.0, 2.0], np.float32), np.zeros(2, np.bool_)).tolist() == []


def slow_reciprocal_rank(lexical: np.ndarray, dense: np.ndarray, mask: np.ndarray) -> list[float]:
    """Cormack's formula, from the definition of a rank: how many rows are better, or equal and before."""
    allowed = [row for row in range(len(mask)) if mask[row]]
    totals = [0.0] * len(mask)
    for scores, listed in (
        (lexical, [row for row in allowed if lexical[row] > 0]),
        (dense, allowed),
    ):
        for row in listed:
            better = sum(
                (scores[o] > scores[row]) or (scores[o] == scores[row] and o < row) for o in listed
            )
            totals[row] += 1 / (RRF_K + better + 1)
    return totals


@settings(deadline=None)
@given(rows)
def test_reciprocal_rank_equals_a_slow_implementation(
    found: list[tuple[float, float, bool]],
) -> None:
    lexical, dense, mask = columns(found)
    lexical = np.maximum(np.round(lexical / 10), 0).astype(np.float32)
    fused = reciprocal_rank(lexical, dense, mask)
    assert fused.tolist() == pytest.approx(slow_reciprocal_rank(lexical, dense, mask), rel=1e-5)
    assert ((fused >= 0) & (fused <= 2 / (RRF_K + 1) + 1e-6)).all()


@given(st.lists(st.floats(0, 1, width=32), min_size=1, max_size=30), st.data())
def test_neighbours_change_only_running_text_and_stay_within_its_scores(
    found: list[float], data: st.DataObject
) -> None:
    scores = np.array(found, np.float32)
    size = {"min_size": len(found), "max_size": len(found)}
    continues = np.array(data.draw(st.lists(st.booleans(), **size)), np.bool_)
    continues[0] = False
    lengths = np.array(data.draw(st.lists(st.integers(1, 60), **size)), np.int64)
    neighbours = neighbours_of(continues, lengths)
    raised = with_neighbours(scores, neighbours)
    some = np.array(data.draw(st.lists(st.integers(0, len(found) - 1), unique=True)), np.int64)
    assert np.array_equal(with_neighbours_of(scores, neighbours, some), raised[some])
    alone = ~continues & ~np.append(continues[1:], False)
    assert np.array_equal(raised[alone], scores[alone])
    assert (raised <= scores.max() + 1e-6).all()
    assert (raised >= 0).all()


def test_the_middle_of_what_is_spoken_about_comes_first() -> None:
    # qmsum-windows: the answer runs over several untitled stretches of one debate.
    scores = np.array([0.0, 0.4, 0.4, 0.4, 0.0, 0.41], np.float32)
    continues = np.array([False, True, True, True, False, False])
    raised = with_neighbours(scores, neighbours_of(continues, np.full(6, 4)))
    assert ranked(raised, scores > 0).tolist()[0] in (2, 5)
    assert raised[2] > raised[1]


def test_a_long_stretch_stands_more_for_itself_than_a_short_one() -> None:
    # qmsum-topics: a stretch of sixty windows is a debate of its own.
    scores = np.array([0.6, 0.2, 0.6], np.float32)
    continues = np.array([False, True, True])
    short, long = (
        with_neighbours(scores, neighbours_of(continues, np.full(3, n)))[1] for n in (4, 60)
    )
    assert scores[1] < long < short


def evidence(n_terms: int, n_names: int = 0) -> WordEvidence:
    nothing = np.zeros(1, np.float32)
    rows = np.empty(0, np.int64)
    return WordEvidence(nothing, nothing > 0, rows, 1.0, nothing[:0], None, None, n_terms, n_names)


@pytest.mark.parametrize(
    ("coverage", "trust"), [([], 0.0), ([0.25, 0.1], 0.5), ([0.04], 0.2), ([0.3, 1.0], 1.0)]
)
def test_words_that_no_passage_has_are_trusted_by_how_much_of_them_the_best_one_has(
    coverage: list[float], trust: float
) -> None:
    of_words = replace(evidence(3), coverage=np.array(coverage, np.float32))
    assert trusted(of_words) == pytest.approx(trust)
    assert trusted(replace(of_words, enough=np.array([True, False]))) == 1


def test_what_words_lose_of_their_weight_the_meaning_gains() -> None:
    rows = np.arange(2, dtype=np.int64)
    bm25, some = np.array([4.0, 0.0], np.float32), np.array([0.25, 0.0], np.float32)
    of_words = replace(evidence(3), bm25=bm25, rows=rows, coverage=some, attainable=4.0)
    full, half = weighted_words(of_words), weighted_words(of_words, trust=0.5)
    assert half.scores.tolist() == pytest.approx((full.scores / 2).tolist())
    assert 1 - half.meaning_weight == pytest.approx((1 - full.meaning_weight) / 2)


def test_words_weigh_more_the_more_there_are_and_most_where_they_are_names() -> None:
    # "school places", "what was the answer on bus routes and fares", "Fearnley Grange"
    short, question, name = evidence(2), evidence(6), evidence(2, n_names=2)
    assert words_weight(short) < words_weight(question) <= WEIGHTS.words
    assert words_weight(name) == WEIGHTS.words
    weights = [words_weight(evidence(n)) for n in range(70)]
    assert weights == sorted(weights)


@pytest.mark.parametrize(
    ("text", "n_names"),
    [
        ("school places", 0),
        ("School places", 0),
        ("SCHOOL PLACES", 0),
        ("Fearnley Grange", 2),
        ("the lido at Fearnley Grange", 2),
        ("TENs", 1),
    ],
)
def test_a_capital_marks_a_name_but_not_at_the_start_of_a_query(
    text: str, n_names: int, searcher: Searcher
) -> None:
    assert gather(searcher.lexical, read_query(text).scored).n_names == n_names
