"""The Whoosh query trees that typed words and conditions become."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from whoosh import query as whoosh_query
from whoosh.query.spans import SpanNear2

from indexer.language.terms import EXACT_FIELDS, exact_terms
from search.query import nodes
from search.query.patterns import SAME_LETTERS, is_pattern, near_spelling
from search.query.terms import ScoredTerm, query_terms, word_terms, written_forms
from search.tuning import MATCHING

# Weights of the fields a plain word is looked for in; the text counts as it is.
FIELD_WEIGHTS = {"title": MATCHING.title, "text": 1.0, "decided": MATCHING.decided}
Leaf = whoosh_query.Term | whoosh_query.Prefix | whoosh_query.Wildcard | whoosh_query.FuzzyTerm


def scoring_tree(terms: Sequence[ScoredTerm]) -> whoosh_query.Query:
    """Return the tree that scores by any of the terms in any field, weighted by `FIELD_WEIGHTS`."""
    leaves = [
        leaf_of(name, text, boost)
        for term in terms
        for text in (term.text, *term.stems)
        for name, boost in ({term.field: 1.0} if term.field else FIELD_WEIGHTS).items()
    ]
    return whoosh_query.Or(leaves)


def likeness_tree(weights: Mapping[str, float]) -> whoosh_query.Query:
    """Return the tree that scores by any of the weighted terms in the title or the text."""
    leaves = [
        leaf_of(name, term, weight * FIELD_WEIGHTS[name])
        for term, weight in weights.items()
        for name in ("title", "text")
    ]
    return whoosh_query.Or(leaves)


def phrase_tree(terms: Sequence[str], boosts: Mapping[str, float]) -> whoosh_query.Query:
    """Return the tree of a phrase in any of the fields that have a boost."""
    return whoosh_query.Or([phrase_of(name, terms, boost) for name, boost in boosts.items()])


def phrase_of(field: str, terms: Sequence[str], boost: float = 1.0) -> whoosh_query.Query:
    """Return the tree of a phrase in one field."""
    if len(terms) == 1:
        return whoosh_query.Term(field, terms[0], boost=boost)
    return whoosh_query.Phrase(field, list(terms), boost=boost)


def leaf_of(field: str, text: str, boost: float = 1.0) -> Leaf:
    """Return the tree of one term of a field, or of the terms that a pattern stands for."""
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
    return _leaf_tree(node)


def _leaf_tree(node: nodes.Word | nodes.Phrase) -> whoosh_query.Query:
    """Return the tree of a word or a phrase, in its field or in title and text."""
    if node.field in EXACT_FIELDS:
        exact = exact_terms(node.text)
        return phrase_of(node.field, exact) if exact else whoosh_query.NullQuery
    fields = _fields(node)
    if isinstance(node, nodes.Word) and is_pattern(node.text):
        patterns = [_any_of([term, *node.stems], fields) for term in word_terms(node.text)]
        return whoosh_query.And(patterns) if patterns else whoosh_query.NullQuery
    if not query_terms(node.text):
        return whoosh_query.NullQuery
    forms = written_forms(node.text)
    return whoosh_query.Or([phrase_of(field, form) for form in forms for field in fields])


def _fields(node: nodes.Word | nodes.Phrase) -> list[str]:
    return [node.field] if node.field else ["title", "text"]


def _any_of(terms: Sequence[str], fields: Sequence[str]) -> whoosh_query.Query:
    return whoosh_query.Or([leaf_of(field, term) for field in fields for term in terms])


def _near_tree(node: nodes.Near) -> whoosh_query.Query:
    """Return the tree of two words near each other, each a term, a pattern or a compound.

    A compound of several terms has to be there whole, and its first piece near the other word.
    """
    words = (node.first, node.second)
    terms = [word_terms(word.text) for word in words]
    if not all(terms):
        return whoosh_query.NullQuery
    found = []
    for field in _fields(node.first):
        pair = [
            _any_of((of_word[0], *word.stems), [field])
            for word, of_word in zip(words, terms, strict=True)
        ]
        near = SpanNear2(pair, slop=node.distance, ordered=False)  # type: ignore[no-untyped-call]
        compounds = [phrase_of(field, of_word) for of_word in terms if len(of_word) > 1]
        found.append(whoosh_query.And([near, *compounds]) if compounds else near)
    return whoosh_query.Or(found) if len(found) > 1 else found[0]
