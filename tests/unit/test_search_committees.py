"""A committee that is typed short, or by a part of its name, is where to look first."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from search.expand.committees import with_committees
from search.query.query import read_query

BODIES = (
    "Planning Committee",
    "Children and Young People Scrutiny Committee",
    "Environment and Transport Scrutiny Committee",
    "Audit and Governance Committee",
    "Highways Sub-Committee",
    "Cabinet",
)


@pytest.mark.parametrize(
    ("typed", "bodies", "words"),
    [
        ("planning cttee lido", ("Planning Committee",), ["lido"]),
        ("audit ctte loans", ("Audit and Governance Committee",), ["loans"]),
        ("highways sub-cttee kerbs", ("Highways Sub-Committee",), ["kerbs"]),
        ("children's scrutiny exclusions", (BODIES[1],), ["exclusions"]),
        ("transport scrutiny buses", (BODIES[2],), ["buses"]),
        ("cabinet lido", ("Cabinet",), ["lido"]),
    ],
)
def test_a_body_is_known_by_its_short_name(
    typed: str, bodies: tuple[str, ...], words: list[str]
) -> None:
    query = with_committees(read_query(typed), SimpleNamespace(committees=BODIES))  # type: ignore[arg-type]
    assert [one.committees for one in query.preferences] == [bodies]
    assert [node.text for node in query.scored] == words  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "typed",
    [
        "what was said about loans (to be referred to the audit and governance committee)",
        "loans at the planning committee",
        "the planning committee's loans",
    ],
)
@pytest.mark.parametrize("behind", ['committee:"Cabinet"', "committee:Cabinet from:2019"])
def test_the_word_of_a_filter_is_none_of_the_name(typed: str, behind: str) -> None:
    records: Any = SimpleNamespace(committees=BODIES)
    alone = with_committees(read_query(typed), records)
    beside = with_committees(read_query(f"{typed} {behind}"), records)
    assert alone.preferences
    assert beside.scored == alone.scored
    assert beside.preferences == alone.preferences
    assert beside.about.split() == alone.about.split()


@pytest.mark.parametrize(
    "typed", ["scrutiny lido", "planning lido", "music scrutiny", "children lido"]
)
def test_what_names_no_body_prefers_none(typed: str) -> None:
    query = with_committees(read_query(typed), SimpleNamespace(committees=BODIES))  # type: ignore[arg-type]
    assert query.preferences == ()
