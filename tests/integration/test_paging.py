"""One list, whatever the page: totals, facets and order are the same for every size, offset and sort."""

from __future__ import annotations

import json
from functools import cache

import numpy as np
import pytest

from indexer.generation.query_encoder import QueryEncoder
from search.rank.values import Ranking
from search.searcher import MODES, SORTS, Mode, ResultPage, Searcher, Sort
from tests.conftest import SAMPLE

JUDGED = [
    json.loads(line)["text"]
    for line in (SAMPLE / "judgments" / "queries.jsonl").read_text("utf-8").splitlines()
]
SIZES = (1, 3, 7, 10, 29, 300)


@pytest.fixture(autouse=True)
def _encoded_once(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    """Encode each query once: that is most of what a page costs, and pages are many here."""
    monkeypatch.setattr(searcher.dense, "encoder", _Remembering(searcher.dense.encoder))


class _Remembering:
    def __init__(self, encoder: QueryEncoder) -> None:
        self.encode = cache(encoder.encode)


def listed(ranking: Ranking, first: int = 0) -> list[tuple[int, float]]:
    return [(int(row), float(ranking.scores[row])) for row in ranking.rows[first:]]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("sort", SORTS)
def test_concatenated_pages_are_the_whole_list_for_every_judged_query(
    mode: Mode, sort: Sort, searcher: Searcher
) -> None:
    wrong = []
    for number, text in enumerate(JUDGED):
        query = searcher.expanded(text)
        whole = searcher.ranker.rank(query, mode, 1_000, sort)
        size = SIZES[number % len(SIZES)]
        pages: list[tuple[int, float]] = []
        for offset in range(0, len(whole.rows) + size, size):
            page = searcher.ranker.rank(query, mode, offset + size, sort)
            assert np.array_equal(page.counted, whole.counted), (text, size, offset)
            pages += listed(page, offset)
        if pages != listed(whole):
            wrong.append((text, size))
    assert wrong == []


@pytest.mark.parametrize("mode", MODES)
def test_every_sort_has_the_same_items_with_the_same_scores(mode: Mode, searcher: Searcher) -> None:
    for text in JUDGED:
        query = searcher.expanded(text)
        first, *others = [searcher.ranker.rank(query, mode, 1_000, sort) for sort in SORTS]
        for other in others:
            assert np.array_equal(other.counted, first.counted), text
            assert sorted(listed(other)) == sorted(listed(first)), text


def totals(page: ResultPage) -> tuple[object, ...]:
    """Return what a page says of the whole list."""
    return page.matched, page.near, page.committees, page.notes


@pytest.mark.parametrize("text", ["public toilets", "-parking fees", "speaker:Lisle roads"])
def test_a_page_of_any_size_says_the_same_of_the_whole_list(text: str, searcher: Searcher) -> None:
    whole = searcher.search(text, limit=1_000)
    for size in (1, 10, 300):
        for offset in (0, size, len(whole.hits)):
            page = searcher.search(text, limit=size, offset=offset)
            assert totals(page) == totals(whole)
            found = [hit.passage.id for hit in page.hits]
            assert found == [hit.passage.id for hit in whole.hits[offset : offset + size]]
