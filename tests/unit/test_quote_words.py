"""Words by which a question asks, or that its answer says otherwise: what was done, of which, of what is not, and of two the first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.page.asked_about import counted_in
from search.page.asking import kind_of, wants_answers
from search.page.marks import to_mark
from search.page.negation import is_as_negated, negating_terms
from search.page.same_act import has_happened, is_of_all, same_act
from search.page.same_words import has_same
from search.page.subject import subject_of
from search.page.untold import asked_words, untold
from search.query.query import read_query
from search.query.terms import query_terms
from tests.unit.asked import told


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("how many stones failed the push test?", "stones"),
        ("how many lamps stolen in May were found?", "lamps"),
        ("how many council houses sold?", "houses"),
        ("how many dog breeders are there?", "breeders"),
        # No act: another word of what is counted.
        ("how many seized dogs are there?", "dogs"),
        ("how many newly built homes are there?", "homes"),
    ],
)
def test_what_is_counted_is_not_what_was_done_with_it(question: str, counted: str) -> None:
    shares = dict.fromkeys(to_mark(read_query(question)), 1.0)
    assert [p.terms for p in counted_in(question, shares)] == [tuple(query_terms(counted))]


@pytest.mark.parametrize(
    ("question", "behind", "of_all"),
    [
        ("how many spaces are there?", " in the city, with the lowest fees in the country.", True),
        ("how many shops are there?", " in Fernley, which was five fewer than in March.", True),
        ("how many tenants are there?", ", who pay £9 a week.", True),
        ("how many lamps are there?", " which are out of order.", False),
        ("how many people wait?", " with a large house as their first choice.", False),
    ],
)
def test_what_is_added_behind_a_comma_takes_no_part(
    question: str, behind: str, of_all: bool
) -> None:
    assert is_of_all(question, behind) is of_all


@pytest.mark.parametrize(
    ("question", "weighs", "weighs_nothing"),
    [
        ("how many shops were there and how many in poor areas?", "shop", "area"),
        ("when will the baths be full, and who paid for the roof?", "bath", "roof"),
        ("how many caddies came and when did the rounds begin?", "caddi", "round"),
    ],
)
def test_a_subject_is_that_of_the_first_question(
    question: str, weighs: str, weighs_nothing: str
) -> None:
    patterns = to_mark(read_query(question))
    of = subject_of(question, kind_of(question), patterns, lambda _: 1.0)
    shares = {p.terms: share for p, share in of.shares.items()}
    assert shares[(weighs,)] > 0
    assert shares[(weighs_nothing,)] == 0
    assert sum(shares.values()) == pytest.approx(1.0)


@pytest.mark.parametrize(
    "question",
    [
        "how many plans are issued on time, and is it enough?",
        "how many lamps are there in total?",
        "are the rounds run on time?",
    ],
)
def test_on_time_is_no_place(question: str) -> None:
    assert not subject_of(
        question, kind_of(question), to_mark(read_query(question)), lambda _: 1.0
    ).names


@pytest.mark.parametrize(
    ("question", "sentence", "happened"),
    [
        ("who applied now for the applying rules?", "Elm asked for those applying.", True),
        ("when was the parking of cars parked there stopped?", "The parking ended.", True),
        ("when did they become members?", "They were in favour of becoming members.", False),
    ],
)
def test_what_the_question_has_in_ing_is_no_act(
    question: str, sentence: str, happened: bool
) -> None:
    assert has_happened(question, sentence) is happened


@pytest.mark.parametrize(
    ("question", "sentence", "is_told"),
    [
        ("who asked about pets in flats?", "Cllr Elm enquired about pets in flats.", True),
        ("which complaints did they uphold?", "Two complaints were upheld.", True),
        ("how many people had swum there?", "Forty people swam there.", True),
        ("what is the closure of the road for?", "The road is closed.", True),
        ("who asked about pets in flats?", "Cllr Elm spoke about pets in flats.", False),
        ("which complaints did they uphold?", "Two complaints were made.", False),
    ],
)
def test_forms_and_verbs_that_say_the_same_tell_each_other(
    question: str, sentence: str, is_told: bool
) -> None:
    words = asked_words(question, kind_of(question), (), (), motions=False)
    assert (not untold(words, set(query_terms(sentence)))) is is_told


def test_who_asked_is_told_by_who_enquired() -> None:
    assert same_act("who asked about pets?", "Cllr Elm enquired about pets.")
    assert not same_act("who asked about pets?", "Cllr Elm spoke about pets.")


@pytest.mark.parametrize(
    ("question", "unknown", "wants"),
    [
        ("what share of complaints did they uphold?", ["uphold"], True),
        ("why can't the houses be built?", ["can't"], True),
        ("why is nobody living in the flats?", ["nobody"], True),
        ("how much is the wyvern fee?", ["wyvern"], False),
        ("why can't the wyvern be built?", ["can't", "wyvern"], False),
    ],
)
def test_a_word_that_other_words_tell_may_be_in_no_record(
    question: str, unknown: list[str], wants: bool
) -> None:
    query = read_query(question)
    assert wants_answers(replace(query, unknown=tuple(unknown))) is wants
    assert has_same("uphold")
    assert not has_same("wyvern")


@pytest.mark.parametrize(
    ("question", "sentence", "as_negated"),
    [
        ("why can't the houses be built?", "A sewer for the houses was refused.", True),
        ("why won't it open?", "It will not open because of the flood.", True),
        ("why is nobody living there?", "Legal issues have delayed it.", True),
        ("why can't the houses be built?", "The houses are built because of a grant.", False),
        ("what if people don't pay?", "People pay £40.", False),
        ("why is the road shut?", "The road is shut because of a flood.", True),
    ],
)
def test_what_is_not_so_is_told_by_what_says_so(
    question: str, sentence: str, as_negated: bool
) -> None:
    assert is_as_negated(question, sentence) is as_negated


def test_a_negation_is_no_word_that_has_to_be_told() -> None:
    question = "why can't the mill houses be built?"
    words = asked_words(question, kind_of(question), (), (), motions=False)
    assert negating_terms(question)
    assert not any(terms & negating_terms(question) for terms in words)
    right = "The mill houses could not be built because a sewer was refused."
    wrong = "The mill houses were built because a grant was given."
    assert told(question, right) == [right]
    assert told(question, wrong) == []
