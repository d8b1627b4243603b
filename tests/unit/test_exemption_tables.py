"""A table may say in a column which of its rows are not for the public; other tables are left alone."""

from __future__ import annotations

import pytest

from corpus.records import AgendaItem
from indexer.passages.exemption.exemption import verdicts
from indexer.passages.exemption.tables import cells_of, columns_of, row_is_marked


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("No | Report | Exempt?", "4 | Sale of the depot | Yes (para 3)"),
        ("Minute | Subject | Open or closed", "12 | Debts | Closed"),
        ("| Item | Subject | Part I/II |", "| 3 | Sale | II |"),
        ("Part | Report | Officer", "B | Sale of the depot | A. Oak"),
        ("Report | Public? | Officer", "Sale of the depot | No | A. Oak"),
        ("Report | Classification", "Sale of the depot | OFFICIAL-SENSITIVE"),
        ("Report | Status", "Sale of the depot | Exempt"),
        ("Report | Exempt paragraphs", "Sale of the depot | 1, 2"),
        ("For publication | Report", "No | Sale of the depot"),
    ],
)
def test_a_row_is_marked_by_the_column_that_says_so(head: str, row: str) -> None:
    assert row_is_marked(cells_of(row), columns_of(cells_of(head)))


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("No | Report | Exempt?", "4 | Parks | No"),
        ("No | Report | Exempt?", "4 | Parks | "),
        ("Minute | Subject | Open or closed", "12 | Parks | Open"),
        ("Report | Public? | Officer", "Parks | Yes | A. Oak"),
        ("Action | Status", "Mend the gate | Closed"),
        ("Class | Dwellings | 2022", "Exempt | 40 | 41"),
        ("Report | Classification", "Parks | Non-exempt"),
        ("Part | Report", "A | Parks"),
        ("Rate | Goods", "Exempt | Books"),
        ("Votes for | Votes against", "7 | 2"),
    ],
)
def test_a_row_of_another_answer_or_another_table_is_not(head: str, row: str) -> None:
    assert not row_is_marked(cells_of(row), columns_of(cells_of(head)))


def test_of_a_table_inside_an_item_only_the_marked_rows_go() -> None:
    table = "Report | Part\n\nParks and paths | I\n\nSale of the mill for 400 | II\n\nLibraries | I"
    (verdict,) = verdicts([AgendaItem("Decisions", "4", minutes=table)])
    assert verdict.reason is None
    assert verdict.is_part
    assert "400" not in verdict.item.minutes
    assert "Parks" in verdict.item.minutes
    assert "Libraries" in verdict.item.minutes


def test_a_row_that_is_an_item_is_withheld_as_a_whole() -> None:
    items = [
        AgendaItem("Parks", "4", minutes="No | Report | Decision | Exempt"),
        AgendaItem("Gates", "5", minutes="Mended. | No"),
        AgendaItem("Mill", "6", minutes="Sold for 400. | Yes"),
    ]
    assert [bool(verdict.reason) for verdict in verdicts(items)] == [False, False, True]


def test_prose_behind_a_table_is_none_of_its_rows() -> None:
    text = "Report | Part\n\nParks | I\n\nThe price was noted.\n\nYes | II"
    (verdict,) = verdicts([AgendaItem("Decisions", "4", minutes=text)])
    assert verdict.reason is None
    assert not verdict.is_part
