"""A name that was cut at its dash is one where the records have it; else the dash excludes, as typed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from search.expand.dashes import with_dashes
from search.query.nodes import Not, Word
from search.query.query import read_query
from search.query.terms import query_terms


def records(*names: str) -> Any:
    known = {tuple(query_terms(name.replace("-", " "))) for name in names}
    return SimpleNamespace(has_phrase=lambda terms: terms in known)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Adare -Rathkeale", "Adare-Rathkeale"),
        ("roads in Cappamore -Kilmallock", "Cappamore-Kilmallock"),
        ("Llanfair -Caereinion bridge", "Llanfair-Caereinion"),
    ],
)
def test_a_name_of_the_records_is_one(text: str, name: str) -> None:
    query = with_dashes(read_query(text), records(name))
    assert query.condition is None
    assert Word(name) in query.scored
    assert any(f"the name {name}" in note for note in query.notes)


@pytest.mark.parametrize(
    "text", ["lido -culvert", "Adare -Rathkeale", "Lido -Culvert", "+Lido -Pool"]
)
def test_otherwise_the_dash_excludes(text: str) -> None:
    read = read_query(text)
    assert with_dashes(read, records("Newcastle-West")) == read
    assert Not(Word(text.split("-")[1])) in (read.condition, *getattr(read.condition, "nodes", ()))
