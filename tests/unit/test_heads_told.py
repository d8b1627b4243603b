"""Whose a meeting was and when, in heads that break names, name others in passing, or shorten and join words."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.heads import facts_of
from corpus.records import MeetingFacts

DAY = date(2025, 6, 4)


def _facts(text: str) -> MeetingFacts:
    return facts_of(text.splitlines(), text)


@pytest.mark.parametrize(
    "body", ["Select Board", "School Committee", "Planning Board", "Board of Health"]
)
@pytest.mark.parametrize("place", ["Town of Borley", "Village of Ash Grove", "City of Elm Springs"])
def test_a_place_ends_where_one_of_its_bodies_begins(place: str, body: str) -> None:
    text = f"“These minutes of the {place} {body} have been recorded by its secretary.”\n\nMinutes of June 4, 2025\n"
    assert _facts(text).council == place


@pytest.mark.parametrize(
    "passing",
    [
        "The new truck bought from Left Fork Fire Protection District is now in service and runs well.",
        "A letter from Elmley Parish Council about the shared lengthsman was read out and noted by all.",
        "We heard that the Town of Rowan has raised its fees for the dump, and agreed to wait and see.",
    ],
)
def test_a_sentence_in_passing_names_no_publisher(passing: str) -> None:
    text = f"2025-06-04 Board Meeting Minutes\n\nThe chair opened at seven with four of five members there.\n\n{passing}\n"
    assert _facts(text).council is None


@pytest.mark.parametrize(
    ("lines", "council"),
    [
        (["BORLEY", "PARISH COUNCIL"], "Borley Parish Council"),
        (["CYNGOR CYMUNED", "LLANELM", "COMMUNITY COUNCIL"], "Llanelm Community Council"),
        (["ASHTON WITH OAKLEY", "TOWN COUNCIL"], "Ashton with Oakley Town Council"),
        (["THE CORPORATION OF THE", "TOWN OF ELM LAKE"], "Town of Elm Lake"),
    ],
)
def test_a_name_over_several_lines_of_a_letterhead_is_one(lines: list[str], council: str) -> None:
    text = "\n".join(
        [*lines, "", "Minutes of the Council Meeting, 4 June 2025", "", "1. Apologies"]
    )
    assert (_facts(text).council, _facts(text).committee) == (council, "Council")


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("THE UNIVERSITY SENATE OF ELM TECHNOLOGICAL UNIVERSITY", "University Senate"),
        ("Minutes of the Faculty Senate", "Faculty Senate"),
        ("Board of County Supervisors", "Board of County Supervisors"),
    ],
)
def test_senates_and_supervisors_are_bodies(line: str, body: str) -> None:
    assert _facts(f"{line}\n\nMinutes of Meeting 400\n\n4 June 2025\n").committee == body


@pytest.mark.parametrize(
    "head",
    ["Trustee Meeting -6/14/25 in person", "Board minutes – 06/14/2025", "Meeting -06/14/25"],
)
def test_a_dash_right_before_a_day_is_no_part_of_it(head: str) -> None:
    assert _facts(f"{head}\nPresent: Ada Rowan\n").date == date(2025, 6, 14)


@pytest.mark.parametrize(
    "earlier",
    [
        "4.1 Ordinary Meeting held on 18 May 2025",
        "3.2 Special Meeting of Council held on 18 May 2025",
    ],
)
def test_an_earlier_meeting_in_a_numbered_heading_is_not_this_one(earlier: str) -> None:
    text = (
        "Shire of Borley\nMinutes of the Ordinary Council Meeting\nHeld in the Chambers, 4 Railway Terrace, on Wednesday "
        f"4 June 2025\n\n1 OPENING\nAt four.\n\n{earlier}\nConfirmed.\n"
    )
    assert _facts(text).date == DAY


@pytest.mark.parametrize("body", ["Board of Supervisors", "Board of Commissioners"])
def test_a_board_that_is_its_county_met_itself(body: str) -> None:
    told = f"June 4, 2025\nThe Elm County {body} met in regular session with all members present.\n"
    assert _facts(told).committee == body


@pytest.mark.parametrize(
    "point", ["Act on Select Board Meeting of May 3, 2025", "Hear Water Board Meeting Report"]
)
def test_a_point_of_a_list_names_no_body(point: str) -> None:
    text = f"Meeting Agenda : Town Select Board\n\nJune 4, 2025\n\nOpening\n\n• {point}\n"
    assert not (_facts(text).committee or "").startswith(point.split()[0])


def test_the_next_meeting_is_no_name() -> None:
    assert (
        _facts("Meetings\nNext Parish Council Meeting: 4 June 2025\n7.30pm in the Hall\n").council
        is None
    )


JOINT_BODIES = [
    ("FORTH AND LEVEN INTEGRATION JOINT BOARD", "Forth and Leven Integration Joint Board"),
    ("Strathelm Joint Integration Board", "Strathelm Joint Integration Board"),
    ("Rowan Fen Internal Drainage Board", "Rowan Fen Internal Drainage Board"),
    (
        "Elm Coast Inshore Fisheries and Conservation Authority",
        "Elm Coast Inshore Fisheries and Conservation Authority",
    ),
    ("Ash River Port Health Authority", "Ash River Port Health Authority"),
    ("Fire and Rescue Authority for Mid Ashire", "Fire and Rescue Authority for Mid Ashire"),
    (
        "Rowan County Soil and Water Conservation District",
        "Rowan County Soil and Water Conservation District",
    ),
    ("Elm Slough Harbor District", "Elm Slough Harbor District"),
    ("Ash Flat Cemetery District No. 2", "Ash Flat Cemetery District No. 2"),
    ("Community Council of Balelm", "Community Council of Balelm"),
    ("Parish Council of Ashby", "Parish Council of Ashby"),
]


@pytest.mark.parametrize(("line", "council"), JOINT_BODIES)
def test_a_joint_body_and_a_district_of_any_purpose_publish(line: str, council: str) -> None:
    found = _facts(f"{line}\n\nMinutes of the Finance Committee\n\n4 June 2025\n")
    assert (found.council, found.committee) == (council, "Finance Committee")


@pytest.mark.parametrize("council", ["Community Council of Balelm", "Parish Council of Ashby"])
def test_a_council_of_a_place_meets_itself(council: str) -> None:
    assert (
        _facts(f"{council}\n\nMinutes of Ordinary Meeting\n\n4 June 2025\n").committee == "Council"
    )


@pytest.mark.parametrize(
    ("line", "body"),
    [
        (
            "Minutes of Meeting of Strategic Policy Committee for Transport held on 4 June 2025",
            "Strategic Policy Committee for Transport",
        ),
        ("Joint Committee for Adoption", "Joint Committee for Adoption"),
        ("Board of Port Commissioners - Regular Meeting Minutes", "Board of Port Commissioners"),
        ("Board of Airport Commissioners", "Board of Airport Commissioners"),
    ],
)
def test_what_a_committee_is_for_is_part_of_its_name(line: str, body: str) -> None:
    assert _facts(f"Elmshire County Council\n\n{line}\n\n4 June 2025\n").committee == body


@pytest.mark.parametrize(
    "line",
    [
        "Cofnodion y Pwyllgor Amwynder / Minutes of the Amenity Committee",
        "Minutes of the Amenity Committee / Cofnodion y Pwyllgor Amwynder",
        "Miontuairiscí an Choiste / Minutes of the Amenity Committee",
    ],
)
def test_of_a_line_in_two_languages_the_other_papers_have_the_english_one(line: str) -> None:
    text = f"Cyngor Tref Llanelm Town Council\n\n{line}\n\n4 Mehefin 2025 / 4 June 2025\n"
    found = _facts(text)
    assert (found.council, found.committee, found.date) == (
        "Llanelm Town Council",
        "Amenity Committee",
        DAY,
    )


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("Minute of the Locality Planning Group held via Teams", "Locality Planning Group"),
        ("Parking Liaison Group", "Parking Liaison Group"),
        ("Notes of a Workshop of the Finance Committee held in Room 2", "Finance Committee"),
    ],
)
def test_groups_and_workshops_are_told_by_name(line: str, body: str) -> None:
    assert _facts(f"Elmshire County Council\n\n{line}\n\n4 June 2025\n").committee == body


@pytest.mark.parametrize("line", ["Next: 10/6/2025", "Next date: 10/6/2025", "Next - 10/6/2025"])
def test_the_date_behind_next_is_of_another_meeting(line: str) -> None:
    text = f"Elmshire County Council\n\nFinance Committee\n\nMeeting 4/6/2025\n\n{line}\n"
    assert _facts(text).date == DAY
