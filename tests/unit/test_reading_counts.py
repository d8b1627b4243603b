"""Items that are numbered as few minutes number them: by small letters, by points that all are “1.”."""

from __future__ import annotations

import pytest

from corpus.lines import Line
from corpus.readers.items.headings import find_headings


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


@pytest.mark.parametrize(
    "items",
    [
        ["To receive apologies for absence", "To receive declarations of interest", "To approve the minutes",
         "To receive the budget report", "To fix the date of the next meeting"],
        ["Apologies", "Declarations of Interest", "Minutes of the last meeting", "The lamps in Mill Lane"],
        ["Call to Order", "Roll Call", "Public Comment", "Adjournment"],
    ],
)  # fmt: skip
def test_points_that_software_numbered_1_each_are_one_list(items: list[str]) -> None:
    close = "\n".join(["The public may listen.", "", *(f"1. {one}" for one in items)])
    apart = "\n".join(["The public may listen.", "", *(f"1. {one}\n\n{_WORDS}\n" for one in items)])
    assert [title for _, title in _found(close)] == items
    assert [title for _, title in _found(apart)] == items


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"1. Ashton Parish Council\n{_WORDS}" for _ in range(5)),
        "\n".join(f"{name}\n1. {name.title()} report\n{_WORDS}" for name in ("ROADS", "PARKS", "TREES", "LAMPS")),
        "\n".join(f"1. the {name} by the pond was seen to\n{_WORDS}" for name in ("fence", "bench", "gate", "lamp")),
        "\n".join(f"1. {name}\n{_WORDS}" for name in ("Apologies", "Minutes", "Finance")),
    ],
)  # fmt: skip
def test_other_numbers_1_are_no_list(text: str) -> None:
    assert sum(number == "1" for number, _ in _found(text)) < 3


@pytest.mark.parametrize(
    "titles",
    [
        ["Welcome", "Apologies", "Landowner approval for the reserve", "Road closures"],
        ["Karakia", "Declarations of Interest", "Minutes", "Public forum", "Deputations"],
        ["Prayers", "Apologies", "Leases of the Mill", "Finance report", "Adjournment"],
    ],
)
@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_a_number_alone_that_is_missing_between_two_is_an_item_s(
    titles: list[str], blank: str
) -> None:
    printed = [
        f"{n}{blank if n == 3 else ' '}{title}\n\n{_WORDS}\n" for n, title in enumerate(titles, 1)
    ]
    assert _found("\n".join(printed)) == [(str(n), title) for n, title in enumerate(titles, 1)]


@pytest.mark.parametrize("lone", ["7", "2", "3"])
def test_another_number_alone_is_a_page_s(lone: str) -> None:
    printed = [
        f"{n} {title}\n\n{_WORDS}\n"
        for n, title in enumerate(("Welcome", "Apologies", "Finance"), 1)
    ]
    found = _found("\n".join([*printed[:2], lone, "", "Ashton Town Council", "", *printed[2:]]))
    assert [title for _, title in found] == ["Welcome", "Apologies", "Finance"]


PARTS = """City Council Minutes

I. Opening
A. Roll call

II. Consent calendar
A. Warrants
{0}. Public hearings
A. Street closure
{1}. Adjournment
"""


def test_a_roman_number_of_one_letter_over_a_lettered_part_is_no_initial() -> None:
    hearings = PARTS.format("III", "IV") + "V. Dogs\nA. Leashes\nVI. Reports\nNone.\n"
    assert _numbers(hearings) == ["I", "II", "III", "IV", "V", "VI"]
    later = (
        "IX. Minutes\nA. Of May\nX. Dogs\nA. Leashes\nXI. Reports\nNone.\nXII. Close\nAt nine.\n"
    )
    assert _numbers(later) == ["IX", "X", "XI", "XII"]


def test_names_with_such_initials_are_none() -> None:
    names = "Board Minutes\n\nPresent:\nV. Smith\nC. Maple\nI. Rowan\nJ. Fox\n\n"
    items = "I. Opening\n\nThe chair spoke.\n\nII. Minutes\n\nApproved.\n\nIII. Close\n\nAt nine.\n"
    assert _numbers(names + items) == ["I", "II", "III"]


def _numbers(text: str) -> list[str | None]:
    return [heading.number for heading in find_headings([Line(line) for line in text.splitlines()])]
