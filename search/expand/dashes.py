"""A dash with a space before it in a name ("Adare -Rathkeale") excludes nothing where the records have the name."""

from __future__ import annotations

import re

from corpus.tongue import said
from search.expand.records import Records
from search.query.query import Query, read_query
from search.query.terms import query_terms

# Both with a capital, as names have: "lido -culvert" excludes.
_SPLIT = re.compile(
    r"(?<![\w\"-])(?P<first>[A-ZÀ-Þ][\w’']+) -(?P<second>[A-ZÀ-Þ][\w’']+)(?![\w\"*~:])"
)


def with_dashes(query: Query, records: Records) -> Query:
    """Return the query with a name that was cut at its dash read as one, and a note of it.

    Where no record has the two words as a phrase, the second one is left out of the items, as typed.
    """
    if query.condition is None or '"' in query.text:
        return query
    joined = []

    def as_name(match: re.Match[str]) -> str:
        first, second = match["first"], match["second"]
        if not records.has_phrase((*query_terms(first), *query_terms(second))):
            return match[0]
        joined.append(f"{first}-{second}")
        return joined[-1]

    text = _SPLIT.sub(as_name, query.text)
    if not joined:
        return query
    read = read_query(text, query.given)
    for name in joined:
        first, second = name.split("-", 1)
        read = read.with_note(
            said(
                "“%(first)s -%(second)s” was read as the name %(name)s. To leave %(second)s out, write NOT %(second)s.",
                first=first,
                second=second,
                name=name,
            )
        )
    return read
