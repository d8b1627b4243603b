"""What somebody comes for, who sees the site for the first time: each in at most three clicks from a page of results or the start.

A click follows a link by its words, or sends a form with what is typed: nothing is known but what a page shows.
"""

from __future__ import annotations

import re
from html import unescape

import html5lib
import pytest
from flask.testing import FlaskClient

from search.browse.directory import Directory
from search.page.said import is_named
from search.searcher import Searcher

MOST = 3
TAGS = re.compile(r"<[^>]+>")


class Stranger:
    """Somebody with a page before them, whose clicks are counted."""

    def __init__(self, client: FlaskClient, address: str = "/") -> None:
        self._client, self.clicks = client, 0
        self._go(address)

    def _go(self, address: str) -> None:
        answer = self._client.get(address, follow_redirects=True)
        assert answer.status_code == 200, address
        self.address, self.page = answer.request.full_path, answer.text
        self.main = self.page.partition("<main")[2].partition("</main>")[0]

    def links(self) -> list[tuple[str, str]]:
        """Return (words, address) of every link, in order."""
        found = re.findall(r'<a\b[^>]*?href="([^"]+)"[^>]*>(.*?)</a>', self.page, re.DOTALL)
        return [
            (" ".join(unescape(TAGS.sub("", words)).split()), unescape(to)) for to, words in found
        ]

    def click(self, words: str) -> None:
        """Follow the first link that begins with these words."""
        self.clicks += 1
        self._go(next(to for shown, to in self.links() if shown.startswith(words)))

    def send(self, field: str, text: str) -> None:
        """Type into the form that has a field, and send it with all that it holds."""
        self.clicks += 1
        tree = html5lib.parse(self.page, namespaceHTMLElements=False)
        form = next(
            f for f in tree.iter("form") if any(i.get("name") == field for i in f.iter("input"))
        )
        given = {i.get("name"): i.get("value", "") for i in form.iter("input") if i.get("name")}
        query = "&".join(f"{name}={value}" for name, value in {**given, field: text}.items())
        self._go(f"{form.get('action')}?{query}")


def test_from_an_item_to_its_whole_meeting(client: FlaskClient, searcher: Searcher) -> None:
    item = next(p for p in searcher.all_passages() if "Webcasting of Meetings" in p.title)
    stranger = Stranger(client, f"/passage/{item.id}")
    stranger.click("25 February 2016")
    stranger.click("All on one page, to print")
    assert stranger.clicks <= MOST
    others = [
        p for p in searcher.all_passages() if (p.committee, p.date) == (item.committee, item.date)
    ]
    assert len(others) > 3
    assert all(str(p.title.split(":")[0]) in unescape(TAGS.sub("", stranger.main)) for p in others)


def test_all_decisions_of_a_committee_in_a_year(client: FlaskClient, searcher: Searcher) -> None:
    stranger = Stranger(client)
    stranger.click("Cabinet")
    # The start page may lead to a meeting of the same name first.
    if "/meeting/" in stranger.address:
        stranger.click("Cabinet")
    stranger.click("What was decided in 2019")
    assert stranger.clicks <= MOST
    wanted = {
        p.id for p in searcher.all_passages()
        if p.committee == "Cabinet" and p.date and p.date.year == 2019 and p.resolved and not p.procedural
    }  # fmt: skip
    assert wanted
    assert set(re.findall(r'<h3><a href="/passage/([^"?#]+)"', stranger.main)) == wanted


@pytest.mark.parametrize("topic", ["parking", "school", "lido"])
def test_everything_that_a_councillor_said_of_a_topic_by_date(
    client: FlaskClient, searcher: Searcher, topic: str
) -> None:
    stranger = Stranger(client)
    stranger.click("Councillors")
    stranger.click("Bernard Lisle")
    stranger.send("about", topic)
    assert stranger.clicks <= MOST
    (n,) = re.findall(r"<strong>([\d,]+) agenda items?</strong>", stranger.page)
    person = Directory(searcher.generation).people["wenbridge-city-council", "bernard-lisle"]
    own = searcher.passages(person.rows)
    # As many as have the word of those in which he speaks; not all in which he speaks.
    found = set(re.findall(r'<h2 id="hit-\d+"><a href="/passage/([^"?#]+)', stranger.main))
    assert found <= {p.id for p in own}
    assert 0 < int(n) < len(own) / 2
    days = [p.date for p in (searcher.passage(one) for one in re.findall(
        r'<h2 id="hit-\d+"><a href="/passage/([^"?#]+)', stranger.main)) if p and p.date]  # fmt: skip
    assert days == sorted(days, reverse=True)
    assert all(
        any(is_named(person.name, one.name, p.speakers) for one in p.annotations.speeches)
        for p in own if p.id in found
    )  # fmt: skip


def test_how_to_cite_one_sentence(client: FlaskClient, searcher: Searcher) -> None:
    stranger = Stranger(client, "/?q=webcasting")
    stranger.click("Webcasting of Meetings")
    stranger.click("cite")
    assert stranger.clicks <= MOST
    (cited, *_) = re.findall(r'<p class="cite">(.*?)</p>', stranger.main, re.DOTALL)
    told = unescape(TAGS.sub("", cited))
    item = next(p for p in searcher.all_passages() if "Webcasting of Meetings" in p.title)
    sentence = told.partition("“")[2].partition("”")[0]
    assert sentence
    assert sentence in " ".join(item.text.split())
    assert re.search(r"paragraph \d+, http://\S+#p\d+ \(looked up on \d+ \w+ \d{4}\)", told)
