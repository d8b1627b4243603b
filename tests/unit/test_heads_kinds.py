"""Heads of kinds that minutes nobody had seen were of: how a name, a body and a date are set in them."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.capitals import in_title_case
from corpus.heads import facts_of
from corpus.letterheads import cells

MARCH_3 = date(2026, 3, 3)


def _met(head: str) -> tuple[str | None, str | None]:
    found = facts_of(head.splitlines(), head)
    return found.council, found.committee


@pytest.mark.parametrize(
    ("head", "council", "committee"),
    [
        ("Minutes of the Rowan Shire Council Ordinary Council Meeting held on 3 March 2026",
         "Rowan Shire Council", "Council"),
        ("Minutes of the Wych Annual Parish Council Meeting held on 3 March 2026", "Wych Parish Council", "Council"),
        ("Nether Rowan Extraordinary Town Council Meeting\nTuesday 3 March 2026", "Nether Rowan Town Council", "Council"),
        ("March 3, 2026\nPort of Otter Bay Regular Commission Meeting", "Port of Otter Bay", "Commission"),
        ("Elm Valley Water District Special Board Meeting\nMarch 3, 2026", "Elm Valley Water District", "Board"),
        ("ALDER TOWNSHIP SPECIAL BOARD OF TRUSTEES MEETING AGENDA March 3, 2026", "Alder Township", "Board of Trustees"),
        ("Rowan Town Council\nExtraordinary Planning Committee\n3 March 2026", "Rowan Town Council", "Planning Committee"),
        ("Rowan Town Council\nAdjourned Personnel Panel\n3 March 2026", "Rowan Town Council", "Personnel Panel"),
    ],
)  # fmt: skip
def test_the_occasion_stands_between_whose_a_body_is_and_who_met(
    head: str, council: str, committee: str
) -> None:
    assert _met(head) == (council, committee)


@pytest.mark.parametrize(
    "body",
    ["Annual Review Committee", "Special Education Committee", "Emergency Planning Committee"],
)
def test_a_word_of_an_occasion_may_be_of_a_body_s_name(body: str) -> None:
    assert _met(f"Rowan Town Council\n{body}\n3 March 2026") == ("Rowan Town Council", body)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("MINUTES OF ASHTON PARISH COUNCIL MEETING 13th MAY", "Minutes of Ashton Parish Council Meeting 13th May"),
        ("TOWN OF ROWAN PLANNING BOARD 7.30pm", "Town of Rowan Planning Board 7.30pm"),
        ("CITY OF ALDER COUNCIL AGENDA March 3, 2026", "City of Alder Council Agenda March 3, 2026"),
        ("Meeting of the NHS ICB", "Meeting of the NHS ICB"),
        ("Climate SPC and JPC Minutes", "Climate SPC and JPC Minutes"),
    ],
)  # fmt: skip
def test_a_line_of_capitals_may_have_small_letters(line: str, shown: str) -> None:
    assert in_title_case(line) == shown


@pytest.mark.parametrize(
    ("head", "council", "committee"),
    [
        ("MINUTES OF ASHTON PARISH COUNCIL MEETING HELD AT THE CHURCH TUESDAY 3rd MARCH 2026",
         "Ashton Parish Council", "Council"),
        ("MINUTES OF THE ELMSTEAD TOWN COUNCIL MEETING HELD ON 3RD MARCH 2026", "Elmstead Town Council", "Council"),
        ("Minutes of Rowan Community Council Meeting held in the hall on 3 March 2026",
         "Rowan Community Council", "Council"),
    ],
)  # fmt: skip
def test_a_council_s_name_stands_before_the_word_meeting(
    head: str, council: str, committee: str
) -> None:
    assert _met(head) == (council, committee)


@pytest.mark.parametrize(
    ("head", "council", "committee"),
    [
        ("Mopani Local Municipality\nMinutes\n3 March 2026", "Mopani Local Municipality", "Council"),
        ("Umbeki District Municipality\nMinutes of the Special Council Meeting\n3 March 2026",
         "Umbeki District Municipality", "Council"),
        ("At a meeting of the Common Council, held at the City Hall on 3 March 2026", None, "Council"),
        ("Ashton Public Library\nBoard of Trustees\nMinutes\nMarch 3, 2026", "Ashton Public Library", "Board of Trustees"),
        ("Elk Bluff Regional Library Board\nMinutes\nMarch 3, 2026", "Elk Bluff Regional Library", "Board"),
        ("Sangguniang Bayan\nMinutes of the 2nd Regular Session\nMarch 3, 2026", None, "Sangguniang Bayan"),
        ("City of Santa Rosal\nOffice of the Sangguniang Panlungsod\nMarch 3, 2026",
         "City of Santa Rosal", "Sangguniang Panlungsod"),
    ],
)  # fmt: skip
def test_councils_of_other_countries_are_known(
    head: str, council: str | None, committee: str
) -> None:
    assert _met(head) == (council, committee)


@pytest.mark.parametrize(
    "head",
    [
        "Town of Rowan\nPlanning Board\nElm Public Library\nMarch 3, 2026",
        "Town of Rowan Planning Board Minutes\nMeeting at the Elm Public Library on March 3, 2026",
    ],
)
def test_a_library_is_more_often_where_they_met(head: str) -> None:
    assert _met(head) == ("Town of Rowan", "Planning Board")


@pytest.mark.parametrize(
    ("head", "council", "committee"),
    [
        ("Town of Elm Hill –Planning Board\nWork Session Minutes\nMarch 3, 2026", "Town of Elm Hill", "Planning Board"),
        ("City of Rowan—Library Board\nMinutes\nMarch 3, 2026", "City of Rowan", "Library Board"),
        ("Ashton Town Council– Finance Committee\nMinutes\n3 March 2026", "Ashton Town Council", "Finance Committee"),
    ],
)  # fmt: skip
def test_a_dash_parts_whose_and_who(head: str, council: str, committee: str) -> None:
    assert _met(head) == (council, committee)


@pytest.mark.parametrize(
    "name",
    ["Ashton–Westwater Joint Committee", "Municipal District of Ashton–Westwater", "Town of Rowan–Elm Council"],
)  # fmt: skip
def test_a_dash_may_be_of_a_name(name: str) -> None:
    assert cells(name) == [name]


@pytest.mark.parametrize(
    ("head", "council"),
    [
        ("Minutes of the General Meeting of torrana Regional Council held on 3 March 2026", "Torrana Regional Council"),
        ("elmstead Town Council\nMinutes\n3 March 2026", "Elmstead Town Council"),
        ("Minutes of the meeting of wych Parish Council held on 3 March 2026", "Wych Parish Council"),
    ],
)  # fmt: skip
def test_a_name_s_first_letter_may_be_small(head: str, council: str) -> None:
    assert _met(head)[0] == council


def test_a_word_that_is_no_place_stays_small() -> None:
    assert _met("your Parish Council\nMinutes\n3 March 2026")[0] is None


@pytest.mark.parametrize(
    "line",
    [
        "Ann Oak Chief Executive Officer Rowan Shire Council",
        "Ben Elm, Town Clerk, Rowan Shire Council",
        "Mr C. Ash General Manager Rowan Shire Council",
    ],
)
def test_an_officer_before_a_council_is_no_part_of_its_name(line: str) -> None:
    assert _met(f"Ordinary Council Meeting\n3 March 2026\n{line}")[0] == "Rowan Shire Council"


@pytest.mark.parametrize(
    ("head", "committee"),
    [
        ("Board of Trustee Minutes\nMarch 3, 2026\nRegular Meeting of the Board of Trustees of the Village of Elm",
         "Board of Trustees"),
        ("Village of Elm\nBoard Minutes\nMarch 3, 2026\nBoard of Commissioners", "Board of Commissioners"),
        ("Village of Elm\nCommittee Minutes\nMarch 3, 2026\nCommittee on Parks", "Committee on Parks"),
    ],
)  # fmt: skip
def test_the_longer_name_of_a_body_is_its_name(head: str, committee: str) -> None:
    assert _met(head)[1] == committee


@pytest.mark.parametrize(
    "head",
    [
        "title: Minutes of the Annual Meeting\ndate: 2026-04-01\nMinutes of the Ashton Parish Council Meeting held "
        "following the Annual Meeting in the hall in 3rd March 2026",
        "title: Minutes\ndate: \"2026-04-01\"\nTuesday 3 March 2026",
        "date: 2026-04-01\ntitle: Ashton Parish Council\nMinutes of the meeting held on 3 March 2026",
        "Ashton Parish Council\nMinutes of the meeting held on 3 March 2026\nDate of next meeting\n1 April 2026.",
        "Ashton Parish Council\nTuesday 3 March 2026\nNext meeting:\nWednesday 1 April 2026",
        "Next Meeting\n1 April 2026\nAshton Parish Council\nMinutes of the meeting of 3 March 2026",
    ],
)  # fmt: skip
def test_the_date_of_a_page_or_of_another_meeting_is_not_the_meeting_s(head: str) -> None:
    assert facts_of(head.splitlines()).date == MARCH_3


def test_a_page_s_date_is_the_meeting_s_where_nothing_else_is() -> None:
    assert facts_of(["title: Minutes", "date: 2026-03-03", "Ashton Parish Council"]).date == MARCH_3
