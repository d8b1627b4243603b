"""What a quote must share with its question, in kinds that were missed or misleading."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.language.windows import Span
from search.page.asking import is_given, is_of_time, kind_of, spoken_of, times_of
from search.page.candidates import Candidate, asked_by
from search.page.marked import carried
from search.page.marks import to_mark
from search.page.subject import Subject, subject_of
from search.query.query import read_query
from search.query.speakers import asked_of


def subject(question: str) -> Subject:
    query = read_query(question)
    query = asked_of(query) or query
    return subject_of(question, kind_of(question), to_mark(query), lambda _: 1.0)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("what did Councillor Oak say about a Garda station?", "a Garda station was wanted"),
        ("what did Cllr Elm think of bus lanes?", "bus lanes were wanted"),
        ("the views of Councillor Ash on rats", "rats were wanted"),
    ],
)
def test_who_is_asked_weighs_nothing_beside_what_they_are_asked_about(
    question: str, sentence: str
) -> None:
    of = subject(question)
    assert of.share(carried(sentence, list(of.shares))) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("question", "title", "sentence", "other"),
    [
        ("how many data breaches were there?", "Data Breaches", "There were 131 breaches.", False),
        (
            "how many dog breeders are licensed?",
            "Dog breeders",
            "There were 11 licensed breeders.",
            False,
        ),
        ("how many dog breeders are licensed?", "Cats", "There were 11 licensed breeders.", True),
        ("how much is food waste?", "Food waste", "The garden waste is £40.", True),
    ],
)
def test_a_number_before_a_word_of_the_title_is_no_other_thing(
    question: str, title: str, sentence: str, other: bool
) -> None:
    of = subject(question)
    has, head = carried(sentence, list(of.shares)), carried(title, list(of.shares))
    assert of.is_another(sentence, has, head) is other


@pytest.mark.parametrize(
    ("question", "before", "sentence", "other"),
    [
        # what "the fines" are is said before, or they are of anything
        (
            "how many parking fines were issued?",
            "Breaches of Covid regulations.",
            "No fines were issued.",
            True,
        ),
        (
            "how many parking fines were issued?",
            "Wardens are out for parking.",
            "No fines were issued.",
            False,
        ),
        (
            "what did the school buses cost?",
            "The depot has new ramps.",
            "The buses cost £2m.",
            True,
        ),
        ("what did the school buses cost?", "Every school has one.", "The buses cost £2m.", False),
        (
            "how much was the pothole grant?",
            "The lido is to have one.",
            "The grant was £90,000.",
            True,
        ),
    ],
)
def test_what_a_sentence_points_back_at_was_named_before(
    question: str, before: str, sentence: str, other: bool
) -> None:
    of = subject(question)
    patterns = list(of.shares)
    has, named = carried(sentence, patterns), carried(before, patterns)
    assert of.is_another(sentence, has, set(), named) is other


def test_a_place_alone_is_not_what_is_asked_about_it() -> None:
    of = subject("what was said about policing in Askeaton?")
    road = carried("The road to Askeaton was driven on too fast.", list(of.shares))
    police = carried("There was no policing in Askeaton.", list(of.shares))
    assert not of.is_shared(road, set())
    assert of.is_shared(police, set())


@pytest.mark.parametrize(
    ("question", "sentence", "given"),
    [
        (
            "who seconded the motion on parking?",
            "In proposing the motion Cllr Oak was glad.",
            False,
        ),
        ("who seconded the motion on parking?", "Councillor Elm seconded the motion.", True),
        ("who proposed the motion on parking?", "Councillor Oak moved the motion.", True),
        ("who complained about the noise?", "Councillor Oak asked about the noise.", False),
        ("when will the collections start?", "It had asked for them in July 2021.", False),
        ("when is the bridge to open?", "The bridge had been shut in May 2019 (Minute 4).", False),
        ("when will the cemetery be full?", "It would be full in 2023.", True),
        ("when was the December meeting?", "The December meeting was in Askeaton.", False),
        ("when was the meeting of 2019 held?", "The meeting of 2019 was held on 4 May.", True),
    ],
)
def test_a_sentence_tells_what_is_asked_and_not_what_the_question_says_itself(
    question: str, sentence: str, given: bool
) -> None:
    assert is_given(question, kind_of(question), sentence) is given


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("who complained about Councillor Oak?", ("Oak",)),
        ("who replied to Cllr. Sean Elm on vans?", ("Elm",)),
        ("what was said against the Mayor Ash", ("Ash",)),
        ("what did Councillor Oak say about rats?", ()),
    ],
)
def test_who_is_spoken_of_is_told_from_who_speaks(question: str, names: tuple[str, ...]) -> None:
    assert spoken_of(question) == names


@pytest.mark.parametrize(
    ("sentence", "day", "fits"),
    [
        ("There were 131 breaches (46 in 2017/18).", date(2021, 3, 24), True),
        ("There had been 46 breaches in 2017/18.", date(2018, 3, 28), False),
        ("There were 131 breaches.", date(2021, 3, 24), True),
        ("There were 12 breaches.", date(2019, 3, 24), False),
    ],
)
def test_a_financial_year_that_is_asked_about_is_that_of_the_quote(
    sentence: str, day: date, fits: bool
) -> None:
    query = read_query("how many breaches were there in 2020/21?")
    times = times_of(query.preferences)
    assert len(times) == 1
    assert is_of_time(times, day, sentence) is fits


@pytest.mark.parametrize(
    ("question", "words", "shared", "own", "score", "enough"),
    [
        ("what did Councillor Oak say about rats?", 1.0, True, 0.3, 0.45, True),
        ("what did Councillor Oak say about rats?", 0.6, True, 0.3, 0.45, False),
        ("what was said about rats?", 1.0, True, 0.4, 0.61, True),
        ("how many rats are there?", 1.0, True, 0.4, 0.61, False),
        ("what was said about rats?", 0.6, False, 0.57, 0.65, True),
        ("what was said about rats?", 0.4, False, 0.57, 0.65, False),
        ("what was said about rats?", 0.4, False, 0.71, 0.65, True),
    ],
)
def test_how_much_is_enough_depends_on_what_is_shared(
    question: str, words: float, shared: bool, own: float, score: float, enough: bool
) -> None:
    names = ("Oak",) if "Oak" in question else ()
    asked = asked_by(question, (), lambda _: 1.0, names)
    candidate = Candidate(0, Span(0, 9), Span(0, 9), 0.5, words, False, shared)
    assert candidate.is_enough(own, score, asked) is enough
