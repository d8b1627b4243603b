"""Kinds of records that were first met on 2026-12-01, in bodies that no rule was made with, in other words."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.heads import facts_of
from corpus.lines import Line
from corpus.readers.items.headings import find_headings
from corpus.readers.placed import PlacedLine
from corpus.readers.type_sizes import with_levels
from corpus.statement import who_met

_SAID = (
    "The clerk reported on what was done since the last meeting, and members thanked her for it."
)


def _titles(lines: list[Line]) -> list[tuple[str | None, str]]:
    return [(one.number, one.title) for one in find_headings(lines)]


def _text(*lines: str) -> list[Line]:
    return [Line(line) for line in lines]


@pytest.mark.parametrize(
    ("head", "who"),
    [
        (
            ("Minutes of the May meeting of the PC", "MINUTES OF ELM PARISH COUNCIL MEETING",
             "HELD AT ELM CHURCH"),
            "Elm Parish Council",
        ),
        (
            ("Notes of the Rowan TC June Meeting",
             "Minutes of the meeting of the Rowan Town Council held on Thursday 8th June 2006"),
            "Rowan Town Council",
        ),
        (
            ("Record of the autumn meeting", "Draft minutes of the Highways Committee held in the Hall"),
            "Highways Committee",
        ),
        # A title that goes on is one: nothing of it is left.
        (
            ("Proceedings of the", "minutes of the meeting of Ash Town Council", "held on 3 May 2006"),
            "Ash Town Council",
        ),
    ],
)  # fmt: skip
def test_a_title_below_a_title_says_who_met(head: tuple[str, ...], who: str) -> None:
    """A page says above the minutes what they are; the two are not one sentence."""
    assert who_met(head) == who


@pytest.mark.parametrize(
    ("title", "who"),
    [
        ("Minutes of the Ninety-Second Annual Meeting of the Oak Parish Council held in the Hall",
         "Oak Parish Council"),
        ("Minutes of the Two Hundred and Fourth Ordinary Meeting of Elm Town Council held on 3 May 2006",
         "Elm Town Council"),
        ("Proceedings of the One Hundred & Fiftieth Special Meeting of the Harbour Board held on 3 May",
         "Harbour Board"),
    ],
)  # fmt: skip
def test_how_often_a_body_met_is_no_part_of_its_name(title: str, who: str) -> None:
    """Older bodies count their meetings in words."""
    assert who_met([title]) == who


@pytest.mark.parametrize(
    "first", ["CALL TO ORDER:", "Roll Call", "Apologies for absence", "Pledge of Allegiance:"]
)
def test_a_date_below_the_first_business_is_not_the_meetings(first: str) -> None:
    """What is announced has a weekday and the word "meeting" beside its date, too."""
    front = [
        "ELM TOWNSHIP BOARD OF TRUSTEES MEETING", "AGENDA", "May 8, 2024, 7PM", first,
        "Hall: Oak Estate Community Meeting, Tuesday, May 14, 2024, 6:00 PM",
    ]  # fmt: skip
    assert facts_of(front).date == date(2024, 5, 8)
    assert facts_of([*front[:2], first, *front[2:3]]).date == date(2024, 5, 8)


@pytest.mark.parametrize(
    ("number", "mark"), [("3A", "."), ("3a", "."), ("4B", ")")]
)  # fmt: skip
def test_an_item_put_between_two_numbers_is_one(number: str, mark: str) -> None:
    """It looks as the others do, and stands beside its number."""
    lines = []
    for one in ("1. APOLOGIES", "2. MINUTES", "3. MATTERS ARISING", f"{number}{mark} ANNUAL RETURN",
                "4. CORRESPONDENCE", "5. ANY OTHER BUSINESS"):  # fmt: skip
        lines += [Line(one), Line(""), Line(_SAID), Line("")]
    expected = [("1", "APOLOGIES"), ("2", "MINUTES"), ("3", "MATTERS ARISING"),
                (number, "ANNUAL RETURN"), ("4", "CORRESPONDENCE"), ("5", "ANY OTHER BUSINESS")]  # fmt: skip
    assert _titles(lines) == expected


def test_parts_with_letters_are_no_items() -> None:
    """Several letters of one number are its parts, and one right below it is."""
    lines = []
    for one in (
        "1. APOLOGIES",
        "2. MINUTES",
        "3. PLANNING",
        "3A. OAK LANE",
        "3B. ELM LANE",
        "4. FINANCE",
    ):
        lines += [Line(one), Line(""), Line(_SAID), Line("")]
    assert [number for number, _ in _titles(lines)] == ["1", "2", "3", "4"]
    below = [
        *_text(
            "1. APOLOGIES",
            "",
            _SAID,
            "",
            "2. MINUTES",
            "",
            "2A. MAY",
            "",
            _SAID,
            "",
            "3. FINANCE",
            "",
            _SAID,
        )
    ]
    assert [number for number, _ in _titles(below)] == ["1", "2", "3"]


def test_usual_business_without_a_number_opens_a_plain_agenda() -> None:
    """Nothing sets it off but what it says; who was there is none."""
    front = (
        "Call to Order:",
        "Pledge of Allegiance:",
        "Call to the Public (two minutes a person)*:",
    )
    items = (
        "1. Payment of bills",
        "2. Approval of the minutes of May 5",
        "3. Sale of the old hall",
        "4. Adjournment",
    )
    assert _titles(_text("Regular Meeting", "6:30 p.m.", *front, *items))[:4] == [
        (None, "Call to Order"), (None, "Pledge of Allegiance"),
        (None, "Call to the Public (two minutes a person)*"), ("1", "Payment of bills"),
    ]  # fmt: skip
    there = _text("Regular Meeting", "Present", "Members: Oak, Elm", *items)
    assert [number for number, _ in _titles(there)] == ["1", "2", "3", "4"]
    told = _text("Roll Call", "Oak and Elm were there, and the clerk.", *items)
    assert [number for number, _ in _titles(told)] == ["1", "2", "3", "4"]


def test_letters_inside_one_report_are_not_the_items() -> None:
    """They count without a gap, but they name no business, and all stand under one title."""
    titles = (
        "Roll Call",
        "Approval of the Minutes",
        "Supervisor's Report",
        "Old Business",
        "New Business",
    )
    lines = []
    for title in titles:
        lines += [Line(f"{title} - {_SAID}", lead=title), Line("")]
        if title.startswith("Supervisor"):
            said = ("Training was discussed at length", "The hall needs a roof", "A letter came from the county",
                    "The club asked for a key", "Crops were planted by the road", "Grants were looked for")  # fmt: skip
            lines += [Line(f"{letter}. {text}, and more will be said at the next meeting.")
                      for letter, text in zip("ABCDEF", said, strict=True)]  # fmt: skip
    assert [title for _, title in _titles(lines)] == list(titles)


@pytest.mark.parametrize("end", [",", ";"])
def test_a_label_names_an_item_however_its_text_ends(end: str) -> None:
    """A page cut its text at a comma."""
    items = ("1. Apologies: Cllr Oak", "2. Minutes: They were signed as a true record.",
             f"3. Payments: Elm & Co - signs, £75.19 - proposed Mrs Oak, seconded D. Ash - agreed{end}",
             "4. Planning: Two sheds behind the mill were approved by all.",
             "5. Any Other Business: The shed is to be taken down.")  # fmt: skip
    found = _titles(_text(*[line for one in items for line in (one, "")]))
    assert found[2] == ("3", "Payments")


def _placed(text: str, height: float, *, bold: bool = False) -> PlacedLine:
    return PlacedLine(text, 72.0, 300.0, 500.0, height, bold)


def test_larger_type_makes_headings() -> None:
    """Minutes written in an editor for the web have headings in plain type of a larger size."""
    page = [_placed("Elm Board Meeting", 25.0)]
    for title in (
        "Conflicts of interest",
        "Approval of the minutes",
        "Old business",
        "New business",
    ):
        page += [_placed(title, 19.0), _placed("Trails", 14.0, bold=True), _placed(_SAID, 10.5)]
    levels = {line.text: line.level for line in with_levels([page])[0]}
    assert levels["Old business"] == levels["Conflicts of interest"] == 1
    assert levels["Elm Board Meeting"] == levels["Trails"] == levels[_SAID] == 0


def test_a_size_that_comes_twice_and_a_long_paragraph_are_no_headings() -> None:
    """A quotation in larger type is no title."""
    page = [_placed(_SAID, 10.5)] * 6 + [_placed("Motto", 19.0)] * 2 + [_placed(_SAID, 19.0)] * 5
    assert {line.level for line in with_levels([page])[0]} == {0}


@pytest.mark.parametrize(
    "line",
    [
        "Approval of Minutes: Oak made the motion to accept the November 6, 2023 Township minutes.",
        "Minutes: motion by Oak, second by Elm, to approve the November 6th, 2023 regular meeting minutes",
        "Ash moved to adopt the November 6, 2023 Board of Trustees minutes as written",
    ],
)
def test_the_date_of_minutes_that_are_dealt_with_is_not_the_meetings(line: str) -> None:
    """Americans put the date in front of the word."""
    front = ["Elm Township: December 4, 2023", "Oak called the meeting to order at 8:00 pm.", line]
    assert facts_of(front).date == date(2023, 12, 4)


@pytest.mark.parametrize(
    "posted", ["Tuesday, August 28, 2007", "28 August 2007", "Posted by Ann on August 28, 2007"]
)
def test_the_sentence_of_the_minutes_says_when_they_met(posted: str) -> None:
    """A page has its own date above."""
    said = "Minutes of the meeting of Elm Town Council held in the Church Hall, Fore Street, on Monday, 6th August 2007 at 7pm"
    assert facts_of(["Elm Town Council 2007 minutes", posted, said]).date == date(2007, 8, 6)


@pytest.mark.parametrize(
    "called",
    ["AGENDA", "You are summoned to a meeting of Elm Town Council", "NOTICE OF MEETING"],
)
def test_minutes_on_an_agenda_do_not_say_when_it_is(called: str) -> None:
    """There they are an item, with or without a number."""
    front = ["Elm Town Council", called, "Monday, 3 September 2007 at 7pm", "Apologies",
             "Minutes of the meeting of the Council held on Monday, 6th August 2007"]  # fmt: skip
    assert facts_of(front).date == date(2007, 9, 3)


def test_numbers_of_five_figures_count() -> None:
    """A council that never begins anew."""
    lines = []
    for one in ("14365 CHAIRMAN'S NEWS", "14366 POLICE MATTERS", "14367 FOOTPATHS"):
        lines += [Line(one), Line(_SAID), Line("")]
    assert [number for number, _ in _titles(lines)] == ["14365", "14366", "14367"]


@pytest.mark.parametrize(
    ("name", "whose"),
    [
        ("Eighty-Fourth Meeting of the Sixth Council of the Corporation of the Municipality of Elm Dundas",
         "Municipality of Elm Dundas"),
        ("12th Meeting of the 2014-2018 Council of the Town of Rowan", "Town of Rowan"),
        ("Regular Meeting of the Forty-Third Council of the City of Ash", "City of Ash"),
    ],
)  # fmt: skip
def test_the_term_of_a_council_is_no_part_of_its_name(name: str, whose: str) -> None:
    """Which of its councils it was says nothing of whose it is."""
    facts = facts_of([f"Minutes of the {name} held on 18 July 2017"])
    assert (facts.council, facts.committee) == (whose, "Council")


@pytest.mark.parametrize(
    "words", ["THAT the Regular Council", "Whereas the Council", "Resolved that the Council"]
)
def test_the_beginning_of_a_motion_is_no_council(words: str) -> None:
    """It points at the council that met."""
    assert (
        facts_of(
            ["Council Meeting Minutes", f"{words} Meeting held on May 27, 2024 be called to order."]
        ).council
        is None
    )


@pytest.mark.parametrize(
    "people",
    [
        ("Mr. Oak", "Mrs. Elm", "Dr Ash"),
        ("Cr Oak", "Cr Elm", "Cr Ash"),
        ("Ms Oak", "Sir Elm", "Miss Ash"),
    ],
)
def test_who_spoke_is_no_list_of_items(people: tuple[str, ...]) -> None:
    """Members and speakers are counted, too."""
    lines = [Line("List of speakers")]
    for number, name in enumerate(people, start=1):
        lines.append(
            Line(
                f"{number}. {name} – {name} addressed the council about the hedge in front of the mill."
            )
        )
    assert _titles(lines) == []
    named = _text(
        "1. Apologies",
        "",
        _SAID,
        "",
        "2. Mr Oak's barn",
        "",
        _SAID,
        "",
        "3. Adjournment",
        "",
        _SAID,
    )
    assert [number for number, _ in _titles(named)] == ["1", "2", "3"]


def test_a_heading_that_calls_itself_an_item_is_one_among_others() -> None:
    """Of the levels of a page some have no number."""
    lines = [Line("Elm City Council minutes", heading=1)]
    for title in (
        "Roll Call",
        "Agenda Item 4 — Public hearing: the mill",
        "Follow-up actions",
        "Attachments",
    ):
        lines += [Line(title, heading=2), Line(""), Line(_SAID), Line("")]
    assert [title for _, title in _titles(lines)][1].endswith("Public hearing: the mill")


def test_the_dated_title_of_the_whole_is_no_item() -> None:
    """Nothing of it was dealt with."""
    lines = _text("PLANNING COMMISSION MINUTES FOR 8/12/09", "The meeting opened at 7:30 p.m., and Oak was in the chair.",
                  "Joanne Oak Subdivision", f"{_SAID}", "Comprehensive Task Force", f"{_SAID}", "Minutes",
                  "Elm made a motion to approve the minutes and Ash seconded it.", "Adjournment", "They went at 8:05 p.m.")  # fmt: skip
    assert all("8/12/09" not in title for _, title in _titles(lines))


@pytest.mark.parametrize(
    ("head", "first", "dates"),
    [
        ("Cyngor Sir Elm - Dydd Iau, 9fed Hydref, 2014 2.00 o'r gloch", "Cofnodion", "8 Mai, 2014 (10.30 am)"),
        ("Elm District Council - Thursday, 9th October, 2014", "Minutes of meetings held on", "8 May 2014, 10.30 am"),
        ("Meeting of Elm Council, 9 October 2014", "Minutes", "Held on 8 May 2014 and 12 June 2014"),
    ],
)  # fmt: skip
def test_a_number_alone_ends_the_head(head: str, first: str, dates: str) -> None:
    """A page whose table was lost has each number on a line of its own."""
    front = [head, "Items", "1.", first, dates, "8 May 2014 (annual meeting)", "2.", "Finance"]
    assert facts_of(front).date == date(2014, 10, 9)
