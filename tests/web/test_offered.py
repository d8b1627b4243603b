"""A query that names somebody or a committee offers their page; one that only has such a word does not."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from search.browse import offered
from search.browse.directory import Directory, Person
from search.browse.offered import committees_named, people_named
from search.searcher import Searcher

OFFERED = re.compile(r'<p class="tools">Pages:(.*?)</p>', re.S)


@pytest.fixture(scope="module")
def places(searcher: Searcher) -> Directory:
    return Directory(searcher.generation)


def names(people: tuple[Person, ...]) -> list[str]:
    return [one.name for one in people]


@pytest.mark.parametrize(
    "text",
    [
        "Bernard Lisle",
        "what did Councillor Lisle say about the budget",
        "cllr lisle",
        "LISLE",
        'speaker:"Bernard Lisle" budget',
        "speaker:Lisle lido",
    ],
)
def test_who_is_named_is_offered(text: str, searcher: Searcher) -> None:
    assert names(people_named(searcher, text)) == ["Bernard Lisle"]


@pytest.mark.parametrize(
    "text",
    ["the budget of lisle street", "bernard street", "councillor", "", "?", "budget", "bernard"],
)
def test_a_word_of_a_name_among_others_is_only_a_word(text: str, searcher: Searcher) -> None:
    assert people_named(searcher, text) == ()


def test_everybody_is_offered_by_their_whole_name_and_all_links_lead_somewhere(
    client: FlaskClient, places: Directory
) -> None:
    for person in list(places.people.values())[::7]:
        page = client.get("/", query_string={"q": person.name}).text
        offered = OFFERED.search(page)
        assert offered, person.name
        links = [unescape(link) for link in re.findall(r'href="([^"]+)"', offered[1])]
        assert "/person/{}/{}".format(*person.place) in links or len(links) >= 3
        assert all(client.get(link).status_code == 200 for link in links)


def test_a_committee_is_offered_that_is_named_or_chosen(
    client: FlaskClient, searcher: Searcher
) -> None:
    for query in ("cabinet lido", "lido&committee=Cabinet", "committee:cabinet lido"):
        offered = OFFERED.search(client.get(f"/?q={query.replace(' ', '+')}").text)
        assert offered, query
        assert 'href="/committee/wenbridge-city-council/cabinet"' in offered[1]
    assert OFFERED.search(client.get("/?q=lido").text) is None
    assert committees_named(searcher, ["no such committee"]) == ()


def test_a_query_without_a_name_does_not_ask_the_directory(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offered, "directory", lambda _: pytest.fail("the directory was asked"))
    assert offered.people_named(searcher, "what was said about school places") == ()
    assert offered.committees_named(searcher, ()) == ()


def test_names_are_compared_without_apostrophes_and_whole() -> None:
    names = offered._names
    words = offered._words
    for typed in ("councillor o'hagan", "Councillor O’Hagan", "Peter O'Hagan", "cllr ohagan"):
        assert names(words(typed), words("Peter O’Hagan")), typed
    assert names(words("Commissioner Van der Berg"), words("Jan Van der Berg"))
    assert names(words("Councillor Smith-Jones"), words("Anna Smith-Jones"))
    assert not names(words("Councillor Jones"), words("Anna Smith-Jones"))
    assert not names(words("the Oak inquiry"), words("Jane Oak"))
