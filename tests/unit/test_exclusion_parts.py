"""A closing is known behind the law that allows it, and what follows of a meeting is no second part."""

from __future__ import annotations

import pytest

from indexer.passages.exclusion.exclusion import read_sentence
from indexer.passages.exclusion.reach import Deed, Reach


@pytest.mark.parametrize(
    "text",
    [
        "Non-public session under RSA 91-A:3, II(a) was entered at 7:40 PM by roll call vote.",
        "Executive session pursuant to Section 551.074 of the Code began at 7:15 p.m.",
        "Closed session under s 66(1) commenced at 8.02 pm.",
        "In camera session, as permitted by section 239, was called to order at 5 pm.",
    ],
)
def test_a_closed_session_begins_behind_the_law_that_allows_it(text: str) -> None:
    said = read_sentence(text)
    assert said
    assert said.deed is Deed.CLOSES


@pytest.mark.parametrize(
    "text",
    [
        "That the public be excluded from the following part of the meeting.",
        "That the press and public be excluded from the remaining part of the agenda.",
        "Resolved that the public be excluded from this part of the meeting.",
    ],
)
def test_a_part_that_follows_is_the_rest_and_no_second_part(text: str) -> None:
    said = read_sentence(text)
    assert said
    assert (said.deed, said.reach) == (Deed.CLOSES, Reach.REST)
