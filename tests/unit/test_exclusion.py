"""A resolution to exclude the public withholds what it reaches: what follows, or what it names."""

from __future__ import annotations

import pytest

from corpus.records import AgendaItem
from indexer.passages.exemption.exemption import exempt_reasons
from tests.unit.agendas import EXCLUDE, FRONT, LAND, STAFF, exclusion, shown, withheld

AFTER = [LAND, STAFF, AgendaItem("Debts", "11"), AgendaItem("Roads", "12")]


def test_the_resolution_is_public_and_what_follows_it_is_not() -> None:
    assert withheld(*FRONT, exclusion(EXCLUDE), LAND, STAFF) == ["9", "10"]
    reasons = exempt_reasons([exclusion(EXCLUDE), LAND])
    assert reasons[1] is not None
    assert "paragraph 1 and 3 of Schedule 12A" in reasons[1]


EXCLUDED = [
    *(
        f"It was agreed that {who} be excluded."
        for who in (
            "press and public",
            "public and the press",
            "members of the public",
            "the public",
            "the press",
        )
    ),
    *(
        f"It was agreed, and the public {verb} excluded."
        for verb in "be are is were was being".split()
    ),
    "It was agreed that the public, having been excluded, wait.",
    *(
        f"It was agreed that the public be {when} excluded."
        for when in "now then formally therefore".split()
    ),
    "It was agreed that the public be asked to leave.",
    *(
        f"It was agreed {how} public."
        for how in (
            "to exclude the",
            "to exclude",
            "and excluded the",
            "excluding members of the",
            "on the exclusion of the",
        )
    ),
    *(
        f"It was {verb} that the public be excluded."
        for verb in "resolved agreed carried decided moved voted".split()
    ),
    *("The public were excluded.", "The public was then excluded."),
]


@pytest.mark.parametrize("text", EXCLUDED)
def test_each_wording_of_an_exclusion_withholds_what_follows_in_the_item_and_behind_it(
    text: str,
) -> None:
    item = AgendaItem("Roads", "8", minutes=f"First. {text}\n\nThen.")
    assert withheld(*FRONT, item, LAND) == ["9"]
    assert "First." in shown(*FRONT, item, LAND)
    assert "Then." not in shown(*FRONT, item, LAND)


@pytest.mark.parametrize(
    "title",
    [
        *(f"{w} the press" for w in ("Exclusion of", "Exclude", "Excluding")),
        *(f"Exclusion of {w}" for w in ("public", "members of the public", "the public")),
        *("Exempt items", "Confidential business", "Private information", "To take exempt items"),
        "Exempt information and exclusion",
    ],
)
def test_each_title_of_an_exclusion_item_withholds_what_follows(title: str) -> None:
    assert withheld(*FRONT, AgendaItem(title, "8"), LAND) == ["9"]


DENIED = [
    "There were no exempt items.",
    "It was not necessary to exclude the press and public.",
    "No resolution to exclude the press and public was required.",
    "To consider whether any items should be considered with the press and public excluded.",
    "The motion to exclude the press and public was lost.",
    *(f"There was no {what} matter." for what in "exempt confidential private".split()),
    *(f"There was not any part {what} matter." for what in ("2", "II", "two")),
    *(f"There was no {what}." for what in "need necessity requirement reason".split()),
    "It went on without need.",
    *(
        f"No {what} was exempt."
        for what in "item items business report matter resolution motion".split()
    ),
    *(
        f"No item was {what}."
        for what in ("for exclusion", "private", "confidential", "in closed session")
    ),
    *(
        f"It was {how}."
        for how in (
            "not excluded",
            "not moved",
            "not be passed",
            "never been agreed",
            "not to exclude",
            "not needed",
            "not necessary",
            "not required",
            "not required to exclude",
        )
    ),
    "Members did not wish to exclude anybody.",
    *("There were none.", "There was nothing.", "There are none."),
    *("It was lost.", "It was withdrawn.", "All remained in open session."),
    "All items remain in public.",
]
ONLY_ASKED = [
    *(
        f"To exclude the public {what}."
        for what in (
            "whether or not",
            "if any come",
            "from any items",
            "where possible",
            "from highlight reports",
            "from what is designated as such",
            "from what is identified as such",
            "from what is identified on it",
            "from part 2 of the agenda",
            "from part II of the agenda",
            "from part B of the agenda",
            "from part two of the meeting",
            "from the appendix",
            "from the appendices",
            "from a part of the agenda",
        )
    )
]


@pytest.mark.parametrize("text", [*DENIED, *ONLY_ASKED])
def test_no_exclusion_withholds_nothing(text: str) -> None:
    assert withheld(*FRONT, exclusion(text), LAND, STAFF) == []


def test_a_standing_item_at_the_front_that_passes_nothing_withholds_nothing() -> None:
    standing = AgendaItem("Exclusion of press and public", "3")
    assert withheld(*FRONT[:2], standing, LAND, STAFF, FRONT[2]) == []
    parts = exclusion(
        "RESOLVED: That the press and public be excluded during the items in part two of the agenda."
    )
    closed = AgendaItem("Part Two: debts", "11", minutes="A name.")
    assert withheld(parts, LAND, STAFF, closed) == ["11"]


def test_on_an_agenda_without_text_what_follows_the_exclusion_is_withheld() -> None:
    assert withheld(*FRONT, AgendaItem("Exclusion of the Public", "8"), LAND) == ["9"]


ONE_ITEM = [
    *(f"the {which} item" for which in ("following", "next")),
    *(f"this {what}" for what in ("agenda item", "report", "matter")),
    "following item",
]
ITEM_9 = [
    *("item 9", "items 9", "item no 9", "items nos. 9", "item number 9", "item numbers 9"),
    "minute 9",
]
SEVERAL = ("9, 10", "9 and 10", "9 & 10", "9 to 10", "9-10", "9–10")


@pytest.mark.parametrize(
    ("what", "numbers"),
    [
        *((f"for {what}", "9") for what in (*ONE_ITEM, *ITEM_9)),
        ("during consideration of item 10", "10"),
        ("during consideration of items 9 to 10", "9 10"),
        *((f"for items {named}", "9 10") for named in SEVERAL),
        # What stands between two numbers is named, too.
        *((f"for items {named}", "9 10 11") for named in ("9 to 11", "9-11")),
    ],
)
@pytest.mark.parametrize("who", ["the press and public", "the public"])
def test_a_resolution_about_some_items_withholds_these(who: str, what: str, numbers: str) -> None:
    text = f"RESOLVED: That {who} be excluded {what}."
    assert withheld(exclusion(text), *AFTER) == numbers.split()


@pytest.mark.parametrize(
    "text",
    [
        *(f"The public were {w}." for w in ("readmitted", "re-admitted", "invited back")),
        *("It agreed to readmit the public.", "Upon readmission it went on."),
        *("The public rejoined.", "The public re-joined.", "All returned to the meeting."),
        *(
            f"The meeting {w}."
            for w in (
                "resumed in public",
                "resumed into the public part",
                "returned to open session",
                "reconvened in the open",
            )
        ),
    ],
)
def test_each_wording_of_the_publics_return_ends_the_exclusion(text: str) -> None:
    back = AgendaItem("Bridges", "10", minutes=text)
    assert withheld(exclusion(EXCLUDE), LAND, back, AgendaItem("Roads", "11")) == ["9"]


@pytest.mark.parametrize(
    "title",
    [
        *(f"Part {w}: roads" for w in ("1", "I", "one", "A")),
        *(f"Roads ({w})" for w in ("open", "public", "Part 1", "Part I", "Part one")),
        *("Open session", "Public business", "Open items", "Public item"),
        "The readmission of everybody",
    ],
)
def test_each_title_of_the_open_part_ends_the_exclusion(title: str) -> None:
    opened = AgendaItem(title, "10", minutes="Potholes.")
    assert withheld(exclusion(EXCLUDE), LAND, opened, AgendaItem("Roads", "11")) == ["9"]


def test_the_public_comes_back() -> None:
    back = AgendaItem("Readmission of the public", "10", minutes="The public were readmitted.")
    roads = AgendaItem("Roads", "11", minutes="Potholes.")
    assert withheld(exclusion(EXCLUDE), LAND, back, roads) == ["9"]
    opened = AgendaItem("Part 1: roads", "10", minutes="Potholes.")
    assert withheld(exclusion(EXCLUDE), LAND, opened, roads) == ["9"]


def test_a_debate_printed_under_the_resolution_itself_is_withheld_too() -> None:
    debate = "Mr Whybrow has been offered twelve thousand pounds and a car to leave in May. " * 6
    public = shown(exclusion(f"{EXCLUDE}\n\nDISPOSAL OF LAND\n\n{debate}"))
    assert "RESOLVED" in public
    assert "Whybrow" not in public
    assert "LAND" not in public


def test_procedural_business_that_excludes_the_public_later_on_is_public_itself() -> None:
    opening = AgendaItem("Procedural business", "1", minutes=f"Apologies.\n\n{EXCLUDE}")
    assert withheld(opening, LAND) == ["9"]
