"""Items that are numbered as few minutes number them: by small letters, by points that all are “1.”."""

from __future__ import annotations

import pytest

from corpus.lines import Line
from corpus.readers.headings import find_headings


def _found(text: str) -> list[tuple[str | None, str]]:
    headings = find_headings([Line(line) for line in text.splitlines()])
    return [(heading.number, heading.title) for heading in headings]


_WORDS = "Councillors heard the report and asked about the cost of the works on the bridge and its new lamps."


@pytest.mark.parametrize(
    "items",
    [
        ["a) Call to Order", "b) Roll Call", "c) Invocation", "d) Correspondence", "e) Adjournment"],
        ["a. Apologies for Absence", "b. Declarations of Interest", "c. Planning Applications", "d. Finance",
         "e. Any Other Business", "f. Date of Next Meeting"],
        ["(a) Welcome", "(b) Minutes of the Previous Meeting", "(c) Road closures", "(d) Correspondence"],
    ],
)  # fmt: skip
def test_small_letters_number_the_items_of_a_meeting(items: list[str]) -> None:
    text = "\n".join(
        ["Office of the Council", "March 3, 2026", *(f"{one}\n{_WORDS}" for one in items)]
    )
    assert _found(text) == [(one.strip("(")[0], one.partition(" ")[2]) for one in items]


@pytest.mark.parametrize(
    "points",
    [
        ["a) Call to Order", "b) Roll Call", "c) Invocation"],
        ["b) Call to Order", "c) Roll Call", "d) Invocation", "e) Adjournment"],
        ["a) Call to Order", "b) Roll Call", "d) Invocation", "e) Adjournment"],
        ["a) the fence by the pond", "b) two benches", "c) the lamp at the gate", "d) a bin"],
        ["a) Welcome", "b) Minutes", "c) Finance", "d) Planning", "a) Correspondence"],
    ],
)  # fmt: skip
def test_fewer_letters_or_such_as_do_not_open_a_meeting_are_points_of_a_list(
    points: list[str],
) -> None:
    text = "\n".join(["The Council met.", *(f"{one}\n{_WORDS}" for one in points)])
    assert not any(number and number.islower() for number, _ in _found(text))


def test_small_letters_below_numbers_are_parts_of_an_item() -> None:
    parts = ["a) Apologies", "b) Minutes", "c) Finance", "d) Correspondence"]
    text = "\n".join(
        ["1. Welcome", _WORDS, "2. Reports", *(f"{one}\n{_WORDS}" for one in parts), "3. Adjournment", _WORDS]
    )  # fmt: skip
    assert [number for number, _ in _found(text)] == ["1", "2", "3"]
