from __future__ import annotations

from textwrap import wrap

from hypothesis import given
from hypothesis import strategies as st

from corpus.text import BULLET
from corpus.unwrap import is_wrapped, unwrap

PARAGRAPH = (
    "The Head of Planning introduced the report and said that the fields lay outside the "
    "settlement boundary of the city, and that the proposal was contrary to the policy which the "
    "Council had adopted four years before the application was made, after a public examination "
    "that had lasted eleven days and had heard from some sixty people and organisations. "
)
WRAPPED = wrap(PARAGRAPH * 2, 80)


def test_a_wrapped_paragraph_becomes_one_line() -> None:
    assert is_wrapped(WRAPPED)
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
