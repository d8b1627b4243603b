"""Whose a meeting is where only the place on the page tells: letterheads, invitations, addressees, districts."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.heads import facts_of
from corpus.letterheads import joined
from corpus.names import same_body
from corpus.papers.block import block_of
from corpus.papers.first_lines import body_at_top, body_in_heading, body_of_value, stacked
from corpus.papers.front import items_of
from corpus.papers.items import Paper, item_of
from corpus.papers.kinds import kind_of
from corpus.papers.paths import named
from corpus.papers.placing import placed
from corpus.readers import told
from corpus.readers.printed import of_lines
from corpus.readers.text_lines import lines_of_text
from corpus.records import DocumentKind, Neighbour, Source

LETTERHEADS = [
    ("Grey Alder Conservation Authority\nBoard of Directors\nAgenda\nMarch 3, 2026",
     "Grey Alder Conservation Authority", "Board of Directors"),
    ("Bison County\nPlanning Commission\nMeeting Agenda\nTuesday, March 3, 2026", "Bison County", "Planning Commission"),
    ("ALDER VALLEY TRANSPORTATION PARTNERSHIP\nFinance Committee\nMinutes of 3 March 2026",
     "Alder Valley Transportation Partnership", "Finance Committee"),
    ("Rowan Mosquito Abatement District\nBoard of Trustees\nRegular meeting\nMarch 3, 2026",
     "Rowan Mosquito Abatement District", "Board of Trustees"),
    ("ELK RIVER PORT COMMISSION\n12 Quay Road\nAudit Committee\nAGENDA\nMarch 3, 2026\nElk River Port Commission\nRules of the Elk River Port Commission",
     "Elk River Port Commission", "Audit Committee"),
    # the kind of whole that it is, is what it is itself
    ("Otter Lake Library Authority\nFull Authority Meeting\nBoard of Governors\nMarch 3, 2026",
     "Otter Lake Library Authority", "Board of Governors"),
    ("Town of Rowan Finance Committee\nMinutes\nMarch 3, 2026", "Town of Rowan", "Finance Committee"),
    ("VILLAGE OF ELM SPRINGS ZONING BOARD OF APPEALS\nAgenda\nMarch 3, 2026",
     "Village of Elm Springs", "Zoning Board of Appeals"),
    # a heading above a body is no letterhead
    ("Public Session\nPlanning Committee\nAgenda\n3 March 2026", None, "Planning Committee"),
    ("Notice of Decisions\nHousing Panel\n3 March 2026", None, "Housing Panel"),
    ("Children and Families\nScrutiny Committee\nAgenda\n3 March 2026", None, "Scrutiny Committee"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "council", "body"), LETTERHEADS)
def test_what_stands_above_a_body_is_whose_it_is(head: str, council: str | None, body: str) -> None:
    found = facts_of(head.split("\n"), head)
    assert found.council == council
    assert same_body(found.committee, body, council)


INVITATIONS = [
    "TO: Members of the Housing Panel\n\nYou are invited to attend a meeting in the Chamber on 3 March 2026",
    "Dear Councillor\n\nYou are hereby summoned to attend the HOUSING PANEL in Committee Room 2 on 3 March 2026",
    "You are requested to attend the Housing Panel at the Guildhall on Tuesday, 3 March 2026 at 7 pm",
    "To: All Members of the Housing Panel\n\nDear Member\n\nThe next meeting is on 3 March 2026.",
    "To:\nThe Chair and Members of the Housing Panel\n\n3 March 2026",
]


@pytest.mark.parametrize("invitation", INVITATIONS)
def test_who_is_invited_meets(invitation: str) -> None:
    head = f"ASHTON DISTRICT COUNCIL\n\n{invitation}\n\nAGENDA"
    found = facts_of(head.split("\n"), head)
    assert (found.council, found.committee) == ("Ashton District Council", "Housing Panel")


@pytest.mark.parametrize(
    ("invitation", "body"),
    [
        ("To: Members of the Council\n\nYou are summoned to attend the Council on 3 March 2026", "Council"),
        ("To: Members of the Press and Public\n\nYou are invited to attend the fair on 3 March", "Council"),
        ("Members of the Housing Panel may attend as guests.", "Council"),
    ],
)  # fmt: skip
def test_who_is_no_body_is_not_who_meets(invitation: str, body: str) -> None:
    head = f"ASHTON DISTRICT COUNCIL\n\n{invitation}\n\nAGENDA"
    assert facts_of(head.split("\n"), head).committee == body


DISTRICTS = [
    ("CORRIB COUNTY COUNCIL\n\nA meeting of the Municipal District of Ballinree will be held on Monday 3rd March 2026",
     "Corrib County Council", "Municipal District of Ballinree"),
    ("Comhairle Chontae na Coiribe\nCorrib County Council\n\nMinutes of the meeting of the Municipal District of Kilrowan "
     "held in the Area Office on 3rd March 2026", "Corrib County Council", "Municipal District of Kilrowan"),
    ("Minutes of the meeting of the Municipal District of Kilrowan held in the Area Office on 3rd March 2026",
     "Municipal District of Kilrowan", "Council"),
    ("Kilrowan Parish Council\n\nMinutes of a meeting of Kilrowan Parish Council held on 3 March 2026",
     "Kilrowan Parish Council", "Council"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "council", "body"), DISTRICTS)
def test_a_district_under_the_letterhead_of_its_county_is_a_body(
    head: str, council: str, body: str
) -> None:
    found = facts_of(head.split("\n"), head)
    assert (found.council, found.committee) == (council, body)


def test_a_council_that_nobody_says_met_is_outweighed_by_the_name_of_the_file() -> None:
    text = "ASHTON DISTRICT COUNCIL\n\nAGENDA\n\n3 March 2026\n\n1. Apologies\n2. Rents\n"
    printed = of_lines(lines_of_text(text))
    assert placed(Source("x/Agenda.txt", b""), printed).facts.committee == "Council"
    found = placed(Source("x/Agenda 03032026 1900 Housing Panel.txt", b""), printed)
    assert found.facts.committee == "Housing Panel"
    said = of_lines(lines_of_text(text.replace("AGENDA", "Meeting of the Council\n\nAGENDA")))
    found = placed(Source("x/Agenda 03032026 1900 Housing Panel.txt", b""), said)
    assert found.facts.committee == "Council"


@pytest.mark.parametrize(
    ("value", "body"),
    [
        ("Chair Grieve and members of the Housing Panel", "Housing Panel"),
        ("Cllr Jane Ash (Chair) and Members of the Planning Committee – 3 March 2026", "Planning Committee"),
        ("Mayor Holt and Members of Council", "Council"),
        ("Members of the public", None),
        ("Jane Ash, member of staff", None),
    ],
)  # fmt: skip
def test_a_report_is_to_the_members_of_a_body(value: str, body: str | None) -> None:
    assert body_of_value(value) == body


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("CLÁR / AGENDA\n1. Minutes", "agenda"),
        ("Clár Oibre – Agenda\n1. Minutes", "agenda"),
        ("RHAGLEN / AGENDA\n1. Minutes", "agenda"),
        ("Purpose of the report\n1. To tell members.", "report"),
        ("REPORT: LOCAL PLAN\n\n1. PURPOSE OF REPORT\n1.1 To agree it.", "report"),
        ("Bins / agenda items carried over", "other"),
    ],
)
def test_a_heading_in_two_languages_and_a_section_of_reports_tell_the_kind(
    head: str, kind: str
) -> None:
    lines = head.split("\n")
    assert kind_of(lines, block_of(lines), "scan0012") == kind


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("5 Planning\n5.a Oxide Road\n5.b Rivers\n6 Close", ["5", "5a", "5b", "6"]),
        ("1. Roll call\n2. Hearings\n2.A. Fees\n2.B. Lease\n3. Close", ["1", "2", "2A", "2B", "3"]),
        ("1. Roll call\n2. A bridge\n3. B roads", ["1", "2", "3"]),
    ],
)
def test_letters_behind_a_point_are_of_the_number(text: str, numbers: list[str]) -> None:
    assert [one.number for one in items_of(text.splitlines())] == numbers


def test_numbers_that_rise_behind_all_titles_are_pages() -> None:
    sheet = "1 Welcome 5\n2 Apologies 5\n11 Quick grants 7\n12 Pump track 19\n13 Waste plan 33"
    found = items_of(sheet.splitlines())
    assert [one.title for one in found] == ["Welcome", "Apologies", "Quick grants", "Pump track", "Waste plan"]  # fmt: skip
    assert [(one.first, one.last) for one in found] == [(5, 5), (5, 6), (7, 18), (19, 32), (33, None)]  # fmt: skip
    (*_, last) = items_of([*sheet.splitlines(), "Ashton Council"])
    assert (last.title, last.first) == ("Waste plan", 33)
    years = items_of("1 Welcome\n2 Budget 2026\n3 Plan for 2040\n4 Route 7\n5 Close".splitlines())
    assert [one.title for one in years] == ["Welcome", "Budget 2026", "Plan for 2040", "Route 7", "Close"]  # fmt: skip
    down = items_of("1 Ward 5\n2 Ward 4\n3 Ward 3\n4 Ward 2".splitlines())
    assert [one.title for one in down] == ["Ward 5", "Ward 4", "Ward 3", "Ward 2"]


def test_a_subject_s_own_number_is_finer_than_its_category() -> None:
    lines = ["Subject: 6.02 Bus lease", "Category: 6. Action Items"]
    listed = items_of(["5 Reports", "6 Action Items", "6.01 Calendar", "6.02 Buses", "7 Close"])
    paper = Paper(DocumentKind.REPORT, named("x/lease.html"), block_of(lines), "", lines, 1, ())
    assert item_of(paper, listed).value == "6.02"


def test_a_front_sheet_in_html_lists_what_stands_below_its_items() -> None:
    lines = ["Elm School District", "Board of Education", "Agenda", "March 3, 2026", "1. Call to Order",
             "2. Action Items", "2.01 Calendar", "2.02 Bus lease", "3. Adjournment"]  # fmt: skip
    page = "".join(f"<p>{line}</p>" for line in lines).encode()
    (sheet,) = told([Neighbour("Agenda.html", page)])
    assert [one.number for one in sheet.listed] == ["1", "2", "2.01", "2.02", "3"]


@pytest.mark.parametrize("text", [
    "1. Input\n2. Consent\n3. 24-0512 Use permit\n4. 24-0533 Trees\n5. Close",
    "1. Input\n2. Consent\n3. 2025-1187 Use permit\n4. 2025-1190 Trees\n5. Close",
])  # fmt: skip
def test_a_title_may_begin_with_the_number_of_its_file(text: str) -> None:
    listed = items_of(text.splitlines())
    assert [one.number for one in listed] == ["1", "2", "3", "4", "5"]
    number = text.split("4. ")[1].split()[0]
    paper = Paper(DocumentKind.OTHER, named(f"x/{number} redline.pdf"), block_of([]), "", ["An ordinance"], 1, ())  # fmt: skip
    assert item_of(paper, listed).value == "4"


def test_years_are_no_file_numbers() -> None:
    listed = items_of(["1 Welcome", "2 Plan 2024-2028", "3 Budget 2024-2025", "4 Close"])
    paper = Paper(DocumentKind.OTHER, named("x/Figures 2024-2025.pdf"), block_of([]), "", ["x"], 1, ())  # fmt: skip
    assert named("x/Figures 2024-2025.pdf").references == frozenset()
    assert item_of(paper, listed).value in (None, "3")


@pytest.mark.parametrize(
    ("head", "council"),
    [
        (["CITY OF", "JUNIPER GAP", "", "CITY COUNCIL AGENDA"], "City of Juniper Gap"),
        (["Marlow Vale", "", "DISTRICT COUNCIL", "", "Licensing Committee"], "Marlow Vale District Council"),
        (["LONDON BOROUGH OF", "EASTMERE", "Planning Committee"], "London Borough of Eastmere"),
        (["Three Elms Crematorium Partnership", "Joint Committee", "Administered by Oakham Borough Council"],
         "Three Elms Crematorium Partnership"),
        (["Oakham Borough Council", "Hosted by Elmham Town Council", "Planning Committee"], "Oakham Borough Council"),
        (["AGENDA", "Board of Directors", "Elm Coast Water Management District", "Monday, August 19, 2024"],
         "Elm Coast Water Management District"),
        (["FEN WASTE PARTNERSHIP", "JOINT COMMITTEE", "London Borough of Elm | Councillor M Oak",
          "London Borough of Ash | Councillor P Yew"], "Fen Waste Partnership"),
        (["Planning Committee", "Elm District Council", "Agenda"], "Elm District Council"),
        (["AGENDA MEMORANDUM", "Action Item for the City Council Meeting of July 23, 2024"], None),
        (["Report before the Town Council", "City of Elm"], "City of Elm"),
        (["OAKSHIRE COUNCIL", "Your attendance is requested at a meeting of the ELM LOCAL AREA COUNCIL to be held on",
          "3 March 2026"], "Oakshire Council"),
    ],
)  # fmt: skip
def test_a_letterhead_breaks_a_name_and_names_others(head: list[str], council: str) -> None:
    assert facts_of(head, "\n".join(head)).council == council


@pytest.mark.parametrize(
    "head",
    [
        ["Agenda", "Town Council"],
        ["Planning Committee", "District Council"],
        ["Oakham Town Council", "City Council"],
    ],
)
def test_lines_that_are_no_broken_name_stay_apart(head: list[str]) -> None:
    assert joined(head) == head


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["HARBOUR COMMITTEE", "THURSDAY 6 JUNE 2024"], ("Harbour Committee", date(2024, 6, 6))),
        (["Item No. 9", "Elm Sound Regional Council", "June 6, 2024"], ("Council", date(2024, 6, 6))),
        (["Port of Elm Authority", "Harbour Committee", "6 June 2024 at 10.00 am"], ("Harbour Committee", date(2024, 6, 6))),
        (["Item 3", "12th March 2024", "Elm City Council", "Housing Committee"], ("Housing Committee", date(2024, 3, 12))),
        (["12th March 2024", "Housing Committee", "Dear members"], None),
        # An organisation's letter, a row of a table, a sentence, another meeting.
        (["Elm Conservation Authority", "June 6, 2024", "Attention: Clerk"], None),
        (["Elm Town Council", "6 June 2024", "Dear Member"], None),
        (["Committee: Harbour Committee", "6 June 2024"], None),
        (["It went to the Harbour Committee on", "Last considered by the Harbour Committee", "6 June 2024"], None),
        (["Harbour Committee", "The scheme of 6 June 2024 is done"], None),
    ],
)  # fmt: skip
def test_who_meets_stands_above_the_day(lines: list[str], found: tuple[str, date] | None) -> None:
    assert stacked(lines) == found


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("PLANNING COMMISSION STAFF REPORT", "Planning Commission"),
        ("Board of Adjustment Memorandum", "Board of Adjustment"),
        ("City Council Agenda Bill", "City Council"),
        ("Executive Director's Report", None),
        ("Annual Report", None),
    ],
)
def test_the_heading_of_a_report_names_to_whom_it_is(line: str, body: str | None) -> None:
    assert body_in_heading([line]) == body


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Report to the Licensing Committee", "Licensing Committee"),
        ("REPORT TO THE LICENSING COMMITTEE", "Licensing Committee"),
        ("Report of the Head of Licensing to the Licensing Committee", "Licensing Committee"),
        ("Briefing for the Police and Crime Panel", "Police and Crime Panel"),
        ("Report of the Standards Committee to Council", "Council"),
        ("Licensing Committee | Agenda Item 2 | Report of the Head of Licensing", "Licensing Committee"),
        ("Ashton Borough Council | Licensing Committee | Report by the Director", "Licensing Committee"),
        ("Agenda item 4 | LICENSING COMMITTEE | Officer's report", "Licensing Committee"),
        ("Report of the Licensing Committee", None),
        ("Report to the Secretary of State", None),
        ("Report to the Cabinet Member for Transport", None),
        ("Report for the year ended 31 March", None),
        ("Update to the Committee system", None),
        ("Council Tax | Report of the Treasurer", None),
        ("Licensing Committee | Taxi ranks | The ranks are full.", None),
        ("Terms of reference | Licensing Committee | Report of the Monitoring Officer", None),
        ("Moorings | Report of the Director | Licensing Committee", None),
    ],
)  # fmt: skip
def test_a_report_s_first_lines_name_to_whom_it_is(head: str, body: str | None) -> None:
    lines = head.split(" | ")
    assert (body_in_heading(lines) or body_at_top(lines)) == body
