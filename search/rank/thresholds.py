"""How good what does not count must be: to be near at all, and to stand among what counts."""

from __future__ import annotations

import numpy as np

from indexer.calibration import Calibration
from search.query.query import Query
from search.query.references import names_a_road
from search.rank.values import Candidates, Mask, QueryEvidence, Scored
from search.tuning import LIMITS


def is_near(
    limit: Calibration, query: Query, evidence: QueryEvidence, scored: Scored, among: Mask
) -> bool:
    """Say whether anything can be near: not where the best by itself is weak, with all the weight of the words."""
    if evidence.dense is None or evidence.mode == "dense":
        return True
    if query.elsewhere:
        # What is near to the rest is of another place.
        return False
    identifiers = evidence.words.identifiers
    own = scored.own if identifiers is None else scored.own + identifiers
    demanded = limit.min_best_without_name if query.missing_names else limit.min_best
    return float(own[among].max(initial=0.0)) >= demanded


def least_of(
    limit: Calibration, min_share: float, evidence: QueryEvidence, scored: Scored, among: Mask
) -> float:
    """Return what a row must score to be near; `min_share`: which share of the best."""
    if evidence.dense is None:
        return 0.0
    if evidence.mode == "dense":
        return limit.min_cosine
    # An identifier adds 1, and what has none of it may still be about the same.
    best = min(float(scored.scores[among].max(initial=0.0)), 1.0)
    return max(limit.min_score, min_share * best)


def lead_of(
    limit: Calibration, query: Query, evidence: QueryEvidence, candidates: Candidates
) -> float:
    """Return the score from which on what is near has its place among what counts, not behind it.

    Where a few words were typed and some passages have them all, it takes a clearly better one, and
    where one of them is a road none is.
    """
    is_plain = evidence.words.n_terms <= LIMITS.all_words and bool(candidates.counted.any())
    if evidence.mode == "dense":
        return -1.0
    if evidence.mode == "lexical" or (is_plain and names_a_road(query.scored)):
        return np.inf if is_plain else 0.0
    return limit.lead_few_words if is_plain else limit.lead
