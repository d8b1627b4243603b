"""Wildcards are tried on whole words as they are written, not on stems alone."""

from __future__ import annotations

import re

import pytest

from search.expand.wildcards import with_stems
from search.query.nodes import Near
from search.query.patterns import wildcard_term
from search.query.query import read_query
from search.searcher import Searcher

WORDS = ["plan", "planned", "planning", "plans", "universities", "university", "zebra"]


@pytest.mark.parametrize(
    ("typed", "stems"),
    [
        ("planni*", ("plan",)),
        ("plann*", ("plan",)),
        ("plan*", ()),
        # The stem of "university" is "universiti", which these fit themselves.
        ("universit*", ()),
        ("*ning", ("plan",)),
        ("p*ing", ("plan",)),
        ("zz*", ()),
        ("Planni*", ("plan",)),
        ("town-planni*", ("townplan",)),
        ("plannig~", ("plan",)),
        ("PLANNIG~", ("plan",)),
        ("plannig~2", ("plan",)),
        ("universty~", ()),
        ("zebrs~", ()),
        ("lanning~", ()),
    ],
)
def test_a_wildcard_stands_for_the_stems_of_the_words_that_it_fits(
    typed: str, stems: tuple[str, ...]
) -> None:
    query = with_stems(read_query(typed), lambda: WORDS)
    assert [node.stems for node in query.scored] == [stems]  # type: ignore[union-attr]
    assert query.condition == query.scored[0]


def test_the_words_of_a_near_know_the_stems_that_they_fit() -> None:
    query = with_stems(read_query("planni* NEAR/3 plannig~"), lambda: WORDS)
    assert isinstance(query.condition, Near)
    assert (query.condition.first.stems, query.condition.second.stems) == (("plan",), ("plan",))


@pytest.mark.parametrize(
    ("typed", "tried"),
    [
        ("decision-mak*", "decisionmak*"),
        ("Councillor’s*", "councillors*"),
        ("O'Nei*", "onei*"),
        ("s.106*", "s106*"),
        ("1,000*", "1000*"),
        ("16/01*", "16/01*"),
        ("2.5*", "2.5*"),
        ("Café*,", "cafe*"),
    ],
)
def test_a_wildcard_is_tried_in_the_form_that_terms_have(typed: str, tried: str) -> None:
    assert wildcard_term(typed) == tried


@pytest.mark.parametrize(
    ("typed", "found"),
    [("call-i*", r"call-in"), ("s.106*", r"section 106"), ("plannig~", r"\bplanning\b")],
)
def test_what_is_written_in_several_ways_is_found_and_marked(
    typed: str, found: str, searcher: Searcher
) -> None:
    hits = searcher.search(typed, limit=20).hits
    marked = [s.text[a:b] for hit in hits for s in hit.snippets for a, b in s.highlights]
    assert any(re.fullmatch(found, word, re.IGNORECASE) for word in marked), marked


def test_words_are_not_read_for_a_query_without_a_wildcard() -> None:
    with_stems(read_query("planning"), lambda: pytest.fail("they were read"))


@pytest.mark.parametrize("text", ["planni*", "title:planni*", "planni* AND NOT title:appea*"])
def test_planni_finds_planning(text: str, searcher: Searcher) -> None:
    page = searcher.search(text, limit=1_000)
    assert page.hits
    found = "\n".join(f"{hit.passage.title} {hit.passage.text}" for hit in page.hits)
    assert re.search(r"\bplanning\b", found, re.IGNORECASE)


def test_every_item_with_a_word_that_fits_is_found(searcher: Searcher) -> None:
    page = searcher.search("planni*", limit=1_000)
    wanted = {
        p.id
        for p in searcher.all_passages()
        if re.search(r"(?<!\w)planni[a-z]*", f"{p.title} {p.text}", re.IGNORECASE)
    }
    assert wanted
    assert wanted <= {hit.passage.id for hit in page.hits}


def test_only_words_that_fit_are_marked(searcher: Searcher) -> None:
    marks = {
        snippet.text[start:end].lower()
        for hit in searcher.search("planni*", limit=200).hits
        for snippet in hit.snippets
        for start, end in snippet.highlights
    }
    assert marks == {"planning"}
