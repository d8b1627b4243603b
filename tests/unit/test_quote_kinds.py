"""What a quote must share with its question, in kinds that were missed or misleading."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.language.windows import Span
from search.page.asked import asked_by
from search.page.asking import is_given, is_of_time, kind_of, spoken_of, times_of
from search.page.candidates import Candidate, told_from
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


@pytest.mark.parametrize(
    ("question", "sentence", "shared"),
    [
        ("how many public lights were repaired?", "There are 2,945 public lights.", False),
        ("how many public lights were repaired?", "Some 40 public lights were repaired.", True),
        (
            "how many homes does the council own?",
            "The council had 1,114 reports from 8,640 homes.",
            False,
        ),
        ("how many homes does the council own?", "The council owns 8,640 homes.", True),
        ("how many bins did the crew empty?", "There are 900 bins for the crew.", False),
        ("how many bins did the crew empty?", "The crew emptied 900 bins.", True),
        ("how many school places have been lost?", "There were 60 school places in May.", False),
        ("how many dog breeders are licensed?", "There were 11 licensed dog breeders.", True),
        ("how many dog breeders are there in the city?", "The city has 11 dog breeders.", True),
        ("how many public lights are out of order?", "There are 23,834 public lights.", False),
        ("how many public lights are out of order?", "40 public lights are out of order.", True),
        ("how many homes are empty?", "The council had 8,640 homes.", False),
        ("how many homes are empty?", "There were 140 empty homes in May.", True),
        ("how many tenants are in arrears?", "There are 900 tenants in the city.", False),
        ("how many tenants are in arrears?", "90 tenants were in arrears.", True),
        ("how many lamps are there on the pier?", "There are 11 lamps on the pier.", True),
        ("how many schools are in the city?", "There are 30 schools.", True),
    ],
)
def test_the_number_of_things_is_not_of_those_with_which_something_was_done(
    question: str, sentence: str, shared: bool
) -> None:
    of = subject(question)
    assert of.is_counted(sentence, kind_of(question)) is shared


@pytest.mark.parametrize(
    ("question", "sentence", "counted"),
    [
        # one of them is no number of them
        ("how many derelict sites are there?", "One of the derelict sites is a terrace.", False),
        ("how many pumps are there?", "It was one of the pumps that had failed.", False),
        ("how many derelict sites are there?", "There is one derelict site.", True),
        # of a part of them
        (
            "how many public lights are there?",
            "There are two public lights which are out of order.",
            False,
        ),
        (
            "how many people are on the list?",
            "There are 153 people on the list with a large house as first choice.",
            False,
        ),
        (
            "how many lights are in Elm?",
            "There are two lights which are out of order in Elm.",
            False,
        ),
        ("how many taxis are there?", "There were 90 taxis whose owners had paid.", False),
        ("how many taxis are there?", "There were 90 taxis in May, and drivers who wait.", True),
        ("how many drivers who paid are there?", "There were 90 drivers who paid.", True),
    ],
)
def test_a_part_of_what_is_counted_is_not_all_of_it(
    question: str, sentence: str, counted: bool
) -> None:
    kind = kind_of(question)
    of = subject(question)
    assert (is_given(question, kind, sentence) and of.is_counted(sentence, kind)) is counted


@pytest.mark.parametrize(
    ("question", "sentence", "tells"),
    [
        (
            "how much does a hackney carriage licence cost?",
            "Mr Oak, for the Hackney Carriage Association, said that a new cab cost £35,000.",
            "a new cab cost £35,000.",
        ),
        (
            "how many bus lanes are there?",
            "The Bus Lanes Officer reported that 40 complaints had come.",
            "40 complaints had come.",
        ),
        (
            "who is in the bus users’ group?",
            "Mr Oak, of the bus users’ group, said that buses were late.",
            "Mr Oak, of the bus users’ group, said that buses were late.",
        ),
    ],
)
def test_who_says_it_is_no_part_of_what_a_figure_is_of(
    question: str, sentence: str, tells: str
) -> None:
    asked = asked_by(question, [], lambda _: 1.0, [])
    span = Span(0, len(sentence))
    assert sentence[told_from(asked, sentence, span, span) :].strip() == tells


@pytest.mark.parametrize(
    ("question", "sentence", "priced"),
    [
        (
            "how much will be spent on the culvert?",
            "It cost nothing save for the culvert; the pool was £185,000 less.",
            False,
        ),
        (
            "how much will be spent on the culvert?",
            "The pool was dear; the culvert would cost £88,000.",
            True,
        ),
        ("how much did the roof cost?", "The roof had leaked; the boiler cost £9,000.", False),
        ("how much did the roof cost?", "“We mended the roof.” The boiler cost £9,000.", False),
        ("how much did the roof cost?", "The bill was £9,000.", True),
    ],
)
def test_a_sum_stands_in_a_clause_with_what_it_is_of(
    question: str, sentence: str, priced: bool
) -> None:
    assert subject(question).is_counted(sentence, kind_of(question)) is priced


def test_a_place_alone_is_not_what_is_asked_about_it() -> None:
    of = subject("what was said about policing in Askeaton?")
    road = carried("The road to Askeaton was driven on too fast.", list(of.shares))
    police = carried("There was no policing in Askeaton.", list(of.shares))
    assert not of.is_shared(road, set())
    assert of.is_shared(police, set())


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
