"""At most three hits of one paper in a list; what is folded away is counted."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.rank.folding import (
    OF_ONE_PAPER,
    first_unfolded,
    folded,
    more_behind,
    n_folded,
    n_left_of,
)
from search.rank.values import Scored

LISTS = st.lists(st.integers(-1, 4), max_size=60)


def _papers(numbers: list[int]) -> np.ndarray:
    return np.array(numbers, np.int32)


@given(LISTS)
def test_the_first_three_of_a_paper_stay_in_order_and_all_else_stays(numbers: list[int]) -> None:
    rows = np.arange(len(numbers))
    kept = folded(rows, _papers(numbers)).tolist()
    by_hand = [at for at in rows if numbers[at] < 0 or numbers[:at].count(numbers[at]) < 3]
    assert kept == by_hand


@given(LISTS, st.integers(1, 70))
def test_a_list_is_asked_for_until_a_page_is_full(numbers: list[int], depth: int) -> None:
    rows, papers = np.arange(len(numbers)), _papers(numbers)
    none = np.zeros(0, np.float32)
    found, _ = first_unfolded(
        lambda n, scored: (rows[:n], scored), Scored(none, none, None), depth, papers, len(rows)
    )
    assert found.tolist() == folded(rows, papers)[:depth].tolist()


@given(LISTS)
def test_what_is_listed_and_what_stands_behind_are_all_there_is(numbers: list[int]) -> None:
    rows, papers = np.arange(len(numbers)), _papers(numbers)
    kept, more = folded(rows, papers), n_folded(rows, papers)
    assert len(kept) + sum(more.values()) == len(rows)
    behind = more_behind(kept, papers, more)
    assert Counter(papers[list(behind)].tolist()) == Counter(dict.fromkeys(more, 1))
    assert {int(papers[row]): n for row, n in behind.items()} == more
    assert all(papers[kept[: list(kept).index(row)]].tolist().count(papers[row]) == OF_ONE_PAPER - 1 for row in behind)  # fmt: skip


@given(LISTS, LISTS)
def test_the_end_of_a_list_is_folded_by_what_stands_before_it(
    before: list[int], tail: list[int]
) -> None:
    papers = _papers(before + tail)
    rows = np.arange(len(papers))
    split = len(before)
    left = n_left_of(rows[split:], rows[:split], papers)
    assert left == sum(row >= split for row in folded(rows, papers).tolist())
