from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.items.numbering import ItemNumber, leading_number, longest_sequence, only_number


@pytest.mark.parametrize(
    ("line", "printed", "value", "style"),
    [
        ("31. Budget", "31", 31, "int"),
        ("(139) Budget", "139", 139, "(int)"),
        ("7) Budget", "7", 7, "int"),
        ("P.61 Budget", "P.61", 61, "p"),
        ("L4 Budget", "L4", 4, "l"),
        ("45/19 Budget", "45/19", 45, "int year"),
        ("132/2017 Budget", "132/2017", 132, "int year"),
        ("C104/Feb/2020 Budget", "C104/Feb/2020", 104, "c year"),
        ("CAB 45/19 Budget", "CAB 45/19", 45, "cab year"),
        ("CAB 16/17 18501 Budget", "CAB 16/17 18501", 16, "cab year"),
        ("7.1 Budget", "7.1", 7, "int sub"),
        ("1a. Budget", "1a", 1, "int letter"),
        ("Item 12: Budget", "Item 12", 12, "item"),
    ],
)
def test_every_way_councils_number_an_item_is_read(
    line: str, printed: str, value: int, style: str
) -> None:
    found = leading_number(line)
    assert found is not None
    assert found == (ItemNumber(printed, value, style, marked=True), "Budget")


def test_a_bare_number_is_read_but_not_marked() -> None:
    for line in ("7 Budget", "1a Budget"):
        found = leading_number(line)
        assert found is not None
        assert not found[0].marked


@pytest.mark.parametrize("line", ["Budget", "", "7th Budget", "£1,946", "12345. Budget", "1st"])
def test_a_line_that_opens_with_no_item_number_has_none(line: str) -> None:
    assert leading_number(line) is None


@pytest.mark.parametrize(("line", "sub"), [("7.1 x", True), ("1a x", True), ("7. x", False)])
def test_parts_of_an_item_are_told_from_items(line: str, sub: bool) -> None:
    found = leading_number(line)
    assert found is not None
    assert found[0].is_sub_item is sub


def test_only_number_wants_nothing_else_on_the_line() -> None:
    assert only_number("130/2017") is not None
    assert only_number("130/2017 Apologies") is None


def _numbers(text: str) -> list[ItemNumber]:
    return [found[0] for word in text.split() if (found := leading_number(word)) is not None]


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("1. 2. 3.", [0, 1, 2]),
        ("1. 2. 1. 2. 3. 4.", [0, 1, 4, 5]),  # a list of two inside item 2
        ("1. 40/19 2. 41/19 42/19", [1, 3, 4]),  # the heavier style wins
        ("1. 2. 9. 3.", [0, 1, 3]),  # 9 is too far away
        ("1. 2. 4.", [0, 1, 2]),  # one number may be missing
        ("5. 4. 3.", [0]),
        ("", []),
    ],
)
def test_the_longest_sequence_counts_upwards_in_one_style(printed: str, kept: list[int]) -> None:
    numbers = _numbers(printed)
    assert longest_sequence(numbers, [1.0] * len(numbers), max_gap=3) == kept


@given(st.lists(st.tuples(st.integers(1, 30), st.sampled_from(["int", "p"]), st.floats(0.1, 2))))
def test_any_sequence_found_is_ascending_of_one_style_and_within_the_gap(
    drawn: list[tuple[int, str, float]],
) -> None:
    numbers = [ItemNumber(str(value), value, style, True) for value, style, _ in drawn]
    kept = longest_sequence(numbers, [weight for *_, weight in drawn], max_gap=3)
    assert bool(kept) == bool(drawn)
    assert kept == sorted(set(kept))
    assert len({numbers[i].style for i in kept}) <= 1
    for before, here in pairwise(kept):
        assert 1 <= numbers[here].value - numbers[before].value <= 3
