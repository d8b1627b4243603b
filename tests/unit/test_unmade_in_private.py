"""What is denied, refused or not needed within a private item undoes no closing; that the closing was not made does."""

from __future__ import annotations

import pytest

from corpus.records import AgendaItem
from tests.unit.agendas import FRONT, shown

DONE = [
    "RESOLVED: That under Section 100A(4) of the Local Government Act 1972 the public be excluded for this item. ",
    "The meeting went into committee at 9.05 pm. ",
    "Motion by Trustee Ash, second by Trustee Fir, to enter executive session under section 121.22(G)(2). Roll call: Ash aye, "
    "Fir aye, Oak aye. Motion passed. ",
    "Public words were said.\n\nCONFIDENTIAL ITEMS\n\n",
]
OF_PRIVATE_THINGS = [
    "The motion to extend the closed session by an hour was lost.",
    "A request to adjourn the closed session was refused.",
    "A proposal to record the closed session failed.",
    "A proposal that the closed session be recorded was withdrawn.",
    "The motion to come out of closed session was lost.",
    "An amendment to leave out the exclusion clause was lost.",
    "The insurer’s exclusion was not agreed.",
    "The exclusion of VAT was rejected by the vendor.",
    "The school’s exclusion of the pupil was withdrawn.",
    "The private part of the bid was withdrawn.",
    "The private sitting tenant rejected the proposal.",
    "There was no need to go to a private meeting with the firm.",
    "The executive session minutes were not approved.",
    "The firm declined the proposal.",
    "She withdrew her request.",
    "The session with the mediator was cancelled.",
    "The item was held in public trust.",
    "The matter was considered in open court.",
    "There was no urgent business from the firm.",
    "There were no confidential papers on the file.",
    "No further items were received from the bidder.",
    "It was not necessary to pay the bond.",
    "There were no further items in the claim.",
]
BARE = [
    "It was not required.",
    "Not needed.",
    "This was not needed.",
    "There were no other matters.",
    "The motion was not put.",
]
NOT_MADE = [
    "In the event there was no need to go into closed session.",
    "No closed session was held.",
    "The closed session was not needed.",
    "There were no exempt items.",
    "There were no confidential matters to be considered.",
    "The public were not excluded.",
    "The item was considered in open session.",
]
UNDER_HEADING = ["None.", "Nil.", "There were no items.", "Nid oedd dim."]


def _shown(text: str) -> str:
    item = AgendaItem("Sale of land", "4", minutes=text)
    return shown(*FRONT, item, AgendaItem("Other matters", "5", minutes="A vase.")).lower()


@pytest.mark.parametrize("text", OF_PRIVATE_THINGS)
@pytest.mark.parametrize("act", DONE)
def test_what_is_denied_of_something_else_undoes_no_closing(act: str, text: str) -> None:
    assert "zebra" not in _shown(f"{act}{text} Zebra was named.")


@pytest.mark.parametrize("text", BARE)
@pytest.mark.parametrize("act", DONE[:3])
def test_what_is_bare_is_told_of_the_item_in_which_it_stands(act: str, text: str) -> None:
    assert "zebra" not in _shown(f"{act}{text} Zebra was named.")


@pytest.mark.parametrize("text", NOT_MADE)
@pytest.mark.parametrize("act", [DONE[0], DONE[3]])
def test_that_the_closing_was_not_made_undoes_it(act: str, text: str) -> None:
    assert "zebra" in _shown(f"{act}{text} Zebra was praised.")


@pytest.mark.parametrize("text", UNDER_HEADING)
def test_that_there_is_nothing_under_a_heading_undoes_it(text: str) -> None:
    assert "zebra" in _shown(f"{DONE[3]}{text} Zebra was praised.")


def test_a_motion_to_close_under_a_heading_may_be_lost() -> None:
    moved = "Councillor Ash moved that the press and public be excluded. The motion was lost."
    assert "zebra" in _shown(f"{DONE[3]}{moved} Zebra was praised.")


NO_SESSION = [
    "No closed session was held.",
    "There was no need for an executive session.",
    "The motion to enter executive session failed.",
    "Motion by Ash to enter executive session failed 2-3.",
    "The Board did not convene in executive session.",
    "No exempt items were considered.",
    "The closed session was cancelled.",
    "None.",
    "Council had no matters for closed session.",
]
TOLD_IN_SESSION = [
    "The solicitor rejoined the meeting at 8.15 pm.",
    "The applicant was readmitted and told the outcome.",
    "The tribunal returned to open session and gave its award.",
    "No action was taken against the employee.",
    "The claim was heard in public by the tribunal.",
    "The grievance hearing was not held.",
]


def _session(title: str, text: str) -> str:
    staff = AgendaItem("Staff", "5", minutes="Zebra was named.")
    return shown(*FRONT, AgendaItem(title, "4", minutes=text), staff).lower()


@pytest.mark.parametrize("text", NO_SESSION)
@pytest.mark.parametrize("title", ["Closed session", "Executive Session"])
def test_a_closed_session_that_was_not_held_closes_nothing(title: str, text: str) -> None:
    assert "zebra" in _session(title, text)


@pytest.mark.parametrize("text", TOLD_IN_SESSION + OF_PRIVATE_THINGS[:10])
@pytest.mark.parametrize("title", ["Closed session", "Executive Session"])
def test_what_is_denied_in_a_closed_session_opens_nothing(title: str, text: str) -> None:
    assert "zebra" not in _session(title, f"{text} Zebra was named.")
