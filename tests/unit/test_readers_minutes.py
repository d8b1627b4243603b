from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import readers
from corpus.errors import RecordError
from corpus.readers.minutes import OPENING
from corpus.records import Meeting, MeetingFacts, Source

HEAD = "WENBRIDGE CITY COUNCIL\n\nPLANNING COMMITTEE\n\nTuesday 14 May 2019\n\n"


def _read(text: str, name: str = "a.txt", **facts: str) -> Meeting:
    source = Source(name, text.encode(), MeetingFacts(**facts))  # type: ignore[arg-type]
    assert readers.pick(source).name == "minutes"
    (found,) = readers.read(source)
    assert isinstance(found, Meeting)
    return found


def _items(text: str) -> list[tuple[str | None, str]]:
    return [(item.number, item.title) for item in _read(text).items]


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("1.", "2.", "3."),
        ("(138)", "(139)", "(140)"),
        ("P.61", "P.62", "P.63"),
        ("L4", "L5", "L6"),
        ("131/2017", "132/2017", "133/2017"),
        ("C104/Feb/2020", "C105/Feb/2020", "C106/Feb/2020"),
        ("CAB 45/19", "CAB 46/19", "CAB 47/19"),
        ("## 1", "## 2", "## 3"),
        ("**1.**", "**2.**", "**3.**"),
    ],
)
def test_minutes_are_split_at_every_kind_of_number(first: str, second: str, third: str) -> None:
    text = f"{HEAD}{first} Apologies\n\nNone.\n\n{second} Roads\n\nLong.\n\n{third} Parks\n\nGreen."
    found = _read(text)
    assert [item.title for item in found.items] == ["Apologies", "Roads", "Parks"]
    assert [item.minutes for item in found.items] == ["None.", "Long.", "Green."]
    assert [item.number for item in found.items] == [
        number.strip("#*() ").rstrip(".") for number in (first, second, third)
    ]


def test_a_number_on_its_own_line_takes_the_title_below_it() -> None:
    assert _items(f"{HEAD}45/19\n\nApologies\n\nNone.\n\n46/19\n\nRoads\n\nLong.") == [
        ("45/19", "Apologies"),
        ("46/19", "Roads"),
    ]


def test_a_numbered_list_inside_an_item_does_not_split_it() -> None:
    text = (
        f"{HEAD}40. Apologies\n\nNone.\n\n41. Roads\n\nRESOLVED:\n\n1. that it be noted;\n\n"
        "2. that it be sent on.\n\n42. Parks\n\nGreen.\n"
    )
    assert _items(text) == [("40", "Apologies"), ("41", "Roads"), ("42", "Parks")]


def test_a_reference_to_another_minute_does_not_split() -> None:
    text = (
        f"{HEAD}40. Apologies\n\nNone.\n\n41. Roads\n\nMinute 45/19 refers, see minute 11 below.\n\n"
        "16/01234/FUL was granted.\n\n42. Parks\n\nGreen."
    )
    assert len(_items(text)) == 3


def test_a_title_in_capitals_that_is_wrapped_is_put_together() -> None:
    text = f"{HEAD}40. TREASURY MANAGEMENT AND\nTHE LOANS\n\nNone.\n\n41. ROADS\n\nLong.\n"
    found = _read(text)
    assert found.items[0].title == "TREASURY MANAGEMENT AND THE LOANS"
    assert found.items[0].minutes == "None."


def test_page_numbers_and_rules_are_no_headings_and_no_text() -> None:
    text = f"{HEAD}1. Apologies\n\nNone.\n\n-----\n\n2\n\nPage 2 of 9\n\n2. Roads\n\nLong."
    found = _read(text)
    assert [item.minutes for item in found.items] == ["None.", "Long."]


def test_without_numbers_the_headings_of_markdown_split() -> None:
    text = "# Planning Committee\n\n14 May 2019\n\n## Apologies\n\nNone.\n\n## Roads\n\nLong."
    assert _items(text) == [(None, "Apologies"), (None, "Roads")]


def test_without_numbers_lines_in_bold_or_capitals_split() -> None:
    text = "14 May 2019\n\n**Budget**\n\nNone.\n\nROADS AND PATHS\n\nLong.\n\n**Parks:**\n\nGreen."
    assert _items(text) == [(None, "Budget"), (None, "ROADS AND PATHS"), (None, "Parks")]


def test_where_nothing_stands_out_the_document_is_one_item_with_every_word() -> None:
    found = _read(f"{HEAD}The chair said that roads are long.\n\nNobody disagreed.")
    (item,) = found.items
    assert item.title == "Minutes of Planning Committee"
    assert item.minutes.endswith("The chair said that roads are long.\n\nNobody disagreed.")


def test_a_long_attendance_list_becomes_an_item_of_its_own() -> None:
    present = "Present: " + " ".join(f"Councillor Name{n}" for n in range(60))
    found = _read(f"{HEAD}{present}\n\n1. Apologies\n\nNone.\n\n2. Roads\n\nLong.")
    assert [item.title for item in found.items] == [OPENING, "Apologies", "Roads"]
    assert "Councillor Name59" in found.items[0].minutes


@pytest.mark.parametrize(
    ("head", "committee"),
    [
        ("WENBRIDGE CITY COUNCIL\n\nPLANNING COMMITTEE", "Planning Committee"),
        ("Minutes of a meeting of the Audit Panel held on 14 May 2019", "Audit Panel"),
        ("# Children and Young People Scrutiny Commission – Minutes", "Children and Young People Scrutiny Commission"),
        ("Wenbridge City Council", "Council"),
        ("No body is named here", None),
    ],
)  # fmt: skip
def test_the_committee_is_what_the_head_says(head: str, committee: str | None) -> None:
    found = _read(f"{head}\n\nTuesday 14 May 2019\n\n1. Apologies\n\nNone.\n\n2. Roads\n\nLong.")
    assert (found.committee, found.date) == (committee, date(2019, 5, 14))


def test_a_date_that_is_not_given_is_not_invented() -> None:
    assert _read("Planning Committee\n\n1. A\n\nNone.\n\n2. B\n\nOn 3 May 2019.").date is None


def test_meeting_toml_names_the_council_once_and_for_all() -> None:
    assert _read(f"{HEAD}1. A\n\nNone.", council="Wenbridge").council == "Wenbridge"
    assert _read(f"{HEAD}1. A\n\nNone.").council == "Wenbridge City Council"


@pytest.mark.parametrize("text", ["\ufeff", "\u200b\n\u00a0", "<AI1>\n</AI1>"])
def test_a_file_that_only_looks_filled_is_a_record_error(text: str) -> None:
    with pytest.raises(RecordError, match="empty"):
        _read(text)


@given(st.lists(st.sampled_from(
    ["", "1. Roads", "2. Parks", "3", "Page 3", "ROADS AND PATHS", "**Parks**", "## Roads", "• one",
     "(a) that it be noted", "45/19 Budget", "46/19", "The chair said that roads are long.",
     "Minutes:", "Decision:", "PLANNING", "£5", "---"]), min_size=1, max_size=30))  # fmt: skip
def test_the_reader_never_fails_and_says_no_sentence_twice(lines: list[str]) -> None:
    (found,) = readers.read(Source("a.md", "\n".join(["It was open.", *lines]).encode()))
    assert isinstance(found, Meeting)
    kept = " ".join(f"{item.title} {item.minutes} {item.decision}" for item in found.items)
    said, n_said = "The chair said that roads are long.", sum("roads are" in line for line in lines)
    assert kept.count(said) <= n_said
    if len(found.items) == 1 and found.items[0].number is None:
        assert kept.count(said) == n_said
