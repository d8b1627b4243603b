"""A quote leaves no word of its question untold, and has its names as they are and not within longer ones."""

from __future__ import annotations

import pytest

from search.page.asked import asked_by
from search.page.asking import kind_of
from search.page.untold import asked_words, is_longer_name
from tests.unit.asked import told

# Of each question: what tells all of it, and what leaves a word untold or has another name.
WHOLE = {
    "when was the sluice gate last tested?": (
        ["The sluice gate was last tested on 4 May 2015."],
        [
            "The sluice gate was last painted on 4 May 2015.",
            "The new sluice gate opened in May 2023.",
        ],
    ),
    "how much was the mooring charge?": (
        ["The mooring charge was £9.40 a week."],
        ["The grant that paid for the mooring had been cut by £640,000."],
    ),
    "who runs the night shelter?": (
        ["The night shelter is run by Father Oak."],
        ["Father Oak said that the night shelter was full."],
    ),
    "how much was the Mill fined?": (
        ["The Mill was fined £8,000 by the court."],
        ["The owner of a garage in Mill Terrace was fined £8,000."],
    ),
    "how many lamps were stolen from Ferry Lane?": (
        ["Forty lamps were stolen from Ferry Lane."],
        ["Forty lamps stand in Ferry Lane.", "Forty lamps were stolen from Quay Street."],
    ),
    "what was built on the green?": (
        ["A bandstand was built on the green in May."],
        ["A fair was held on the green in May."],
    ),
    "how many wardens were on the site?": (
        ["Four wardens were on the site last night."],
        ["They resolved that no warden living on the site be asked to leave."],
    ),
    "how many stalls were moved from the square?": (
        ["Nine stalls were moved from the square last week."],
        ["They agreed that no stalls should be moved from the square."],
    ),
    "how much was the performance bond?": (
        ["The performance bond was for £340,000 in all."],
        ["The performance bond was good, and a claim was in."],
    ),
    "how much did the flood damage the mill?": (
        ["The mill was damaged by the flood to three fifths, or 60%."],
        ["The flood had damaged the mill, which was a pity."],
    ),
    "how much money does the club need?": (
        ["The club needed money, £600,000 in all."],
        ["The club was granted £45,000 by the council."],
    ),
    "what do tenants pay for garages?": (
        ["Tenants paid £9.40 a week for their garages."],
        ["Tenants wanted garages in the new yard."],
    ),
    "by when must the pool be open?": (
        ["The pool must be open by May 2022."],
        [
            "In February 2016 they had voted to keep the pool open.",
            "The pool was open again in May 2021, after a year.",
        ],
    ),
    "how long may a councillor speak?": (
        ["The limit for a councillor to speak is four minutes."],
        ["A councillor had been heard to speak for eleven minutes."],
    ),
    "how many dogs are allowed in the park?": (
        ["No more than two dogs are allowed in the park."],
        ["Forty dogs had been seen in the park in May."],
    ),
    "who was appointed for the Longford scheme?": (
        ["Barry Oak was appointed for the Longford scheme."],
        ["Once somebody is appointed the works of the Longford scheme begin."],
    ),
    "where is the depot of Oakley Buses?": (
        ["The depot of Oakley Buses is in Ferry Lane."],
        ["The depot of Oakley Buses is too small."],
    ),
    "why was the zone rejected?": (
        ["The zone was rejected because it cost too much."],
        ["The Committee had the reasons for which the zone was rejected before it."],
    ),
    "how long is the lease of the kiosk?": (
        ["The lease of the kiosk is for nine years."],
        ["The draft lease of the kiosk was for nine years."],
    ),
    "how much is the grant to the band?": (
        ["The grant to the band is £900."],
        ["Considered: a recommendation that a grant of £900 be made to the band."],
    ),
    "when did Oakley become a garden town?": (
        ["Oakley became a garden town in April 2021."],
        ["In April 2021 they voted in favour of Oakley becoming a garden town."],
    ),
    "who opened the swing bridge?": (
        ["The swing bridge was opened by Mrs Ann Oak."],
        ["Mrs Ann Oak spoke of opening the swing bridge."],
    ),
    "who felled the limes in the close?": (
        ["The limes in the close were felled by Oak and Sons."],
        ["Mr Oak said that a limb of the limes in the close fell."],
    ),
    "how many repairs are outstanding?": (
        ["In all 2,310 repairs were outstanding. That was too many."],
        ["In July 3,480 repairs were outstanding. The number was now 2,310."],
    ),
    "which sheds were going to be closed?": (
        ["The report proposed closing the sheds at Quarry Bank and Oakley."],
        ["The report proposed painting the sheds at Quarry Bank and Oakley."],
    ),
    "why did the ferry stop running?": (
        ["The ferry stopped running because the pier was unsafe."],
        ["The ferry stopped in May because the pier was unsafe."],
    ),
}
CASES = [
    (question, sentence, whole)
    for question, (those, others) in WHOLE.items()
    for whole, sentences in ((True, those), (False, others))
    for sentence in sentences
]


@pytest.mark.parametrize(("question", "sentence", "whole"), CASES)
def test_a_quote_tells_every_word_of_its_question(
    question: str, sentence: str, whole: bool
) -> None:
    assert bool(told(question, sentence)) is whole


def test_what_stands_above_a_sentence_is_told() -> None:
    sentence = "Forty of the lamps were stolen in May by boys from the town."
    assert told("how many lamps were stolen from Ferry Lane?", sentence, title="Ferry Lane")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("how many people were there?", ()),
        ("what will happen to the pool?", ({"pool"},)),
        ("how much did the council pay for it?", ()),
        ("what does the council’s lease say?", ({"leas"},)),
    ],
)
def test_the_form_of_a_question_need_not_be_told(
    question: str, words: tuple[set[str], ...]
) -> None:
    found = asked_words(question, kind_of(question), (), (), motions=False)
    assert list(map(set, found)) == list(words)


def test_of_two_questions_in_one_the_first_is_told() -> None:
    question = "when will the cemetery be full, and was it ever extended?"
    found = asked_words(question, kind_of(question), (), (), motions=False)
    assert found == (frozenset({"cemeteri"}), frozenset({"full"}))


def test_who_asks_what_happened_need_not_know_the_word() -> None:
    def most(question: str) -> int:
        return asked_by(question, [], lambda _: 1.0, []).most_untold

    assert most("what happened when the fire engine was held up?") == 1
    assert most("when was the fire engine held up?") == 0


def test_who_is_asked_about_is_told_by_who_speaks() -> None:
    question = "what did Councillor Oak say about rats?"
    assert asked_words(question, None, ("Oak",), (), motions=False) == (frozenset({"rat"}),)


@pytest.mark.parametrize(
    ("question", "sentence", "longer"),
    [
        ("who owns the Foundry?", "A garage in Foundry Terrace was cleared.", True),
        ("who owns the Foundry?", "The Foundry, a club in Quay Street, was cleared.", False),
        ("what was said in Newcastle?", "The Newcastle Harriers won the cup.", True),
        ("what was said in Newcastle?", "The Newcastle Municipal District met.", False),
        ("who audits for Kestrel?", "Kestrel Audit and Kestrel are two firms.", False),
        ("what is Oak House?", "Oak House was let.", False),
    ],
)
def test_a_name_within_a_longer_one_is_another(question: str, sentence: str, longer: bool) -> None:
    assert is_longer_name(question, sentence) is longer
