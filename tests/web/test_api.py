"""The JSON interface keeps its contract (docs: design, "Contracts")."""

import pytest
from flask.testing import FlaskClient

from search.page.as_json import to_json
from search.searcher import Searcher

PAGE = {"query", "mode", "sort", "matched", "elapsed_ms", "hits"}
HIT = {
    "rank", "score", "lexical_score", "dense_score", "id", "title", "number", "council",
    "committee", "date", "source", "url", "text", "snippets",
}  # fmt: skip


def test_contract(client: FlaskClient, searcher: Searcher) -> None:
    answer = client.get("/api/search", query_string={"q": "school places"}).get_json()
    assert set(answer) >= PAGE | {"facets", "offset"}
    assert all(set(hit) >= HIT for hit in answer["hits"])
    expected = to_json(searcher.search("school places"))
    for volatile in (answer, expected):
        volatile.pop("elapsed_ms")
    assert {name: answer[name] for name in expected} == expected


def test_highlights_are_verbatim(client: FlaskClient) -> None:
    answer = client.get("/api/search", query_string={"q": "school places"}).get_json()
    assert len(answer["hits"]) == 10
    assert all(hit["snippets"] for hit in answer["hits"])
    assert answer["hits"][0]["snippets"][0]["highlights"]
    for hit in answer["hits"]:
        for snippet in hit["snippets"]:
            start = snippet["start"]
            assert hit["text"][start : start + len(snippet["text"])] == snippet["text"]
            assert snippet["kind"] in ("words", "meaning")
            for first, last in snippet["highlights"]:
                assert 0 <= first < last <= len(snippet["text"])


def test_pages_do_not_overlap(client: FlaskClient) -> None:
    pages = [client.get(f"/api/search?q=school&page={n}").get_json() for n in (1, 2)]
    assert [page["offset"] for page in pages] == [0, 10]
    ranks = [hit["rank"] for page in pages for hit in page["hits"]]
    assert ranks == list(range(1, 21))
    assert len({hit["id"] for page in pages for hit in page["hits"]}) == 20


def test_page_after_the_last_is_empty(client: FlaskClient) -> None:
    answer = client.get("/api/search?q=lido&page=999999999").get_json()
    assert answer["matched"] > 0
    assert answer["hits"] == []


def test_filters_and_facets(client: FlaskClient) -> None:
    address = "/api/search?q=school&committee=Cabinet&committee=Council&from=2016&to=2020-12-31"
    answer = client.get(address).get_json()
    assert {hit["committee"] for hit in answer["hits"]} <= {"Cabinet", "Council"}
    assert all("2016" <= hit["date"] < "2021" for hit in answer["hits"])
    counts = {facet["value"]: facet["count"] for facet in answer["facets"]["committees"]}
    assert counts["Cabinet"] + counts["Council"] == answer["matched"]


@pytest.mark.parametrize("mode", ["hybrid", "lexical", "dense"])
def test_modes(client: FlaskClient, mode: str) -> None:
    answer = client.get("/api/search", query_string={"q": "school", "mode": mode}).get_json()
    assert answer["mode"] == mode
    assert answer["hits"]


def test_sort(client: FlaskClient) -> None:
    answer = client.get("/api/search?q=school&sort=oldest").get_json()
    assert (answer["sort"], len(answer["hits"])) == ("oldest", 10)
    days = [hit["date"] for hit in answer["hits"]]
    assert days == sorted(days)


@pytest.mark.parametrize(
    "arguments",
    [
        "q=x&page=abc",
        "q=x&from=2021-02-30",
        "q=x&mode=magic",
        "q=x&sort=magic",
        "page=1",
        "q=x&page=0",
    ],
)
def test_wrong_arguments(client: FlaskClient, arguments: str) -> None:
    response = client.get(f"/api/search?{arguments}")
    assert response.status_code == 400
    assert response.get_json()["error"]


@pytest.mark.parametrize("path", ["/api/passage/no-such-item", "/api/nothing", "/api/"])
def test_unknown_is_json(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.get_json()["status"] == 404


def test_text_is_not_mangled(client: FlaskClient) -> None:
    response = client.get("/api/search", query_string={"q": "£ café “<&>”"})
    assert response.get_json()["query"].startswith("£ café")
    assert "£ café" in response.text


def test_passage(client: FlaskClient, searcher: Searcher) -> None:
    for passage in searcher.all_passages()[::25]:
        answer = client.get(f"/api/passage/{passage.id}").get_json()
        assert answer["text"] == passage.text
        assert answer["title"] == passage.title
        assert len(answer["documents"]) == len(passage.documents)


def test_exempt_text_stays_out(client: FlaskClient, searcher: Searcher) -> None:
    passage = next(p for p in searcher.all_passages() if p.exempt)
    answer = client.get(f"/api/passage/{passage.id}").get_json()
    assert answer["exempt"]
    assert not any(answer[name] for name in ("text", "agenda", "decision", "minutes", "documents"))


def test_health(client: FlaskClient, searcher: Searcher) -> None:
    answer = client.get("/healthz").get_json()
    assert answer["status"] == "ok"
    assert answer["passages"] == searcher.manifest.n_passages
