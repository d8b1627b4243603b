"""A recorded vote in a table, in every format: who voted how can be told from what is read."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus import readers
from corpus.records import Meeting, Source
from indexer.passages.annotate import annotate

HEAD = ["Member", "For", "Against", "Abstain"]
ROWS = [
    ["Cllr Ash", "X", "", ""],
    ["Cllr Birch", "", "X", ""],
    ["Cllr Cedar", "", "", "X"],
    ["Cllr Oak", "X", "", ""],
]
SHORT = [["Cllr Ash", "x", ""], ["Cllr Oak", "x", ""], ["Cllr Birch", "", "x"]]
NAMES = (("Ash", "Oak"), ("Birch",), ("Cedar",))
COLUMNS = ["For (2)", "Against (1)", "Abstained (1)"]
LISTS = ["Ash, Oak", "Birch", "Cedar"]


def votes_of(name: str, data: bytes) -> list[tuple[tuple[str, ...], ...]]:
    texts = []
    for record in readers.read(Source(name, data)):
        assert isinstance(record, Meeting)
        texts += ["\n\n".join((item.agenda, item.decision, item.minutes)) for item in record.items]
    return [
        (vote.names_for, vote.names_against, vote.names_abstained)
        for text in texts
        for vote in annotate(text).votes
        if vote.recorded and (vote.names_for or vote.names_against)
    ]


def _html(head: list[str], rows: list[list[str]], cell: str = "{}") -> bytes:
    table = "".join(
        "<tr>" + "".join(f"<td>{cell.format(text or '&nbsp;')}</td>" for text in row) + "</tr>"
        for row in [head, *rows]
    )
    return (
        "<!doctype html><html><body><h1>Ashton Parish Council</h1>"
        "<p>Meeting of the Council on 3 March 2026</p><h2>1. Recorded vote on the budget</h2>"
        f"<p>A recorded vote was taken.</p><table>{table}</table><h2>2. Next meeting</h2><p>April</p>"
        "</body></html>"
    ).encode()


def _docx(head: list[str], rows: list[list[str]]) -> bytes:
    document = docx.Document()
    document.add_heading("Ashton Parish Council", 1)
    document.add_paragraph("Meeting of the Council on 3 March 2026")
    document.add_heading("1. Recorded vote on the budget", 2)
    document.add_paragraph("A recorded vote was taken.")
    table = document.add_table(rows=0, cols=len(head))
    for row in [head, *rows]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_heading("2. Next meeting", 2)
    document.add_paragraph("April")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _pdf(head: list[str], rows: list[list[str]]) -> bytes:
    written = io.BytesIO()
    canvas = Canvas(written)
    y = 780
    lines = ["Ashton Parish Council", "Minutes of the Council meeting of 3 March 2026", ""]
    for line in [*lines, "1. Recorded vote on the budget", "A recorded vote was taken."]:
        canvas.drawString(72, y, line)
        y -= 22
    for row in [head, *rows]:
        for at, text in enumerate(row):
            canvas.drawString(72 + 110 * at, y, text)
        y -= 18
    canvas.drawString(72, y - 20, "2. Next meeting")
    canvas.drawString(72, y - 44, "The next meeting would be in April.")
    canvas.save()
    return written.getvalue()


def _xml(head: list[str], rows: list[list[str]]) -> bytes:
    table = _html(head, rows).decode().partition("<table>")[2].partition("</table>")[0]
    body = f"<p>A recorded vote was taken.</p><table>{table}</table>"
    escaped = body.replace("&", "&amp;").replace("<", "&lt;")
    return (
        "<?xml version='1.0'?><meeting><meetingid>1</meetingid><committeetitle>Council</committeetitle>"
        "<meetingdate>03/03/2026</meetingdate><agendaitems><agendaitem><agendaitemid>5</agendaitemid>"
        "<agendanumber>1</agendanumber><agendaitemtitle>Budget</agendaitemtitle>"
        f"<minutesnonemptyhtmlbody>{escaped}</minutesnonemptyhtmlbody></agendaitem></agendaitems></meeting>"
    ).encode()


TEXT = (
    "Ashton Parish Council\nMinutes of the Council meeting held on 3 March 2026\n\n"
    "1. Recorded vote on the budget\n\nA recorded vote was taken.\n\n{}\n\n2. Next meeting\n\nApril.\n"
)
WRITTEN = [
    "| Member | For | Against | Abstain |\n|---|---|---|---|\n| Cllr Ash | X | | |\n"
    "| Cllr Birch | | X | |\n| Cllr Cedar | | | X |\n| Cllr Oak | X | | |",
    "For (2): Cllrs Ash and Oak\nAgainst (1): Cllr Birch\nAbstained (1): Cllr Cedar",
    "AYES: Ash, Oak NOES: Birch ABSTAIN: Cedar",
    "Cllr Ash – for, Cllr Birch – against, Cllr Cedar – abstained, Cllr Oak – for",
    "Member | Vote\nCllr Ash | For\nCllr Birch | Against\nCllr Cedar | Abstained\nCllr Oak | For",
]


@pytest.mark.parametrize("written", WRITTEN)
def test_who_voted_how_is_read_from_text(written: str) -> None:
    assert votes_of("minutes.md", TEXT.format(written).encode()) == [NAMES]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", _html(HEAD, ROWS)),
        ("b.html", _html(HEAD, ROWS, '<p class="MsoNormal">{}</p>')),
        ("c.html", _html(COLUMNS, [LISTS])),
        ("a.docx", _docx(HEAD, ROWS)),
        ("b.docx", _docx(COLUMNS, [LISTS])),
        ("a.pdf", _pdf(HEAD, ROWS)),
        ("b.pdf", _pdf(["Councillor", "Yes", "No"], SHORT)),
        ("a.xml", _xml(HEAD, ROWS)),
    ],
)  # fmt: skip
def test_who_voted_how_is_read_from_a_table(name: str, data: bytes) -> None:
    (found,) = votes_of(name, data)
    assert found == (NAMES if name != "b.pdf" else (("Ash", "Oak"), ("Birch",), ()))


def test_a_table_without_its_empty_cells_tells_nothing() -> None:
    rows = "Member | For | Against\nCllr Ash | X\nCllr Birch | X"
    assert votes_of("minutes.md", TEXT.format(rows).encode()) == []


def test_a_table_of_anything_else_stays_as_it_was() -> None:
    rows = [["Cllr Ash", "", "£5"], ["Cllr Birch", "£4", ""]]
    assert votes_of("a.html", _html(["Member", "Travel", "Meals"], rows)) == []


def test_the_sample_councils_tables_name_who_voted_how() -> None:
    root = Path(__file__).parents[2] / "corpus" / "sample" / "records"
    path = root / "audit" / "2021-03-24.html"
    (names,) = votes_of(path.name, path.read_bytes())
    assert names == (
        ("Achebe", "Hussain", "O’Hagan"),
        ("Beddoes", "Raman", "Tranter"),
        ("Lisle",),
    )
