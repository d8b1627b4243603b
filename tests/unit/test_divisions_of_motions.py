"""Motions put against amendments, casting votes, outcomes on the line of who moved, and votes told in a sentence."""

from __future__ import annotations

import pytest

from indexer.passages.annotate import annotate
from tests.unit.test_outcomes import told

MOVED = (
    "Councillor Oak, seconded by Councillor Elm, moved that the lease be renewed.\n\n"
    "As an amendment, Councillor Ash, seconded by Councillor Birch, moved that it be ended.\n\n"
)
CONTESTS = [
    (
        "On a division, 12 members voted for the motion and 9 members voted for the amendment.",
        ("carried", "12:9"),
        "lost",
    ),
    ("7 voted for the amendment and 16 for the motion.", ("carried", "16:7"), "lost"),
    (
        "The motion received 14 votes and the amendment 15 votes.",
        ("lost", "14:15"),
        "carried",
    ),
    ("The amendment received 10 votes and the motion 4.", ("lost", "4:10"), "carried"),
    (
        "For the motion (2) - Convener; and Councillor Oak.\n"
        "For the amendment (3) - Councillors Ash, Birch and Fir.",
        ("lost", "2:3"),
        "carried",
    ),
    # A tie that nothing breaks decides nothing.
    ("The motion received 8 votes and the amendment 8 votes.", ("", "8:8"), ""),
    (
        "8 voted for the motion and 8 for the amendment. The Provost used her casting vote in favour of the "
        "motion.",
        ("carried", "8:8"),
        "lost",
    ),
    (
        "8 voted for the motion and 8 for the amendment. The Chair exercised his second or casting vote for "
        "the amendment.",
        ("lost", "8:8"),
        "carried",
    ),
]


@pytest.mark.parametrize(("vote", "motion", "amendment"), CONTESTS)
def test_of_a_motion_and_its_amendment_the_one_with_more_votes_is_carried(
    vote: str, motion: tuple[str, str], amendment: str
) -> None:
    assert told(MOVED + vote) == [("Oak", "Elm", *motion), ("Ash", "Birch", amendment, "")]


def test_of_three_that_are_put_against_each_other_nothing_is_said() -> None:
    third = "Councillor Yew, seconded by Councillor Fir, moved as a further amendment that it be sold.\n\n"
    text = MOVED + third + "9 voted for the motion and 6 for the amendment."
    assert [outcome for _, _, outcome, _ in told(text)][1:] == ["", ""]


def test_who_voted_for_the_amendment_voted_against_the_motion() -> None:
    text = (
        MOVED + "For the motion (2): Councillors Oak and Elm.\n"
        "For the amendment (3): Councillors Ash, Birch and Fir.\nAbstention (1): Councillor Yew."
    )
    (vote,) = annotate(text).votes
    assert vote.names_for == ("Oak", "Elm")
    assert vote.names_against == ("Ash", "Birch", "Fir")
    assert vote.names_abstained == ("Yew",)


ON_THE_LINE = [
    (
        "Amendment 1 (Blue Group), moved by Councillor Oak, seconded by Councillor Elm: LOST (12 / 33 / 0)\n"
        "Amendment 2 (Red Group), moved by Councillor Ash, seconded by Councillor Fir: CARRIED (24 / 21 / 0)\n"
        "Original motion as amended, moved by Councillor Yew, seconded by Councillor Bay: CARRIED (40 / 2 / 3)",
        [
            ("Oak", "Elm", "lost", "12:33"),
            ("Ash", "Fir", "carried", "24:21"),
            ("Yew", "Bay", "carried", "40:2"),
        ],
    ),
    (
        "Moved by Cr Oak, seconded by Cr Elm – DEFEATED\nMoved by Cr Ash, seconded by Cr Fir – CARRIED",
        [("Oak", "Elm", "lost", ""), ("Ash", "Fir", "carried", "")],
    ),
    (
        "The amendment, moved by Councillor Oak and seconded by Councillor Elm, was lost.\n"
        "A further amendment, moved by Councillor Ash and seconded by Councillor Fir, was carried.",
        [("Oak", "Elm", "lost", ""), ("Ash", "Fir", "carried", "")],
    ),
    (
        "RESOLVED (Cr Oak/Cr Elm) that the plan be approved.",
        [("Oak", "Elm", "carried", "")],
    ),
    (
        "Proposed by Councillor Oak\nSeconded by Councillor Elm\nAnd agreed, that the minutes be confirmed.",
        [("Oak", "Elm", "carried", "")],
    ),
    (
        "The Council, by 31 votes to 27, agreed the amendment by Councillor Oak, seconded by Councillor Elm.",
        [("Oak", "Elm", "carried", "31:27")],
    ),
    (
        "The Committee rejected the motion moved by Councillor Oak, seconded by Councillor Elm.",
        [("Oak", "Elm", "lost", "")],
    ),
    # whose rejection it is, is not the meeting's
    (
        "Councillor Ash rejected the amendment moved by Councillor Oak, seconded by Councillor Elm.",
        [("Oak", "Elm", "", "")],
    ),
    (
        "AMENDMENT\nMoved: Cr Oak\nSeconded: Cr Elm\nThat it be advertised again.\n\n"
        "The Amendment was put and LOST on the casting vote of the Mayor.",
        [("Oak", "Elm", "lost", "")],
    ),
    (
        "Moved by Councillor Oak that the report be received.\nLOST ON A TIE VOTE",
        [("Oak", "", "lost", "")],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), ON_THE_LINE)
def test_an_outcome_beside_who_moved_is_theirs(
    text: str, wanted: list[tuple[str, str, str, str]]
) -> None:
    assert told(text) == wanted


FORMS = [
    ("Motion lapsed for want of a seconder: Cr Oak moved that rates be frozen.", ("Oak", "lost")),
    ("Lost for lack of a seconder: Councillor Oak moved an adjournment.", ("Oak", "lost")),
    ("Councillor Oak withdrew his motion with the consent of the Council.", ("Oak", "withdrawn")),
    (
        "Councillor Oak MOVED and Councillor Elm SECONDED a cut. The motion was LOST.",
        ("Oak", "lost"),
    ),
    (
        "The Convener, seconded by Councillor Elm, moved approval. It was agreed.",
        ("Convener", "carried"),
    ),
    (
        "Cllr. Oak tabled the following Notice of Motion: “That the clock be mended.” Cllr. Elm seconded it. "
        "The motion was agreed.",
        ("Oak", "carried"),
    ),
    (
        "The Chair moved from the chair that it be noted. The motion was carried.",
        ("Chair", "carried"),
    ),
    ("Motion: Oak\nSecond: Elm\nVote: 5-2\nMotion carried.", ("Oak", "carried")),
    # nobody moves from one chair to another
    ("Councillor Oak moved from the back row to the front.", None),
]


@pytest.mark.parametrize(("text", "wanted"), FORMS)
def test_who_moved_in_its_form(text: str, wanted: tuple[str, str] | None) -> None:
    found = [(who, outcome) for who, _, outcome, _ in told(text)]
    assert found == ([] if wanted is None else [wanted])


IN_A_SENTENCE = [
    (
        "The motion was put and lost, Councillors Oak, Elm and Ash voting in favour and Councillors Fir, Yew, "
        "Bay and Mayor Lime opposed.",
        (("Oak", "Elm", "Ash"), ("Fir", "Yew", "Bay", "Mayor Lime"), ()),
    ),
    ("The motion passed on a 6-1 vote with Director Oak dissenting.", ((), ("Oak",), ())),
    ("Carried 7-1, with Councillor Oak voting against.", ((), ("Oak",), ())),
    (
        "This was agreed by 10 votes to 1, Councillor Oak asking that his vote against be minuted.",
        ((), ("Oak",), ()),
    ),
    ("Carried\nCr Oak requested that his vote against be recorded.", ((), ("Oak",), ())),
    ("Carried. Cllr Elm asked for her abstention to be noted.", ((), (), ("Elm",))),
    (
        "For: Cllrs. Oak, Elm (2)\nAgainst: Cllrs. Ash, Fir (2)",
        (("Oak", "Elm"), ("Ash", "Fir"), ()),
    ),
    (
        "For: Councillors Oak, Mr. T. Elm, Dr. F. Fir (3)\nAgainst: Ms. B. Ash, Mrs. C. Bay (2)",
        (("Oak", "T. Elm", "F. Fir"), ("B. Ash", "C. Bay"), ()),
    ),
    (
        "For the Proposal\n\nCouncillors Oak, Ald. Elm, Prof. G. Fir (3)\n\nAgainst the Proposal\n\nMr. B. Ash (1)",
        (("Oak", "Elm", "G. Fir"), ("B. Ash",), ()),
    ),
    ("Ayes: 2 - Oak, Elm\nNoes: 0\nAbsent: 1", (("Oak", "Elm"), (), ())),
]


@pytest.mark.parametrize(("text", "sides"), IN_A_SENTENCE)
def test_who_voted_how_in_a_sentence(text: str, sides: tuple[tuple[str, ...], ...]) -> None:
    named = [
        (vote.names_for, vote.names_against, vote.names_abstained)
        for vote in annotate(text).votes
        if vote.names_for or vote.names_against or vote.names_abstained
    ]
    assert named == [sides]


NO_VOTE = [
    "Councillor Oak opposed the closure and Councillor Elm was in favour of it.",
    "Councillors Oak and Elm, opposed to the road, asked for a survey.",
    "Mr Oak said that Councillor Elm, voting against, had broken his word.",
    "Members asked that the residents’ opposition be recorded.",
    "As there was no seconder the motion fell. Councillor Oak asked that his dissent be recorded.",
    "Councillor Oak asked how many were recorded as against the scheme.",
    "Had Councillors Oak and Elm voted for it and Councillor Ash voted against, it would have passed.",
]


@pytest.mark.parametrize("text", NO_VOTE)
def test_who_only_speaks_for_or_against_has_not_voted(text: str) -> None:
    named = [(*v.names_for, *v.names_against, *v.names_abstained) for v in annotate(text).votes]
    assert not any(named)
