"""A sentence can be quoted from any paragraph: its words, where it stands, by an address that leads to it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from urllib.parse import unquote, urlsplit

import pytest
from flask.testing import FlaskClient

from indexer.language.windows import sentences
from search.page.words import day, where
from search.searcher import Searcher
from web.app import create_app
from web.reading import sections
from web.site import SiteFacts

CITED = re.compile(r'<p class="cite">(.*?)</p>', re.S)
QUOTED = re.compile(r"<blockquote[^>]*><p>(.*?)</p></blockquote>", re.S)


def plain(text: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", text))


def test_every_sentence_of_an_item_is_cited_once_as_it_stands(
    client: FlaskClient, searcher: Searcher
) -> None:
    passages = [p for p in searcher.all_passages() if p.text][::9]
    assert len(passages) > 20
    for passage in passages:
        quoted: list[str] = []
        page = client.get(f"/passage/{passage.id}").text
        links = re.findall(r'href="(/cite/[^"]+)"', page)
        assert len(links) == sum(len(section.blocks) for section in sections(passage))
        for link in links:
            answer = client.get(unescape(link)).text
            quoted += [unescape(text) for text in QUOTED.findall(answer)]
            for cited in map(plain, CITED.findall(answer)):
                assert passage.title in cited
                assert where(passage).replace(" · ", ", ") in cited
                assert f"(looked up on {day(datetime.now(UTC).date())})" in cited
        spans = sentences(passage.text)
        assert quoted == [passage.text[span.start : span.end] for span in spans]


def test_the_address_of_a_citation_leads_to_the_sentence(client: FlaskClient) -> None:
    item = "wenbridge-city-council-cabinet-2018-07-10-item-64-18"
    page = client.get(f"/cite/{item}?p=3").text
    address = re.findall(r"http://localhost\S+", plain(CITED.findall(page)[0]))[0]
    assert address == f"http://localhost/passage/{item}#p3"
    shown = client.get(urlsplit(address).path).text
    paragraph = plain(shown.split('id="p3"')[1].split('class="anchors"')[0])
    for text, link in zip(
        QUOTED.findall(page), re.findall(r'#p3:~:text=([^"]+)', page), strict=True
    ):
        assert unescape(text) in paragraph
        for edge in unescape(link).split(","):
            assert unquote(edge) in " ".join(unescape(text).split())


@pytest.mark.parametrize("p", ["0", "999", "x", "-1", "1.0", "１", "9" * 400])
def test_a_paragraph_that_is_not_there_is_told(client: FlaskClient, p: str) -> None:
    item = "wenbridge-city-council-cabinet-2018-07-10-item-64-18"
    assert client.get(f"/cite/{item}", query_string={"p": p}).status_code == 404
    assert client.get("/cite/no-such-item").status_code == 404


def test_the_day_is_not_kept_and_crawlers_stay_away(client: FlaskClient) -> None:
    answer = client.get("/cite/wenbridge-city-council-cabinet-2018-07-10-item-64-18?p=2")
    assert "ETag" not in answer.headers
    assert 'name="robots" content="noindex"' in answer.text
    assert "Disallow: /cite/" in client.get("/robots.txt").text


def test_a_withheld_item_has_nothing_to_cite(client: FlaskClient, searcher: Searcher) -> None:
    withheld = [p for p in searcher.all_passages() if p.exempt]
    assert withheld
    for passage in withheld:
        if not passage.text:
            assert client.get(f"/cite/{passage.id}").status_code == 404


def test_a_citation_has_the_public_address(client: FlaskClient, searcher: Searcher) -> None:
    site = SiteFacts(address="https://records.example/minutes/")
    own = create_app(searcher.generation.folder.parent.parent, site=site).test_client()
    page = own.get("/minutes/cite/wenbridge-city-council-cabinet-2018-07-10-item-64-18?p=2").text
    assert "https://records.example/minutes/passage/wenbridge" in plain(CITED.findall(page)[0])


def test_a_row_of_a_table_is_cited_without_a_mark_that_its_page_has_not(
    client: FlaskClient, searcher: Searcher
) -> None:
    n_tables = 0
    for passage in searcher.all_passages():
        for block in (
            block for part in sections(passage) for block in part.blocks if block.is_table
        ):
            n_tables += 1
            page = client.get(f"/cite/{passage.id}?p={block.number}").text
            assert f"#{block.anchor}" in page
            assert ":~:text=" not in page
    assert n_tables > 2
