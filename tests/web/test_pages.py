"""Every page: its status, what it says, what it escapes."""

import re
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from flask.testing import FlaskClient
from markupsafe import escape

from search.browse.directory import Directory
from search.searcher import Searcher
from web.app import create_app
from web.examples import EXAMPLES

HITS = re.compile(r'<article class="hit".*?</article>', re.S)
LINK = re.compile(r'<h2 id="hit-\d+"><a href="/passage/([^"?]+)')


def get(client: FlaskClient, status: int = 200, /, **arguments: object) -> str:
    response = client.get("/", query_string=arguments)
    assert response.status_code == status
    return response.text


def n_matched(page: str) -> int:
    summary = re.search(r"<strong>([\d,]+) agenda items?</strong>", page)
    return int(summary[1].replace(",", "")) if summary else 0


def identifiers(page: str) -> list[str]:
    return [unescape(name) for name in LINK.findall(page)]


def test_start_page_says_what_can_be_found(client: FlaskClient, searcher: Searcher) -> None:
    page = get(client)
    assert f"<dd>{searcher.manifest.n_passages:,}</dd>" in page
    first, last = searcher.columns.dates.min().item(), searcher.columns.dates.max().item()
    for when in (first, last):
        assert f"{when.day} {when:%B %Y}" in page
    for name in searcher.columns.committee_names:
        assert name in page


def test_examples_of_the_start_page_are_found_in_this_index(
    client: FlaskClient, searcher: Searcher
) -> None:
    page = client.get("/").text
    candidates = Directory(searcher.generation).examples
    examples = [one for one in candidates if f"?q={quote_plus(one)}" in page]
    assert len(examples) == 3
    for example in examples:
        assert f">{escape(example)}</a>" in page
        hits = searcher.search(example, limit=3).hits
        assert example in [hit.passage.title for hit in hits]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.operator)
def test_examples_of_the_help_page_have_answers(client: FlaskClient, example) -> None:  # type: ignore[no-untyped-def]
    assert str(escape(example.query)) in client.get("/about-this-search").text
    page = get(client, q=example.query)
    assert identifiers(page)
    assert "searched as plain words" not in page


def test_help_shows_every_operator(client: FlaskClient) -> None:
    page = unescape(client.get("/about-this-search").text)
    for operator in ('"', "+", "-", "*", "~", "AND", "OR", "NOT", "NEAR/"):
        assert operator in page
    for field in ("title:", "decided:", "speaker:", "committee:", "from:", "to:"):
        assert field in page


def test_results_show_why_each_hit_is_there(client: FlaskClient) -> None:
    page = get(client, q="what was said about school places")
    hits = HITS.findall(page)
    assert len(hits) == 10
    assert all("<mark>" in hit or "Near in meaning" in hit for hit in hits)
    assert any("<dt>Decided</dt><dd>" in hit for hit in hits)
    assert any("<dt>Spoke or moved</dt><dd>" in hit for hit in hits)
    assert re.search(
        r'<div class="status" role="status" aria-live="polite">\s*<p class="summary">', page
    )


def test_marked_snippets_are_verbatim(client: FlaskClient, searcher: Searcher) -> None:
    page = get(client, q="lido culvert lease")
    hits = HITS.findall(page)
    assert len(hits) == len(searcher.search("lido culvert lease").hits) > 1
    for hit in hits:
        passage = searcher.passage(identifiers(hit)[0])
        assert passage is not None
        quotes = re.findall(r"<blockquote>(.*?)</blockquote>", hit, re.S)
        assert quotes
        assert any("<mark>" in quote for quote in quotes) or "Found by meaning" in hit
        for quote in quotes:
            assert unescape(re.sub(r"</?mark>", "", quote)) in passage.text


def test_a_hit_by_meaning_alone_says_so(client: FlaskClient) -> None:
    page = get(client, q="teenagers who cannot afford tampons", mode="dense")
    assert "Found by meaning" in page


def test_links_to_the_original_only_if_it_is_on_the_web(client: FlaskClient) -> None:
    page = get(client, q="lido")
    originals = re.findall(r'<a href="([^"]*)" rel="external">', page)
    assert originals
    assert all(address.startswith(("http://", "https://")) for address in originals)


def test_understood_query_is_said_back(client: FlaskClient) -> None:
    page = unescape(get(client, q='"school places" -Fernley from:2014'))
    assert "Only items that contain the phrase “school places” and not “Fernley”" in page
    assert "are from 1 January 2014 or later" in page


def test_committee_filter_and_counts(client: FlaskClient, searcher: Searcher) -> None:
    page = get(client, q="school", committee="Cabinet")
    for identifier in identifiers(page):
        passage = searcher.passage(identifier)
        assert passage is not None
        assert passage.committee == "Cabinet"
    count = re.search(r'<strong>Cabinet</strong> <span class="count">\((\d+)<', page)
    assert count
    assert int(count[1]) == n_matched(page)
    assert re.search(r'committee=Council">Council <span', page), "other committees stay on offer"


def test_part_of_a_committee_name_chooses_it(client: FlaskClient) -> None:
    assert "<strong>Planning Committee</strong>" in get(client, q="land", committee="planning")


def test_chosen_committee_without_a_match_stays_listed(client: FlaskClient) -> None:
    page = get(
        client, q='"low traffic neighbourhood"', committee=["Licensing Committee", "Nowhere"]
    )
    assert "<strong>Licensing Committee</strong>" in page
    assert "<strong>Nowhere</strong>" in page
    assert page.count('class="count">(0<') == 2
    assert "Without any of them" in page


def test_date_filters(client: FlaskClient, searcher: Searcher) -> None:
    page = get(client, q="budget", **{"from": "2018", "to": "2019-06-30"})
    assert identifiers(page)
    for identifier in identifiers(page):
        passage = searcher.passage(identifier)
        assert passage is not None
        assert passage.date is not None
        assert date(2018, 1, 1) <= passage.date <= date(2019, 6, 30)
    assert 'type="date" value="2018-01-01"' in page


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_sorted_by_date_every_link_keeps_the_order(
    sort: str, client: FlaskClient, searcher: Searcher
) -> None:
    page = get(client, q="school places", sort=sort)
    days = [getattr(searcher.passage(name), "date", None) for name in identifiers(page)]
    assert len(days) == 10
    assert days == sorted(days, reverse=sort == "newest")
    assert f'<option value="{sort}" selected>' in page
    assert "Quoted from the records" not in page
    links = set(re.findall(r'href="/\?([^"]*page=\d+)"', page))
    assert links
    assert all(f"sort={sort}" in link for link in links)
    assert f"<strong>{sort} first</strong>" in page
    # The way back to the best matches.
    assert '<a href="/?q=school+places">best match</a>' in page


def test_pages_cover_every_match_once(client: FlaskClient) -> None:
    first = get(client, q="school places", mode="lexical")
    total = n_matched(first)
    assert total > 20
    pages = [
        get(client, q="school places", mode="lexical", page=number)
        for number in range(1, -(-(total + 10) // 10) + 1)
    ]
    found = [identifier for page in pages for identifier in identifiers(page)]
    assert len(found) == len(set(found))
    # What is near is listed behind what counts, and is not in the total.
    assert total <= len(found) <= total + 10
    assert sum('<h2 class="group">Also near in meaning</h2>' in page for page in pages) in (1, 2)
    links = set(re.findall(r'href="/\?([^"]*page=\d+)"', first))
    assert all("mode=lexical" in link for link in links)


def test_page_after_the_last_is_friendly(client: FlaskClient) -> None:
    page = get(client, 404, q="lido", page=900)
    assert "There is no page 900" in page
    assert "Go to the last page" in page
    get(client, 404, q="lido", page=999_999_999)


@pytest.mark.parametrize(
    "wrong",
    [
        {"page": "abc"},
        {"page": "0"},
        {"page": "-1"},
        {"page": "٣"},
        {"page": "1" * 5000},
        {"from": "2021-02-30"},
        {"to": "yesterday"},
        {"from": "2021-01-01", "to": "2020-01-01"},
        {"mode": "magic"},
        {"sort": "magic"},
    ],
    ids=str,
)
def test_wrong_argument_keeps_the_form_filled(client: FlaskClient, wrong: dict[str, str]) -> None:
    page = get(client, 400, q="school <b>", committee="Cabinet", **wrong)
    assert "There is a problem" in page
    assert 'value="school &lt;b&gt;"' in page
    assert 'value="Cabinet" checked>' in page
    if "from" in wrong:
        assert f'value="{wrong["from"]}"' in page
        assert 'aria-describedby="from-problem"' in page


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "x" * 10_000,
        "school " * 1_500,
        "?!… --- ''",
        '"',
        '"school places',
        "NOT OR foobar",
        "((((",
        "title:",
        "from:2021-02-30 school",
        "\x00\x1b[31m",
        "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
        "%s %(q)s {{ 7*7 }} {% raw %}",
    ],
    ids=lambda text: repr(text[:20]),
)
def test_any_text_is_answered_and_escaped(client: FlaskClient, text: str) -> None:
    page = get(client, q=text)
    assert "<script" not in page
    assert "49" not in re.findall(r'value="([^"]*)"', page)


def test_notes_are_shown(client: FlaskClient) -> None:
    assert "A quotation mark has no partner" in get(client, q='"school places')
    assert "searched as plain words" in get(client, q="NOT OR foobar")


def test_nothing_found_says_what_was_searched(client: FlaskClient, searcher: Searcher) -> None:
    page = get(client, q='"quantum chromodynamics"')
    assert "<strong>Nothing found</strong>" in page
    assert f"{searcher.manifest.n_passages:,} agenda items, " in page
    assert "What you can try" in page
    assert not identifiers(page)


def test_filters_without_words_list_what_they_let_through(
    client: FlaskClient, searcher: Searcher
) -> None:
    page = get(client, q="  ", committee="Cabinet")
    wanted = sum(passage.committee == "Cabinet" for passage in searcher.all_passages())
    assert n_matched(page) == wanted
    assert "<strong>Cabinet</strong>" in page
    assert "What you can find here" in get(client, q="  ")


def test_every_passage_page_shows_its_whole_text(client: FlaskClient, searcher: Searcher) -> None:
    for passage in searcher.all_passages():
        response = client.get(f"/passage/{passage.id}", query_string={"q": "school"})
        assert response.status_code == 200
        page = " ".join(unescape(re.sub(r"<[^>]+>", "", response.text)).split())
        for line in passage.text.split("\n"):
            # A row of a table is one on the page; its cells stand without the bars between them.
            shown = line.removeprefix("• ").replace("|", "")
            assert "".join(shown.split()) in "".join(page.replace("|", "").split())


def test_passage_page(client: FlaskClient, searcher: Searcher) -> None:
    passage = next(p for p in searcher.all_passages() if "\n• " in p.text and p.agenda)
    page = client.get(f"/passage/{passage.id}", query_string={"q": "report", "page": "3"}).text
    assert '<h2 id="agenda">Agenda</h2>' in page
    assert re.search(r'<div class="block" id="p\d+">\s*<ul><li>', page)
    assert "<mark>" in page
    assert "How to cite" in page
    assert f"http://localhost/passage/{passage.id}" in page
    assert 'href="/?q=report&amp;page=3"' in page
    assert page.count("<h1") == 1


def test_snippet_links_to_its_paragraph(client: FlaskClient) -> None:
    page = get(client, q="multi-factor authentication phishing")
    link = re.search(r'href="(/passage/[^"#]+)#(p\d+)">Read in context', page)
    assert link
    target = client.get(unescape(link[1])).text
    block = re.search(rf'<div class="block" id="{link[2]}">(.*?)</div>', target, re.S)
    assert block
    assert "<mark>" in block[1]


def test_exempt_item_says_so_and_shows_nothing(client: FlaskClient, searcher: Searcher) -> None:
    passage = next(p for p in searcher.all_passages() if p.exempt)
    page = client.get(f"/passage/{passage.id}").text
    assert str(escape(passage.exempt)) in page
    assert 'class="block"' not in page


@pytest.mark.parametrize(
    "path", ["/passage/no-such-item", "/passage/<b>", "/passage/a//b", "/nowhere"]
)
def test_unknown_address_offers_a_search(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert 'role="search"' in response.text
    assert "<b>" not in response.text


def test_unknown_passage_is_named(client: FlaskClient) -> None:
    assert "There is no agenda item “no-such-item”" in client.get("/passage/no-such-item").text


def test_wrong_method(client: FlaskClient) -> None:
    assert client.post("/").status_code == 405


def test_no_index_is_503_until_there_is_one(tmp_path: Path, sample_index: Path) -> None:
    client = create_app(tmp_path / "index").test_client()
    for path in ("/", "/?q=school", "/passage/x", "/api/search?q=school", "/healthz"):
        response = client.get(path)
        assert response.status_code == 503
        assert "There is no index in" in response.text
    assert client.get("/about-this-search").status_code == 200
    (tmp_path / "index").symlink_to(sample_index)
    assert client.get("/?q=school").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?q=school",
        "/about-this-search",
        "/passage/x",
        "/api/search?q=x",
        "/healthz",
        "/static/style.css",
    ],
)
def test_headers(client: FlaskClient, path: str) -> None:
    with client.get(path) as response:
        headers = response.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("path", ["/", "/?q=school", "/about-this-search", "/passage/x"])
def test_nothing_inline_and_nothing_from_elsewhere(client: FlaskClient, path: str) -> None:
    page = client.get(path).text
    # A block of data is no script: no browser runs it, and no policy has to allow it.
    runs = r'<script(?! type="application/ld\+json">)|<style|\sstyle=|\son\w+=|javascript:'
    assert not re.search(runs, page)
    assert not re.search(r'<(?:link|img)[^>]+(?:href|src)="(?:https?:)?//', page)
    assert '<html lang="en-GB">' in page
    assert page.count("<h1") == 1
