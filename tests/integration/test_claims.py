"""What a list claims is true: what counts has the words, filters only take away, groups are told apart."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from indexer.language.terms import terms_with_offsets
from search.expand.forms import forms_of
from search.page.as_json import to_json
from search.query.nodes import Filters
from search.searcher import MODES, Mode, Searcher
from tests.conftest import SAMPLE
from tests.quality.claims import Claims, queries_of
from web.app import create_app

JUDGED = [
    json.loads(line)["text"]
    for line in (SAMPLE / "judgments" / "queries.jsonl").read_text("utf-8").splitlines()
]


def has(text: str, term: str) -> bool:
    return any(found == term for found, *_ in terms_with_offsets(text))


@pytest.fixture(scope="module")
def app(sample_index: Path) -> Flask:
    return create_app(sample_index)


# A third of the judged queries, and others made of the index's own words and titles.
@pytest.mark.parametrize("part", ["judged", "own"])
def test_no_claim_is_false(part: str, searcher: Searcher) -> None:
    texts = JUDGED[::9] if part == "judged" else queries_of(searcher, 8)
    claims = Claims(searcher)
    assert [told for text in texts for told in claims.false_ones(text)] == []
    assert len(claims.checked) >= 8
    assert all(claims.checked.values())


def test_no_page_claims_what_is_not_so(app: Flask, searcher: Searcher) -> None:
    """Downloads, timelines, councillors, committees, items, motions and votes, counted again."""
    claims, client = Claims(searcher), app.test_client()
    texts = [*JUDGED[::27], "18th centurey lidoes", *queries_of(searcher, 4)]
    told = [one for text in texts for one in claims.false_of_query(client, text)]
    assert told + list(claims.false_of_pages(client)) == []
    assert len(claims.checked) >= 16
    assert all(claims.checked.values())


@pytest.mark.parametrize(("word", "term"), [("potholes", "pothol"), ("lido", "lido")])
@pytest.mark.parametrize("mode", MODES)
def test_a_word_counts_where_it_stands_and_nowhere_else(
    word: str, term: str, mode: Mode, searcher: Searcher
) -> None:
    wanted = {p.id for p in searcher.all_passages() if has(f"{p.title}\n{p.text}", term)}
    page = searcher.search(word, limit=1_000, mode=mode)
    assert {h.passage.id for h in page.hits if h.group == "counted"} == wanted
    assert page.matched == len(wanted) > 0
    assert page.near == len([h for h in page.hits if h.group == "near"]) <= 10


def test_of_two_or_three_words_all_are_there_and_of_more_most(searcher: Searcher) -> None:
    for text, least in (("taxi licence", 2), ("school bus fares", 3), ("lido roof repair cost", 3)):
        terms = [term for term, *_ in terms_with_offsets(text)]
        for hit in searcher.search(text, limit=1_000).hits:
            passage = hit.passage
            had = sum(has(f"{passage.title}\n{passage.text}", term) for term in terms)
            assert (had >= least) == (hit.group == "counted"), (text, passage.id)


@pytest.mark.parametrize(
    "text",
    [
        "coral reef bleaching",
        "nuclear submarine decommissioning",
        "asdf qwer zxcv",
        "opera soprano",
    ],
)
def test_what_no_record_has_and_nothing_is_near_to_is_not_found(
    text: str, searcher: Searcher
) -> None:
    # By meaning alone as well: a word that no record has is no evidence for anything weakly like it.
    for mode in ("hybrid", "dense"):
        page = searcher.search(text, mode=mode)
        assert (page.matched, page.near, page.hits, page.committees) == (0, 0, (), ()), mode


@pytest.mark.parametrize("text", ["elderly people who are lonely", "speeding near schools"])
def test_what_is_meant_in_other_words_is_found_by_meaning_alone(
    text: str, searcher: Searcher
) -> None:
    assert searcher.search(text, mode="dense").near == 10


def test_words_of_one_group_come_first_unless_another_item_is_clearly_better(
    searcher: Searcher,
) -> None:
    lead = searcher.ranker.calibration.lead_few_words
    for text in ("potholes", "lido", "school places", "taxi licence", "council tax"):
        groups = [(h.group, h.score) for h in searcher.search(text, limit=1_000).hits]
        last = max(at for at, (group, _) in enumerate(groups) if group == "counted")
        assert all(score >= lead for group, score in groups[:last] if group == "near"), text


@pytest.mark.parametrize("name", ["Lisle", "Raman", "Achebe"])
def test_a_councillor_who_said_nothing_about_it_is_said_to_have_said_nothing(
    name: str, searcher: Searcher
) -> None:
    page = searcher.search(f"what did Councillor {name} say about coral reef bleaching")
    assert page.hits == ()
    assert any(note.startswith(f"Nothing of Councillor {name} about") for note in page.notes)


def test_what_a_councillor_said_about_it_counts_where_the_item_has_the_words(
    searcher: Searcher,
) -> None:
    page = searcher.search("what did Councillor Lisle say about parking", limit=1_000)
    counted = [hit.passage for hit in page.hits if hit.group == "counted"]
    assert 0 < len(counted) == page.matched
    for passage in counted:
        assert any("Lisle" in speaker for speaker in passage.speakers)
        assert has(f"{passage.title}\n{passage.text}", "park")


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ("committee:Cabinet roads", Filters(("Planning Committee",))),
        ("roads from:2014 to:2016", Filters((), date(2018, 1, 1))),
        ("roads from:2014", Filters((), date(2018, 1, 1))),
    ],
)
def test_filters_of_the_form_take_away_from_those_that_were_typed(
    typed: str, given: Filters, searcher: Searcher
) -> None:
    wide = searcher.search(typed, limit=1_000)
    narrow = searcher.search(typed, limit=1_000, filters=given)
    assert {h.passage.id for h in narrow.hits} <= {h.passage.id for h in wide.hits}


def test_filters_that_leave_nothing_say_what_there_would_be(searcher: Searcher) -> None:
    page = searcher.search("lido", filters=Filters((), None, date(1990, 1, 1)))
    assert not page.hits
    assert any(note.startswith("Without the filters there would be") for note in page.notes)
    assert not any("No record" in note for note in page.notes)


def test_json_tells_the_groups(searcher: Searcher) -> None:
    found = to_json(searcher.search("potholes", limit=100))
    groups = [hit["group"] for hit in found["hits"]]
    assert groups.count("counted") == found["matched"]
    assert len(groups) == found["listed"]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("potholes", "say “potholes”"),
        ("what was said about potholes?", "say “potholes”"),
        ("lido in March 2019", "say “lido”"),
        ("lido since 2015", "say “lido”"),
        ("vilage", "say “village”"),
        ("licensing committee taxis", "say “taxis”"),
        ("taxi licence", "have all the words of “taxi licence”"),
        ("+lido", "match “+lido”"),
    ],
)
def test_what_stands_above_a_list_quotes_what_was_counted(
    text: str, claim: str, searcher: Searcher
) -> None:
    page = searcher.search(text)
    assert page.matched
    said = f"{page.claim} {page.claimed}"
    said = re.sub(r"^(say|match)e?s\b", r"\1", said) if page.matched == 1 else said
    assert said.partition(" or ")[0] == claim


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("minute 62/2015 fees", "is cited by “minute 62/2015 fees”"),
        (
            "Cabinet 2019-09-17 item 47/19 zebra",
            "is cited by “Cabinet 2019-09-17 item 47/19 zebra”",
        ),
    ],
)
def test_an_item_that_is_cited_is_not_said_to_have_the_words(
    text: str, claim: str, searcher: Searcher
) -> None:
    page = searcher.search(text)
    assert page.matched == 1
    assert f"{page.claim} {page.claimed}{page.claimed_beside}" == claim


def test_of_a_councillor_it_says_in_which_they_speak(searcher: Searcher) -> None:
    page = searcher.search("what did Councillor Lisle say about parking")
    assert page.claim.startswith("in which Councillor Lisle speaks ")
    assert page.claimed == "“parking”"
    page = searcher.search("what did Councillor Lisle say?")
    assert (page.claim, page.claimed) == ("in which Councillor Lisle speaks", "")
    page = searcher.search("what did Councillors Lisle and Raman say about parking")
    assert page.claim.startswith("in which Councillors Lisle or Raman speak ")


@pytest.mark.parametrize(("typed", "other"), [("parks", "parking"), ("parking", "park")])
def test_the_form_that_was_typed_comes_first_and_is_marked_alone(
    typed: str, other: str, searcher: Searcher
) -> None:
    hits = [hit for hit in searcher.search(typed, limit=1_000).hits if hit.group == "counted"]
    first = f"{hits[0].passage.title} {hits[0].passage.text}".lower()
    assert forms_of(typed) & set(re.findall(r"\w+", first))
    marked = {
        snippet.text[start:end].lower()
        for hit in hits[:3]
        for snippet in hit.snippets
        for start, end in snippet.highlights
    }
    assert marked
    assert other not in marked
