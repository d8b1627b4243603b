"""Who voted how, where the names of a list stand in columns, or on several lines."""

from __future__ import annotations

import pytest

from indexer.passages.annotate import annotate

LISTS = [
    (
        "Resolve that the minutes be adopted.\nIn favour: Mayor Ash Deputy Mayor Pike\nCouncillor D. Day Councillor M. Oak\n"
        "Councillor G. Elm Councillor D. Roach\nOpposed: 0\nAbstaining: 0\nMotion Carried.",
        ("Mayor Ash", "Deputy Mayor Pike", "D. Day", "M. Oak", "G. Elm", "D. Roach"),
        (),
    ),
    (
        "The motion was put.\nFor: Councillors Oak, Elm,\nAsh and Beech\nAgainst: Councillor Pike\nIt was carried.",
        ("Oak", "Elm", "Ash", "Beech"),
        ("Pike",),
    ),
    ("Ayes: Cr Oak Cr Elm Cr Ash\nNoes: Cr Pike\nCarried.", ("Oak", "Elm", "Ash"), ("Pike",)),
    (
        "For:  Cllr Oak    Cllr Elm\nAgainst:  Cllr Pike    Cllr Roach\nLost on the casting vote.",
        ("Oak", "Elm"),
        ("Pike", "Roach"),
    ),
    (
        "FOR: Mayor Ash\nCouncillor Oak\nCouncillor Elm\nAGAINST: Councillor Pike\nCARRIED",
        ("Mayor Ash", "Oak", "Elm"),
        ("Pike",),
    ),
    (
        "For: Cllrs Oak, Elm\nCllr Ash spoke of the pond.\nAgainst: Cllr Pike\nCarried.",
        ("Oak", "Elm"),
        ("Pike",),
    ),
    (
        "In favour: Deputy Mayor Ash, Councillor Oak and Councillor Elm\nOpposed: none\nThe motion was carried.",
        ("Deputy Mayor Ash", "Oak", "Elm"),
        (),
    ),
]


@pytest.mark.parametrize(("text", "in_favour", "against"), LISTS)
def test_every_name_of_a_list_is_one(
    text: str, in_favour: tuple[str, ...], against: tuple[str, ...]
) -> None:
    (vote,) = annotate(text).votes
    assert (vote.names_for, vote.names_against) == (in_favour, against)
    assert (vote.in_favour, vote.against) == (len(in_favour), len(against))


@pytest.mark.parametrize(
    "text",
    [
        "The members were unanimous in their agreement that the trees were well placed.",
        "Councillors were unanimous in their praise of the staff.",
        "The Committee was unanimous in thanking the Clerk.",
        "It was the unanimous view of residents that the lane was narrow.",
    ],
)
def test_an_opinion_that_all_share_is_no_vote(text: str) -> None:
    assert annotate(text).votes == ()


@pytest.mark.parametrize(
    "text",
    [
        "The vote was unanimous in favour of the motion.",
        "The Board was unanimous in its decision to approve the plan.",
        "The motion was carried unanimously.",
    ],
)
def test_a_vote_of_all_is_one(text: str) -> None:
    (vote,) = annotate(text).votes
    assert vote.unanimous
