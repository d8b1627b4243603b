"""Roman numbers, read and written."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"(?=.)M*(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", re.IGNORECASE
)
_LETTERS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def value_of(text: str) -> int | None:
    """Return the value of a roman number in either case, or None for what is none."""
    if not _NUMBER.fullmatch(text):
        return None
    value, rest = 0, text.lower()
    for worth, letters in _LETTERS:
        while rest.startswith(letters):
            value, rest = value + worth, rest.removeprefix(letters)
    return value


def written(count: int) -> str:
    """Return a count from 1 on as a roman number in small letters."""
    text = ""
    for worth, letters in _LETTERS:
        while count >= worth:
            text, count = text + letters, count - worth
    return text
