"""A question of what somebody said is limited to what they said, where the records report any of it."""

from __future__ import annotations

from dataclasses import replace

from corpus.tongue import said
from search.expand.records import Records
from search.query.query import Query
from search.query.speakers import asked_of, speaker_names, without_speaker


def of_speaker(query: Query, records: Records) -> Query:
    """Return the query limited to the councillor whom it asks about.

    A name that nobody who speaks has is read as the nearest one that somebody has, or as the surname
    alone, and a note says so. If that finds nobody either, the query is searched as plain words.
    """
    asked = asked_of(query)
    if asked is None or asked.condition is None:
        return query
    if records.meets(asked.condition):
        return asked
    return _otherwise(query, asked, records) or without_speaker(query, asked)


def _otherwise(query: Query, asked: Query, records: Records) -> Query | None:
    """Return the query for a name as it may have been meant, None if nobody is called so."""
    (name, *others) = list(speaker_names(asked.scored))
    if others:
        return None
    for meant, why in (*_respelt(name, records), *_surname_of(name)):
        other = asked_of(replace(query, text=query.text.replace(name, meant)))
        if other and other.condition is not None and records.meets(other.condition):
            shown = name if name[0].isupper() else name.capitalize()
            note = said(
                "Nobody called %(name)s is reported as speaking or moving: %(why)s.",
                name=shown,
                why=why,
            )
            return replace(other, text=query.text, notes=(*other.notes, note))
    return None


def _respelt(name: str, records: Records) -> list[tuple[str, str]]:
    """Return the name with each word that is near to a name of the records in that spelling."""
    words = name.split()
    near = [records.near_spelling(word, is_name=True) if len(word) > 2 else None for word in words]
    if not any(near):
        return []
    meant = " ".join((found or word).capitalize() for word, found in zip(words, near, strict=True))
    return [(meant, said("%(meant)s was meant, if it was a slip", meant=meant))]


def _surname_of(name: str) -> list[tuple[str, str]]:
    """Return the surname of a name with initials or a first name: several may be called so."""
    first, _, surname = name.rpartition(" ")
    if not first or len(surname) <= 2:
        return []
    return [
        (
            surname,
            said("items of everybody called %(name)s are shown, who may be several", name=surname),
        )
    ]
