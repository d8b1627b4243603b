"""Whether a later record gives another figure, day or name for what is asked: then an earlier one is no answer of today.

What is said once stays said; how many there are, what it costs, when it opens and who holds an office change. Of two records
that both answer and differ, the earlier is not quoted, unless the question names a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from corpus.dates import MONTHS
from corpus.lazy_pattern import lazy_pattern
from search.page.asked import Asked
from search.page.asking import without_asked
from search.page.candidates import Candidate, Evidence, of_window
from search.page.same_act import NAME, asks_of_now
from search.page.tuning import SHOWN

_FIGURE = lazy_pattern(r"(?<![\w.,])[£€$]?\d(?:[\d,.]*\d)?(?:k|m|bn)?(?![\w])")
_NUMBER = lazy_pattern(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|hundred|thousand|dozen)\b",
    re.IGNORECASE,
)
_DAY = lazy_pattern(
    rf"\b(?:(?:19|20)\d\d|{'|'.join(MONTHS)}|spring|summer|autumn|winter|Q[1-4])\b", re.IGNORECASE
)
_NAME = lazy_pattern(NAME)
# Of what kind of thing the values change, and what they are in a sentence.
_OF_FIGURES = frozenset(("money", "count", "duration", "frequency", "length", "share", "extent"))
_OF_DAYS = frozenset(("date", "time"))


def values(asked: Asked, sentence: str) -> frozenset[str]:
    """Return what a sentence gives of the kind that is asked for and that may change: figures, days, or who it is now."""
    kind = asked.kind.name if asked.kind else ""
    told = without_asked(asked.question, sentence)
    if kind in _OF_FIGURES:
        figures = {one.replace(",", "").strip("£€$") for one in _FIGURE.findall(told)}
        return frozenset(figures | {one.casefold() for one in _NUMBER.findall(told)})
    if kind in _OF_DAYS:
        return frozenset(one.casefold() for one in _DAY.findall(told))
    if kind == "person" and asks_of_now(asked.question):
        return frozenset(name.split()[-1].casefold() for name in _NAME.findall(told))
    return frozenset()


class Later:
    """What the later records of a page give for a question."""

    def __init__(self, found: Sequence[Evidence], asked: Asked) -> None:
        """Keep the records of the page; they are read when there is something to hold them against."""
        self._found, self._asked = found, asked
        self._given: dict[int, list[frozenset[str]]] = {}

    def overtakes(self, candidate: Candidate) -> bool:
        """Say whether a record of a later day gives something else than a candidate does."""
        passage = self._found[candidate.place].passage
        own = values(self._asked, passage.text[candidate.sentence.start : candidate.sentence.end])
        if not own or self._asked.times or passage.date is None:
            return False
        return any(
            given and own.isdisjoint(given)
            for place, other in enumerate(self._found)
            if other.passage.date is not None and other.passage.date > passage.date
            for given in self._of(place)
        )

    def _of(self, place: int) -> list[frozenset[str]]:
        if place not in self._given:
            self._given[place] = list(self._read(place))
        return self._given[place]

    def _read(self, place: int) -> Iterator[frozenset[str]]:
        evidence = self._found[place]
        if evidence.passage.exempt or evidence.passage.procedural:
            return
        for window in np.argsort(-evidence.cosines, kind="stable")[: SHOWN.windows_each]:
            for one in of_window(place, evidence, int(window), self._asked):
                text = evidence.passage.text[one.sentence.start : one.sentence.end]
                yield values(self._asked, text)
