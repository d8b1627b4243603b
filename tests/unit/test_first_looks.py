"""The first look at a text's letters lets through whatever the patterns behind it can find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.records import AgendaItem
from corpus.wording import has_any
from indexer.passages.motions.motions import motions
from indexer.passages.motions.resolutions import resolutions
from indexer.passages.votes.counts import find_counts, forms
from indexer.passages.votes.votes import votes
from tests.unit.agendas import withheld


@pytest.mark.parametrize(
    "text",
    [
        "For: 12 Against: 3",
        "It went by nine votes to two.",
        "This was UNANIMOUS.",
        *(f"It was so, {how}." for how in ("nem con", "nem. con", "nem.con", "nemcon")),
        "A roll call vote was taken.",
        "Carried by 12 to 3 indeed.",
        "The motion was lost 4 to nine.",
        "Yes; 3: no: 2",
        "The motion received 14 and the amendment 9.",
        "The vote was taken by roll-call and agreed unanimously.",
    ],
)
def test_each_wording_of_a_vote_is_looked_at(text: str) -> None:
    assert votes(text)


# All forms in one pattern, as which they are found one by one.
COUNTS = re.compile("|".join(pattern.pattern for pattern, _ in forms()), re.MULTILINE)


@given(st.lists(st.from_regex(COUNTS), min_size=1, max_size=4).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_counts_are_found_as_one_pattern_of_all_forms_finds_them(text: str) -> None:
    found = [match.span() for match in find_counts(text)]
    assert found == [match.span() for match in COUNTS.finditer(text)]
    assert found


@pytest.mark.parametrize(
    "text",
    [
        "Councillor Lee seconded it.",
        "Councillor Lee moved it.",
        "MOVER: Councillor Lee",
        "Proposed by Councillor Lee",
        "Notice of Motion submitted by Councillor Lee",
    ],
)
def test_each_wording_of_a_motion_is_looked_at(text: str) -> None:
    assert motions(text)


@pytest.mark.parametrize(
    "text",
    [
        *(f"The board {verb} to go." for verb in ("agreed", "resolved", "decided", "voted")),
        *(f"The board {verb} the plan." for verb in ("approved", "adopted", "confirmed")),
        *(f"The board {verb} “a plan”." for verb in ("NOTED", "AGREED", "APPROVED")),
        *(f"The motion was {how}." for how in ("carried", "passed", "lost", "defeated")),
        *(f"The motion was {how}." for how in ("rejected", "accepted", "noted")),
        *("It was unanimously supported.", "It fell by 3.", "Lost by 3.", "Carried by 3."),
    ],
)
def test_each_wording_of_a_decision_is_looked_at(text: str) -> None:
    assert resolutions(text)


@pytest.mark.parametrize("text", ["Schedule 12 A applies.", "Section 100 A(4) applies."])
def test_the_act_is_looked_at_with_a_space_in_its_number(text: str) -> None:
    assert withheld(AgendaItem("Pay", "1", minutes=text))


def test_letters_are_looked_for_as_they_are() -> None:
    assert has_any("It was lost.", ("won", "lost"))
    assert not has_any("It was LOST.", ("won", "lost"))
    assert not has_any("It was lost.", ())


def test_a_pair_in_brackets_is_no_motion_without_a_word_of_one() -> None:
    assert motions("The forum has six members (Business/Commercial).") == ()
    assert motions("M/S/C (Oak/Elm) to adopt the minutes.")
