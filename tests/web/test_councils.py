"""Committees of several councils have one name; what the pages, filters and counts say is of one of them."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from cli.cli import main
from indexer.build.pipeline import build
from indexer.generation import store
from indexer.generation.columns import COUNCILS, names_of, write
from indexer.passages.passage import Passage
from search.browse.directory import directory
from search.query.nodes import Filters
from search.searcher import Searcher, open_index
from tests.conftest import generation_in, write_records
from tests.quick_model import use_exported
from web.app import create_app

ASHTON, OAKLEY, ELMBY = "Ashton Town Council", "Oakley Borough Council", "Elmby Parish Council"


def meeting(council: str | None, committee: str, *items: str) -> str:
    """Return a meeting of one and the same day."""
    listed = [
        {"title": f"Item of {title}", "number": str(n), "minutes": f"Councillor Pike spoke: {title} is {'wet ' * 12}."}
        for n, title in enumerate(items, 1)
    ]  # fmt: skip
    head = {"committee": committee, "date": "2019-05-14", "items": listed}
    return json.dumps({**head, **({"council": council} if council else {})}) + "\n"


FILES = {
    "a.jsonl": meeting(ASHTON, "Council", "the lido", "the pier"),
    "b.jsonl": meeting(OAKLEY, "Council", "the lido roof"),
    "c.jsonl": meeting("OAKLEY-Borough  Council", "Planning Committee", "the lido wall"),
    "d.jsonl": meeting(ELMBY, "Full Council", "the lido clock"),
    "e.jsonl": meeting(None, "Council", "the lido of nobody"),
}


@pytest.fixture(scope="module")
def index(tiny_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("councils")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        use_exported(store.open_generation(tiny_built / "index").folder / "encoder", patch)
        build([write_records(folder / "records", dict(FILES))], folder / "index")
    return folder / "index"


@pytest.fixture(scope="module")
def found_in(index: Path) -> Searcher:
    return open_index(index)


@pytest.fixture(scope="module")
def pages(index: Path) -> FlaskClient:
    return create_app(index).test_client()


def titles(page: str) -> set[str]:
    return {
        html.unescape(re.sub("<[^>]+>", "", title)).strip()
        for title in re.findall(r'<h2 id="hit-\d+"><a [^>]+>(.*?)</a>', page, re.DOTALL)
    }


@pytest.mark.parametrize(
    ("asked", "of"),
    [
        (ASHTON, {"the lido"}),
        ("ashton  town COUNCIL", {"the lido"}),
        ("ashton", {"the lido"}),
        ("ashton-town", {"the lido"}),
        ("oakley", {"the lido roof", "the lido wall"}),
        ("nowhere", set()),
        ("council", {"the lido", "the lido roof", "the lido wall", "the lido clock"}),
    ],
)
def test_a_filter_by_council_shows_what_is_its_own(
    asked: str, of: set[str], found_in: Searcher, pages: FlaskClient, index: Path
) -> None:
    wanted = {f"Item of {title}" for title in of}
    for page in (
        found_in.search("lido", mode="lexical", filters=Filters(councils=(asked,))),
        found_in.search(f'lido council:"{asked}"', mode="lexical"),
    ):
        assert {hit.passage.title for hit in page.hits} == wanted
        assert page.matched == len(wanted)
    arguments = {"q": "lido", "mode": "lexical", "council": asked}
    assert titles(pages.get("/", query_string=arguments).text) == wanted
    done = CliRunner().invoke(
        main, ["query", "lido", "--index", str(index), "--json", "--mode", "lexical", "--council", asked]
    )  # fmt: skip
    assert {hit["title"] for hit in json.loads(done.output)["hits"]} == wanted


def test_a_facet_counts_what_its_filter_shows(found_in: Searcher, pages: FlaskClient) -> None:
    facets = pages.get("/api/search?q=lido").get_json()["facets"]["councils"]
    assert {facet["value"]: facet["count"] for facet in facets} == {ASHTON: 1, ELMBY: 1, OAKLEY: 2}
    for facet in facets:
        page = found_in.search("lido", filters=Filters(councils=(facet["value"],)))
        assert page.matched == facet["count"]
    both = Filters(committees=("Council",), councils=(OAKLEY,))
    assert found_in.search("lido", filters=both).matched == 1


def test_a_chosen_council_can_be_taken_off(pages: FlaskClient) -> None:
    page = pages.get(
        "/", query_string={"q": "lido", "council": "oakley", "committee": "Planning"}
    ).text
    assert f"<li><strong>{OAKLEY}</strong>" in page
    off = re.findall(r'<a [^>]*href="([^"]+)"[^>]*>[^<]*oakley', page)
    assert [html.unescape(link) for link in off] == ["/?q=lido&committee=Planning"]


def test_a_search_on_the_page_of_a_committee_finds_its_own_records(pages: FlaskClient) -> None:
    page = pages.get("/committee/oakley-borough-council/council").text
    form = page[page.index('<form class="search"', page.index("<h1")) :]
    given = dict(re.findall(r'name="(\w+)" type="hidden" value="([^"]*)"', form))
    assert titles(pages.get("/", query_string={"q": "lido", "mode": "lexical", **given}).text) == {
        "Item of the lido roof"
    }
    feed = html.unescape(re.findall(r'atom\+xml"[^>]+href="([^"]+)"', page)[0])
    assert re.findall(r"<title>([^<]+)</title>", pages.get(feed).text)[1:] == [
        "Item of the lido roof"
    ]


def test_where_no_council_is_named_the_search_says_that_it_is_of_all(pages: FlaskClient) -> None:
    page = pages.get("/committee/unknown/council").text
    assert "all committees of this name" in page
    assert "Search the records of this committee" not in page


def test_no_two_places_are_called_alike(pages: FlaskClient) -> None:
    start = pages.get("/").text
    for kind in ("meeting", "committee"):
        names = re.findall(rf'<a href="/{kind}/[^"]+">(.*?)</a>', start, re.DOTALL)
        assert len(names) == len(set(names)) == 5, names
    heads = {
        re.sub(
            "<[^>]+>", "", pages.get(f"/committee/{place}").text.split("<h1>")[1].split("</h1>")[0]
        )
        for place in (
            "ashton-town-council/council",
            "oakley-borough-council/council",
            "oakley-borough-council/planning-committee",
            "unknown/council",
        )
    }
    assert heads == {
        ASHTON,
        "Oakley Borough Council",
        "Planning Committee, OAKLEY-Borough Council",
        "Council (of a council that is not named)",
    }


def test_meetings_of_two_councils_on_one_day_are_two(found_in: Searcher) -> None:
    passages = found_in.all_passages()
    numbers = found_in.generation.array("columns.npy")["meeting"]
    by_number: dict[int, set[tuple[str, str]]] = {}
    for passage, number in zip(passages, numbers.tolist(), strict=True):
        by_number.setdefault(number, set()).add(
            ((passage.council or "").casefold().replace("  ", " "), passage.committee or "")
        )
    assert all(len(places) == 1 for places in by_number.values())
    lido = next(p for p in passages if p.title == "Item of the lido")
    others = {hit.passage.title for hit in found_in.similar(lido.id).hits}
    assert "Item of the lido roof" in others
    assert "Item of the pier" not in others


def test_what_names_no_council_is_of_the_only_one_that_met(tmp_path: Path) -> None:
    def said(name: str, council: str | None, committee: str) -> Passage:
        facts = {"council": council, "committee": committee, "date": date(2019, 5, 14)}
        return Passage(name, "The lido", "Text.", f"{name}.txt", **facts)  # type: ignore[arg-type]

    found = [
        said("a", ASHTON, "Planning"),
        said("b", None, "Planning"),
        said("c", ASHTON, "Council"),
        said("d", OAKLEY, "Council"),
        said("e", None, "Council"),
        said("f", "ASHTON town  council", "Planning"),
    ]
    write(found, tmp_path)
    numbers = np.load(tmp_path / "columns.npy")["meeting"].tolist()
    assert numbers[0] == numbers[1] == numbers[5]
    assert len(set(numbers)) == 4
    assert names_of(generation_in(tmp_path), COUNCILS) == [ASHTON, OAKLEY]


def _taken(pages: FlaskClient, page: str) -> dict[str, list[str]]:
    """Return the ids of what a page offers to take away, by the form, as its visible links lead to it."""
    found = {}
    links = re.findall(
        r'<a rel="nofollow" href="([^"]*/(?:list|feed)/[^"]*)"', pages.get(page).text
    )
    for link in map(html.unescape, links):
        answer = pages.get(link)
        assert answer.status_code == 200, link
        if "/feed/" in link:
            ids = re.findall(r'<entry>.*?href="[^"]*/passage/([^"]+)"', answer.text, re.DOTALL)
            found["atom"] = ids
        elif "/csv/" in link:
            rows = csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))
            found["csv"] = [row["id"] for row in rows]
        else:
            found["jsonl"] = [json.loads(line)["id"] for line in answer.text.splitlines()]
    return found


def test_what_a_place_gives_away_is_its_own_and_no_other_bodys(
    pages: FlaskClient, found_in: Searcher
) -> None:
    places = directory(found_in)
    own: dict[str, set[str]] = {}
    for place, committee in places.committees.items():
        rows = [row for one in committee.meetings for row in one.rows]
        own[f"/committee/{'/'.join(place)}"] = {one.id for one in found_in.passages(rows)}
    for at, meeting_there in places.meetings.items():
        own[f"/meeting/{'/'.join(at)}"] = {one.id for one in found_in.passages(meeting_there.rows)}
    for who, person in places.people.items():
        own[f"/person/{'/'.join(who)}"] = {one.id for one in found_in.passages(person.rows)}
    assert "/committee/unknown/council" in own
    for page, ids in own.items():
        taken = _taken(pages, page)
        assert sorted(taken) == ["atom", "csv", "jsonl"], page
        for form, found in taken.items():
            assert sorted(found) == sorted(ids), (page, form)
        announced = re.search(
            r'type="application/atom\+xml" title="[^"]*" href="([^"]+)"', pages.get(page).text
        )
        assert announced, page
        assert "/feed/" in announced[1]


def test_what_is_not_there_is_not_given_away(pages: FlaskClient) -> None:
    for place in ("committee/a/b", "meeting/a/b/2019-01-01", "person/a/b", "matter/a"):
        for path in (f"/feed/{place}", f"/list/csv/{place}", f"/list/jsonl/{place}"):
            assert pages.get(path).status_code == 404, path
    assert pages.get("/list/xml/committee/unknown/council").status_code == 404
