"""Whichever way a union is made, by row or over all rows, it is the sum, and its best come first."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.match.matches import Matches, best_of, constant, nothing, union

# Few of many rows, as the rows of a rare word are, or most of them.
shares = st.sampled_from([0.0, 0.001, 0.02, 0.2, 0.9])


@st.composite
def lists(draw: st.DrawFn) -> tuple[int, list[tuple[np.ndarray, np.ndarray]]]:
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    n_rows, n_values = draw(st.integers(1, 4_000)), draw(st.integers(1, 300))
    found = []
    for share in draw(st.lists(shares, max_size=4)):
        rows = np.flatnonzero(rng.random(n_rows) < share).astype(np.int32)
        # So few values that many rows tie.
        found.append((rows, rng.integers(1, n_values + 1, len(rows)).astype(np.float32)))
    return n_rows, found


@given(lists(), st.integers(1, 60))
def test_a_union_is_the_sum_of_its_lists_and_its_best_are_the_first_of_all_in_order(
    drawn: tuple[int, list[tuple[np.ndarray, np.ndarray]]], depth: int
) -> None:
    n_rows, found = drawn
    expected = np.zeros(n_rows, np.float32)
    for rows, scores in found:
        expected[rows] += scores
    order = [r for r in np.argsort(-expected, kind="stable").tolist() if expected[r] > 0]
    # Asked first, before any other form of it is made; then again.
    assert union(n_rows, found).best(depth).tolist() == order[:depth]
    matches = union(n_rows, found)
    assert matches.scores.tolist() == expected.tolist()
    assert matches.mask.tolist() == (expected > 0).tolist()
    assert sorted(matches.rows.tolist()) == sorted(order)
    assert matches.row_scores.tolist() == expected[matches.rows].tolist()
    assert matches.best(depth).tolist() == order[:depth]
    doubled = matches.boosted(2.0)
    assert doubled.best(n_rows).tolist() == order
    assert doubled.scores.tolist() == (2 * expected).tolist()


def test_nothing_and_everything() -> None:
    assert nothing(3).best(2).tolist() == []
    assert nothing(3).scores.tolist() == [0, 0, 0]
    assert Matches.of_all(np.zeros(500, np.float32)).best(3).tolist() == []
    everything = constant(np.ones(1_000, np.bool_), 1.5)
    assert everything.best(3).tolist() == [0, 1, 2]
    assert everything.mask.all()


def test_rows_in_any_order_with_equal_scores_come_in_order_of_rows() -> None:
    rows = np.array([7, 2, 9, 4], np.int32)
    assert best_of(rows, np.array([1, 1, 2, 1], np.float32), 3).tolist() == [9, 2, 4]
    assert best_of(rows, np.array([1, 1, 2, 1], np.float32), None).tolist() == [9, 2, 4, 7]
