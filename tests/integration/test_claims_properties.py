"""Properties of points that had examples only: what is in no record, whose words are asked for, filters alone."""

from __future__ import annotations

import string
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.passages.passage import Passage
from search.page.results import ResultPage
from search.query.nodes import Filters
from search.searcher import SORTS, Mode, Searcher, Sort

FEW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
# Words of no language and of no record: consonants only.
NONSENSE = st.text("bcdfghjklmnpqrstvwxz", min_size=6, max_size=11)
# By meaning alone even such letters are near to something.
WITH_WORDS: tuple[Mode, ...] = ("hybrid", "lexical")
MONTHS = st.tuples(st.integers(2014, 2026), st.integers(1, 12))


@pytest.fixture(scope="module")
def everything(searcher: Searcher) -> list[Passage]:
    return searcher.all_passages()


@given(
    words=st.lists(NONSENSE, min_size=1, max_size=3),
    mode=st.sampled_from(WITH_WORDS),
    data=st.data(),
)
@FEW
def test_letters_that_no_record_has_find_nothing_whatever_is_filtered(
    searcher: Searcher, words: list[str], mode: Mode, data: st.DataObject
) -> None:
    body = data.draw(st.sampled_from(searcher.columns.committee_names))
    filters = data.draw(st.sampled_from((None, Filters((body,)), Filters((), date(2018, 1, 1)))))
    page = searcher.search(" ".join(words), mode=mode, filters=filters)
    assert (page.matched, page.near, page.hits, page.committees) == (0, 0, (), ())


@given(data=st.data(), sort=st.sampled_from(SORTS))
@FEW
def test_what_a_councillor_said_is_of_items_in_which_they_speak_and_which_have_the_words(
    searcher: Searcher, everything: list[Passage], data: st.DataObject, sort: Sort
) -> None:
    spoke = sorted({name for p in everything for name in p.speakers if name.isalpha()})
    name = data.draw(st.sampled_from(spoke))
    word = data.draw(
        st.sampled_from([w for w in searcher.records.words if len(w) > 5 and w.isalpha()])
    )
    page = searcher.search(f"what did Councillor {name} say about {word}", limit=1_000, sort=sort)
    if page.query.speaker:
        for hit in page.hits:
            assert any(name in exact_names(speaker) for speaker in hit.passage.speakers)
        counted = [hit.passage for hit in page.hits if hit.group == "counted"]
        assert len(counted) == page.matched
        # What is only near comes first where it is clearly better, and never without a threshold.
        assert all(hit.score > 0.02 for hit in page.hits if hit.group == "near")
        if not page.hits:
            said = ("Nothing of", "No record reports")
            assert any(note.startswith(said) for note in page.notes)


def exact_names(speaker: str) -> list[str]:
    """Return the words of a speaker's name as they are written."""
    return ["".join(c for c in word if c not in string.punctuation) for word in speaker.split()]


@given(data=st.data(), first=MONTHS, last=MONTHS, kinds=st.booleans())
@FEW
def test_filters_alone_list_what_they_let_through_and_nothing_else_in_order(
    searcher: Searcher,
    everything: list[Passage],
    data: st.DataObject,
    first: tuple[int, int],
    last: tuple[int, int],
    kinds: bool,
) -> None:
    body = data.draw(st.sampled_from(searcher.columns.committee_names))
    start, end = date(*min(first, last), 1), date(*max(first, last), 28)
    chosen = Filters((body,) if kinds else (), start, end)
    page = searcher.search("", limit=1_000, filters=chosen)
    wanted = {
        p.id
        for p in everything
        if p.date and start <= p.date <= end and (not kinds or p.committee == body)
    }
    assert {hit.passage.id for hit in page.hits} == wanted
    assert (page.matched, page.near) == (len(wanted), 0)
    days = [hit.passage.date for hit in page.hits]
    assert days == sorted(days, key=lambda day: day or date.min)


@given(data=st.data())
@FEW
def test_words_only_counts_what_both_count(searcher: Searcher, data: st.DataObject) -> None:
    words = [w for w in searcher.records.words if len(w) > 4 and w.isalpha()]
    text = " ".join(data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=4)))
    both = searcher.search(text, limit=1_000)
    only = searcher.search(text, limit=1_000, mode="lexical")
    assert counted(only) == counted(both)
    assert only.matched == both.matched


def counted(page: ResultPage) -> set[str]:
    """Return which items count; those that are only near differ between the modes."""
    return {hit.passage.id for hit in page.hits if hit.group == "counted"}
