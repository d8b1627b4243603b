"""Titles, headings, markings and names of files: which say that something is not for the public."""

from __future__ import annotations

import pytest

from corpus.records import AgendaItem, Document, DocumentKind, Meeting, Section
from indexer.passages.exemption.exemption import of_document, of_meeting, verdicts
from indexer.passages.exemption.lines import Line, read_line
from indexer.passages.exemption.marks import Title, read_title
from indexer.passages.exemption.names import name_is_marked
from indexer.passages.passage import PART_WITHHELD
from tests.unit.agendas import shown, withheld


@pytest.mark.parametrize(
    "name",
    [
        "records/EXEMPT Appendix 2 to item 7.txt",
        "records/24-00115 Appendix B - EXEMPT.pdf",
        "records/confidential_minutes_2022-03-01.docx",
        "records/Item 7 (Not for Publication).pdf",
        "records/exempt/report.pdf",
        "records/Part 2/report.pdf",
        "records/Private Session/1.md",
        "records/2022/In Camera minutes/1.md",
        "records/closed-session-minutes.pdf",
        "records/Restricted%20Report.pdf",
        "records/22-03 minutes, closed part.md",
        "records/executive session minutes.md",
        "records/minutes part 2.md",
        "records/agenda private.md",
        "records/pink papers.md",
    ],
)
def test_a_name_that_is_a_mark_withholds_the_file(name: str) -> None:
    assert name_is_marked(name)
    item = AgendaItem("Leisure contract", "7", minutes="The offers were compared.")
    assert [bool(v.reason) for v in of_meeting(Meeting((item, item), name))] == [True, True]


@pytest.mark.parametrize(
    "name",
    [
        "records/exempt-accommodation-report.pdf",
        "records/exempt-accom/1.txt",
        "records/closed part of the street.md",
        "records/report on the closed part of the high street.md",
        "records/minutes closed road part 1.md",
        "records/annual report part 2.pdf",
        "records/pink paper mill.pdf",
        "records/members only parking scheme.pdf",
        "records/no-exempt/1.txt",
        "records/part2-localplan/1.txt",
        "records/private-hire-licensing.pdf",
        "records/restricted-byway-7.md",
        "records/earlier-exempt-report/1.txt",
        "records/Report (redacted, not exempt).pdf",
        "records/confidentiality-policy.docx",
        "records/camera-enforcement.pdf",
    ],
)
def test_a_name_that_is_a_subject_withholds_nothing(name: str) -> None:
    assert not name_is_marked(name)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("In Camera - Sale of 14 Foundry Street", Title.MARKED),
        ("Exempt minutes of 6 September 2022", Title.MARKED),
        ("Lease of the mill (considered in private)", Title.MARKED),
        ("Closed Session", Title.SECTION),
        ("Public Excluded Business", Title.SECTION),
        ("PART 2 - PRIVATE", Title.SECTION),
        ("PINK PAPERS", Title.SECTION),
        ("To go into Committee", Title.EXCLUSION),
        ("Motion to exclude the press", Title.EXCLUSION),
        ("Notice of items to be discussed behind closed doors", Title.ASKS),
        ("Rise and report", Title.OPENS),
        ("Reconvene in open session", Title.OPENS),
        ("Report out of closed session", Title.OPENS),
        ("Exempt supported accommodation", Title.PLAIN),
        ("Confidential helpline", Title.PLAIN),
        ("Private hire vehicles", Title.PLAIN),
        ("Report in committee", Title.PLAIN),
        ("Part 2 of the Local Plan", Title.PLAIN),
        ("Adoption of the closed session minutes", Title.PLAIN),
    ],
)
def test_what_a_title_says(title: str, kind: Title) -> None:
    assert read_title(title) is kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Appendix B (Exempt)", Line.PART),
        ("Confidential Annex 1", Line.PART),
        ("Annexe C: confidential", Line.PART),
        ("Appendix C", Line.PUBLIC_PART),
        ("COMMERCIAL IN CONFIDENCE", Line.MARKED),
        ("OFFICIAL-SENSITIVE", Line.MARKED),
        ("Classification: Exempt", Line.WHOLE),
        ("Classification: Unrestricted", Line.DENIED),
        ("Restricted byway 7 will be closed.", Line.PLAIN),
        ("PART 2 - PRIVATE", Line.SECTION),
        ("Part (b)", Line.PLAIN),
        ("Appendix 2 was noted.", Line.PLAIN),
        ("Restricted enclosure Offer View the reasons why document is restricted", Line.DOCUMENT),
    ],
)
def test_what_a_line_says(line: str, kind: Line) -> None:
    assert read_line(line) is kind


def test_an_exempt_appendix_is_cut_out_of_a_public_item() -> None:
    text = (
        "The hall was discussed.\n\nAppendix B (Exempt)\n\nAcme bid most.\n\nAppendix C\n\nA map."
    )
    public = shown(AgendaItem("Hall", "2", minutes=text))
    assert "The hall was discussed." in public
    assert "Acme" not in public
    assert "A map." in public
    assert public.count(PART_WITHHELD) == 1


def test_a_heading_at_the_end_of_an_item_is_of_those_behind_it() -> None:
    roads = AgendaItem("Roads", "2", minutes="Potholes.\n\nITEMS CONSIDERED IN PRIVATE")
    assert withheld(roads, AgendaItem("Lease", "3", minutes="Acme.")) == ["3"]
    assert "Potholes." in shown(roads, AgendaItem("Lease", "3", minutes="Acme."))


def test_a_marking_in_a_documents_head_withholds_all_of_it() -> None:
    head = AgendaItem("Report", None, agenda="OFFICIAL-SENSITIVE\n\nTo: Cabinet")
    body = AgendaItem("Options", "1", agenda="Acme bid most.")
    assert [bool(v.reason) for v in verdicts([head, body])] == [True, True]


def test_a_form_that_tells_what_not_to_write_withholds_nothing() -> None:
    form = (
        "Do not include information which is exempt from publication under schedule 12A of the "
        "Act.\n\nThe Cabinet agrees to mend the bridge."
    )
    assert "mend the bridge" in shown(AgendaItem("Record of decision", None, decision=form))
    please = (
        "Please attach exempt information as an appendix marked not for publication.\n\nAgreed."
    )
    assert "Agreed." in shown(AgendaItem("Record of decision", None, decision=please))


def _paper(
    *sections: tuple[str, str], title: str = "Leisure contract", **facts: object
) -> list[bool]:
    parts = tuple(Section(text, heading) for heading, text in sections)
    return [v.reason is not None for v in of_document(Document(title, sections=parts, **facts))]


def test_a_paper_that_is_marked_is_withheld_whatever_its_text_says() -> None:
    plain = ("Options", "The bids were compared.")
    assert _paper(plain, title="Exempt appendix 2") == [True]
    assert _paper(plain, source="records/Appendix 2 - EXEMPT.pdf") == [True]
    assert _paper(plain, source="records/Exempt/report.pdf") == [True]
    assert _paper(plain, restricted=True) == [True]
    assert _paper(("", "Classification: Exempt\n\nTo: Cabinet"), plain) == [True, True]
    assert _paper(("", "Classification: Unrestricted\n\nTo: Cabinet"), plain) == [False, False]


def test_an_exempt_appendix_of_a_paper_reaches_over_its_own_headings() -> None:
    sections = [
        ("Options", "Two."),
        ("Appendix A (Exempt)", "x"),
        ("1. Bids", "Acme."),
        ("Appendix B", "A map."),
    ]
    assert _paper(*sections) == [False, True, True, False]


def test_a_paper_is_no_meeting() -> None:
    text = "It is recommended that the press and public be excluded if the appendix is discussed."
    assert _paper(("Options", text), ("Costs", "Low.")) == [False, False]
    resolved = "RESOLVED: That the press and public be excluded from the meeting."
    assert _paper(("Background", resolved), ("Costs", "Low.")) == [False, False]
    report = Document("Costs", kind=DocumentKind.REPORT)
    items = (AgendaItem("Background", agenda=resolved), AgendaItem("Costs", agenda="Low."))
    assert [v.reason for v in of_meeting(Meeting(items, "r.pdf", document=report))] == [None, None]


@pytest.mark.parametrize(
    "text", ["No objection was made. Acme bid most.", "None of the bids was low."]
)
def test_a_denial_of_another_kind_opens_no_private_item(text: str) -> None:
    assert "1" in withheld(AgendaItem("In camera - sale of the mill", "1", minutes=text))
    assert "1" in withheld(AgendaItem("Pay", "1", minutes="None.", restricted=True))


@pytest.mark.parametrize(
    "title", ["CLOSED SESSION:", "Exempt items:", "Confidential business:", "EXEMPT:"]
)
def test_a_heading_with_a_colon_is_no_question_of_a_form(title: str) -> None:
    assert read_title(title) is not Title.PLAIN or read_line(title) is Line.MARKED


@pytest.mark.parametrize(
    "title",
    [
        "Confidential report: Public toilets",
        "Exempt item: Open spaces",
        "Private item: No 4 Mill Lane",
    ],
)
def test_a_marked_title_that_begins_like_an_answer_is_marked(title: str) -> None:
    assert read_title(title) is Title.MARKED
    assert read_line(title) is not Line.DENIED


@pytest.mark.parametrize("line", ["Exempt: No", "Confidential information: None.", "Exempt: N/A"])
def test_an_answer_that_says_no_denies(line: str) -> None:
    assert read_line(line) is Line.DENIED
    assert read_title(line) is Title.PLAIN


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("Section A", "Section B – Evidence", "Section C – Impact"),
        ("Part 1: The site", "Part 2: Risks", "Part 3: Costs"),
        ("PART I – THE PROPOSAL", "PART II – FINANCIAL APPRAISAL", "PART III – TIMETABLE"),
    ],
)
def test_the_second_of_three_parts_of_a_paper_is_no_private_part(
    first: str, second: str, third: str
) -> None:
    assert _paper((first, "One."), (second, "Two."), (third, "Three.")) == [False] * 3


@pytest.mark.parametrize(
    "headings",
    [
        ("Part 1", "Part 2 – Terms of the lease"),
        ("Part 1: The site", "Part 2: Exempt terms", "Part 3: Costs"),
        ("Part A – Site", "Part B – Private terms", "Part C – Costs"),
        ("Part I – Public", "Part II – Private and confidential", "Part III – Timetable"),
    ],
)
def test_a_second_part_that_says_so_or_is_the_last_is_private(headings: tuple[str, ...]) -> None:
    assert _paper(*((heading, "Said.") for heading in headings))[1]
