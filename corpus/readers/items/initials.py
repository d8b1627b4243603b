"""Initials of names at the beginnings of lines, which look like letters and roman numerals that count."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from corpus.lines import Line
from corpus.readers.items.schemes import Reading
from corpus.readers.tuning import LABELLED
from corpus.roman import value_of

_ROMAN = re.compile(r"([IVX]{1,6})\s?[.):]\s")
_NAMED = re.compile(r"(?P<initial>[A-Z])\.(?:\s?[A-Z]\.)*\s*(?:[a-z]+ )?[A-Z][\w’'-]+")

_HAS_NAME = re.compile(r"\b[A-Z]\.\s?(?:[A-Z]\.\s?)*[A-Z][a-z]")


def sure_romans(lines: Sequence[Line]) -> frozenset[int]:
    """Return the roman numbers of one letter that are no initials: one line has them, and those beside count on there.

    These have several letters, which no name's initials are: IV above V, or VI below it. Above I, the first, stands none
    of them, but no name with its initial either.
    """
    places: defaultdict[int, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if (match := _ROMAN.match(line.text)) and (value := value_of(match[1])):
            places[value].append(at)
    return frozenset(
        one
        for letter in "IVX"
        if (one := value_of(letter))
        and _counts_on(places, one)
        and not (one == 1 and _is_below_name(lines, places[1][0]))
    )


def _counts_on(places: Mapping[int, Sequence[int]], number: int) -> bool:
    """Say whether one line has a number, and all that have the number before or after it stand before or after it."""
    before, here, after = (places.get(number + step, ()) for step in (-1, 0, 1))
    if len(here) != 1 or not (before or after):
        return False
    return all(at < here[0] for at in before) and all(at > here[0] for at in after)


def _is_below_name(lines: Sequence[Line], at: int) -> bool:
    above = next((line.text for line in reversed(lines[:at]) if line.text.strip()), "")
    return _HAS_NAME.search(above) is not None


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
