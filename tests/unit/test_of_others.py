"""What others decided is not told as decided here: another body, a Minister, residents, last year."""

from __future__ import annotations

import pytest

from corpus.records import AgendaItem, Meeting
from indexer.passages.motions.resolutions import resolutions
from indexer.passages.of_meeting import passages
from indexer.passages.of_others import is_another_body, own_words
from tests.unit.test_outcomes import told

OWN = own_words("Holme Parish Council", "Finance Committee")


@pytest.mark.parametrize(
    "text",
    [
        # another body, which a name or a word tells from this one
        "Norfolk County Council agreed to pay half of the cost.",
        "The Health Board agreed to close the ward.",
        "The Planning Committee approved the scheme on the quay.",
        "The tenants’ meeting agreed to withhold the rent.",
        "A public meeting resolved to fight the plan.",
        "Some members agreed to walk the path.",
        "The Leader of the Council agreed to write to the Minister.",
        "The staff unanimously agreed to strike.",
        "The residents unanimously supported the scheme.",
        # who did it stands behind
        "The recommendation was accepted by the Minister.",
        "The proposal was rejected by the Inspector.",
        "The plan was adopted by the Welsh Government.",
        "The following motion was passed by Clare County Council and sent on.",
        "The motion was noted by staff.",
        # a letter, or what somebody says
        "A letter from Sligo County Council: the following resolution was adopted.",
        "Correspondence: the following motion was passed in Leitrim.",
        "The Committee agreed to object, the applicant said.",
        # another year
        "The Committee agreed the policy last year.",
        "The Committee approved the plan in 2016 and the works followed.",
        "The Committee adopted the wording three months ago.",
        # no decision at all
        "Members agreed to differ.",
        "The Committee voted the fete a success.",
        "This was lost in the flood.",
    ],
)
def test_what_others_decided_is_not_decided_here(text: str) -> None:
    assert resolutions(text, own=OWN) == ""


@pytest.mark.parametrize(
    "text",
    [
        "The Committee agreed to pay half of the cost.",
        "The Finance Committee approved the budget.",
        "Holme Parish Council agreed to pay half of the cost.",
        "The full Council resolved to object.",
        "All members agreed to the purchase.",
        "Members of the Committee agreed to walk the path.",
        "After discussion, Members agreed to walk the path.",
        "The motion was carried by a majority of the members.",
        "The minutes were approved by Councillor Oak and Councillor Elm.",
        "The accounts were unanimously approved.",
        "It was unanimously agreed to close the meeting to dogs.",
        "The Committee approved the minutes of the meeting of last month.",
        "The Committee agreed to write to the owner, who had promised a fence last year.",
    ],
)
def test_what_this_meeting_decided_still_is(text: str) -> None:
    assert resolutions(text, own=OWN) == text


@pytest.mark.parametrize("before", ["The ", "The Parish ", "The Town ", "Members and the "])
def test_whose_minutes_are_not_known_have_only_words_of_kinds_in_front(before: str) -> None:
    assert not is_another_body(before, frozenset())


@pytest.mark.parametrize("before", ["Kent County ", "The Rotherham ", "The residents’ ", "A "])
def test_a_name_in_front_is_another_bodys(before: str) -> None:
    assert is_another_body(before, frozenset())
    assert is_another_body(before, OWN)


def test_a_name_that_is_written_apart_is_the_same() -> None:
    assert not is_another_body("The Select ", own_words("Town of Pelham", "Selectboard"))


@pytest.mark.parametrize(
    ("committee", "is_own"), [("Planning Committee", True), ("Audit Committee", False)]
)
def test_a_passage_knows_whose_minutes_it_stands_in(committee: str, is_own: bool) -> None:
    said = "The Planning Committee approved the scheme on the quay."
    item = AgendaItem("Quay", minutes=said)
    meeting = Meeting(
        items=(item,), source="a.txt", council="Ashton Town Council", committee=committee
    )
    (passage,) = passages(meeting)
    assert passage.resolved == (said if is_own else "")


@pytest.mark.parametrize(
    "said",
    [
        "The motion was accepted by the Minister.",
        "The amendment was rejected by the County Council.",
        "The proposal was approved by Historic England.",
    ],
)
def test_what_others_did_with_a_motion_is_not_what_became_of_it(said: str) -> None:
    moved = "Councillor Oak moved, seconded by Councillor Elm, that the park be sold. "
    assert [outcome for *_, outcome, _ in told(moved + said)] == [""]


def test_a_motion_is_carried_by_this_meeting_alone() -> None:
    moved = "Councillor Oak moved, seconded by Councillor Elm, that the park be sold. "
    assert [o for *_, o, _ in told(moved + "The motion was accepted by a majority.")] == ["carried"]


@pytest.mark.parametrize(
    "text",
    [
        "No other business was noted.",
        "No objection was noted.",
        "This was confirmed as “nice to have” but no statute.",
        "It was confirmed as late by the driver.",
    ],
)
def test_what_is_only_remarked_is_no_decision(text: str) -> None:
    assert resolutions(text, own=OWN) == ""
