"""Initials of names at the beginnings of lines, which look like letters and roman numerals that count."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.lines import Line
from corpus.readers.schemes import Reading
from corpus.readers.tuning import LABELLED

_NAMED = re.compile(r"(?P<initial>[A-Z])\.(?:\s?[A-Z]\.)*\s*(?:[a-z]+ )?[A-Z][\w’'-]+")


def is_initial(lines: Sequence[Line], index: int, reading: Reading) -> bool:
    """Say whether what reads as a number is an initial: "I. Rowan" beside "C. Maple".

    In a list the letter above or below is the next one; in names it is any.
    """
    if reading.scheme not in ("roman", "letter") or len(reading.printed) != 1:
        return False
    own = _NAMED.match(lines[index].text)
    if own is None or len(lines[index].text.split()) > LABELLED.longest_name:
        return False
    beside = (lines[i].text for i in (index - 1, index + 1) if 0 <= i < len(lines))
    others = (match["initial"] for text in beside if (match := _NAMED.match(text)))
    return any(abs(ord(other) - ord(own["initial"])) > 1 for other in others)
