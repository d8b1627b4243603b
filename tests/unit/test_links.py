from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import AgendaItem, Meeting
from indexer.build.links import full_names, linked
from indexer.passages.of_meeting import passages, with_unique_ids
from indexer.passages.passage import Passage

LESSONS = "Lessons Learned from the Recent Ofsted Inspection"


def meeting(day: int, *items: AgendaItem, committee: str = "Scrutiny", month: int = 6) -> Meeting:
    when = date(2015, month, day)
    return Meeting(items, f"{committee}-{month}-{day}.txt", "Wenbridge", committee, when)


def built(*meetings: Meeting) -> list[Passage]:
    return linked(list(with_unique_ids(p for one in meetings for p in passages(one))))


def target(text: str, *meetings: Meeting, here: int = 0) -> str | None:
    """Return the title of the item that the first reference of a text leads to."""
    asking = AgendaItem("Asking", "10", minutes=text)
    first = meetings[here]
    meetings = (
        *meetings[:here],
        Meeting((asking, *first.items), first.source, first.council, first.committee, first.date),
        *meetings[here + 1 :],
    )
    found = built(*meetings)
    (passage,) = [p for p in found if p.title == "Asking"]
    (reference,) = passage.annotations.references
    assert passage.text[reference.start :].startswith(reference.text)
    return next((p.title for p in found if p.id == reference.target), None)


JUNE = meeting(22, AgendaItem(LESSONS, "11"), AgendaItem("Roads", "12"))
MAY = meeting(18, AgendaItem("Parks", "45/15"), AgendaItem("Trees", "7"), month=5)
CABINET = meeting(16, AgendaItem("Trams", "7"), AgendaItem("Pools", "45/15"), committee="Cabinet")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"(see minute 11, “{LESSONS}”, below)", LESSONS),
        ("It was discussed (Minute 12 refers).", "Roads"),
        ("See minute No. 12 above.", "Roads"),
        ("See agenda item 12.", "Roads"),
        ("Minute 12.3 says so.", "Roads"),
        ("Minute 45/15 refers.", "Parks"),
        ("Cabinet minute 45/15 refers.", "Pools"),
        ("minute 7 of 18 May 2015 refers", "Trees"),
        ("Minute 7 refers.", "Trees"),
        ("Cabinet minute 7 of 16 June 2015", "Trams"),
        ("See item 45 there.", None),
        ("Minute 99 refers.", None),
        ("minute 7 of 1 January 2001 refers", None),
    ],
)
def test_a_reference_leads_to_the_item_that_it_names_or_to_none(
    text: str, title: str | None
) -> None:
    assert target(text, JUNE, MAY, CABINET) == title


def test_what_is_no_reference_is_not_read_as_one() -> None:
    text = "It took a minute; items 3,000 in all; in 12 minutes; item 4% dearer."
    (passage,) = built(meeting(1, AgendaItem("Asking", minutes=text)))
    assert passage.annotations.references == ()


def test_a_passage_without_a_meeting_leads_nowhere() -> None:
    alone = Meeting((AgendaItem("Asking", minutes="(see minute 11, “Roads”, below)"),), "a.txt")
    found = linked([*passages(alone), *passages(JUNE)])
    assert found[0].annotations.references[0].target is None


@pytest.mark.parametrize(
    ("names", "full"),
    [
        (["Russell", "A. Russell", "Adam Russell"], ["Adam Russell"] * 3),
        (["Russell", "Adam Russell", "Anne Russell"], ["Russell", "Adam Russell", "Anne Russell"]),
        (["A. Russell", "Adam Russell", "Anne Russell"],
         ["A. Russell", "Adam Russell", "Anne Russell"]),
        (["B. Russell", "Adam Russell"], ["B. Russell", "Adam Russell"]),
        (["Sheahan (K)", "Kieran Sheahan", "Sheahan (J)"],
         ["Kieran Sheahan", "Kieran Sheahan", "Sheahan (J)"]),
        (["Pike", "Raman"], ["Pike", "Raman"]),
        (["Smith-Jones", "J. Smith-Jones"], ["J. Smith-Jones", "J. Smith-Jones"]),
    ],
)  # fmt: skip
def test_names_are_one_person_only_where_no_other_is_possible(
    names: list[str], full: list[str]
) -> None:
    for order in permutations(names):
        found = full_names(order)
        assert [found.get(name, name) for name in names] == full


def test_a_surname_is_told_by_its_meeting_before_the_council() -> None:
    june = meeting(
        22,
        AgendaItem("One", "1", minutes="Councillor Adam Russell said no."),
        AgendaItem("Two", "2", minutes="Councillor Russell asked why."),
    )
    july = meeting(20, AgendaItem("Three", "3", minutes="Councillor Anne Russell spoke."), month=7)
    may = meeting(4, AgendaItem("Four", "4", minutes="Cllr Russell spoke."), month=5)
    assert [p.speakers for p in built(june, july, may)] == [
        ("Adam Russell",), ("Adam Russell",), ("Anne Russell",), ("Russell",),
    ]  # fmt: skip


@given(st.lists(st.sampled_from(["Russell", "A Russell", "Ann Russell", "Al Russell", "Pike"])))
def test_full_names_never_make_two_people_one(names: list[str]) -> None:
    full = full_names(names)
    for name, fullest in full.items():
        assert fullest in names
        assert fullest.split()[-1] == name.split()[-1]
    assert full.get("Ann Russell", "Ann Russell") == "Ann Russell"
    assert full.get("Al Russell", "Al Russell") == "Al Russell"
