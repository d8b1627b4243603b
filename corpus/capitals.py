"""Capitals in the lines of a head: names in title case where a line is in capitals."""

from __future__ import annotations

import re

from corpus.name_patterns import LISTS
from corpus.tuning import TELLING

_SMALL = frozenset(LISTS["small"])
_SHORTENED = frozenset(LISTS["shortened"])
_LONG = re.compile(r"[^\W\d_]{4,}")


def in_title_case(text: str) -> str:
    """Return a name with capitals only where names have them, if it was all in capitals.

    Where most of a line is, its other words stay: "13th", "7.30pm", a date.
    """
    text = " ".join(text.split())
    if not text.isupper() and not _is_mostly_capitals(text):
        return text
    words = [
        word.lower() if word.isupper() and word.lower() in _SMALL else _capitalised(word)
        for word in text.split()
    ]
    joined = " ".join(words)
    return joined[:1].upper() + joined[1:]


def _is_mostly_capitals(text: str) -> bool:
    """Say whether a line is one of capitals though some of its words are not; initials tell nothing."""
    words = [word for word in text.split() if any(map(str.isalpha, word))]
    n_capital = sum(word.isupper() and bool(_LONG.search(word)) for word in words)
    share = TELLING.mostly_capitals * len(words)
    return n_capital >= TELLING.words_of_capitals and n_capital >= share


def _capitalised(word: str) -> str:
    if not word.isupper():
        return word
    if re.fullmatch(r"[^\WAEIOUY\d_]{3,5}", word) and word not in _SHORTENED:
        # What cannot be spoken is said letter by letter: JPC, SPC.
        return word
    return re.sub(r"(?:^|(?<=[-/(“\"]))\w", lambda m: m[0].upper(), word.lower())
