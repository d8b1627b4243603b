"""Kinds of records that were first met on 2026-12-01, in bodies that no rule was made with, in other words."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.heads import facts_of
from corpus.lines import Line
from corpus.readers.items.headings import find_headings
from corpus.readers.placed import PlacedLine
from corpus.readers.type_sizes import with_levels
from corpus.statement import who_met

_SAID = (
    "The clerk reported on what was done since the last meeting, and members thanked her for it."
)


def _titles(lines: list[Line]) -> list[tuple[str | None, str]]:
    return [(one.number, one.title) for one in find_headings(lines)]


def _text(*lines: str) -> list[Line]:
    return [Line(line) for line in lines]


@pytest.mark.parametrize(
    ("head", "who"),
    [
        (
            ("Minutes of the May meeting of the PC", "MINUTES OF ELM PARISH COUNCIL MEETING",
             "HELD AT ELM CHURCH"),
            "Elm Parish Council",
        ),
        (
            ("Notes of the Rowan TC June Meeting",
             "Minutes of the meeting of the Rowan Town Council held on Thursday 8th June 2006"),
            "Rowan Town Council",
        ),
        (
            ("Record of the autumn meeting", "Draft minutes of the Highways Committee held in the Hall"),
            "Highways Committee",
        ),
        # A title that goes on is one: nothing of it is left.
        (
            ("Proceedings of the", "minutes of the meeting of Ash Town Council", "held on 3 May 2006"),
            "Ash Town Council",
        ),
    ],
)  # fmt: skip
def test_a_title_below_a_title_says_who_met(head: tuple[str, ...], who: str) -> None:
    """A page says above the minutes what they are; the two are not one sentence."""
    assert who_met(head) == who


@pytest.mark.parametrize(
    ("title", "who"),
    [
        ("Minutes of the Ninety-Second Annual Meeting of the Oak Parish Council held in the Hall",
         "Oak Parish Council"),
        ("Minutes of the Two Hundred and Fourth Ordinary Meeting of Elm Town Council held on 3 May 2006",
         "Elm Town Council"),
        ("Proceedings of the One Hundred & Fiftieth Special Meeting of the Harbour Board held on 3 May",
         "Harbour Board"),
    ],
)  # fmt: skip
def test_how_often_a_body_met_is_no_part_of_its_name(title: str, who: str) -> None:
    """Older bodies count their meetings in words."""
    assert who_met([title]) == who


@pytest.mark.parametrize(
    "first", ["CALL TO ORDER:", "Roll Call", "Apologies for absence", "Pledge of Allegiance:"]
)
def test_a_date_below_the_first_business_is_not_the_meetings(first: str) -> None:
    """What is announced has a weekday and the word "meeting" beside its date, too."""
    front = [
        "ELM TOWNSHIP BOARD OF TRUSTEES MEETING", "AGENDA", "May 8, 2024, 7PM", first,
        "Hall: Oak Estate Community Meeting, Tuesday, May 14, 2024, 6:00 PM",
    ]  # fmt: skip
    assert facts_of(front).date == date(2024, 5, 8)
    assert facts_of([*front[:2], first, *front[2:3]]).date == date(2024, 5, 8)


@pytest.mark.parametrize(
    ("number", "mark"), [("3A", "."), ("3a", "."), ("4B", ")")]
)  # fmt: skip
def test_an_item_put_between_two_numbers_is_one(number: str, mark: str) -> None:
    """It looks as the others do, and stands beside its number."""
    lines = []
    for one in ("1. APOLOGIES", "2. MINUTES", "3. MATTERS ARISING", f"{number}{mark} ANNUAL RETURN",
                "4. CORRESPONDENCE", "5. ANY OTHER BUSINESS"):  # fmt: skip
        lines += [Line(one), Line(""), Line(_SAID), Line("")]
    expected = [("1", "APOLOGIES"), ("2", "MINUTES"), ("3", "MATTERS ARISING"),
                (number, "ANNUAL RETURN"), ("4", "CORRESPONDENCE"), ("5", "ANY OTHER BUSINESS")]  # fmt: skip
    assert _titles(lines) == expected


def test_parts_with_letters_are_no_items() -> None:
    """Several letters of one number are its parts, and one right below it is."""
    lines = []
    for one in (
        "1. APOLOGIES",
        "2. MINUTES",
        "3. PLANNING",
        "3A. OAK LANE",
        "3B. ELM LANE",
        "4. FINANCE",
    ):
        lines += [Line(one), Line(""), Line(_SAID), Line("")]
    assert [number for number, _ in _titles(lines)] == ["1", "2", "3", "4"]
    below = [
        *_text(
            "1. APOLOGIES",
            "",
            _SAID,
            "",
            "2. MINUTES",
            "",
            "2A. MAY",
            "",
            _SAID,
            "",
            "3. FINANCE",
            "",
            _SAID,
        )
    ]
    assert [number for number, _ in _titles(below)] == ["1", "2", "3"]


def test_usual_business_without_a_number_opens_a_plain_agenda() -> None:
    """Nothing sets it off but what it says; who was there is none."""
    front = (
        "Call to Order:",
        "Pledge of Allegiance:",
        "Call to the Public (two minutes a person)*:",
    )
    items = (
        "1. Payment of bills",
        "2. Approval of the minutes of May 5",
        "3. Sale of the old hall",
        "4. Adjournment",
    )
    assert _titles(_text("Regular Meeting", "6:30 p.m.", *front, *items))[:4] == [
        (None, "Call to Order"), (None, "Pledge of Allegiance"),
        (None, "Call to the Public (two minutes a person)*"), ("1", "Payment of bills"),
    ]  # fmt: skip
    there = _text("Regular Meeting", "Present", "Members: Oak, Elm", *items)
    assert [number for number, _ in _titles(there)] == ["1", "2", "3", "4"]
    told = _text("Roll Call", "Oak and Elm were there, and the clerk.", *items)
    assert [number for number, _ in _titles(told)] == ["1", "2", "3", "4"]


def test_letters_inside_one_report_are_not_the_items() -> None:
    """They count without a gap, but they name no business, and all stand under one title."""
    titles = (
        "Roll Call",
        "Approval of the Minutes",
        "Supervisor's Report",
        "Old Business",
        "New Business",
    )
    lines = []
    for title in titles:
        lines += [Line(f"{title} - {_SAID}", lead=title), Line("")]
        if title.startswith("Supervisor"):
            said = ("Training was discussed at length", "The hall needs a roof", "A letter came from the county",
                    "The club asked for a key", "Crops were planted by the road", "Grants were looked for")  # fmt: skip
            lines += [Line(f"{letter}. {text}, and more will be said at the next meeting.")
                      for letter, text in zip("ABCDEF", said, strict=True)]  # fmt: skip
    assert [title for _, title in _titles(lines)] == list(titles)


@pytest.mark.parametrize("end", [",", ";"])
def test_a_label_names_an_item_however_its_text_ends(end: str) -> None:
    """A page cut its text at a comma."""
    items = ("1. Apologies: Cllr Oak", "2. Minutes: They were signed as a true record.",
             f"3. Payments: Elm & Co - signs, £75.19 - proposed Mrs Oak, seconded D. Ash - agreed{end}",
             "4. Planning: Two sheds behind the mill were approved by all.",
             "5. Any Other Business: The shed is to be taken down.")  # fmt: skip
    found = _titles(_text(*[line for one in items for line in (one, "")]))
    assert found[2] == ("3", "Payments")


def _placed(text: str, height: float, *, bold: bool = False) -> PlacedLine:
    return PlacedLine(text, 72.0, 300.0, 500.0, height, bold)


def test_larger_type_makes_headings() -> None:
    """Minutes written in an editor for the web have headings in plain type of a larger size."""
    page = [_placed("Elm Board Meeting", 25.0)]
    for title in (
        "Conflicts of interest",
        "Approval of the minutes",
        "Old business",
        "New business",
    ):
        page += [_placed(title, 19.0), _placed("Trails", 14.0, bold=True), _placed(_SAID, 10.5)]
    levels = {line.text: line.level for line in with_levels([page])[0]}
    assert levels["Old business"] == levels["Conflicts of interest"] == 1
    assert levels["Elm Board Meeting"] == levels["Trails"] == levels[_SAID] == 0


def test_a_size_that_comes_twice_and_a_long_paragraph_are_no_headings() -> None:
    """A quotation in larger type is no title."""
    page = [_placed(_SAID, 10.5)] * 6 + [_placed("Motto", 19.0)] * 2 + [_placed(_SAID, 19.0)] * 5
    assert {line.level for line in with_levels([page])[0]} == {0}
