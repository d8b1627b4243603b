"""A question for what was recommended is told from one that only has the word."""

from __future__ import annotations

import pytest

from search.query.nodes import Filters
from search.query.query import read_query
from search.query.terms import query_terms


@pytest.mark.parametrize(
    ("typed", "about"),
    [
        ("what was recommended about community wardens", "community wardens"),
        ("What were the recommendations on home to school transport?", "home to school transport?"),
        ("what did officers recommend about the lido", "the lido"),
        ("what did the Director of Place recommend on parking", None),
        ("what was Cabinet asked to agree on the commissioning plan", "the commissioning plan"),
        ("what were members asked to note about reserves", "reserves"),
        ("what is the Planning Committee invited to approve regarding the mill", "the mill"),
        ("recommendations for the ferry", "the ferry"),
        ("officers’ recommendation on the ferry", "the ferry"),
    ],
)
def test_what_recommends_is_preferred_and_said_to_be(typed: str, about: str | None) -> None:
    query = read_query(typed)
    (wish,) = query.preferences
    assert tuple(query_terms("recommendations")) in wish.phrases
    assert any("what recommends is preferred" in note for note in query.notes)
    if about:
        assert query.topic == about
    assert read_query(typed, Filters(literal=True)).preferences == ()


@pytest.mark.parametrize(
    "typed",
    [
        "recommended diet in school meals",
        "recommendation letter",
        "who recommended the closure",
        "audit recommendations",
        "what was said about the recommendations of the ombudsman",
        '"what was recommended"',
        "what was asked of the contractor",
    ],
)
def test_a_text_that_only_has_the_word_prefers_nothing(typed: str) -> None:
    assert read_query(typed).preferences == ()


@pytest.mark.parametrize(
    "text",
    [
        "What did Julie Morgan recommend to do when discussing the programme and why?",
        "what did Councillor Pike recommend about the bridge",
        "What does Ms Oak-Elm recommend for the pond?",
    ],
)
def test_what_one_person_recommended_is_what_they_said_of_it(text: str) -> None:
    assert read_query(text).preferences == ()


@pytest.mark.parametrize(
    "text",
    [
        "what did the Children and Young People Committee recommend about the hubs",
        "What does the Director recommend for the pond?",
        "what did officers recommend about the bridge",
    ],
)
def test_what_a_body_or_an_office_recommended_is_a_wish(text: str) -> None:
    assert read_query(text).preferences != ()
