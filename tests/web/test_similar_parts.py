"""Similar items stand under a heading that is true of each of them; all of them have a page; they are told once."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask.testing import FlaskClient

from indexer.passages.passage import Passage
from search.searcher import Searcher
from web import likeness
from web.likeness import SHOWN, Similar, in_parts

HERE = date(2020, 5, 4)
EARLIER, SINCE = "Similar items at earlier meetings", "Similar items since"
OTHER = "Similar items at other meetings"


def hit(rank: int, when: date | None) -> Similar:
    return Similar(Passage(str(rank), "Lido", "", "a.txt", date=when), rank, ())


def headed(shown: date | None, *days: date | None) -> list[tuple[str, list[date | None]]]:
    passage = Passage("x", "Lido", "", "a.txt", date=shown)
    hits = [hit(rank, day) for rank, day in enumerate(days, start=1)]
    return [
        (heading, [one.passage.date for one in found]) for heading, found in in_parts(passage, hits)
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


IDS = re.compile(r'<th scope="row"><a href="/passage/([^"?#]+)"')


def test_an_item_leads_to_all_that_are_like_it_and_only_where_there_are_more(
    client: FlaskClient, searcher: Searcher
) -> None:
    n_long = 0
    for identifier in searcher.identifiers[::7]:
        found = [hit.passage.id for hit in searcher.similar(identifier, limit=200).hits]
        beside = client.get(f"/passage/{identifier}").text
        assert set(IDS.findall(beside)) == set(found[:SHOWN])
        assert (f'href="/similar/{identifier}"' in beside) == (len(found) >= SHOWN)
        if len(found) > SHOWN:
            n_long += 1
            page = client.get(f"/similar/{identifier}").text
            assert sorted(IDS.findall(page)) == sorted(found)
            assert f"{len(found)} items of other meetings, by date." in page
    assert n_long
    assert client.get("/similar/no-such-item").status_code == 404


def test_what_is_similar_is_told_once_a_generation(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    identifier = next(one for one in searcher.identifiers if searcher.similar(one).hits)
    monkeypatch.setattr(likeness, "_MOST_KEPT", 1)
    first = likeness.similar_to(searcher, identifier, 9)
    again = likeness.similar_to(searcher, identifier, 9)
    assert first == again
    assert first
    monkeypatch.setattr(type(searcher), "similar", lambda *_, **__: pytest.fail("asked again"))
    assert likeness.similar_to(searcher, identifier, 9) == first


def test_of_an_exempt_item_nothing_is_like_it(client: FlaskClient, searcher: Searcher) -> None:
    exempt = next(p for p in searcher.all_passages() if p.exempt)
    page = client.get(f"/similar/{exempt.id}").text
    assert "This item is exempt" in page
    assert not IDS.findall(page)
