"""What stands behind "Decided" is what this meeting decided on this item, in words that can be understood alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indexer.passages.motions.resolutions import resolutions
from indexer.passages.of_meeting import annotated
from indexer.passages.passage import Passage

EMPTY = Passage("x", "The lane", "", "a.txt")


def within(line: str) -> str:
    return f"The roof was discussed.\n\n{line}\n\nThey went home."


@pytest.mark.parametrize(
    "line",
    [
        "Birch Council approved the application for a loan at the Council Meeting held on 25th November, 2019.",
        "At the Council Meeting of 28th January it was agreed to reconvene the group.",
        "In March 2018 the Committee agreed to spend £4,000 on trees.",
        "On 4 May 2016 the Council adopted the plan.",
        "On Monday, 4th May the Board approved the lease.",
        "At its last meeting the Board agreed to write to the Minister.",
        "Last year it was agreed that the bus be kept.",
        "In 2019, the Cabinet decided to close the pool.",
        "At the previous meeting of the Committee the motion was carried.",
        "The strategy was adopted at the meeting of the Executive held on 3 June 2021.",
    ],
)
def test_what_another_meeting_decided_is_not_what_this_one_did(line: str) -> None:
    assert resolutions(within(line)) == ""


@pytest.mark.parametrize(
    "line",
    [
        "It was agreed to defer the item to the meeting of 25 January 2024.",
        "It was agreed to consider the matter again at the meeting to be held on 3 May 2027.",
        "Following discussion, it was agreed to write to the Board.",
        "The Committee agreed the minutes of the meeting held on 3 May 2025.",
        "On the proposal of Councillor Orr, it was agreed to pay £2,000 in 2026.",
        "In respect of the 2018/19 budget the Council agreed to draw on reserves.",
        "On being put to the vote, the motion was carried.",
        "In the absence of Councillor Orr, it was agreed to defer the motion to the February meeting.",
        "In relation to the plan of 2019 the Committee agreed to ask for a report.",
        "At the end of a long debate the motion was lost.",
        "On the proposal of Oak, seconded by Elm, it was agreed to hear them at the April Meeting to be held on 1 April 2027.",
        "2. That Council be RECOMMENDED to pay the band at once.",
    ],
)
def test_a_day_that_is_not_the_day_of_deciding_takes_nothing_away(line: str) -> None:
    assert resolutions(within(line)) == line


@pytest.mark.parametrize(
    "line",
    [
        "If such an approach were adopted here it should be monitored, and only then paid for.",
        "Unless the motion was carried the pool would close.",
        "When the plan was adopted nobody had read it.",
        "Once the scheme was approved prices rose.",
        "The plan that was adopted names four sites.",
        "The bye-laws, which were passed, are not enforced.",
        "They had lived by the policy as it was agreed to be read.",
        "Members asked if the motion was carried by one vote or two.",
        "The minutes that were approved say nothing of it.",
        "The industry looked at old cars, and this defeated the purpose of the test.",
        "A car might be licensed provided that it passed the test.",
        "Seven guards had come, but eight were lost to the city.",
        "The parcels were carried to the hall by hand.",
        "Three keys were lost and a bus was passed by a tram.",
        "Last in the league, the team was defeated by two goals.",
    ],
)
def test_what_is_only_supposed_or_looked_back_at_is_no_decision(line: str) -> None:
    assert resolutions(within(line)) == ""


@pytest.mark.parametrize(
    "line",
    [
        "The motion, which had been amended, was carried.",
        "The recommendation that the lane be closed was approved.",
        "The motion that was moved was lost.",
        "This was put to the vote and was carried by two.",
        "The question was put and carried.",
        "It was lost.",
        "The amendment of Councillor Oak, seconded by Councillor Elm, that the lane be closed to cars, was lost.",
        "As nobody objected, it was agreed to pay.",
        "When the vote was taken the motion was lost.",
        "After a long debate it was agreed to wait.",
        "When put to the vote the amendment was defeated.",
        "As the chair was ill it was agreed to defer the item.",
    ],
)
def test_a_clause_before_a_decision_takes_nothing_away(line: str) -> None:
    assert resolutions(within(line)) == line


@pytest.mark.parametrize(
    "line",
    [
        "It was agreed to take Items 14 and 16 together.",
        "It was agreed that items 3 and 9 be taken together.",
        "It was agreed to hold the December Meeting of the District on Wednesday, 11th December, at 10 a.m.",
        "The Committee agreed to vary the order of business.",
        "It was agreed that item 9 be brought forward.",
        "The Council agreed to suspend Standing Orders.",
        "It was agreed to adjourn for ten minutes.",
        "The Committee agreed to extend the meeting by half an hour.",
    ],
)
def test_the_order_of_the_meeting_is_no_decision_on_an_item(line: str) -> None:
    assert resolutions(within(line)) == ""


@pytest.mark.parametrize(
    "line",
    [
        "It was agreed to hold a public meeting on the flood.",
        "It was agreed to take Mill Lane in charge.",
        "It was agreed to extend the lease by ten years.",
        "It was agreed to suspend the grant.",
        "It was agreed that the work on the bridge be brought forward.",
        "It was agreed to adjourn the inquiry until the survey was there.",
    ],
)
def test_a_decision_that_sounds_like_it_is_one(line: str) -> None:
    assert resolutions(within(line)) == line


@pytest.mark.parametrize(
    "line",
    [
        "Councillor Oak proposed that a crossing be built. This was seconded by Councillor Elm and agreed.",
        "It was moved that the tree be felled. This was put to the vote and was lost.",
        "Cllr Ash asked that the wall be mended. It was seconded by Cllr Fir and it was agreed.",
    ],
)
def test_a_sentence_that_points_back_has_what_it_points_at(line: str) -> None:
    assert resolutions(within(f"The rain fell. {line} The clerk left.")) == line


@pytest.mark.parametrize(
    ("line", "decided"),
    [
        (
            "Councillor Oak counted thirteen friends of it. Resolved to APPROVE: i) a grant; ii) a loan.",
            "Resolved to APPROVE: i) a grant; ii) a loan.",
        ),
        (
            "The officer spoke for an hour. It was RESOLVED that the lane be closed to cars from May.",
            "It was RESOLVED that the lane be closed to cars from May.",
        ),
    ],
)
def test_what_is_told_before_a_resolution_is_no_part_of_it(line: str, decided: str) -> None:
    assert resolutions(within(line)) == decided


def test_a_resolution_that_names_nothing_has_what_was_moved() -> None:
    line = "Oak moved and Elm seconded that the lane be closed. It was RESOLVED accordingly."
    assert resolutions(within(line)) == line


@pytest.mark.parametrize(
    ("lines", "decided"),
    [
        (
            "It was agreed to refer it to the Economic Development, Tourism and\n\nPlanning Committee.\n\nThey left.",
            "It was agreed to refer it to the Economic Development, Tourism and\nPlanning Committee.",
        ),
        (
            "RESOLVED: “That approval be given to the appointment of Ms.\n\nO. Birch to the board.”\n\nThey left.",
            "RESOLVED: “That approval be given to the appointment of Ms.\nO. Birch to the board.”",
        ),
        (
            "RESOLVED: “That the lane be closed.\n\nThe signs go up in May.”\n\nThey left.",
            "RESOLVED: “That the lane be closed.\nThe signs go up in May.”",
        ),
    ],
)
def test_a_resolution_that_a_page_cuts_is_put_together(lines: str, decided: str) -> None:
    assert resolutions(lines) == decided


def test_a_quotation_that_nobody_closes_does_not_take_the_rest() -> None:
    rest = "\n\n".join(f"Then they spoke of {n} trees." for n in range(40))
    found = resolutions(f"RESOLVED: “That the lane be closed.\n\n{rest}")
    assert found.count("\n") <= 12


def test_a_speech_that_tells_of_a_vote_does_not_take_what_is_said_behind_it() -> None:
    text = "The Chair: “It was lost on the casting vote.\n\nCouncillor Pike did not think so."
    assert resolutions(text) == "The Chair: “It was lost on the casting vote."


PROPOSALS = [
    "WHEREAS the lane floods;\n\nTHEREFORE BE IT RESOLVED THAT the lane be drained by May.",
    "Moved by Councillor Oak, seconded by Councillor Elm,\n\nBE IT RESOLVED that the lane be drained by May.",
    "NOW, THEREFORE, BE IT FURTHER RESOLVED by the Council that the lane be drained by May.",
    "Therefore, be it hereby resolved that the lane be drained by May:\n\n(a) with pipes;\n\n(b) with ditches.",
]


@pytest.mark.parametrize("text", PROPOSALS)
def test_the_text_of_a_motion_is_what_was_decided_only_if_it_was_carried(text: str) -> None:
    assert resolutions(text) == ""
    assert resolutions(f"{text}\n\nMembers spoke for an hour.") == ""
    carried = resolutions(text, is_carried=True)
    assert "be drained by May" in carried
    assert resolutions(f"{text}\n\nADOPTED this 5th day of May, 2020.").startswith(carried)
    assert "be drained" in resolutions(f"{text}\n\nPassed and approved on May 5, 2020.")


@pytest.mark.parametrize(
    ("end", "is_decided"),
    [
        ("The motion was carried 5-2.", True),
        ("Motion carried unanimously.", True),
        ("The motion was lost 2-5.", False),
        ("The motion was withdrawn.", False),
        ("The motion was referred to the Water Committee.", False),
        ("Councillor Ash asked what it costs.", False),
    ],
)
def test_a_passage_shows_the_text_of_a_motion_as_decided_by_its_outcome(
    end: str, is_decided: bool
) -> None:
    text = (
        "Moved by Councillor Oak, seconded by Councillor Elm, BE IT RESOLVED that the lane be drained."
        f"\n\n{end}"
    )
    assert ("be drained" in annotated(replace(EMPTY, minutes=text)).resolved) is is_decided


@pytest.mark.parametrize(
    "line",
    [
        "Mr. Rebeck: I was disgusted that this Council voted to remove the grant from the band.",
        "AND WHEREAS at the special meeting the following motion was carried as written:",
        "Whereas it was agreed that the lane be drained;",
        "Councillor Oak: It was agreed that we pay, and nobody paid.",
        "Ms. A. Elm: Council approved the plan in the spring, and the motion was carried by one.",
        "I was told that the board agreed to build a wall.",
        "My neighbours say that it was agreed that the lane be closed.",
    ],
)
def test_what_somebody_tells_in_a_speech_is_no_decision(line: str) -> None:
    assert resolutions(within(line)) == ""


def test_in_a_transcript_only_the_chair_says_what_was_decided() -> None:
    text = (
        "Councillor Oak: Chair, the lane floods.\n\nCouncillor Elm: It does.\n\n"
        "Ms. Ash: The board agreed to drain it.\n\nIt was agreed that pipes be bought.\n\n"
        "Madam Chair: The question is put.\n\nThe motion was carried."
    )
    assert resolutions(text) == "The motion was carried."


@pytest.mark.parametrize(
    "line",
    [
        "At the Scrutiny Committee held on 29th January 2025, the call-in was heard. At that meeting, Members agreed "
        "to refer the decision to the Council.",
        "The matter had been before the Planning Board on 3 May. At that meeting the Board agreed to wait.",
        "At the Audit Panel of 4 June 2024 the report was late. Members agreed to write to the firm.",
        "The Forum met on 2 March. On that occasion it was agreed that the hall be let.",
        "On 7 June 2023 the Executive considered the lease. It was agreed that it be renewed.",
        "At its July session the Trust heard both sides. The Board then agreed to close the ward.",
    ],
)
def test_what_is_told_of_another_meeting_goes_on_behind_its_first_sentence(line: str) -> None:
    assert resolutions(within(line)) == ""


@pytest.mark.parametrize(
    ("line", "decided"),
    [
        (
            "At the meeting of 3 May 2025 the lease was deferred. Following a vote, it was agreed that it be renewed.",
            "Following a vote, it was agreed that it be renewed.",
        ),
        (
            "In June 2024 the Board agreed to wait. RESOLVED that the lease be renewed.",
            "RESOLVED that the lease be renewed.",
        ),
        (
            "In 2019 there was a fire. The officer described the roof. It was agreed that it be mended.",
            "It was agreed that it be mended.",
        ),
    ],
)
def test_behind_another_meeting_this_one_may_decide(line: str, decided: str) -> None:
    assert resolutions(within(line)) == decided


@pytest.mark.parametrize(
    ("lines", "decided"),
    [
        (
            "3) The Chairman asked that thanks be recorded.\nAgreed unanimously.\n4) The Chairman held a silence.\n"
            "5) The Chairman congratulated Ms Oak.",
            "Agreed unanimously.",
        ),
        (
            "16) The amendment was put to the vote and it was agreed.\n17) Mr Hood proposed another amendment.",
            "16) The amendment was put to the vote and it was agreed.",
        ),
        (
            "5. RESOLVED that the report be noted.\n6. Ms Elm spoke of the pond.",
            "5. RESOLVED that the report be noted.",
        ),
        (
            "(a) Members agreed to write to the Minister.\n(b) The Leader had been given a vase.",
            "(a) Members agreed to write to the Minister.",
        ),
    ],
)
def test_the_next_paragraph_of_the_minutes_is_no_part_of_a_resolution(
    lines: str, decided: str
) -> None:
    found = resolutions(lines)
    assert found == decided


@pytest.mark.parametrize(
    "lines",
    [
        "RESOLVED that the report be noted.\n(1) That the lease be renewed.\n(2) That the key be kept.",
        "RESOLVED that:\n4) the lease be renewed;\n5) the key be kept.",
        "4. RESOLVED (a) that the lease be renewed;\n(b) that the key be kept.",
        "5. RESOLVED that Cabinet agree to\n(i) renew the lease\n(ii) keep the key\n(iii) pay.",
        "RESOLVED\n2. That the lease be renewed.\n3. That the key be kept.",
        "2. That Council be RECOMMENDED to censure him.\n3. That he be asked to apologise.\n4. That he be trained.",
        "RESOLVED:\n“That the Council dispose of land comprising\n2.78 hectares at the mill,\nto the club”.",
        "AGREED to note the report\n- and to renew the lease\n- and to keep the key",
    ],
)
def test_the_clauses_of_a_resolution_are_all_of_it(lines: str) -> None:
    assert resolutions(lines) == lines


@pytest.mark.parametrize(
    "line",
    [
        "The bids were judged by an assessment panel who unanimously agreed that this one was too dear.",
        "It had been sent to the tenants’ club, which unanimously agreed to help.",
        "There were three neighbours who unanimously supported the plan.",
    ],
)
def test_what_others_agreed_is_no_decision_of_the_meeting(line: str) -> None:
    assert resolutions(within(line)) == ""


@pytest.mark.parametrize(
    "line",
    [
        "The plan was put to the Committee, which unanimously agreed to fund it.",
        "The Chair thanked Members, who unanimously agreed the report.",
        "The motion went to the Council who unanimously adopted it.",
    ],
)
def test_what_the_meeting_agreed_in_a_relative_clause_is_one(line: str) -> None:
    assert resolutions(within(line)) == line
