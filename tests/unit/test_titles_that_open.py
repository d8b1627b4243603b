"""What heads a private item may begin like a return: only a title that is of the meeting itself opens it again."""

from __future__ import annotations

import pytest

from corpus.records import AgendaItem
from tests.unit.agendas import EXCLUDE, FRONT, exclusion, shown

CLOSINGS = [exclusion(EXCLUDE), AgendaItem("Closed session", "8")]
OF_PRIVATE_THINGS = [
    "Return of the deposit",
    "Return on investment",
    "Returned tenders",
    "Return to work of an officer",
    "Return to open tender",
    "Resumption of possession",
    "Resumption of the lease negotiations",
    "Resumed disciplinary hearing",
    "Reconvened grievance hearing",
    "Reopening of the pool",
    "Reopened tender",
    "Reopening clause",
    "Rise in the rent",
    "Rising damp at the lodge",
    "Public items in store",
    "Public business premises",
    "Open business case",
    "Open items in the ledger",
    "Part A of the claim",
    "Back in house cleaning",
    "Readmission agreement with the pension fund",
    "Re-admission of the scheme member",
]
OF_THE_MEETING = [
    "Part 1: roads",
    "Return to open session",
    "Reconvene",
    "Reconvene Regular Meeting",
    "Reconvene into open session: action on the land",
    "Reconvening of School Board",
    "Rise and report",
    "Return of press and public",
    "Readmission of the public",
    "Resume Open Session – 7:35 p.m.",
    "Resume Council meeting",
    "Public Session – Call to Order",
    "Open session: approval of the minutes",
    "Reopening of the meeting to the public",
    "Back in open session",
    "Return from In-Camera",
    "Part A - Items considered in public",
    "Return to Public Meeting / Adoption of recommendations",
    "Out of committee",
    "Report from the executive session",
]


@pytest.mark.parametrize("title", OF_PRIVATE_THINGS)
@pytest.mark.parametrize("closing", CLOSINGS)
def test_a_title_of_something_else_opens_nothing(closing: AgendaItem, title: str) -> None:
    item = AgendaItem(title, "9", minutes="Zebra was named.")
    assert "zebra" not in shown(*FRONT, closing, item, AgendaItem("Staff", "10")).lower()


@pytest.mark.parametrize("title", OF_PRIVATE_THINGS)
def test_a_heading_of_something_else_within_an_item_opens_nothing(title: str) -> None:
    item = AgendaItem("Sale", "9", minutes=f"Offers were compared.\n\n{title}\n\nZebra was named.")
    assert "zebra" not in shown(*FRONT, CLOSINGS[0], item, AgendaItem("Staff", "10")).lower()


@pytest.mark.parametrize("title", OF_THE_MEETING)
@pytest.mark.parametrize("closing", CLOSINGS)
def test_a_title_of_the_meeting_opens_it(closing: AgendaItem, title: str) -> None:
    item = AgendaItem(title, "10", minutes="Zebra was praised.")
    private = AgendaItem("Sale of land", "9", minutes="Offers were compared.")
    assert "zebra" in shown(*FRONT, closing, private, item).lower()
