"""The ways in which agendas number their items, on the sheet and on the papers."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.papers.front import items_of
from corpus.papers.numbers import key_of, wholes_of
from corpus.papers.paths import named, references


@pytest.mark.parametrize(
    ("number", "wholes"),
    [
        ("15.1.2", ["15.1.2", "15.1", "15"]),
        ("7.1B", ["7.1B", "7.1", "7"]),
        ("C-2", ["C-2", "C"]),
        ("III.A", ["III.A", "III"]),
        ("12", ["12"]),
        ("12a", ["12a", "12"]),
    ],
)
def test_a_number_is_a_part_of_those_before_its_points(number: str, wholes: list[str]) -> None:
    assert wholes_of(number) == wholes


def test_a_hyphen_makes_no_other_number() -> None:
    assert key_of("c-2") == key_of("C2") != key_of("C3")


@pytest.mark.parametrize(
    ("sheet", "numbers"),
    [
        ("I. CALL TO ORDER\nII. CONSENT\nA. Minutes\nB. Pool contract\nIII. NEW BUSINESS\nA. Sewer rates\nIV. ADJOURN",
         ["I", "II.A", "II.B", "III.A", "IV"]),
        ("1. Roll call\n2. Old business\nA. Grant agreement\n3. New business\nA. Splash pad\nB. Mowers\n4. Adjourn",
         ["1", "2A", "3A", "3B", "4"]),
        ("I. CALL TO ORDER\nII. CONSENT\n1. Minutes\n2. Warrants\nIII. NEW BUSINESS\n3. Sewer lining\n4. Rate study",
         ["1", "2", "3", "4"]),
        # What an item says is counted in small letters.
        ("1. Apologies\n2. Minutes\n(a) To confirm the minutes of May\n(b) To note the action list\n3. Rents",
         ["1", "2", "3"]),
        ("9. REPORTS\n9.1 SERVICES\n9.1.1 Arena roof\n9.1.2 Transit fares", ["9", "9.1", "9.1.1", "9.1.2"]),
        ("B. CONSENT\nB-1 Minutes\nB-2 Mowers\nC. REGULAR\nC-1 Fees\nC-2 Lease", ["B-1", "B-2", "C-1", "C-2"]),
    ],
)  # fmt: skip
def test_sheets_count_in_letters_and_points(sheet: str, numbers: list[str]) -> None:
    assert [one.number for one in items_of(sheet.split("\n"))] == numbers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Report 56_2024.pdf", "Report No. 56/2024 - Disposal of a site"),
        ("Report No. 12-2025", "Report No. 12/2025 of the Head of Finance"),
        ("PA2301190 committee report", "Gasholder Yard (PA/23/01190)"),
    ],
)
def test_a_reference_is_one_however_it_is_written(one: str, other: str) -> None:
    assert references(one) & references(other)


@pytest.mark.parametrize("text", ["Report 2024-25", "Report for 2024-2028", "Report 12 March 2024"])
def test_years_are_no_references(text: str) -> None:
    assert not references(text)


@pytest.mark.parametrize(
    ("name", "leading"),
    [("III.A Sewer rates.pdf", "III.A"), ("C-2 Rye Road.docx", "C-2"), ("9.1.2 Fares.pdf", "9.1.2"), ("I.T. strategy.pdf", "I.T")],
)  # fmt: skip
def test_a_file_has_the_number_of_its_item_before_its_name(name: str, leading: str) -> None:
    assert named(name).leading == leading


@pytest.mark.parametrize(
    ("folder", "day"),
    [
        ("Executive 26 11 24", date(2024, 11, 26)),
        ("11 June 24", date(2024, 6, 11)),
        ("2024.IE12 March 26", None),
        ("Lots 4 5 6", None),
        ("24 hours 12", None),
    ],
)
def test_a_folder_may_leave_the_century_out(folder: str, day: date | None) -> None:
    assert named(f"x/{folder}/a.pdf").folder_date == day
