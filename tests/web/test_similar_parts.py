"""Similar items stand under a heading that is true of each of them."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.passages.passage import Passage
from search.page.similar import SimilarHit
from web.pages import similar_parts

HERE = date(2020, 5, 4)
EARLIER, SINCE = "Similar items at earlier meetings", "Similar items since"
OTHER = "Similar items at other meetings"


def hit(rank: int, when: date | None) -> SimilarHit:
    return SimilarHit(
        rank, 0.5, 0.5, 0.5, Passage(str(rank), "Lido", "", "a.txt", date=when), (), ()
    )


def headed(shown: date | None, *days: date | None) -> list[tuple[str, list[date | None]]]:
    passage = Passage("x", "Lido", "", "a.txt", date=shown)
    hits = [hit(rank, day) for rank, day in enumerate(days, start=1)]
    return [
        (heading, [one.passage.date for one in found])
        for heading, found in similar_parts(passage, hits)
    ]


@pytest.mark.parametrize(
    ("day", "heading"),
    [
        (date(2020, 5, 3), EARLIER),
        (date(2020, 5, 5), SINCE),
        (HERE, OTHER),  # of the same day: neither is known to be earlier
        (None, OTHER),
    ],
)
def test_a_heading_says_when_only_where_that_is_known(day: date | None, heading: str) -> None:
    assert headed(HERE, day) == [(heading, [day])]


def test_of_an_item_without_a_date_nothing_is_earlier_or_later() -> None:
    assert headed(None, date(2021, 1, 1), None, HERE) == [(OTHER, [None, HERE, date(2021, 1, 1)])]


def test_each_item_stands_once_and_by_date() -> None:
    days = (date(2021, 1, 1), None, date(2019, 1, 1), HERE, date(2018, 1, 1))
    assert headed(HERE, *days) == [
        (EARLIER, [date(2018, 1, 1), date(2019, 1, 1)]),
        (SINCE, [date(2021, 1, 1)]),
        (OTHER, [None, HERE]),
    ]
