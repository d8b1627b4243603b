from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dates import find_date


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
