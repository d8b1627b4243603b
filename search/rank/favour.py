"""What comes first whatever it scores: cited items, identifiers, and meetings that were preferred."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.match.filters import Columns
from search.match.lexical import LexicalRetriever
from search.query.nodes import Filters, Preference, Typed
from search.query.query import Query
from search.query.terms import ScoredTerm
from search.tuning import FAVOURED, WEIGHTS

Scores = NDArray[np.float32]
# A cited item is ahead of every other, and those of one citation are in their order: a passage scores
# less than this otherwise, with all identifiers and what is preferred.
_CITED = FAVOURED.cited
# What names a date in its text counts half of what was dealt with then.
_NAMED = FAVOURED.named
_ENDING = re.compile(r"(?:ing|ings|ed|es|s|e)$")
# What is so many days older than the newest of all counts half as new.
_HALF_AS_NEW = FAVOURED.half_as_new


@dataclass(frozen=True)
class Favour:
    """What is done to the scores of n rows: times `factor` (n,), plus `extra` (n,); None changes nothing.

    `cited` (n,) is the part of `extra` that a citation brings.
    """

    factor: Scores | None = None
    extra: Scores | None = None
    cited: Scores | None = None

    def of(self, scores: Scores, rows: NDArray[np.int64] | slice) -> Scores:
        """Return the scores of some rows as they are favoured."""
        if self.factor is not None:
            scores = scores * self.factor[rows]
        if self.extra is not None:
            scores = scores + self.extra[rows]
        return scores

    def errors(self, errors: Scores) -> Scores:
        """Return how far off the favoured scores of all rows are, given how far off the plain ones are."""
        return errors if self.factor is None else errors * self.factor


def favour_of(
    query: Query, lexical: LexicalRetriever, columns: Columns, identifiers: Scores | None
) -> Favour:
    """Return what a query favours; `identifiers` (n,) is the share of its identifiers of each row."""
    factor = None
    for preference in query.preferences:
        share = _preferred(preference, lexical, columns)
        times = np.float32(1) + np.float32(preference.weight) * share
        factor = times if factor is None else factor * times
    if len(query.scored) == 1 and query.typed and query.typed[0].rows:
        # Beside other words the form of one tells little.
        times = _in_its_form(query.typed[0], lexical)
        factor = times if factor is None else factor * times
    if not query.cited:
        return Favour(factor, identifiers)
    cited = np.zeros(lexical.n_rows, np.float32)
    for place, row in enumerate(query.cited):
        cited[row] = _CITED * (len(query.cited) - place)
    return Favour(factor, cited if identifiers is None else cited + identifiers, cited)


def _in_its_form(typed: Typed, lexical: LexicalRetriever) -> Scores:
    """Return the factor of each row, (n,), for a word in the form that was typed.

    "Cooper" has the stem of "cooperation", and says something else however often: it comes behind. "Parked" is a form
    of "parking" and loses nothing.
    """
    share = np.zeros(lexical.n_rows, np.float32)
    share[list(typed.rows or ())] = typed.shares or ()
    times = np.float32(1) + np.float32(WEIGHTS.typed) * share
    base = _base(typed.word)
    if all(_base(other) != base for other in typed.others):
        is_other = lexical.having(ScoredTerm(typed.term)) & (share == 0)
        times[is_other] = np.float32(1) / np.float32(1 + WEIGHTS.typed)
    return times


def _base(word: str) -> str:
    """Return a word without the ending that a verb or a plural gives it."""
    return _ENDING.sub("", word.casefold())


def _preferred(preference: Preference, lexical: LexicalRetriever, columns: Columns) -> Scores:
    """Return how far a preference is for each row, (n,) in [0, 1]."""
    if preference.newest:
        return _newness(columns)
    share = np.zeros(lexical.n_rows, np.float32)
    dealt_with = preference.committees or preference.date_from or preference.date_to
    for phrase in preference.phrases:
        share[lexical.having_phrase(phrase)] = _NAMED if dealt_with else 1
    if dealt_with:
        when = Filters(preference.committees, preference.date_from, preference.date_to)
        share[columns.mask(when)] = 1
    return share


def _newness(columns: Columns) -> Scores:
    """Return how new each row is, (n,) in [0, 1]: 1 for the newest day of the index, 0 without a date."""
    dates = columns.dates
    is_dated = ~np.isnat(dates)
    share = np.zeros(len(dates), np.float32)
    if is_dated.any():
        days = (dates[is_dated].max() - dates[is_dated]).astype(np.float32)
        share[is_dated] = np.exp2(-days / _HALF_AS_NEW)
    return share
