"""Which sentences of a passage are quoted, each once, verbatim, and in whose name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indexer.calibration import MINILM
from search.page.answers import MAX_ANSWERS, MAX_ENCODED, answers
from search.page.candidates import Evidence
from search.page.marked import Pattern
from tests.unit.asked import FEW, MANY, PLACE, SCHOOL, ask, evidence


def test_a_quote_is_verbatim_with_its_words_marked_and_its_speaker() -> None:
    text = f"Chapter\n\n{FEW} The vote was lost."
    (found,) = ask(evidence(text))
    assert found.text == FEW == text[found.start : found.end]
    assert [found.text[a:b] for a, b in found.highlights] == ["school", "places"]
    assert found.speaker == "Ms Tull"
    assert found.score == pytest.approx(0.7 + 0.2, abs=1e-5)


def test_nothing_is_quoted_where_nothing_is_good_enough() -> None:
    low = MINILM.quoted_shared - 0.2
    assert ask(evidence(FEW, low - 0.01)) == ()
    assert len(ask(evidence(FEW, low + 0.01))) == 1
    other = "The lido would be closed for the winter by the contractor."
    assert ask(evidence(other, 0.99)) == ()


def test_each_passage_is_quoted_once_and_there_are_at_most_three() -> None:
    texts = [f"{FEW[:-1]} in {year}." for year in range(2010, 2016)]
    found = ask(*(evidence(text, name=str(i)) for i, text in enumerate(texts)))
    assert [a.passage.id for a in found] == ["0", "1", "2"]
    assert len(found) == MAX_ANSWERS
    assert len(ask(evidence(f"{FEW} {MANY}"))) == 1


def test_equal_quotes_are_in_order_of_the_page_and_given_once() -> None:
    first, second = evidence(FEW, name="x"), evidence(FEW, name="y")
    assert [a.passage.id for a in ask(first, second)] == ["x"]
    assert [a.passage.id for a in ask(second, first)] == ["y"]
    assert [a.passage.id for a in ask(first, evidence(MANY, name="z"))] == ["x", "z"]


@pytest.mark.parametrize("change", [{"exempt": "Paragraph 3"}, {"procedural": True}])
def test_exempt_and_procedural_items_are_never_quoted(change: dict[str, object]) -> None:
    found = evidence(FEW)
    hidden = Evidence(replace(found.passage, **change), found.windows, found.cosines)  # type: ignore[arg-type]
    assert ask(hidden) == ()
    assert len(ask(found)) == 1


ASKED = "Councillor Pike asked whether there were enough school places in Fernley."
MOVED = "Councillor Pike proposed that a school be built for the places in Fernley."


@pytest.mark.parametrize("only", [ASKED, MOVED])
def test_a_question_or_a_motion_is_no_answer(only: str) -> None:
    assert ask(evidence(only), question="why are there too few school places?") == ()
    (found,) = ask(evidence(f"{only} The Director reported that every school place was taken."))
    assert found.text.startswith("The Director")


@pytest.mark.parametrize(
    ("question", "only"),
    [
        ("what did councillors ask about school places", ASKED),
        ("what was proposed about school places", MOVED),
        ("which motions were there on school places?", MOVED),
    ],
)
def test_a_question_or_a_motion_is_quoted_to_who_asks_for_it(question: str, only: str) -> None:
    assert [a.text for a in ask(evidence(only), question=question)] == [only]


@pytest.mark.parametrize(
    ("question", "fitting"),
    [
        ("how many school places are there?", "The city has 640 of the school places empty."),
        ("when were school places cut?", "The city cut the school places in January."),
        ("why were school places cut?", "The city cut school places because births fell."),
    ],
)
def test_what_was_asked_for_comes_first(question: str, fitting: str) -> None:
    other = "The city has school places that nobody seems to want."
    (found,) = ask(evidence(f"{other} {fitting}"), question=question)
    assert found.text == fitting


def test_only_the_person_asked_about_is_quoted() -> None:
    text = f"{FEW}\n\nCouncillor Pike said that school places were a matter for the county."
    (found,) = ask(evidence(text), names=("Pike",))
    assert found.text.startswith("Councillor Pike")
    assert ask(evidence(FEW), names=("Pike",)) == ()


def test_he_said_stands_only_where_the_record_says_who() -> None:
    before = "Councillor Pike said that the county was late. "
    he = "He thought that every school place in the north would be taken."
    (found,) = ask(evidence(before + he))
    assert found.text == before + he
    assert found.speaker == "Pike"
    assert ask(evidence(he)) == ()


def test_a_sentence_that_begins_with_another_name_is_not_the_speakers() -> None:
    text = f"{FEW} Mr Roy Gatley, of Barrack Lane, found no school places for two children."
    found = [a.speaker for a in ask(evidence(text)) if "Gatley" in a.text]
    assert found in ([], [""], ["Mr Roy Gatley"])


def test_an_acronym_counts_as_the_words_that_it_stands_for() -> None:
    short = Pattern(("psp",), (SCHOOL, PLACE))
    text = "Ms Tull said that the PSP was too small for the north of Fernley."
    found = answers("what was said", [evidence(text)], (SCHOOL, PLACE, short), lambda _: 1.0, float)
    assert found[0].score == pytest.approx(0.9, abs=1e-5)
    assert answers("what was said", [evidence(text)], (SCHOOL, PLACE), lambda _: 1.0, float) == ()


def test_few_sentences_are_encoded() -> None:
    encoded: list[str] = []

    def cosine(text: str) -> float:
        encoded.append(text)
        return 0.7

    many = [evidence(f"{FEW[:-1]} in {year}. {MANY}", name=str(year)) for year in range(2000, 2012)]
    assert answers("what was said", many, (SCHOOL, PLACE), lambda _: 1.0, cosine)
    assert len(encoded) == MAX_ENCODED
    assert all(text.startswith("Schools\n") for text in encoded)


def test_a_sentence_that_is_a_window_is_not_encoded_again() -> None:
    def cosine(text: str) -> float:
        raise AssertionError(text)

    (found,) = answers("what was said", [evidence(FEW)], (SCHOOL, PLACE), lambda _: 1.0, cosine)
    assert found.text == FEW


# A transcript: whoever speaks raises the subject, and what is true of it the next one may say is not.
DEBATE = (
    "Councillor Oak: There are too few school places in Fernley, as I keep saying here.\n\n"
    "Councillor Elm: The school places that we have are empty in every ward of the city.\n\n"
    "Mr. Ash: We count the school places of the city every year in the autumn.\n\n"
    "Chair: The school places report is noted by everybody in this room."
)


@pytest.mark.parametrize(
    "question",
    [
        "what happens to school places?",
        "why are there too few school places?",
        "are school places empty?",
    ],
)
def test_a_turn_of_a_transcript_answers_nothing(question: str) -> None:
    assert ask(evidence(DEBATE, 0.9), question=question) == ()


def test_what_somebody_said_in_a_transcript_is_quoted_to_who_asks_that() -> None:
    question = "what did Councillor Elm say about school places"
    (found,) = ask(evidence(DEBATE, 0.9), question=question, names=("Elm",))
    assert (found.speaker, found.text[:17]) == ("Elm", "The school places")


def test_minutes_with_one_label_are_no_transcript() -> None:
    minutes = "Councillor Oak: There are too few school places in Fernley, as I keep saying here."
    assert len(ask(evidence(minutes, 0.9))) == 1
