"""A filter is a row mask before anything is ranked, and a facet counts what can be paged to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from indexer.generation.columns import write
from indexer.generation.store import Generation, Manifest
from indexer.passages.passage import NO_TITLE, Passage
from search.match.facets import Facet
from search.match.filters import Columns
from search.query.nodes import Filters
from search.searcher import ResultPage, Searcher

PLANNING = "Planning Committee"


@pytest.fixture(scope="module")
def columns(searcher: Searcher) -> Columns:
    return searcher.columns


def everything(searcher: Searcher, text: str, filters: Filters) -> ResultPage:
    return searcher.search(text, filters=filters, limit=1_000)


def test_the_columns_are_those_of_the_passages_in_order_of_rows(
    searcher: Searcher, columns: Columns
) -> None:
    passages = searcher.all_passages()
    assert searcher.identifiers == [passage.id for passage in passages]
    for name in columns.committee_names:
        by_hand = [passage.committee == name for passage in passages]
        assert columns.mask(Filters((name,))).tolist() == by_hand
    dates = [None if np.isnat(d) else d.astype(object) for d in columns.dates]
    assert dates == [passage.date for passage in passages]


def test_no_filter_lets_every_row_appear(columns: Columns) -> None:
    assert columns.mask(Filters()).all()


@pytest.mark.parametrize(
    "filters",
    [
        Filters(date_from=date(2018, 1, 1)),
        Filters(date_to=date(2018, 1, 1)),
        Filters(date_from=date(2016, 9, 14), date_to=date(2016, 9, 14)),
        Filters(date_from=date(2020, 1, 1), date_to=date(2019, 1, 1)),
        Filters((PLANNING,)),
        Filters(("planning   COMMITTEE",)),
        Filters(("plan",)),
        Filters(("plan", "Cabinet")),
        Filters(("no such committee",)),
        Filters((PLANNING,), date(2016, 1, 1), date(2020, 12, 31)),
    ],
)
def test_the_mask_is_what_reading_every_passage_gives(
    filters: Filters, searcher: Searcher, columns: Columns
) -> None:
    wanted = [" ".join(name.split()).casefold() for name in filters.committees]
    first, last = filters.date_from or date.min, filters.date_to or date.max
    dated = filters.date_from or filters.date_to
    by_hand = [
        (not wanted or any(name in (p.committee or "").casefold() for name in wanted))
        and (not dated or (p.date is not None and first <= p.date <= last))
        for p in searcher.all_passages()
    ]
    assert columns.mask(filters).tolist() == by_hand


def test_a_passage_without_a_date_is_in_no_range_of_dates(tmp_path: Path) -> None:
    dated, undated = run("A", 1)[0], Passage("p", "B", "Text.", "a.jsonl")
    columns = columns_of(tmp_path, [dated, undated, dated])
    for filters in (Filters(date_from=date.min), Filters(date_to=date.max)):
        assert columns.mask(filters).tolist() == [True, False, True]


def test_by_date_those_of_a_day_keep_their_order_and_those_without_come_last(
    tmp_path: Path,
) -> None:
    undated = [Passage("p", "B", "Text.", "a.jsonl")]
    columns = columns_of(
        tmp_path, [*undated, *run("A", 2, day=14), *run("A", 1, day=20), *undated, *run("A", 1)]
    )
    everything = np.ones(6, np.bool_)
    assert columns.in_order_of_date(everything, newest=True).tolist() == [3, 1, 2, 5, 0, 4]
    assert columns.in_order_of_date(everything, newest=False).tolist() == [1, 2, 5, 3, 0, 4]
    some = np.array([True, False, True, True, False, False])
    assert columns.in_order_of_date(some, newest=True).tolist() == [3, 2, 0]
    assert columns.in_order_of_date(~everything, newest=True).tolist() == []


def test_a_committees_whole_name_does_not_let_in_others_whose_names_hold_it(
    columns: Columns, searcher: Searcher
) -> None:
    passages = searcher.all_passages()
    names = columns.committee_names
    assert len(names) == 8
    for name in names:
        mask = columns.mask(Filters((name.upper(),)))
        assert {passages[row].committee for row in np.flatnonzero(mask)} == {name}


@pytest.mark.parametrize("text", ["school places", "NOT school", '"council tax"', "trees"])
@pytest.mark.parametrize(
    "filters", [Filters(), Filters(("Cabinet",)), Filters((), date(2016, 1, 1), date(2019, 12, 31))]
)
def test_facets_count_what_can_be_paged_to(text: str, filters: Filters, searcher: Searcher) -> None:
    page = everything(searcher, text, filters)
    anywhere = everything(searcher, text, replace(filters, committees=()))
    assert page.matched == len([hit for hit in page.hits if hit.group == "counted"])
    assert page.listed == len(page.hits)
    # Each facet counts what choosing it shows, whatever committee is chosen now.
    assert page.committees == anywhere.committees
    for facet in page.committees:
        shown = everything(searcher, text, replace(filters, committees=(facet.value,)))
        assert shown.matched == facet.count
    if not filters.committees:
        counted = Counter(
            hit.passage.committee
            for hit in page.hits
            if hit.group == "counted" and hit.passage.committee
        )
        assert page.committees == tuple(Facet(name, counted[name]) for name in sorted(counted))


@pytest.mark.parametrize("mode", ["hybrid", "lexical", "dense"])
def test_no_hit_is_outside_the_filters_in_any_mode(mode: str, searcher: Searcher) -> None:
    filters = Filters((PLANNING,), date(2016, 1, 1), date(2020, 12, 31))
    page = searcher.search("housing and trees", limit=1_000, mode=mode, filters=filters)  # type: ignore[arg-type]
    assert page.hits
    for hit in page.hits:
        assert hit.passage.committee == PLANNING
        assert hit.passage.date is not None
        assert date(2016, 1, 1) <= hit.passage.date <= date(2020, 12, 31)


@pytest.mark.parametrize("mode", ["lexical", "dense"])
def test_a_filter_loses_no_hit_that_is_found_without_it(mode: str, searcher: Searcher) -> None:
    inside = [
        hit.passage.id
        for hit in searcher.search("school", limit=1_000, mode=mode).hits  # type: ignore[arg-type]
        if hit.passage.committee == "Cabinet"
    ]
    page = searcher.search("school committee:Cabinet", limit=1_000, mode=mode)  # type: ignore[arg-type]
    assert [hit.passage.id for hit in page.hits] == inside
    assert inside


def columns_of(folder: Path, passages: Sequence[Passage]) -> Columns:
    """Return the columns of these passages as a generation has them."""
    write(passages, folder)
    return Columns(Generation(folder, Manifest("m", "", 1, len(passages), 0, 1, ())))


def continued(folder: Path, passages: Sequence[Passage]) -> list[int]:
    """Return the rows that carry on the one before."""
    return np.flatnonzero(columns_of(folder, passages).continues).tolist()


def run(title: str, n: int, source: str = "a.jsonl", day: int = 14) -> list[Passage]:
    return [Passage("p", title, "Text.", source, date=date(2019, 5, day)) for _ in range(n)]


def test_a_title_that_many_passages_in_a_row_share_makes_them_a_running_text(
    tmp_path: Path,
) -> None:
    minutes, agenda = "Minutes - Planning - 14 May 2019", "Agenda - Planning - 14 May 2019"
    assert continued(tmp_path, [*run(agenda, 2), *run(minutes, 7)]) == [3, 4, 5, 6, 7, 8]


def test_a_few_items_of_one_title_and_those_of_other_meetings_carry_nothing_on(
    tmp_path: Path,
) -> None:
    assert continued(tmp_path, run("Planning application", 5)) == []


def test_a_running_text_ends_with_its_title_its_file_and_its_meeting(tmp_path: Path) -> None:
    two_days = [*run("Minutes", 6), *run("Minutes", 6, day=15)]
    assert continued(tmp_path, two_days) == [1, 2, 3, 4, 5, 7, 8, 9, 10, 11]


def test_few_untitled_passages_are_a_running_text_within_one_file(tmp_path: Path) -> None:
    assert continued(tmp_path, [*run(NO_TITLE, 2), *run(NO_TITLE, 1, "b.jsonl")]) == [1]
    assert continued(tmp_path, []) == []
