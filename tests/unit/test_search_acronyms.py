"""Acronyms both ways: one concept with their long form, weight added, nothing replaced."""

from __future__ import annotations

import re

import numpy as np
import pytest

from indexer.generation.glossary import long_terms
from search.expand.known_acronyms import curated
from search.match.coverage import gather
from search.query.nodes import Word
from search.searcher import Searcher


def also_searched(searcher: Searcher, text: str) -> list[str]:
    return [note for note in searcher.search(text).notes if note.startswith("Also searched")]


def found(searcher: Searcher, text: str, limit: int = 3) -> str:
    return "\n".join(
        f"{hit.passage.title} {hit.passage.text}" for hit in searcher.search(text, limit=limit).hits
    )


def marked(searcher: Searcher, text: str) -> set[str]:
    return {
        snippet.text[start:end]
        for hit in searcher.search(text).hits
        for snippet in hit.snippets
        for start, end in snippet.highlights
    }


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("SEND transport", "special educational needs and disabilities"),
        ("EHCPs", "Education, Health and Care Plan"),
        ("ehcp delays", "Education, Health and Care Plan"),
        ("P.S.P.O.", "Public Spaces Protection Order"),
        ("tpo", "Tree Preservation Order"),
        ("DToC", "delayed transfers of care"),
        ("HMO licensing", "house in multiple occupation"),
    ],
)
def test_an_acronym_also_finds_its_long_form_and_says_so(
    text: str, long: str, searcher: Searcher
) -> None:
    (note,) = also_searched(searcher, text)
    assert long.lower() in note.lower()
    assert long.lower() in found(searcher, text).lower()
    assert any(long.lower()[:-1] in mark.lower() for mark in marked(searcher, text))


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("special educational needs and disabilities", "SEND"),
        ("special educational needs or disability support", "SEND"),
        ("tree preservation orders", "TPO"),
        ("what was said about education, health and care plans?", "EHCP"),
    ],
)
def test_a_long_form_also_finds_its_acronym_and_says_so(
    text: str, short: str, searcher: Searcher
) -> None:
    (note,) = also_searched(searcher, text)
    assert re.search(rf"\b{short}\b", note)
    assert any(mark.startswith(short) for mark in marked(searcher, text))


@pytest.mark.parametrize(
    "text", ["send the letter", "SEND THE LETTER", "part of it", "he was a pan bid", "the us"]
)
def test_a_word_that_an_acronym_also_spells_is_no_acronym(text: str, searcher: Searcher) -> None:
    assert not searcher.search(text).query.expansions


def test_send_in_capitals_is_not_the_verb(searcher: Searcher) -> None:
    page = searcher.search("SEND", limit=1_000)
    verbs = {p.id for p in searcher.all_passages() if re.search(r"\b[Ss]end\b", p.text)}
    acronyms = {p.id for p in searcher.all_passages() if "SEND" in p.text or "SEND" in p.title}
    assert verbs - acronyms
    assert not any(h.lexical_score for h in page.hits if h.passage.id in verbs - acronyms)
    assert acronyms <= {hit.passage.id for hit in page.hits}


def test_it_in_capitals_is_information_technology(searcher: Searcher) -> None:
    assert "IT " in searcher.search("IT strategy").hits[0].passage.title
    assert searcher.search("IT strategy", mode="lexical").matched < 60


@pytest.mark.parametrize("word", ["OF", "THE", "FOR", "BY"])
def test_a_word_that_only_headings_have_in_capitals_is_no_acronym(
    word: str, searcher: Searcher
) -> None:
    asked = (searcher.search(f"swimming {one} pool") for one in (word, word.lower()))
    shouted, small = ([hit.passage.id for hit in page.hits] for page in asked)
    assert shouted == small


def test_a_short_form_of_several_things_searches_each_and_says_so(searcher: Searcher) -> None:
    (note,) = also_searched(searcher, "SPD")
    assert "single person discount" in note
    assert "Supplementary Planning Document" in note
    assert "SPD stands for each of them" in note


def test_a_rare_long_form_is_not_searched_and_the_note_says_so(searcher: Searcher) -> None:
    (note,) = also_searched(searcher, "SEND")
    assert note == (
        "Also searched: special educational needs and disabilities. "
        "Not searched, being rare: special educational needs."
    )


@pytest.mark.parametrize("text", ["+SEND", '"SEND"', "title:SEND", "SEND AND school", "SEND*"])
def test_what_syntax_demands_is_searched_as_typed(text: str, searcher: Searcher) -> None:
    page = searcher.search(text, limit=1_000)
    assert not page.query.expansions
    assert page.hits
    assert all("send" in f"{h.passage.title} {h.passage.text}".lower() for h in page.hits)


def test_what_is_left_out_does_not_keep_the_rest_from_being_expanded(searcher: Searcher) -> None:
    assert also_searched(searcher, "SPD -tenancies")


def test_an_acronym_and_its_long_form_in_one_query_are_one_concept(searcher: Searcher) -> None:
    both = searcher.search("SEND special educational needs and disabilities")
    long = searcher.search("special educational needs and disabilities")
    assert both.query.expansions == long.query.expansions
    assert both.query.scored == long.query.scored


def test_what_is_searched_beside_a_word_takes_nothing_from_the_others(searcher: Searcher) -> None:
    query = searcher.search("SEND transport").query
    plain = gather(searcher.lexical, query.scored)
    more = gather(searcher.lexical, query.scored, query.expansions)
    assert np.all(more.bm25 >= plain.bm25 * 0.999)
    assert np.all(more.coverage <= 1.0001)
    having_phrase = searcher.lexical.having_phrase(query.expansions[0].others[0])
    has_both = (gather(searcher.lexical, [Word("transport")]).matched & having_phrase)[more.rows]
    # The long form is as good as the acronym: with the other word it covers the whole query.
    assert has_both.any()
    assert more.coverage[has_both] == pytest.approx(1.0)


def test_evidence_without_expansions_is_what_it_was(searcher: Searcher) -> None:
    nodes = searcher.search("school places").query.scored
    bare = gather(searcher.lexical, nodes)
    again = gather(searcher.lexical, nodes, ())
    assert np.array_equal(bare.bm25, again.bm25)


def test_every_curated_pair_is_a_short_form_of_its_long_one() -> None:
    pairs = curated()
    assert 100 <= len(pairs) <= 160
    assert len({(pair.short_term, pair.long_terms) for pair in pairs}) == len(pairs)
    assert [pair.short for pair in pairs] == sorted((p.short for p in pairs), key=str.upper)
    for pair in pairs:
        assert len(long_terms(pair.long)) > 1 or pair.short == "EV"
        # S106 and S151 are sections of acts; SINC, SuDS and EqIA have letters of one word.
        if not any(char.isdigit() for char in pair.short):
            assert pair.short[0].lower() == pair.long.removeprefix("the ")[0].lower(), pair
