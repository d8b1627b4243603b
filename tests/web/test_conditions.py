"""What narrows a search can be taken off, and every number beside a link is what the link shows."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

QUERIES = ("school places", "flooding", "parking", "councillor", "lido")
N_ITEMS = re.compile(r"<strong>([\d,]+) agenda items?</strong>")


def _shown(client: FlaskClient, link: str) -> int:
    found = N_ITEMS.search(client.get(unescape(link)).text)
    return int(found[1].replace(",", "")) if found else 0


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("more", ["", "&committee=Cabinet", "&from=2016-01-01&to=2016-12-31"])
def test_every_bar_of_the_timeline_shows_its_count(
    client: FlaskClient, query: str, more: str
) -> None:
    page = client.get(f"/?q={query}{more}").text
    timeline = page.partition('class="timeline"')[2].partition("</nav>")[0]
    bars = re.findall(
        r'<li>(?:<a href="([^"]+)">|(<strong>))<svg.*?(\d{4})(?:</strong>)? '
        r'<span class="count">([\d,]+)<',
        timeline,
        re.DOTALL,
    )
    assert bars
    for link, chosen, year, count in bars:
        if chosen:
            assert _shown(client, f"/?q={query}{more}") == int(count)
        else:
            assert f"{year}-01-01" in link
            assert _shown(client, link) == int(count)


def test_each_condition_is_said_and_taken_off_alone(client: FlaskClient) -> None:
    asked = (
        "/?q=school&committee=Cabinet&committee=Council&from=2016-01-01&to=2016-12-31&mode=lexical"
    )
    page = client.get(asked).text
    chips = re.findall(
        r'<li><a href="([^"]+)">([^<]+) <span aria-hidden',
        page.partition('class="conditions"')[2].partition("</ul>")[0],
    )
    assert [said for _, said in chips] == ["Cabinet", "Council", "2016", "words only"]
    links = [unescape(link) for link, _ in chips]
    assert "committee=Council" in links[0]
    assert "committee=Cabinet" not in links[0]
    assert "from=2016-01-01" in links[1]
    assert "from=" not in links[2]
    assert "to=" not in links[2]
    assert "mode=" not in links[3]


@pytest.mark.parametrize(
    "asked",
    [
        "/?q=lido&committee=Licensing+Committee",
        "/?q=school+places&from=2030-01-01",
        "/?q=%22lido+school%22",
        "/?q=%22lido+of+the+unicorn%22",
        "/?q=lido&committee=Licensing+Committee&from=2025-01-01",
    ],
)
def test_where_nothing_is_found_each_advice_says_how_many(client: FlaskClient, asked: str) -> None:
    page = client.get(asked).text
    advice = re.findall(r'<li><a href="([^"]+)">[^<]+</a>: ([\d,]+) agenda item', page)
    assert ("Nothing found" in page) == ("What you can try" in page)
    if "Nothing found" in page:
        assert advice
    for link, count in advice:
        assert _shown(client, link) == int(count.replace(",", ""))


def test_years_are_a_facet_of_the_json_too(client: FlaskClient) -> None:
    found = client.get("/api/search?q=school").get_json()
    years = found["facets"]["years"]
    assert sum(year["count"] for year in years) == found["matched"]
