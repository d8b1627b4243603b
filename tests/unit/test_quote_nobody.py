"""No quote of what an asker takes for granted, of a share for a number, or of an act that nobody is said to have done."""

from __future__ import annotations

import re

import pytest

from search.page.asking import is_given, kind_of
from search.page.by_whom import is_by_somebody
from search.page.marks import to_mark
from search.page.quotable import is_premise, only_asks
from search.page.subject import subject_of
from search.query.query import read_query
from tests.unit.asked import told

PREMISE = "The mooring charge was £99.10 a week."
FACT = "The mooring charge was £9.40 a week."
QUESTION = "how much was the mooring charge?"


@pytest.mark.parametrize(
    ("title", "text", "quoted"),
    [
        ("Question submitted by Councillor Elm", f"{PREMISE}\nREPLY: {FACT}", [FACT]),
        ("12. Questions on notice", f"{PREMISE}\nResponse: {FACT}", [FACT]),
        (
            "Notice of Motion submitted by Cllr Elm",
            f"{PREMISE}\nThe Motion was seconded by Councillor Ash.\n{FACT}",
            [FACT],
        ),
        ("Notice of Motion", f"{PREMISE}\nIn proposing it Councillor Elm spoke.", []),
        # No question was handed in, or nothing tells where it ends.
        ("Lamps", f"{FACT}\nREPLY: Noted.", [FACT]),
        ("Question time", FACT, [FACT]),
    ],
)
def test_what_the_asker_takes_for_granted_is_not_quoted(
    title: str, text: str, quoted: list[str]
) -> None:
    found = told(QUESTION, text, title=title)
    assert [re.sub(r"^\w+: ", "", one) for one in found] == quoted


def test_what_was_asked_is_quoted_to_who_asks_for_it() -> None:
    text = "I move that the lamp repair list be read each month.\nThe Motion was seconded by Councillor Ash."
    found = told(
        "what was moved about the lamp repair list?", text, title="Notice of Motion by Elm"
    )
    assert found == ["I move that the lamp repair list be read each month."]


@pytest.mark.parametrize(
    ("sentence", "asks"),
    [
        ("2) Propose that the stop for the 304 be moved to Quay Street.", True),
        ("Request the Council to paint the gates of the park.", True),
        ("Call on the Minister to fund the bridge at once.", True),
        ("Propose that the stop be moved, which was agreed.", False),
        ("Demand for places has risen in every ward.", False),
        ("Request forms are to be had at the desk.", False),
    ],
)
def test_a_sentence_that_begins_with_what_it_wants_is_a_motion(sentence: str, asks: bool) -> None:
    assert only_asks(sentence) is asks


def test_a_premise_ends_where_the_first_reply_begins() -> None:
    text = "Why? REPLY: Because. Why not? REPLY: It is so."
    assert is_premise("Question by Elm", text, 0)
    assert not is_premise("Question by Elm", text, text.index("Because"))
    assert not is_premise("Question by Elm", text, text.index("Why not"))


@pytest.mark.parametrize(
    ("question", "sentence", "given"),
    [
        ("how many care plans are there?", "71 per cent of care plans were late.", False),
        ("how many care plans are there?", "Seventy-one per cent of care plans are late.", False),
        ("how many lamps are there?", "Of them 12.5% are old lamps.", False),
        ("how many wards are there?", "Three quarters of the wards were flooded.", False),
        # A share of those that are so is how many are so.
        ("how many care plans are issued in time?", "71 per cent of care plans are issued.", True),
        ("how many care plans are there?", "There are 2,660 care plans.", True),
        ("how many care plans are there?", "There are 2,660 care plans, 71% of them late.", True),
        ("how many per cent of lamps are broken?", "Of the lamps 12.5% were broken.", True),
    ],
)
def test_a_share_is_no_number(question: str, sentence: str, given: bool) -> None:
    kind = kind_of(question)
    of = subject_of(question, kind, to_mark(read_query(question)), lambda _: 1.0)
    assert (is_given(question, kind, sentence) and of.is_counted(sentence, kind)) is given


@pytest.mark.parametrize(
    ("question", "sentence", "told_by"),
    [
        (
            "who felled the oak in Elm Lane?",
            "And the oak, T2, felled in Elm Lane in May: officers asked for leave.",
            False,
        ),
        ("who painted the gates?", "The gates were painted in May at the mill's cost.", False),
        ("who signed the lease?", "Officers asked that the lease be signed in May.", False),
        ("who felled the oak?", "The oak was felled in May by a contractor.", True),
        ("who painted the gates?", "The gates that Oak Ltd painted in May were fine.", True),
        ("who moved refusal?", "Councillor Elm, seconded by Councillor Ash, moved refusal.", True),
        ("who voted against the motion?", "Councillors Elm and Ash voted against it.", True),
        ("who runs the shelter?", "The shelter is run by Father Oak.", True),
        ("who called the clerk a thief?", "In emails he had called the clerk a thief.", False),
        ("who broke the window?", "In a fit, it was said, she had broken the window.", False),
        ("who broke the window?", "Mr Oak admitted that he had broken the window.", True),
        ("who called the clerk a thief?", "The Mayor said he had called the clerk a thief.", True),
        # Who "she" is at its beginning is known from what stands before, or the sentence is no quote.
        ("who broke the window?", "She had broken the window in May.", True),
        ("who is the clerk?", "In May he was the clerk.", True),
        ("why was the oak felled?", "The oak was felled in May.", True),
    ],
)
def test_who_did_it_is_told_only_with_somebody(question: str, sentence: str, told_by: bool) -> None:
    assert is_by_somebody(question, sentence) is told_by
