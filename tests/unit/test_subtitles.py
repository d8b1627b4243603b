"""The second line of an item whose title says nothing: the first words of what is asked or moved."""

from __future__ import annotations

import pytest

from indexer.passages.passage import Passage
from indexer.passages.subtitles import says_nothing, subtitle
from indexer.tuning import REACH


@pytest.mark.parametrize(
    "title",
    [
        "Question submitted by Councillor L. Galvin",
        "Notice of Motion submitted by Cmhlr. S. Ó Ceallaigh (to be referred to Cultural SPC)",
        "Question submitted by Maurice Quinlivan, T.D.",
        "Question submitted by Mr. Bruce Harper",
        "Question from Cllr J. Smith",
        "Motion 3",
        "Motion No. 4",
        "Notices of Motion",
        "NOTICE OF MOTION – COUNCILLOR PRENDERGAST",
        "Motion by Trustee Fong",
        "Questions from Members of the Public",
        "Public Questions",
        "Questions by Members",
        "Written Questions to the Leader and Cabinet Members",
        "Petition received from Mrs A. Brown",
        "Deputations",
    ],
)
def test_a_title_of_form_and_names_says_nothing(title: str) -> None:
    assert says_nothing(title)


@pytest.mark.parametrize(
    "title",
    [
        "Motion - Period Poverty",
        "Motion: The Boxing Day Flood",
        "Question about the lido",
        "Question from Councillor Pike on bus shelters",
        "Petition: “Scrap the Sunday Parking Tax”",
        "Changes to the Constitution: Questions and Petitions",
        "Review of Public Questions",
        "Report of the Director of Housing",
        "Greenway",
        "Notice of Motion re: Wind Turbines",
        "",
        "(no title)",
    ],
)
def test_a_title_that_names_a_matter_needs_no_second_line(title: str) -> None:
    assert not says_nothing(title)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "I will ask at the next Meeting for an update on the junctions on the N21.\nREPLY: Work",
            "An update on the junctions on the N21",
        ),
        (
            "I will move at the next Meeting that Skyline be requested to present to our Municipal "
            "Council.\nThe Motion was seconded by Councillor Galvin.",
            "Skyline be requested to present to our Municipal Council",
        ),
        (
            "I will ask at the next Meeting of the Metropolitan District of Limerick why rent "
            "assessments are taking so long to process. When a person",
            "Why rent assessments are taking so long to process",
        ),
        (
            "“I will ask at the next Meeting will Garda Management review the staffing levels”.",
            "Will Garda Management review the staffing levels",
        ),
        (
            "Councillor Hussain to move, Councillor Goldberg to second:\n“Council believes that no "
            "one should miss school for want of a packet of towels.”",
            "Council believes that no one should miss school for want of a packet of…",
        ),
        (
            "Moved by Councillor Havixbeck,\nSeconded by Councillor Smith,\nWHEREAS the Mayor and "
            "Deputy Mayor authorized $90,000;",
            "The Mayor and Deputy Mayor authorized $90,000",
        ),
        (
            "It was proposed by Councillor Hussain, and seconded by Councillor Pritchard, that every "
            "library be opened as a warm space.",
            "Every library be opened as a warm space",
        ),
        (
            "To answer questions of which notice has been given under Rule 10.\n(i) Mr Desmond "
            "Pratley asked the Leader when the plane trees would be felled.",
            "When the plane trees would be felled",
        ),
        (
            "Councillor Shelagh submitted the following question:\nCan the Leader say how many "
            "buses run on Sundays?",
            "Can the Leader say how many buses run on Sundays?",
        ),
        (
            "Cllr Smith asked the following question of the Cabinet Member: how many potholes?",
            "How many potholes?",
        ),
        ("I will ask at the next Meeting for", ""),
        ("Nil.", ""),
    ],
)
def test_the_second_line_is_the_first_words_of_what_is_asked_or_moved(
    text: str, shown: str
) -> None:
    assert subtitle("Notice of Motion submitted by Councillor J. Scanlan", text) == shown


def test_it_is_short_and_its_words_are_the_records() -> None:
    text = "I will move at the next Meeting that " + "a very long road and another " * 20
    shown = subtitle("Motion 1", text)
    assert len(shown.split()) == REACH.subtitle
    assert shown.rstrip("…").lower() in text.lower()


def test_a_passage_has_it_and_one_with_a_telling_title_or_no_text_has_none() -> None:
    asked = "I will ask at the next Meeting how many bins were emptied."
    assert (
        Passage("a", "Question submitted by Cllr T. Pike", asked, "a.txt").subtitle
        == "How many bins were emptied"
    )
    assert Passage("a", "How many bins", asked, "a.txt").subtitle == ""
    assert (
        Passage("a", "Question submitted by Cllr T. Pike", "", "a.txt", exempt="x").subtitle == ""
    )
