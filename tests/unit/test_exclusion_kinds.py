"""Kinds of records that were read wrongly once: each with three wordings of different bodies."""

from __future__ import annotations

import pytest

from corpus.records import AgendaItem, Meeting
from indexer.passages.exclusion.exclusion import denies, read_sentence
from indexer.passages.exclusion.reach import Deed
from indexer.passages.exemption.exemption import verdicts
from indexer.passages.exemption.lines import Line, read_line
from indexer.passages.exemption.marks import Title, read_title
from indexer.passages.of_meeting import passages
from tests.unit.agendas import LAND, shown, withheld

CLOSING_TITLES = [
    "RESOLVED: That, the matter being confidential, the press and public withdraw.",
    "It was proposed by Cllr Ash and agreed to go into committee for the rest of the meeting.",
    "Motion by Trustee Oak, second by Trustee Elm, to convene in closed session. Carried 5-0.",
]


@pytest.mark.parametrize("title", CLOSING_TITLES)
def test_a_numbered_sentence_closes_the_meeting_though_it_was_read_as_a_title(title: str) -> None:
    assert withheld(AgendaItem(title, "8"), LAND) == ["9"]


@pytest.mark.parametrize(
    "title",
    [
        "The Board returned to public session having declined to act on the request.",
        "Mr Tate moved that the Board reconvene in open session and certify the closed meeting.",
        "It was resolved that the press and public be readmitted at this point.",
    ],
)
def test_a_numbered_sentence_opens_it_again(title: str) -> None:
    assert withheld(AgendaItem(CLOSING_TITLES[0], "7"), AgendaItem(title, "8"), LAND) == []


@pytest.mark.parametrize(
    "title",
    [
        "Motion Oak to convene in closed session. Motion failed for lack of a second.",
        "The agent moved that the hearing be held in private. The Board refused the request.",
        "It was proposed that the public be excluded. On a vote the proposal was lost.",
    ],
)
def test_a_numbered_sentence_that_tells_of_a_failed_motion_closes_nothing(title: str) -> None:
    assert withheld(AgendaItem(title, "8"), LAND) == []


@pytest.mark.parametrize(
    "title",
    [
        "It was agreed to settle Mr Tanner's claim against the council in full.",
        "The offer of £40,000 from Holdings was accepted, subject to contract",
        "Members noted that Mrs Tanner had been suspended from her post.",
    ],
)
def test_a_withheld_items_title_that_tells_what_was_done_goes_with_its_text(title: str) -> None:
    meeting = Meeting((AgendaItem(CLOSING_TITLES[0], "7"), AgendaItem(title, "8")), "a.txt")
    assert [p.title for p in passages(meeting)][1] == "(exempt item)"
    kept = Meeting((AgendaItem(CLOSING_TITLES[0], "7"), LAND), "a.txt")
    assert [p.title for p in passages(kept)][1] == LAND.title


def test_behind_the_resolution_in_a_numbered_sentence_nothing_is_shown() -> None:
    item = AgendaItem(f"{CLOSING_TITLES[0]} Mr Tanner was dismissed for theft of diesel.", "8")
    assert "Tanner" not in verdicts([item])[0].item.title


@pytest.mark.parametrize(
    "text",
    [
        "It was agreed that grass cutting be discussed at the end of the meeting after a resolution to exclude the public.",
        "Land at Drove: it was agreed to consider this item in private at the conclusion of the meeting.",
        "For reasons of confidentiality the matter was moved to the end of the agenda, with the public excluded.",
    ],
)
def test_what_is_put_off_to_a_later_private_part_closes_nothing_now(text: str) -> None:
    assert withheld(AgendaItem("Correspondence", "8", minutes=text), LAND) == []


FORUM = "Public participation"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (FORUM, "A resident spoke of mud. The meeting was closed to the public."),
        (
            "Questions",
            "The Chairman opened the meeting to the public. Cllr Ash proposed closing the meeting to the public.",
        ),
        (
            "To receive from the public any information",
            "The meeting was then closed to the public. Agreed.",
        ),
    ],
)
def test_the_end_of_the_publics_time_to_speak_is_no_exclusion(title: str, text: str) -> None:
    assert withheld(AgendaItem(title, "8", minutes=text), LAND) == []


@pytest.mark.parametrize(
    "text",
    [
        "A resident spoke. The meeting was closed to the public under section 1(2) of the 1960 Act.",
        "A resident spoke. The meeting was closed to the public for the remaining, confidential items.",
        "A resident spoke. The meeting was closed to the public and press to discuss a staffing matter.",
    ],
)
def test_an_exclusion_behind_the_publics_time_to_speak_is_one(text: str) -> None:
    assert withheld(AgendaItem(FORUM, "8", minutes=text), LAND) == ["9"]


def test_long_after_the_publics_time_to_speak_a_closed_meeting_is_closed() -> None:
    shut = AgendaItem("Finance", "8", minutes="The meeting was closed to the public at 9pm.")
    first = AgendaItem(FORUM, "2", minutes="A resident spoke.")
    assert withheld(first, AgendaItem("Roads", "3"), AgendaItem("Bins", "4"), shut, LAND) == ["9"]


@pytest.mark.parametrize("line", ["Meeting closed", "MEETING CLOSED AT 9.15PM", "Close of meeting"])
def test_a_meeting_that_is_over_is_not_closed_to_the_public(line: str) -> None:
    assert read_line(line) is not Line.SECTION
    assert read_title(line) is Title.PLAIN


@pytest.mark.parametrize(
    "line",
    [
        "ITEMS CONTAINING EXEMPT INFORMATION",
        "Matters involving the disclosure of confidential information",
        "EITEMAU EITHRIEDIG",
        "Closed Session Items in accordance with Regulation 15",
        "CLOSED SESSION (Section 239 Municipal Act)",
    ],
)
def test_a_heading_of_what_is_private_heads_a_section(line: str) -> None:
    assert read_title(line) is Title.SECTION


@pytest.mark.parametrize("line", ["EXEMPT ITEMS", "Exempt items", "EXEMPT ITEM (Part 2)"])
def test_between_items_the_words_exempt_items_head_what_follows(line: str) -> None:
    assert read_line(line) is Line.SECTION
    roads = AgendaItem("Roads", "8", minutes=f"Mud was discussed.\n\n{line}")
    assert withheld(roads, LAND) == ["9"]
    none = AgendaItem("Roads", "8", minutes=f"Mud was discussed.\n\n{line}\n\nThere were none.")
    assert withheld(none, LAND) == []


@pytest.mark.parametrize(
    "title",
    [
        "[CONFIDENTIAL] Complaint about a contractor",
        "STRICTLY PRIVATE - Grievance",
        "Acquisition by agreement (considered In Committee)",
        "Adroddiad Cyfrinachol - Staffio",
    ],
)
def test_a_title_in_any_brackets_or_tongue_marks_its_item(title: str) -> None:
    assert read_title(title) is Title.MARKED


DEEDS = [
    (Deed.CLOSES, "resolved that the public be ex-\ncluded from the meeting for the following item"),
    (Deed.CLOSES, "That the public be excluded from the whole of the proceedings that remain. CARRIED"),
    (Deed.CLOSES, "The Mayor invited those not on the Council to depart."),
    (Deed.CLOSES, "The Chairman requested that all parishioners retire from the hall."),
    (Deed.CLOSES, "Penderfynwyd gofyn i'r wasg a'r cyhoedd adael y cyfarfod."),
    (Deed.CLOSES, "Le conseil résout de siéger à huis clos pour la suite de la séance."),
    (Deed.CLOSES, "The Board thereafter adjourned to consider the application in private."),
    (Deed.CLOSES, "Chair Lowe announced that the Board would now enter executive session."),
    (Deed.MENTIONS, "Supervisor Roe announced that the Board would enter executive session on 4 June."),
    (Deed.MENTIONS, "Councillor Roe said that the Board would enter executive session too often."),
    (Deed.MENTIONS, "Council adopted standing orders, under which the public may be excluded by vote."),
    (Deed.MENTIONS, "Meetings from which the press and public are excluded may not be filmed."),
    (Deed.MENTIONS, "The Cabinet is likely to exclude the public if exempt information is discussed."),
    (Deed.MENTIONS, "It was resolved that the public be excluded from the park during the works."),
    (Deed.MENTIONS, "Councillors had met in private with the applicant."),
    (Deed.DENIES, "The Board refused the request."),
]  # fmt: skip


@pytest.mark.parametrize(("deed", "sentence"), DEEDS)
def test_who_acts_decides_what_a_sentence_does(deed: Deed, sentence: str) -> None:
    said = read_sentence(sentence)
    assert said is not None
    assert said.deed is deed


@pytest.mark.parametrize(
    "text",
    [
        "Despite the open meeting held in May there had been a loss in confidence in the mill.",
        "The minutes and the confidential minutes of 3 May were approved and signed.",
        "The hill - why is this matter considered to be private and confidential, it was asked.",
        "The draft minutes went to the printers but the issue was not available to the public until June.",
    ],
)
def test_words_of_confidence_that_are_about_something_else_withhold_nothing(text: str) -> None:
    assert withheld(AgendaItem("Correspondence", "8", minutes=text), LAND) == []
    assert text in shown(AgendaItem("Correspondence", "8", minutes=text))


@pytest.mark.parametrize(
    "nil",
    [
        "(At the time of preparing the agenda there were no exempt items. During any such items which may arise the "
        "meeting is likely NOT to be open to the public)",
        "There are no exempt items on this agenda.",
        "No confidential reports are expected.",
        "At the time of publication there was no private business.",
        "None.",
    ],
)
@pytest.mark.parametrize("heading", ["EXEMPT ITEMS", "CONFIDENTIAL ITEMS"])
def test_a_heading_over_nothing_withholds_nothing(heading: str, nil: str) -> None:
    last = AgendaItem("Plan for school places", "9", minutes=f"{heading}\n\n{nil} A. Oak\nClerk")
    (verdict,) = verdicts([last])
    assert verdict.reason is None
    assert nil.split(".")[0] in verdict.item.minutes


def test_under_a_heading_over_what_follows_stands_nothing_of_the_item_before_it() -> None:
    last = AgendaItem(
        "Plan for school places", "9", minutes="EXEMPT ITEMS\n\nSale of the depot to Elm Ltd."
    )
    after = AgendaItem("Terms of the sale", "10", minutes="The price is 400.")
    first, second = verdicts([last, after])
    assert first.reason is None
    assert "Elm" not in first.item.minutes
    assert second.reason is not None


def test_what_is_forbidden_under_a_heading_is_no_denial() -> None:
    last = AgendaItem(
        "Dates",
        "9",
        minutes="EXEMPT ITEMS\n\nNo exempt items may be spoken of outside. The price is 400.",
    )
    (verdict,) = verdicts([last])
    assert "400" not in verdict.item.minutes


@pytest.mark.parametrize(
    "end", ["Action: The Board took no action.", "The Board reconvened to Open Session at 6:57 pm."]
)
def test_what_stands_under_a_private_heading_before_the_return_is_private(end: str) -> None:
    item = AgendaItem("CLOSED SESSION", minutes=f"1. Terms with Elm Ltd for 400.\n\n{end}")
    assert withheld(item)


def test_a_private_heading_over_a_report_of_the_return_alone_is_public() -> None:
    text = "The attorney reported that no reportable action was taken in closed session."
    assert withheld(AgendaItem("Closed session report", "3", minutes=text)) == []


@pytest.mark.parametrize(
    ("sentence", "is_denied"),
    [
        ("The secondary school had lost its bid for a new hall.", False),
        ("The second report said that the harbour had lost trade.", False),
        ("Secondly, an appeal against the fine was refused.", False),
        ("It was not seconded and fell.", True),
        ("The seconder having left, it was withdrawn.", True),
        ("The motion to exclude the public was lost.", True),
    ],
)
def test_only_a_motion_or_its_seconding_comes_to_nothing(sentence: str, is_denied: bool) -> None:
    assert denies(sentence) is is_denied
