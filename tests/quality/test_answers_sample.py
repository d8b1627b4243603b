"""Quoted answers over the whole sample: verbatim, at most three, citable, and right as far as judged."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.language.terms import terms_with_offsets
from search.evaluation.evaluate import Quoted, quoted_of
from search.evaluation.judgments import quote_queries, read_lines
from search.evaluation.risk import asked
from search.page.answers import MAX_ANSWERS
from search.searcher import ResultPage, Searcher
from tests.conftest import SAMPLE
from tests.quality.quotes import is_enough, quotes_of, report
from web.app import create_app

QUERIES = SAMPLE / "judgments" / "queries.jsonl"
ANSWERS = Path(__file__).parent / "judged" / "answers.jsonl"
JUDGED = [str(record["text"]) for record in read_lines(QUERIES)]
BEGINNINGS = ["what was said about", "why was", "how many", "when did the", "tell us about the"]


@pytest.fixture(scope="module")
def client(searcher: Searcher) -> FlaskClient:
    return create_app(searcher.generation.folder.parents[1]).test_client()


@cache
def texts(searcher: Searcher) -> dict[str, str]:
    return {passage.id: passage.text for passage in searcher.all_passages()}


def assert_faithful(page: ResultPage, searcher: Searcher) -> None:
    found = page.answers
    assert len(found) <= MAX_ANSWERS
    assert len({answer.passage.id for answer in found}) == len(found)
    assert len({" ".join(answer.text.split()).casefold() for answer in found}) == len(found)
    hits = {hit.passage.id for hit in page.hits}
    for answer in found:
        assert answer.passage.id in hits
        assert answer.text == texts(searcher)[answer.passage.id][answer.start : answer.end]
        assert answer.text == answer.text.strip()
        assert 6 <= len(answer.text.split()) <= 60
        assert not answer.passage.exempt
        assert not answer.passage.procedural
        assert answer.score >= (
            searcher.calibration.quoted_spoken
            if page.query.speaker
            else searcher.calibration.quoted_shared
        )
        behind = 0
        for start, end in answer.highlights:
            assert behind <= start < end <= len(answer.text)
            behind = end


@pytest.mark.parametrize("text", JUDGED)
def test_answers_of_every_judged_query_are_verbatim_and_their_permalinks_exist(
    text: str, searcher: Searcher, client: FlaskClient
) -> None:
    page = searcher.search(text)
    assert_faithful(page, searcher)
    for answer in client.get("/api/search", query_string={"q": text}).get_json()["answers"]:
        assert client.get(answer["permalink"]).status_code == 200
    assert searcher.search(text).answers == page.answers


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_answers_to_questions_in_the_words_of_a_passage_are_verbatim(
    data: st.DataObject, searcher: Searcher
) -> None:
    passage = texts(searcher)[data.draw(st.sampled_from(sorted(texts(searcher))))]
    words = passage.split()
    first = data.draw(st.integers(0, max(0, len(words) - 5)))
    count = data.draw(st.integers(1, 9))
    question = f"{data.draw(st.sampled_from(BEGINNINGS))} {' '.join(words[first : first + count])}?"
    assert_faithful(searcher.search(question), searcher)


def test_enough_judged_questions_are_answered_and_the_first_quote_is_nearly_always_right(
    searcher: Searcher,
) -> None:
    queries = quote_queries(QUERIES, searcher)
    answerable = [query for query in queries if query.grades]
    junk = [query for query in queries if not query.grades]
    found = quoted_of(asked(searcher, [*answerable, *junk]))
    assert isinstance(found, Quoted)
    # 20 before 2026-11-29, when a sentence near in meaning could be of another subject; 7 when that was stopped.
    # Of 9 later the same day one did not answer its question: what points back was not named before.
    assert found.answerable >= 8
    assert found.right >= 0.9 * found.answerable
    assert found.unanswerable <= 0.05 * len(junk)
    assert 0.8 * found.answerable <= found.best <= found.right


def test_no_quote_is_about_something_else(searcher: Searcher) -> None:
    """Forty questions, written before any quote was seen; what answers each was judged by hand."""
    given, right, questions = 0, 0, list(read_lines(ANSWERS))
    for record in questions:
        for answer in searcher.search(str(record["question"])).answers:
            given += 1
            said = " ".join(answer.text.split())
            right += any(words in said for words in record["right"])
    assert given >= 9
    assert right == given


def test_of_other_questions_nine_of_ten_quotes_are_right_and_none_misleads(
    searcher: Searcher,
) -> None:
    """Written before any quote was seen; half of them near misses, of which the records say something else."""
    records = list(read_lines(ANSWERS.with_name("quotes.jsonl")))
    found = list(quotes_of(searcher, records))
    assert is_enough(found), list(report(found))
    assert sum(map(bool, found)) >= 10


def test_of_questions_that_leave_nothing_untold_nine_of_ten_quotes_are_right(
    searcher: Searcher,
) -> None:
    """Written from the records before any quote was seen; the faults of their first readings led to `search.page.untold`."""
    records = list(read_lines(ANSWERS.with_name("quotes_untold.jsonl")))
    found = list(quotes_of(searcher, records))
    assert is_enough(found), list(report(found))
    assert sum(map(bool, found)) >= 14


def test_a_first_quote_is_of_the_best_grade_only_if_no_other_passage_has_a_higher_one(
    searcher: Searcher,
) -> None:
    queries = [query for query in quote_queries(QUERIES, searcher) if query.grades]
    before = quoted_of(asked(searcher, queries))
    better = [replace(query, grades={**query.grades, "another": 9}) for query in queries]
    after = quoted_of(asked(searcher, better))
    assert (after.answerable, after.right, after.best) == (before.answerable, before.right, 0)


def test_school_places_are_answered_in_the_words_of_the_record(searcher: Searcher) -> None:
    page = searcher.search("what was said about school places")
    assert len(page.answers) >= 2
    for answer in page.answers:
        assert {"school", "place"} <= {term for term, *_ in terms_with_offsets(answer.text)}


@pytest.mark.parametrize("text", ["15/00456/FUL", "lido", '"school places"', "+lido +boiler"])
def test_what_is_looked_up_is_not_answered(text: str, searcher: Searcher) -> None:
    page = searcher.search(text)
    assert page.hits
    assert page.answers == ()


def test_only_the_first_page_of_words_and_meaning_has_answers(searcher: Searcher) -> None:
    text = "what was said about school places"
    assert searcher.search(text).answers
    assert searcher.search(text, offset=10).answers == ()
    assert searcher.search(text, mode="lexical").answers == ()
    assert searcher.search(text, mode="dense").answers == ()
