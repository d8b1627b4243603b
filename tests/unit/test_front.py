"""The items that a front sheet lists, among times, dates, addresses and gaps; and where a late paper goes."""

from __future__ import annotations

from datetime import date

import pytest

from corpus import names
from corpus.papers.block import Block
from corpus.papers.front import items_of
from corpus.papers.items import Paper, item_of
from corpus.papers.paths import named
from corpus.records import DocumentKind, Listed


def _numbers(text: str) -> list[str]:
    return [one.number for one in items_of(text.splitlines())]


@pytest.mark.parametrize(
    "text",
    [
        "6:00 p.m. Closed session\n7:00 p.m. Open session\n1. Roll call\n2. Fees\n2a. Parking\n3. Adjourn",
        "12 March 2024 at the Town Hall\n1 Roll call\n2 Fees\n2a Parking\n3 Adjourn",
        "10.30 am for coffee\n1 Roll call\n2 Fees\n2a Parking\n3 Minutes of the meeting of\n21 January 2024",
        "2 Castle Street\n4 copies of the plan\n1. Roll call\n2. Fees\n2a. Parking\n3. Adjourn\n44 Quay Road",
        "18.30 hours\n1. Roll call\n2. Fees\n2a. Parking\n3. Adjourn\n6 March 2024",
    ],
)
def test_times_dates_and_addresses_are_no_items(text: str) -> None:
    assert _numbers(text) == ["1", "2", "2a", "3"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1 Opening\n2 Minutes\n9 Reports of officers\n9.1 Dust\n9.2 Lease\n10 Closure", ["1", "2", "9", "9.1", "9.2", "10"]),
        ("1. Apologies\n4. Disclosures\n12. City life\n12.1 Pool\n12.2 Grants\n13. Assets\n13.1 Kerbs",
         ["1", "4", "12", "12.1", "12.2", "13", "13.1"]),
        ("Item 1 Welcome\nItem 2 Grants\nItem 3 Close", ["1", "2", "3"]),
        ("1 Welcome\n2 Grants of up to\n90 per cent\n3 Close", ["1", "2", "3"]),
    ],
)  # fmt: skip
def test_numbers_that_others_follow_are_items_and_a_single_one_far_off_is_none(
    text: str, numbers: list[str]
) -> None:
    assert _numbers(text) == numbers


LISTED = [
    Listed("8", "Minutes"),
    Listed("9.1", "Dust on Mine Road"),
    Listed("9.2", "Lease of the station"),
]


def _item(name: str, text: str, kind: DocumentKind = DocumentKind.REPORT) -> str | None:
    lines = text.split("\n")
    return item_of(Paper(kind, named(name), Block(), lines[0], lines, 1, []), LISTED).value


@pytest.mark.parametrize("name", ["Late item 9.3 Cyclone.pdf", "Item 9.3.pdf", "9.3 - Cyclone damage.pdf"])  # fmt: skip
def test_a_late_paper_keeps_its_number_though_the_sheet_does_not_list_it(name: str) -> None:
    assert _item(name, "Cyclone damage: emergency works") == "9.3"


@pytest.mark.parametrize(
    "name", ["Attachment 9.2.1 - Draft.pdf", "9.2 Attachment A.pdf", "Appendix 9.2.4.pdf"]
)
def test_an_attachment_is_of_the_item_before_its_own_number(name: str) -> None:
    assert _item(name, "This deed is made between two parties", DocumentKind.APPENDIX) == "9.2"


@pytest.mark.parametrize(
    "text",
    [
        "Addendum\nItem 9.1: Dust on Mine Road\nOne more letter came.\nItem 9.2: Lease of the station\nNone came.",
        "Update sheet\nAgenda item 9.1\nA letter.\nAgenda item 9.2\nAnother.",
    ],
)
def test_what_speaks_of_several_items_is_of_none(text: str) -> None:
    assert _item("Update.pdf", text) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("City of Marlow Springs", "Marlow Springs City Council"),
        ("The Corporation of the Municipality of North Brennan", "Municipality of North Brennan"),
        ("Shire of Kurrawang", "Kurrawang Shire Council"),
    ],
)
def test_a_council_is_one_however_its_kind_is_put(one: str, other: str) -> None:
    assert names.organisation_key(one) == names.organisation_key(other)
    assert names.organisation_key(one) != names.organisation_key("Ashton Borough Council")


@pytest.mark.parametrize("head", ["REGULAR COUNCIL MEETING MINUTES", "Special Council Minutes", "EMERGENCY COUNCIL"])  # fmt: skip
def test_the_kind_of_a_meeting_is_no_council(head: str) -> None:
    from corpus.heads import facts_of

    found = facts_of([head, "Tuesday, October 15, 2024"])
    assert (found.council, found.date) == (None, date(2024, 10, 15))
