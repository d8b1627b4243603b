"""Votes, and what became of motions, in the manner of councils of nine countries: nothing that is said is false."""

from __future__ import annotations

import pytest

from indexer.passages.annotate import annotate
from indexer.passages.annotations import sides
from indexer.passages.motions.resolutions import is_adopted, resolutions
from tests.unit.test_outcomes import told
from web.facts import fell, moved_by

# A motion put against its amendment: who is not for the one is for the other, and nobody is against.
CONTESTS = [
    "Councillor MacInnes, seconded by Councillor Rae, moved approval of the recommendations. As an amendment, "
    "Councillor Tully, seconded by Councillor Budge, moved that the item be continued. On a roll call vote being "
    "taken, there voted for the amendment Councillors Tully, Budge and Orr (3) and for the motion Councillors "
    "MacInnes, Rae, Iles and Moir (4), and the motion was accordingly carried.",
    "Councillor MacInnes, seconded by Councillor Rae, moved approval.\n\nCouncillor Tully, seconded by Councillor "
    "Budge, moved as an amendment that it be refused.\n\nFOR THE MOTION\n\nCouncillors MacInnes, Rae, Iles, Moir"
    "\n\nFOR THE AMENDMENT\n\nCouncillors Tully, Budge, Orr\n\nThe motion was accordingly carried.",
    "Bailie Oak welcomed the report. Councillor MacInnes, seconded by Councillor Rae, moved the motion; Councillor "
    "Tully, seconded by Councillor Budge, an amendment. For the motion: Councillors MacInnes, Rae, Iles and Moir; "
    "for the amendment: Councillors Tully, Budge and Orr.",
]


@pytest.mark.parametrize("text", CONTESTS)
def test_who_voted_for_an_amendment_is_not_shown_as_against(text: str) -> None:
    (vote,) = (one for one in annotate(text).votes if one.names_for)
    assert vote.contest
    assert vote.names_for == ("MacInnes", "Rae", "Iles", "Moir")
    assert vote.names_against == ("Tully", "Budge", "Orr")
    assert fell(vote) == "Recorded vote: 4 for the motion, 3 for the amendment"
    assert sides(vote)[1] == "for the amendment"


@pytest.mark.parametrize("text", CONTESTS[:2])
def test_a_contest_decides_the_motion_and_its_amendment(text: str) -> None:
    assert [(who, outcome) for who, _, outcome, _ in told(text)] == [
        ("MacInnes", "carried"),
        ("Tully", "lost"),
    ]


def test_an_ordinary_vote_is_no_contest() -> None:
    text = "Councillor Oak moved, seconded by Councillor Elm, that it be noted. For the motion: 9; against: 4."
    (motion,), (vote,) = annotate(text).motions, annotate(text).votes
    assert not vote.contest
    assert moved_by(motion, annotate(text)).endswith("9 for, 4 against")


# Each motion with what became of it and its vote; a text may have several.
BODIES: list[tuple[str, list[tuple[str, str, str]]]] = [
    # the number stands in front of the word: "0 no, 2 absent" is nobody against
    (
        "A motion was made by Member Ochoa and seconded by Member Tran to continue the hearing. The vote was 5 yes, "
        "0 no, 2 absent. The motion carried.",
        [("Ochoa", "carried", "5:0")],
    ),
    (
        "Moved by Trustee Oak, seconded by Trustee Elm, to pay the bills. 6 Ayes, 1 Nays, 1 Absent. Motion carried.",
        [("Oak", "carried", "6:1")],
    ),
    # the outcome is of the thing that its sentence names, not of what was spoken of last
    (
        "MOVED Cr Pascoe, SECONDED Cr Whyte\nThat Council endorse the Tree Strategy.\n\nAMENDMENT\nMOVED Cr Delahunty, "
        "SECONDED Cr Ong\nThat the words “subject to budget” be added.\n\nAMENDMENT PUT AND LOST 3/6\n\nMOTION PUT AND "
        "CARRIED 6/3",
        [("Pascoe", "carried", "6:3"), ("Delahunty", "lost", "3:6")],
    ),
    (
        "Councillor Ash moved, seconded by Councillor Fir, that the plan be sent out. Councillor Oak moved an amendment, "
        "seconded by Councillor Elm, to wait a year. Five voted for the amendment and 9 against, and the motion was carried.",
        [("Ash", "carried", ""), ("Oak", "lost", "5:9")],
    ),
    # a seconder who is only named beside his mover
    (
        "With the consent of his seconder, Councillor Ainge withdrew the amendment. The motion proposed by Councillor "
        "Bawtry and seconded by Councillor Crick was agreed.",
        [("Bawtry", "carried", "")],
    ),
    (
        "Councillor Oak moved the report and, thanking the seconder, Councillor Elm spoke for ten minutes.",
        [("Oak", "", "")],
    ),
    # a body that votes to do something on somebody's motion
    (
        "Upon motion by Mr. Ledbetter, seconded by Mrs. Crump, the Board voted to appoint Dale Odom.",
        [("Mr. Ledbetter", "carried", "")],
    ),
    (
        "The Convener, seconded by Councillor Grant, moved that the charges be increased. Councillor Nicoll moved as an "
        "amendment that there be none. The amendment failed to find a seconder and therefore fell. The Committee resolved to "
        "approve the motion.",
        [("Convener", "carried", ""), ("Nicoll", "lost", "")],
    ),
    (
        "Councillor Oak moved, seconded by Councillor Elm, that it be sold. The Board voted to reject the motion.",
        [("Oak", "lost", "")],
    ),
    # pairs, whatever stands in front
    (
        "R24-117\nMoved/Seconded: Loewen/Giesbrecht\nTHAT the report be received.\nCARRIED UNANIMOUSLY",
        [("Loewen", "carried", "None:None")],
    ),
    (
        "MOVED (Mayor Scoular/Cr Huata): That the submission be adopted.\nThe division was declared CARRIED by 4 votes to 2.",
        [("Mayor Scoular", "carried", "4:2")],
    ),
    (
        "Moved: Cr Halloran\nSeconded: Cr Jess\n\nThat the tender be accepted.\n\nCARRIED EN BLOC 8/0",
        [("Halloran", "carried", "8:0")],
    ),
    # figures in words, and what only looks like them
    (
        "Councilwoman Vance made a motion to approve the rezoning, seconded by Councilman Babineaux. The motion passed 4 to 1.",
        [("Vance", "carried", "4:1")],
    ),
    (
        "Councilwoman Vance moved, seconded by Councilman Rourke, that the clinic be kept. The motion passed. Work has "
        "failed 4 to 6 times a year.",
        [("Vance", "carried", "")],
    ),
    (
        "It was proposed by Cllr Uttley and seconded by Cllr Vane to support it; 5 in favour, 0 against, 2 abstentions – carried.",
        [("Uttley", "carried", "5:0")],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), BODIES)
def test_each_motion_has_its_own_outcome_and_vote(
    text: str, wanted: list[tuple[str, str, str]]
) -> None:
    assert [(who, outcome, vote) for who, _, outcome, vote in told(text)] == wanted


# What the chair puts by word of mouth is what was decided; how the meeting goes on decides no item.
BY_MOUTH = [
    (
        "Madam Speaker: Councillor Oak, to close.\n\nCouncillor Oak: I urge a yes.\n\nMadam Speaker: I’ll call the "
        "question on Item 4. All in favour? Contrary? Carried. Mr. Clerk.",
        "I’ll call the question on Item 4. All in favour? Contrary? Carried.",
    ),
    (
        "Mayor: Thank you. All those in favour? Any opposed? Councillor Oak in opposition. Motion carried. Next item.",
        "All those in favour? Any opposed? Councillor Oak in opposition. Motion carried.",
    ),
    (
        "The Chair: All in favour, please say aye. Opposed? Defeated.",
        "All in favour, please say aye. Opposed? Defeated.",
    ),
    (
        "Madam Speaker: All those in favour of suspending the rules? Opposed? Carried. Mr. Mayor.",
        "",
    ),
    ("Reeve Oak: Ten more minutes, all in favour? Opposed? Carried.", ""),
    ("The Chair: All in favour of adjourning for lunch? Contrary? Carried.", ""),
    # which of them is of the item, nothing says
    ("Mayor: All in favour? Opposed? Carried.\n\nMayor: All in favour? Opposed? Carried.", ""),
    (
        "Mayor: All in favour? Opposed? Carried.\n\nMayor: On the main question all in favour, please rise.",
        "",
    ),
    # not the chair's words
    ("Councillor Oak: You say, all in favour? Opposed? Carried. That is no debate.", ""),
]


@pytest.mark.parametrize(("text", "wanted"), BY_MOUTH)
def test_what_the_chair_puts_by_word_of_mouth_is_decided(text: str, wanted: str) -> None:
    assert resolutions(text).endswith(wanted) if wanted else resolutions(text) == ""


def test_suspending_the_rules_carries_no_motion() -> None:
    text = (
        "Madam Speaker: Motion 20, moved by Councillor Oak, seconded by Councillor Elm, and we need to suspend the rules. "
        "All in favour? Contrary? Carried. Councillor Oak to introduce."
    )
    assert [(who, outcome) for who, _, outcome, _ in told(text)] == [("Oak", "")]


# The text of a motion is decided only if that motion was carried.
LEFT_OVER = [
    "Moved by Councillor Oak, seconded by Councillor Elm, that the rules be suspended. CARRIED.\n\nWHEREAS noise is "
    "growing;\n\nTHEREFORE BE IT RESOLVED that Council ban blowers.",
    "Councillor Oak moved, seconded by Councillor Elm, to extend the meeting by an hour. The motion was carried.\n\n"
    "BE IT RESOLVED that the rink be sold.\n\nThe matter was laid over.",
    "Moved by Councillor Oak, seconded by Councillor Elm:\nBE IT RESOLVED that the pool be kept.\nCARRIED\n\n"
    "Notice was given of the following:\nBE IT RESOLVED that the rink be sold.",
]


@pytest.mark.parametrize("text", LEFT_OVER)
def test_a_motion_on_how_to_go_on_adopts_no_text(text: str) -> None:
    assert not is_adopted(text, annotate(text).motions)


def test_a_motion_that_was_carried_adopts_its_text() -> None:
    text = (
        "Moved by Councillor Oak, seconded by Councillor Elm:\nWHEREAS noise is growing;\nBE IT RESOLVED that blowers be "
        "banned;\nAND BE IT FURTHER RESOLVED that staff report.\nCARRIED\n\nCouncillor Oak: I said be it resolved, and I mean it."
    )
    assert is_adopted(text, annotate(text).motions)
    assert "I said" not in resolutions(text, is_carried=True)


# Decided by others, or then.
NOT_NOW = [
    "The Clerk reminded members that the motion to sell the depot was defeated last year by 9 votes to 4.",
    "Councillor Oak recalled that the amendment was carried at the time.",
    "The motion on tolls was lost in 2019.",
    "The proposal was rejected by the Board two years ago and came back in another form.",
]


@pytest.mark.parametrize("text", NOT_NOW)
def test_what_was_decided_elsewhere_is_not_decided_here(text: str) -> None:
    assert resolutions(text) == ""


ELSEWHERE = [
    "The Chair reported that Highland Council had agreed by 40 votes to 22 to raise the levy.",
    "The Convener advised that the Court had already passed 9 to 4 a plan of its own.",
    "The Mayor said that the Board had voted 5-2 to close it, and had lost 3-4 the year before.",
]


@pytest.mark.parametrize("text", ELSEWHERE)
def test_a_vote_that_the_chair_tells_of_others_is_none_of_this_meeting(text: str) -> None:
    assert annotate(text).votes == ()


def test_votes_that_a_motion_had_are_its_own() -> None:
    text = "Moved by Cllr Oak, seconded by Cllr Elm. The motion had 9 votes for and 4 against."
    assert [(one.in_favour, one.against) for one in annotate(text).votes] == [(9, 4)]


def test_what_the_chair_tells_is_decided() -> None:
    text = "The Chair declared that the motion was carried by 9 votes to 4."
    assert resolutions(text) == text
