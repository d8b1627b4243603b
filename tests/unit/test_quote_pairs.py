"""A reply is quoted with the question that it answers, a motion under the name in its title, and nothing that a later record overtakes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from indexer.passages.of_meeting import annotated
from search.page.answers import Answer, answers
from search.page.candidates import Evidence
from search.page.marks import to_mark
from search.query.query import read_query
from tests.unit.asked import passage

_TITLE = "Question submitted by Councillor P. Oakes"


def _evidence(text: str, title: str, year: int, name: str = "a") -> Evidence:
    found = annotated(
        replace(passage("", name), title=title, minutes=text, date=date(year, 5, 1), text="")
    )
    windows = np.array([[0, len(text)]], np.int64)
    return Evidence(found, windows, np.array([0.68], np.float32))


def _ask(question: str, *found: Evidence, names: tuple[str, ...] = ()) -> tuple[Answer, ...]:
    # Who is asked about is no word of a query that is understood: the record says who speaks.
    patterns = to_mark(read_query(re.sub(r"Councillor \w+", "", question)))
    return answers(question, found, patterns, lambda _: 1.0, lambda _: 0.68, names)


def _pair(asked: str, reply: str, year: int = 2020) -> Evidence:
    return _evidence(f"{asked}\n\nREPLY: {reply}", _TITLE, year)


@pytest.mark.parametrize(
    ("question", "asked", "reply"),
    [
        (
            "when will the quay wall at Tarmon be repaired?",
            "I will ask at the next Meeting when the quay wall at Tarmon will be repaired.",
            "The contractor is expected to begin in the second week of May.",
        ),
        (
            "is a crossing planned at Fair Green?",
            "I will ask at the next Meeting if a pedestrian crossing is planned at Fair Green.",
            "A survey of speeds will be carried out before any decision is made.",
        ),
        (
            "how much has been set aside for the Rathmore playground?",
            "I will ask how much money has been set aside for the playground in Rathmore.",
            "An amount of €45,000 is in the budget of the district for this year.",
        ),
    ],
)
def test_a_reply_is_quoted_with_its_question(question: str, asked: str, reply: str) -> None:
    (found,) = _ask(question, _pair(asked, reply))
    assert (found.asked, found.text) == (asked, reply)
    # Alone it says of nothing what it answers.
    assert _ask(question, _evidence(reply, "Roads", 2020)) == ()


@pytest.mark.parametrize(
    "question",
    [
        # Another place, another thing, another act; and what has happened is not told by who asks for it.
        "when will the quay wall at Kilmore be repaired?",
        "when will the quay lights at Tarmon be repaired?",
        "when will the quay wall at Tarmon be painted?",
        "when was the quay wall at Tarmon repaired?",
        "how much will the quay wall at Tarmon cost?",
        "who will repair the quay wall at Tarmon?",
    ],
)
def test_a_reply_to_another_question_is_not_quoted(question: str) -> None:
    asked = "I will ask at the next Meeting when the quay wall at Tarmon will be repaired."
    reply = "It is expected that works will begin in the second week of May."
    assert _ask(question, _pair(asked, reply)) == ()


def test_only_what_begins_a_reply_tells_of_all_that_was_asked() -> None:
    asked = "I will ask at the next Meeting when the quay wall at Tarmon will be repaired."
    reply = (
        "A report was sent to the Department. The bridge at Fenor will be painted in June 2021 too."
    )
    assert _ask("when will the quay wall at Tarmon be repaired?", _pair(asked, reply)) == ()


def test_what_somebody_says_behind_a_reply_is_no_reply() -> None:
    asked = "I will ask at the next Meeting when the quay wall at Tarmon will be repaired."
    text = "Councillor Lamb said that she had waited for a crossing since March 2015."
    assert _ask("when will the quay wall at Tarmon be repaired?", _pair(asked, text)) == ()


@pytest.mark.parametrize(
    ("question", "title", "words"),
    [
        (
            "what did Councillor Oakes ask about the quay wall?",
            _TITLE,
            "I will ask at the next Meeting when the quay wall at Tarmon will be repaired.",
        ),
        (
            "what did Councillor Oakes move about the quay wall?",
            "Notice of Motion submitted by Councillor P. Oakes",
            "I will move at the next Meeting that the quay wall at Tarmon be listed.",
        ),
        (
            "which motion was there on the quay wall?",
            "Notice of Motion received from Councillor P. Oakes",
            "I will move that the quay wall at Tarmon be listed as a protected structure.",
        ),
    ],
)
def test_what_was_handed_in_is_quoted_under_the_name_of_its_title(
    question: str, title: str, words: str
) -> None:
    names = ("Oakes",) if "Oakes" in question else ()
    found = _ask(
        question,
        _evidence(f"{words}\n\nREPLY: The wall is old and it belongs to the State.", title, 2020),
        names=names,
    )
    assert [(one.text, one.speaker) for one in found] == [(words, "P. Oakes")]


def test_what_was_handed_in_is_nobody_elses_and_no_answer_of_what_is_so() -> None:
    words = "I will ask at the next Meeting when the quay wall at Tarmon will be repaired."
    handed = _evidence(words, _TITLE, 2020)
    question = "what did Councillor Lamb ask about the quay wall?"
    assert _ask(question, handed, names=("Lamb",)) == ()
    assert _ask("is a repair of the quay wall at Tarmon proposed?", handed) == ()
    assert _ask("what is planned for the quay wall at Tarmon?", handed) == ()


_CHANGES = [
    (
        "how many berths are there at Tarmon harbour?",
        "There are 40 berths at Tarmon harbour for boats of any size.",
        "There are 64 berths at Tarmon harbour for boats of any size.",
    ),
    (
        "how much does a berth at Tarmon harbour cost?",
        "A berth at Tarmon harbour costs €900 a year for a resident.",
        "A berth at Tarmon harbour costs €1,150 a year for a resident.",
    ),
    (
        "when will Tarmon harbour be dredged?",
        "Tarmon harbour will be dredged in the autumn of 2019.",
        "Tarmon harbour will be dredged in the spring of 2023.",
    ),
    (
        "who is the harbour master at Tarmon?",
        "Mrs Ella Dalby is the harbour master at Tarmon since the spring.",
        "Mr John Quirke is the harbour master at Tarmon since the spring.",
    ),
]


@pytest.mark.parametrize(("question", "then", "now"), _CHANGES)
def test_what_a_later_record_changes_is_not_quoted(question: str, then: str, now: str) -> None:
    first, last = _evidence(then, "Harbour", 2018, "x"), _evidence(now, "Harbour", 2021, "y")
    assert [one.text for one in _ask(question, first)] == [then]
    for page in ((first, last), (last, first)):
        assert [one.text for one in _ask(question, *page)] == [now]


@pytest.mark.parametrize(("question", "then", "now"), _CHANGES[:2])
def test_what_a_later_record_says_again_or_of_something_else_stays(
    question: str, then: str, now: str
) -> None:
    first = _evidence(then, "Harbour", 2018, "x")
    again = _evidence(then.replace(" for ", " still for "), "Harbour", 2021, "y")
    assert then in [one.text for one in _ask(question, first, again)]
    other = _evidence(now.replace("Tarmon", "Fenor"), "Harbour", 2021, "y")
    assert [one.text for one in _ask(question, first, other)] == [then]
