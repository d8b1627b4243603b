"""Where papers belong: invented councils, each paper as a file in the folder of its meeting."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus import readers
from corpus.neighbours import neighbours_of
from corpus.papers.block import block_of
from corpus.papers.evidence import Piece, choose
from corpus.papers.front import items_of
from corpus.papers.paths import named
from corpus.papers.sections import sections_of
from corpus.readers.text_lines import lines_of_text
from corpus.records import Meeting
from corpus.sources import find_files, load

MAY_20 = date(2025, 5, 20)
FRONT = """OTTERBOURNE DISTRICT COUNCIL

AGENDA

HARBOUR COMMITTEE

Tuesday, 20th May, 2025, at 6.30 pm

1. Apologies
2. Declarations of Interest
3. Minutes of the meeting held on 15 April 2025 (Pages 1 - 6)
4. 25/00031 - Mooring Fees and Charges 2026 (Pages 7 - 30)
5. Quay Wall Repairs and Dredging Programme
(Pages 31 - 90)
6. Any other business
"""
REPORT = """To: Harbour Committee – 20 May 2025

From: Ada Rowan, Harbour Master

Subject: Mooring Fees and Charges 2026

Decision no: 25/00031

Classification: Unrestricted

Past Pathway of report: Cabinet - 3 February 2025

Recommendation: The Committee is asked to raise the fees by two pounds.

1. Introduction

1.1 Fees were last raised in 2019, and the harbour costs more each year than it earns from boats.

1.2 Other harbours charge more, as the table of their fees of last summer shows in full.

2. Financial implications

2.1 The rise would bring in thirty thousand pounds a year, which is a tenth of the cost of dredging.
"""
MINUTES = """OTTERBOURNE DISTRICT COUNCIL

HARBOUR COMMITTEE

MINUTES of a meeting of the Harbour Committee held in the Guildhall on Tuesday, 15 April 2025.

PRESENT: Mr Alder (Chairman), Mrs Birch

1. Apologies

None were received from any member of the committee.

2. Slipway

RESOLVED that the slipway be swept.
"""


def _read(root: Path, files: dict[str, str]) -> dict[str, Meeting]:
    """Return what each file is read as, written below `root` and found as a build finds it."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    found = {}
    for one in find_files([root]):
        assert not isinstance(one, tuple)
        # What a name and a head contradict each other in is told beside the meeting.
        (record,) = (r for r in readers.read(load(one)) if isinstance(r, Meeting))
        found[one.path.relative_to(root).as_posix()] = record
    return found


@pytest.mark.parametrize(
    "folder",
    [
        "harbour-committee/2025-05-20/originals",
        "Harbour Committee 20 May 2025",
        "2025_05_20",
        "papers",
    ],
)
def test_the_papers_of_a_meeting_are_of_one_meeting(tmp_path: Path, folder: str) -> None:
    found = _read(
        tmp_path / "otter",
        {
            f"{folder}/Agenda frontsheet.txt": FRONT,
            f"{folder}/25-00031 Mooring Fees - Report.txt": REPORT,
            f"{folder}/25-00031 EqIA.txt": "Equality Impact Assessment\n\nWho is affected: people with boats.",
            f"{folder}/Appendix A - Quay wall survey.txt": "APPENDIX A\n\nQuay wall survey\n\nThe wall leans.",
            f"{folder}/Appendix B 14.05.25 dredging costs.txt": "Appendix B\n\nDredging costs by year, in pounds",
            f"{folder}/Minutes 15 April 2025.txt": MINUTES,
        },
    )
    told = {name.rpartition("/")[2][:10]: one for name, one in found.items()}
    for name, one in told.items():
        day = date(2025, 4, 15) if name.startswith("Minutes") else MAY_20
        assert (one.council, one.committee, one.date) == (
            "Otterbourne District Council", "Harbour Committee", day), name  # fmt: skip
    assert sorted((str(one.kind), one.item or "") for one in told.values()) == [
        ("agenda", ""),
        ("appendix", "5"),
        ("appendix", "5"),
        ("equality-assessment", "4"),
        ("minutes", "3"),
        ("report", "4"),
    ]


@pytest.mark.parametrize("name", ["Lido survey.txt", "Appendix A.txt", "60861.txt"])
@pytest.mark.parametrize("item", ["9", "7b"])
def test_the_item_that_a_meeting_toml_gives_a_file_is_its_item(
    tmp_path: Path, name: str, item: str
) -> None:
    """As `fetch --papers` writes it: nothing has to be guessed."""
    toml = f'committee = "Harbour Committee"\ndate = 2025-05-20\n[files."{name}"]\nitem = "{item}"\ndocument = "Survey"\n'
    files = {
        f"documents/{name}": "Survey of the quay wall\n\nThe wall leans.",
        "documents/meeting.toml": toml,
    }
    found = _read(tmp_path / "r", {"documents/Agenda frontsheet.txt": FRONT, **files})[
        f"documents/{name}"
    ]
    assert (found.item or "").casefold() == item
    assert (found.committee, found.date) == ("Harbour Committee", MAY_20)


def test_a_report_says_itself_where_it_belongs(tmp_path: Path) -> None:
    (found,) = _read(tmp_path / "r", {"one.txt": REPORT}).values()
    assert (found.committee, found.date, found.kind) == ("Harbour Committee", MAY_20, "report")
    (item,) = found.items
    (document,) = item.documents
    assert (document.title, document.author) == (
        "Mooring Fees and Charges 2026", "Ada Rowan, Harbour Master")  # fmt: skip
    headings = [section.heading for section in document.sections]
    assert headings[-2:] == ["Introduction", "Financial implications"]
    assert [section.paragraph for section in document.sections][-2:] == ["1.1", "2.1"]


@pytest.mark.parametrize(
    ("head", "body", "day", "kind"),
    [
        ("Report of the Director of Place\n\nReport to: Scrutiny Panel\n\nMeeting date: 20/05/2025\n\n"
         "Subject: Bins\n\nWard: All", "Scrutiny Panel", MAY_20, "report"),
        ("Agenda Item No. 6\n\nTO: Planning Commission\n\nFROM: Elm Oak, Town Planner\n\nDATE: May 20, 2025\n\n"
         "RE: Site plan for 12 Mill Street", "Planning Commission", MAY_20, "report"),
        ("ELM BOROUGH COUNCIL – RECORD OF DECISION\n\nDecision to be taken by:\n\nCabinet\n\nDecision no:\n\n"
         "25/00012\n\nSubject: Fees", "Cabinet", None, "decision-record"),
        ("CABINET - TUESDAY, 20 MAY 2025\n\nDear Member\n\nI am now able to enclose the following report.\n\n"
         "Agenda Item No\n\n7 Fees", "Cabinet", MAY_20, "supplement"),
        ("Council 20 May 2025\n\nAmendment to the Motion on Trees\n\nProposer: Cllr Ash\n\nSeconder: Cllr Elm",
         "Council", MAY_20, "amendment"),
        ("Public Questions\n\nHighways Committee 20 May 2025\n\nQuestion 1 from Mr Elm: why is the road shut?",
         "Highways Committee", MAY_20, "questions"),
    ],
)  # fmt: skip
def test_forms_of_papers(tmp_path: Path, head: str, body: str, day: date | None, kind: str) -> None:
    text = f"{head}\n\nThe letter of 3 March 2024 and the meeting of 4 April 2025 were noted in the text.\n"
    (found,) = _read(tmp_path / "f", {"paper.txt": text}).values()
    assert (found.committee, found.date, found.kind) == (body, day, kind)


def test_from_is_no_committee_and_an_earlier_meeting_not_this_one(tmp_path: Path) -> None:
    text = REPORT.replace("To: Harbour Committee – 20 May 2025\n\n", "")
    (found,) = _read(tmp_path / "r", {"one.txt": text}).values()
    assert (found.committee, found.date) == (None, None)


def test_the_head_of_minutes_wins_over_the_names_of_file_and_folder(tmp_path: Path) -> None:
    found = _read(tmp_path / "m", {"cabinet/2025-06-01/2025-05-01 minutes.txt": MINUTES})
    (one,) = found.values()
    assert (one.committee, one.date) == ("Harbour Committee", date(2025, 4, 15))


def test_in_a_folder_of_many_meetings_a_paper_is_of_the_one_that_lists_it(tmp_path: Path) -> None:
    files = {
        "agenda 20 May 2025.txt": FRONT,
        "agenda 17 June 2025.txt": FRONT.replace("20th May", "17th June").replace("Quay Wall", "Lighthouse"),
        "Quay wall repairs.txt": REPORT[REPORT.index("From") :]
        .replace("Mooring Fees and Charges 2026", "Quay Wall").replace("25/00031", "25/00044"),
        "Swans.txt": REPORT[REPORT.index("From") :]
        .replace("Mooring Fees and Charges 2026", "Swans").replace("25/00031", "25/00099"),
    }  # fmt: skip
    found = _read(tmp_path / "r", files)
    told = {name: (one.committee, one.date, one.item) for name, one in found.items()}
    assert told["Quay wall repairs.txt"] == ("Harbour Committee", MAY_20, "5")
    # No sheet lists it: all are of one committee, and which meeting it was for stays unknown.
    assert told["Swans.txt"] == ("Harbour Committee", None, None)


def test_an_archive_of_agendas_is_not_asked_for_each_paper(tmp_path: Path) -> None:
    for day in range(1, 29):
        (tmp_path / f"agenda {day} May 2025.txt").write_text(FRONT)
    (tmp_path / "notes.txt").write_text("Notes")
    assert neighbours_of(tmp_path / "notes.txt", tmp_path) == ()


def test_evidence_that_says_two_things_says_nothing() -> None:
    pieces = [Piece("a", 2.0, "x"), Piece("b", 1.9, "y")]
    assert choose(pieces).value is None
    assert choose([*pieces, Piece("a", 1.0, "z")]).value == "a"
    assert choose([Piece("a", 0.5, "x")]).value is None
    assert choose([Piece("a", 3.0, "x"), Piece("b", 1.0, "y")]).against[0].place == "y"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("full_council/2025-05-20/a.pdf", {"body": "Full Council", "folder_date": MAY_20}),
        ("x/planning-committee/May 20 2025/Item 6 - Trees.pdf",
         {"body": "Planning Committee", "folder_date": MAY_20, "item": "6"}),
        ("x/Agenda 20th-May-2025 18.30 Audit Panel.pdf", {"file_body": "Audit Panel", "file_date": MAY_20}),
        ("x/Appendix C - Costs.pdf", {"appendix": "C", "item": None}),
        ("x/Annex 2 Map.pdf", {"appendix": "2"}),
        ("x/24-00115 - Plan.pdf", {"references": frozenset({"24/00115"})}),
        ("x/MTFP 2025-28.pdf", {"references": frozenset(), "file_date": None}),
        ("originals/public_packs/x.pdf", {"body": None}),
    ],
)  # fmt: skip
def test_names_of_folders_and_files(path: str, told: dict[str, object]) -> None:
    found = named(path)
    assert {name: getattr(found, name) for name in told} == told


def test_a_front_sheet_lists_items_with_the_pages_of_the_pack() -> None:
    found = items_of(FRONT.splitlines())
    assert [(one.number, one.first, one.last) for one in found] == [
        ("1", None, None), ("2", None, None), ("3", 1, 6), ("4", 7, 30), ("5", 31, 90), ("6", None, None)]  # fmt: skip
    assert found[4].title == "Quay Wall Repairs and Dredging Programme"


@pytest.mark.parametrize(
    ("sheet", "listed"),
    [
        ("A - Committee Business\nA1 Introduction\nA2 Minutes (Pages 1 - 10)\nB - Decisions\nB1 School places (Pages 11 - 30)"
         "\nD - Monitoring\nD1 Work Programme (Pages 45 - 50)",
         [("A1", None), ("A2", 1), ("B1", 11), ("D1", 45)]),
        ("A. COMMITTEE BUSINESS\n1. Substitutes\n2. Minutes (Pages 1 - 4)\nB. GENERAL MATTERS\n1. Site visits\nC. MINERALS\n"
         "1. Application TM/24/100 - quarry (Pages 5 - 60)\n2. Landfill at Ash",
         [("A1", None), ("A2", 1), ("B1", None), ("C1", 5), ("C2", None)]),
        ("Item | Title | Page\n1 | Apologies |\n2 | Minutes | 3 - 6\n3 | Budget | 7 - 20", [("1", None), ("2", 3), ("3", 7)]),
        ("1. Apologies\n2. Reports\n(a) Budget monitoring (Pages 9 - 12)\n(b) Tree strategy (Pages 13 - 30)\n3. Close",
         [("1", None), ("2", None), ("2a", 9), ("2b", 13), ("3", None)]),
        ("7.1 Budget of the parish\n7.2 Trees of the parish\n8 Close of meeting", [("7.1", None), ("7.2", None), ("8", None)]),
        ("A) Opening\n1 Apologies\n2 Minutes\nB) Reports\n3 Budget\n4 Trees", [("1", None), ("2", None), ("3", None), ("4", None)]),
        ("1 Apologies\n2 Works on the\nM25 slip road\n3 Close", [("1", None), ("2", None), ("3", None)]),
    ],
)  # fmt: skip
def test_front_sheets_number_their_items_in_many_ways(
    sheet: str, listed: list[tuple[str, int | None]]
) -> None:
    assert [(one.number, one.first) for one in items_of(sheet.splitlines())] == listed


@pytest.mark.parametrize(
    ("head", "body", "author"),
    [
        ("By: Oak Elm, Clerk\nTo: Scrutiny Committee – 20 May 2025\nSubject: Call-in", "Scrutiny Committee", "Oak Elm, Clerk"),
        ("A report by Head of Planning Group to Planning Applications Committee on 20\nMay 2025.\nLocal Member: Mr Ash",
         "Planning Applications Committee", "Head of Planning Group"),
        ("TO: Honorable Mayor and City Council Members\nFROM: Elm Oak, City Manager\nDATE: May 20, 2025\nRE: Trees",
         "Council", "Elm Oak, City Manager"),
        ("Report of the Director of Place\nReport to All Members of the Licensing Panel\nMeeting Date: 20 May 2025\nTitle: Fares",
         "Licensing Panel", "Director of Place"),
    ],
)  # fmt: skip
def test_heads_say_in_many_ways_whose_and_to_whom(
    tmp_path: Path, head: str, body: str, author: str
) -> None:
    text = (
        head.replace("\n", "\n\n").replace("on 20\n\n", "on 20\n")
        + "\n\n1. Introduction\n\n1.1 It is so.\n"
    )
    (found,) = _read(tmp_path / "r", {"paper.txt": text}).values()
    assert (found.committee, found.date, found.kind) == (body, MAY_20, "report")
    assert found.items[0].documents[0].author == author


@pytest.mark.parametrize(
    ("name", "item", "leading"),
    [("Item C1 - Report.txt", "C1", None), ("C1 Report.txt", None, "C1"), ("Item 7.1 Budget.txt", "7.1", None),
     ("05 Budget.txt", None, "5"), ("Agenda Item 05.txt", "5", None), ("2024 Budget.txt", None, None)],
)  # fmt: skip
def test_names_of_files_number_items_in_many_ways(
    name: str, item: str | None, leading: str | None
) -> None:
    assert (named(name).item, named(name).leading) == (item, leading)


def test_a_block_ends_where_the_text_begins() -> None:
    block = block_of(
        ["From: A Elm, Clerk", "To: Cabinet", "Subject: Trees and", "hedges", "Summary: To: x"]
    )
    assert (block["to"], block["subject"], block.is_report) == ("Cabinet", "Trees and hedges", True)
    assert not block_of(["Dear Sir", "From: here on the road is wet."]).is_report


def test_every_word_of_a_paper_is_in_a_section() -> None:
    lines = lines_of_text(REPORT)
    words = " ".join(section.text for section in sections_of(lines)).split()
    assert words == " ".join(line.text for line in lines).split()
