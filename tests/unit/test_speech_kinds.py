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
    # what was asked about them, and what they had done before
    ("Councillor Elm asked if Councillor Oak had read the report.", "Elm"),
    ("Councillor Elm wondered whether Councillor Oak agreed to it in May.", "Elm"),
    ("Councillor Elm queried why Councillor Oak supported the closure.", "Elm"),
    ("Contrary to what Councillor Oak had said, Councillor Elm stated, the roof is sound.", "Elm"),
    ("As Councillor Oak had reported in May, Councillor Elm said, the well is dry.", "Elm"),
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
    # somebody of theirs, and who is only thanked or spoken after
    ("Councillor Elm spoke. Councillor Oak’s son said that the pond is full.", "Elm"),
    ("Councillor Elm spoke. Councillor Oak’s solicitor argued that the fence is hers.", "Elm"),
    ("Thanking Councillor Oak, Councillor Elm said that the pond is full.", "Elm"),
    ("Speaking after Councillor Oak, Councillor Elm warned of floods.", "Elm"),
    ("Councillor Elm spoke. Councillor Oak never claimed that it was dry.", "Elm"),
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


# A paragraph goes on with who spoke only where that can be nobody else.
NOT_ON = [
    # what is read out
    (
        "Councillor Elm read a letter from Mr Ash. It stated that the by-law would ruin farms.",
        "ruin farms",
    ),
    (
        "Councillor Elm circulated an e-mail on the drains. They smelt of eggs all summer.",
        "of eggs",
    ),
    (
        "Councillor Elm presented a statement of the tenants. The lifts had been broken since May.",
        "The lifts",
    ),
    # two who spoke
    (
        "Councillor Elm welcomed Sergeant Ash, and Councillor Oak asked about thefts. Twelve bicycles had gone.",
        "Twelve bicycles",
    ),
    (
        "Councillor Elm proposed, and Councillor Oak seconded, that it be fenced. Children played there every day.",
        "Children played",
    ),
    (
        "Councillor Elm said that it was late; Councillor Oak agreed. The contract had run out in May.",
        "The contract",
    ),
    # "she" may be any of two
    ("Councillor Elm asked Mrs Ash about the pond. She said that it is full.", "it is full"),
    (
        "Councillor Elm introduced the Director of Housing. He explained the waiting list.",
        "waiting list",
    ),
    (
        "Councillor Elm said that he had met Mr Ash. He was sure that the bridge would fall.",
        "would fall",
    ),
    # the answer to a question
    (
        "Question from Councillor Elm: Why is the pond full? The Mayor replied that it rained.",
        "it rained",
    ),
    (
        "Question 3 by Councillor Elm: When will it open? In reply, Councillor Oak said in May.",
        "in May",
    ),
    (
        "Question from Councillor Elm: How many? The Clerk responded that there were nine.",
        "were nine",
    ),
    # another's notes
    ("Councillor Elm supported the shed. Councillor Oak: against; too high.", "too high"),
    ("Cr Elm asked about dust. Cr Oak – thanked staff for the parade.", "thanked staff"),
    ("Cllr Elm said the hedge was dead. Cllr Oak - the same.", "the same"),
]


@pytest.mark.parametrize(("text", "said"), NOT_ON)
def test_a_paragraph_does_not_go_on_with_who_spoke(text: str, said: str) -> None:
    at = text.index(said)
    assert "Elm" not in [s.name for s in annotate(text).speeches if s.start <= at < s.end]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Councillors Elm and Oak asked about fares. They found them high.", "found them"),
        ("Councillor Elm asked about fares. The fares had gone up by a third.", "The fares"),
    ],
)
def test_a_paragraph_goes_on_with_one_or_with_both(text: str, said: str) -> None:
    at = text.index(said)
    assert "Elm" in [s.name for s in annotate(text).speeches if s.start <= at < s.end]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Councillor Elm (to the Mayor): Why is the pond full?", "Elm"),
        ("Councillor Elm (in reply): It rained in May.", "Elm"),
        ("Councillor Elm (via video link): It rained in May.", "Elm"),
        ("Councillor Elm’s report stated that the pond is full.", "Elm"),
        ("Councillor Elm asked about fares. She said that they were high.", "Elm"),
    ],
)
def test_who_speaks_has_their_plain_name(text: str, who: str) -> None:
    assert speakers(annotate(text)) == (who,)
