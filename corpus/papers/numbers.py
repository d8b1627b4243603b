"""How the items of an agenda are numbered, as patterns: "7", "12a", "15.1.2", "C-2", "III.A"."""

from __future__ import annotations

import re
from collections.abc import Iterable

# In figures: with a letter of its section before it, and what it is divided into behind it.
IN_FIGURES = r"(?:[A-Z]-?)?\d{1,2}(?:\.\d{1,2}){0,2}[A-Za-z]?"
# A letter below a roman number, as American boards count.
ROMAN = r"(?-i:[IVX]{1,5}\.[A-Z])"
_LAST_PART = re.compile(r"(?:(?<=\d)[A-Za-z]|[.-]\d+|(?<=[A-Za-z])\d+|\.[A-Za-z])$")


def key_of(number: str) -> str:
    """Return what the ways to write a number have in common: "C-2" is "C2"."""
    return number.upper().replace("-", "")


def wholes_of(number: str) -> list[str]:
    """Return a number and those that it is a part of, the nearest first: "7.1B", "7.1", "7"."""
    found = [number]
    while (shorter := _LAST_PART.sub("", found[-1])) and shorter != found[-1]:
        found.append(shorter)
    return found


def is_of_parts(number: str) -> bool:
    """Say whether a number has several parts, "13.2" or "C.4": a plain one may count files."""
    return len(re.findall(r"[^\W_]+", number)) > 1


def begins_with(lines: Iterable[str], number: str) -> bool:
    """Say whether the first line of a paper begins with a number."""
    first = next((line.strip().casefold() for line in lines if line.strip()), "")
    rest = first.removeprefix(number.casefold())
    return len(rest) < len(first) and rest[:1] in (" ", ".", ":", "")


def is_beside(number: str, known: set[str]) -> bool:
    """Say whether a number is one of a row that a sheet lists: "9.3" beside "9.1" and "9.2", a late one."""
    parent, point, _ = number.rpartition(".")
    return bool(point) and any(one.startswith(parent + point) for one in known)
