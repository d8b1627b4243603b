"""Labels of a head that stand in rows are read as where each has its own line."""

from __future__ import annotations

import pytest

from corpus.papers.block import block_of


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        (  # All labels above all values.
            "Committee: | Date: | Classification: | Agenda Item No:\nHousing Panel | 14 May 2024 | Open | 5.1",
            {"to": "Housing Panel", "date": "14 May 2024", "classification": "Open", "item": "5.1"},
        ),
        (  # Two such rows, one below the other.
            "Meeting: | Date:\nCabinet | 3 March 2026\nReport of: | Title:\nHead of Rents | Rents",
            {"to": "Cabinet", "date": "3 March 2026", "from": "Head of Rents", "subject": "Rents"},
        ),
        (  # Each beside its value, several in a row.
            "Report To: | Harbour Board | Date: | 16 January 2025\nReport By: | Engineer | Report No: | H/25/01",
            {"to": "Harbour Board", "date": "16 January 2025", "from": "Engineer", "number": "H/25/01"},
        ),
        (  # One of them unknown.
            "File created: | 3/28/2024 | In control: | Planning Commission\nOn agenda: | 4/9/2024 | Final action: |",
            {"to": "Planning Commission", "meeting_date": "4/9/2024"},
        ),
        (  # Where columns ran into each other.
            "File #: 24-12, Type: Contract Agenda Number: 14.",
            {"number": "24-12, Type: Contract", "item": "14."},
        ),
    ],
)  # fmt: skip
def test_rows_of_labels_give_each_its_value(head: str, wanted: dict[str, str]) -> None:
    block = block_of(head.split("\n"))
    assert {name: block[name] for name in wanted} == wanted


def test_where_columns_ran_together_the_first_label_has_them_all() -> None:
    block = block_of(["Committee: Date: Item No:", "Housing Panel 14 May 2024 5"])
    assert block["to"] == "Housing Panel 14 May 2024 5"
    assert not block["date"]


@pytest.mark.parametrize(
    "row",
    ["Name: | Elm Oak", "Votes: | 3 | Against: | 2", "1 | Apologies | 3", "Lead: Elm, Oak: Ash"],
)
def test_other_rows_are_no_labels(row: str) -> None:
    assert not block_of([row, "Elm | Oak | Ash | Rowan"]).is_report


@pytest.mark.parametrize(
    ("lines", "subject"),
    [
        (["RE: Roof repairs", "The roof of the school was laid in 1971 and lets in rain in most of its rooms."], "Roof repairs"),
        (["Subject: Bus lease", "ORIGIN", "Motion of the board"], "Bus lease"),
        (["Subject: The lease of buses for the schools of the town and", "its villages"], "The lease of buses for the schools of the town and its villages"),
        (["SUBJECT: LEASE OF", "BUSES"], "LEASE OF BUSES"),
    ],
)  # fmt: skip
def test_a_text_below_a_short_value_is_no_part_of_it(lines: list[str], subject: str) -> None:
    assert block_of(["To: Board", *lines])["subject"] == subject
