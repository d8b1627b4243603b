from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import readers
from corpus.errors import RecordError
from corpus.records import AgendaItem, Document, Meeting, MeetingFacts, Source

ITEM = """Agenda item

School places pdf icon PDF 168 KB

To receive a report.

Additional documents:

Appendix 1 pdf icon PDF 96 KB

Decision:

Noted.

Minutes:

The Director said:-
\u00a0
·\u00a0\u00a0\u00a0 it was a complex area;

Supporting documents:

School places, item 4. pdf icon PDF 168 KB
"""

MEETING = """https://democracy.example.org/ieListDocuments.aspx?CId=1&MId=2&Ver=4

Agenda and minutes

Planning Committee - Tuesday, 14th May, 2019 6.00 pm

Venue: Committee Room 2. View directions

Items
No. Item

1.

Apologies

Minutes:

There were 2 apologies.

2

Nine members were present.

2.

Application 16/01234/FUL PDF 1 MB

Decision:

Granted.

4.

Exempt report - not for publication

Minutes:

Withheld.
"""

ISSUE = """Issue - meetings

Moor Road

Meeting: 14/05/2019 - Planning Committee (Item 7)

7 Moor Road: traffic order

Minutes:

Deferred.

Meeting: 11/06/2019 - Cabinet

Minutes:

Approved.
"""

DECISION = """https://x.example.org/ieDecisionDetails.aspx?ID=5

Decision details

Moor Road

Decision Maker: Head of Highways

Decision status: Approved

Is Key decision?: No

Date of decision: 14/05/2019

Purpose:

To make an order.

Decision:

The order was made.

Minutes:

It was discussed.
"""


def _read(text: str, name: str = "a.txt", facts: MeetingFacts | None = None) -> list[Meeting]:
    source = Source(name, text.encode(), facts or MeetingFacts())
    assert readers.pick(source).name == "modern.gov page text"
    found = list(readers.read(source))
    assert all(isinstance(meeting, Meeting) for meeting in found)
    return [meeting for meeting in found if isinstance(meeting, Meeting)]


def test_an_item_page_is_one_item_with_its_parts_apart() -> None:
    (found,) = _read(ITEM)
    assert found.items == (
        AgendaItem(
            title="School places",
            agenda="To receive a report.",
            decision="Noted.",
            minutes="The Director said:-\n\n• it was a complex area;",
            documents=(Document("Appendix 1"), Document("School places, item 4.")),
        ),
    )
    assert (found.committee, found.date) == (None, None)


@pytest.mark.parametrize("missing", ["To receive a report.", "Decision:\n\nNoted.", "Minutes:"])
def test_any_part_of_an_item_page_may_be_missing(missing: str) -> None:
    (found,) = _read(ITEM.replace(missing, ""))
    assert found.items[0].title == "School places"
    assert "complex area" in found.items[0].minutes + found.items[0].decision


def test_an_item_page_without_facts_takes_them_from_meeting_toml() -> None:
    (found,) = _read(ITEM, facts=MeetingFacts(committee="Cabinet", date=date(2019, 5, 14)))
    assert (found.committee, found.date) == ("Cabinet", date(2019, 5, 14))


def test_a_meeting_page_is_split_at_its_numbers_and_nowhere_else() -> None:
    (found,) = _read(MEETING)
    assert [(item.number, item.title) for item in found.items] == [
        ("1", "Apologies"),
        ("2", "Application 16/01234/FUL"),
        ("4", "Exempt report - not for publication"),
    ]
    assert "Nine members were present." in found.items[0].minutes


def test_the_head_of_a_meeting_page_gives_its_facts() -> None:
    (found,) = _read(MEETING)
    assert (found.committee, found.date) == ("Planning Committee", date(2019, 5, 14))
    assert found.venue == "Committee Room 2"
    assert found.url == "https://democracy.example.org/ieListDocuments.aspx?CId=1&MId=2&Ver=4"


def test_an_item_whose_title_says_it_is_withheld_is_restricted() -> None:
    (found,) = _read(MEETING)
    assert [item.restricted for item in found.items] == [False, False, True]


def test_a_meeting_page_without_numbers_is_one_item_that_loses_no_word() -> None:
    text = MEETING.replace("1.\n", "").replace("2.\n", "").replace("4.\n", "")
    (found,) = _read(text)
    assert found.items[0].title == "Planning Committee: whole page"
    assert "Granted." in found.items[0].decision


def test_an_issue_is_one_meeting_for_each_time_it_was_considered() -> None:
    first, second = _read(ISSUE)
    assert (first.committee, first.date) == ("Planning Committee", date(2019, 5, 14))
    assert (first.items[0].number, first.items[0].title) == ("7", "Moor Road: traffic order")
    assert (second.committee, second.date) == ("Cabinet", date(2019, 6, 11))
    assert (second.items[0].title, second.items[0].minutes) == ("Moor Road", "Approved.")


def test_a_decision_page_gives_who_decided_and_when() -> None:
    (found,) = _read(DECISION)
    assert (found.committee, found.date) == ("Head of Highways", date(2019, 5, 14))
    (item,) = found.items
    assert (item.agenda, item.decision) == ("To make an order.", "The order was made.")
    assert item.minutes == "It was discussed."


def test_a_page_cut_off_behind_its_heading_is_a_record_error() -> None:
    with pytest.raises(RecordError, match="no agenda item"):
        _read("Agenda item\n\n \n")


def test_a_line_too_long_for_a_title_stays_in_the_text() -> None:
    long = "word " * 50
    (found,) = _read(f"Agenda item\n\n{long}\n")
    assert found.items[0].title.endswith("…")
    assert found.items[0].agenda == long.strip()


def test_other_text_is_left_to_the_minutes_reader() -> None:
    source = Source("a.txt", b"Minutes of the Council\n\nhttps://example.org/mgAi.aspx?ID=1")
    assert readers.pick(source).name == "minutes"


@given(st.lists(st.sampled_from(
    ["", "1.", "2.", "3", "Roads", "Minutes:", "Decision:", "Items", "Venue: x", "word " * 45,
     "Supporting documents:", "Meeting: 14/05/2019 - Cabinet", "Decision Maker: Head", "• a"]),
    max_size=12), st.sampled_from(["Agenda item", "Agenda and minutes", "Issue - meetings",
                                   "Decision details"]))  # fmt: skip
def test_no_page_makes_the_reader_fail_otherwise_than_with_a_record_error(
    lines: list[str], heading: str
) -> None:
    source = Source("a.txt", "\n".join([heading, "Items", *lines]).encode())
    try:
        found = list(readers.read(source))
    except RecordError:
        return
    assert all(isinstance(meeting, Meeting) and meeting.items for meeting in found)


@pytest.mark.parametrize(
    "stamp",
    ["AGENDA ITEM\nIII-3", "Agenda item\n7.1", "Agenda Item\nNo. 12", "AGENDA ITEM\nMinutes"],
)
def test_minutes_with_the_stamp_of_the_next_agenda_are_no_saved_page(stamp: str) -> None:
    minutes = (
        "1. Apologies\n\nNone.\n\n2. Mill Lane\n\nThe drain was cleared.\n\n3. Close\n\nAt nine.\n"
    )
    (found,) = readers.read(Source("minutes.txt", f"{stamp}\n\n{minutes}".encode()))
    assert isinstance(found, Meeting)
    assert [one.number for one in found.items if one.number] == ["1", "2", "3"]
