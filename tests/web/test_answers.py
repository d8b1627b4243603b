"""Quoted answers on the page of results and in the JSON."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from search.page.words import item_of
from search.searcher import Searcher

QUESTION = "what was said about school places"
BLOCK = re.compile(r'<section class="answers".*?</section>', re.S)
ANSWER = {
    "text": str, "start": int, "end": int, "highlights": list, "speaker": (str, type(None)), "asked": (str, type(None)),
    "score": float, "id": str, "title": str, "subtitle": (str, type(None)), "number": (str, type(None)),
    "council": (str, type(None)), "committee": (str, type(None)), "date": (str, type(None)),
    "source": str, "url": (str, type(None)), "permalink": str,
    "document": (dict, type(None)), "heading": (str, type(None)), "paragraph": (int, str, type(None)),
    "page": (int, type(None)),
}  # fmt: skip


def block(client: FlaskClient, text: str) -> str:
    found = BLOCK.findall(client.get("/", query_string={"q": text}).text)
    return str(found[0]) if found else ""


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def test_the_block_stands_above_the_hits_and_cites(client: FlaskClient, searcher: Searcher) -> None:
    page = client.get("/", query_string={"q": QUESTION}).text
    assert 0 < page.index('class="answers"') < page.index('<ol class="hits"')
    shown = block(client, QUESTION)
    answers = searcher.search(QUESTION).answers
    assert answers
    quotes = re.findall(r'<blockquote cite="([^"]+)">(.*?)</blockquote>', shown, re.S)
    assert [plain(quote) for _, quote in quotes] == [" ".join(a.text.split()) for a in answers]
    assert "<mark>school</mark>" in shown
    for (cite, _), answer in zip(quotes, answers, strict=True):
        assert cite.endswith(f"/passage/{answer.passage.id}")
        assert client.get(cite).status_code == 200
        assert answer.passage.committee in plain(shown)
        assert answer.passage.title in plain(shown)
        assert item_of(answer.passage) in plain(shown)


def test_the_link_goes_to_the_paragraph_and_marks_the_quote(
    client: FlaskClient, searcher: Searcher
) -> None:
    links = re.findall(r'<cite><a href="([^"#]+)#(p\d+):~:text=([^"]+)"', block(client, QUESTION))
    answers = searcher.search(QUESTION).answers
    assert len(links) == len(answers)
    for (path, anchor, text), answer in zip(links, answers, strict=True):
        page = client.get(path).text
        paragraph = re.search(rf'id="{anchor}">(.*?)class="anchor"', page, re.S)
        assert paragraph is not None
        for edge in unescape(text).split(","):
            assert unquote(edge) in plain(paragraph[1])
            assert unquote(edge) in " ".join(answer.text.split())


@pytest.mark.parametrize("text", ["school places", "15/00456/FUL", "zzqxv", '"school places"'])
def test_no_block_without_an_answer(client: FlaskClient, text: str) -> None:
    assert block(client, text) == ""
    assert client.get("/api/search", query_string={"q": text}).get_json()["answers"] == []


def test_answers_in_json_have_the_fields_of_the_contract(client: FlaskClient) -> None:
    found = client.get("/api/search", query_string={"q": QUESTION}).get_json()
    assert found["answers"]
    texts = {hit["id"]: hit["text"] for hit in found["hits"]}
    for answer in found["answers"]:
        assert set(answer) == set(ANSWER)
        for name, kind in ANSWER.items():
            assert isinstance(answer[name], kind), name
        assert texts[answer["id"]][answer["start"] : answer["end"]] == answer["text"]
        assert answer["date"] is None or date.fromisoformat(answer["date"])
        assert all(0 <= a < b <= len(answer["text"]) for a, b in answer["highlights"])
    json.dumps(found)


def test_the_second_page_has_none(client: FlaskClient) -> None:
    assert "answers" not in client.get("/", query_string={"q": QUESTION, "page": 2}).text
