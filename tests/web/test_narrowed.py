"""Who speaks, what was decided and what has no committee narrow a search; each number is what its link shows."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, quote_plus

import numpy as np
import pytest
from flask.testing import FlaskClient

from corpus.text import place_name
from search.browse.directory import Directory
from search.match.filters import NO_COMMITTEE, Columns
from search.match.spoken import Spoken, plain
from search.query.nodes import Filters
from search.searcher import Searcher

QUERIES = ("school places", "flooding", "parking", "council", "lido OR library")
N_ITEMS = re.compile(r"<strong>([\d,]+) agenda items?</strong>")
LINK = re.compile(r'<li><a href="([^"]+)">[^<]+ <span class="count">\(([\d,]+)<')


@pytest.fixture(scope="module")
def places(searcher: Searcher) -> Directory:
    return Directory(searcher.generation)


def _shown(client: FlaskClient, address: str) -> int:
    found = N_ITEMS.search(client.get(address).text)
    return int(found[1].replace(",", "")) if found else 0


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("more", ["", "&committee=Cabinet", "&decided=1", "&speaker=Bernard+Lisle"])
def test_every_person_and_the_decisions_show_as_many_as_they_say(
    client: FlaskClient, query: str, more: str
) -> None:
    asked = f"/?q={quote_plus(query)}{more}"
    page = client.get(asked).text
    links = [
        (name, link, count)
        for name in ("speaker", "decided")
        for link, count in LINK.findall(
            page.partition(f'<h3 id="facet-{name}')[2].partition("</section>")[0]
        )
    ]
    # Of what the Cabinet says of floods nothing was decided; what is chosen is no link.
    wanted = (
        {"speaker"}
        if (query, more) == ("flooding", "&committee=Cabinet")
        else {"speaker", "decided"} - set(re.findall(r"&(decided)", more))
    )
    assert {name for name, _, _ in links} == wanted
    for name, link, count in links:
        (value,) = parse_qs(unescape(link).partition("?")[2])[name]
        kept = re.sub(rf"&{name}=[^&]*", "", asked)
        alone = f"{kept}&{name}={quote_plus(value)}"
        assert _shown(client, alone) == int(count.replace(",", "")), (name, value)


def test_the_rows_are_those_of_the_records(searcher: Searcher, places: Directory) -> None:
    """The oracle: every passage, read whole."""
    columns, everything = searcher.columns, searcher.all_passages()
    decided = [bool(p.resolved) and not p.procedural for p in everything]
    assert columns.mask(Filters(decided=True)).tolist() == decided
    for person in places.people.values():
        own = [
            not p.exempt and person.name in {plain(one) for one in p.speakers} for p in everything
        ]
        mask = columns.mask(Filters(speakers=(person.name,)))
        assert set(person.rows) <= set(np.flatnonzero(mask)) <= set(np.flatnonzero(own))
    unknown = [not p.committee for p in everything]
    assert columns.mask(Filters(committees=(NO_COMMITTEE,))).tolist() == unknown


def test_only_councillors_are_offered(searcher: Searcher, places: Directory) -> None:
    """Residents, children and officers are named in the sample's minutes as speaking, too."""
    everybody = np.ones(searcher.manifest.n_passages, np.bool_)
    offered = {facet.value for facet in searcher.columns.spoken.facets(everybody, ~everybody)}
    assert {place_name(name) for name in offered} == {
        place_name(person.name) for person in places.people.values()
    }
    others = {plain(one) for p in searcher.all_passages() for one in p.speakers} - offered
    assert {"Mrs Karen Doyle", "Mrs Tracy Lomax"} & others or any(
        name.startswith(("Mr ", "Mrs ", "Ms ")) for name in others
    )
    assert not any(name.startswith(("Mr ", "Mrs ", "Ms ", "Miss ")) for name in offered)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("speaker=Bernard+Lisle", ["Bernard Lisle speaks"]),
        ("speaker=bernard+lisle&decided=1", ["bernard lisle speaks", "with a decision"]),
        ("committee=unknown", ["Committee unknown"]),
        ("speaker=Nobody+At+All", ["Nobody At All speaks"]),
    ],
)
def test_each_is_said_and_taken_off(client: FlaskClient, more: str, said: list[str]) -> None:
    answer = client.get(f"/?q=school&{more}")
    assert answer.status_code == 200
    conditions = answer.text.partition('class="conditions"')[2].partition("</ul>")[0]
    found = re.findall(r'<li><a href="([^"]+)">([^<]+) <span aria-hidden', conditions)
    assert [words for _, words in found] == said
    for at, (link, _) in enumerate(found):
        rest = client.get(unescape(link)).text.partition('class="conditions"')[2].partition("</ul>")
        left = re.findall(r'">([^<]+) <span aria-hidden', rest[0])
        assert left == said[:at] + said[at + 1 :]


def test_unknown_names_find_nothing_and_break_nothing(client: FlaskClient) -> None:
    for name in ("Nobody", "<b>", "x" * 3000, "%00", "Bernard"):
        page = client.get(f"/?q=school&speaker={name}")
        assert page.status_code == 200
        assert "Nothing found" in page.text
        assert "<b>" not in page.text


def test_what_has_no_committee_is_counted_last_and_found(searcher: Searcher) -> None:
    columns = Columns(searcher.generation)
    columns._committee[:3] = -1
    everything = np.ones(len(columns._committee), np.bool_)
    facets = columns.committee_facets(everything)
    assert (facets[-1].value, facets[-1].count) == (NO_COMMITTEE, 3)
    assert sum(facet.count for facet in facets) == len(columns._committee)
    assert columns.mask(Filters(committees=("Unknown",))).tolist()[:4] == [True, True, True, False]
    both = columns.mask(Filters(committees=("unknown", columns.committee_names[0])))
    assert both.sum() == 3 + facets[0].count


def test_two_of_one_name_are_searched_together_and_one_item_counts_once() -> None:
    found = [(0, "A", "Ann Oak"), (0, "A", "ann oak"), (2, "B", "Ann Oak"), (1, None, "Lee")]
    spoken = Spoken(found, 4)
    assert spoken.mask(["ANN OAK"]).tolist() == [True, False, True, False]
    assert spoken.called("ANN OAK") == "Ann Oak"
    assert spoken.called("Oak") is None
    everything = np.ones(4, np.bool_)
    facets = spoken.facets(everything, spoken.mask(["Lee"]))
    assert [(f.value, f.count) for f in facets] == [("Ann Oak", 2), ("Lee", 1)]
    assert [f.beside for f in facets] == [2, 0]
    assert [f.beside for f in spoken.facets(everything, spoken.mask(["Ann Oak"]))] == [0, 1]
    assert spoken.mask([]).sum() == 0
    assert Spoken((), 3).mask(["Lee"]).tolist() == [False] * 3
    assert Spoken((), 3).facets(np.ones(3, np.bool_), np.zeros(3, np.bool_)) == ()


def test_the_interface_counts_the_same(client: FlaskClient) -> None:
    facets = client.get("/api/search?q=school").get_json()["facets"]
    assert client.get("/api/search?q=school&decided=1").get_json()["matched"] == facets["decided"]
    for one in facets["people"][:5]:
        asked = {"q": "school", "speaker": one["value"]}
        found = client.get("/api/search", query_string=asked).get_json()
        assert found["matched"] == one["count"]


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("/?q=school&from=&to=&sort=relevance&mode=hybrid", "/?q=school"),
        ("/?q=school&committee=Cabinet&from=&to=&decided=1", "/?q=school&committee=Cabinet&decided=1"),
        ("/?q=school&from=2016-01-01&to=&sort=newest&page=2", "/?q=school&from=2016-01-01&sort=newest&page=2"),
        ("/?q=", "/"),
        ("/?q=&committee=Cabinet&from=", "/?committee=Cabinet"),
    ],
)  # fmt: skip
def test_an_address_has_no_parameter_that_says_nothing(
    client: FlaskClient, sent: str, shown: str
) -> None:
    answer = client.get(sent)
    assert (answer.status_code, answer.headers["Location"]) == (302, shown)
    assert client.get(shown).status_code == 200


def test_what_is_wrong_in_a_form_is_told_and_not_sent_on(client: FlaskClient) -> None:
    assert client.get("/?q=school&from=2021-02-30&to=").status_code == 400
