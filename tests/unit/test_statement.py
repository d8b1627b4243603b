"""The sentence of a head that says who met, however it is broken into lines."""

from __future__ import annotations

import pytest

from corpus.capitals import in_title_case
from corpus.heads import facts_of
from corpus.names import without_occasion
from corpus.statement import split, who_met


@pytest.mark.parametrize(
    ("head", "name"),
    [
        # wrapped in the middle of a name, and at its hyphen
        (
            "MINUTES OF PROCEEDINGS AT MEETING OF THE MUNICIPAL DISTRICT OF ASHTON-\n"
            "WESTWATER HELD IN THE OLD MILL, NEW ROAD, WESTWATER ON\nTUESDAY, 8TH MAY, 2018",
            "Municipal District of Ashton-Westwater",
        ),
        # a word a line
        (
            "MINUTES\nOF\nPROCEEDINGS\nAT\nMEETING\nOF\nTHE\nHOUSING,\nPLANNING\nAND\nGROWTH\n"
            "COMMITTEE HELD IN THE GUILDHALL",
            "Housing, Planning and Growth Committee",
        ),
        # behind a title without an end
        (
            "**HOUSING AND\nCARE SELECT**\n**COMMITTEE**\n\nA meeting of the Housing and Care Select\n"
            "Committee was held in the Guildhall on Monday",
            "Housing and Care Select Committee",
        ),
        (
            "Draft Minutes of the Meeting of Ashton City & County Council’s Travel and Streets\n"
            "Strategic Policy Committee held on Tuesday 15th December, 2020",
            "Ashton City & County Council’s Travel and Streets Strategic Policy Committee",
        ),
        (
            "Minutes of the Ordinary Meeting of Ashton Parish Council held on 3 May",
            "Ashton Parish Council",
        ),
        (
            "AGENDA for the meeting of the FINANCE SUB-COMMITTEE to be held on 3 May",
            "Finance Sub-Committee",
        ),
    ],
)
def test_the_lines_of_the_sentence_are_read_as_one(head: str, name: str) -> None:
    assert who_met(head.splitlines()) == name


@pytest.mark.parametrize(
    "head",
    [
        "Minutes\n\nPresent: Councillors Oak and Elm\n\nThe meeting was held in the hall.",
        "The Clerk reported that the minutes of the trust had been held back on Monday.",
        "Notice is hereby given\nMembers Present\nof the Parish Council held on",
        "",
    ],
)
def test_where_no_sentence_says_who_met_nothing_is_made_up(head: str) -> None:
    assert who_met(head.splitlines()) is None


@pytest.mark.parametrize(
    ("name", "organisation", "body"),
    [
        ("Ashton City and County Council", "Ashton City and County Council", "Council"),
        (
            "Ashton City & County Council’s Travel Committee",
            "Ashton City & County Council",
            "Travel Committee",
        ),
        (
            "Ashton Borough Council, Home and Care Committee",
            "Ashton Borough Council",
            "Home and Care Committee",
        ),
        ("Township of Ashton Council", "Township of Ashton", "Council"),
        (
            "Municipal District of Ashton-Westwater",
            "Municipal District of Ashton-Westwater",
            "Council",
        ),
        (
            "Municipal District of Ashton JPC Subcommittee",
            "Municipal District of Ashton",
            "JPC Subcommittee",
        ),
        ("Joint Policing Committee", None, "Joint Policing Committee"),
        ("Ashton Area Committee", None, "Ashton Area Committee"),
        ("Whoever Was There", None, None),
    ],
)
def test_who_met_is_an_organisation_and_its_body(
    name: str, organisation: str | None, body: str | None
) -> None:
    assert split(name) == (organisation, body)


def test_where_a_place_ends_is_told_by_what_the_text_names_again() -> None:
    name = "Municipal District of Ashton West Policing Committee"
    assert split(name) == ("Municipal District of Ashton", "West Policing Committee")
    text = "… held in the hall, Ashton West, on Monday. The bridge at Ashton West is shut."
    assert split(name, text) == ("Municipal District of Ashton West", "Policing Committee")


def test_a_name_that_only_stands_in_the_purpose_is_not_who_met() -> None:
    head = (
        "MINUTES OF PROCEEDINGS AT SPECIAL MEETING OF ASHTON CITY AND\nCOUNTY COUNCIL HELD IN THE "
        "GUILDHALL, ON\nMONDAY 18TH JULY, 2022, AT 10.00 AM, TO PASS A VOTE OF SYMPATHY\nON THE DEATH OF "
        "THE FORMER CHAIR OF ASHTON COUNTY COUNCIL,\nDAVID OAK."
    )
    found = facts_of(head.splitlines(), head)
    assert (found.council, found.committee) == ("Ashton City and County Council", "Council")
    assert str(found.date) == "2022-07-18"


def test_councillor_is_no_council() -> None:
    found = facts_of(["Minutes", "Present in the chair:", "Deputy Mayor Councillor D. Oak"])
    assert found.council is None


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("Budget, Council", "Council"),
        ("Extraordinary, Executive", "Executive"),
        ("Special Budget Meeting, Cabinet", "Cabinet"),
        ("RESCHEDULED, Planning Committee", "Planning Committee"),
        ("Housing, Planning and Growth Committee", "Housing, Planning and Growth Committee"),
        ("Budget Scrutiny Panel", "Budget Scrutiny Panel"),
        ("Joint Committee", "Joint Committee"),
        ("Annual Council", "Annual Council"),
    ],
)
def test_an_occasion_in_front_is_no_part_of_who_met(name: str, who: str) -> None:
    assert without_occasion(name) == who


@pytest.mark.parametrize(
    ("shouted", "name"),
    [
        ("ASHTON JPC SUBCOMMITTEE", "Ashton JPC Subcommittee"),
        ("HOUSING SPC", "Housing SPC"),
        ("ST ALBANS CITY COUNCIL", "St Albans City Council"),
        ("ST. ANNE’S PARISH COUNCIL", "St. Anne’s Parish Council"),
        ("REPORT OF MR OAK, DR ELM AND MRS ASH", "Report of Mr Oak, Dr Elm and Mrs Ash"),
        ("MT PLEASANT TOWN COUNCIL", "Mt Pleasant Town Council"),
    ],
)
def test_letters_that_cannot_be_spoken_stay_capitals_and_shortened_words_do_not(
    shouted: str, name: str
) -> None:
    assert in_title_case(shouted) == name
