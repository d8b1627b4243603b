"""What is told of a query whose words no record has."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from corpus.tongue import said
from search.query.nodes import And, Node, Or, Phrase, Word
from search.query.query import Query
from search.query.speakers import speaker_names


def with_what_is_missing(
    query: Query, *, found: bool, meets: Callable[[Node], bool] = lambda _: False
) -> Query:
    """Return the query with a note of its words that no record has, or of why nothing is found.

    `found` is about all records, whatever filters leave of them; `meets` says whether any meets a condition.
    """
    if query.speaker:
        named = not found and meets(_all_words_and_name(query))
        return query if found else query.with_note(_nothing_of_theirs(query, named=named))
    if query.condition is not None or query.is_empty:
        return query
    note = _no_record_has(query, found=found)
    return query.with_note(note) if note else query


def _no_record_has(query: Query, *, found: bool) -> str:
    """Return which of a query's words no record has, "" where all are found."""
    missing = _either([f"“{word}”" for word in query.unknown])
    if found:
        return said("No record has %(missing)s.", missing=missing) if missing else ""
    if not missing:
        return said("No record comes near enough to this, by its words or by its meaning.")
    words = {node.bare for node in query.scored if isinstance(node, Word)}
    if words - set(query.unknown):
        return said(
            "No record has %(missing)s, and none comes near enough to the rest of the query.",
            missing=missing,
        )
    return said(
        "No record has %(missing)s, and none comes near enough to it in meaning.", missing=missing
    )


def _either(words: Sequence[str]) -> str:
    """Return "a, b or c", "" of none."""
    *others, last = words or [""]
    return said("%(some)s or %(last)s", some=", ".join(others), last=last) if others else last


def _all_words_and_name(query: Query) -> And:
    """Return the condition of an item that names whom a question asks about, and has its words."""
    names = [Phrase(name) if " " in name else Word(name) for name in speaker_names(query.scored)]
    words = [Word(node.bare) for node in query.about_words if isinstance(node, Word)]
    return And((Or(tuple(names)), *words))


def _nothing_of_theirs(query: Query, *, named: bool) -> str:
    words = " ".join(node.text for node in query.about_words if isinstance(node, Word))
    shown = {"speaker": query.speaker, "words": words.strip("?!.,;:")}
    if named:
        return said(
            "No record reports %(speaker)s as speaking or moving about “%(words)s”; some that name them have these words.",
            **shown,
        )
    return said("Nothing of %(speaker)s about “%(words)s” is in the records.", **shown)
