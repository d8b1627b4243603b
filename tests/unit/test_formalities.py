"""Items with which every meeting ends are shown of a closed one, too; what only begins like their titles is not."""

from __future__ import annotations

import pytest

from corpus.records import AgendaItem
from tests.unit.agendas import EXCLUDE, FRONT, exclusion, shown

OTHERS = [
    "Termination of the contract",
    "Termination of employment",
    "Adjourned application",
    "Adjourned hearing: number 4",
    "Adjournment of the arbitration",
    "Invocation of the break clause",
    "Next meeting with the bank",
    "Date of next meeting with the owners",
    "Roll call system replacement",
    "Confirmation of by-law officer’s dismissal",
    "Close of meeting room lease",
    "Confirming by-law officer’s pay",
    "Time limit before the next meeting with the firm",
]
FORMAL = [
    ("Adjournment", "There being no further business the meeting was adjourned at 9.15 pm. Zebra."),
    (
        "Adjournment",
        "Trustee Zebra moved, seconded by Trustee Fir, to adjourn. Motion carried 5-0.",
    ),
    ("Adjourn", "The meeting adjourned at 8:42 p.m. on the motion of Zebra."),
    ("Adjournment of meeting", "Motion by Zebra, second by Oak, to adjourn at 8:42 p.m. Carried."),
    ("Date of next meeting", "The next meeting would be held on 4 May 2026 in Zebra Hall."),
    ("Next meeting", "4 May 2026, 7 pm, Zebra Hall."),
    ("Date and time of next meeting", "The next meeting is on 4 May in the Zebra Room."),
    ("Close of meeting", "The Mayor, Councillor Zebra, closed the meeting at 9.02 pm."),
    ("Closing karakia", "The meeting closed with a karakia by Zebra."),
    ("Termination of meeting", "The meeting ended at 9 pm. Chair Zebra."),
]


def _shown(title: str, text: str) -> str:
    return shown(*FRONT, exclusion(EXCLUDE), AgendaItem(title, "9", minutes=text)).lower()


@pytest.mark.parametrize("title", OTHERS)
def test_what_only_begins_like_the_title_of_a_formality_stays_private(title: str) -> None:
    assert "zebra" not in _shown(title, "Zebra was named. It was agreed at 9.15 pm.")


def test_a_sum_under_the_title_of_a_formality_stays_private() -> None:
    text = "The meeting was adjourned at 9 pm. The offer to Zebra stands at 40,000."
    assert "zebra" not in _shown("Adjournment", text)


@pytest.mark.parametrize(("title", "text"), FORMAL)
def test_a_formality_is_shown(title: str, text: str) -> None:
    assert "zebra" in _shown(title, text)
