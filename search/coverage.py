"""What a passage has of a query's words: how many, how telling, how close together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

import numpy as np
from numpy.typing import NDArray

from search.lexical import LexicalArm, ScoredTerm, scored_terms, scoring_tree
from search.nodes import Node, Phrase, Word

# Two neighbouring words of a query stand together in a passage if they are this close, in any order.
TOGETHER = 2
# A reference (16/01234/FUL, 45/19), or letters and digits (S106, L34); an acronym is in capitals.
_REFERENCE = re.compile(r"\d+(?:/[^\W_]+)+|(?=[^\W_]*\d)(?=[^\W_]*[^\W\d_])[^\W_]{2,12}")
_ACRONYM = re.compile(r"[A-Z]{2,6}s?")


@dataclass(frozen=True, slots=True)
class WordEvidence:
    """The words of one query in all passages; arrays are (n,), shares are in [0, 1].

    `bm25`: BM25F as `search.lexical` computes it; `attainable`: the sum of the terms' inverse
    document frequencies; `coverage`: the share of that sum whose terms the passage has;
    `proximity`: the same for neighbouring terms that stand together, None for a single term;
    `identifiers`: the share of the query's identifiers that the passage has, None without any.
    """

    bm25: NDArray[np.float32]
    matched: NDArray[np.bool_]
    attainable: float
    coverage: NDArray[np.float32]
    proximity: NDArray[np.float32] | None
    identifiers: NDArray[np.float32] | None


def gather(arm: LexicalArm, nodes: Sequence[Node]) -> WordEvidence:
    """Return the evidence of a query's scored words."""
    terms = scored_terms(nodes)
    matches = arm.evaluate(scoring_tree(terms))
    having = [arm.having(term) for term in terms]
    weights = [_idf(arm.n_rows, int(np.count_nonzero(mask))) for mask in having]
    return WordEvidence(
        bm25=matches.scores,
        matched=matches.mask,
        attainable=sum(weights) or 1.0,
        coverage=_share(arm.n_rows, having, weights),
        proximity=_proximity(arm, terms, weights),
        identifiers=_identifiers(arm, nodes),
    )


def _idf(n_rows: int, n_having: int) -> float:
    """Return the inverse document frequency as BM25 has it; it is largest for an unknown word."""
    return log(n_rows / (n_having + 1)) + 1


def _share(
    n_rows: int, masks: Sequence[NDArray[np.bool_]], weights: Sequence[float]
) -> NDArray[np.float32]:
    total = np.zeros(n_rows, np.float32)
    for mask, weight in zip(masks, weights, strict=True):
        total += mask * np.float32(weight)
    return total / np.float32(sum(weights) or 1.0)


def _proximity(
    arm: LexicalArm, terms: Sequence[ScoredTerm], weights: Sequence[float]
) -> NDArray[np.float32] | None:
    plain = [(t, w) for t, w in zip(terms, weights, strict=True) if not t.is_pattern]
    pairs = [(a, b, (v + w) / 2) for (a, v), (b, w) in pairwise(plain)]
    if not pairs:
        return None
    masks = [arm.close_together(a.text, b.text, TOGETHER) for a, b, _ in pairs]
    return _share(arm.n_rows, masks, [weight for _, _, weight in pairs])


def _identifiers(arm: LexicalArm, nodes: Sequence[Node]) -> NDArray[np.float32] | None:
    """Return the share of identifiers each passage has, among those that any passage has."""
    typed = [word for node in nodes for word in _typed_words(node)]
    # In a query all in capitals nothing stands out as an acronym.
    shouted = len(typed) > 1 and all(word.isupper() for word in typed)
    wanted = [
        word
        for word in typed
        if _REFERENCE.fullmatch(word) or (not shouted and _ACRONYM.fullmatch(word))
    ]
    masks = []
    for word in dict.fromkeys(wanted):
        terms = scored_terms([Word(word)])
        mask = np.logical_and.reduce([arm.having(term) for term in terms])
        if mask.any():
            masks.append(mask)
    return _share(arm.n_rows, masks, [1.0] * len(masks)) if masks else None


def _typed_words(node: Node) -> list[str]:
    if isinstance(node, Word | Phrase) and node.field is None:
        return [word.strip("?!.,;:'’()") for word in node.text.split()]
    return []
