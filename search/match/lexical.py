"""Whoosh query trees evaluated on the posting arrays: the same matches and scores as Whoosh's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from whoosh import query as whoosh_query
from whoosh.query.spans import SpanNear2

from corpus.errors import UsageError
from indexer.generation.postings import FieldPostings, Numbers, Rows, index
from indexer.generation.store import Generation
from search.match.matches import Matches, Scores, constant, nothing, union
from search.match.trees import Leaf, leaf_of, phrase_of
from search.query import budget
from search.query.terms import ScoredTerm


class LexicalRetriever:
    """BM25F over the posting arrays of one generation."""

    def __init__(self, generation: Generation) -> None:
        """Note the generation; its postings are mapped when first asked for."""
        self.n_rows = generation.manifest.n_passages
        self._generation = generation
        self._fields: dict[str, FieldPostings] = {}

    def field(self, name: str) -> FieldPostings:
        """Return the postings of a field, mapped when first asked for."""
        if name not in self._fields:
            self._fields[name] = FieldPostings(self._generation, name)
        return self._fields[name]

    def evaluate(self, tree: whoosh_query.Query) -> Matches:
        """Return what a Whoosh query tree matches, scored as `whoosh.scoring.BM25F` does.

        Raises UsageError for a kind of query that is not supported, CutShort past the query's budget.
        """
        budget.check()
        match tree:
            case whoosh_query.Term():
                return self._terms([(tree.fieldname, tree.text, tree.boost)])
            case whoosh_query.Or():
                return self._or(tree)
            case whoosh_query.And():
                return self._and(tree)
            case whoosh_query.Not():
                return constant(~self.evaluate(tree.query).mask, 1.0)
            case whoosh_query.Phrase():
                return self._phrase(tree)
            case SpanNear2():
                return self._near(tree)
            case whoosh_query.Prefix() | whoosh_query.Wildcard() | whoosh_query.FuzzyTerm():
                return self._expanded(tree)
            case whoosh_query.Every():
                return constant(self._every(tree.fieldname), tree.boost)
        if tree == whoosh_query.NullQuery:
            return nothing(self.n_rows)
        raise UsageError(f"{type(tree).__name__} queries are not supported")

    def having(self, term: ScoredTerm) -> NDArray[np.bool_]:
        """Return which rows have a term, (n,) bool: in its field, else in the title or the text."""
        mask = np.zeros(self.n_rows, np.bool_)
        for name in [term.field] if term.field else ["title", "text"]:
            for text in (term.text, *term.stems):
                budget.check()
                mask[index(self._rows_of(leaf_of(name, text)))] = True
        return mask

    def _rows_of(self, leaf: Leaf) -> NDArray[np.int32]:
        """Return the rows of a term or a pattern, some maybe more than once."""
        field = self.field(leaf.fieldname)
        return field.rows[field.postings_of(self._numbers_of(leaf))]

    def _numbers_of(self, tree: whoosh_query.Query) -> Numbers:
        """Return the numbers of the terms of a field that a term, a pattern or any of several is."""
        match tree:
            case whoosh_query.Term():
                number = self.field(tree.fieldname).find(tree.text)
                return range(0) if number is None else range(number, number + 1)
            case whoosh_query.Prefix():
                return self.field(tree.fieldname).with_prefix(tree.text)
            case whoosh_query.Wildcard():
                return self.field(tree.fieldname).matching(tree.text)
            case whoosh_query.FuzzyTerm():
                field = self.field(tree.fieldname)
                return field.spelled_nearly(tree.text, tree.maxdist, tree.prefixlength)
            case whoosh_query.Or():
                parts = [self._numbers_of(part) for part in tree.subqueries]
                return np.unique(np.concatenate([np.empty(0, np.int64), *parts]))
        raise UsageError(f"{type(tree).__name__} queries are not supported beside NEAR")

    def having_phrase(self, terms: Sequence[str]) -> NDArray[np.bool_]:
        """Return which rows have the terms as a phrase in the title or the text, (n,) bool."""
        return self.evaluate(whoosh_query.Or([phrase_of(n, terms) for n in ("title", "text")])).mask

    def has_phrase(self, terms: Sequence[str]) -> bool:
        """Say whether any row has these terms as a phrase in the title or the text."""
        return bool(terms) and bool(self.having_phrase(terms).any())

    def close_together(self, first: str, second: str, distance: int) -> NDArray[np.bool_]:
        """Return which rows have two terms at most `distance` words apart, in any order, (n,) bool."""
        mask = np.zeros(self.n_rows, np.bool_)
        for name in ("title", "text"):
            budget.check()
            numbers = self._numbers(name, [first, second])
            if numbers is not None:
                pair = [range(number, number + 1) for number in numbers]
                mask[self.field(name).near(pair, distance, ordered=False)] = True
        return mask

    def frequency(self, field: str, term: str) -> int:
        """Return how many rows have a term in a field."""
        postings = self.field(field)
        number = postings.find(term)
        return 0 if number is None else postings.frequency(number)

    def _every(self, name: str | None) -> NDArray[np.bool_]:
        """Return the rows that have any term in a field, or all rows."""
        mask = np.full(self.n_rows, name is None)
        if name is not None:
            mask[self.field(name).rows] = True
        return mask

    def _terms(self, terms: Iterable[tuple[str, str, float]]) -> Matches:
        """Return the union of (field, term, boost), scores added in this order; boosts are positive."""
        lists: list[tuple[Rows, Scores]] = []
        for name, text, boost in terms:
            postings = self.field(name)
            number = postings.find(text)
            if number is not None:
                here = postings.postings(number)
                impacts = postings.impacts[here]
                scored = impacts if boost == 1.0 else impacts * np.float32(boost)
                lists.append((postings.rows[here], scored))
        return union(self.n_rows, lists)

    def _or(self, tree: whoosh_query.Or) -> Matches:
        leaves = [child for child in tree.subqueries if isinstance(child, whoosh_query.Term)]
        matches = self._terms((leaf.fieldname, leaf.text, leaf.boost) for leaf in leaves)
        if len(leaves) < len(tree.subqueries):
            others = [
                self.evaluate(c) for c in tree.subqueries if not isinstance(c, whoosh_query.Term)
            ]
            matches = union(
                self.n_rows, [(part.rows, part.row_scores) for part in (matches, *others)]
            )
        return matches.boosted(tree.boost)

    def _and(self, tree: whoosh_query.And) -> Matches:
        if not tree.subqueries:
            return nothing(self.n_rows)
        parts = [self.evaluate(child) for child in tree.subqueries]
        rows = min((part.rows for part in parts), key=len)
        for part in parts:
            if part.rows is not rows:
                rows = rows[part.mask[rows]]
        scores = np.zeros(len(rows), np.float32)
        for part in parts:
            scores += part.scores[rows]
        return Matches(self.n_rows, rows, scores).boosted(tree.boost)

    def _expanded(self, tree: Leaf) -> Matches:
        """Return the union of many terms of a field: one pass over their postings, however many."""
        field = self.field(tree.fieldname)
        here = field.postings_of(self._numbers_of(tree))
        scores = np.bincount(field.rows[here], field.impacts[here], minlength=self.n_rows)
        rows = np.flatnonzero(scores)
        return Matches(self.n_rows, rows, scores[rows].astype(np.float32)).boosted(tree.boost)

    def _numbers(self, name: str, words: Iterable[str]) -> list[int] | None:
        numbers = [self.field(name).find(word) for word in words]
        return None if not numbers or None in numbers else [n for n in numbers if n is not None]

    def _phrase(self, tree: whoosh_query.Phrase) -> Matches:
        numbers = self._numbers(tree.fieldname, [str(word) for word in tree.words])
        if numbers is None:
            return nothing(self.n_rows)
        field = self.field(tree.fieldname)
        return self._at(field, field.phrase(numbers), [(n, tree.boost) for n in numbers])

    def _near(self, tree: SpanNear2) -> Matches:
        (name,) = {leaf.fieldname for child in tree.qs for leaf in child.leaves()}
        pair = [self._numbers_of(child) for child in tree.qs]
        rows = self.field(name).near(pair, tree.slop, ordered=tree.ordered)
        scores = np.zeros(len(rows), np.float32)
        for child in tree.qs:
            scores += self.evaluate(child).scores[rows]
        return Matches(self.n_rows, rows, scores)

    def _at(
        self, field: FieldPostings, rows: NDArray[np.int64], terms: Sequence[tuple[int, float]]
    ) -> Matches:
        """Return the rows, which have all the terms, scored by the sum of the terms' scores."""
        scores = np.zeros(len(rows), np.float32)
        for number, boost in terms:
            here = field.postings(number)
            at = np.searchsorted(field.rows[here], rows.astype(np.int32))
            scores += field.impacts[here][at] * np.float32(boost)
        return Matches(self.n_rows, rows, scores)
