"""Acronyms both ways: a query with the short form also searches the long one, and the other way round.

Which are known says `known_acronyms`. What is searched beside a word adds to its evidence and counts as one
concept with it (`search.match.coverage`); conditions stay as they are typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from corpus.tongue import said
from indexer.generation import glossary
from indexer.language.terms import acronym_term
from search.expand.known_acronyms import Acronyms, LongForms
from search.expand.records import Records
from search.query.nodes import Expansion, Node, Word, is_shouted, positive
from search.query.query import STOP_WORDS, Query
from search.query.terms import node_terms, query_terms


class _Found(NamedTuple):
    """What is added to a query: what else is searched, the short forms in it, and the note that says so."""

    expansion: Expansion
    shorts: tuple[str, ...]
    note: str


def with_acronyms(query: Query, records: Records) -> Query:
    """Return the query with the acronyms and long forms that the records know expanded."""
    return expanded(query, records.acronyms)


def expanded(query: Query, known: Acronyms) -> Query:
    """Return the query with its acronyms and long forms expanded, and a note of what is searched.

    SEND in capitals is the acronym, "send" the verb; "ehcp" is the acronym, being no word of the
    language. What the syntax demands is searched as it is typed.
    """
    is_loose = _loose(query)
    found = _by_long_forms(query.scored, is_loose, known)
    taken = {glossary.short_term(short) for one in found for short in one.shorts}
    shouted = is_shouted(query.scored)
    kept: list[Node] = []
    for node, loose in zip(query.scored, is_loose, strict=True):
        if not isinstance(node, Word) or not loose:
            kept.append(node)
        elif glossary.short_term(node.bare) not in taken:  # Else its long form searches it.
            node = node if shouted else _as_acronym(node, known)
            kept.append(node)
            found += _by_short_form(node, known, is_shouted=shouted)
    return _with(query, kept, found)


def _loose(query: Query) -> list[bool]:
    """Return which of a query's nodes are plain words that the syntax does not demand."""
    strict = set(positive(query.condition)) if query.condition else set()
    return [
        isinstance(node, Word) and node.field is None and node not in strict
        for node in query.scored
    ]


def _with(query: Query, scored: Sequence[Node], found: Sequence[_Found]) -> Query:
    return replace(
        query,
        scored=tuple(scored),
        expansions=(*query.expansions, *(one.expansion for one in found)),
        notes=(*query.notes, *(one.note for one in found)),
    )


def _by_long_forms(
    nodes: Sequence[Node], is_loose: Sequence[bool], known: Acronyms
) -> list[_Found]:
    """Return what the acronyms of the long forms of a query add to it."""
    found = []
    start = 0
    for end, shorts in _long_forms_in(nodes, is_loose, known):
        if shorts:
            terms = tuple(term for node in nodes[start:end] for term in node_terms(node))
            expansion = Expansion(terms, tuple((known.term(short),) for short in shorts))
            found.append(
                _Found(
                    expansion, shorts, said("Also searched: %(words)s.", words=", ".join(shorts))
                )
            )
        start = end
    return found


def _by_short_form(node: Word, known: Acronyms, *, is_shouted: bool) -> Iterator[_Found]:
    """Yield what the long forms of an acronym add to a query, if it is meant as one."""
    if not (known.is_known(node.bare) and known.is_meant(node.bare, is_shouted)):
        return
    forms = known.long_forms(node.bare)
    if forms.searched:
        others = tuple(tuple(query_terms(form)) for form in forms.searched)
        yield _Found(Expansion(tuple(node_terms(node)), others), (), _note(node.bare, forms))


def _as_acronym(word: Word, known: Acronyms) -> Word:
    """Return a word in capitals as the acronym alone, if it would be another word without them."""
    capitals = acronym_term(word.bare.replace(".", ""))
    is_one = capitals and (known.is_known(word.bare) or word.bare.lower() in STOP_WORDS)
    if is_one and known.term(word.bare) == capitals and known.has_phrase((capitals,)):
        return replace(word, is_acronym=True)
    return word


def _long_forms_in(
    nodes: Sequence[Node], is_loose: Sequence[bool], known: Acronyms
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the end and the short forms of every stretch of words: a long form, the longest, or one word."""
    terms = [
        glossary.long_terms(node.text) if isinstance(node, Word) and is_loose[at] else ()
        for at, node in enumerate(nodes)
    ]
    start = 0
    while start < len(nodes):
        most = next((at for at in range(start, len(nodes)) if not is_loose[at]), len(nodes))
        start, shorts = _longest_from(terms, start, min(most, start + known.longest), known)
        yield start, shorts


def _longest_from(
    terms: Sequence[tuple[str, ...]], start: int, most: int, known: Acronyms
) -> tuple[int, tuple[str, ...]]:
    """Return the end and the short forms of the longest long form that starts at a word."""
    for end in range(most, start + 1, -1):
        shorts = known.short_forms(tuple(chain.from_iterable(terms[start:end])))
        if shorts:
            return end, shorts
    return start + 1, ()


def _note(short: str, forms: LongForms) -> str:
    note = said("Also searched: %(words)s.", words=", ".join(forms.searched))
    if len(forms.searched) > 1:
        note = said(
            "Also searched: %(words)s (%(short)s stands for each of them).",
            words=", ".join(forms.searched),
            short=short,
        )
    if forms.rare:
        note += " " + said("Not searched, being rare: %(words)s.", words=", ".join(forms.rare))
    return note
