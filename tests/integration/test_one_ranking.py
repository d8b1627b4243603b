"""What one request asks for is ranked once: hits, counts, facets and quotes are all of that one ranking."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from cli.cli import main
from corpus.errors import CutShort
from search.away.alerts.percolate import Reasons, Why, matching
from search.away.alerts.wanted import Alert
from search.away.assistants.records import Asked, Source, search
from search.browse.directory import directory
from search.live import LiveIndex
from search.query.nodes import Filters
from search.query.query import Query
from search.rank.ranking import Ranker
from search.rank.values import Ranking
from search.searcher import Searcher
from web.app import create_app

NARROWED = (
    "q=school+places",
    "q=what+was+said+about+school+places",
    "q=school+places&committee=Cabinet",
    "q=school+places&committee=Cabinet&committee=Council",
    "q=school+places&from=2016-01-01&to=2019-12-31",
    "q=parking&decided=1",
    "q=parking&kind=minutes",
    "q=parking&sort=newest",
    "q=parking&mode=lexical",
    "q=parking&mode=dense",
    "q=parking&page=2",
    "q=committee:Cabinet+parking",
    "q=%22tree+preservation+order%22",
    "q=what+did+Councillor+Pike+say+about+bins",
    "committee=Cabinet",
)
WAYS = (
    "/",
    "/api/search",
    "/search.csv",
    "/search.jsonl",
    "/search.atom",
    "/api/items",
    "/pieces/decisions",
)


@pytest.fixture
def ranked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str]]:
    """Return what is ranked from now on: the text of a query, its filters and the mode."""
    noted: list[tuple[str, str, str]] = []
    rank = Ranker.rank

    def noting(self: Ranker, query: Query, mode: Any, *rest: Any, **more: Any) -> Ranking:
        noted.append((query.text, f"{query.filters} {query.given}", mode))
        return rank(self, query, mode, *rest, **more)

    monkeypatch.setattr(Ranker, "rank", noting)
    return noted


@pytest.fixture(scope="module")
def app(sample_index: Path) -> Flask:
    return create_app(sample_index)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def test_a_request_is_ranked_once(client: FlaskClient, ranked: list[tuple[str, str, str]]) -> None:
    more_than_one = {}
    for way in WAYS:
        for narrowed in NARROWED:
            ranked.clear()
            answer = client.get(f"{way}?{narrowed}")
            assert answer.status_code == 200, (way, narrowed)
            assert answer.get_data()
            if len(ranked) != 1:
                more_than_one[way, narrowed] = list(ranked)
    assert not more_than_one


def test_what_shows_no_results_ranks_nothing(
    client: FlaskClient, searcher: Searcher, ranked: list[tuple[str, str, str]]
) -> None:
    council, name = next(iter(directory(searcher).people))
    _, body = next(iter(directory(searcher).committees))
    item = quote(next(iter(searcher.all_passages())).id)
    # Which examples find something is asked once a generation.
    examples = ("/", "/about-this-search")
    for address in examples:
        client.get(address)
    ranked.clear()
    for address in (
        *examples,
        "/coverage",
        "/people",
        f"/passage/{item}?q=school+places",
        f"/similar/{item}",
        f"/matter/{item}",
        f"/api/passage/{item}",
        f"/api/similar/{item}",
        f"/committee/{council}/{body}",
        f"/feed/committee/{council}/{body}",
        f"/list/csv/person/{council}/{name}",
    ):
        assert client.get(address).status_code == 200, address
        assert not ranked, address
    # How often somebody voted is asked as the link to it asks.
    assert client.get(f"/person/{council}/{name}").status_code == 200
    assert len(ranked) == 1


def test_where_nothing_is_found_each_other_way_is_ranked_once(
    client: FlaskClient, ranked: list[tuple[str, str, str]]
) -> None:
    answer = client.get("/?q=parking+AND+zyzzyva&committee=Cabinet&kind=report&from=2016-01-01")
    assert answer.status_code == 200
    assert len(ranked) > 3
    assert [one for one, n in Counter(ranked).items() if n > 1] == []


def test_a_command_is_ranked_once(sample_index: Path, ranked: list[tuple[str, str, str]]) -> None:
    for options in ([], ["--json"], ["--committee", "Cabinet"], ["--sort", "newest"]):
        ranked.clear()
        asked = ["query", "school places", "--index", str(sample_index), *options]
        done = CliRunner().invoke(main, asked)
        assert done.exit_code == 0, done.output
        assert len(ranked) == 1, options


def test_an_assistants_question_is_ranked_once(
    sample_index: Path, ranked: list[tuple[str, str, str]]
) -> None:
    source = Source(LiveIndex(sample_index))
    for asked in (Asked("school places"), Asked("school places", near_in_meaning=True)):
        ranked.clear()
        assert search(source, asked).items
        assert len(ranked) == 1, asked


@pytest.mark.parametrize("near", [False, True])
def test_a_search_of_somebody_is_ranked_once_for_all_that_is_new(
    searcher: Searcher, ranked: list[tuple[str, str, str]], *, near: bool
) -> None:
    wanted = Filters(committees=("Cabinet",))
    alert = Alert("Schools", "school places", wanted, "a@example.org", near=near)
    rows = matching(searcher, alert, range(searcher.manifest.n_passages))
    assert len(ranked) == 1
    ranked.clear()
    told = Reasons(searcher, alert)
    assert not ranked
    reasons = [told.of(passage) for passage in searcher.passages(rows)]
    assert len(reasons) > 1
    assert None not in reasons
    assert {one.by_words for one in reasons if one} == ({True, False} if near else {True})
    assert len(ranked) == 1


def test_a_search_that_costs_too_much_tells_no_sentence_and_is_tried_once(
    searcher: Searcher, ranked: list[tuple[str, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    rank = Ranker.rank

    def too_dear(*given: Any, **more: Any) -> Ranking:
        rank(*given, **more)
        raise CutShort("too much")

    monkeypatch.setattr(Ranker, "rank", too_dear)
    told = Reasons(searcher, Alert("Schools", "school places", Filters(), "a@example.org"))
    reasons = [told.of(passage) for passage in searcher.passages([0, 1, 2])]
    assert reasons == [Why((), by_words=True)] * 3
    assert len(ranked) == 1
