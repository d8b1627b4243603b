"""The items of a front sheet whose sections have numbers and their items letters: "III.A", "5A"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus import roman
from corpus.records import Listed
from corpus.tuning import PAPERS

_SECTION = re.compile(r"(?P<number>[IVX]{1,5}|\d{1,2})[.):]\s+(?P<title>[^\W\d_].{2,})")
# In capitals with a point; "(a)" counts what an item says.
_ITEM = re.compile(r"(?P<letter>[A-Z])\.\s+(?P<title>[^\W\d_].{2,})")


def lettered_items(lines: Sequence[str]) -> list[Listed]:
    """Return the items of lettered rows below numbered sections, in order; [] where a sheet has none.

    A section without rows is an item itself. Its numbers follow each other from one on.
    """
    found: list[list[Listed]] = []
    for section, number, title in _rows(lines):
        if section:
            found.append([Listed(number, title)])
        else:
            whole = found[-1][0].number
            point = "" if whole.isdigit() else "."
            found[-1].append(Listed(f"{whole}{point}{number}", title))
    items = [one for rows in found for one in rows[1:] or rows]
    n_lettered = sum(len(rows) > 1 for rows in found)
    return items if len(found) >= PAPERS.least_lettered and n_lettered else []


def _rows(lines: Sequence[str]) -> Iterator[tuple[bool, str, str]]:
    """Yield (is it a section, number or letter, title) of each line that goes on with the count."""
    n_sections = n_letters = 0
    for line in lines:
        # "I." and "V." may be letters of a row as well: the count says which.
        section = _SECTION.fullmatch(line)
        if section and _value(section["number"]) == n_sections + 1:
            n_sections, n_letters = n_sections + 1, 0
            yield True, section["number"], section["title"]
            continue
        item = _ITEM.fullmatch(line)
        if item and n_sections and ord(item["letter"].upper()) - ord("A") == n_letters:
            n_letters += 1
            yield False, item["letter"].upper(), item["title"]


def _value(number: str) -> int | None:
    return int(number) if number.isdigit() else roman.value_of(number)
