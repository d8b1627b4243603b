"""Kinds of records that minutes of bodies never read before showed; of each, some worded as others would."""

from __future__ import annotations

import pytest

from corpus.records import AgendaItem
from tests.unit.bodies import items_of

HEAD = "Borley Parish Council\n\nMinutes of the meeting held on 4 June 2025\n\n"


def _titles(text: str, name: str = "record.txt") -> list[str]:
    return [item.title for item in items_of(text, name)]


def _said(item: AgendaItem) -> str:
    return "\n\n".join(part for part in (item.agenda, item.decision, item.minutes) if part)


IN_CAPITALS = {
    "a township": [
        ("CALL TO ORDER", "Supervisor Oak called the meeting to order at 6:00pm."),
        ("ROLL CALL", "Present: Supervisor Oak; Trustees Elm, Hazel and Rowan."),
        ("COUNTY SHERIFF'S REPORT", "There was no report."),
        ("HIGHWAY COMMISSIONER'S REPORT", "Commissioner Quince said that the ploughs were out."),
        ("NEW BUSINESS", "The pond needs to be dredged.\nThe cemetery wants a new gate."),
        ("CITIZENS' COMMENTS", "There were no comments."),
    ],
    "a parish": [
        ("APOLOGIES FOR ABSENCE", "Cllr Quince was on holiday."),
        ("MINUTES OF THE LAST MEETING", "They were agreed and signed."),
        ("PLANNING", "25/0123 Porch at 4 Back Lane: no objection.\n25/0124 Barn: objection."),
        ("THE VILLAGE POND", "Mr Medlar has cut the reeds."),
        ("DATE OF NEXT MEETING", "Wednesday 2 July 2025."),
    ],
    "a board": [
        ("PLEDGE OF ALLEGIANCE", "The board stood to say it."),
        ("PUBLIC COMMENT", "Mr Elder asked about the lights in Mill Street."),
        ("TREASURER'S REPORT", "Balance on May 31: $81,415.22."),
        ("OLD BUSINESS", "The bridge is on schedule."),
        ("ADJOURNMENT", "The board adjourned at 7:02 p.m."),
    ],
}


@pytest.mark.parametrize("kind", IN_CAPITALS)
@pytest.mark.parametrize("apart", ["\n", "\n\n"])
def test_capitals_right_above_their_text_are_titles(kind: str, apart: str) -> None:
    """Whether a blank line stands above each, or the text has no blank lines at all."""
    said = IN_CAPITALS[kind]
    text = HEAD + apart.join(f"{title}\n{words}" for title, words in said)
    found = items_of(f"{text}\n")
    assert [item.title for item in found] == [title for title, _ in said]
    assert " ".join(_said(found[-1]).split()) == said[-1][1]


@pytest.mark.parametrize(
    "first",
    [
        "Approval of the Minutes",
        "Minutes from Previous Meeting",
        "Adoption of the Agenda",
        "Confirmation of Minutes of the Last Meeting",
    ],
)
@pytest.mark.parametrize("style", ["**{}**", "{}"])
def test_what_is_done_with_minutes_is_business_and_no_front(first: str, style: str) -> None:
    titles = [first, "Sheriff's Report", "Old Business", "New Business"]
    said = [t.upper() if style == "{}" else t for t in titles]
    text = "".join(f"{style.format(t)}\n\nIt was dealt with at once by all.\n\n" for t in said)
    assert _titles(HEAD + text, "record.md") == said


DASHED = {
    "a township": [
        ("Approval of the Minutes", "Trustee Elm moved that they be approved. Motion carried."),
        ("Sheriff's Report", "A deputy told of cars that were broken into in Mill Street."),
        ("Assessor's Report", "Assessor Hazel gave a written report to the board."),
        ("Clerk's Report", "No report was given."),
        ("New Business", "The bids for the salt shed were opened."),
    ],
    "a parish": [
        ("Apologies", "Cllr Quince was unwell."),
        ("Declarations of Interest", "None were made."),
        ("Matters Arising", "The lamp at the crossroads was mended."),
        ("Footpaths", "The stile at Mill Field is broken again and was reported."),
        ("Correspondence", "A letter about the buses was read."),
    ],
}


@pytest.mark.parametrize("kind", DASHED)
@pytest.mark.parametrize("dash", ["- ", "– ", "-\n", " —\n"])
def test_a_dash_at_a_title_ends_it(kind: str, dash: str) -> None:
    said = DASHED[kind]
    text = HEAD + "\n\n".join(f"{title}{dash}{words}" for title, words in said)
    found = items_of(f"{text}\n")
    assert [item.title for item in found] == [title for title, _ in said]


@pytest.mark.parametrize(
    "signed",
    [
        "Respectfully submitted,\n\nRon Rowan\n\nTownship Clerk\n\nMinutes Approval Form\n\nMike Oak\n\nJo Elm",
        "Signed as a true record\n\nChairman\n\nDate of signature\n\nApproved by the Council\n\nRon Rowan",
    ],
)
def test_who_signs_is_no_item(signed: str) -> None:
    said = [("Apologies", "Nobody was absent."), ("Old Business", "The bridge was looked at.")]
    said += [("Planning", "Nothing came in."), ("New Business", "Bids were opened.")]
    text = "".join(f"{title}\n\n{words}\n\n" for title, words in said)
    found = items_of(f"{HEAD}{text}{signed}\n")
    assert [item.title for item in found] == [title for title, _ in said]
    assert "Ron Rowan" in _said(found[-1])


LISTED = {
    "contents": [
        ("Opening and visitors", "Declaration of opening and welcome of visitors"),
        ("Attendance and apologies", "Record of attendance, apologies"),
        ("Public questions", "Public question time"),
        ("Confirmation of minutes", "Confirmation of minutes of 7 May 2025"),
        ("Reports of officers", "Reports of officers"),
        ("Closure", "Closure of meeting"),
    ],
    "agenda": [
        ("Apologies", "Apologies for absence"),
        ("Interests", "Declarations of interests"),
        ("Minutes", "Minutes of the meeting of 7 May"),
        ("Footpath 12", "Closure of footpath 12"),
        ("Pond", "The pond at Mill Green"),
        ("Next meeting", "Date of next meeting"),
    ],
}


@pytest.mark.parametrize("kind", LISTED)
@pytest.mark.parametrize("apart", ["\n", "\n\n"])
@pytest.mark.parametrize("label", ["TABLE OF CONTENTS\n\n", "AGENDA\n\n", ""])
def test_a_list_in_front_that_words_the_titles_otherwise_begins_no_item(
    kind: str, apart: str, label: str
) -> None:
    rows = list(enumerate(LISTED[kind], start=1))
    front = apart.join(f"{n}. {listed}" for n, (listed, _) in rows)
    body = "\n\n".join(
        f"{n}. {title}\n\nThis was dealt with at some length and then agreed."
        for n, (_, title) in rows
    )
    found = _titles(f"{HEAD}{label}{front}\n\nMINUTES\n\n{body}\n")
    assert found == [title for _, (_, title) in rows]


NAMES = [
    "COUNCILLORS: C. Maple\nI. Rowan\nA.M. Hazel\nR. Elder\nV. Quince\nJ. Medlar\nX. Oak\nL. Pine",
    "Present:\nA. Oak\nI. Elm\nV. Hazel, Clerk\nC. Rowan\nM. Quince, The Bugle",
]


@pytest.mark.parametrize("names", NAMES)
@pytest.mark.parametrize("apart", ["\n", "\n\n"])
def test_initials_in_a_list_of_names_are_no_numbers(names: str, apart: str) -> None:
    titles = ["MINUTES", "POST AGENDA ITEMS", "ADOPTION OF AGENDA", "BYLAWS", "ADJOURNMENT"]
    romans = ["II", "III", "IV", "V", "VI"]
    text = apart.join(
        f"{r}. {t}\nThe Reeve put this to the council and it was carried."
        for r, t in zip(romans, titles, strict=True)
    )
    found = items_of(f"{HEAD}{names}\n{text}\n")
    assert [item.title for item in found] == titles
    assert [item.number for item in found] == romans


@pytest.mark.parametrize("label", ["MIN {}/05 MOTION", "MINUTE {} RESOLUTION", "COUNCIL MOTION {}"])
@pytest.mark.parametrize("numbers", [(108, 109), (4, 5)])
def test_a_motion_under_a_title_in_capitals_is_no_item(
    label: str, numbers: tuple[int, int]
) -> None:
    text = HEAD + (
        "DECLARATION OF OPENING\n\nCr Oak opened the meeting.\n\nPUBLIC QUESTIONS- Nil\n\n"
        "DECLARATIONS OF INTEREST - Nil\n\nCONFIRMATION OF MINUTES\n\n{} - Moved Cr. Elm 2nd Cr. Ash\n\n"
        "That they be confirmed. CARRIED 5/0\n\nBUSINESS ARISING – Nil\n\nROADS\n\n{} - Moved Cr. Ash 2nd Cr. Elm\n\n"
        "That Mill Road be graded. CARRIED 5/0\n\nCLOSURE\n\nAt nine.\n"
    ).format(*(label.format(n) for n in numbers))
    wanted = (
        "DECLARATION OF OPENING|PUBLIC QUESTIONS|DECLARATIONS OF INTEREST|CONFIRMATION OF MINUTES"
    )
    assert _titles(text) == [*wanted.split("|"), "BUSINESS ARISING", "ROADS", "CLOSURE"]


@pytest.mark.parametrize(
    "around",
    [
        "You can also join by telephone: (571) 555-0123",
        "Please call the office to be placed on the agenda: 555-0199 x111",
        "Join the meeting: https://example.org/j/8123",
    ],
)
def test_how_to_join_is_no_item(around: str) -> None:
    titles = ["Call to Order", "Old Business", "New Business", "Correspondence and minutes"]
    text = f"Select Board Meeting Agenda\n\nWednesday, June 4, 2025\n\n{around}\n\n"
    text += "".join(f"{t}\n\n  - The salt shed by the bridge\n  - Bids\n\n" for t in titles)
    assert _titles(text) == titles


@pytest.mark.parametrize("order", [(1, 2, 9, 3, 4, 5), (1, 2, 3, 11, 4, 5), (1, 2, 3, 4, 10, 11)])
@pytest.mark.parametrize("style", ["{}. {}", "**{}. {}**", "## {}. {}"])
def test_items_taken_out_of_their_order_areitems_of(order: tuple[int, ...], style: str) -> None:
    names = ["CALL TO ORDER", "MINUTES", "BYLAWS", "WATER PLANT", "DELEGATIONS", "CORRESPONDENCE"]
    text = "".join(
        f"{style.format(n, t)}\n\nThe Reeve spoke of it at length.\n\n"
        for n, t in zip(order, names, strict=True)
    )
    found = items_of(HEAD + text, "record.md")
    assert [(item.number, item.title) for item in found] == [
        (str(n), t) for n, t in zip(order, names, strict=True)
    ]


UNMARKED = [
    ("Apologies for Absence", "Apologies had been received from Cllr Oak, who was away."),
    ("Declarations of Interest", "No declarations were made by those who were present."),
    ("Election of Officers", "Upon the proposition of Cllr Elm it was resolved that all be re-elected."),
    ("Treasurer's Report", "The Treasurer was pleased to say that all was paid."),
    ("Any Other Business", "Cllr Hazel has asked for a new noticeboard by the pond."),
    ("Closure", "There being no further business the meeting was closed at nine."),
]  # fmt: skip


@pytest.mark.parametrize("number", ["{}. ", "{}/25 ", "{}\\. "])
@pytest.mark.parametrize("apart", ["\n", "\n\n"])
def test_usual_business_ends_where_its_sentence_begins(number: str, apart: str) -> None:
    lines = [f"{number.format(n)}{t} {s}" for n, (t, s) in enumerate(UNMARKED, start=1)]
    found = items_of(HEAD + apart.join(lines) + "\n", "record.md")
    assert [item.title for item in found] == [title for title, _ in UNMARKED]
    assert [_said(item) for item in found] == [text for _, text in UNMARKED]


@pytest.mark.parametrize(
    "title",
    [
        "Report of the Head of Place was noted as read",
        "Apologies for Absence and The Chair’s Welcome",
        "Planning Appeal The Old Mill, Back Lane",
        "Correspondence Mrs Elder",
    ],
)
def test_a_title_without_a_sentence_behind_it_stays_whole(title: str) -> None:
    text = f"{HEAD}1. Welcome\n\nAll came.\n\n2. {title}\n\nIt was noted.\n\n3. Close\n\nAt nine.\n"
    assert title in _titles(text)


@pytest.mark.parametrize("odd", ["DECLARATION OF NEW Councillors", "REPORT FROM Borley SCHOOL"])
def test_one_word_in_small_letters_makes_capitals_no_text(odd: str) -> None:
    titles = [odd, "MINUTES FROM THE LAST MEETING", "DECLARATIONS", "MATTERS ARISING", "HIGHWAYS"]
    text = "".join(f"{t}\n\nTwo of them were dealt with by the Clerk.\n\n" for t in titles)
    assert _titles(HEAD + text) == titles


@pytest.mark.parametrize(
    "pairs",
    [
        ["Te Mihi | Acknowledgements", "Ngā Petihana | Petitions", "Ngā Tono | Deputations"],
        ["Croeso | Welcome", "Ymddiheuriadau | Apologies", "Cofnodion | Minutes"],
    ],
)
def test_a_title_in_two_languages_with_a_bar_between_is_one(pairs: list[str]) -> None:
    text = "".join(f"{n} {t}\n\nThere were none at all.\n\n" for n, t in enumerate(pairs, start=1))
    assert _titles(HEAD + text) == pairs


LONG_NUMBERED = [
    "The Chairman welcomed the six members of the public who had come to the hall.",
    "Public Participation. There was nothing to report from the public.",
    "Minutes of the meeting held on 7 May were approved and signed by the Chairman.",
    "Matters Arising: The Clerk had heard that the polling station may be moved to the school.",
    "Grass Cutting, It was agreed that the Clerk would talk to Mr Elder of the rate for next year.",
    "Planning: Councillors were not in agreement with the change of use of the two cottages.",
]


@pytest.mark.parametrize("first", [1953, 417, 2311])
@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_long_numbers_that_count_on_are_of_items_without_any_mark(first: int, blank: str) -> None:
    """However long the sentences are that they stand before: a number like that counts by no chance."""
    lines = [f"{first + n}       {text}" for n, text in enumerate(LONG_NUMBERED)]
    found = items_of(HEAD + blank.join(lines) + "\n\nThe Meeting Closed at 8.25pm\n")
    numbers = [str(first + n) for n in range(len(lines))]
    assert [item.number for item in found if item.number] == numbers


@pytest.mark.parametrize("year", [2015, 1998])
def test_years_in_a_list_are_noitems_of(year: int) -> None:
    counted = "\n".join(f"{year + n} the parish had {n + 310} voters" for n in range(4))
    text = f"{HEAD}1. Apologies\n\nNone.\n\n2. Electors\n\n{counted}\n\n3. Roads\n\nNoted.\n\n4. Close\n\nAt 9.\n"
    assert _titles(text) == ["Apologies", "Electors", "Roads", "Close"]


RUN_IN = {
    "a parish": [
        ("APOLOGIES FOR ABSENCE", " were received from Mr Oak and Mr Elm."),
        ("THE MINUTES", " of the previous meeting were read, approved and signed."),
        ("MATTERS ARISING", " from the Minutes. (a) a cheque has been received."),
        ("FINANCE", ". A cheque was signed for the mower."),
        ("HIGHWAYS AND FOOTPATHS", ". The Clerk was asked to write to the county."),
    ],
    "a town meeting": [
        ("ROLL CALL", " was taken by the Clerk and all were there."),
        ("APPROVAL OF MINUTES", ": A motion was made to approve those of May."),
        ("TREASURER'S REPORT", " was given by Mr Elder and placed on file."),
        ("OLD BUSINESS", " – I was asked for the plans of the shed."),
        ("NEW BUSINESS", ". A bid for salt was opened."),
    ],
}


@pytest.mark.parametrize("kind", RUN_IN)
@pytest.mark.parametrize("apart", ["\n\n", "\n\n\n"])
def test_capitals_at_the_beginning_of_a_sentence_are_its_title(kind: str, apart: str) -> None:
    said = RUN_IN[kind]
    text = HEAD + apart.join(f"{title}{words}" for title, words in said)
    assert _titles(f"{text}\n") == [title for title, _ in said]


@pytest.mark.parametrize("opens", ["PCSO Elm", "DCC have", "NALC training", "RESOLVED that they"])
def test_a_shortened_name_at_the_beginning_of_a_sentence_is_no_title(opens: str) -> None:
    titles = ["Apologies", "Police", "Training", "Close"]
    text = "".join(f"{t}\n\n{opens} will come to the next meeting.\n\n" for t in titles)
    assert _titles(HEAD + text) == titles


@pytest.mark.parametrize("form", ["8-{}", "12-{}", "4{}."])
def test_letters_behind_one_number_count(form: str) -> None:
    """As where the sections of an agenda are the parts of one paragraph of the rules of order."""
    titles = ["MINUTES TO BE APPROVED", "COMMUNICATIONS", "REPORTS", "OLD BUSINESS"]
    text = "\n".join(
        f"{form.format(letter)} {title}\nMotion by Trustee Oak, seconded by Trustee Elm. Carried."
        for letter, title in zip("ACDE", titles, strict=True)
    )
    found = items_of(f"{HEAD}{text}\n")
    assert [item.title for item in found] == titles
    assert [item.number for item in found] == [form.format(x).strip(".") for x in "ACDE"]
