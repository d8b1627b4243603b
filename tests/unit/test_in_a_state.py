"""A number of things that became something else is not how many there are."""

from __future__ import annotations

import pytest

from search.page.in_a_state import are_those_there
from tests.unit.asked import told

OTHERS = [
    ("how many unfinished estates are there?", "6 unfinished estates are now complete."),
    ("how many allotments are there?", "140 allotments have since been let to new tenants."),
    (
        "how many derelict houses are there in Tarmon?",
        "Nine derelict houses in Tarmon were demolished last year.",
    ),
    ("how many libraries does the county have?", "Three libraries closed after the cuts of 2012."),
    ("how many vacant shops remain?", "11 vacant shops are back in use since the grant began."),
    (
        "how many care homes are there in the town?",
        "Two care homes in the town have been sold to a trust.",
    ),
    ("how many bus shelters are there?", "14 bus shelters were recently painted."),
]
WHOLE = [
    ("how many unfinished estates are there?", "There are 31 unfinished estates in the county."),
    ("how many allotments are there?", "140 allotments are spread over five sites."),
    (
        "how many derelict houses are there in Tarmon?",
        "Nine derelict houses were identified in Tarmon.",
    ),
    (
        "how many libraries does the county have?",
        "The county has 14 libraries, two of them mobile.",
    ),
    ("how many vacant shops remain?", "11 vacant shops remain in Fair Street."),
    (
        "how many care homes are there in the town?",
        "Two care homes in the town are registered with the regulator.",
    ),
    ("how many bus shelters are there?", "The 140 bus shelters of the town are managed by a firm."),
    ("how many estates are there that are complete?", "6 estates are now complete."),
    ("how many unfinished estates were completed?", "6 unfinished estates were completed in May."),
]


@pytest.mark.parametrize(("question", "sentence"), OTHERS)
def test_what_became_something_else_is_not_how_many_there_are(question: str, sentence: str) -> None:
    assert not are_those_there(question, sentence)
    assert told(question, sentence) == []


@pytest.mark.parametrize(("question", "sentence"), WHOLE)
def test_what_is_there_is_counted(question: str, sentence: str) -> None:
    assert are_those_there(question, sentence)


@pytest.mark.parametrize(("question", "sentence"), [WHOLE[0], WHOLE[2], WHOLE[8]])
def test_it_is_quoted(question: str, sentence: str) -> None:
    assert told(question, sentence) == [sentence]
