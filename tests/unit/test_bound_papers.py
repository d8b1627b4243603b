"""Packs without bookmarks, or with bad ones: where their papers begin, of whom, and what is told of doubt."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

import pytest

from corpus import readers
from corpus.errors import RecordError
from corpus.lines import Line
from corpus.papers.packs import parts_of
from corpus.papers.printed import Bookmark, Printed
from corpus.readers.printed import meetings_of
from corpus.records import Meeting, Source
from tests.unit.make_files import pdf, write

SHEET = """Alderbury Borough Council
Cabinet
Tuesday 20 May 2025 at 10.00 am
Agenda
1. Apologies
2. Minutes of the last meeting (Pages {0} - {0})
3. Harbour dues (Pages {1} - {2})
4. Slipway works (Pages {3} - {3})"""
MINUTES = """Minutes of a meeting of the Cabinet held on Tuesday 15 April 2025
Present: Councillors Ash (chair) and Elm
1. Apologies
There were none.
2. Parking
The car park was to be swept before the summer."""
DUES = """Report to: Cabinet
Date: 20 May 2025
Report of: Director of Place
Subject: Harbour dues
Recommendation: that the dues be raised.
1.1 The dues were last raised in 2019, and the harbour costs more each year than it earns."""
DUES_ON = (
    "1.2 Other harbours charge more, as the survey of last summer showed in each of the towns."
)
APPENDIX = "Appendix A\nTable of dues\nBoat | Now | New\nDinghy | 10 | 12"
SLIPWAY = """Report to: Cabinet
Date: 20 May 2025
Report of: Harbour Master
Subject: Slipway works
Recommendation: that the works begin."""


def _printed(pages: Sequence[str], outline: Sequence[Bookmark] = (), title: str = "") -> Printed:
    lines = [Line(t, page=n) for n, page in enumerate(pages, 1) for t in page.split("\n")]
    return Printed(lines, [page.split("\n") for page in pages], outline, title=title)


def _starts(pages: Sequence[str], outline: Sequence[Bookmark] = ()) -> list[tuple[int, str | None]]:
    return [(p.first, p.item.number if p.item else None) for p in parts_of(_printed(pages, outline))]  # fmt: skip


def _read(pages: Sequence[str], name: str = "cabinet/papers.pdf") -> list[Meeting]:
    found = meetings_of(Source(name, b""), _printed(pages))
    return [record for record in found if isinstance(record, Meeting)]


PACK = [SHEET.format(2, 3, 5, 6), MINUTES, DUES, DUES_ON, APPENDIX, SLIPWAY]
STARTS = [(1, None), (2, "2"), (3, "3"), (5, "3"), (6, "4")]


def test_the_sheets_pages_say_where_papers_begin_and_appendices_between_them() -> None:
    assert _starts(PACK) == STARTS


@pytest.mark.parametrize("ahead", [1, 4, 40])
def test_the_sheets_pages_may_be_counted_from_elsewhere(ahead: int) -> None:
    stamped = [f"{page}\nPage {n + ahead}" for n, page in enumerate(PACK, 1)]
    stamped[0] = SHEET.format(2 + ahead, 3 + ahead, 5 + ahead, 6 + ahead)
    assert _starts(stamped) == STARTS
    unstamped = [stamped[0], *PACK[1:]]
    assert _starts(unstamped) == STARTS


@pytest.mark.parametrize(
    "sheet",
    [
        re.sub(r" \(Pages.*\)", "", PACK[0]),
        SHEET.format(200, 201, 210, 220),  # The pages of another file.
        SHEET.format(1, 1, 1, 1),
    ],
)
def test_without_true_pages_on_the_sheet_first_pages_say_it(sheet: str) -> None:
    assert _starts([sheet, *PACK[1:]]) == STARTS


def test_page_numbers_that_begin_anew_say_it() -> None:
    plain = ["What the survey found\nIt found much.\nPage 1 of 2", "More of it.\nPage 2 of 2",
             "How the lamps burn\nThey burn well.\nPage 1 of 2", "And longer.\nPage 2 of 2"]  # fmt: skip
    sheet = re.sub(r" \(Pages.*\)", "", PACK[0])
    assert [first for first, _ in _starts([sheet, *plain])] == [1, 2, 4]


def test_running_heads_say_it_and_give_the_titles() -> None:
    pages = [f"{n}\nText of page {n} that says nothing of itself.\nCabinet 20 May 2025 - {title}\n{n}"
             for n, title in enumerate(["Agenda", "Harbour dues", "Harbour dues", "Slipway", "Slipway"], 1)]  # fmt: skip
    pages[0] = f"{SHEET.format(2, 2, 2, 2)}\nCabinet 20 May 2025 - Agenda\n1"
    found = parts_of(_printed(pages))
    assert [(p.first, p.title) for p in found[1:]] == [(2, "Harbour dues"), (4, "Slipway")]


@pytest.mark.parametrize(
    "outline",
    [
        [Bookmark("Introduction", 1), Bookmark("Method", 2), Bookmark("Results", 3)],
        [Bookmark(f"Entry {n}", 1 + n % 6) for n in range(10_000)],
        [Bookmark("Harbour dues", 1) for _ in range(500)],
        [Bookmark("Slipway works", 6), Bookmark("Harbour dues", 1)],
    ],
)
def test_bookmarks_that_name_no_papers_change_nothing(outline: Sequence[Bookmark]) -> None:
    assert _starts(PACK, outline) == STARTS


@pytest.mark.parametrize(
    "pages",
    [
        [SHEET.format(5, 9, 20, 30)],
        [SHEET.format(5, 9, 20, 30), "Notes for visitors\nThe lift is out of order.", "How to find us"],
        [SHEET.format(5, 9, 20, 30), "", ""],
        [DUES, DUES_ON, APPENDIX],
        [MINUTES, "3. Lamps\nThey are lit.", "4. Close\nThe meeting closed."],
        ["Harbour plan\nContents\n1. Boats\n2. Quays", "1. Boats\nThere are ten.", "2. Quays\nThere are two."],
    ],
)  # fmt: skip
def test_one_paper_is_no_pack(pages: Sequence[str]) -> None:
    assert _starts(pages) == []


def test_reports_bound_without_a_front_sheet_are_told_apart() -> None:
    third = SLIPWAY.replace("Slipway works", "Lamps on the quay")
    (found,) = _read([DUES, DUES_ON, SLIPWAY, third, "1.1 They burn all night."])
    assert [(item.title, item.page) for item in found.items] == [
        ("Harbour dues", 1), ("Slipway works", 3), ("Lamps on the quay", 4)]  # fmt: skip
    assert (found.committee, found.date) == ("Cabinet", date(2025, 5, 20))


def test_two_bodies_in_one_pack_are_two_meetings() -> None:
    sheet = re.sub(r" \(Pages.*\)", "", PACK[0])
    other = ("Alderbury Borough Council\nLicensing Panel\nTuesday 20 May 2025 at 2.00 pm\nAgenda\n1. Apologies\n"
             "2. Taxi fares\n3. Street trading")  # fmt: skip
    fares = SLIPWAY.replace("Cabinet", "Licensing Panel").replace("Slipway works", "Taxi fares")
    trade = fares.replace("Taxi fares", "Street trading")
    one, two = _read([sheet, *PACK[1:], other, fares, trade])
    assert (one.committee, two.committee) == ("Cabinet", "Licensing Panel")
    assert one.date == two.date == date(2025, 5, 20)
    assert [(item.number, item.page) for item in two.items] == [(None, 7), ("2", 8), ("3", 9)]
    assert [item.page for item in one.items] == [1, 2, 3, 6]


def test_a_sheet_of_another_day_in_a_pack_is_a_paper_of_it() -> None:
    sheet = re.sub(r" \(Pages.*\)", "", PACK[0])
    other = (
        "Joint Board\nFriday 4 April 2025\nAgenda\n1. Apologies\n2. Taxi fares\n3. Street trading"
    )
    assert len(_read([sheet, *PACK[1:], other])) == 1


@pytest.mark.parametrize(
    ("name", "told"),
    [("cabinet/2025-05-27 Harbour dues.pdf", True), ("2025-05-27/Harbour dues.pdf", True),
     ("cabinet/2025-05-20/Harbour dues.pdf", False), ("cabinet/Harbour dues.pdf", False)],
)  # fmt: skip
def test_a_name_that_contradicts_the_head_is_told_and_the_head_wins(name: str, told: bool) -> None:
    found = list(meetings_of(Source(name, b""), _printed([DUES.replace("Date:", "Meeting date:")])))
    (meeting,) = (one for one in found if isinstance(one, Meeting))
    assert meeting.date == date(2025, 5, 20)
    problems = [str(one) for one in found if isinstance(one, RecordError)]
    assert len(problems) == told
    assert all("2025-05-27" in one and "meeting.toml" in one for one in problems)


def _pages(canvas: Any, text: str, turn: int = 0) -> None:
    if turn:
        canvas.setPageRotation(turn)
    write(canvas, text.split("\n"))


def _file(pages: Sequence[str], turns: Sequence[int] = (), draw: Callable[[Any], None] | None = None) -> bytes:  # fmt: skip
    drawn = [partial(_pages, text=p, turn=t) for p, t in zip(pages, turns or [0] * len(pages), strict=True)]  # fmt: skip
    if draw:
        drawn.insert(4, draw)
    return pdf(drawn)


def _meetings(data: bytes) -> list[Meeting]:
    found = readers.read(Source("cabinet/papers.pdf", data))
    return [one for one in found if isinstance(one, Meeting)]


def test_turned_pages_and_pictures_between_leave_the_papers_where_they_begin() -> None:
    sheet = re.sub(r" \(Pages.*\)", "", PACK[0])
    (turned,) = _meetings(_file([sheet, *PACK[1:]], [0, 0, 90, 0, 270, 180]))
    assert [(item.number, item.page) for item in turned.items] == [(None, 1), ("2", 2), ("3", 3), ("4", 6)]  # fmt: skip
    (pictured,) = _meetings(_file([sheet, *PACK[1:]], draw=lambda c: c.rect(72, 72, 300, 300, fill=1)))  # fmt: skip
    assert [(item.number, item.page) for item in pictured.items] == [(None, 1), ("2", 2), ("3", 3), ("4", 7)]  # fmt: skip


def _outlined(n_entries: int) -> bytes:
    def first(canvas: Any) -> None:
        write(canvas, PACK[0].split("\n"))
        canvas.bookmarkPage("here")
        for number in range(n_entries):
            canvas.addOutlineEntry(f"Entry {number}", "here", 0, 0)

    return pdf([first, *(partial(_pages, text=text) for text in PACK[1:])])


@pytest.mark.parametrize("how", ["to one page", "in a circle", "nowhere", "ten thousand"])
def test_an_outline_that_is_broken_costs_nothing(how: str) -> None:
    data = _outlined(10_000 if how == "ten thousand" else 3)
    if how == "in a circle":
        broken, n = re.subn(rb"/Next \d+ 0 R", lambda m: m[0].replace(b"/Next", b"/Prev"), data)
        links = re.findall(rb"/Next (\d+) 0 R", data)
        broken = re.sub(rb"/Next \d+ 0 R", b"/Next " + links[0] + b" 0 R", data)
        assert n
        assert broken != data
        data = broken
    if how == "nowhere":
        data, n = re.subn(rb"/Dest \[ (\d)", b"/Dest [ 9", data)
        assert n
    (found,) = _meetings(data)
    assert [(item.number, item.page) for item in found.items] == [(None, 1), ("2", 2), ("3", 3), ("4", 6)]  # fmt: skip


def _of_pages(pages: Sequence[Sequence[str]]) -> Printed:
    lines = [Line(line, page=n) for n, page in enumerate(pages, 1) for line in page]
    return Printed(lines=lines, pages=pages)


def test_an_agenda_of_many_pages_is_no_pack_for_its_foot_or_for_a_plural() -> None:
    pages = [
        ["CITY OF ASHTON", "Regular Meeting Agenda", "CITY COUNCIL", "Tuesday, December 13, 2025",
         "1. CALL TO ORDER", "2. SALUTE TO THE FLAG", "3. ROLL CALL", "CITY COUNCIL | Page 1"],
        ["4. CONSENT CALENDAR", "Schedules of applications are with the clerk", "CITY COUNCIL | Page 2"],
        ["Exhibits: the map of the footpaths", "5. NEW BUSINESS", "CITY COUNCIL | Page 3"],
        ["Attachments: Draft Minutes", "6. ADJOURNMENT", "CITY COUNCIL | Page 4"],
    ]  # fmt: skip
    assert parts_of(_of_pages(pages)) == []


@pytest.mark.parametrize("appendix", ["Appendix A", "AppendixA", "APPENDIX 1", "Annex - B"])
def test_a_sheet_that_lists_pages_keeps_its_papers(appendix: str) -> None:
    pages = [
        ["WENBY TOWN COUNCIL", "AGENDA", "Tuesday 4 March 2025", "1. Apologies",
         "2. Grants (Pages 3 - 4)", "3. Allotments (Pages 5 - 6)"],
        ["More of the agenda"],
        [appendix, "Grants", "The grants are these.", "Page 3"], ["and so on", "Page 4"],
        ["Report of the Clerk", "Allotments", "Page 5"], ["more", "Page 6"],
    ]  # fmt: skip
    found = [(part.title, part.first, part.last) for part in parts_of(_of_pages(pages))]
    assert found == [("Agenda", 1, 2), ("Grants", 3, 4), ("Allotments", 5, 6)]


OF_SEVERAL_PAGES = {
    "authors at the tops": (
        "Fernby District Council\nPlanning Committee\nAgenda\nTuesday 3 March 2026 at 7 pm\n1. Apologies\n2. Declarations of interest\n3. Public questions",
        "Report of the Head of Planning\n(attached)\n4. Planning appeals\n5. Budget monitoring",
        "Report of the Director of Finance\n(to follow)\n6. Tree preservation order\nTo confirm the order.\n7. Date of next meeting",
    ),
    "minutes and schedules at the tops": (
        "Fernby Parish Council\nAgenda for the meeting on Monday 9 March 2026\n1 Apologies\n2 Minutes\n3 Open forum",
        "Minutes of the Finance Committee\nwere sent to members\n4 Planning applications\n5 Payments in Schedule A",
        "Schedule A\nis with the Clerk\n6 Play area\n7 Correspondence",
        "Appendix 2\nwas sent as well\n8 Date of next meeting",
    ),
    "roman": (
        "City of Fernby\nCity Council\nAgenda\nMarch 3, 2026\nI. Call to Order\nII. Roll Call",
        "Staff Report\nIII. Consent Calendar\nA. Warrants",
        "Memorandum\nIV. Public Hearings\nA. Street closure\nV. Adjournment",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OF_SEVERAL_PAGES)
def test_an_agenda_whose_items_count_on_over_its_pages_is_no_pack(name: str) -> None:
    assert _starts(OF_SEVERAL_PAGES[name]) == []


@pytest.mark.parametrize("name", OF_SEVERAL_PAGES)
def test_papers_behind_an_agenda_of_several_pages_are_parts(name: str) -> None:
    front = OF_SEVERAL_PAGES[name]
    papers = (
        "Report of the Director of Finance\nBudget monitoring at the end of the third quarter\n1. Summary\nAll is well.\n2. Detail",
        "Minutes of the Planning Committee\n3 February 2026\n1. Apologies\nNone.\n2. Close",
        "Appendix A\nBudget monitoring in figures",
    )
    n = len(front)
    assert [page for page, _ in _starts([*front, *papers])] == [1, n + 1, n + 2, n + 3]


@pytest.mark.parametrize("subjects", [("Taxi ranks", "Moorings", "Bridges"), ("Dues", "Parks", "Fees", "Roads")])  # fmt: skip
def test_where_no_front_sheet_is_the_first_page_begins_a_paper(subjects: Sequence[str]) -> None:
    pages = []
    for subject in subjects:
        pages += [DUES.replace("Harbour dues", subject), DUES_ON]
    assert [page for page, _ in _starts(pages)] == list(range(1, len(pages), 2))
