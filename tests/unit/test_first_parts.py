"""A line that names the first part of something within what is private does not open the meeting."""

from __future__ import annotations

import pytest

from corpus.records import AgendaItem
from tests.unit.agendas import EXCLUDE, FRONT, exclusion, shown

WITHIN = [
    "Part 1 – The building",
    "Part 1: Lease terms",
    "Part One (the offers)",
    "PART A – HEADS OF TERMS",
    "Part I",
    "Part 1",
    "Part A: Bids received",
]


@pytest.mark.parametrize("line", WITHIN)
def test_the_first_part_of_a_private_paper_is_private(line: str) -> None:
    land = AgendaItem("Sale of land", "9", minutes=f"Offers were compared.\n\n{line}\n\nZebra bid.")
    staff = AgendaItem("Staff", "10", minutes="Zebra was named.")
    assert "Zebra" not in shown(*FRONT, exclusion(EXCLUDE), land, staff)


@pytest.mark.parametrize("line", WITHIN[:3])
def test_nor_is_it_behind_the_resolution_of_its_own_item(line: str) -> None:
    text = f"RESOLVED that the public be excluded for this item.\n\n{line}\n\nZebra bid."
    assert "Zebra" not in shown(*FRONT, AgendaItem("Sale of land", "9", minutes=text))


@pytest.mark.parametrize("title", ["Part 1 – Open to the public", "PART A", "Part I: public items"])
def test_the_first_part_of_an_agenda_opens_the_meeting(title: str) -> None:
    roads = AgendaItem("Roads", "10", minutes="Ash was planted.")
    heading = AgendaItem(title)
    assert "Ash" in shown(*FRONT, exclusion(EXCLUDE), heading, roads)
