"""What became of a motion is said only where the record says it: not of what was denied, needed, wanted or not put."""

from __future__ import annotations

import pytest

from indexer.passages.annotate import annotate
from tests.unit.test_outcomes import told

_MOVED = "Councillor Oak moved, seconded by Councillor Elm, that the park be sold. "


@pytest.mark.parametrize(
    "said",
    [
        "The Cathaoirleach declared the proposal not carried.",
        "MOTION NOT CARRIED",
        "The motion was put to the vote but not carried.",
        "The motion has not carried.",
        "The resolution was never adopted.",
        "The amendment was therefore declared not to be carried.",
        "The proposal was not agreed.",
    ],
)
def test_what_was_not_carried_is_lost(said: str) -> None:
    assert [outcome for _, _, outcome, _ in told(_MOVED + said)] == ["lost"]


@pytest.mark.parametrize(
    "said",
    [
        # what it would take, or how it is with motions
        "Nine votes were needed for the motion to be carried.",
        "The motion did not receive the votes to be passed.",
        "A motion is carried by two thirds of those present.",
        "The motion could not be passed without notice.",
        "The motion would have carried had the Mayor voted.",
        # nearly, neither, none
        "The motion was not, in the end, carried over the objections.",
        "The motion nearly carried.",
        "The motion was neither carried nor lost.",
        "No motion was carried.",
        "Neither motion was carried.",
        "Any amendment that was lost could be moved again.",
        # what a motion does or carries, and the way to a decision
        "The motion carries a cost of £5,000.",
        "The motion carried little weight with staff.",
        "The motion was accepted as urgent business.",
        "The motion was approved for debate.",
        "The motion was agreed to be put to the next meeting.",
        # a casting vote that nobody gave
        "The Chair declined to use her casting vote for the motion.",
        "The Mayor could have used his casting vote in favour of the motion.",
        "He asked whether the Chair had exercised her casting vote against the motion.",
    ],
)
def test_what_leaves_it_open_says_nothing(said: str) -> None:
    assert [outcome for _, _, outcome, _ in told(_MOVED + said)] == [""]


@pytest.mark.parametrize(
    "said",
    [
        "The motion carried on a voice vote.",
        "The motion, requiring two thirds, passed.",
        "The motion not to proceed was, on a show of hands, carried.",
        "The motion that the road not be closed was carried.",
        "A motion was carried.",
        "The motion has been carried.",
    ],
)
def test_a_plain_outcome_stays(said: str) -> None:
    assert [outcome for _, _, outcome, _ in told(_MOVED + said)] == ["carried"]


# What the mover wants done is written as what was done: "received and noted".
@pytest.mark.parametrize(
    "wanted",
    [
        "that the letter be received and noted.",
        "that the minutes be corrected and approved.",
        "that the by-law be read a third time and passed.",
        "that the report be received, noted and filed.",
        "that the plan, approved in May, be sent out.",
        "that the following, agreed by staff, be signed.",
        "that the tender be withdrawn and referred to staff.",
        "to accept the policy as amended and adopted in 2015.",
        "the accounts be accepted and approved.",
    ],
)
@pytest.mark.parametrize(
    "front",
    [
        "Moved by Councillor Oak, seconded by Councillor Elm, ",
        "Trustee Oak moved and Trustee Elm seconded ",
        "Proposed by Cllr Oak and seconded by Cllr Elm ",
    ],
)
def test_what_is_moved_to_be_done_is_not_done(front: str, wanted: str) -> None:
    assert [outcome for _, _, outcome, _ in told(front + wanted)] == [""]


@pytest.mark.parametrize(
    "text",
    [
        "Moved by Oak, seconded by Elm, that the warrants be approved, carried 5-0.",
        "Proposed by Cllr Oak, seconded by Cllr Elm that the minutes be signed and it was agreed.",
        "Proposed by Cllr Oak, seconded by Cllr Elm that the minutes be signed, agreed.",
        "Moved by Cr Oak, seconded by Cr Elm that the rates be set and unanimously carried.",
        "Moved by Cr Oak, seconded by Cr Elm to close the road, AGREED.",
        "Proposed by Cllr Oak, seconded by Cllr Elm and agreed.",
    ],
)
def test_what_stands_apart_from_what_is_moved_is_its_outcome(text: str) -> None:
    assert [outcome for _, _, outcome, _ in told(text)] == ["carried"]


@pytest.mark.parametrize(
    "text",
    [
        "It was agreed that a vote be taken on the motion of Councillor Oak.",
        "It was decided to adjourn the debate on the proposal of Councillor Oak.",
        "It was resolved that the meeting hear advice on the motion of Councillor Oak.",
        "The Council agreed that no action be taken on a motion of Councillor Oak.",
    ],
)
def test_what_is_decided_about_a_motion_does_not_carry_it(text: str) -> None:
    assert [outcome for _, _, outcome, _ in told(text)] == [""]


@pytest.mark.parametrize(
    "text",
    [
        "The plan was adopted on the motion of Councillor Oak.",
        "It was resolved, on the motion of Councillor Oak, that the road be closed.",
        "AGREED, on a motion of Councillor Oak, to pay it.",
    ],
)
def test_what_is_decided_on_a_motion_carries_it(text: str) -> None:
    assert [outcome for _, _, outcome, _ in told(text)] == ["carried"]


@pytest.mark.parametrize(
    "said",
    [
        "There were 4 votes for and 3 votes against the amendment of Councillor Ash.",
        "On a show of hands, 4 for, 3 against the amendment moved by Councillor Ash.",
        "Voting was 4 for and 3 against the amendment.",
    ],
)
def test_a_vote_is_of_what_stands_behind_its_count(said: str) -> None:
    first, *_ = told(_MOVED + "Councillor Ash moved an amendment. " + said)
    assert first[0] == "Oak"
    assert first[3] == ""


@pytest.mark.parametrize(
    "text",
    [
        "It was noted that the parish had unanimously objected in 2017.",
        "Members knew that the town had unanimously refused the plan.",
        "The Clerk told members that the forum had unanimously backed it.",
    ],
)
def test_what_others_had_done_unanimously_is_no_vote(text: str) -> None:
    assert annotate(text).votes == ()


@pytest.mark.parametrize(
    "text",
    [
        # what it would take, and what it was not
        "A unanimous vote is required.",
        "Approval requires unanimous agreement.",
        "Without unanimous consent the matter cannot proceed.",
        "The vote was not quite unanimous.",
        "Were the vote unanimous, it would pass.",
        # of others, or only spoken of
        "The jury was unanimous.",
        "The Council’s unanimous decision in June was read out.",
        "The neighbours were unanimous that it was too tall.",
        # what people answered, and a day
        "Consultation: For 12, Against 3.",
        "Petition of May: for 40, against 12.",
        "Neighbour comments: 4 for, 6 against.",
        "Moved by Oak, seconded by Elm, to adjourn. Carried 8-15-19.",
    ],
)
def test_what_is_no_vote_of_this_meeting_is_none(text: str) -> None:
    assert annotate(text).votes == ()


@pytest.mark.parametrize(
    "text",
    [
        "A recorded vote was requested but refused.",
        "The request for a recorded vote was not supported by enough members.",
        "No roll call vote was taken.",
        "A recorded vote was not taken.",
        "The item passed without a recorded vote.",
    ],
)
def test_a_recorded_vote_that_was_not_taken_is_none(text: str) -> None:
    assert annotate(text).votes == ()


@pytest.mark.parametrize(
    "text",
    [
        "A recorded vote was taken on the motion.",
        "The vote was unanimous.",
        "Members were unanimous in their support.",
        "The plan was approved unanimously.",
        "It was agreed by a unanimous vote to close the road.",
        "The report was noted and a roll call vote followed.",
    ],
)
def test_a_vote_that_was_taken_stays(text: str) -> None:
    (vote,) = annotate(text).votes
    assert vote.unanimous or vote.recorded
