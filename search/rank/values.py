"""What a ranking is made of, and what it is: values that its steps hand to one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from search.match.coverage import WordEvidence
from search.match.dense import DenseScores
from search.rank import fusion
from search.rank.favour import Favour
from search.tuning import Weights

Mode = Literal["hybrid", "lexical", "dense"]
MODES: tuple[Mode, ...] = get_args(Mode)
# In what order hits are shown; which passages match is the same in each.
Sort = Literal["relevance", "newest", "oldest"]
SORTS: tuple[Sort, ...] = get_args(Sort)
Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The first rows of the list in order, as many as were asked for, and what they are taken from.

    `counted` (n,) bool: what counts, under the filters; `unfiltered` (n,) bool: the same without them;
    `near`: the rows that are near beside it, under the filters, best first, `n_behind` of which stand
    behind all that counts, and `n_near_unfiltered` how many there are without. `n_words`: how many words
    what counts was looked for by, `n_cited` of which are there because they are cited, `n_of_places` because
    their council has a place in its name. `scores`, `lexical` (n,) float32: exact for the `rows`.
    `more`: how many further rows of a paper are folded away, by its number; `listed` (n,) bool: what
    counts but for what says the same as another of it.
    """

    rows: Rows
    counted: Mask
    unfiltered: Mask
    near: Rows
    n_behind: int
    n_near_unfiltered: int
    n_words: int
    n_cited: int
    n_of_places: int
    scores: Scores
    lexical: Scores
    dense: DenseScores | None
    more: Mapping[int, int]
    listed: Mask

    @property
    def n_twins(self) -> int:
        """Return how many that count are not listed since another that counts says the same."""
        return int(np.count_nonzero(self.counted & ~self.listed))


@dataclass(frozen=True)
class QueryEvidence:
    """What both retrievers know of a query; in the lexical mode there is no `dense`, that of the first pass.

    `trust`, in [0, 1], is how much of their weight its words have in the order of the hybrid list.
    """

    mode: Mode
    words: WordEvidence
    dense: DenseScores | None
    weights: Weights
    favour: Favour
    trust: float = 1.0

    @cached_property
    def weighted(self) -> fusion.WeightedWords:
        """Return what words add to the hybrid score, once for all its passes."""
        return fusion.weighted_words(self.words, self.weights, self.trust)


@dataclass(frozen=True)
class Leaning:
    """What scores lean on beside the query, for given weights.

    `neighbours`: those of running texts; `off`, `off_together` (n,) float32: how far off the meaning
    of a passage may be, alone and with its neighbours, for each unit that its windows may be.
    """

    weights: Weights
    neighbours: fusion.Neighbours
    off: Scores
    off_together: Scores


class Scored(NamedTuple):
    """The score of each row, (n,) float32, and what its own words and meaning alone would give it.

    `dense`: the meaning that they are of, None in the lexical mode; what it knows exactly is exact in them.
    """

    scores: Scores
    own: Scores
    dense: DenseScores | None


class Candidates(NamedTuple):
    """What counts for a query, (n,) bool, and what else may be near."""

    counted: Mask
    others: Mask


def in_one_list(scores: Scores, first: Rows, near: Rows, lead: float) -> Rows:
    """Return what counts and then what is near; what of it scores `lead` has its place by its score."""
    leads = scores[near] >= lead
    rows = np.concatenate([first, near[leads]])
    return np.concatenate([rows[np.lexsort((rows, -scores[rows]))], near[~leads]])


def mask_of(rows: Rows, n_rows: int) -> Mask:
    """Return some rows as a mask, (n,) bool."""
    mask = np.zeros(n_rows, np.bool_)
    mask[rows] = True
    return mask
