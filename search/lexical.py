"""Whoosh query trees evaluated on the posting arrays: the same matches and scores as Whoosh's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh import query as whoosh_query
from whoosh.query.spans import SpanNear2

from corpus.errors import UsageError
from indexer.terms import (
    STREET,
    acronym_term,
    is_one_word,
    joined_term,
    terms_with_offsets,
    word_term,
)
from search import nodes
from search.matches import Matches, Rows, Scores, constant, index, nothing, union
from search.patterns import SAME_LETTERS, is_pattern, near_spelling, wildcard_term
from search.postings import FieldPostings, Numbers

# Weights of the fields a plain word is looked for in; the text counts as it is.
FIELD_WEIGHTS = {"title": 2.0, "text": 1.0, "decided": 0.5}
# Words of a phrase up to which its other ways of writing are searched.
_MOST_FORMS = 12
# Two words that may be one: not "a part", "in form" or "may be", which say something else as one.
_BEFORE = re.compile(
    r"(?!(?:any|but|can|for|may|not|the|was|were)\b)[^\W_]{3,}|[Oo]n|[Uu]p", re.ASCII
)
_BEHIND = re.compile(r"[^\W_]{2,}")
_Leaf = whoosh_query.Term | whoosh_query.Prefix | whoosh_query.Wildcard | whoosh_query.FuzzyTerm


class LexicalArm:
    """BM25F over the posting arrays of one generation."""

    def __init__(self, folder: Path, n_rows: int) -> None:
        """Map the postings in `folder`, which hold `n_rows` rows."""
        self.n_rows = n_rows
        self._folder = folder
        self._fields: dict[str, FieldPostings] = {}

    def field(self, name: str) -> FieldPostings:
        """Return the postings of a field, mapped when first asked for."""
        if name not in self._fields:
            self._fields[name] = FieldPostings(self._folder, name)
        return self._fields[name]

    def evaluate(self, tree: whoosh_query.Query) -> Matches:
        """Return what a Whoosh query tree matches, scored as `whoosh.scoring.BM25F` does.

        Raises UsageError for a kind of query that is not supported.
        """
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
                mask[index(self._rows_of(_leaf(name, text)))] = True
        return mask

    def _rows_of(self, leaf: _Leaf) -> NDArray[np.int32]:
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

    def having_row(self, terms: Sequence[str]) -> NDArray[np.bool_]:
        """Return which rows have terms in a row in the title or the text, (n,) bool."""
        return self.evaluate(whoosh_query.Or([_row(n, terms) for n in ("title", "text")])).mask

    def has_row(self, terms: Sequence[str]) -> bool:
        """Say whether any row has these terms in a row in the title or the text."""
        return bool(terms) and bool(self.having_row(terms).any())

    def close_together(self, first: str, second: str, distance: int) -> NDArray[np.bool_]:
        """Return which rows have two terms at most `distance` words apart, in any order, (n,) bool."""
        mask = np.zeros(self.n_rows, np.bool_)
        for name in ("title", "text"):
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
        found = self._terms((leaf.fieldname, leaf.text, leaf.boost) for leaf in leaves)
        if len(leaves) < len(tree.subqueries):
            others = [
                self.evaluate(c) for c in tree.subqueries if not isinstance(c, whoosh_query.Term)
            ]
            found = union(self.n_rows, [(part.rows, part.found) for part in (found, *others)])
        return found.boosted(tree.boost)

    def _and(self, tree: whoosh_query.And) -> Matches:
        if not tree.subqueries:
            return nothing(self.n_rows)
        parts = [self.evaluate(child) for child in tree.subqueries]
        rows = min((part.rows for part in parts), key=len)
        for part in parts:
            if part.rows is not rows:
                rows = rows[part.mask[rows]]
        found = np.zeros(len(rows), np.float32)
        for part in parts:
            found += part.scores[rows]
        return Matches(self.n_rows, rows, found).boosted(tree.boost)

    def _expanded(self, tree: _Leaf) -> Matches:
        """Return the union of many terms of a field: one pass over their postings, however many."""
        field = self.field(tree.fieldname)
        here = field.postings_of(self._numbers_of(tree))
        scores = np.bincount(field.rows[here], field.impacts[here], minlength=self.n_rows)
        rows = np.flatnonzero(scores)
        return Matches(self.n_rows, rows, scores[rows].astype(np.float32)).boosted(tree.boost)

    def _numbers(self, name: str, words: Iterable[str]) -> list[int] | None:
        found = [self.field(name).find(word) for word in words]
        return None if not found or None in found else [n for n in found if n is not None]

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
        found = np.zeros(len(rows), np.float32)
        for child in tree.qs:
            found += self.evaluate(child).scores[rows]
        return Matches(self.n_rows, rows, found)

    def _at(
        self, field: FieldPostings, rows: NDArray[np.int64], terms: Sequence[tuple[int, float]]
    ) -> Matches:
        """Return the rows, which have all the terms, scored by the sum of the terms' scores."""
        found = np.zeros(len(rows), np.float32)
        for number, boost in terms:
            here = field.postings(number)
            at = np.searchsorted(field.rows[here], rows.astype(np.int32))
            found += field.impacts[here][at] * np.float32(boost)
        return Matches(self.n_rows, rows, found)


def query_terms(text: str) -> list[str]:
    """Return the terms that a typed text asks for."""
    return [term for term, *_ in terms_with_offsets(text, parts=False)]


def written_forms(text: str) -> list[tuple[str, ...]]:
    """Return the rows of terms that a typed phrase may stand as: first as typed, then otherwise.

    A compound that is one word may be apart ("call-in", "call in"), and two neighbours one word; "St"
    behind another word may be a street.
    """
    tokens = list(terms_with_offsets(text, parts=False))
    terms = tuple(token[0] for token in tokens)
    words = [text[start:end] for _, _, start, end in tokens]
    found = {terms: None}
    for at, word in enumerate(words[:_MOST_FORMS]):
        if at and terms[at] == "st":
            found[(*terms[:at], STREET, *terms[at + 1 :])] = None
        if is_one_word(word):
            found[terms[:at] + apart(word) + terms[at + 1 :]] = None
    for at, (one, other) in enumerate(pairwise(words[:_MOST_FORMS])):
        if _BEFORE.fullmatch(one) and _BEHIND.fullmatch(other):
            found[(*terms[:at], joined_term(f"{one} {other}"), *terms[at + 2 :])] = None
    return list(found)


def apart(compound: str) -> tuple[str, ...]:
    """Return the terms of a compound as words one after the other."""
    return tuple(word_term(piece) for piece in re.split(r"[-‐‑\s]", compound))


@dataclass(frozen=True, slots=True)
class ScoredTerm:
    """A term that a passage is scored by, in one field or in all; it may be a pattern.

    `stems` are further terms that it stands for.
    """

    text: str
    field: str | None = None
    stems: tuple[str, ...] = ()

    @property
    def is_pattern(self) -> bool:
        """Say whether the term stands for many."""
        return is_pattern(self.text)


def scored_terms(scored: Sequence[nodes.Node]) -> list[ScoredTerm]:
    """Return the terms of a query in its order, each once."""
    found: dict[ScoredTerm, None] = {}
    for node in _without_near(scored):
        name = node.field if isinstance(node, nodes.Word | nodes.Phrase) else None
        stems = node.stems if isinstance(node, nodes.Word) else ()
        for term in node_terms(node):
            found.setdefault(ScoredTerm(term, name, stems))
    return list(found)


def _without_near(scored: Sequence[nodes.Node]) -> Iterator[nodes.Node]:
    """Yield the nodes of a query, the two words of a Near each on its own."""
    for node in scored:
        yield from (node.first, node.second) if isinstance(node, nodes.Near) else (node,)


def node_terms(node: nodes.Node) -> list[str]:
    """Return the terms of a node that a passage is scored by, in order."""
    match node:
        case nodes.Word() if node.is_acronym:
            return [acronym_term(node.bare.replace(".", "")) or node.bare]
        case nodes.Word() | nodes.Phrase():
            return word_terms(node.text)
        case nodes.Near():
            return [*node_terms(node.first), *node_terms(node.second)]
        case nodes.Not():
            return []
    return [term for child in node.nodes for term in node_terms(child)]


def scoring_tree(terms: Sequence[ScoredTerm]) -> whoosh_query.Query:
    """Return the tree that scores by any of the terms in any field, weighted by `FIELD_WEIGHTS`."""
    leaves = [
        _leaf(name, text, boost)
        for term in terms
        for text in (term.text, *term.stems)
        for name, boost in ({term.field: 1.0} if term.field else FIELD_WEIGHTS).items()
    ]
    return whoosh_query.Or(leaves)


def likeness_tree(weights: Mapping[str, float]) -> whoosh_query.Query:
    """Return the tree that scores by any of the weighted terms in the title or the text."""
    leaves = [
        _leaf(name, term, weight * FIELD_WEIGHTS[name])
        for term, weight in weights.items()
        for name in ("title", "text")
    ]
    return whoosh_query.Or(leaves)


def row_tree(terms: Sequence[str], boosts: Mapping[str, float]) -> whoosh_query.Query:
    """Return the tree of terms in a row, in any of the fields that have a boost."""
    return whoosh_query.Or([_row(name, terms, boost) for name, boost in boosts.items()])


def _row(field: str, terms: Sequence[str], boost: float = 1.0) -> whoosh_query.Query:
    if len(terms) == 1:
        return whoosh_query.Term(field, terms[0], boost=boost)
    return whoosh_query.Phrase(field, list(terms), boost=boost)


def word_terms(text: str) -> list[str]:
    """Return the terms that a typed word asks for; of a pattern, the pattern that terms have to fit."""
    near = near_spelling(text)
    if near is not None:
        word, most = near
        return [f"{term}~{most}" for term in query_terms(word)]
    return [wildcard_term(text)] if "*" in text else query_terms(text)


def _leaf(field: str, text: str, boost: float = 1.0) -> _Leaf:
    near = near_spelling(text)
    if near is not None:
        return whoosh_query.FuzzyTerm(field, near[0], boost, near[1], SAME_LETTERS, False)
    if "*" not in text:
        return whoosh_query.Term(field, text, boost=boost)
    if text.endswith("*") and text.count("*") == 1:
        return whoosh_query.Prefix(field, text[:-1], boost=boost, constantscore=False)
    return whoosh_query.Wildcard(field, text, boost=boost, constantscore=False)


def condition_tree(node: nodes.Node) -> whoosh_query.Query:
    """Return the tree that a strict condition is: what it matches may appear, nothing else."""
    match node:
        case nodes.And():
            return whoosh_query.And([condition_tree(child) for child in node.nodes])
        case nodes.Or():
            return whoosh_query.Or([condition_tree(child) for child in node.nodes])
        case nodes.Not():
            return whoosh_query.Not(condition_tree(node.node))
        case nodes.Near():
            return _near_tree(node)
    fields = [node.field] if node.field else ["title", "text"]
    if isinstance(node, nodes.Word) and is_pattern(node.text):
        patterns = [
            whoosh_query.Or([_leaf(field, one) for field in fields for one in (term, *node.stems)])
            for term in word_terms(node.text)
        ]
        return whoosh_query.And(patterns) if patterns else whoosh_query.NullQuery
    terms = query_terms(node.text)
    if not terms:
        return whoosh_query.NullQuery
    forms = written_forms(node.text)
    return whoosh_query.Or([_row(field, form) for form in forms for field in fields])


def _near_tree(node: nodes.Near) -> whoosh_query.Query:
    """Return the tree of two words near each other, each a term, a pattern or a compound.

    A compound of several terms has to be there whole, and its first piece near the other word.
    """
    words = (node.first, node.second)
    terms = [word_terms(word.text) for word in words]
    if not all(terms):
        return whoosh_query.NullQuery
    found = []
    for field in [node.first.field] if node.first.field else ["title", "text"]:
        pair = [
            whoosh_query.Or([_leaf(field, text) for text in (of_word[0], *word.stems)])
            for word, of_word in zip(words, terms, strict=True)
        ]
        near = SpanNear2(pair, slop=node.distance, ordered=False)  # type: ignore[no-untyped-call]
        rows = [_row(field, of_word) for of_word in terms if len(of_word) > 1]
        found.append(whoosh_query.And([near, *rows]) if rows else near)
    return whoosh_query.Or(found) if len(found) > 1 else found[0]
