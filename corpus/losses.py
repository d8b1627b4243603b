"""Words of a source that stand in no passage, each under the name of what was left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

# One name for each kind of loss, as it is shown.
PAGE_ENDS: Final = "running heads, feet and page numbers"
LINE_NUMBERS: Final = "numbers of lines"
HEAD: Final = "the head of the record"
CONTENTS: Final = "tables of contents"
LABELS: Final = "labels of items and sections"
AROUND: Final = "what a page has around its record"
NOT_SHOWN: Final = "navigation and what is not shown"
MARKS: Final = "marks, addresses and comments"
FIELDS: Final = "fields that are not read"
REPEATED: Final = "lines of captions shown again"
WITHHELD: Final = "withheld"
ELSEWHERE: Final = "elsewhere"

# What problems say of a source whose items may not be those that it has.
ONE_ITEM: Final = "read as one item"
MAY_BE_WRONG: Final = "items may be wrong"
DOUBTS: Final = (ONE_ITEM, MAY_BE_WRONG)

_WORD = re.compile(r"[^\W_]+")


def words_of(texts: Iterable[str]) -> Counter[str]:
    """Return how often each word stands in some texts, without regard to case."""
    typed: Counter[str] = Counter()
    for text in texts:
        typed.update(_WORD.findall(text))
    found: Counter[str] = Counter()
    for word, n in typed.items():
        found[word.casefold()] += n
    return found


def n_words(text: str) -> int:
    """Return how many words a text has."""
    return len(_WORD.findall(text))


def missing(whole: Iterable[str], kept: Iterable[str]) -> int:
    """Return how many words of a whole stand nowhere in what was kept of it."""
    whole, kept = list(whole), list(kept)
    if " ".join(whole).split() == " ".join(kept).split():
        return 0
    return (words_of(whole) - words_of(kept)).total()


def together(*losses: Mapping[str, int]) -> dict[str, int]:
    """Return losses summed by their names, none of which is nothing."""
    total: Counter[str] = Counter()
    for one in losses:
        total.update(one)
    return {name: n for name, n in sorted(total.items()) if n > 0}
