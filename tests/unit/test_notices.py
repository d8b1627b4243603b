"""A notice that says when the public may be sent away sends nobody away; who calls a public session to order has it back."""

from __future__ import annotations

import pytest

from corpus.records import AgendaItem
from indexer.passages.exclusion.exclusion import read_sentence, returns
from indexer.passages.exclusion.notices import is_notice
from indexer.passages.exclusion.reach import Deed
from indexer.passages.exemption.exemption import verdicts

NOTICES = [
    "Members of the public and press are welcome to attend, except where the Council formally resolve to exclude them under "
    "the Public Bodies (Admission to Meetings) Act 1960.",
    "This meeting is open to the public unless the committee decides to exclude the press and public for an item of confidential business.",
    "Meetings are open to the public, save where the Board resolves to sit in private.",
    "All meetings of the committee are held in public other than when the committee goes into closed session.",
    "Anyone may attend and record this meeting, subject to the council's power to exclude the public by resolution.",
    "Should the Council resolve to exclude the public, recording must cease.",
    "If the committee moves into private session, the webcast will be stopped.",
    "The meeting will be webcast except for any part at which the public are excluded.",
    "The public gallery is open save for items in Part 2, for which the public will be excluded.",
    "The Board may convene in executive session at any point pursuant to A.R.S. 38-431.03 for legal advice.",
    "Note: City Council may go into closed session under Section 551.071 on any matter that is posted.",
    "Please note that the press and public will be asked to withdraw if the Committee resolves to go into private session.",
    "It is sometimes necessary to exclude the public from parts of a meeting, for instance when personal information is discussed.",
    "The committee reserves the right to exclude the press and public where exempt information is discussed.",
    "You are invited to observe the whole of the meeting but the public will be excluded where exempt information is considered.",
]
CLOSINGS = [
    "The Council resolved to exclude the public unless they were parties to the appeal.",
    "Except for the applicant, the public were excluded while the licence was discussed.",
    "It was resolved that, except for the minutes clerk, all members of the public be excluded.",
    "The meeting, which is normally open to the public, went into closed session.",
    "The public are excluded from this meeting, except for the applicant.",
    "This meeting is closed to the public, except for those who are called as witnesses, and is held in private.",
    "The meeting was open to the public but went into private session at 8 pm.",
    "The Council may now go into closed session, and the public is excluded.",
    "The public is hereby excluded from what is normally a public meeting.",
]
# They say which items, or that it is so now.
NO_NOTICES = [
    "The public may attend except for items 9 and 10, for which the public will be excluded.",
    "Members may leave with the public, who are excluded for the following items.",
    "If you are a member of the public, you must leave as the public is excluded under the 1960 Act.",
]
AGAIN = [
    "The Mayor again called the meeting to order for open session at 7:00 p.m.",
    "The Mayor called the public portion of the meeting back to order at 6:50 p.m.",
    "Open session was called to order at 7:15 PM.",
    "Public session began at 7:30 p.m.",
    "The open portion of the meeting started at 8 pm.",
]
NOT_AGAIN = [
    "The executive session was called to order at 7:15 PM.",
    "The closed portion of the meeting started at 8 pm.",
    "The Mayor called the meeting to order in closed session.",
    "Before the open session was called to order the members spoke.",
]


@pytest.mark.parametrize("sentence", NOTICES)
def test_a_notice_closes_nothing(sentence: str) -> None:
    assert is_notice(sentence)
    items = [AgendaItem("Notice", "1", minutes=sentence), AgendaItem("Bins", "2", minutes="Words.")]
    assert [verdict.reason for verdict in verdicts(items)] == [None, None]


@pytest.mark.parametrize("sentence", [*CLOSINGS, *NO_NOTICES])
def test_a_closing_with_an_exception_is_no_notice(sentence: str) -> None:
    assert not is_notice(sentence)


@pytest.mark.parametrize("sentence", CLOSINGS)
def test_what_is_told_behind_such_a_closing_is_withheld(sentence: str) -> None:
    (verdict,) = verdicts([AgendaItem("Land", "4", minutes=f"{sentence}\n\nSecret words.")])
    assert "Secret" not in verdict.item.minutes


@pytest.mark.parametrize("sentence", AGAIN)
def test_a_public_session_that_is_called_to_order_is_open(sentence: str) -> None:
    assert returns(sentence)
    text = f"The Council convened in closed session at 6:05 p.m.\n\nSecret words.\n\n{sentence}"
    first, second = verdicts([AgendaItem("Closed session", "2", minutes=text), _BINS])
    assert "Secret" not in first.item.minutes
    assert second.reason is None


@pytest.mark.parametrize("sentence", NOT_AGAIN)
def test_a_private_session_that_is_called_to_order_is_not(sentence: str) -> None:
    said = read_sentence(sentence)
    assert not returns(sentence)
    assert said is None or said.deed is not Deed.OPENS


_BINS = AgendaItem("Bins", "3", minutes="Public words.")
