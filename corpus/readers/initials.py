"""Initials of names at the beginnings of lines, which look like letters and roman numerals that count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from corpus.lines import Line
from corpus.readers.schemes import Reading
from corpus.readers.tuning import LABELLED
from corpus.roman import value_of

_ROMAN = re.compile(r"([IVX]{1,6})\s?[.):]\s")
_NAMED = re.compile(r"(?P<initial>[A-Z])\.(?:\s?[A-Z]\.)*\s*(?:[a-z]+ )?[A-Z][\w’'-]+")


def sure_romans(lines: Sequence[Line]) -> frozenset[int]:
    """Return the roman numbers of one letter that are no initials: one line has them, and another the number beside.

    That has several letters, which no name's initials are: IV or VI for V.
    """
    counts = Counter(value_of(match[1]) for line in lines if (match := _ROMAN.match(line.text)))
    single = (value_of(letter) or 0 for letter in "IVX")
    return frozenset(
        one for one in single if counts[one] == 1 and (counts[one - 1] or counts[one + 1])
    )


def is_initial(
    lines: Sequence[Line], index: int, reading: Reading, romans: Collection[int] = ()
) -> bool:
    """Say whether what reads as a number is an initial: "I. Rowan" beside "C. Maple".

    In a list the letter above or below is the next one; in names it is any. "V. Hearings" over "A. Mill Lane" is a
    number where it is among the `romans` that are sure.
    """
    may_be = reading.scheme == "letter" or (
        reading.scheme == "roman" and reading.order[0] not in romans
    )
    if not may_be or len(reading.printed) != 1:
        return False
    return _is_among_names(lines, index)


def _is_among_names(lines: Sequence[Line], index: int) -> bool:
    own = _NAMED.match(lines[index].text)
    if own is None or len(lines[index].text.split()) > LABELLED.longest_name:
        return False
    beside = (lines[i].text for i in (index - 1, index + 1) if 0 <= i < len(lines))
    others = (match["initial"] for text in beside if (match := _NAMED.match(text)))
    return any(abs(ord(other) - ord(own["initial"])) > 1 for other in others)
