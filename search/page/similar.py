"""Precedent: the passages most like one passage, by words and by meaning, from other meetings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np
from numpy.typing import NDArray

from indexer.calibration import Calibration
from indexer.language.bm25 import idf
from indexer.language.shingles import alike, folded, same_text
from indexer.passages.passage import Passage
from search.match.dense import DenseRetriever
from search.match.lexical import LexicalRetriever
from search.match.meetings import Meetings
from search.match.trees import likeness_tree
from search.page.marked import Pattern
from search.page.shared_words import MARKED_WORDS, READ_CHARACTERS, as_written, shared_by, told_by
from search.page.snippets import Snippet, snippets
from search.query.query import STOP_WORDS
from search.query.terms import ScoredTerm, query_terms
from search.rank import fusion
from search.tuning import PRECEDENT

Scores = NDArray[np.float32]
Rows = NDArray[np.int64]
# An item of the same number that goes on this soon at another sitting is the same item.
_CONTINUED_WITHIN = timedelta(days=PRECEDENT.continued)


@dataclass(frozen=True, slots=True)
class SimilarHit:
    """A passage of another meeting that is like the one asked about, its rank from 1, and why.

    `lexical_score` is the share of the telling words it has, `dense_score` the cosine of the two most
    alike windows, both in [0, 1]; `alike` are words that both have, most telling first.
    """

    rank: int
    score: float
    lexical_score: float
    dense_score: float
    passage: Passage
    alike: tuple[str, ...]
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class SimilarPage:
    """The precedents of a passage; `note` says why there are none."""

    passage: Passage
    before: date | None
    hits: tuple[SimilarHit, ...]
    elapsed_ms: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """The passages that may be precedents of one, (k,) rows ascending, and how like it each is.

    `words` and `cosines` (k,) float32 are what either retriever says, `windows` (k,) the window of each
    that is nearest; `weights` are the telling terms, `share` is what words weigh beside meaning.
    """

    rows: Rows
    words: Scores
    cosines: Scores
    windows: Rows
    weights: Mapping[str, float]
    share: float

    @property
    def scores(self) -> Scores:
        """Return the convex combination of both retrievers, (k,) float32, on scales of their own."""
        weight = np.float32(self.share)
        combined = weight * self.words + (1 - weight) * self.cosines
        # Rounded, so that the order in which a sum is taken decides nothing.
        return np.round(combined, 5).astype(np.float32)


class Precedents:
    """Compares one passage with all others of a generation. Safe to share between threads."""

    def __init__(
        self,
        lexical: LexicalRetriever,
        dense: DenseRetriever,
        meetings: Meetings,
        fetch: Callable[[Sequence[int]], list[Passage]],
        calibration: Calibration,
    ) -> None:
        """Use the retrievers of a searcher; `fetch` gives the passages of rows."""
        self._limit = calibration
        self._lexical = lexical
        self._dense = dense
        self.meetings = meetings
        self._fetch = fetch

    def of(
        self, row: int, passage: Passage, limit: int, before: date | None, *, quoted: bool = True
    ) -> tuple[SimilarHit, ...]:
        """Return the hits for the passage of a row, best first; without snippets where they are not to be `quoted`."""
        compared = self.compared(row, passage, before)
        order = np.argsort(-compared.scores, kind="stable")
        order = order[compared.scores[order] >= self._limit.precedent]
        hits: list[SimilarHit] = []
        for at, other in self._distinct(passage, compared.rows, order, limit):
            told = told_by(other)
            shared = shared_by(compared.weights, told)
            hits.append(
                SimilarHit(
                    rank=len(hits) + 1,
                    score=float(compared.scores[at]),
                    lexical_score=float(compared.words[at]),
                    dense_score=float(compared.cosines[at]),
                    passage=other,
                    alike=as_written(shared, told),
                    snippets=self._snippets(other, shared, int(compared.windows[at]))
                    if quoted
                    else (),
                )
            )
        return tuple(hits)

    def compared(self, row: int, passage: Passage, before: date | None = None) -> Compared:
        """Return how like the passage of a row those are that may be its precedents."""
        weights = self._telling(passage)
        words = self._words(weights)
        rows = self._candidates(row, words, self.meetings.others(row, before))
        cosines, windows = self._dense.closest(row, rows)
        return Compared(rows, words[rows], cosines, windows, weights, self._limit.precedent_words)

    def _distinct(
        self, passage: Passage, rows: Rows, order: Rows, limit: int
    ) -> list[tuple[int, Passage]]:
        """Return (place in `rows`, passage) of the first `limit` that are no reprint of another."""
        kept: list[tuple[int, Passage]] = []
        for first in range(0, len(order), limit):
            part = order[first : first + limit]
            for at, candidate in zip(part, self._fetch(rows[part].tolist()), strict=True):
                if not any(
                    _same_item(candidate, other) for other in [passage, *(p for _, p in kept)]
                ):
                    kept.append((int(at), candidate))
                    if len(kept) == limit:
                        return kept
        return kept

    def _telling(self, passage: Passage) -> dict[str, float]:
        """Return the most telling terms of a passage and their weights, tf-idf, the title counted more.

        Names of those who speak are left out: a precedent is of the same matter, not of the same people.
        """
        title = set(query_terms(passage.title))
        people = {
            term
            for name in (*passage.speakers, *(p.name for p in passage.annotations.people))
            for term in query_terms(name)
        } - title
        counts = Counter(query_terms(passage.text[:READ_CHARACTERS]))
        n_rows = self._lexical.n_rows
        most = max(PRECEDENT.most_rows, PRECEDENT.most_share * n_rows)
        weights = {}
        for term in (counts.keys() | title) - people - stop_terms():
            frequency = self._frequency(term)
            if 2 <= frequency <= most:
                count = counts[term]
                saturated = count * (PRECEDENT.k1 + 1) / (count + PRECEDENT.k1)
                weight = saturated + (PRECEDENT.title if term in title else 0)
                weights[term] = weight * idf(n_rows, frequency)
        return dict(
            sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[: PRECEDENT.max_terms]
        )

    def _frequency(self, term: str) -> int:
        return max(self._lexical.frequency(field, term) for field in ("title", "text"))

    def _words(self, weights: Mapping[str, float]) -> Scores:
        """Return how much each passage has of the terms, (n,) float32 in [0, 1].

        The geometric mean of the share of weight that it has any of, and of its BM25F as a share of
        what could be attained: nothing is scaled by what other passages score.
        """
        if not weights:
            return np.zeros(self._lexical.n_rows, np.float32)
        bm25 = self._lexical.evaluate(likeness_tree(weights)).scores
        n_rows = self._lexical.n_rows
        attainable = sum(
            weight * idf(n_rows, self._frequency(term)) for term, weight in weights.items()
        )
        coverage = np.zeros(n_rows, np.float32)
        for term, weight in weights.items():
            coverage[self._lexical.having(ScoredTerm(term))] += np.float32(weight)
        coverage /= np.float32(sum(weights.values()) + PRECEDENT.unsaid)
        share = np.minimum(
            bm25
            / np.float32(
                PRECEDENT.saturation * attainable + PRECEDENT.unsaid * PRECEDENT.telling_idf
            ),
            np.float32(1),
        )
        mean: Scores = np.sqrt(share * coverage)
        return mean

    def _candidates(self, row: int, words: Scores, allowed: NDArray[np.bool_]) -> Rows:
        """Return the rows worth comparing window by window, ascending: the best of either retriever."""
        by_words = fusion.ranked(words, allowed & (words > 0), PRECEDENT.candidates)
        scanned = self._dense.scan(self._dense.mean(row))
        by_meaning = fusion.ranked(scanned.scores, allowed, PRECEDENT.candidates)
        return np.union1d(by_words, by_meaning)

    def _snippets(
        self, precedent: Passage, shared: Mapping[str, float], window: int
    ) -> tuple[Snippet, ...]:
        """Return the one stretch of a passage that shows best why it is alike."""
        weights = {Pattern((term,)): shared[term] for term in list(shared)[:MARKED_WORDS]}
        span = self._dense.span(window)
        return snippets(precedent.text, list(weights), weights.__getitem__, span)[:1]


@cache
def stop_terms() -> frozenset[str]:
    """Return the terms of the words that tell nothing."""
    return frozenset(term for word in STOP_WORDS for term in query_terms(word))


def nothing_similar(passage: Passage, before: date | None) -> str:
    """Return why a passage has no precedent, in words."""
    if passage.exempt:
        return "This item is exempt, so it is not compared with others."
    when = f" before {before.isoformat()}" if before else ""
    return f"No item of another meeting{when} comes near enough to this one."


def _same_item(one: Passage, other: Passage) -> bool:
    """Say whether a passage is another's reprint, or goes on with it at the next sitting.

    The same words at another meeting of the same committee are a precedent: it decided so twice.
    """
    here, there = ((folded(p.council or ""), folded(p.committee or "")) for p in (one, other))
    if alike(folded(one.title), folded(other.title)) < PRECEDENT.reprint_title:
        return False
    if one.date and other.date and here == there:
        soon = abs(one.date - other.date) <= _CONTINUED_WITHIN
        return soon and one.number is not None and one.number == other.number
    return same_text(one.text, other.text, PRECEDENT.reprint_words)
