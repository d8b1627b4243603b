"""A vote on a part of a motion is not that of the motion, and one that was held before is none of this meeting."""

from __future__ import annotations

import pytest

from indexer.passages.annotate import annotate
from tests.unit.test_outcomes import told

_MOVED = (
    "Councillor Oak moved, seconded by Councillor Elm, that the park be sold and the pool closed. "
)


@pytest.mark.parametrize(
    "said",
    [
        "Section 1 carried 7-0. Section 2 failed 3-4.",
        "Paragraph (a) was carried by 9 votes to 2; paragraph (b) was lost by 5 votes to 6.",
        "The first part of the motion was carried 6-5. The second part of the motion was lost 5-6.",
        "On a separate vote, clause 2 was put and was lost by 4 votes to 7.",
        "Part (i) of the motion, on being put to the vote, was carried unanimously. Part (ii) was lost.",
        "Recommendation 1 was agreed by 8 votes to 3. Recommendation 2 was defeated by 4 votes to 7.",
        "The second half of the motion was put to the vote and lost.",
    ],
)
def test_what_became_of_a_part_is_not_what_became_of_the_motion(said: str) -> None:
    text = _MOVED + said
    assert [(outcome, vote) for _, _, outcome, vote in told(text)] == [("", "")]


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (
            "Part (a) was lost by 3 votes to 8. The motion was then carried by 9 votes to 2.",
            "carried",
        ),
        ("Paragraph 2 was withdrawn. The motion as amended was lost.", "lost"),
    ],
)
def test_the_motion_has_the_outcome_that_is_said_of_it(said: str, outcome: str) -> None:
    assert [found for _, _, found, _ in told(_MOVED + said)] == [outcome]


def test_a_part_that_is_moved_by_itself_has_its_own_outcome() -> None:
    text = "Recommendation 2 was moved by Councillor Oak, seconded by Councillor Elm, and was carried by 7 votes to 2."
    assert [(who, found) for who, _, found, _ in told(text)] == [("Oak", "carried")]


@pytest.mark.parametrize(
    "text",
    [
        "The Committee had refused an earlier scheme by 9 votes to 2.",
        "Members recalled the site. The Board had thrown out the first design by eleven votes to four.",
        "The former Council had elected her Chair by 5 votes to 4.",
        "The parish had objected to the estate by six votes to one.",
        "Cabinet had since overturned the ban, 6 votes to 3.",
    ],
)
def test_a_vote_that_had_been_held_before_is_none_of_this_meeting(text: str) -> None:
    assert annotate(text).votes == ()


@pytest.mark.parametrize(
    "text",
    [
        "Members, who had visited the site, voted 7 votes to 4 to grant permission.",
        "The Committee had a long debate and the motion was carried by 7 votes to 4.",
        "Councillor Oak had spoken against it, but the motion was carried by 7 votes to 4.",
        "When all had spoken the motion was put and carried by 7 votes to 4.",
    ],
)
def test_a_vote_behind_what_had_been_done_before_it_is_of_this_meeting(text: str) -> None:
    assert [(vote.in_favour, vote.against) for vote in annotate(text).votes] == [(7, 4)]
