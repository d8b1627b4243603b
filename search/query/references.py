"""What in a query is an identifier: a number that something is known by, or an exact sum of money."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.lazy_pattern import lazy_pattern
from search.query.nodes import Node, Word
from search.query.terms import scored_terms
from search.query.when import is_financial_year
from search.tuning import EXPANDING

# A reference (16/01234/FUL, 45/19), or letters and digits (TPO1234, S106); an acronym is in capitals.
REFERENCE = lazy_pattern(r"\d+(?:/[^\W_]+)+|(?=[^\W_]*\d)(?=[^\W_]*[^\W\d_])[^\W_]{2,12}")
# What looks like one and is a word: a road, a key stage, a block, an ordinal, "24/7", a day, a measure.
_EVERYDAY = lazy_pattern(
    r"[abmnrl]\d{1,4}|[a-z]{1,3}\d{1,2}[a-z]?|\d{1,2}(?:st|nd|rd|th)|\d{1,3}[a-z]"
    r"|24/7|9/11|50/50|[1-9]/[2-9]|\d{1,2}/\d{1,2}/(?:\d\d|\d{4})"
    r"|\d+(?:mph|kph|kmh?|kw|kwh|mw|mwh|kg|cm|mm|ha|am|pm|hrs?|pc|bn|m|k|p|g|d|v|s|yrs?)|(?:19|20)\d\ds",
    re.IGNORECASE,
)
# A road is a name: what has it comes before what is only near.
ROAD = lazy_pattern(r"[abmnrl]\d{1,4}", re.IGNORECASE)
# A section of an act is known by its number, however short.
_SECTION = lazy_pattern(r"s\d{3}[a-z]?", re.IGNORECASE)
# £1,106,015, €38m, 1,106,015; "£5" tells nothing apart.
SUM = lazy_pattern(
    r"(?P<sign>[£€$]) ?(?P<amount>\d[\d,]*(?:\.\d+)?) ?(?P<unit>million|billion|thousand|mn|bn|m|k)?"
    r"|(?P<bare>\d{1,3}(?:,\d{3})+(?:\.\d+)?)",
    re.IGNORECASE,
)


def is_reference(word: Word) -> bool:
    """Say whether a word is a reference as typed, or its one term is ("s.106", "LE1 6ZG")."""
    if is_financial_year(word.bare) or (
        _EVERYDAY.fullmatch(word.bare) and not _SECTION.fullmatch(word.bare)
    ):
        return False
    terms = scored_terms([word])
    one = terms[0].text if len(terms) == 1 else ""
    return bool(REFERENCE.fullmatch(word.bare) or REFERENCE.fullmatch(one))


def names_a_road(nodes: Sequence[Node]) -> bool:
    """Say whether one of the plain words of a query is the number of a road."""
    return any(isinstance(n, Word) and not n.field and ROAD.fullmatch(n.bare) for n in nodes)


def is_exact_sum(word: Word) -> bool:
    """Say whether a word is a sum of money that is told apart by its figures."""
    match = SUM.fullmatch(word.bare)
    if match is None:
        return False
    digits = re.sub(r"\D", "", match["amount"] or match["bare"])
    return len(digits) >= EXPANDING.sum_digits or bool(match["unit"])
