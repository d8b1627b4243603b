"""A row of a front sheet's table is a title, who leads it and which paper it has; what tells nothing stays title."""

from __future__ import annotations

import pytest

from corpus.papers.columns import columns_of, row_of
from corpus.papers.front import items_of
from corpus.readers import read
from corpus.records import Meeting, Source

TABLES = [
    ("Item | Subject | Lead | Paper", "Annual staff survey | CPO | Enc D", ("Annual staff survey", "CPO", "Enc D")),
    ("No | Item | Owner | Paper | Time", "Trust risk register | Company Secretary | 7.2 | 10.15",
     ("Trust risk register", "Company Secretary", "7.2")),
    ("Item # | Description | Presenter | Action", "Splash pad bid | R. Hane | Approve", ("Splash pad bid", "R. Hane", "")),
    ("Time | Item | Presented by", "10.15 | Well 7 | Lee Rowan", ("Well 7", "Lee Rowan", "")),
    ("", "Maternity safety report | Chief Nurse | Enc C", ("Maternity safety report", "Chief Nurse", "Enc C")),
    ("", "Welcome | Chair | Verbal", ("Welcome", "Chair", "Verbal")),
    ("", "Budget monitoring | Cllr J Elm | Paper 7 | For decision", ("Budget monitoring", "Cllr J Elm", "Paper 7")),
    # A title in two languages, of two parts, or with an office in it.
    ("", "Nau mai | Welcome", ("Nau mai | Welcome", "", "")),
    ("", "Roads | Bridges", ("Roads | Bridges", "", "")),
    ("", "Report of | Chief Nurse", ("Report of | Chief Nurse", "", "")),
    ("Item | Subject | Lead | Paper", "A title that is all of its row", ("A title that is all of its row", "", "")),
]  # fmt: skip


@pytest.mark.parametrize(("head", "row", "told"), TABLES)
def test_a_row_is_told_by_its_columns_or_its_cells(
    head: str, row: str, told: tuple[str, str, str]
) -> None:
    columns = columns_of(["AGENDA", "Ashton | Council", head])
    found = row_of(row, columns)
    assert found[:3] == told
    words = f"{found.title} {found.beside}".replace("|", "").split()
    assert sorted(words) == sorted(row.replace("|", "").split())


SHEET = (
    "CALDER NHS FOUNDATION TRUST\n\nBOARD OF DIRECTORS\n\nMonday 12 May 2025\n\nAGENDA\n\n{head}"
    "1 | Welcome | Chair | Verbal\n2 | Declarations of interest | Chair | Verbal\n3 | Maternity safety report | Chief Nurse | "
    "Enc C\n4 | Annual staff survey | CPO | Enc D\n5 | Close | Chair | Verbal\n"
)


@pytest.mark.parametrize("head", ["Item | Subject | Lead | Paper\n", ""])
def test_a_front_sheet_lists_and_holds_titles_and_loses_no_word(head: str) -> None:
    listed = items_of(SHEET.format(head=head).splitlines())
    assert [(one.title, one.lead, one.called) for one in listed[2:4]] == [
        ("Maternity safety report", "Chief Nurse", "Enc C"),
        ("Annual staff survey", "CPO", "Enc D"),
    ]
    (found,) = read(Source("board/Agenda.txt", SHEET.format(head=head).encode()))
    assert isinstance(found, Meeting)
    titles = {item.number: item for item in found.items}
    assert titles["4"].title == "Annual staff survey"
    assert "CPO | Enc D" in titles["4"].agenda + titles["4"].minutes
