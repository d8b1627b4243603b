"""Who moved what, how it was decided, and which vote decided it: only as far as the record joins them."""

from __future__ import annotations

import pytest

from indexer.passages.annotate import annotate


def told(text: str) -> list[tuple[str, str, str, str]]:
    """Return (proposer, seconder, outcome, "for:against") of every motion that a text names somebody for."""
    found = annotate(text)
    return [
        (
            one.proposer,
            one.seconder,
            one.outcome,
            ""
            if one.vote is None
            else f"{found.votes[one.vote].in_favour}:{found.votes[one.vote].against}",
        )
        for one in found.motions
        if one.proposer or one.seconder
    ]


# A budget, its amendment, and the summary of the decision in front: each vote has its own motion.
BUDGET = """Cabinet’s budget approved by recorded vote, 19 for, 12 against, 3 abstentions.

Councillor Adeyemi, Cabinet Member for Finance, moved the recommendations and Councillor Osei seconded them.

Councillor Raman moved and Councillor Goldberg seconded an amendment to keep the lido open.

Councillor Achebe said that she would vote against the amendment and did not enjoy doing so.

On being put to the vote the amendment was LOST, 15 voting for and 19 against.

In accordance with the Regulations a recorded vote was taken on the substantive motion: 19 for, 12 against, 3 abstentions.

Resolved:-

1) That the net revenue budget of £214.6m be approved."""


def test_each_vote_belongs_to_the_motion_that_the_record_names() -> None:
    assert told(BUDGET) == [
        ("Adeyemi", "Osei", "carried", "19:12"),
        ("Raman", "Goldberg", "lost", "15:19"),
    ]
    assert len(annotate(BUDGET).votes) == 2


TWO_MORE = [
    # the amendment first, in a list of names; then the motion as amended
    (
        "It was moved by Councillor Oak and seconded by Councillor Elm that the pool be shut.\n\n"
        "An amendment by Councillor Ash, seconded by Councillor Birch, to delay it by a year was put and "
        "CARRIED by 21 votes to 11.\n\nThe motion as amended was then put and carried by 20 votes to 12.",
        [("Oak", "Elm", "carried", "20:12"), ("Ash", "Birch", "carried", "21:11")],
    ),
    # Scottish: one division between a motion and an amendment
    (
        "Councillor Oak, seconded by Councillor Elm, moved approval of the recommendations.\n\n"
        "As an amendment, Councillor Ash, seconded by Councillor Birch, moved that the item be continued.\n\n"
        "On a division, 9 voted for the motion and 6 for the amendment.",
        [("Oak", "Elm", "carried", "9:6"), ("Ash", "Birch", "lost", "")],
    ),
    # nothing says which of the two the vote is of
    (
        "Councillor Oak moved, seconded by Councillor Elm, that the road be closed.\n\n"
        "Councillor Ash moved, seconded by Councillor Birch, that it stay open.\n\n"
        "Voting: 7 for, 4 against.",
        [("Oak", "Elm", "", ""), ("Ash", "Birch", "", "")],
    ),
    # a proposal that fell before another was agreed
    (
        "Councillor Oak proposed, and Councillor Elm seconded, that a group look into it.\n\n"
        "(a) The proposal by Councillor Oak was put and was LOST, 16 for, 17 against.\n\n"
        "(b) It was then moved by Councillor Ash, seconded by Councillor Birch, that the report be noted.\n\n"
        "RESOLVED – (b) above, 18 for, 15 against.",
        [("Oak", "Elm", "lost", "16:17"), ("Ash", "Birch", "carried", "18:15")],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), TWO_MORE)
def test_several_motions_are_kept_apart(text: str, wanted: list[tuple[str, str, str, str]]) -> None:
    assert told(text) == wanted


ONE = [
    # England
    (
        "Proposed by Councillor Oak; Seconded by Councillor Elm; And Resolved:\n\nThat it be noted.",
        ("Oak", "Elm", "carried", ""),
    ),
    (
        "Proposed by Cllr Oak, seconded by Cllr Elm, and it was:-\n\nRESOLVED (Voting: Unanimous)",
        ("Oak", "Elm", "carried", "None:None"),
    ),
    (
        "A motion by Councillor Oak to recommend 8% was LOST, 3 votes to 4, with one abstention.",
        ("Oak", "", "lost", "3:4"),
    ),
    (
        "Councillor Oak’s motion to revoke, seconded by Councillor Elm, fell by three votes to five.",
        ("Oak", "Elm", "lost", "3:5"),
    ),
    (
        "On the motion of Councillor Oak, seconded by Councillor Elm and carried by seven votes to two, "
        "it was:-",
        ("Oak", "Elm", "carried", "7:2"),
    ),
    (
        "Councillor Oak moved, and Councillor Elm seconded, that the date be put back.\n\n"
        "The motion was withdrawn with the consent of the meeting.",
        ("Oak", "Elm", "withdrawn", ""),
    ),
    (
        "Councillor Oak moved, seconded by Councillor Elm, that a survey be made. After debate "
        "Councillor Oak withdrew his motion.",
        ("Oak", "Elm", "withdrawn", ""),
    ),
    (
        "Moved by Councillor Oak, seconded by Councillor Elm, that the lane be closed. "
        "The motion stood referred to the Roads Committee without debate.",
        ("Oak", "Elm", "referred", ""),
    ),
    (
        "Motion by Councillor Oak, seconded by Councillor Elm. Consideration of the motion was deferred "
        "to the next meeting.",
        ("Oak", "Elm", "deferred", ""),
    ),
    (
        "Trustee Oak moved to close the school. Trustee Elm seconded. Ayes: 2. Noes: 5. The motion did not pass.",
        ("Oak", "Elm", "lost", "2:5"),
    ),
    (
        "Moved by Councillor Oak, seconded by Councillor Elm, that it be built. The motion did not carry.",
        ("Oak", "Elm", "lost", ""),
    ),
    (
        "Motion by Oak, second by Elm, to vary the setback. Vote: 2-3. Motion denied.",
        ("Oak", "Elm", "lost", "2:3"),
    ),
    # another day's motion is none of this item's
    (
        "The Clerk said that the motion of Councillor Ash had been carried in March. Councillor Oak moved, and "
        "Councillor Elm seconded, that it be rescinded. The motion was withdrawn.",
        ("Oak", "Elm", "withdrawn", ""),
    ),
    # initials
    (
        "It was proposed by Cllr. O. Oak, seconded by Cllr. G. Elm and unanimously agreed that the "
        "minutes were correct.",
        ("O. Oak", "G. Elm", "carried", "None:None"),
    ),
    (
        "Proposed by Cllr. O. Oak, seconded by Cllr. J. Ash and resolved to pay 50 pounds.",
        ("O. Oak", "J. Ash", "carried", ""),
    ),
    # Ireland
    (
        "Proposed by Councillor Oak;\n\nSeconded by Councillor Elm;\n\nAnd Resolved:\n\n“That the land be sold.”",
        ("Oak", "Elm", "carried", ""),
    ),
    (
        "On the proposal of Councillor Oak, seconded by Councillor Elm, it was agreed to write to the Minister.",
        ("Oak", "Elm", "carried", ""),
    ),
    (
        "Proposed by Councillor Oak;\n\nSeconded by Councillor M Elm.\n\nThe Cathaoirleach decided to put the "
        "Motion to a vote. Following a vote, the Motion was adopted with four voting in favour and three "
        "voting against, as follows:",
        ("Oak", "M Elm", "carried", "4:3"),
    ),
    # United States
    (
        "A motion was made by Trustee Oak, seconded by Trustee Elm, to approve the bills. Motion passes.",
        ("Oak", "Elm", "carried", ""),
    ),
    (
        "Motion by Oak, second by Elm, to repair the swing. Ayes: 3. Nays: 1. Motion carried 3-1.",
        ("Oak", "Elm", "carried", "3:1"),
    ),
    (
        "Motion by Trustee Oak, second by Trustee Elm, to pay the bills, 3–1.",
        ("Oak", "Elm", "", "3:1"),
    ),
    (
        "Director Oak moved to approve the calendar as amended. Director Elm seconded the motion. "
        "Motion carried with the following votes: Oak – aye, Elm – aye, Ash – nay.",
        ("Oak", "Elm", "carried", "2:1"),
    ),
    (
        "It was moved by Ms. Oak, seconded by Dr. Elm, to approve the minutes. "
        "MOTION CARRIED 5-0-1-1 [AYES: Ash, Oak, Elm, Birch, Cedar; NOES: None; ABSENT: Fir; ABSTAIN: Yew].",
        ("Ms. Oak", "Dr. Elm", "carried", "5:0"),
    ),
    (
        "Action: Moved by Oak, seconded by Elm, and carried unanimously by members present to adopt it.",
        ("Oak", "Elm", "carried", "None:None"),
    ),
    (
        "Moved by Oak to adopt the plan. Motion Carried 6-0.",
        ("Oak", "", "carried", "6:0"),
    ),
    (
        "Motion to approve contracts by Trustee Oak, second by Trustee Elm.\n\n"
        "Final Resolution: Motion Carried",
        ("Oak", "Elm", "carried", ""),
    ),
    (
        "Commissioner Oak made a motion to deny the appeal, seconded by Commissioner Elm. "
        "The motion failed 2-5.",
        ("Oak", "Elm", "lost", "2:5"),
    ),
    (
        "Council Member Oak moved, seconded by Council Member Elm, to table the item. Motion failed "
        "for lack of a majority, 3 ayes, 3 nays.",
        ("Oak", "Elm", "lost", "3:3"),
    ),
    # Canada
    (
        "Moved by Councillor Oak,\n\nSeconded by Councillor Elm,\n\nTHAT the by-law be read a first time.\n\nCarried.",
        ("Oak", "Elm", "carried", ""),
    ),
    (
        "R2018-082 O. Oak, E. Elm: That we accept the correspondence as presented. Carried.",
        ("O. Oak", "E. Elm", "carried", ""),
    ),
    (
        "MOVED BY Councillor Oak\nSECONDED BY Councillor Elm\nThat the grant be paid.\nDEFEATED",
        ("Oak", "Elm", "lost", ""),
    ),
    # Australia and New Zealand
    (
        "Moved: Cr Oak Seconded: Cr Elm\nThat the tender be accepted.\nCARRIED 6/0",
        ("Oak", "Elm", "carried", "6:0"),
    ),
    (
        "Moved Cr Oak, seconded Cr Elm that the tender be accepted.\nLOST 2/5",
        ("Oak", "Elm", "lost", "2:5"),
    ),
    ("Cr Oak/Cr Elm: That the report be received. CARRIED", ("Oak", "Elm", "carried", "")),
    (
        "MOTION\nMOVED CR A OAK\nSECONDED CR B ELM\nCARRIED UNANIMOUSLY",
        ("A OAK", "B ELM", "carried", "None:None"),
    ),
    # Welsh
    (
        "Cynigiwyd gan y Cyng. O. Derwen, eiliwyd gan y Cyng. P. Onnen a phenderfynwyd clirio’r draen.",
        ("O. Derwen", "P. Onnen", "carried", ""),
    ),
    # the seconder in between
    ("Oak, seconded by Elm, moved that the drain be cleared.", ("Oak", "Elm", "", "")),
    ("Councillor Oak, seconded by Councillor Elm, moved approval.", ("Oak", "Elm", "", "")),
    # Scotland
    ("Proposed by RB, seconded by DN.", ("RB", "DN", "", "")),
]


@pytest.mark.parametrize(("text", "wanted"), ONE)
def test_a_motion_in_the_words_of_many_countries(
    text: str, wanted: tuple[str, str, str, str]
) -> None:
    assert told(text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        # another year, another body, somebody's memory
        "Councillor Ashdown reminded Members that the emergency had been declared on 18 July 2019 "
        "(minute 21 of that date) by 27 votes to 3.",
        "Mrs Doyle said that the governing body had voted nine to two in favour.",
        "Councillor Raman remarked that in February 2016 fifteen votes to nineteen had closed the lido.",
        "In March 2019 the Council had agreed the scheme by 12 votes to 8.",
        "At its meeting on 3 March 2021 the Board carried the motion by 9 votes to 6.",
        "There had been 188 responses, 141 for and 47 against.",
        "The petition was 61 for and 30 against.",
        "Councillor Pike: We lost that one by 7 votes to 9 and I remember it.",
    ],
)
def test_a_vote_that_is_only_mentioned_is_not_the_items_own(text: str) -> None:
    assert annotate(text).votes == ()


@pytest.mark.parametrize(
    "text",
    [
        "Councillor Raman said that eight years ago she had moved an amendment about a pool "
        "(minute 65 of 25 February 2016).",
        "Councillor Oak said that he would have moved refusal.",
        "Councillor Oak had moved house. The moped was moved by Elm Road.",
        "The bus stop was moved by Church Lane.",
        "Councillor Oak moved to another seat.",
    ],
)
def test_what_nobody_moved_here_is_no_motion(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        # no seconder: another motion is what was resolved
        "Councillor Oak moved that the item be deferred.\n\nThe officer spoke.\n\n"
        "RESOLVED: That permission be GRANTED.",
        # the motion is only spoken about
        "The Motion was seconded by Councillor Elm. The road on the Notice of Motion submitted was referred "
        "to and it was agreed that its number should stand.",
        # a debate in which something else is carried
        "Councillor Oak moved, seconded by Councillor Elm, that the bus be kept. The road carried 19,000 "
        "vehicles a day, and the trees were lost.",
        "Councillor Oak moved, seconded by Councillor Elm, that it be kept. Councillor Ash said that if the "
        "motion was carried he would resign.",
        "Councillor Oak moved, seconded by Councillor Elm, that it be kept. Councillor Ash hoped that the "
        "motion would be lost.",
    ],
)
def test_an_outcome_that_is_not_certain_is_not_said(text: str) -> None:
    assert [outcome for _, _, outcome, _ in told(text)] == [""]


@pytest.mark.parametrize(
    "text",
    [
        "Motion by Oak, second by Elm, to repair the swing. Ayes: 3. Nays: 1. Motion carried 3-1.",
        "Moved by Cr Oak, seconded by Cr Elm. 6 ayes, 2 nays. CARRIED 6/2",
        "Proposed by Cllr Oak, seconded by Cllr Elm: 5 votes to 4. For: 5 Against: 4",
    ],
)
def test_a_count_that_is_said_twice_is_one_vote(text: str) -> None:
    assert len(annotate(text).votes) == 1
