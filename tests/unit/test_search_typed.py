"""What is typed is read as it is meant, and what is read otherwise is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.nodes import And, Filters, Not, Phrase, Word
from search.query.query import read_query
from search.query.terms import query_terms
from search.query.typed import readable


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("applications not approved", "write NOT approved"),
        ("items not refused", "write NOT refused"),
        ("planning permission never granted", "write NOT granted"),
        ("parks except the cemeteries", "write NOT cemeteries"),
        ("lido but not the culvert", "write NOT culvert"),
        ("list the motions not carried", "write NOT carried"),
    ],
)
def test_a_negation_in_small_letters_is_said_to_exclude_nothing(text: str, note: str) -> None:
    (said,) = read_query(text).notes
    assert note in said
    assert read_query(text).condition is None


@pytest.mark.parametrize(
    "text",
    [
        "applications NOT approved",
        "why was the lido not opened",
        "not only the lido",
        '"not approved"',
        "knots and notes",
        "What has not been mended?",
    ],
)
def test_there_is_no_such_note_where_nothing_was_to_be_excluded(text: str) -> None:
    assert not any("in capitals" in note for note in read_query(text).notes)


@pytest.mark.parametrize(
    "title",
    [
        "WEEKLY FOOD WASTE AND RECYCLING COLLECTIONS",
        "STREET COLLECTIONS AND HOUSE TO HOUSE COLLECTIONS",
        "HACKNEY CARRIAGES OR PRIVATE HIRE",
        "BUDGET NOT SPENT",
    ],
)
def test_a_title_in_capitals_is_no_set_of_operators(title: str) -> None:
    query = read_query(title)
    assert query.condition is None
    assert any("capitals" in note for note in query.notes)


@pytest.mark.parametrize(
    "text", ["CCTV AND ASB", "HMO OR PSPO", "lido AND CULVERT", "EHCP NOT SEND"]
)
def test_acronyms_and_mixed_letters_with_operators_are_one(text: str) -> None:
    assert isinstance(read_query(text).condition, And) or " OR " in text
    assert read_query(text).condition is not None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("O Brien", "O'Brien"),
        ("councillor o dea", "o'dea"),
        ("Cllr O Donnell footpaths", "O'Donnell"),
        ("O’ Sullivan on housing", "O'Sullivan"),
    ],
)
def test_a_name_of_the_o_is_one_word(text: str, name: str) -> None:
    query = read_query(text)
    assert Word(name) in query.scored
    assert any(name in note for note in query.notes)
    # As records write it, too: O’ Brien and Ó Brien are two words there.
    terms = tuple(term for part in name.split("'") for term in query_terms(part))
    assert any(terms in expansion.others for expansion in query.expansions)


@pytest.mark.parametrize("text", ["O'Brien", "group O blood", "section O", "two o clock"])
def test_other_letters_are_left_alone(text: str) -> None:
    assert read_query(text).notes == ()


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("title: lido", Word("lido", "title")),
        ("decided: refused", Word("refused", "decided")),
        ('title: "school places"', Phrase("school places", "title")),
    ],
)
def test_a_field_with_a_space_behind_its_colon_is_a_field(text: str, condition: object) -> None:
    query = read_query(text)
    assert query.condition == condition
    assert any("was read as" in note for note in query.notes)


def test_committees_and_dates_too_but_no_title_with_a_colon() -> None:
    assert read_query("lido committee: Cabinet").filters == Filters(("Cabinet",))
    assert read_query("lido from: 2019").filters.date_from is not None
    for title in ("Motion: Parking", "Title: Deeds", "what to: decide"):
        assert not any("was read as" in note for note in read_query(title).notes)


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u2060", "\ufeff"])
def test_marks_that_cannot_be_seen_are_left_out(unseen: str) -> None:
    query = read_query(f"green{unseen}way upgrade")
    assert query.scored == (Word("greenway"), Word("upgrade"))
    assert any("cannot be seen" in note for note in query.notes)


def test_what_excludes_by_a_sign_still_does() -> None:
    assert read_query("lido -culvert").condition == Not(Word("culvert"))
    assert read_query("lido -culvert").notes == ()


@given(st.text())
def test_reading_again_changes_nothing(text: str) -> None:
    once, _ = readable(text)
    assert readable(once) == (once, ())
