"""What papers are called in other countries, who meets there, and which date of a paper is the meeting's."""

from __future__ import annotations

from datetime import date

import pytest

from corpus import heads, names
from corpus.papers.block import block_of
from corpus.papers.kinds import kind_of
from corpus.papers.placing import placed
from corpus.readers.printed import of_lines
from corpus.readers.text_lines import lines_of_text
from corpus.records import Source


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("AGENDA BILL\nApproval of the paving contract", "report"),
        ("Board of Supervisors\nAGENDA LETTER", "report"),
        ("CITY COUNCIL AGENDA REPORT", "report"),
        ("COUNCIL COMMUNICATION\nWater meters", "report"),
        ("Request for Council Action\nSewer", "report"),
        ("Report on | Dog fouling\nDate of Meeting | 9th April 2024\nReporting Officer | Director", "report"),
        ("Dog fouling\nRecommendations / key decisions required:\nThat bins be bought.", "report"),
        ("Dog fouling\nOfficer Recommendation: APPROVE", "report"),
        ("NOTICE OF DECISIONS\nCabinet, 4 May 2023", "decision-record"),
        ("Summary of decisions taken on 4 May 2023", "decision-record"),
        ("Notice of Executive Decision", "decision-record"),
        ("Notice of forthcoming key decisions", "other"),
        ("Notice of intention to make a key decision", "other"),
        ("Schedule B\nFees and charges", "appendix"),
        ("ATODIAD 2\nCynllun", "appendix"),
        ("Schedule of meetings for the year", "other"),
        ("From: A resident\nTo: The Clerk\nSent: 3 February 2024 10:02\nSubject: Trees", "letter"),
        ("NOTICE PAPER\nOrdinary meeting of council", "agenda"),
        ("Council\nBusiness Paper\n27 August 2024", "agenda"),
    ],
)  # fmt: skip
def test_the_kind_is_told_by_the_form(head: str, kind: str) -> None:
    lines = head.split("\n")
    assert kind_of(lines, block_of(lines), "scan0012") == kind


@pytest.mark.parametrize(
    ("stem", "kind"),
    [("Att 2 Model", "appendix"), ("Encl 3", "appendix"), ("WESP Atodiad 1", "appendix"), ("5 App B2", "appendix"),
     ("Business Paper 27 August", "agenda"), ("Executive Decisions 15 Feb", "decision-record"),
     ("Attendance 2024", "other"), ("Agenda Bill 24-110", "report")],
)  # fmt: skip
def test_the_kind_is_told_by_the_name(stem: str, kind: str) -> None:
    found = kind_of(["Some words that say nothing of it"], block_of([]), stem)
    assert found == kind if kind != "report" else found != "agenda"


@pytest.mark.parametrize(
    "body",
    ["Committee of the Whole", "Committee of Adjustment", "Zoning Board of Appeals", "Board of Aldermen",
     "Board of County Commissioners", "Board of Zoning Adjustment"],
)  # fmt: skip
def test_a_body_may_be_of_something(body: str) -> None:
    assert names.body_of(body) == body


@pytest.mark.parametrize(
    ("head", "council", "body"),
    [
        ("AT A MEETING of the Scrutiny Committee of THORNSHIRE COUNTY COUNCIL held at the\nCastle on 4 May 2023",
         "Thornshire County Council", "Scrutiny Committee"),
        ("Minutes of the Environment Committee of Mid Lough District Council held on Tuesday 4 May 2023",
         "Mid Lough District Council", "Environment Committee"),
        ("You are summoned to attend a meeting of the Finance Panel of Ashton Town Council to be held on 4 May 2023",
         "Ashton Town Council", "Finance Panel"),
        ("You are hereby invited to a meeting of the Planning Committee to be held at Ashton Borough Council on 4 May 2023",
         "Ashton Borough Council", "Planning Committee"),
        ("Cyngor Sir Carregddu\nCarregddu County Council\nMinutes of the Cabinet\n4 May 2023",
         "Carregddu County Council", "Cabinet"),
    ],
)  # fmt: skip
def test_who_met_is_read_from_its_sentence(head: str, council: str, body: str) -> None:
    found = heads.facts_of(head.split("\n"), head)
    assert (found.council, found.committee, found.date) == (council, body, date(2023, 5, 4))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("MEMO\n\nTO: Parks Planner\n\nFROM: Engineer\n\nDATE: 18 April 2024\n\nSUBJECT: Cost of seats", None),
        ("INTEROFFICE MEMORANDUM\n\nTo: Planning Commission\n\nFrom: Staff\n\nDate: 18 April 2024\n\nRe: Seats", None),
        ("From: A resident\n\nTo: Elm Town Council\n\nSent: 18 April 2024\n\nSubject: Seats", None),
        ("To: Seat Supplies Ltd\n\nFrom: Engineer\n\nDate: 18 April 2024\n\nSubject: Seats", None),
        ("Report to: Planning Committee\n\nDate: 18 April 2024\n\nReport of: Engineer\n\nTitle: Seats", date(2024, 4, 18)),
        ("To: Parks Planner\n\nFrom: Engineer\n\nMeeting date: 18 April 2024\n\nSubject: Seats", date(2024, 4, 18)),
        ("Department: Sheriff\n\nFor Agenda Of: April 18, 2024\n\nTo: Board of Supervisors", date(2024, 4, 18)),
    ],
)  # fmt: skip
def test_a_date_of_writing_is_no_meetings(text: str, day: date | None) -> None:
    printed = of_lines(lines_of_text(text))
    assert placed(Source("papers/seats.txt", b""), printed).facts.date == day
