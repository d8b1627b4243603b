"""A query as it is searched -> what counts, what else is near, and in which order, by both retrievers.

What counts has the query's words, or what they may be written as, or meets its strict condition: that
is decided on the whole index, the same in every mode, and filters only take away from it. Beside it
stand at most `LIMITS.most_near` others that are near; they have no total.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

import numpy as np

from indexer.calibration import Calibration
from search.match.coverage import WordEvidence, gather
from search.match.dense import DenseRetriever
from search.match.filters import Columns
from search.match.lexical import LexicalRetriever
from search.match.trees import condition_tree
from search.query.nodes import Filters, only_excludes
from search.query.query import Query
from search.rank import fusion
from search.rank.doubt import is_doubtful
from search.rank.favour import Favour, favour_of
from search.rank.folding import first_unfolded, folded, n_folded, n_left_of, papers_of
from search.rank.scoring import Scorer
from search.rank.thresholds import is_near, lead_of, least_of
from search.rank.twins import without_twins
from search.rank.values import (
    Candidates,
    Mask,
    Mode,
    QueryEvidence,
    Ranking,
    Rows,
    Scored,
    Scores,
    Sort,
    in_one_list,
    mask_of,
)
from search.tuning import LIMITS, Weights, weights_with


class Ranker:
    """Ranks the passages of one generation. Safe to share between threads."""

    def __init__(
        self,
        lexical: LexicalRetriever,
        dense: DenseRetriever,
        columns: Callable[[], Columns],
        calibration: Calibration,
    ) -> None:
        """Use both retrievers and the filterable columns, which are read when first asked for."""
        self._lexical = lexical
        self._dense = dense
        self._columns = columns
        self._scorer = Scorer(dense, columns)
        self.calibration = calibration
        self.weights: Weights = weights_with(calibration)
        # To measure what they bring: how near to the best what is near must come, and whether identifiers count, and whether words that no
        # passage has together weigh less.
        self.min_share, self.by_identifiers, self.by_coverage = LIMITS.min_share, True, True

    def rank(
        self,
        query: Query,
        mode: Mode,
        depth: int,
        sort: Sort = "relevance",
        *,
        most_near: int = LIMITS.most_near,
    ) -> Ranking:
        """Return the ranking of a query as it is searched, to a depth; `most_near` that do not count."""
        if query.is_empty:
            return self._filtered_only(query, depth, sort)
        evidence = self._by_both(query, mode)
        scored = self._scorer.scored(evidence)
        candidates = self._candidates(query, evidence.words)
        near, scored = self._near(query, evidence, scored, candidates, most_near)
        allowed = self.allowed(query.filters, query.given)
        counted = candidates.counted & allowed
        columns, near_here = self._columns(), near[allowed[near]]
        listed, kept = without_twins(columns, query, evidence.favour, counted, near_here)
        lead = np.inf
        if sort == "relevance":
            lead = lead_of(self.calibration, query, evidence, candidates)
        # What is near has no place among dates.
        tail = kept[scored.scores[kept] < lead]
        papers = papers_of(columns, query)
        everything = np.concatenate([np.flatnonzero(listed), kept])
        n_rows = len(counted)
        before = np.flatnonzero(mask_of(everything, n_rows) & ~mask_of(tail, n_rows))

        def first(n: int, scored: Scored) -> tuple[Rows, Scored]:
            if sort == "relevance":
                best, scored = self._scorer.best(evidence, scored, listed, n)
                return in_one_list(scored.scores, best, kept, lead)[:n], scored
            by_date = columns.in_order_of_date(listed, newest=sort == "newest")
            return np.concatenate([by_date[:n], kept])[:n], scored

        rows, scored = first_unfolded(first, scored, depth, papers, len(everything))
        if sort != "relevance":
            scored = self._scorer.exact(evidence, scored, mask_of(rows, n_rows))
        return Ranking(
            rows,
            counted,
            candidates.counted,
            kept,
            n_left_of(tail, before, papers),
            len(near),
            evidence.words.n_terms,
            sum(bool(counted[row] and not evidence.words.enough[row]) for row in query.cited),
            int(np.count_nonzero(counted & evidence.words.enough & ~evidence.words.said)),
            scored.scores,
            evidence.words.bm25,
            scored.dense,
            n_folded(everything, papers),
            listed,
        )

    def retrieved(
        self, query: Query, by: Literal["lexical", "dense"], depth: int
    ) -> tuple[Rows, Scores]:
        """Return the first rows of one retriever alone and the scores (n,) of all, whatever counts."""
        evidence = self._by_both(query, by)
        scored = self._scorer.scored(evidence)
        mask = self.allowed(query.filters, query.given)
        if query.condition is not None:
            mask &= self._lexical.evaluate(condition_tree(query.condition)).mask
        least = self.calibration.min_cosine if by == "dense" else np.finfo(np.float32).tiny
        mask &= scored.scores >= least
        rows, scored = self._scorer.best(evidence, scored, mask, depth)
        return rows, scored.scores

    def allowed(self, *filters: Filters) -> Mask:
        """Return which rows all of the filters let through, (n,) bool."""
        mask = self._columns().mask(filters[0])
        for further in filters[1:]:
            if further != Filters():
                mask &= self._columns().mask(further)
        return mask

    def _filtered_only(self, query: Query, depth: int, sort: Sort) -> Ranking:
        """Return what the filters of a query without a word let through, in order; nothing without any.

        Nothing either where it asks without a subject: filters never add to what is found.
        """
        n_rows = self._lexical.n_rows
        zeros, none = np.zeros(n_rows, np.float32), np.zeros(0, np.int64)
        unfiltered = np.full(n_rows, query.is_filtered and not query.is_subjectless)
        counted = unfiltered & self.allowed(query.filters, query.given)
        listed, near = without_twins(self._columns(), query, Favour(), counted, none)
        ordered = self._columns().in_order_of_date(listed, newest=sort == "newest")
        papers = papers_of(self._columns(), query)
        rows, more = folded(ordered, papers)[:depth], n_folded(ordered, papers)
        said = 0, 0, 0, 0, 0, zeros, zeros, None, more, listed
        return Ranking(rows, counted, unfiltered, near, *said)

    def _by_both(self, query: Query, mode: Mode) -> QueryEvidence:
        words = gather(
            self._lexical,
            query.about_words,
            query.expansions,
            self._columns().of_places(query.places),
        )
        if not self.by_identifiers:
            words = replace(words, identifiers=None)
        dense = None
        if mode != "lexical":
            vector = self._dense.encoder.encode(query.topic or query.text)
            # A condition may leave out all that is nearest, so then every window is read.
            dense = self._dense.scan(vector, unfiltered=query.condition is None)
        favour = favour_of(query, self._lexical, self._columns(), words.identifiers)
        by_coverage = self.by_coverage and mode == "hybrid"
        trust = fusion.trusted(words) if by_coverage else 1.0
        return QueryEvidence(mode, words, dense, self.weights, favour, trust)

    def _candidates(self, query: Query, words: WordEvidence) -> Candidates:
        """Return what counts, and what may be near: nothing else where a strict condition decides alone."""
        nobody = np.zeros(self._lexical.n_rows, np.bool_)
        if query.condition is None:
            # What is cited is what was asked for.
            # The rest of the words of a query about a name that no record has is not what it is about.
            counted = words.enough & np.bool_(not query.missing_names)
            for form in (form for form in query.typed if form.strict):
                counted &= mask_of(np.array(form.rows or (), np.int64), len(counted))
            counted[list(query.cited)] = True
            return Candidates(counted, ~counted)
        meeting = self._lexical.evaluate(condition_tree(query.condition)).mask
        is_free = query.speaker or only_excludes(query.condition)
        if not is_free or not query.about_words:
            return Candidates(meeting, nobody)
        enough = words.enough.copy()
        enough[list(query.cited)] = True
        return Candidates(meeting & enough, meeting & ~enough)

    def _near(
        self,
        query: Query,
        evidence: QueryEvidence,
        scored: Scored,
        candidates: Candidates,
        most_near: int,
    ) -> tuple[Rows, Scored]:
        """Return the rows that are near although they do not count, best first, and the scores with theirs exact.

        At most so many. The threshold and the exact scores depend neither on filters nor on the page that is
        asked for.
        """
        others = candidates.others & (scored.scores > 0)
        among = candidates.counted | others
        if not others.any() or not self._is_any_near(query, evidence, scored, among):
            return np.empty(0, np.int64), scored
        least = least_of(self.calibration, self.min_share, evidence, scored, among)
        near, scored = self._scorer.best(evidence, scored, others, most_near)
        near = near[scored.scores[near] >= least]
        if scored.dense and not evidence.words.matched.any():
            # No record has any of the words: only a strong likeness stands for them.
            near = near[scored.dense.scores[near] >= self.calibration.min_cosine_alone]
        return (near if self._is_believed(query, evidence, candidates) else near[:0]), scored

    def _is_any_near(
        self, query: Query, evidence: QueryEvidence, scored: Scored, among: Mask
    ) -> bool:
        if evidence.trust < 1:
            # The threshold is fitted to words that have all their weight.
            evidence = replace(evidence, trust=1.0)
            scored = self._scorer.scored(evidence)
        return is_near(self.calibration, query, evidence, scored, among)

    def _is_believed(self, query: Query, evidence: QueryEvidence, candidates: Candidates) -> bool:
        """Say whether what is near stands without anything that counts, or an identifier, beside it."""
        if evidence.mode != "hybrid" or evidence.dense is None or query.condition is not None:
            return True
        if candidates.counted.any() or evidence.words.identifiers is not None:
            return True
        return not is_doubtful(query, self._dense, evidence.dense)
