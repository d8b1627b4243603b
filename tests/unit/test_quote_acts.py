"""A quote gives what its question asks for: the act, the price, the time, the name, and not its form alone."""

from __future__ import annotations

import pytest

from search.page.asking import is_given, kind_of

# Of each question: what answers it, and what does not.
# What it was sold for is a sum, and no price paid.
PRICES = {
    "how much was the land sold for?": (
        ["The land was disposed of for €44,000."],
        ["The Council purchased the land in 2019.", "The Council purchased the land for £90,000."],
    ),
    "how much did the council buy the mill for?": (
        ["The mill was bought for £5m."],
        ["The mill was sold at £5m."],
    ),
    "how much is the kiosk leased for?": (
        ["The kiosk is leased at a rent of £900."],
        ["The kiosk is leased to a café."],
    ),
}
# The act that is asked about, and by whom, why or when it was done; of two questions in one the first one's.
ACTS = {
    "who maintains the lights?": (
        ["Oak Ltd is paid to maintain the lights."],
        ["The Council wrote to Oak Ltd on the lights."],
    ),
    "which firm was appointed for the park?": (
        ["The firm Oak Ltd was appointed for the park."],
        ["Quotations are sought from a Firm for the park."],
    ),
    "who was invited to the opening?": (
        ["The Mayor, Ann Oak, was invited to the opening."],
        ["Councillor Oak spoke of the opening."],
    ),
    "why was the twinning renewed?": (
        ["The twinning was renewed because the town had helped."],
        ["The twinning had ended to save £7,400."],
    ),
    "why did the baths close?": (
        [],
        ["The baths were built in order to serve the mill."],
    ),
    "when was the bridge opened?": (
        ["The bridge was opened in May 2019."],
        ["The bridge was painted in May 2019."],
    ),
    "when will the light be repaired?": (
        ["The light is to be repaired in May 2022."],
        ["The light was repaired in May 2022."],
    ),
    "who moved the motion on trees?": (
        [],
        ["DECISION MADE: Motion carried, by Council."],
    ),
    "how much did the council get from fines?": (
        [],
        ["It would help to have the number of fines."],
    ),
    "when will the baths be full and were they ever extended?": (
        ["The baths would be full by May 2023."],
        ["The baths had cost £9m."],
    ),
    "why was the pool shut, and who paid for the roof?": (
        ["The pool was shut because its roof leaked."],
        ["The pool was painted because its walls were dull."],
    ),
    "when will the bridge be ready and how was it paid for?": (
        ["The bridge will be ready in May 2027."],
        [],
    ),
}
# Who holds an office is named beside it; where it is held may be said elsewhere.
OFFICES = {
    "who is the monitoring officer?": (
        ["The Monitoring Officer, Ann Deol, proposed a protocol."],
        [
            "He complained to the Monitoring Officer through the Head of Planning.",
            "The Monitoring Officer proposed a protocol for Cabinet.",
        ],
    ),
    "who is the cabinet member for housing?": (
        ["Councillor Oak, Cabinet Member for Housing, spoke."],
        [],
    ),
    "who is the clerk?": (
        [],
        ["The Clerk to Ashton Parish Council wrote."],
    ),
    "who is the chair of governors at Fernley Primary School?": (
        [
            "Mrs Karen Doyle, Chair of Governors, wrote.",
            "Mrs Karen Doyle, who is Chair of Governors, wrote.",
        ],
        ["The Chair of Governors wrote to the school."],
    ),
    "who is the warden in Elm Ward?": (
        ["Mr Ash Oak, Warden, spoke."],
        ["The Warden spoke of Elm Ward."],
    ),
    "who was the returning officer on polling day?": (
        ["The Returning Officer, Ann Deol, declared it."],
        ["The Returning Officer declared it."],
    ),
}
# A time, and one that is so, not once was.
TIMES = {
    "how often are the gulleys emptied?": (
        ["The gulleys are emptied yearly."],
        ["The gulleys had once been emptied yearly."],
    ),
    "what is the fee for a stall?": (
        [],
        ["The fee for a stall used to be £9."],
    ),
    "what are the opening hours of the market?": (
        ["The market is open from 9 am to noon."],
        ["He had traded five days each week in the market."],
    ),
    "what time does the market open?": (
        ["The market opens at 9.30 each day."],
        ["The market opens in May."],
    ),
}
# The thing itself, or what something is.
THINGS = {
    "what is the carbon target?": (
        [],
        ["Buildings gave out 900 tonnes of carbon."],
    ),
    "what was the gap in the fence?": (
        ["The gap was a metre."],
        ["The fence was painted."],
    ),
    "what was said about the fence?": (
        ["The fence was thin."],
        [],
    ),
    "what is a compulsory purchase order?": (
        ["A compulsory purchase order is the power to buy land."],
        ["Maps for a compulsory purchase order will be made."],
    ),
    "what does PSPO stand for?": (
        [],
        ["The PSPO was extended in May."],
    ),
}
# What others say.
SAYS = {
    "what did the residents say about flooding?": (
        ["Residents said that the flooding is worse."],
        ["The flooding is due to drains."],
    ),
    "what did the traders think of the market?": (
        [],
        ["The market was moved."],
    ),
}
# What is asked, and not what the question says itself.
ASKED = {
    "who seconded the motion on parking?": (
        ["Councillor Elm seconded the motion."],
        ["In proposing the motion Cllr Oak was glad."],
    ),
    "who proposed the motion on parking?": (
        ["Councillor Oak moved the motion."],
        [],
    ),
    "who complained about the noise?": (
        [],
        ["Councillor Oak asked about the noise."],
    ),
    "when will the collections start?": (
        [],
        ["It had asked for them in July 2021."],
    ),
    "when is the bridge to open?": (
        [],
        ["The bridge had been shut in May 2019 (Minute 4)."],
    ),
    "when will the cemetery be full?": (
        ["It would be full in 2023."],
        [],
    ),
    "when was the December meeting?": (
        [],
        ["The December meeting was in Askeaton."],
    ),
    "when was the meeting of 2019 held?": (
        ["The meeting of 2019 was held on 4 May."],
        [],
    ),
}
CASES = [
    (question, sentence, is_right)
    for cases in (PRICES, ACTS, OFFICES, TIMES, THINGS, SAYS, ASKED)
    for question, sentences in cases.items()
    for is_right, some in zip((True, False), sentences, strict=True)
    for sentence in some
]


@pytest.mark.parametrize(("question", "sentence", "given"), CASES)
def test_a_sentence_gives_what_is_asked(question: str, sentence: str, given: bool) -> None:
    assert is_given(question, kind_of(question), sentence) is given
