"""What became of motions in forms that were read wrongly: each kind in wordings of several countries."""

from __future__ import annotations

import pytest

from indexer.passages.annotate import annotate
from tests.unit.test_outcomes import told

# What is moved is no outcome: "that the plan be adopted" says what the mover wants.
WANTED_ONLY = [
    "Councillor Oak moved as an amendment that the report be approved. Councillor Elm seconded.",
    "Councillor Oak proposed a motion that the plan be adopted; this was seconded by Councillor Elm.",
    "Moved by Oak, seconded by Elm, a motion that the tender of Ash Ltd be accepted.",
    "Councillor Oak moved, seconded by Councillor Elm, an amendment that paragraph 3 be rejected.",
]


@pytest.mark.parametrize("text", WANTED_ONLY)
def test_what_a_motion_asks_for_is_not_what_became_of_it(text: str) -> None:
    assert [outcome for _, _, outcome, _ in told(text)] == [""]


# Nobody seconded: the motion is lost, and only the one that the record speaks of.
NOT_SECONDED = [
    (
        "Cllr Oak proposed that the Council object. There was no seconder and the motion fell.",
        "lost",
    ),
    (
        "Councillor Oak moved that the meeting be adjourned. The motion was lost for want of a seconder.",
        "lost",
    ),
    ("Council Member Oak made a motion to table it. The motion died for lack of a second.", "lost"),
    ("Moved Cr Oak that the fee be waived.\nThe motion LAPSED for want of a seconder.", "lost"),
    ("Trustee Oak moved to close the rink; the motion failed for lack of a second.", "lost"),
    (
        "Councillor Oak moved, as an amendment, to wait a year, which fell for want of a seconder.",
        "lost",
    ),
    ("Councillor Oak proposed a later date but, not being seconded, the proposal fell.", "lost"),
    # somebody else's, or one that was seconded
    (
        "Councillor Oak moved, seconded by Councillor Elm, that it be kept. Councillor Ash’s amendment was not "
        "seconded.",
        "",
    ),
    (
        "Moved by the Chair that the report be noted. An amendment was offered but there was no seconder.",
        "",
    ),
]


@pytest.mark.parametrize(("text", "outcome"), NOT_SECONDED)
def test_a_motion_that_nobody_seconded_is_lost(text: str, outcome: str) -> None:
    assert [said for who, _, said, _ in told(text) if who in ("Oak", "Chair")] == [outcome]


def test_a_want_of_a_seconder_is_of_the_motion_that_the_sentence_names() -> None:
    text = (
        "Councillor Oak proposed that the hall be used. This was seconded by Councillor Elm.\n\n"
        "Councillor Ash proposed that the library be used.\n\n"
        "As there was no seconder to Councillor Ash’s proposal it was agreed to use the hall."
    )
    assert [(who, outcome) for who, _, outcome, _ in told(text)][1] == ("Ash", "lost")


# An amendment that nobody is named for is not the motion.
NAMELESS = [
    (
        "Councillor Oak proposed the recommendation. Councillor Elm seconded the proposal.\n\n"
        "A vote was taken on the amendment, which was not carried.\n\n"
        "The vote on the recommendation was then taken, and carried by 22 votes to one.",
        [("Oak", "Elm", "carried", "22:1")],
    ),
    (
        "Moved by Councillor Oak, seconded by Councillor Elm, that the pool be kept. An amendment was lost "
        "on a show of hands. The motion was carried.",
        [("Oak", "Elm", "carried", "")],
    ),
    (
        "Cr Oak moved and Cr Elm seconded that the levy be 3%. The amendment was put and LOST. "
        "The motion was put and CARRIED.",
        [("Oak", "Elm", "carried", "")],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), NAMELESS)
def test_a_nameless_amendment_is_not_the_motion(
    text: str, wanted: list[tuple[str, str, str, str]]
) -> None:
    assert told(text) == wanted


# One person moves twice: each motion has its own seconder, vote and outcome.
TWICE = [
    (
        "Councillor Oak moved the recommendation. Councillor Elm seconded. The recommendation was approved by "
        "10 votes to nil. A further motion by Councillor Oak, seconded by Councillor Elm, to publish the plan "
        "was defeated by 4 votes to 6.",
        [("Oak", "Elm", "carried", "10:0"), ("Oak", "Elm", "lost", "4:6")],
    ),
    (
        "Moved by Oak, seconded by Elm, to open the hearing. Motion carried 5-0. Moved by Oak, seconded by Ash, "
        "to close it. Motion carried 4-1.",
        [("Oak", "Elm", "carried", "5:0"), ("Oak", "Ash", "carried", "4:1")],
    ),
    (
        "Cllr Oak proposed option A; seconded Cllr Elm. The motion was lost. Cllr Oak then proposed option B, "
        "seconded by Cllr Elm. The motion was carried.",
        [("Oak", "Elm", "lost", ""), ("Oak", "Elm", "carried", "")],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), TWICE)
def test_two_motions_of_one_mover_are_two(
    text: str, wanted: list[tuple[str, str, str, str]]
) -> None:
    assert told(text) == wanted


# All against is no "unanimous" of the motion.
ALL_AGAINST = [
    "The vote was unanimous against the proposal of Councillor Oak, seconded by Councillor Elm.",
    "Moved by Councillor Oak, seconded by Councillor Elm, that the park be sold. The motion was unanimously rejected.",
    "Councillor Oak moved, Councillor Elm seconded, that it be sold. The motion was unanimously defeated.",
    "Councillor Oak moved, Councillor Elm seconded, that it be sold. Members voted unanimously against the motion.",
]


@pytest.mark.parametrize("text", ALL_AGAINST)
def test_a_vote_of_all_against_is_not_unanimous_for(text: str) -> None:
    assert not any(vote.unanimous for vote in annotate(text).votes)
    assert [outcome for *_, outcome, _ in told(text)] == ["lost"]


@pytest.mark.parametrize(
    "text",
    [
        "It was resolved unanimously to refuse the application.",
        "The Committee voted unanimously to object to the appeal.",
        "Members unanimously agreed to oppose the closure.",
    ],
)
def test_a_unanimous_refusal_is_unanimous(text: str) -> None:
    assert [vote.unanimous for vote in annotate(text).votes] == [True]


# (text, proposer, seconder, outcome, vote)
FORMS = [
    # the mover named behind what became of it
    (
        "The amendment in the name of Councillor Oak, seconded by Councillor Elm, was put to the vote and declared "
        "LOST with 12 voting for and 30 against.",
        ("Oak", "Elm", "lost", "12:30"),
    ),
    (
        "The motion standing in the name of Councillor Oak, seconded by Councillor Elm, stood referred to the "
        "Cabinet.",
        ("Oak", "Elm", "referred", ""),
    ),
    (
        "Members voted unanimously to refuse the application, on the motion of Councillor Oak, seconded by "
        "Councillor Elm.",
        ("Oak", "Elm", "carried", "None:None"),
    ),
    (
        "It was agreed, on the proposal of Cllr Oak seconded by Cllr Elm, to write to the Minister.",
        ("Oak", "Elm", "carried", ""),
    ),
    (
        "RESOLVED, on the motion of Councillor Oak, seconded by Councillor Elm: That the rent be waived.",
        ("Oak", "Elm", "carried", ""),
    ),
    (
        "It was RESOLVED by a majority to approve the budget (proposed Cllr Oak, seconded Cllr Elm).",
        ("Oak", "Elm", "carried", ""),
    ),
    (
        "The minutes were approved (proposed by Cllr Oak, seconded by Cllr Elm).",
        ("Oak", "Elm", "carried", ""),
    ),
    (
        "On the proposal of Councillor Oak (M), seconded by Councillor Elm (J), the Council approved the attendance "
        "of the following.",
        ("Oak (M)", "Elm (J)", "carried", ""),
    ),
    (
        "On the motion of Councillor Oak, seconded by Councillor Elm, the Board adopted the plan.",
        ("Oak", "Elm", "carried", ""),
    ),
    # words that elsewhere tell of a survey
    (
        "Cllr. P. Oak proposed, Cllr. S. O'Hara-Quinn seconded and it was agreed that a letter issue to Irish Rail.",
        ("P. Oak", "S. O'Hara-Quinn", "carried", ""),
    ),
    (
        "Proposed by Cllr Oak, seconded by Cllr Elm and agreed to consult residents on a petition.",
        ("Oak", "Elm", "carried", ""),
    ),
    (
        "Moved by His Worship Mayor Oak,\n\nSeconded by Councillor Elm,\n\nCarried.",
        ("Oak", "Elm", "carried", ""),
    ),
    (
        "Moved by Her Worship, Mayor A. Oak, seconded by Councillor Elm. CARRIED",
        ("A. Oak", "Elm", "carried", ""),
    ),
    (
        "Cynigiwyd gan y Cynghorydd Siôn ap Dafydd ac eiliwyd gan y Cynghorydd Lowri ferch Penri.",
        ("Siôn ap Dafydd", "Lowri ferch Penri", "", ""),
    ),
    (
        "Moved by Oak, seconded by Elm, to continue it. Motion failed 2-3 (Ash, Fir and Yew opposed).",
        ("Oak", "Elm", "lost", "2:3"),
    ),
    (
        "Councillor Oak moved an amendment, seconded by Councillor Elm. For the amendment: 14. Against: 22.",
        ("Oak", "Elm", "lost", "14:22"),
    ),
    # full stops that end no sentence
    (
        "The proposal of Cllr. Oak, seconded by Cllr. B. Elm, was accordingly passed.",
        ("Oak", "B. Elm", "carried", ""),
    ),
    (
        "The amendment in the name of Mr. A. Oak, seconded by Ms. Elm, was put and lost.",
        ("Mr. A. Oak", "Ms. Elm", "lost", ""),
    ),
    ("Mr. Oak moved, Ms. Elm seconded, to pay it. Vote: 5-0-1.", ("Mr. Oak", "Ms. Elm", "", "5:0")),
    # more against than for
    (
        "Councillor Oak moved and Councillor Elm seconded a proposal to change the order of business.\n\n"
        "The proposed change was put to the vote, with the following result:\n\nFor: 26\n\nAgainst: 32",
        ("Oak", "Elm", "lost", "26:32"),
    ),
    (
        "Moved by Oak, second by Elm, to rezone the lot. Ayes: 2. Noes: 5.",
        ("Oak", "Elm", "lost", "2:5"),
    ),
    # a word that is a sentence of its own
    (
        "Proposed Cllr Oak, seconded Cllr Elm, that the quote of £1,240 be accepted. Unanimous.",
        ("Oak", "Elm", "carried", "None:None"),
    ),
    (
        "Proposed Cllr Oak, seconded Cllr Elm, that the fence be mended. All in favour.",
        ("Oak", "Elm", "carried", ""),
    ),
    (
        "It was proposed by Cllr Oak and seconded by Cllr Elm that the hall be booked. Agreed.",
        ("Oak", "Elm", "carried", ""),
    ),
    (
        "Moved by: O. Oak    Seconded by: E. Elm\nThat the accounts be paid.\nDEFEATED",
        ("O. Oak", "E. Elm", "lost", ""),
    ),
    ("Proposed by: Cllr Oak\nSeconded by: Cllr Elm\nRESOLVED", ("Oak", "Elm", "carried", "")),
    (
        "Moved Clr E F Oak Seconded Clr A Elm\n\nTHAT it be received.\n\nCarried",
        ("E F Oak", "A Elm", "carried", ""),
    ),
    (
        "Motion: Supervisor Oak. Second: Supervisor Elm. Motion carried, 4-0.",
        ("Oak", "Elm", "carried", "4:0"),
    ),
    (
        "Moved by Trustee Oak, supported by Trustee Elm, to pay the bills. Ayes: 4. Nays: 1. Motion carried.",
        ("Oak", "Elm", "carried", "4:1"),
    ),
    (
        "The motion, proposed by Councillor Oak and seconded by Councillor Elm, was noted.",
        ("Oak", "Elm", "noted", ""),
    ),
    (
        "MOVED by Councillor Oak, that the report be received. CARRIED (5 to 2)",
        ("Oak", "", "carried", "5:2"),
    ),
    # two ways of one division
    (
        "Councillor Oak, seconded by Councillor Elm, moved that the report be noted.\n\nOn a vote being taken, "
        "9 Members voted for the Motion and 6 Members voted for the Amendment.",
        ("Oak", "Elm", "", "9:6"),
    ),
    # Irish and double names
    (
        "On the proposal of Cllr. T. Ó hÓgáin, seconded by Cllr. M. Nic Craith, it was resolved to sell.",
        ("T. Ó hÓgáin", "M. Nic Craith", "carried", ""),
    ),
    (
        "Proposed by Councillor Ó hAodha, seconded by Councillor Ní Dhálaigh, and agreed.",
        ("Ó hAodha", "Ní Dhálaigh", "carried", ""),
    ),
    (
        "Councillor Wood had given notice of the following motion: “That trees be planted.” With the consent of "
        "the Council, Councillor Wood withdrew the motion.",
        ("Wood", "", "withdrawn", ""),
    ),
]


@pytest.mark.parametrize(("text", "wanted"), FORMS)
def test_a_motion_in_its_form(text: str, wanted: tuple[str, str, str, str]) -> None:
    assert told(text) == [wanted]


# Nobody is called "If": a name has a person behind it.
@pytest.mark.parametrize(
    "text",
    [
        "If seconded, Councillor Oak would move that the grant be doubled.",
        "When seconded, a motion is open for debate.",
        "Once moved, it may be withdrawn only with consent. Unless seconded, it falls.",
    ],
)
def test_what_is_only_supposed_has_no_mover(text: str) -> None:
    assert told(text) == []


NAMES = [
    # one side only, because the other had nobody
    (
        "Motion to approve by Trustee Oak, second by Trustee Elm.\n\nFinal Resolution: Motion Carried\n"
        "Yes: Oak, Elm, Ash Birch, Fir",
        (("Oak", "Elm", "Ash Birch", "Fir"), ()),
    ),
    (
        "Moved Clr Oak Seconded Clr Elm\n\nCarried\n\nFor the motion: Mayor D Oak, Clr E Elm and Clr F Ash.",
        (("Mayor D Oak", "E Elm", "F Ash"), ()),
    ),
    # only who was against is named
    (
        "MOVED by Councillor Oak, that it be received. CARRIED (5 to 2) OPPOSED: Councillors Chu and Farrell.",
        ((), ("Chu", "Farrell")),
    ),
    (
        "It was Moved and Seconded\nThat the delegation be received.\nCARRIED\nOpposed: Cllr. Steves",
        ((), ("Steves",)),
    ),
    # each with a comma
    (
        "Roll call: Adams, yes; Brooks, yes; Chavez, no; Duffy, abstain. Motion carried.",
        (("Adams", "Brooks"), ("Chavez",)),
    ),
    # with what they are members of, and who presides
    (
        "On a division, there voted:-\n\nFor the procedural motion  (3)  -  Councillors Al-Samarai, Allard MEP and "
        "Jackie Dunbar.\n\nAgainst the procedural motion  (4)  -  Lord Provost; Depute Provost; and Councillors "
        "Allan and Mason MSP.\n\nThe Council resolved:-\n\nto reject the procedural motion.",
        (
            ("Al-Samarai", "Allard", "Jackie Dunbar"),
            ("Lord Provost", "Depute Provost", "Allan", "Mason"),
        ),
    ),
]


@pytest.mark.parametrize(("text", "wanted"), NAMES)
def test_who_voted_how_in_its_form(
    text: str, wanted: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    (vote,) = (one for one in annotate(text).votes if one.names_for or one.names_against)
    assert (vote.names_for, vote.names_against) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "For: Planning Committee. Against the wall stood the Mayor.",
        "Carried forward.\nOpposed: the residents of Elm Road and the Civic Society objected in writing.",
        "Yes: the officer said that it was so.",
        "For information: Councillor Oak.",
    ],
)
def test_what_is_no_list_of_votes_names_nobody(text: str) -> None:
    assert not any(vote.names_for or vote.names_against for vote in annotate(text).votes)


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Oak: I have very little doubt in my mind this would be totally unanimous.",
        "The Chair: I hope that the motion will be carried unanimously.",
        "The Chair said that a vote might be unanimous for once.",
    ],
)
def test_what_who_presides_expects_is_no_vote(text: str) -> None:
    assert annotate(text).votes == ()
