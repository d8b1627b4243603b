"""A thing that comes back, or is handed back, opens no closed meeting: people do, and the meeting itself."""

from __future__ import annotations

import pytest

from corpus.records import AgendaItem
from indexer.passages.exclusion.coming import comes_back
from indexer.passages.exclusion.exclusion import returns
from indexer.passages.exemption.exemption import verdicts

THINGS = [
    "Of 120 survey forms 98 came back.",
    "98 came back with it.",
    "The report came back to the committee in May.",
    "The contractor came back with a lower price.",
    "The valuer came back with a figure of 410,000.",
    "They came back with an offer of 310,000.",
    "The deposit was returned to the public.",
    "The letter was returned to the public library.",
    "Forty forms were returned by residents.",
    "Residents returned 40 forms.",
    "The tenants had returned the keys.",
]
PEOPLE = [
    "The public came back at 9.10 pm.",
    "They came back in.",
    "Members of the press came back in and the meeting went on.",
    "The council returned to open session.",
    "The public were brought back in.",
    "The residents returned to the hall at 8.20 pm.",
]


@pytest.mark.parametrize("sentence", THINGS)
def test_a_thing_that_comes_back_opens_nothing(sentence: str) -> None:
    assert not returns(sentence)
    assert not comes_back(sentence)
    text = f"RESOLVED that the public be excluded.\n\n{sentence}\n\nSecret words."
    (verdict, *_) = verdicts([AgendaItem("Land", "4", minutes=text)])
    assert "Secret" not in verdict.item.minutes


@pytest.mark.parametrize("sentence", PEOPLE)
def test_people_who_come_back_and_a_meeting_that_does_open_it(sentence: str) -> None:
    assert returns(sentence) or comes_back(sentence)
