"""Short names of bodies in folders and heads, and what they do not stand for."""

from __future__ import annotations

import pytest

from corpus.papers.evidence import Piece
from corpus.papers.short_names import in_full, stands_for


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("F&GP", "Finance and General Purposes Committee"),
        ("F & GP Cttee", "Finance and General Purposes Committee"),
        ("ES Committee", "Environmental Services Committee"),
        ("Overview & Scrutiny", "Overview and Scrutiny Committee"),
        ("PCP", "Police and Crime Panel"),
        ("IJB", "Integration Joint Board"),
        ("BOS", "Board of Supervisors"),
        ("COTW", "Committee of the Whole"),
        ("Village Board", "Village Board of Trustees"),
        ("HR Sub-Ctte", "Human Resources Sub-Committee"),
        ("Planning", "Planning Committee"),
    ],
)
def test_a_short_name_stands_for_its_body(short: str, name: str) -> None:
    assert stands_for(short, name)


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("ES Committee", "Education Committee"),
        ("PC", "Planning Sub-Committee A"),
        ("Planning", "Planning and Regeneration Committee"),
        ("Council", "Council Tax Committee"),
        ("2024", "Cabinet"),
        ("Papers", "Parks Committee"),
        ("", "Committee"),
        ("P", "Planning"),
    ],
)
def test_what_is_not_short_for_a_body(short: str, name: str) -> None:
    assert not stands_for(short, name)


def test_a_short_name_counts_for_what_another_place_says_and_for_nothing_alone() -> None:
    full, folder = (
        Piece("Parks and Play Committee", 3.0, "the sheet"),
        Piece("P&P", 2.0, "its folder"),
    )
    assert in_full([full], [folder]) == [full, Piece(full.value, 2.0, "its folder")]
    assert in_full([Piece("Cabinet", 3.0, "the sheet")], [folder])[1:] == []
    assert in_full([], [folder]) == []
