"""Pages tell programs what they are: schema.org read by an independent library, feeds by a feed reader's."""

from __future__ import annotations

import json
import re
from typing import Any

import feedparser
import pytest
from flask.testing import FlaskClient
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from search.browse.directory import Directory
from search.searcher import Searcher
from tests.conftest import ROOT

# What rdflib itself calls while it reads JSON-LD.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
SCHEMA = Namespace("https://schema.org/")
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
ON_THE_SITE = "http://localhost"


def _data(page: str) -> dict[str, Any]:
    (block,) = BLOCK.findall(page)
    found: dict[str, Any] = json.loads(block)
    assert found["@context"] == "https://schema.org"
    return found


def _graph(page: str) -> Graph:
    """Return what a page says; the vocabulary stands for schema.org's context, which is on the network."""
    data = _data(page) | {"@context": {"@vocab": str(SCHEMA)}}
    return Graph().parse(data=json.dumps(data), format="json-ld")


def test_an_item_is_a_work_recorded_at_its_meeting(client: FlaskClient, searcher: Searcher) -> None:
    for passage in searcher.all_passages()[::25]:
        graph = _graph(client.get(f"/passage/{passage.id}").text)
        (me,) = [
            one
            for one in graph.subjects(SCHEMA.name, Literal(passage.title))
            if isinstance(one, URIRef)
        ]
        assert str(me) == f"{ON_THE_SITE}/passage/{passage.id}"
        assert graph.value(me, SCHEMA.datePublished) == Literal(str(passage.date))
        (event,) = graph.objects(me, SCHEMA.recordedAt)
        assert (event, RDF.type, SCHEMA.Event) in graph
        assert client.get(str(event).removeprefix(ON_THE_SITE)).status_code == 200


def test_a_meeting_is_an_event_with_its_items(client: FlaskClient, searcher: Searcher) -> None:
    for meeting in list(Directory(searcher.generation).meetings.values())[::8]:
        page = client.get("/meeting/" + "/".join(meeting.place)).text
        graph = _graph(page)
        (event,) = graph.subjects(RDF.type, SCHEMA.Event)
        assert graph.value(event, SCHEMA.startDate) == Literal(meeting.date.isoformat())
        works = {str(one).rpartition("/")[2] for one in graph.objects(event, SCHEMA.recordedIn)}
        assert works == set(meeting.items)


def test_an_exempt_item_says_why_and_nothing_else(client: FlaskClient, searcher: Searcher) -> None:
    (exempt,) = [passage for passage in searcher.all_passages() if passage.exempt]
    data = _data(client.get(f"/passage/{exempt.id}").text)
    assert data["conditionsOfAccess"] == exempt.exempt
    assert data["isAccessibleForFree"] is False
    assert "text" not in data


def test_a_title_cannot_end_the_block_of_data(client: FlaskClient, searcher: Searcher) -> None:
    with client.application.test_request_context():
        from flask import render_template_string

        page = render_template_string(
            '<script type="application/ld+json">{{ data|tojson }}</script>',
            data={
                "@context": "https://schema.org",
                "name": "</script><script>alert(1)</script>'\"&",
            },
        )
    assert page.count("<script") == 1
    assert _data(page)["name"] == "</script><script>alert(1)</script>'\"&"


def test_pages_of_items_and_meetings_run_nothing_and_name_themselves(
    client: FlaskClient, searcher: Searcher
) -> None:
    passage = searcher.all_passages()[0]
    meeting = next(iter(Directory(searcher.generation).meetings.values()))
    for path in (f"/passage/{passage.id}", "/meeting/" + "/".join(meeting.place)):
        response = client.get(path)
        assert not re.search(r'<script(?! type="application/ld\+json">)|\son\w+=', response.text)
        assert "script-src" not in response.headers["Content-Security-Policy"]
        for name in ("title", "description", "url", "type", "site_name"):
            assert re.search(rf'<meta property="og:{name}" content="[^"]+">', response.text)


def test_feeds_are_read_by_a_feed_reader(client: FlaskClient, searcher: Searcher) -> None:
    people = list(Directory(searcher.generation).people.values())
    paths = ["/search.atom?q=school", "/search.atom?committee=Cabinet"]
    paths += [f"/feed/person/{'/'.join(one.place)}" for one in people[:5]]
    for path in paths:
        feed = feedparser.parse(client.get(path).data)
        assert not feed.bozo, feed
        assert feed.version == "atom10"
        assert feed.entries
        assert all(entry.id.startswith("urn:uuid:") for entry in feed.entries)
        built = feed.feed.updated
        assert all(entry.updated <= built for entry in feed.entries)
        assert any(entry.published == entry.updated for entry in feed.entries)


@pytest.mark.parametrize("path", ["/search.atom?q=school", "/feed/committee/{}/{}"])
def test_ids_of_entries_do_not_change_with_the_name_of_the_host(
    path: str, client: FlaskClient, searcher: Searcher
) -> None:
    council, committee = next(iter(Directory(searcher.generation).committees))
    path = path.format(council, committee)
    feeds = [
        feedparser.parse(client.get(path, base_url=host).data)
        for host in ("http://localhost", "https://records.example.org")
    ]
    assert feeds[0].feed.id == feeds[1].feed.id
    here, there = (one.entries for one in feeds)
    assert [entry.id for entry in here] == [entry.id for entry in there]
    assert len({entry.id for entry in here}) == len(here) > 3
    assert here[0].link != there[0].link


def test_the_feed_of_a_person_is_of_their_items(client: FlaskClient, searcher: Searcher) -> None:
    for one in list(Directory(searcher.generation).people.values())[:8]:
        page = client.get(f"/person/{'/'.join(one.place)}").text
        path = f"/feed/person/{'/'.join(one.place)}"
        assert path in page
        entries = feedparser.parse(client.get(path).data).entries
        own = {passage.id for passage in searcher.passages(one.rows)}
        found = [entry.link.partition("/passage/")[2] for entry in entries]
        assert set(found) <= own
        assert len(found) == min(50, len(own))
        days = [entry.updated for entry in entries]
        assert days == sorted(days, reverse=True)
    assert client.get("/feed/person/nobody/at-all").status_code == 404


def test_the_feed_of_a_matter_has_its_steps_newest_first(
    client: FlaskClient, searcher: Searcher
) -> None:
    n_longer = 0
    for passage in searcher.all_passages()[::20]:
        path = f"/feed/matter/{passage.id}"
        assert path in client.get(f"/passage/{passage.id}").text
        feed = feedparser.parse(client.get(path).data)
        assert not feed.bozo
        steps = client.get(f"/api/matter/{passage.id}").get_json()["steps"]
        ids = [entry.link.partition("/passage/")[2] for entry in feed.entries]
        assert sorted(ids) == sorted([passage.id, *(step["id"] for step in steps)])[:50]
        days = [entry.updated for entry in feed.entries]
        assert days == sorted(days, reverse=True)
        n_longer += len(ids) > 1
    assert n_longer > 2
    assert client.get("/feed/matter/nothing").status_code == 404


def test_pieces_for_other_sites_are_plain_html_with_whole_addresses(
    client: FlaskClient, searcher: Searcher
) -> None:
    box = client.get("/pieces/search").text
    assert 'action="http://localhost/"' in box
    list_of = client.get("/pieces/decisions?committee=Cabinet&limit=5").text
    for piece in (box, list_of):
        assert not re.search(r"<(?:script|iframe|style|link|html)|\sstyle=|\son\w+=", piece)
        addresses = re.findall(r'(?:href|action|cite)="([^"]*)"', piece)
        assert addresses
        assert all(one.startswith("http://localhost/") for one in addresses)
    links = re.findall(r'href="http://localhost/passage/([^"]*)"', list_of)
    assert len(links) == 5
    shown = [searcher.passage(one) for one in links]
    assert all(one and one.resolved and one.committee == "Cabinet" for one in shown)
    days = [str(one.date) for one in shown if one]
    assert days == sorted(days, reverse=True)
    assert len(re.findall("<li>", client.get("/pieces/decisions").text)) == 10
    for wrong in ("limit=0", "limit=51", "limit=x", "from=yesterday"):
        assert client.get(f"/pieces/decisions?{wrong}").status_code == 400


def test_the_addresses_that_the_document_shows_answer(client: FlaskClient) -> None:
    text = (ROOT / "docs" / "interface.md").read_text("utf-8")
    addresses = re.findall(r'^curl "http://127\.0\.0\.1:8080(/[^"]*)"', text, re.M)
    assert len(addresses) == 5
    for address in addresses:
        with client.get(address) as answer:
            assert answer.status_code == 200
            assert len(answer.data) > 100
