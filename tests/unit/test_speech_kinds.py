"""Who speaks in a sentence and who is only spoken of, in kinds that were read wrongly."""

from __future__ import annotations

import pytest

from indexer.passages.annotate import annotate
from indexer.passages.annotations import speakers

SPOKEN_OF = [
    # somebody else's report of them
    ("Councillor Blunt responded. He stated that Councillor Oak had agreed to apologise.", "Blunt"),
    ("Councillor Elm said that Councillor Oak told him of it in May.", "Elm"),
    (
        "Councillor Elm recalled that the former Leader, Councillor Oak, had promised a survey.",
        "Elm",
    ),
    ("Councillor Elm believed that Councillor Oak supported the scheme.", "Elm"),
    # what was done to them
    ("Councillor Elm declared Councillor Oak elected and congratulated him.", "Elm"),
    ("Councillor Elm congratulated Councillor Oak and thanked him for standing.", "Elm"),
    ("Councillor Elm welcomed Councillor Oak and thanked him for the report.", "Elm"),
    # a recital, and what a motion asks for
    (
        "Councillor Elm spoke.\n\nAND WHEREAS Councillor Oak has expressed an interest in the post;",
        "Elm",
    ),
    ("Councillor Elm spoke.\n\nThat Councillor Oak reported the works each month be noted.", "Elm"),
    (
        "Councillor Elm spoke.\n\nTHEREFORE BE IT RESOLVED that the Director Oak supported be appointed.",
        "Elm",
    ),
    # another meeting
    (
        "Councillor Elm spoke of the Board, at which Councillor Oak had moved a motion on fares.",
        "Elm",
    ),
    (
        "Councillor Elm gave the minutes of a meeting in which Councillor Oak had asked for it.",
        "Elm",
    ),
    # beside who speaks
    (
        "Councillor Elm, quoting Councillor Oak’s letter of 3 May, asked that the works begin.",
        "Elm",
    ),
    ("Councillor Elm, replying to Councillor Oak, said that it was safe.", "Elm"),
    ("Councillor Elm, on behalf of Councillor Oak, thanked the officers.", "Elm"),
]


@pytest.mark.parametrize(("text", "who"), SPOKEN_OF)
def test_who_is_only_spoken_of_does_not_speak(text: str, who: str) -> None:
    found = speakers(annotate(text))
    assert "Oak" not in found
    assert who in found


SPEAKS_TOO = [
    (
        "Councillor Elm was supported by Councillor Siân Llwyd-Jones, who thanked the officers.",
        "Siân Llwyd-Jones",
    ),
    ("In reply to Councillor Oak, who asked about cost, the Director said that it was £2m.", "Oak"),
    ("The Chair called on Councillor Oak, who said that the road was dangerous.", "Oak"),
    ("Councillor Elm said that it was late; Councillor Oak agreed.", "Oak"),
    (
        "She was asked by Councillor Oak whether the grant was secure and replied that it was.",
        "Oak",
    ),
    ("A site visit was suggested by Councillor Oak and agreed.", "Oak"),
    ("It was noted that Councillor Elm had left. Councillor Oak said that he would follow.", "Oak"),
]


@pytest.mark.parametrize(("text", "who"), SPEAKS_TOO)
def test_who_speaks_is_found_beside_others(text: str, who: str) -> None:
    assert who in speakers(annotate(text))
