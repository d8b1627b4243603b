"""Who met and when, from heads as councils print them: other places than those the rules were made on."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.heads import facts_of
from corpus.names import body_key, organisation_in, same_body
from corpus.readers import read
from corpus.records import Meeting, MeetingFacts, Source

MARCH_3 = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("head", "council", "committee"),
    [
        # capitals
        ("ELMSTEAD TOWN COUNCIL\nHIGHWAYS COMMITTEE\nMinutes of the meeting held on 3 March 2026",
         "Elmstead Town Council", "Highways Committee"),
        ("OTTER COUNTY COUNCIL\nCOUNTY COUNCIL\nMINUTES of a meeting of the County Council held in the "
         "Council Chamber, Shire Hall on Tuesday, 3 March 2026.", "Otter County Council", "County Council"),
        ("ST. BRIDE'S COMMUNITY COUNCIL\nMINUTES\n3 MARCH 2026", "St. Bride's Community Council", "Council"),
        # one line
        ("Elmstead Town Council – Allotments and Open Spaces Sub-Committee – 3 March 2026",
         "Elmstead Town Council", "Allotments and Open Spaces Sub-Committee"),
        ("Elmstead Town Council | Audit Panel | 3rd March 2026", "Elmstead Town Council", "Audit Panel"),
        ("Minutes of Nether with Upper Rowan Parish Council Meeting held on 3 March 2026",
         "Nether with Upper Rowan Parish Council", "Council"),
        ("Wych Parish Council - 3rd March 2026", "Wych Parish Council", "Council"),
        # sentences
        ("A meeting of the Rowan Valley District Council Standards Board was held on Tuesday 3 March 2026",
         "Rowan Valley District Council", "Standards Board"),
        ("Harle-upon-Tarn Borough Council\nNotice of a meeting of the Children, Young People and Skills "
         "Scrutiny Committee\nto be held on Tuesday 3 March 2026 at 6.00 pm",
         "Harle-upon-Tarn Borough Council", "Children, Young People and Skills Scrutiny Committee"),
        # North America
        ("CITY OF ALDERFORD\nPlanning Commission\nRegular Meeting Minutes\nMarch 3, 2026",
         "City of Alderford", "Planning Commission"),
        ("The Corporation of the Township of Maple Ridge 12 Main Street\nAGENDA\nTuesday, March 3, 2026",
         "Township of Maple Ridge", "Council"),
        ("Alder Creek Township Board\nAgenda\nMarch 3, 2026, 7 PM", "Alder Creek Township", "Board"),
        ("ALDER VALLEY UNIFIED SCHOOL DISTRICT\nBoard of Trustees\nSpecial Meeting\nMarch 3rd 2026",
         "Alder Valley Unified School District", "Board of Trustees"),
        ("COUNTY OF BISON RIDGE NO. 12\nMINUTES OF COUNCIL MEETING\nMarch 3, 2026",
         "County of Bison Ridge No. 12", "Council"),
        ("Rural Municipality of Elk No. 344\nRegular Council Meeting\nMarch 3rd2026",
         "Rural Municipality of Elk No. 344", "Council"),
        ("Alderfield Planning Board\nTown Hall, 9 Main Street\nAlderfield, NH 03299\nMinutes\nMarch 3, 2026",
         "Alderfield", "Planning Board"),
        ("Elk County Commissioners Court\nAgenda\nMarch 3, 2026", "Elk County", "Commissioners Court"),
        ("Rowan Select Board\nMinutes\nMarch 3, 2026\nThe Town of Rowan thanks all voters",
         "Town of Rowan", "Select Board"),
        # bodies that are organisations of their own
        ("Rowanshire Police and Crime Panel\nMinutes of the meeting held on 3 March 2026",
         "Rowanshire Police and Crime Panel", "Police and Crime Panel"),
        ("ALDER INTEGRATION JOINT BOARD\nTuesday 3 March 2026\nMINUTES",
         "Alder Integration Joint Board", "Integration Joint Board"),
        ("NHS Rowan\nMinutes of the Board meeting held on 3 March 2026", "NHS Rowan", "Board"),
        # who signs is no body
        ("Rowan District Council\nDear Councillor\nYou are invited to attend a meeting of the Parks Committee on "
         "Tuesday 3 March 2026\nYours sincerely\nChief Executive\nAGENDA", "Rowan District Council", "Parks Committee"),
        ("Rowan City Council\nMeeting of the Climate Action SPC\n3 March 2026", "Rowan City Council", "Climate Action SPC"),
        ("Village of Birch Hill\nMinutes of the Regular Meeting of the Village Council\nMarch 3, 2026",
         "Village of Birch Hill", "Council"),
        # what kind of meeting it is, and which one in the year
        ("City of Ashton\nREGULAR GOVERNING BOARD MEETING\nMarch 3, 2026", "City of Ashton", "Governing Board"),
        ("Elm School District\nSpecial School Board\nMarch 3, 2026", "Elm School District", "School Board"),
        ("Elmstead City Council\nSpecial Projects Committee\nMarch 3, 2026", "Elmstead City Council", "Special Projects Committee"),
        ("City of Ashton\n5th Meeting of the Housing Committee\nMarch 3, 2026", "City of Ashton", "Housing Committee"),
        # where it meets, and who does not
        ("Elmstead City Council\nParks Board\nCity Hall Council Chambers, 275 Oak Street\nMarch 3, 2026",
         "Elmstead City Council", "Parks Board"),
        ("Elmstead Town Council\nNo meeting of the Elmstead Housing Authority will be held.\nMarch 3, 2026",
         "Elmstead Town Council", "Council"),
        # the number of an item is no date
        ("Elmstead Parish Council\nMinutes of the meeting held on Tuesday 3 March 2026\nPresent: Cllr Oak\n"
         "23.06.10 Minutes\nAgreed.\n23.06.11 Finance\nNoted.", "Elmstead Parish Council", "Council"),
        # Wales and Ireland
        ("Cyngor Tref Derwen\nCofnodion cyfarfod y Pwyllgor Cyllid a gynhaliwyd ar 3 Mawrth 2026",
         "Cyngor Tref Derwen", "Pwyllgor Cyllid"),
        ("Elmstead Community Council\nMinutes of Annual General Meeting\nTuesday 3 March 2026",
         "Elmstead Community Council", "Annual General Meeting"),
    ],
)  # fmt: skip
def test_heads_name_council_and_body(head: str, council: str, committee: str) -> None:
    found = facts_of(head.splitlines())
    assert (found.council, found.committee, found.date) == (council, committee, MARCH_3)


@pytest.mark.parametrize(
    "head",
    [
        "Cabinet\nMinutes of the meeting held on 3 March 2026\nThe minutes of the meeting of 3 February 2026",
        "Posted 27 February 2026\nPlanning Commission\nAgenda\nTuesday, 3 March 2026\nPrinted on 2/27/2026",
        "03/24/2026\nAlder Unified School District\nBoard of Education Minutes\nMarch 3, 2026\nRegular Meeting",
        "Audit Panel\nDate: 3/3/26\nTime: 19:30\nNext meeting: 7 April 2026",
        "Voting Agenda\nMarch 3, 2026\n(all present)\nHearing on Monday, March 2, 2026",
        "ACTON TOWN COUNCIL MEETING 03.03.2026",
        "Cabinet – Dé Máirt, 3 Márta 2026",
    ],
)
def test_the_date_is_that_of_the_meeting(head: str) -> None:
    assert facts_of(head.splitlines()).date == MARCH_3


@pytest.mark.parametrize(
    "item",
    [
        "b) City of Elk Bluff Resolution",
        "c) Town of Rowan: letter on fees",
        "4. Rowan County Council: roads",
    ],
)
def test_an_item_about_another_council_names_nobody(item: str) -> None:
    found = facts_of(
        ["REGULAR MEETING OF COUNCIL", "3 March 2026", "1. OPENING", "a) Roll Call", item]
    )
    assert (found.council, found.committee) == (None, "Council")


@pytest.mark.parametrize(
    "head",
    [
        "Alder Planning Board\nMinutes\n3 March 2026",
        "Mid Elm Leisure Board\nTown of Rowan\n3 March 2026",
    ],
)
def test_a_body_s_first_word_is_no_place_where_nothing_else_names_it_so(head: str) -> None:
    assert facts_of(head.splitlines()[:1]).council is None


def test_a_head_that_says_nothing_gives_nothing() -> None:
    found = facts_of(["Dear Sir", "Thank you for your letter of 3 March 2026.", "Yours faithfully"])
    assert (found.council, found.committee, found.date) == (None, None, None)


def test_the_name_of_the_file_tells_the_date_where_neither_head_nor_meeting_toml_does() -> None:
    def day(text: str, beside: date | None = None) -> date | None:
        facts = MeetingFacts(date=beside)
        (found,) = read(Source("minutes/2026-02-03-parks.txt", text.encode(), facts))
        assert isinstance(found, Meeting)
        return found.date

    items = "\n\n1. Swings\n\nPainted.\n\n2. Slides\n\nWaxed."
    assert day(f"Parks Committee{items}") == date(2026, 2, 3)
    assert day(f"Parks Committee{items}", MARCH_3) == MARCH_3
    assert day(f"Parks Committee\nTuesday 3 March 2026{items}", date(2026, 4, 1)) == MARCH_3


@pytest.mark.parametrize(
    ("one", "other", "organisation"),
    [
        ("Parish Council", "Council", "Wych Parish Council"),
        ("Full Council", "County Council", "Otter County Council"),
        ("Wych Parish Council", "Council", "Wych Parish Council"),
        ("The Cabinet", "CABINET", None),
        ("Parks & Play Committee", "Parks and Play Committee", None),
        ("Otter County Council Planning Committee", "Planning Committee", "Otter County Council"),
        ("Special Board", "Board Meeting", None),
        ("Licensing Sub Committee", "Licensing Sub-Committee", None),
        (
            "Integration Joint Board",
            "Alder Integration Joint Board",
            "Alder Integration Joint Board",
        ),
        ("Police and Crime Panel", "Rowan Police and Crime Panel", "Rowan Police and Crime Panel"),
        ("Elm Planning Board", "Planning Board", "Town of Elm"),
        ("Elm City Council", "Council", "City of Elm"),
        ("Rowan NHS Board", "Board", "NHS Rowan"),
    ],
)
def test_names_of_one_body(one: str, other: str, organisation: str | None) -> None:
    assert same_body(one, other, organisation)


def test_other_bodies_stay_others() -> None:
    assert not same_body("Planning Committee", "Planning Sub-Committee")
    assert not same_body("Parks Committee", "Council", "Wych Parish Council")
    assert not same_body("Planning Board", "Board", "Town of Elm")
    assert not same_body("Tax Board", "Council", "Elm Council")
    assert body_key("Board of Trustees") != body_key("Council")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("held in the Council Chamber of Alder Borough Council on", "Alder Borough Council"),
        ("the Full Council agreed", None),
        ("Council Tax", None),
        ("City of Elk Bluff Resolution", "City of Elk Bluff"),
        ("Town of Rowan Staff Report", "Town of Rowan"),
        ("Municipal District of Elm No. 87 Agenda", "Municipal District of Elm No. 87"),
        ("NHS Dental Services", None),
        (
            "Rowan and Elm Metropolitan Borough Council",
            "Rowan and Elm Metropolitan Borough Council",
        ),
        ("London Borough of Alder", "London Borough of Alder"),
        ("Comhairle Chontae na Coille", "Comhairle Chontae na Coille"),
        ("Alder Combined Authority", "Alder Combined Authority"),
        ("Hawthorn District Health Board", "Hawthorn District Health Board"),
    ],
)
def test_organisations_among_other_words(text: str, name: str | None) -> None:
    assert organisation_in(text) == name
