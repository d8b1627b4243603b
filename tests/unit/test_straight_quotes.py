"""A record that writes its quotation marks straight is read as one that writes them curved."""

from __future__ import annotations

import re

import pytest

from indexer.passages.annotate import annotate
from indexer.passages.annotations import Annotations

TEXTS = [
    "Councillor Oak, seconded by Councillor Elm, moved that the motion be amended by adding “within a year”. "
    "The amendment was lost.",
    "Councillor Oak moved, seconded by Councillor Elm, to delete the words “free of charge”. Lost.",
    "Councillor Oak read from the paper: “The motion was carried by 9 votes to 4, and the Mayor wept.” Councillor "
    "Elm said that no motion had been put.",
    "A resolution was read: “That the levy be ended. The vote was 12 for and 3 against.” It was noted.",
    "Councillor Oak: “I said so.” Councillor Elm said “it was lost 7-2” and sat down. He moved (“at last”) that the "
    "rest be taken as read.",
    "Moved by Councillor Oak, seconded by Councillor Elm:\n“That the hall be let.”\n\nCARRIED 8–3",
]


def _straight(text: str) -> str:
    return re.sub("[“”]", '"', text)


def _all(noted: Annotations) -> tuple[object, ...]:
    votes = [(v.in_favour, v.against, v.unanimous, v.start, _straight(v.text)) for v in noted.votes]
    return noted.motions, votes, noted.speeches


@pytest.mark.parametrize("text", TEXTS)
def test_straight_quotation_marks_are_read_as_curved_ones(text: str) -> None:
    assert _all(annotate(_straight(text))) == _all(annotate(text))


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_shown_of_a_vote_is_as_it_stands(text: str) -> None:
    straight = _straight(text)
    assert all(vote.text in straight for vote in annotate(straight).votes)


def test_an_inch_and_a_mark_without_an_end_close_nothing() -> None:
    text = 'A 6" pipe was laid. Councillor Oak moved, seconded by Councillor Elm, that it be let. Carried 5-2.'
    (motion,) = annotate(text).motions
    assert motion.outcome == "carried"
    assert annotate(text).votes[0].in_favour == 5
