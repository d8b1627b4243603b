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


@pytest.mark.parametrize(
    "text",
    [
        "A motion was made by Mr. Oak and seconded by Mr. Elm to adjourn.\nAyes: All.\nNays: None.",
        "Moved by Oak, seconded by Elm, to adjourn.\nAyes: All present\nNays: None",
        "Motion carried.\nAyes: All members\nNays: None",
        "Moved Oak, seconded Elm. For: Everyone. Against: None.",
    ],
)
def test_all_is_nobodys_name(text: str) -> None:
    assert all(not vote.names_for for vote in annotate(text).votes)
    assert all(vote.in_favour is None for vote in annotate(text).votes)


@pytest.mark.parametrize(
    ("text", "proposer", "seconder"),
    [
        ("Motion made by FC Field to accept the minutes. Motion seconded by FC Nailor.", "FC Field", "FC Nailor"),
        ("MOVED by Chairperson BM Steele, seconded by Member TP Grace:\nThat it be noted.", "BM Steele", "TP Grace"),
        ("Moved by Councillor B. DE JONG, seconded by Councillor BRIAN VAN DYK that it be noted.", "B. DE JONG", "BRIAN VAN DYK"),
        ("Moved: Cr JG Colville\nSeconded: Cr BP Houlbrooke\nThat it be noted.", "JG Colville", "BP Houlbrooke"),
    ],
)  # fmt: skip
def test_initials_without_stops_are_no_name_by_themselves(
    text: str, proposer: str, seconder: str
) -> None:
    (motion,) = annotate(text).motions
    assert (motion.proposer, motion.seconder) == (proposer, seconder)


@pytest.mark.parametrize(
    "text",
    [
        "Proposed - Cllr Mrs Clements Seconded - Cllr Mrs Taylor\n\nThat the bills be paid.",
        "Proposed – Cllr Mrs Clements Seconded – Cllr Mrs Taylor that the bills be paid.",
        "Proposed: Cllr Mrs Clements Seconded: Cllr Mrs Taylor\nThat the bills be paid.",
    ],
)
def test_who_proposed_is_not_who_seconded(text: str) -> None:
    (motion,) = annotate(text).motions
    assert motion.proposer.endswith("Clements")
    assert motion.seconder.endswith("Taylor")


@pytest.mark.parametrize(
    ("roll", "n_for"),
    [
        ("Trustee Oak – yes, Trustee Elm\n• yes, Trustee Ash – yes, Trustee Fir – yes.", 4),
        ("Oak - aye, Elm - aye, Ash\n- aye.", 3),
        # somebody in front was not read: how many there were is not known
        ("Trustee 1 – yes, Trustee Ash – yes, Trustee Fir – yes.", None),
    ],
)
def test_a_roll_call_is_counted_whole_or_not_at_all(roll: str, n_for: int | None) -> None:
    votes = annotate(f"Roll call was taken as follows: {roll} Motion passes.").votes
    assert [v.in_favour for v in votes if v.names_for] == ([] if n_for is None else [n_for])
