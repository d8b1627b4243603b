from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dates import find_date, find_dates, writes_month_first


@pytest.mark.parametrize(
    "text",
    [
        "2019-05-01",
        "01/05/2019",
        "1/5/2019",
        "1 May 2019",
        "Wednesday, 1st May, 2019 6.00 pm",
        "WEDNESDAY 1ST MAY 2019",
        "on the 1st day of May, 2019",
        "1 st of May 2019",
        "**1** May **2019**",
        "May 1, 2019",
        "1May 2019",
        "held at 4.00pm1 May 2019",
        "May 1st2019",
        "1stMay 2019",
    ],
)
def test_every_way_councils_write_a_date_is_read(text: str) -> None:
    assert find_date(text) == date(2019, 5, 1)


def test_the_day_comes_before_the_month() -> None:
    assert find_date("03/04/2018") == date(2018, 4, 3)


def test_the_first_date_that_exists_is_taken() -> None:
    assert find_date("30/02/2019, moved to 3 March 2019, then 4 April 2019") == date(2019, 3, 3)


@pytest.mark.parametrize(
    "text",
    ["", "31 June 2019", "29 February 2019", "2019-13-01", "00/00/0000", "May 2019", "45/19",
     "Minute 12/2019", "16/01234/FUL", "the year 2019"],
)  # fmt: skip
def test_what_is_no_date_of_a_day_gives_none(text: str) -> None:
    assert find_date(text) is None


@pytest.mark.parametrize("month", ["Sep", "Sept", "sept.", "September"])
def test_short_months_are_known(month: str) -> None:
    assert find_date(f"9 {month} 2020") == date(2020, 9, 9)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_date_is_found_in_every_form(day: date) -> None:
    month = day.strftime("%B")
    assert find_date(f"on {day.isoformat()}.") == day
    assert find_date(f"({day.day:02}/{day.month:02}/{day.year})") == day
    assert find_date(f"{day.day} {month} {day.year}") == day
    assert find_date(f"{month} {day.day}, {day.year}") == day


@given(st.text(alphabet=st.sampled_from("0123456789/-., Mayune*st")))
def test_no_text_makes_it_fail(text: str) -> None:
    found = find_date(text)
    assert found is None or isinstance(found, date)


@pytest.mark.parametrize(
    "text",
    [
        # in figures
        "03.03.2026", "3.3.2026", "03.03.26", "3/3/26", "03-03-2026", "3 / 3 / 2026", "2026/03/03",
        "2026.03.03", "2026-3-3",
        # month first in words
        "March 3rd 2026", "March 3rd, 2026", "MARCH 3 2026", "Mar. 3, 2026",
        # two days: the first
        "Tuesday 3 and Wednesday 4 March 2026", "3rd - 4th March 2026", "March 3 and 4, 2026",
        # names of files and folders
        "30-minutes_2026-03-03_final", "Printed minutes 3rd-Mar-2026 10.00 Cabinet",
        "agenda_03_March_2026", "20260303-bot-minutes", "March-3-2026-Agenda",
        "Council Minutes 03_03_2026", "Board.2026_03_03",
        # Welsh, Irish, French
        "3 Mawrth 2026", "3ydd o Fawrth 2026", "Dydd Mawrth, 3ydd Mawrth 2026",
        "3 Márta 2026", "an 3ú Márta, 2026", "le 3 mars 2026",
    ],
)  # fmt: skip
def test_all_usual_forms_give_the_same_day(text: str) -> None:
    assert find_date(text) == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("11 Deireadh Fómhair 2025", 10),
        ("11 Meán Fómhair 2025", 9),
        ("an 11ú lá de mhí na Samhna 2025", 11),
        ("11 Bealtaine 2025", 5),
        ("11 Iúil 2025", 7),
        ("11eg o Dachwedd 2025", 11),
        ("11 Rhagfyr 2025", 12),
        ("11 Gorffennaf 2025", 7),
        ("11 février 2025", 2),
        ("11 août 2025", 8),
    ],
)
def test_months_of_other_languages(text: str, month: int) -> None:
    assert find_date(text) == date(2025, month, 11)


@pytest.mark.parametrize(
    "text",
    ["paragraph 2.4.19 of the plan", "version 1.2.10", "page 3-3-26", "reference 12/2026/03/1",
     "17/00345/03", "call 03000 416814", "20261303", "1.2.3.2026"],
)  # fmt: skip
def test_numbers_are_no_dates(text: str) -> None:
    assert find_date(text) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Printed on 3/16/2017", True),
        ("Monday, March 20, 2017", True),
        ("March 20, 2017 and the letter of 4 April 2017", False),
        ("3/4/2026", False),
        ("held on 3/4/2026, next on 17/4/2026", False),
        ("Minutes of 05.21.24", True),
        ("Cyfarfod 3 Mawrth 2026", False),
    ],
)
def test_the_american_order_is_read_where_the_document_shows_it(text: str, shown: bool) -> None:
    assert writes_month_first(text) == shown


def test_the_order_decides_what_figures_mean() -> None:
    assert find_date("3/4/2026", month_first=True) == date(2026, 3, 4)
    assert find_date("3/4/2026") == date(2026, 4, 3)
    assert find_date("2026-03-04", month_first=True) == date(2026, 3, 4)


def test_every_date_is_told_with_its_place() -> None:
    text = "from 3 March 2026 to 05/04/2026"
    assert [text[d.start : d.end] for d in find_dates(text)] == ["3 March 2026", "05/04/2026"]
