"""Packs: papers of one meeting bound in one file, told apart by the outline and the front sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from corpus.lines import Line
from corpus.papers.packs import parts_of
from corpus.papers.printed import Bookmark, Printed
from corpus.readers.items.headings import find_headings
from corpus.readers.minutes import OPENING
from corpus.readers.printed import meetings_of
from corpus.records import Meeting, Source
from indexer.build.duplicates import groups
from indexer.passages.of_meeting import passages

FRONT = """Alderbury Health Board
BOARD MEETING
Agenda
Date: Tuesday 20 May 2025
1. Welcome
2. Minutes of the meeting of 15 April 2025
3. Chief Officer's Report
4. Ambulance Waiting Times | 33 | 2.15
5. Café at the clinic – presentation"""
MINUTES = """MINUTES OF THE BOARD MEETING
Tuesday 15 April 2025
Present: Ms Ash (chair), Mr Elm
1. Welcome
The chair welcomed everybody to the meeting in the hall.
2. Parking
The car park was to be swept before the summer."""
REPORT = """Chief Officer's Report
To: The Board
From: Oak Rowan, Chief Officer
Purpose: to tell the board what was done
Recommendation: that the board note it
1. Staff
1.1 Nine nurses were found for the ward in the spring, after a year in which nobody could be found for it at all.
2. Money
2.1 The year ended with a small surplus, which is kept for the roof of the old clinic in the town."""
BOOKMARKS = (
    Bookmark("Agenda", 1),
    Bookmark("Minutes of previous meeting", 2),
    Bookmark("CEO update", 3),
    Bookmark("Ambulance waiting times", 4),
    Bookmark("Blank Page", 5),
)
WAITS = "Ambulance Waiting Times\nAmbulances waited for nine minutes on average, one more than last year."


def _printed(pages: Sequence[str], outline: Sequence[Bookmark] = (), title: str = "") -> Printed:
    lines = [
        Line(text, bold=text.startswith("**"), page=number)
        for number, page in enumerate(pages, start=1)
        for text in page.split("\n")
    ]
    return Printed(lines, [page.split("\n") for page in pages], outline, title=title)


PACK = _printed([FRONT, MINUTES, REPORT, WAITS, ""], BOOKMARKS)


def _meeting(printed: Printed) -> Meeting:
    (found,) = meetings_of(Source("board/pack.pdf", b""), printed)
    assert isinstance(found, Meeting)
    return found


def test_a_pack_has_an_item_for_each_paper_on_its_page_and_none_for_a_heading() -> None:
    found = _meeting(PACK)
    assert (found.committee, found.date, found.kind) == ("Board", date(2025, 5, 20), "pack")
    assert [(item.number, item.page) for item in found.items] == [
        (None, 1), ("2", 2), ("3", 3), ("4", 4)]  # fmt: skip
    assert found.items[3].title == "Ambulance Waiting Times"
    assert [one.kind for item in found.items for one in item.documents][1:3] == [
        "minutes",
        "report",
    ]


def test_earlier_minutes_in_a_pack_are_minutes_of_their_meeting() -> None:
    found = [p for p in passages(_meeting(PACK)) if p.kind == "minutes"]
    assert [(p.title, p.number, p.date) for p in found] == [
        (OPENING, None, date(2025, 4, 15)),
        ("Welcome", "1", date(2025, 4, 15)), ("Parking", "2", date(2025, 4, 15))]  # fmt: skip
    assert "swept" in found[2].text
    assert all(p.date == date(2025, 5, 20) for p in passages(_meeting(PACK)) if p.kind != "minutes")


def test_a_report_in_a_pack_is_found_by_its_headings_paragraphs_and_pages() -> None:
    found = [p for p in passages(_meeting(PACK)) if p.kind == "report"]
    money = next(p for p in found if p.heading == "Money")
    assert (money.number, money.paragraph, money.page) == ("3", "2.1", 3)
    assert money.document is not None
    assert money.document.author == "Oak Rowan, Chief Officer"


def test_a_passage_of_a_pack_stands_alone_and_no_two_have_one_id() -> None:
    found = list(passages(_meeting(PACK)))
    assert len({p.id for p in found}) == len({p.position for p in found}) == len(found)
    assert sorted(p.id for group in groups(found) for p in group) == sorted(p.id for p in found)


@pytest.mark.parametrize(
    "outline",
    [
        (),
        (Bookmark("Introduction", 1), Bookmark("Method", 2), Bookmark("Results", 3)),
        (Bookmark("Agenda", 1),),
        tuple(Bookmark("Agenda", 1) for _ in range(10_000)),
        (Bookmark("Ambulance waiting times", 4), Bookmark("Agenda", 1)),
    ],
)
def test_bookmarks_that_name_no_papers_leave_the_pack_to_its_pages(
    outline: Sequence[Bookmark],
) -> None:
    found = parts_of(_printed([FRONT, MINUTES, REPORT, WAITS], outline))
    assert [(part.first, part.item and part.item.number) for part in found] == [
        (1, None), (2, "2"), (3, "3")]  # fmt: skip


def test_the_headings_of_a_report_are_no_papers() -> None:
    contents = "Harbour plan\nContents\n1. Boats\n2. Quays\n3. Lights"
    outline = [Bookmark("Boats", 2), Bookmark("Quays", 3), Bookmark("Lights", 4)]
    assert parts_of(_printed([contents, "1. Boats", "2. Quays", "3. Lights"], outline)) == []


def test_a_bound_supplement_is_a_pack_of_the_item_that_its_bookmark_numbers() -> None:
    letter = (
        "Dear Member\nCABINET - TUESDAY, 20 MAY 2025\nI am now able to enclose the following paper."
    )
    outline = (
        Bookmark("Agenda", 1),
        Bookmark("7 25/00031 - Mooring fees", 2),
        Bookmark("Map", 3, 1),
    )
    title = "(Public Pack)Mooring fees Agenda Supplement for Cabinet, 20/05/2025 10:00"
    found = _meeting(
        _printed([letter, REPORT, "Map\nThe quay and its berths, numbered."], outline, title)
    )
    assert (found.committee, found.date, found.kind, found.item) == (
        "Cabinet", date(2025, 5, 20), "supplement", "7")  # fmt: skip
    assert [(item.number, len(item.documents)) for item in found.items] == [(None, 1), ("7", 2)]


def test_a_title_over_its_number_is_the_items() -> None:
    lines = [
        Line("1. Roll call"), Line("All were there."),
        Line("Petition 2025-01 by the Owners", bold=True), Line("of Mill House", bold=True), Line("2."),
        Line("The petition asks for two floors more."),
        Line("Petition 2025-02 by Elm and", bold=True), Line("Company", bold=True), Line(""), Line("3."),
        Line("The petition was put off."),
    ]  # fmt: skip
    assert [heading.title for heading in find_headings(lines)] == [
        "Roll call", "Petition 2025-01 by the Owners of Mill House", "Petition 2025-02 by Elm and Company"]  # fmt: skip
