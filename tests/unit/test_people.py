from __future__ import annotations

import pytest

from indexer.passages.people.names import plain_name
from indexer.passages.people.people import people


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Cabinet Member for Children and Schools, Councillor Whitcombe, said that it had not.",
            [("Whitcombe", "Cabinet Member for Children and Schools")],
        ),
        (
            "The Head of Planning, Transport and Roads said no; the Portfolio Holder, Mr Lee, said yes.",
            [("Head of Planning, Transport and Roads", ""), ("Mr Lee", "Portfolio Holder")],
        ),
        ("The Director of Finance, Dr Amis, presented it.", [("Dr Amis", "")]),
    ],
)
def test_an_office_ends_before_the_name_of_who_holds_it(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(person.name, person.role) for person in people(text)] == expected


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Councillor B.Oak", "B. Oak"),
        ("Cllr. L.M.McElm’s", "L.M. McElm"),
        ("J.F. Ash", "J.F. Ash"),
        ("Ó.Ceallaigh", "Ó. Ceallaigh"),
        ("Councillor S. Oak- O’Elm", "S. Oak-O’Elm"),
        ("Mary Oak -Elm", "Mary Oak-Elm"),
    ],
)
def test_a_name_is_one_however_it_is_spaced(written: str, name: str) -> None:
    assert plain_name(written) == name
