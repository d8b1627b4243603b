"""What is lost behind a closing that was done or carried was moved in private; a motion to close that is lost closes nothing."""

from __future__ import annotations

import pytest

from corpus.records import AgendaItem
from tests.unit.agendas import shown

DONE = [
    "RESOLVED: That under Section 100A(4) of the Local Government Act 1972 the public be excluded for this item. ",
    "RESOLVED (unanimously) that the press and public leave for this item, under section 1(2) of the 1960 Act. ",
    "It was moved by Councillor Ash and seconded by Councillor Fir that the public be excluded for this item. Carried. ",
    "Moved Cr Ash, seconded Cr Fir, that the meeting be closed to the public under section 48 of the Act. On being put to the "
    "vote the motion was carried. ",
    "Motion by Trustee Ash, second by Trustee Fir, to enter executive session under section 121.22(G)(2). Roll call: Ash aye, "
    "Fir aye, Oak aye. Motion passed. ",
    "That the public be excluded for this item under Section 100A(4). CARRIED. ",
    "At 8.10 pm the press and public left the meeting. ",
    "The meeting went into committee at 9.05 pm. ",
    "The Committee moved into closed session to discuss this item. ",
    "The public were excluded for this item under Schedule 12A. ",
    "The press and public were asked to leave. ",
    "Council entered executive session at 7:02 p.m. under ORS 192.660(2)(e). ",
]
LOST_IN_PRIVATE = [
    "Councillor Oak moved that the zebra bid be refused. The motion was lost.",
    "The zebra bid was put. The motion was lost by 4 votes to 3.",
    "An amendment was lost. Zebra was named.",
    "Zebra was named. There was no seconder and the motion fell.",
    "The proposal to take the zebra bid was defeated by 4 votes to 3.",
    "An amendment in the name of Councillor Elm failed for want of a seconder. Zebra was named.",
    "The zebra bid was put to the vote and rejected.",
    "The substantive motion was withdrawn. The zebra firm was named.",
    "A vote was taken and the recommendation was lost; the zebra bid was turned down.",
]
MOVED = [
    "Councillor Oak proposed that the press and public be excluded. ",
    "Moved Cr Oak, seconded Cr Ash, that the meeting be closed to the public under section 48(1). ",
    "Trustee Oak made a motion to go into executive session. ",
    "That the public be excluded under section 100A(4) for this item. ",
    "The Mayor moved, and Councillor Elm seconded, that the Council go into committee. ",
    "The officer asked that the item be taken in private. ",
    "A motion to exclude the public was put. ",
]
CAME_TO_NOTHING = [
    "The motion was lost. Zebra was talked of.",
    "LOST. Zebra was talked of.",
    "On a vote the motion was defeated 4-3. Zebra was talked of.",
    "There being no seconder, the motion lapsed. Zebra was talked of.",
    "Motion failed. Zebra was talked of.",
    "Councillor Ash spoke against. The proposal was rejected by 5 votes to 2. Zebra was talked of.",
]
NOT_HELD = [
    "In the event there was no need to go into closed session. Zebra was praised.",
    "The exclusion was not needed and the public stayed. Zebra was praised.",
    "No closed session was held. Zebra was praised.",
    "There were no exempt items. Zebra was praised.",
]


def _shown(text: str) -> str:
    return shown(
        AgendaItem("Minutes", "1", minutes="The minutes were agreed."),
        AgendaItem("Sale of land", "2", minutes=text),
        AgendaItem("Other matters", "3", minutes="A vase was admired."),
    ).lower()


@pytest.mark.parametrize("text", LOST_IN_PRIVATE)
@pytest.mark.parametrize("act", DONE)
def test_what_is_lost_behind_a_closing_undoes_it_not(act: str, text: str) -> None:
    assert "zebra" not in _shown(act + text)


@pytest.mark.parametrize("text", CAME_TO_NOTHING)
@pytest.mark.parametrize("act", MOVED)
def test_a_motion_to_close_that_is_lost_closes_nothing(act: str, text: str) -> None:
    assert "zebra" in _shown(act + text)


@pytest.mark.parametrize("text", NOT_HELD)
@pytest.mark.parametrize("act", DONE[:2])
def test_a_closing_that_was_not_made_use_of_closes_nothing(act: str, text: str) -> None:
    assert "zebra" in _shown(act + text)
