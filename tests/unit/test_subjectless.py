"""A question that names nothing finds nothing, and says what is missing."""

from __future__ import annotations

import pytest

from corpus.wording import lists
from search.query.nodes import Filters
from search.query.query import read_query
from search.query.subjectless import NOTE
from search.searcher import Searcher

ASKING = """
what was the outcome? | How long will it take? | who voted for it | tell me more about it | Where is that?
did it go ahead in the end | what about the other ones? | can you explain this please | Who paid for that?
what happened next | when does it start | is there any news | Any updates on this? | What did she mean?
why was it turned down | who was against it | What is going on? | the same as last time | any more information
Did they ever do anything about it? | so what was decided then | which one was chosen | how many were there
and after that? | What does he think of it | what's it for | why didn't they | what was said | they're the same
"""
# What names something, or is looked for as it stands.
NAMING = """
who is the chair | what is the budget | Who was absent? | When does the library open? | how much did the roof cost
what about parking | more bins | When is the next meeting? | decision notice | agreed syllabus | the lodge | IT
what happened to the bandstand | who agreed to the lease | Is it true that the baths will close | change of use
information governance | something about trees | What did the Cabinet decide? | what did Julie Morgan say | outcome
voted against | How to vote | What is HRA? | who is Ros | the Other One | "what was said" | +the one | title:one more
16/00123/FUL? | vote of thanks | points of order | other business | to be or not to be | May | the | of the | more
"""


def _cases(text: str) -> list[str]:
    return [case.strip() for line in text.strip().splitlines() for case in line.split("|")]


@pytest.mark.parametrize("text", _cases(ASKING))
def test_a_question_without_a_subject_asks_for_no_word(text: str) -> None:
    query = read_query(text)
    assert query.is_empty
    assert query.notes == (NOTE,)


@pytest.mark.parametrize("text", _cases(NAMING))
def test_a_word_of_a_subject_is_searched(text: str) -> None:
    query = read_query(text)
    assert not query.is_empty
    assert NOTE not in query.notes


@pytest.mark.parametrize("text", ["what was decided on 10 March 2015", "what happened last year"])
def test_a_day_is_something_to_ask_about(text: str) -> None:
    query = read_query(text)
    assert query.scored
    assert query.preferences


@pytest.mark.parametrize("mode", ["hybrid", "lexical", "dense"])
def test_nothing_is_listed_or_quoted_and_the_page_says_why(searcher: Searcher, mode: str) -> None:
    page = searcher.search("How much was it?", mode=mode)  # type: ignore[arg-type]
    assert (page.matched, page.hits, page.answers) == (0, (), ())
    assert page.notes == (NOTE,)


def test_filters_add_nothing_to_it(searcher: Searcher) -> None:
    page = searcher.search("what did they decide", filters=Filters(("Cabinet",)))
    assert (page.matched, page.hits, page.notes) == (0, (), (NOTE,))
    assert searcher.search("", filters=Filters(("Cabinet",))).matched > 0


def test_a_word_without_a_subject_is_listed_once() -> None:
    words = lists("search.query", "words.toml")
    assert not set(words["no_subject"]) & {*words["no_topic"], *words["of_requests"]}
