"""The page of what is covered, and the same as JSON."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from flask.testing import FlaskClient

from indexer.build.pipeline import build
from search.browse.info import info, to_json
from search.searcher import Searcher
from tests.conftest import TINY, write_records
from web.app import create_app

ROW = re.compile(r'<tr>\s*<th scope="row">(.*?)</tr>', re.S)


def rows(page: str) -> list[str]:
    """Return the text of each committee's row."""
    return [" ".join(unescape(re.sub("<[^>]+>", " ", row)).split()) for row in ROW.findall(page)]


def test_every_committee_has_its_row(client: FlaskClient, searcher: Searcher) -> None:
    response = client.get("/coverage")
    assert response.status_code == 200
    found = info(searcher.generation)
    shown = rows(response.text)
    assert len(shown) == len(found.committees) == 8
    for row, committee in zip(shown, found.committees, strict=True):
        assert row.startswith(committee.name or "")
        assert committee.first
        assert f"{committee.first.day} {committee.first:%B %Y}" in row
        assert row.endswith(
            f"{committee.n_meetings:,} {committee.n_passages:,} {committee.n_words:,}"
        )
    assert "<h2" in response.text
    assert ">Wenbridge City Council</h2>" in response.text


def test_gaps_and_exempt_items_are_named(client: FlaskClient, searcher: Searcher) -> None:
    page = " ".join(client.get("/coverage").text.split())
    found = info(searcher.generation)
    assert f"{found.n_exempt} exempt item" in page
    with_gaps = [committee for committee in found.committees if committee.gaps]
    assert with_gaps
    for committee in with_gaps:
        assert f"<li>{committee.name}: no meeting" in page


def test_it_is_linked_from_every_page(client: FlaskClient) -> None:
    for address in ("/", "/about-this-search", "/?q=school"):
        assert 'href="/coverage"' in client.get(address).text


def test_committees_link_to_a_search_within_them(client: FlaskClient) -> None:
    links = re.findall(r'<th [^>]*>\s*<a href="([^"]+)"', client.get("/coverage").text)
    assert len(links) == 8
    assert all(client.get(unescape(link)).status_code == 200 for link in links)


def test_json_is_that_of_the_command_without_paths(client: FlaskClient, searcher: Searcher) -> None:
    answer = client.get("/api/coverage").get_json()
    expected = to_json(info(searcher.generation))
    roots = expected.pop("roots")
    assert answer == expected
    assert roots[0] not in client.get("/coverage").text


def test_failures_and_what_is_unknown_are_shown_and_escaped(tmp_path: Path) -> None:
    files = {**TINY, "<script>alert(1)</script>.xyz": "x", "empty.txt": ""}
    files = {name.replace("/script", "script"): text for name, text in files.items()}
    records = write_records(tmp_path / "records", dict(files))
    build([records], tmp_path / "index")
    page = create_app(tmp_path / "index").test_client().get("/coverage").text
    assert "2 problems in reading" in page
    assert "the file is empty" in page
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "<em>Committee unknown</em>" in page
    assert "1 item without a date" in page


def test_without_an_index_it_says_what_to_do(tmp_path: Path) -> None:
    client = create_app(tmp_path / "none").test_client()
    assert client.get("/coverage").status_code == 503
    assert client.get("/api/coverage").status_code == 503
