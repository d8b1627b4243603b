"""What says the same in papers of several meetings: told by its words, listed once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Document, DocumentKind
from indexer.generation.columns import same_words
from indexer.passages.passage import Passage
from search.match.filters import Columns
from search.query.nodes import Filters
from search.query.query import Query
from search.rank.favour import Favour
from search.rank.twins import MOST_NAMED, twins_of, without_twins
from search.rank.values import mask_of

BUDGET = "The reserves fall by nine million pounds in the year, and the pools of the town stay open until the spring comes."
REPORT = Document("Budget", kind=DocumentKind.REPORT, source="a.pdf")


def _section(text: str, committee: str = "Cabinet", heading: str = "Reserves") -> Passage:
    return Passage(
        committee, "Budget", text, "a.pdf", committee=committee, date=date(2025, 1, 30), agenda=text,
        document=REPORT, heading=heading,
    )  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        BUDGET,
        BUDGET.upper(),
        BUDGET.replace(", and", " and").replace(" ", "  "),
        BUDGET.replace("pools of", "pools\nof"),
    ],
)
def test_the_same_words_at_two_meetings_are_told_however_they_are_set(other: str) -> None:
    first, second, third = same_words(
        [_section(BUDGET), _section(other, "Council"), _section("Roads. " * 25)]
    )
    assert first is not None
    assert (first == second, third) == (True, None)


@pytest.mark.parametrize(
    "other",
    [
        _section(BUDGET.replace("nine", "ninety"), "Council"),
        _section(BUDGET, "Council", heading="Risks"),
        replace(_section(BUDGET, "Council"), exempt="Exempt", text="", agenda=""),
        replace(_section(BUDGET, "Council"), document=replace(REPORT, kind=DocumentKind.MINUTES)),
        replace(_section(BUDGET, "Council"), document=None),
    ],
    ids=["a figure differs", "another heading", "withheld", "minutes", "no paper"],
)
def test_what_differs_what_is_withheld_and_what_is_no_paper_is_not_told_to_be_the_same(
    other: Passage,
) -> None:
    assert same_words([_section(BUDGET), other]) == [None, None]


def test_a_formula_of_a_few_words_is_said_in_many_papers_and_stays() -> None:
    short = "There are no legal implications."
    assert same_words([_section(short), _section(short, "Council")]) == [None, None]


def _columns(same: list[int], days: list[int]) -> Columns:
    made = object.__new__(Columns)
    made.same = np.array(same, np.int32)
    made.dates = np.datetime64("2025-01-01") + np.array(days, "timedelta64[D]")
    return made


ROWS = st.lists(st.tuples(st.integers(-1, 4), st.booleans(), st.integers(0, 3)), max_size=30)


@given(ROWS)
def test_of_each_words_one_is_listed_which_counts_if_any_does_and_is_the_newest_of_those(
    rows: list[tuple[int, bool, int]],
) -> None:
    same, counts, days = (
        (list(column) for column in zip(*rows, strict=True)) if rows else ([], [], [])
    )
    counted, near = np.array(counts, np.bool_), np.flatnonzero(~np.array(counts, np.bool_))
    columns = _columns(same, days)  # type: ignore[arg-type]
    listed, kept = without_twins(columns, Query("budget"), Favour(), counted, near)
    left = [*np.flatnonzero(listed), *kept]
    assert not (listed & ~counted).any()
    for words in set(same):
        mine = [row for row in range(len(rows)) if same[row] == words]
        if words == -1:
            assert set(mine) <= set(left)
            continue
        (one,) = [row for row in left if same[row] == words]
        best = max((counts[row], days[row]) for row in mine)
        assert (counts[one], days[one]) == best
    whole = Query("budget", given=Filters(within="a"))
    assert without_twins(columns, whole, Favour(), counted, near)[0].tolist() == counts


def test_what_is_preferred_is_listed_though_another_is_newer() -> None:
    columns, counted = _columns([0, 0], [1, 40]), np.array([True, True])
    favour = Favour(factor=np.array([1.5, 1.0], np.float32))
    near = np.zeros(0, np.int64)
    assert without_twins(columns, Query("budget"), favour, counted, near)[0].tolist() == [
        True,
        False,
    ]
    assert without_twins(columns, Query("budget"), Favour(), counted, near)[0].tolist() == [
        False,
        True,
    ]
    only_the_first = mask_of(np.array([0]), 2)
    assert without_twins(columns, Query("budget"), Favour(), only_the_first, near)[0].tolist() == [
        True,
        False,
    ]


def test_the_other_places_of_a_hit_are_named_up_to_a_few() -> None:
    same = np.array([0, -1, 0, 1, 0, 0, 0], np.int32)
    assert twins_of(same, [2, 1]) == {2: [0, 4, 5]}
    assert len(twins_of(same, [2])[2]) == MOST_NAMED
