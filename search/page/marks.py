"""What to mark in a passage for a query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.generation.texts import has_wanted
from indexer.language.terms import plain_word
from search.page.marked import Pattern
from search.query.nodes import And, Near, Node, Not, Or, Phrase, Word
from search.query.patterns import near_spelling
from search.query.query import Query
from search.query.terms import node_terms, written_forms


def to_mark(query: Query) -> tuple[Pattern, ...]:
    """Return what to mark for a query, each once: its scored words, and what is searched beside them."""
    found = [pattern for node in query.scored for pattern in _patterns_of(node)]
    for expansion in query.expansions:
        words = tuple(Pattern((term,)) for term in expansion.terms)
        found.extend(Pattern(phrase, words) for phrase in expansion.others)
    return tuple(dict.fromkeys(found))


def in_passage(
    patterns: Sequence[Pattern], query: Query, title: str, text: str
) -> Sequence[Pattern]:
    """Return what to mark in a passage: of a word only the form that was typed, if it has that."""
    but = {
        form.term: frozenset(form.others)
        for form in query.typed
        if has_wanted(title, form.sought) or has_wanted(text, form.sought)
    }
    if not but:
        return patterns
    return tuple(
        replace(p, but=but[p.terms[0]]) if len(p.terms) == 1 and p.terms[0] in but else p
        for p in patterns
    )


def _patterns_of(node: Node) -> list[Pattern]:
    match node:
        case Phrase():
            return _patterns_of_phrase(node)
        case Near():
            return [*_patterns_of(node.first), *_patterns_of(node.second)]
        case Word():
            return _patterns_of_word(node)
        case Not():
            return []
        case And() | Or():
            return [pattern for child in node.nodes for pattern in _patterns_of(child)]


def _patterns_of_phrase(phrase: Phrase) -> list[Pattern]:
    """Return a phrase as it is typed, and its other written forms, which say the same."""
    typed, *others = [Pattern(form) for form in written_forms(phrase.text)]
    return [typed, *(Pattern(p.terms, (typed,)) for p in others)] if typed.terms else []


def _patterns_of_word(word: Word) -> list[Pattern]:
    """Return a word's terms; of one that is near in spelling what is near as it is written, too.

    Words may be near as they are written although their stems are not.
    """
    near = near_spelling(word.text)
    found = [Pattern((term,)) for term in node_terms(word)]
    if near is None or len(found) != 1:
        return found
    return [*found, Pattern((f"{plain_word(near[0])}~{near[1]}",), (found[0],))]
