"""Items without a number around and between numbered ones, and what only looks like them."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.heads import facts_of
from tests.unit.bodies import items_of

HEAD = "Alderbury Borough Council\nPlanning Commission\n3 March 2026\n\n"
DOCKETS = {
    "cases": [
        "CALL TO ORDER", "ROLL CALL", "PUBLIC COMMENT\nAnyone may speak for three minutes on what is not listed.",
        "CONSENT AGENDA", "1. Minutes of 3 February 2026.", "2. Site plan for a barn at 12 Mill Lane; Oak, applicant.",
        "CONTINUED HEARINGS", "3. Variance for a fence at 4 Elm Street; Ash, applicant.",
        "4. Subdivision of two lots on Beech Road; Rowan, applicant.",
        "NEW HEARINGS", "5. Conditional use for a kennel at 9 Hill Road; Pine, applicant.",
        "ITEMS OF INFORMATION", "6. Report of the director.", "ADJOURNMENT",
    ],
    "resolutions": [
        "ROLL CALL", "PLEDGE OF ALLEGIANCE", "FINANCE", "1. Award of the contract for salt to Elm & Co, lowest bidder.",
        "2. Transfer of ten thousand dollars to the fund for parks.", "PUBLIC WORKS",
        "3. Agreement with the county for bridge repairs on Mill Lane.", "4. Renaming of Hill Road as Beech Road.",
        "PUBLIC SAFETY", "5. Purchase of a fire engine from the state list.", "CLERK'S DESK",
        "6. Letter of a resident about noise at the quarry.", "ADJOURNMENT",
    ],
}  # fmt: skip


def _text(blocks: list[str]) -> str:
    return HEAD + "\n\n".join(blocks) + "\n"


@pytest.mark.parametrize("which", DOCKETS)
def test_numbers_that_count_over_sections_are_items_and_so_is_what_has_none_around_them(
    which: str,
) -> None:
    found = items_of(_text(DOCKETS[which]))
    numbers = [item.number for item in found if item.number]
    assert numbers == ["1", "2", "3", "4", "5", "6"]
    titles = [item.title for item in found if not item.number]
    stacked = [one for one in DOCKETS[which][:2] if one.isupper()]
    assert [one for one in titles if one in stacked] == stacked
    assert titles[-1] == "ADJOURNMENT"
    assert ("PUBLIC COMMENT" in titles) == (which == "cases")


@pytest.mark.parametrize("titles", [
    ["MINUTES OF 3 FEBRUARY", "FENCE AT 4 ELM STREET", "KENNEL AT 9 HILL ROAD", "List of permits", "Dates for 2027"],
    ["Salt contract", "PAVING OF MILL LANE", "FIRE ENGINE", "PARK LEASE", "TREES"],
])  # fmt: skip
def test_sections_in_capitals_may_name_numbered_titles_in_capitals(titles: list[str]) -> None:
    said = [f"{i}. {title}\n\nThe staff wrote a report on it." for i, title in enumerate(titles, start=1)]  # fmt: skip
    blocks = ["ROLL CALL", "APPROVAL OF AGENDA\n\nThe chair may change its order.", "CONSENT CALENDAR", said[0],
              "NEW HEARINGS", said[1], "STUDY SESSION", said[2], "COMMUNICATIONS FROM STAFF", *said[3:], "ADJOURNMENT"]  # fmt: skip
    found = items_of(_text(blocks))
    assert [item.title for item in found] == ["ROLL CALL", "APPROVAL OF AGENDA", *titles, "ADJOURNMENT"]  # fmt: skip


@pytest.mark.parametrize("note", ["Item 2 is heard at noon", "Sponsored by the mayor"])
def test_notes_in_bold_over_numbers_are_no_sections_of_titles_in_capitals(note: str) -> None:
    titles = ["PRESENTATIONS", "APPROVAL OF MINUTES", "PUBLIC COMMENTS", "CITY MANAGER ITEMS", "DISCUSSION ITEMS"]  # fmt: skip
    blocks = ["**CALL TO ORDER**"]
    for i, title in enumerate(titles, start=1):
        blocks += [f"**{note} {i}**", f"**{i}. {title}**", "The staff wrote a report on it."]
    found = items_of(_text([*blocks, "**ADJOURNMENT**"]))
    assert [item.title for item in found if item.number] == titles
    assert not [item.title for item in found if item.title.startswith(note)]


@pytest.mark.parametrize(
    "bold",
    [
        "**{0} Directorate**\n\nThe director of it gave a talk that was long.",
        "**I will ask for a report on what {0} costs**\n\n**the council.**\n\nThe reply was read out by a clerk.",
    ],
)
def test_what_is_bold_in_numbered_items_is_a_part_of_them(bold: str) -> None:
    titles = ["Minutes", "Disposal of land", "Parking at the mill", "A grant", "Lamps", "Trees"]
    said = [
        f"{i}. {title}\n\nIt was moved and agreed.\n\n{bold.format(title)}"
        for i, title in enumerate(titles, start=1)
    ]
    found = items_of(_text(said))
    assert [item.title for item in found if item.number] == titles
    assert all(item.number for item in found)


@pytest.mark.parametrize("n", [3, 5])
def test_a_list_in_one_section_is_none_of_its_items(n: int) -> None:
    points = [f"{i}. The path at number {i * 7} Mill Lane is to be mended by June." for i in range(1, n + 1)]  # fmt: skip
    blocks = ["CALL TO ORDER\n\nThe chair called it.", "MINUTES\n\nThey were approved as read by all.", "OLD BUSINESS\n\nThe clerk read a list.",
              *points, "NEW BUSINESS\n\nThere was a talk about trees and the hedge.", "ADJOURNMENT\n\nAt nine."]  # fmt: skip
    assert not [item.number for item in items_of(_text(blocks)) if item.number]


@pytest.mark.parametrize("mark", [" -", ")"])
def test_links_with_another_mark_behind_the_number_are_no_items(mark: str) -> None:
    titles = ["Case PC-1; a fence and a gate on Elm Street; continued from the meeting before.",
              "Case PC-2; a barn on Mill Lane; the staff asks for it to be approved.",
              "Case PC-3; two lots on Beech Road; the applicant asks for more time.",
              "Case PC-4; a kennel on Hill Road; new this month, with a letter."]  # fmt: skip
    blocks = ["ROLL CALL", "HEARINGS"]
    for i, title in enumerate(titles, start=1):
        blocks += [f"{i}. {title}", f"{i}{mark} Mill Lane Site {i * 3}"]
        blocks += [["OLD CASES"], ["NEW CASES"], ["LAST CASES"], []][i - 1]
    blocks += ["ADJOURNMENT"]
    found = [item for item in items_of(_text(blocks)) if item.number]
    assert [item.number for item in found] == ["1", "2", "3", "4"]
    assert all(item.title.startswith("Case") for item in found)


@pytest.mark.parametrize("opening", [["CALL TO ORDER", "INVOCATION"], ["ROLL CALL", "PLEDGE OF ALLEGIANCE"]])  # fmt: skip
def test_what_opens_and_closes_a_meeting_looks_like_numbered_titles(opening: list[str]) -> None:
    wards = "NORTH WARD\n\nA tree.\n\nSOUTH WARD\n\nA path.\n\nWEST WARD\n\nA lamp."
    said = [("PRESENTATIONS", wards), ("APPROVAL OF MINUTES", "None."), ("PUBLIC COMMENTS", "Nobody spoke."),
            ("CITY MANAGER ITEMS", "A grant came in."), ("CITY CLERK ITEMS", "None."), ("OLD BUSINESS", "None."),
            ("NEW BUSINESS", "A lease."), ("DISCUSSION ITEMS", "The mill.")]  # fmt: skip
    numbered = [f"{i}. {title}\n\n{text}" for i, (title, text) in enumerate(said, start=1)]
    found = items_of(_text([*opening, *numbered, "ADJOURNMENT"]))
    titles = [item.title for item in found]
    assert titles == [*opening, *(title for title, _ in said), "ADJOURNMENT"]


def test_parts_of_a_report_and_prose_in_capitals_are_no_items_between_numbers() -> None:
    blocks = ["1. CALL TO ORDER\n\nAt seven.", "2. REPORTS", "POLICE\n\nQuiet.", "FINANCE\n\nPaid.",
              "PLANNING\n\nOne barn.", "3. NEW BUSINESS\n\nTrees.", "4. ADJOURNMENT\n\nAt nine.",
              "CLOSE THE DOOR BEHIND YOU. IF YOU ARE RECORDING, STOP NOW."]  # fmt: skip
    assert [item.number for item in items_of(_text(blocks))] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("heading", ["Approval of the Minutes", "READING OF MINUTES", "Confirm minutes"])  # fmt: skip
@pytest.mark.parametrize("number", ["III.", "3."])
def test_a_date_below_the_approval_of_minutes_is_not_this_meetings(
    heading: str, number: str
) -> None:
    head = ["Regular Meeting of the Board of Trustees", "Alderbury College District", "Thursday, March 5, 2026", "Ford Room"]  # fmt: skip
    items = ["AGENDA", "I. | ROLL CALL", f"{number} | {heading}", "January 25, 2026"]
    assert facts_of([*head, *items], "\n".join([*head, *items])).date == date(2026, 3, 5)


def test_approved_minutes_may_stand_above_their_day() -> None:
    head = ["Alderbury Town Council", "Approved Minutes", "March 5, 2026"]
    assert facts_of(head, "\n".join(head)).date == date(2026, 3, 5)
