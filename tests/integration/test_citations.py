"""What the product prints as a citation finds its item, and preferences order without leaving out."""

from __future__ import annotations

import re

import numpy as np
import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from search.page.as_json import to_json
from search.page.words import item_of, where
from search.query.nodes import Filters
from search.searcher import Searcher
from tests.citing import citation
from web.app import create_app


def test_every_printed_citation_typed_back_gives_its_item_first(searcher: Searcher) -> None:
    ids = searcher.identifiers
    for passage in searcher.all_passages():
        shown = [passage.id, citation(passage, f"http://localhost/passage/{passage.id}")]
        if passage.date and passage.committee:
            shown.append(f"{passage.committee} {passage.date.isoformat()} {passage.title}")
            if passage.number:
                shown.append(where(passage))
                shown.append(f"{passage.committee}, {passage.date:%-d %B %Y}, {item_of(passage)}")
        for text in shown:
            rows = searcher.expanded(text).cited
            assert rows, text
            assert ids[rows[0]] == passage.id, text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("school places on 14 July 1999", ["14 July 1999"]),
        ("school places in 1987", ["1987"]),
        ("budget before 1990", ["up to 31 December 1989"]),
        ("parking between 2001 and 2003", ["2001 to 2003"]),
        ("school places in 2018", []),
        ("budget since 1990", []),
    ],
)
def test_a_time_of_no_meeting_is_said_to_be_one(
    text: str, shown: list[str], searcher: Searcher
) -> None:
    page = searcher.search(text)
    said = [note for note in page.notes if note.startswith("No record is of a meeting then")]
    assert len(said) == len(shown)
    assert len(page.query.preferences) == 1
    days = [p.date for p in searcher.all_passages() if p.date]
    (time,) = page.query.preferences
    first, last = time.date_from or min(days), time.date_to or max(days)
    assert bool(said) == (not any(first <= day <= last for day in days))


def test_a_number_that_is_no_plain_count_is_enough(searcher: Searcher) -> None:
    ids = searcher.identifiers
    telling = [p for p in searcher.all_passages() if p.number and not p.number.strip(".").isdigit()]
    assert len(telling) > 50
    for passage in telling:
        number = str(passage.number)
        for text in (number, f"minute {number}", f"item {number}", f"Minute No. {number}"):
            # Two years may have the same number: both are cited.
            assert passage.id in [ids[row] for row in searcher.expanded(text).cited], text


@pytest.mark.parametrize("text", ["minute 62/2015", "P.24", "item 14/16", "45/19"])
def test_a_cited_item_comes_first_in_every_mode(text: str, searcher: Searcher) -> None:
    row = searcher.expanded(text).cited[0]
    for mode in ("hybrid", "lexical"):
        page = searcher.search(text, mode=mode)  # type: ignore[arg-type]
        assert page.hits[0].passage.id == searcher.identifiers[row]
        assert not any("No record has" in note for note in page.notes)


def test_a_committee_with_a_date_gives_its_meeting_in_order(searcher: Searcher) -> None:
    page = searcher.search("Planning Committee 13 June 2018", limit=50)
    numbers = [
        h.passage.number
        for h in page.hits
        if str(h.passage.date) == "2018-06-13" and h.passage.number
    ]
    assert numbers == sorted(numbers, key=lambda number: int(re.sub(r"\D", "", number)))
    assert str(page.hits[0].passage.date) == "2018-06-13"


@pytest.mark.parametrize(
    "text",
    ["item 5", "45/19 lido", "lido", "section 106", "5 minutes", "24/7 care", "2016/17 budget"],
)
def test_what_cites_nothing_is_searched(text: str, searcher: Searcher) -> None:
    assert searcher.expanded(text).cited == ()


@pytest.mark.parametrize("text", ["P.24", "lido in July 2018", "licensing committee meerkats"])
def test_it_is_taken_off_by_one_click(text: str, searcher: Searcher) -> None:
    client: FlaskClient = create_app(searcher.generation.folder.parents[1]).test_client()
    page = client.get("/", query_string={"q": text}).text
    assert "Search for these words as they are" in page
    literal = client.get("/", query_string={"q": text, "literal": "1"}).text
    assert "Search for these words as they are" not in literal
    query = searcher.expanded(text, filters=Filters(literal=True))
    assert (query.cited, query.preferences) == ((), ())


def test_a_committee_that_is_named_is_where_to_look_first(searcher: Searcher) -> None:
    for text, first in [
        ("licensing committee meerkats", "Licensing Committee"),
        ("meerkats at the Licensing Committee", "Licensing Committee"),
        ("planning committee trees", "Planning Committee"),
    ]:
        page = searcher.search(text)
        assert page.hits[0].passage.committee == first
        assert not page.hits[0].passage.procedural
        (preference,) = to_json(page)["preferences"]
        assert preference["committees"] == [first]


def test_block_b2_and_a_road_are_words(searcher: Searcher) -> None:
    assert "HARTLEY COURT" in searcher.search("Hartley Court block B2").hits[0].passage.title
    assert searcher.search("A46 traffic").hits


def test_a_financial_year_keeps_the_first_hit(searcher: Searcher) -> None:
    changed = []
    keywords = [
        "lido", "potholes", "garden waste", "taxi fares", "school places", "fly-tipping", "cemeteries",
        "flooding", "libraries", "bus lanes", "plane trees", "twinning", "blue badges", "webcasting",
        "dog breeders", "care leavers", "cladding", "student housing",
    ]  # fmt: skip
    for words in keywords:
        before, after = searcher.search(words), searcher.search(f"{words} 2016/17")
        if before.hits[0].passage.id != after.hits[0].passage.id:
            changed.append(words)
        assert {h.passage.id for h in before.hits[:3]} & {h.passage.id for h in after.hits[:3]}
    assert changed == []


@settings(max_examples=30, deadline=None)
@given(
    words=st.sampled_from(["lido", "bus", "council tax", "trees", "school places"]),
    when=st.sampled_from(
        ["in March 2015", "in 2018", "on 10 July 2018", "at the planning committee"]
    ),
)
def test_a_preference_leaves_nothing_out_and_orders_as_the_exact_scores_do(
    words: str, when: str, searcher: Searcher
) -> None:
    text = f"{words} {when}"
    plain = searcher.ranker.rank(searcher.expanded(words), "hybrid", 1_000)
    found = searcher.ranker.rank(searcher.expanded(text), "hybrid", 1_000)
    top = searcher.ranker.rank(searcher.expanded(text), "hybrid", 10)
    assert top.rows.tolist() == found.rows[:10].tolist()
    # What counts is the same with it and without.
    assert np.array_equal(found.counted, plain.counted)
