"""Kinds of records that round-p found read wrongly: what hides, and what of the same words hides nothing."""

from __future__ import annotations

import pytest

from corpus.records import AgendaItem
from indexer.passages.exclusion.coming import comes_back
from indexer.passages.exclusion.exclusion import read_sentence
from indexer.passages.exclusion.model import tells_why, withholds
from indexer.passages.exclusion.nobody import (
    behind_nothing_private,
    behind_public_time,
    is_of_nobody,
)
from indexer.passages.exclusion.reach import Deed
from indexer.passages.exemption.prose import tells
from tests.unit.agendas import EXCLUDE, exclusion, withheld

ROADS = AgendaItem("Roads", "4", minutes="Potholes were noted.")
CLAIM = "The claim was settled."
TREES = AgendaItem("Trees", "6", minutes="Forty trees are planted.")


@pytest.mark.parametrize(
    "end",
    [
        "The press and public were excluded for item 5.",
        "RESOLVED that the public be excluded from the meeting during item 5.",
        "Members of the public were excluded from the room for items 5 and 7.",
    ],
)
def test_what_is_said_of_the_item_in_which_it_stands_is_of_all_of_it(end: str) -> None:
    item = AgendaItem("Claim", "5", minutes=f"{CLAIM}\n\n{end}")
    assert withheld(ROADS, item, TREES) == ["5"]


@pytest.mark.parametrize(
    "end",
    [
        "The public had asked for item 5 to be moved up.",
        "A motion to exclude the public for item 5 was lost.",
        "The petition on item 5 had been handed in by members of the public.",
    ],
)
def test_what_is_said_of_an_item_may_be_no_exclusion(end: str) -> None:
    item = AgendaItem("Claim", "5", minutes=f"{CLAIM}\n\n{end}")
    assert withheld(ROADS, item, TREES) == []


@pytest.mark.parametrize(
    "title",
    [
        "That staff offer Ms Vale the severance discussed",
        "22-12 That Ms Vale receive six months' pay",
        "That Lot 9 be sold to Vale for a dollar",
        "Appoint Ms Vale as fire chief",
        "Sell Lot 9 to Vale Ltd",
        "Award the contract to Elm Ltd",
        "Accept the lowest tender, of Elm Ltd",
    ],
)
def test_a_title_that_tells_the_decision_goes_with_its_text(title: str) -> None:
    assert tells(title)


@pytest.mark.parametrize(
    "title",
    [
        "Appointment of a fire chief",
        "Offer for the mill",
        "Award of contract",
        "Purchase of land at Mill Lane",
        "Settlement of a claim",
        "Thatched cottages",
        "Selling of surplus land",
    ],
)
def test_a_title_that_names_its_matter_stays(title: str) -> None:
    assert not tells(title)


RETURNS = [
    "The public took their seats once more.",
    "Press and public were again seated.",
    "Residents were in the gallery again by nine.",
    "The public having come in again at 8.40 pm, the Mayor went on with the agenda.",
    "Public back 8.40 pm.",
    "The gallery was reopened at 9.12 pm and the Mayor read the resolutions.",
    "The chamber was then reopened.",
    "The Mayor reopened the public gallery at 8.02 pm.",
    "6.40pm Meeting came from behind closed doors.",
    "The committee emerged from the private session.",
    "Council moved out of the confidential part.",
    "Out 8:40.",
    "Out at 7:55 p.m.",
]


@pytest.mark.parametrize("sentence", RETURNS)
def test_a_return_is_composed_of_those_who_were_out_and_that_they_are_there_again(
    sentence: str,
) -> None:
    assert comes_back(sentence)
    after = AgendaItem("Claim", "9", minutes=f"{CLAIM}\n\n{sentence}")
    assert withheld(exclusion(EXCLUDE), after, AgendaItem("Trees", "10", minutes="Planted.")) == [
        "9"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Residents had again broken the wall.",
        "The public were again asked to leave.",
        "The public again had to wait outside.",
        "Visitors complained in the hall again last month.",
        "The gallery reopened in May after repairs.",
        "The hall is to be reopened next year.",
        "The smell came from behind closed doors of the depot.",
        "The rise came from the confidential part of the budget.",
        "Out of 40 offers two were good.",
        "Out 40 loads.",
        # Each opened what was private when a return was any of them beside "again" or "reopened".
        "The residents complained again in the chamber about the mill.",
        "Members came from the private session of the panel with an offer.",
        "The hall was reopened and the sum of £4m agreed.",
        "The swimming hall was reopened.",
        "The museum reopened the gallery, for which a grant was sought.",
    ],
)
def test_the_words_of_a_return_alone_are_none(sentence: str) -> None:
    assert not comes_back(sentence)
    after = AgendaItem("Claim", "9", minutes=f"{CLAIM}\n\n{sentence}")
    assert withheld(exclusion(EXCLUDE), after, AgendaItem("Trees", "10", minutes="Planted.")) == [
        "9",
        "10",
    ]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Close", "The meeting ended at 9.20 pm."),
        ("Closure", "The President thanked all."),
        ("Closing", "There being no further business, the chair closed at 9.10 pm."),
    ],
)
def test_the_close_of_a_private_meeting_is_public(title: str, text: str) -> None:
    assert withheld(exclusion(EXCLUDE), AgendaItem(title, "9", minutes=text)) == []


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Closure", "The mill shuts in May with forty redundancies."),
        ("Closure", "The meeting heard of forty redundancies."),
        ("Closure of the depot", "The meeting heard of forty redundancies."),
    ],
)
def test_what_closes_may_be_a_mill(title: str, text: str) -> None:
    assert withheld(exclusion(EXCLUDE), AgendaItem(title, "9", minutes=text)) == ["9"]


FORUM_ENDS = [
    "The public session closed at 7.20 pm and the committee turned to its business.",
    "Public question time closed at 7.25 pm and the council went on with its business.",
    "The open forum was closed and members turned to the agenda.",
]


@pytest.mark.parametrize("end", FORUM_ENDS)
def test_that_the_publics_time_is_closed_is_no_reason(end: str) -> None:
    assert not tells_why(end)
    forum = AgendaItem("Public session", "3", minutes=f"Two residents spoke. {end}")
    assert withheld(forum, ROADS, TREES) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The public left and the meeting went into closed session.",
        "The meeting was closed to the public.",
        "The rest was heard behind closed doors.",
    ],
)
def test_a_closed_session_is_a_reason(sentence: str) -> None:
    assert tells_why(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The meeting then closed and opened to the public.",
        "The private part was closed and the meeting reopened to the public.",
        "The executive session ended and the meeting was then opened to the press and public.",
    ],
)
def test_what_is_closed_and_then_opened_to_the_public_is_open(sentence: str) -> None:
    said = read_sentence(sentence)
    assert said is not None
    assert said.deed is Deed.OPENS


@pytest.mark.parametrize(
    "sentence",
    [
        "The meeting was closed to the public.",
        "The meeting was closed and not opened to the public again.",
    ],
)
def test_what_is_closed_and_not_opened_is_not(sentence: str) -> None:
    said = read_sentence(sentence)
    assert said is None or said.deed is not Deed.OPENS


NOBODY = [
    "No members of the public were in the chamber and the gallery was empty all evening.",
    "No press or public attended and the seats stayed empty throughout.",
    "Neither press nor public came, and the benches were empty.",
]


@pytest.mark.parametrize("remark", NOBODY)
def test_that_nobody_was_there_excludes_nobody(remark: str) -> None:
    assert is_of_nobody(remark)
    assert not withholds(remark)
    assert withheld(AgendaItem("Attendance", "3", minutes=remark), ROADS, TREES) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "No members of the public were present for the next item.",
        "No member of the public was allowed in the chamber.",
        "No press or public were present while this was discussed.",
    ],
)
def test_that_nobody_was_there_for_an_item_is_no_remark_on_attendance(sentence: str) -> None:
    assert not is_of_nobody(sentence)


@pytest.mark.parametrize(
    "remark",
    [
        "The Convener confirmed that nothing on the agenda was for consideration in private and that the webcast would run to the end.",
        "There was nothing for discussion behind closed doors.",
        "No business was to be taken in closed session and the public stayed.",
    ],
)
def test_that_nothing_is_private_excludes_nobody(remark: str) -> None:
    assert behind_nothing_private(remark) is not None
    assert withheld(AgendaItem("Order of business", "3", minutes=remark), ROADS, TREES) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "No vote was taken and the rest was heard in private.",
        "The report was to be considered in private.",
    ],
)
def test_what_is_private_is_not_nothing(sentence: str) -> None:
    assert behind_nothing_private(sentence) is None


@pytest.mark.parametrize(
    "end",
    [
        "The public hearing was closed at 7:15 pm and the council then debated the request among themselves.",
        "The chair closed the public comment period and the commissioners deliberated among themselves.",
        "The public portion of the hearing ended at 7:40 p.m.; only council members spoke after that.",
    ],
)
def test_behind_a_public_hearing_members_speak_in_public(end: str) -> None:
    assert behind_public_time(end) is not None
    assert withheld(AgendaItem("Variance", "3", minutes=end), ROADS, TREES) == []


def test_whoever_leaves_behind_a_public_hearing_leaves() -> None:
    left = "The public hearing was closed and the public left the chamber."
    assert behind_public_time(left) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "The public hearing was closed and the board went into executive session.",
        "Public comments were closed, the rest being confidential.",
    ],
)
def test_a_hearing_that_is_closed_for_a_reason_is_closed(sentence: str) -> None:
    assert tells_why(sentence)
    assert withheld(AgendaItem("Variance", "3", minutes=sentence), ROADS) == ["4"]


@pytest.mark.parametrize(
    ("shut", "open_"),
    [
        ("Press and public may not attend", "Press and public may attend"),
        ("with the public out", "with the public in"),
        ("Public excluded", "Public present"),
    ],
)
def test_a_cell_that_says_that_the_public_is_out_marks_its_row(shut: str, open_: str) -> None:
    rows = f"Item | Subject | Basis\n5 | Land swap | {shut}\n6 | Trees | {open_}"
    front = AgendaItem("Order of business", "1", minutes=rows)
    assert withheld(front, AgendaItem("Land swap", "5", minutes=CLAIM), TREES) == ["5"]


@pytest.mark.parametrize(
    "cell", ["not allowed", "Public may not apply", "12 seats", "Public toilets"]
)
def test_a_cell_that_says_something_else_marks_nothing(cell: str) -> None:
    rows = f"Item | Subject | Note\n5 | Beach | {cell}\n6 | Trees | {cell}"
    front = AgendaItem("Order of business", "1", minutes=rows)
    assert withheld(front, AgendaItem("Beach", "5", minutes=CLAIM), TREES) == []


@pytest.mark.parametrize(
    "sentence",
    [
        # Each was withheld before a remark had the last word.
        "No matters were public from this point: they were considered in private.",
        "Nothing was said in public of the offer, which was heard in private.",
        "The hearing ended and the commissioners met alone.",
        "No public were present as they had been asked to leave.",
        "Neither press nor public was in the chamber, the doors having been shut by resolution.",
        "There were no observers present, they having gone out at the Chair's request.",
        "No spectators were in the room once the Clerk had shown them out.",
        "No report was to be read in public; the tender was heard in private.",
    ],
)
def test_a_remark_that_tells_how_they_went_is_none(sentence: str) -> None:
    said = read_sentence(sentence)
    assert withholds(sentence, taken_for=said.deed if said else None)
