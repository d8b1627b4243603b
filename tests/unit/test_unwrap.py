from __future__ import annotations

from textwrap import wrap

from hypothesis import given
from hypothesis import strategies as st

from corpus.text import BULLET
from corpus.unwrap import Wrap, unwrap, wrap_of

PARAGRAPH = (
    "The Head of Planning introduced the report and said that the fields lay outside the "
    "settlement boundary of the city, and that the proposal was contrary to the policy which the "
    "Council had adopted four years before the application was made, after a public examination "
    "that had lasted eleven days and had heard from some sixty people and organisations. "
)
WRAPPED = wrap(PARAGRAPH * 2, 80)


def test_a_wrapped_paragraph_becomes_one_line() -> None:
    assert wrap_of(WRAPPED) == Wrap(80, double_spaced=False)
    assert unwrap(WRAPPED) == [(PARAGRAPH * 2).strip()]


def test_blank_lines_between_paragraphs_stay_paragraph_breaks() -> None:
    lines = wrap(PARAGRAPH, 80)
    assert unwrap([*lines, "", *lines]) == [PARAGRAPH.strip(), "", PARAGRAPH.strip()]


def test_a_sentence_goes_on_behind_the_blank_lines_of_a_double_spaced_print() -> None:
    doubled = [line for pair in WRAPPED for line in (pair, "")]
    assert "".join(unwrap(doubled)).count("said that the fields lay outside the settlement") == 2


def test_list_items_are_never_joined_to_what_is_above() -> None:
    for mark in (BULLET, "(a) ", "ii) ", "1. ", "7.2 ", "- "):
        lines = [*WRAPPED, f"{mark}the report be noted"]
        assert unwrap(lines)[-1] == f"{mark}the report be noted"


def test_a_document_of_whole_paragraphs_is_left_as_it_is() -> None:
    lines = [PARAGRAPH * 2, "", "Short.", PARAGRAPH, "", *["Councillor Pike"] * 8]
    assert unwrap(lines) == lines


def test_a_short_document_is_left_as_it_is() -> None:
    assert unwrap(["Apologies were", "received."]) == ["Apologies were", "received."]
    assert unwrap([]) == []


@given(st.lists(st.text(alphabet="ab .;:•-(1)", max_size=100).map(str.strip), max_size=40))
def test_unwrapping_loses_no_word_and_keeps_their_order(lines: list[str]) -> None:
    assert " ".join(unwrap(lines)).split() == " ".join(lines).split()


def test_a_few_lines_are_wrapped_as_their_document_is() -> None:
    doubled = Wrap(80, double_spaced=True)
    lines = [
        "On the proposal of Councillor Oak, seconded by Councillor Elm, it was agreed a",
        "",
        "presentation should be made at the next meeting.",
        "",
        "REPLY:",
        "",
        "This will be considered.",
    ]
    assert unwrap(lines) == lines
    assert unwrap(lines, doubled) == [f"{lines[0]} {lines[2]}", *lines[3:]]
    assert unwrap(lines, Wrap(80, double_spaced=False)) == lines


def test_a_list_of_short_lines_in_a_wrapped_document_stays_a_list() -> None:
    lines = ["Councillor Oak", "Councillor Elm", "", "€1,000 to the band", "€2,000 to the choir"]
    assert unwrap(lines, Wrap(80, double_spaced=False)) == lines


def test_paragraphs_in_a_wrapped_document_are_left_as_they_are() -> None:
    lines = [
        PARAGRAPH + "and",
        "Another line that ends in no full stop, and is as long as a line of it",
    ]
    assert unwrap(lines, Wrap(80, double_spaced=False)) == lines


def test_rows_of_a_table_stay_rows() -> None:
    rows = [
        "Member | Vote",
        "Cllr Ash | For the whole of the motion",
        "Cllr Birch | Abstained",
        "below it",
    ]
    assert unwrap(rows, Wrap(30, double_spaced=False)) == rows


def test_a_label_in_capitals_begins_anew() -> None:
    lines = [
        "A line of the committee that is as long as one of them",
        "",
        "PRESENT: Councillor Oak",
    ]
    assert unwrap(lines, Wrap(50, double_spaced=True)) == lines
