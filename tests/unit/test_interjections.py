"""What is called into a speech is no part of it, and who has no name ends the speech before."""

from __future__ import annotations

import pytest

from indexer.language.windows import sentences
from indexer.passages.annotate import annotate
from indexer.passages.speech.interjections import nameless_interjections
from search.page.attribution import behind_label, speaker

INTERJECTIONS = [
    "Councillor Hume said that the pool had cost more. (“It was sixty!” – Councillor Vine) She added that lifts were dear.",
    "Councillor Hume: The pool cost more. [Councillor Vine: “It was sixty!”] And the lifts were dear.",
    "Councillor Hume: The pool cost more. “It was sixty!” called out Councillor Vine. And the lifts were dear.",
    "Councillor Hume said that the pool had cost more – Councillor Vine: “It was sixty!” – and that the lifts were dear.",
]


@pytest.mark.parametrize("text", INTERJECTIONS)
def test_an_interjection_is_no_part_of_the_speech_around_it(text: str) -> None:
    def says(words: str) -> set[str]:
        at = text.index(words)
        return {one.name for one in annotate(text).speeches if one.start <= at < one.end}

    assert says("sixty") == {"Vine"}
    assert says("pool") == says("lifts were dear") == {"Hume"}


BY_NOBODY = [
    "Councillor Hume: The pool cost more. (Interjection: “It was sixty!”) And the lifts were dear.",
    "Councillor Hume: The pool cost more. [A voice from the gallery – “It was sixty!”] And the lifts were dear.",
    "Councillor Hume: The pool cost more. (“It was sixty!” from the public seats) And the lifts were dear.",
    'Councillor Hume: The pool cost more. (Several Members: "It was sixty!") And the lifts were dear.',
    "Councillor Hume said that the pool cost more. (“It was sixty!”) He said that the lifts were dear.",
]


@pytest.mark.parametrize("text", BY_NOBODY)
def test_what_somebody_without_a_name_calls_is_not_said_by_the_speaker(text: str) -> None:
    def shown(words: str) -> str:
        at = text.index(words)
        span = next(one for one in sentences(text) if one.start <= at < one.end)
        return speaker(text, annotate(text), span, behind_label(text, span))

    assert shown("sixty") == ""
    assert {shown("pool"), shown("lifts were dear")} <= {"Hume", ""}


def test_a_name_for_short_in_brackets_is_no_interjection() -> None:
    assert not nameless_interjections(
        "The lease (“the Lease”) and the plan (the “Green Plan”) stand."
    )


NAMELESS = [
    "Councillor Leys asked about the grant. The officer explained that it could be spent on nothing else.",
    "Councillor Leys asked about the grant. One resident said that it could be spent on nothing else.",
    "Councillor Leys asked about the grant. Officers advised that it could be spent on nothing else.",
    "Councillor Leys asked about the grant. A tenant had written that it could be spent on nothing else.",
]


@pytest.mark.parametrize("text", NAMELESS)
def test_somebody_without_a_name_is_not_the_speaker_before(text: str) -> None:
    at = text.index("nothing else")
    assert not any(one.start <= at < one.end for one in annotate(text).speeches)
