"""Whether what is near answers a query at all, where no record has its words: a linear model of three signals.

Like all queries that records do not answer, one about them in other words has a best passage, and a score does not tell
the two apart (docs/decisions/0011). Together these do: how the query reads, how far its best passage is ahead of the
others, and whether the words that no record has bring it nearer. A logistic regression (D. R. Cox, "The regression
analysis of binary sequences", 1958); `python -m tests.quality.doubt_training` learns how a query reads.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from search.match.dense import DenseRetriever, DenseScores
from search.query.query import Query
from search.rank.fusion import ranked
from search.tuning import DOUBT

FILE = "doubt.toml"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a query reads to one embedding model, whose weights have the `sha256`.

    `direction` (dim,) float32 from what no record of a council answers to what one does; `bias` in the middle: a query
    vector times the one plus the other is about -1 and 1. What scores less than `least` is doubted: `reads` times
    that, `ahead` times how far the best cosine is ahead, and `borne` times what the words that no record has add to it.
    """

    sha256: str
    direction: NDArray[np.float32]
    bias: float
    reads: float
    ahead: float
    borne: float
    least: float

    def of(self, vector: NDArray[np.float32]) -> float:
        """Return how much a query, (dim,) float32, reads like what records of councils answer."""
        return float(vector @ self.direction) + self.bias


@cache
def reading() -> Reading:
    """Return the direction that was learnt for the default model."""
    record = tomllib.loads((files("search.rank") / FILE).read_text("utf-8"))
    record["direction"] = np.array(record["direction"], np.float32)
    return Reading(**record)


def is_doubtful(query: Query, retriever: DenseRetriever, dense: DenseScores) -> bool:
    """Say whether the passages near to a query, by `dense` alone, more likely answer something else.

    Nothing is doubted with a model that was not learnt for, nor where too few passages tell how far a best one is ahead,
    nor a few keywords: how they read says little.
    """
    learnt = reading()
    if retriever.model_sha256 != learnt.sha256 or len(dense.scores) < DOUBT.passages:
        return False
    if len(query.text.split()) < DOUBT.words:
        return False
    if dense.is_partial:  # What is not near has no scores of its own.
        dense = retriever.scan(dense.vector)
    best = _best(retriever, dense)
    ahead = best - float(np.quantile(dense.scores, DOUBT.background))
    likely = learnt.reads * learnt.of(dense.vector) + learnt.ahead * ahead
    return likely + learnt.borne * _borne_out(query, retriever, best) < learnt.least


def _borne_out(query: Query, retriever: DenseRetriever, best: float) -> float:
    """Return how much nearer the words that no record has bring the best passage: below 0 if it is another's.

    "Dandelions" brings what is said of weeds nearer, "casino" nothing of a licence.
    """
    if not query.unknown:
        return 0.0
    unknown = {word.lower() for word in query.unknown}
    words = (query.topic or query.text).split()
    known = [word for word in words if word.strip("?!.,;:'’").lower() not in unknown]
    if not known:
        return best
    return best - _best(retriever, retriever.scan(retriever.encoder.encode(" ".join(known))))


def _best(retriever: DenseRetriever, dense: DenseScores) -> float:
    """Return the exact cosine of the best passage."""
    everything = np.ones(len(dense.scores), np.bool_)
    first = ranked(dense.scores, everything, DOUBT.refined)
    return float(retriever.refined(dense, first).scores.max())
