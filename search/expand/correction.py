"""Words of a query that no record has: read as a near spelling, or told apart as missing names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import replace

from corpus.tongue import said
from search.expand.compounds import MEASURE
from search.expand.records import Records
from search.query import budget
from search.query.nodes import Node, Word
from search.query.patterns import is_pattern
from search.query.query import Query
from search.query.references import is_reference
from search.query.terms import node_terms, query_terms

_PREFIX = re.compile(
    r"(?:anti|counter|down|inter|mis|multi|non|out|over|post|pre|re|self|semi|sub|super|un|under|up)"
    r"(?=[a-z]{4})"
)


def corrected(query: Query, records: Records) -> Query:
    """Return the query as its words may have been meant.

    A plain word that occurs nowhere becomes its near spelling ("vilage" is village), and a note
    says so; one that must occur, by its syntax, is left as it is typed. A name or a reference that
    occurs nowhere ("Bristol", "16/09999/FUL") goes to `missing_names`, and where none of the words
    occurs, what is no word at all ("kiddlewick"): its meaning is that of its letters.
    """
    if query.condition is not None:
        return query
    nodes: list[Node] = []
    notes = list(query.notes)
    text = query.about or query.text
    lost: list[Word] = []
    named = _names(query)
    expanded = _expanded(query)
    for node in query.scored:
        budget.check()
        nodes.append(node)
        if not isinstance(node, Word) or not _is_lost(node, expanded, records):
            continue
        bare = _letters(node)
        meant = _meant(bare, records, is_name=bare in named)
        if meant:
            notes.append(
                said(
                    "Showing results for “%(meant)s”: no record has “%(typed)s”.",
                    meant=meant,
                    typed=bare,
                )
            )
            text = re.sub(rf"(?<!\w){re.escape(bare)}(?!\w)", meant, text)
            nodes[-1] = Word(meant)
        else:
            lost.append(node)
    missing = [_letters(node) for node in lost if _must_be_there(node, named)]
    if len(lost) == len(query.scored):
        missing += _strange(lost, named, records)
    return replace(
        query,
        about=text,
        scored=tuple(nodes),
        notes=tuple(notes),
        missing_names=tuple(missing),
    )


def _expanded(query: Query) -> set[str]:
    """Return the terms of a query that are searched by other words, too."""
    return {term for expansion in query.expansions for term in expansion.terms}


def _strange(lost: Sequence[Word], named: Set[str], records: Records) -> list[str]:
    """Return the words that need not be there and are no words of the language."""
    rest = (_letters(node) for node in lost if not _must_be_there(node, named))
    return [bare for bare in rest if not _is_a_word(bare, records)]


def _letters(node: Word) -> str:
    return node.text.strip("?!.,;:'’")


def _meant(bare: str, records: Records, *, is_name: bool) -> str | None:
    """Return the near spelling of what no record has, None if it is no slip or there is none."""
    # A common word is no slip, although the records never use it ("fibbing").
    is_slip = not (_is_a_word(bare, records) or bare.isupper())
    return records.near_spelling(bare, is_name=is_name) if is_slip else None


def _is_a_word(bare: str, records: Records) -> bool:
    return records.is_word(bare) or _is_compound(bare, records.is_word)


def _must_be_there(node: Word, named: Set[str]) -> bool:
    """Say whether a word is a name or a reference: a measure ("20mph") is none that must be there."""
    bare = _letters(node)
    return bare in named or (is_reference(node) and not MEASURE.fullmatch(bare))


def with_unknown(query: Query, records: Records) -> Query:
    """Return the query with its plain words that no record has, in any form or by other words."""
    if query.condition is not None:
        return query
    expanded = _expanded(query)
    unknown = (
        node.bare
        for node in query.scored
        if isinstance(node, Word) and _is_lost(node, expanded, records)
    )
    return replace(query, unknown=tuple(dict.fromkeys(unknown)))


def _is_lost(word: Word, expanded: Set[str], records: Records) -> bool:
    """Say whether a plain word is in no record, nor said by other words that are."""
    is_plain = word.field is None and expanded.isdisjoint(node_terms(word))
    return is_plain and not _occurs(word.text, records)


def _occurs(word: str, records: Records) -> bool:
    """Say whether any part of a word is in a title, a text or the name of a body, or it is a pattern."""
    terms = query_terms(word)
    fields = ("title", "text")
    return (
        is_pattern(word)
        or any(records.frequency(field, term) for field in fields for term in terms)
        or not _of_bodies(records).isdisjoint(terms)
    )


def _of_bodies(records: Records) -> set[str]:
    """Return the terms of the names of councils and committees: a record has them in its head."""
    names = (*records.committees, *records.councils)
    return {term for name in names for term in query_terms(name)}


def _is_compound(word: str, is_common: Callable[[str], bool]) -> bool:
    """Say whether a word is a common one behind a prefix ("overcharging")."""
    found = _PREFIX.match(word.lower())
    return found is not None and is_common(word[found.end() :])


def _names(query: Query) -> set[str]:
    """Return the words of a query that its capitals mark as names.

    The first word begins a sentence, and where every word has a capital none of them tells anything.
    """
    words = [word.strip("?!.,;:'’\"()") for word in query.text.split()]
    words = [re.sub(r"['’]s$", "", word) for word in words if word]
    if all(word[:1].isupper() or not word[:1].isalpha() for word in words):
        return set()
    return {word for word in words[1:] if re.fullmatch(r"[A-Z][^\W\d_A-Z]{3,}", word)}
