"""What a passage has of a query's words: how many, how telling, how close together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from indexer.generation.postings import Rows
from indexer.language.bm25 import idf
from search.match.lexical import LexicalRetriever
from search.match.matches import Matches
from search.match.trees import FIELD_WEIGHTS, phrase_tree, scoring_tree
from search.query.nodes import Expansion, Node, Phrase, Word, is_shouted
from search.query.references import is_exact_sum, is_reference
from search.query.terms import ScoredTerm, scored_terms
from search.tuning import LIMITS, MATCHING

# Two neighbouring words of a query stand together in a passage if they are this close, in any order.
TOGETHER = 2
NOWHERE: Mapping[str, NDArray[np.bool_]] = MappingProxyType({})
_ACRONYM = re.compile(r"[A-Z]{2,6}s?")


@dataclass(frozen=True, slots=True)
class WordEvidence:
    """The words of one query in all n passages, m of which have any; shares are in [0, 1].

    `bm25` (n,): BM25F as `search.match.lexical` computes it; `matched` (n,), `rows` (m,) ascending: which
    passages have any of the words; `attainable`: the sum of the terms' inverse document frequencies;
    `coverage` (m,): the share of that sum whose terms the passage has;
    `proximity` (m,): the same for neighbouring terms that stand together, None for a single term;
    `identifiers` (n,): the share of the query's identifiers that the passage has, None without any;
    `n_terms`, `n_names`: how many terms the query has, and words that a capital marks as names;
    `enough` (n,): which passages have its words, or what they may be written as: all of a few, most
    of many (`LIMITS.needed`); `said` (n,): which of them say so many themselves, not their council's name.
    """

    bm25: NDArray[np.float32]
    matched: NDArray[np.bool_]
    rows: NDArray[np.int64]
    attainable: float
    coverage: NDArray[np.float32]
    proximity: NDArray[np.float32] | None
    identifiers: NDArray[np.float32] | None
    n_terms: int
    n_names: int
    enough: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, np.bool_))
    said: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, np.bool_))


@dataclass(frozen=True, slots=True)
class _Concept:
    """What counts as one of a query's words: its own terms, and phrases that say the same."""

    terms: tuple[ScoredTerm, ...]
    others: tuple[tuple[str, ...], ...] = ()


def gather(
    retriever: LexicalRetriever,
    nodes: Sequence[Node],
    expansions: Sequence[Expansion] = (),
    elsewhere: Mapping[str, NDArray[np.bool_]] = NOWHERE,
) -> WordEvidence:
    """Return the evidence of a query's scored words, and of what is searched beside them.

    `elsewhere`, (n,) bool by term, are passages that have a term although neither title nor text says it.

    A passage that has another phrase of an expansion has all its terms: what is searched beside words
    takes nothing from the weight of the other words.
    """
    terms = scored_terms(nodes)
    concepts = _concepts(terms, expansions)
    others = _others(retriever, concepts)
    said = {term: retriever.having(term) | others.get(term, np.False_) for term in terms}
    having = {
        term: mask if term.field else mask | elsewhere.get(term.text, np.False_)
        for term, mask in said.items()
    }
    weights = {term: idf(retriever.n_rows, int(np.count_nonzero(having[term]))) for term in terms}
    matches = _scored(retriever, concepts, weights)
    rows = np.flatnonzero(matches.mask)
    enough = _enough(retriever.n_rows, list(having.values()))
    return WordEvidence(
        bm25=matches.scores,
        matched=matches.mask,
        rows=rows,
        attainable=sum(weights.values()) or 1.0,
        coverage=_share(rows, list(having.values()), list(weights.values())),
        proximity=_proximity(retriever, rows, concepts, others, weights),
        identifiers=_identifiers(retriever, rows, nodes, others),
        n_terms=len(terms),
        n_names=_n_names(nodes),
        enough=enough,
        said=_enough(retriever.n_rows, list(said.values())) if elsewhere else enough,
    )


def _others(
    retriever: LexicalRetriever, concepts: Sequence[_Concept]
) -> dict[ScoredTerm, NDArray[np.bool_]]:
    """Return which passages have a phrase that says the same as a term, (n,) bool by term."""
    return {
        term: np.logical_or.reduce([retriever.having_phrase(phrase) for phrase in concept.others])
        for concept in concepts
        for term in concept.terms
        if concept.others
    }


def _enough(n_rows: int, having: Sequence[NDArray[np.bool_]]) -> NDArray[np.bool_]:
    """Return which rows have as many of a query's terms as are needed; none where there is no term."""
    if not having:
        return np.zeros(n_rows, np.bool_)
    counts = np.zeros(n_rows, np.int16)
    for mask in having:
        counts += mask
    enough: NDArray[np.bool_] = counts >= LIMITS.needed(len(having))
    return enough


def _concepts(terms: Sequence[ScoredTerm], expansions: Sequence[Expansion]) -> list[_Concept]:
    """Return the terms of a query, each in one concept, in order of their first terms."""
    of_term = {text: expansion for expansion in reversed(expansions) for text in expansion.terms}
    terms_of: dict[Expansion | ScoredTerm, list[ScoredTerm]] = {}
    for term in terms:
        expansion = None if term.field else of_term.get(term.text)
        terms_of.setdefault(expansion or term, []).append(term)
    return [
        _Concept(tuple(inside), key.others if isinstance(key, Expansion) else ())
        for key, inside in terms_of.items()
    ]


def _scored(
    retriever: LexicalRetriever, concepts: Sequence[_Concept], weights: Mapping[ScoredTerm, float]
) -> Matches:
    """Return BM25F of all terms; of an expanded concept the best of what it may be said by."""
    plain = [term for concept in concepts if not concept.others for term in concept.terms]
    matches = retriever.evaluate(scoring_tree(plain))
    for concept in concepts:
        if concept.others:
            weight = sum(weights[term] for term in concept.terms)
            parts = [retriever.evaluate(scoring_tree(concept.terms))]
            parts += [_scored_as(retriever, phrase, weight) for phrase in concept.others]
            best = np.maximum.reduce([part.scores for part in parts])
            matches = Matches.of_all(matches.scores + best)
    return matches


def _scored_as(retriever: LexicalRetriever, phrase: Sequence[str], weight: float) -> Matches:
    """Return BM25F of a phrase, as terms of that weight would score with the phrase's frequencies."""
    boosts = {
        name: boost
        * weight
        / sum(idf(retriever.n_rows, retriever.frequency(name, text)) for text in phrase)
        for name, boost in FIELD_WEIGHTS.items()
    }
    return retriever.evaluate(phrase_tree(phrase, boosts))


def _share(
    rows: Rows, masks: Sequence[NDArray[np.bool_]], weights: Sequence[float]
) -> NDArray[np.float32]:
    """Return the weight of the masks that each of some `rows`, (m,), is in, (m,), as a share of all."""
    total = np.zeros(len(rows), np.float32)
    for mask, weight in zip(masks, weights, strict=True):
        total += mask[rows] * np.float32(weight)
    total /= np.float32(sum(weights) or 1.0)
    return total


def _proximity(
    retriever: LexicalRetriever,
    rows: Rows,
    concepts: Sequence[_Concept],
    others: Mapping[ScoredTerm, NDArray[np.bool_]],
    weights: Mapping[ScoredTerm, float],
) -> NDArray[np.float32] | None:
    plain = [(t, concept) for concept in concepts for t in concept.terms if not t.is_pattern]
    masks, shares = [], []
    for (a, of_a), (b, of_b) in pairwise(plain):
        if of_a is of_b:
            mask = retriever.close_together(a.text, b.text, TOGETHER) | others.get(a, np.False_)
        else:
            pairs = product(_phrases(a, of_a), _phrases(b, of_b))
            mask = np.logical_or.reduce([_beside(retriever, first, then) for first, then in pairs])
        masks.append(mask)
        shares.append((weights[a] + weights[b]) / 2)
    return _share(rows, masks, shares) if masks else None


def _phrases(term: ScoredTerm, concept: _Concept) -> list[tuple[str, ...]]:
    """Return what may stand beside a term's neighbour: the term, or a phrase that says the same."""
    return [(term.text,), *concept.others]


def _beside(
    retriever: LexicalRetriever, first: Sequence[str], then: Sequence[str]
) -> NDArray[np.bool_]:
    close = retriever.close_together(first[-1], then[0], TOGETHER)
    for phrase in (first, then):
        if len(phrase) > 1:
            close = close & retriever.having_phrase(phrase)
    return close


def _identifiers(
    retriever: LexicalRetriever,
    rows: Rows,
    nodes: Sequence[Node],
    others: Mapping[ScoredTerm, NDArray[np.bool_]],
) -> NDArray[np.float32] | None:
    """Return the share of identifiers each passage has, among those that any passage has.

    The long form of an acronym is as good as the acronym.
    """
    shouted = is_shouted(nodes)
    masks = []
    for word in dict.fromkeys(word for node in nodes for word in _typed_words(node)):
        if not _is_identifier(word, is_shouted=shouted):
            continue
        terms = scored_terms([word])
        mask = np.logical_and.reduce(
            [retriever.having(t) | others.get(t, np.False_) for t in terms]
        )
        # What a tenth of all passages have ("the UK") tells none of them apart.
        if 0 < np.count_nonzero(mask) <= max(MATCHING.identifying, retriever.n_rows // 10):
            masks.append(mask)
    if not masks:
        return None
    shares = np.zeros(retriever.n_rows, np.float32)
    shares[rows] = _share(rows, masks, [1.0] * len(masks))
    return shares


def _is_identifier(word: Word, *, is_shouted: bool) -> bool:
    """Say whether a word is an acronym, a reference or an exact sum of money."""
    # In a query all in capitals nothing stands out as an acronym.
    is_acronym = not is_shouted and _ACRONYM.fullmatch(word.bare.replace(".", "")) is not None
    return is_acronym or is_reference(word) or is_exact_sum(word)


def _n_names(nodes: Sequence[Node]) -> int:
    """Return how many words a capital marks as names: not the first, unless all of them have one."""
    if is_shouted(nodes):
        return 0
    words = [word.bare for node in nodes for word in _typed_words(node)]
    capital = [bare[:1].isupper() for bare in words if bare[:1].isalpha()]
    return sum(capital) if all(capital) else sum(capital[1:])


def _typed_words(node: Node) -> list[Word]:
    if isinstance(node, Word) and node.field is None:
        return [node]
    if isinstance(node, Phrase) and node.field is None:
        return [Word(text) for text in node.text.split()]
    return []
