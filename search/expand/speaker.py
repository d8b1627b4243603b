"""A question of what somebody said is limited to what they said, where the records report any of it."""

from __future__ import annotations

from search.expand.records import Records
from search.query.query import Query
from search.query.speakers import asked_of, without_speaker


def of_speaker(query: Query, records: Records) -> Query:
    """Return the query limited to the councillor whom it asks about.

    If nobody of that name is reported as speaking, it is searched as plain words.
    """
    asked = asked_of(query)
    if asked is None or asked.condition is None:
        return query
    return asked if records.meets(asked.condition) else without_speaker(query, asked)
