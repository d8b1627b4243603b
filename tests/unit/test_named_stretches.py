"""Where an item that a resolution names ends, if its reader left it in the text of another: where the next one begins."""

from __future__ import annotations

import pytest

from corpus.records import AgendaItem
from tests.unit.agendas import FRONT, shown

NAMED = "RESOLVED: That under section 100A(4) the public be excluded for items {numbers}."
# The lines of what is named, each of which begins like an item: a list counts anew, in another form, or has figures.
WITHIN = [
    "1. Zebra offered 40,000.",
    "1. Reserve agreed.\n\n2. Zebra to be told.",
    "(1) Zebra offered 40,000.",
    "1) Zebra offered 40,000.",
    "2.5 acres would go to Zebra.",
    "12. Zebra was the twelfth bidder.",
    "A1. Zebra is the first plot.",
    "1/2 of the plot is Zebra’s.",
    "1. One bid.\n\n2. Two bids.\n\n3. Three bids.\n\n10. Zebra bid.",
    "9.1 The plot.\n\n9.2 The bids.\n\n9.2.1 Zebra bid.",
    "7. Zebra was at number seven.",
    "3. Zebra lost.\n\n4. Ash won.",
]
BEHIND = [
    "10. Roads\n\nZebra crossings were praised.",
    "10) Roads\n\nZebra crossings were praised.",
]


def _shown(numbers: str, text: str) -> str:
    item = AgendaItem(
        "Exclusion of the public", "8", minutes=f"{NAMED.format(numbers=numbers)}\n\n{text}"
    )
    return shown(*FRONT, item, AgendaItem("Other matters", "20", minutes="A vase.")).lower()


@pytest.mark.parametrize("text", WITHIN)
def test_a_numbered_line_within_what_is_named_does_not_end_it(text: str) -> None:
    assert "zebra" not in _shown(
        "9", f"9. Sale of land\n\nThe offers that had come in were compared at length.\n\n{text}"
    )


@pytest.mark.parametrize("text", WITHIN)
def test_nor_does_one_within_the_last_of_those_that_are_named(text: str) -> None:
    lines = f"9. Sale of land\n\nThe offers that had come in were compared at length.\n\n10. Staff\n\nA post would be filled by the end of May.\n\n{text}"
    assert "zebra" not in _shown("9 and 10", lines)


@pytest.mark.parametrize("text", BEHIND)
def test_the_next_item_ends_it(text: str) -> None:
    assert "zebra" in _shown(
        "9", f"9. Sale of land\n\nThe offers that had come in were compared at length.\n\n{text}"
    )


def test_parts_of_what_is_named_are_of_it_and_the_next_item_is_public() -> None:
    lines = "9. Sale\n\nThere were offers of all kinds.\n\n9.1 Offers\n\nAsh bid for all of it at once.\n\n9.2 Price\n\nOak bid for all of it at once.\n\n10. Roads\n\nZebra crossings."
    text = _shown("9", lines)
    assert "zebra" in text
    assert "oak bid" not in text


def test_of_two_that_are_named_the_second_begins_and_ends_too() -> None:
    lines = "9. Sale\n\nAsh bid for all of it at once.\n\n10. Roads\n\nA public road was to be mended soon.\n\n11. Staff\n\nOak left the service at once it seems.\n\n12. Trees\n\nZebra bark."
    text = _shown("9 and 11", lines)
    assert "zebra" in text
    assert "public road" in text
    assert "ash bid" not in text
    assert "oak left" not in text


# Other ways to number, written when the first were mended: the name, its line, the line of the item behind it.
SCHEMES = [
    ("22/041", "22/041 Sale of land", "22/042 Roads"),
    ("C4", "C4. Sale of land", "C5. Roads"),
    ("69/E", "69/E Sale of land", "70/E Roads"),
    ("12.3", "12.3 Sale of land", "12.4 Roads"),
    ("114", "114. Sale of land", "115. Roads"),
]
OF_SCHEMES = [
    "1. Zebra bid.",
    "4. Zebra bid.",
    "1/3 of it is Zebra’s.",
    "B2. Zebra bid.",
    "3.5 acres for Zebra.",
]


@pytest.mark.parametrize("text", OF_SCHEMES)
@pytest.mark.parametrize(("name", "line", "behind"), SCHEMES)
def test_whatever_the_numbers_are_only_the_next_item_ends_it(
    name: str, line: str, behind: str, text: str
) -> None:
    told = "The offers that had come in were compared at length."
    lines = f"{line}\n\n{told}\n\n{text}\n\n{behind}\n\n{told}"
    assert "zebra" not in _shown(name, lines)


@pytest.mark.parametrize(("name", "line", "behind"), SCHEMES)
def test_whatever_the_numbers_are_the_next_item_is_public(
    name: str, line: str, behind: str
) -> None:
    told = "The offers that had come in were compared at length."
    lines = f"{line}\n\n{told}\n\n{behind}\n\nZebra crossings were painted on the road."
    assert "zebra" in _shown(name, lines)
