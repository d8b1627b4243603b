"""Roman numbers are read as they are written."""

from __future__ import annotations

import pytest

from corpus.roman import value_of, written


def test_every_number_is_read_as_it_is_written() -> None:
    for number in range(1, 4_000):
        assert value_of(written(number)) == value_of(written(number).upper()) == number


@pytest.mark.parametrize(("text", "value"), [("iv", 4), ("XIX", 19), ("xl", 40), ("MCMXCIV", 1994)])
def test_numbers_have_the_usual_form(text: str, value: int) -> None:
    assert (value_of(text), written(value)) == (value, text.lower())


@pytest.mark.parametrize("text", ["", "iiii", "vx", "ic", "a", "i.", "ixi"])
def test_what_is_no_number_has_no_value(text: str) -> None:
    assert value_of(text) is None
