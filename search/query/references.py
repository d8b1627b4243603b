"""What in a query is a reference: a number that something is known by."""

from __future__ import annotations

import re

from search.query.nodes import Word
from search.query.terms import scored_terms

# A reference (16/01234/FUL, 45/19), or letters and digits (S106, L34); an acronym is in capitals.
REFERENCE = re.compile(r"\d+(?:/[^\W_]+)+|(?=[^\W_]*\d)(?=[^\W_]*[^\W\d_])[^\W_]{2,12}")


def is_reference(word: Word) -> bool:
    """Say whether a word is a reference as typed, or its one term is ("s.106", "LE1 6ZG")."""
    terms = scored_terms([word])
    one = terms[0].text if len(terms) == 1 else ""
    return bool(REFERENCE.fullmatch(word.bare) or REFERENCE.fullmatch(one))
