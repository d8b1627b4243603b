"""An item whose title says nothing shows what it is about, wherever it is listed."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from cli.similar_command import to_text as similar_lines
from cli.text import to_text
from indexer.passages.passage import Passage
from search.page.as_json import passage_json
from search.page.similar import SimilarPage
from search.searcher import Searcher

QUERY = "maples planted to replace the eleven plane trees"


@pytest.fixture(scope="module")
def found(searcher: Searcher) -> Passage:
    hits = searcher.search(QUERY).hits
    return next(hit.passage for hit in hits if hit.passage.subtitle)


def test_the_card_and_the_page_of_the_item_show_it(client: FlaskClient, found: Passage) -> None:
    line = f'<p class="subtitle">{found.subtitle}</p>'
    assert line in client.get(f"/passage/{found.id}").text
    card = client.get("/", query_string={"q": QUERY}).text
    assert '<p class="subtitle">' in card


def test_the_next_and_the_previous_item_show_it(
    client: FlaskClient, searcher: Searcher, found: Passage
) -> None:
    for beside in searcher.beside(found.id):
        if beside is not None:
            shown = client.get(f"/passage/{beside.id}").text
            assert f"{found.title}: {found.subtitle}</bdi></a>" in shown


def test_json_and_the_terminal_have_it(searcher: Searcher, found: Passage) -> None:
    assert passage_json(found)["subtitle"] == found.subtitle
    assert f"    {found.subtitle}" in list(to_text(searcher.search(QUERY)))
    page = SimilarPage(found, date(2020, 1, 1), (), 0.0)
    assert f"    {found.subtitle}" in list(similar_lines(page))


def test_a_title_that_says_something_has_none(client: FlaskClient, searcher: Searcher) -> None:
    hit = searcher.search("Millbrook Lido: Heads of Terms of the Lease").hits[0]
    assert passage_json(hit.passage)["subtitle"] is None
    assert 'class="subtitle"' not in client.get(f"/passage/{hit.passage.id}").text.split("<h2")[0]
