"""Which queries get quotes, what kind of thing a question asks for, and of which time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from search.page.asking import is_of_time, kind_of, wants_answers
from search.query.query import read_query
from search.query.speakers import asked_of


@pytest.mark.parametrize(
    "text",
    [
        "what was said about school places",
        "Why were the trees cut down?",
        "summarise the debate on buses",
        "the reason for closing the lido?",
        "residents dragging rubbish through the living room",
        "bill for putting things right after the 2017 hurricane",
        "what was decided about 16/01234/FUL",
        "what was said about buses committee:Cabinet from:2016",
    ],
)
def test_questions_and_sentences_want_answers(text: str) -> None:
    assert wants_answers(read_query(text))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("what was said about the budget?", None),
        ("what did Councillor Oak say about the rent increase?", None),
        ("what was raised in relation to the fare?", None),
        ("what were the concerns about how many lorries pass?", None),
        ("what did the police report on when thefts happen?", None),
        ("what did people think of the new opening hours?", None),
        ("what was decided about the charge for parking?", "decision"),
        ("what was the decision on where the tip goes?", "decision"),
        ("who asked about the price of the lease?", "person"),
        ("when was it agreed how much the grant is?", "date"),
        ("what is the budget?", "money"),
        ("what was the rent of the kiosk?", "money"),
        ("how much was spent on what was said to be a bridge?", "money"),
        ("how many people complained about the fees?", "count"),
        ("what are the opening hours of the tip?", "time"),
    ],
)
def test_what_was_said_of_a_thing_is_not_the_thing(question: str, kind: str | None) -> None:
    found = kind_of(question)
    assert (found.name if found else None) == kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        # whether something was done is seldom told by a sentence that shares the words
        "did the council approve the audit of its land sales?",
        "was the budget for the district adopted?",
        "has the committee agreed to take the estates in charge?",
        "16/01234/FUL",
        "minute L34 of 10 March 2015",
        "lido",
        "school places",
        "disabled facilities grants waiting",
        "length of members’ speeches",
        "Joyce Penhalow Quay Street",
        "Cllr Scanlan tenants in situ",
        "what was said",
        "what about it?",
        'what was said about "school places"',
        "what was said about +lido",
        "lido AND culvert",
        "speaker:Pike what was said about the lido",
        # Of a person by the name alone nothing is asked.
        "what was asked of Councillor Achebe",
        "what about Cllr. Tom Beddoes?",
        "who answered Mrs Oak?",
    ],
)
def test_references_keywords_and_syntax_want_none(text: str) -> None:
    assert not wants_answers(read_query(text))


def test_a_question_of_what_a_councillor_said_wants_answers() -> None:
    asked = asked_of(read_query("what did Councillor Pike say about the lido"))
    assert asked is not None
    assert wants_answers(asked)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("how much is spent on parks?", "money"),
        ("What was the cost of the bridge", "money"),
        ("how many bins are there", "count"),
        ("how long must I wait", "duration"),
        ("how often are the bins emptied", "frequency"),
        ("how deep is the water", "length"),
        ("when is the election", "date"),
        ("for what reason was it refused", "reason"),
        ("who mends the lights", "person"),
        ("where is the tip", "place"),
        ("what did the committee decide about dogs", "decision"),
    ],
)
def test_the_kind_of_a_question(question: str, kind: str) -> None:
    found = kind_of(question)
    assert found is not None
    assert found.name == kind


@pytest.mark.parametrize(
    "question", ["what was said about dogs", "is the lido open", "dogs in parks"]
)
def test_what_has_no_form_of_its_own_has_no_kind(question: str) -> None:
    assert kind_of(question) is None


@pytest.mark.parametrize(
    ("question", "day", "sentence", "is_of_then"),
    [
        ("what did fines bring in 2019?", date(2019, 5, 1), "Fines brought in £1.7m.", True),
        (
            "what did fines bring in 2019?",
            date(2020, 5, 1),
            "Fines brought in £1.7m in 2019.",
            True,
        ),
        ("what did fines bring in 2019?", date(2020, 5, 1), "Fines brought in £1.7m.", False),
        (
            "what did fines bring in 2019?",
            date(2019, 5, 1),
            "The budget for 2021 has £1.9m.",
            False,
        ),
        ("why did the lido shut in March 2018?", None, "It shut because of the boiler.", False),
        ("why did the lido shut since 2015?", date(2018, 1, 1), "It shut for the boiler.", True),
        ("why did the lido shut before 2015?", date(2018, 1, 1), "It shut for the boiler.", False),
        ("why did the lido shut?", None, "It shut in 1999.", True),
    ],
)
def test_a_quote_is_of_the_time_that_is_asked_about(
    question: str, day: date | None, sentence: str, is_of_then: bool
) -> None:
    times = read_query(question, today=date(2026, 11, 29)).preferences
    assert is_of_time(times, day, sentence) == is_of_then


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("why is Irish Water not mending leaks?", "leaks"),
        ("how much will the tram depot cost?", "tram"),
        ("what was said about fluoridation of drinking water", "fluoridation"),
    ],
)
def test_a_question_with_a_word_that_no_record_has_wants_none(text: str, word: str) -> None:
    query = read_query(text)
    assert wants_answers(query)
    assert not wants_answers(replace(query, unknown=(word,)))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What is the forecast overspend on home to school transport?", "money"),
        ("What was the underspend last year?", "money"),
        ("How big is the deficit of the schools grant?", "money"),
        ("What’s the shortfall in parking income", "money"),
        ("What is the level of debt of the company?", "money"),
        ("What is the plan for the deficit?", None),
        ("What is being done about the overspend?", None),
        ("What was said of the savings?", None),
        ("How large is the reservoir?", "length"),
    ],
)
def test_a_sum_that_has_its_own_name_is_asked_for_as_money(question: str, kind: str | None) -> None:
    found = kind_of(question)
    assert (found.name if found else None) == kind
