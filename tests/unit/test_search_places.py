"""A place in a query is met by the name of an item's council, where only some councils have it in theirs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.build.pipeline import build
from indexer.generation import store
from search.expand.places import councils_of
from search.query.nodes import Filters
from search.searcher import Searcher, open_index
from tests.conftest import write_records
from tests.quality.claims import Claims
from tests.quick_model import use_exported

ADARE, WEST, CITY = (
    "Municipal District of Adare-Rathkeale",
    "Municipal District of Newcastle West",
    "Ashton City and County Council",
)


@pytest.mark.parametrize(
    ("councils", "places"),
    [
        (
            (ADARE, WEST, CITY),
            {"adare": (ADARE,), "rathkeale": (ADARE,), "newcastle west": (WEST,), "ashton": (CITY,)},
        ),
        (("St. Anne’s Parish Council", "Oak & Elm Council"), {
            "st. anne’s": ("St. Anne’s Parish Council",),
            "oak": ("Oak & Elm Council",),
            "elm": ("Oak & Elm Council",),
        }),
        # What all have tells none of them.
        (("Ashton City Council", "Ashton County Council"), {}),
        (("Ashton City Council",), {}),
        ((), {}),
        (("Council", "Parish Council"), {}),
    ],
)  # fmt: skip
def test_places_are_what_stands_between_the_kinds_of_councils(
    councils: tuple[str, ...], places: dict[str, tuple[str, ...]]
) -> None:
    assert councils_of(councils) == places


def item(title: str, said: str) -> dict[str, str]:
    return {"title": title, "minutes": f"Councillor Pike spoke. {said}"}


def meeting(council: str, *items: dict[str, str]) -> str:
    return json.dumps({"council": council, "committee": "Council", "date": "2019-05-14", "items": items}) + "\n"  # fmt: skip


@pytest.fixture(scope="module")
def searched(tiny_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    folder = tmp_path_factory.mktemp("places")
    files: dict[str, str | bytes] = {
        "a.jsonl": meeting(ADARE, item("Flooding", "The river rose."), item("Bins", "They are full.")),
        "b.jsonl": meeting(WEST, item("Flooding", "The stream rose."), item("A road", "West of the mill.")),
        "c.jsonl": meeting(CITY, item("Drains", "Flooding in Adare was named."), item("Reading", "Books and flooding.")),
        "d.jsonl": meeting("Reading Borough Council", item("Flooding", "The Thames rose.")),
    }  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        use_exported(store.open_generation(tiny_built / "index").folder / "encoder", patch)
        build([write_records(folder / "records", files)], folder / "index")
    return open_index(folder / "index")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("what was said about flooding in Adare", {(ADARE, "Flooding"), (CITY, "Drains")}),
        ("flooding rathkeale", {(ADARE, "Flooding")}),
        ("flooding newcastle west", {(WEST, "Flooding")}),
        # A part of a name is none, nor is a word of the language without a capital.
        ("road west", {(WEST, "A road")}),
        ("flooding west", set()),
        ("flooding reading", {(CITY, "Reading")}),
        ("flooding Reading", {(CITY, "Reading"), ("Reading Borough Council", "Flooding")}),
        # Syntax says what it says, and a place alone is a word.
        ("+flooding +adare", {(CITY, "Drains")}),
        ("adare", {(CITY, "Drains")}),
    ],
)
def test_items_of_a_place_need_not_say_its_name(
    text: str, found: set[tuple[str, str]], searched: Searcher
) -> None:
    page = searched.search(text, mode="lexical")
    counted = {(h.passage.council, h.passage.title) for h in page.hits if h.group == "counted"}
    assert counted == found
    assert page.matched == len(found)
    assert list(Claims(searched).false_ones(text)) == []


def test_it_is_said_and_can_be_turned_off(searched: Searcher) -> None:
    page = searched.search("flooding in Adare")
    assert f"Items of {ADARE} count as having “Adare”." in page.notes
    assert page.n_of_places == 1
    assert page.claimed_beside == f", or are of {ADARE} and have the rest (1)"
    plain = searched.search("flooding in Adare", filters=Filters(literal=True))
    assert plain.matched == 1
    assert plain.claimed_beside == ""


def test_where_all_records_are_of_one_council_nothing_changes(searcher: Searcher) -> None:
    assert searcher.search("Wenbridge flooding").query.places == ()
