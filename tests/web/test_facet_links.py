"""Every link that narrows a search shows as many items as it says, whatever is chosen already."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, quote_plus

import pytest
from flask.testing import FlaskClient

from indexer.build.pipeline import build
from indexer.generation import store
from tests.conftest import write_records
from tests.quick_model import use_exported
from tests.web.test_councils import ASHTON, FILES, OAKLEY, meeting
from web.app import create_app

QUERIES = (
    "school places",
    "flooding",
    "parking",
    "council",
    "lido OR library",
    "what was said about the budget",
    '"council tax"',
    "title:report",
    "taxi licence",
    "what did Councillor Lisle say about parking",
    "housing since 2019",
    "trees -felling",
)
# What is chosen already: nothing, one of a kind, several of a kind, several kinds at once, what finds nothing.
CHOSEN = (
    "&committee=Cabinet",
    "&committee=Cabinet&committee=Council",
    "&committee=planning&kind=minutes",
    "&speaker=Bernard+Lisle&speaker=winifred+ACHEBE",
    "&decided=1&from=2016-01-01&to=2020-12-31",
    "&committee=Nowhere",
)
N_ITEMS = re.compile(r"<strong>([\d,]+) agenda items?</strong>")
FACET = re.compile(r'<section class="facet".*?</section>', re.DOTALL)
COUNTED = re.compile(r'<a(?: class="\w+")? href="([^"]+)">((?:(?!</a>).)*?class="count".*?)</a>')
OFF = re.compile(r'<a class="off" href="([^"]+)">')


def shown(client: FlaskClient, link: str) -> int:
    """Return how many items a page says that it shows."""
    found = N_ITEMS.search(client.get(unescape(link)).text)
    return int(found[1].replace(",", "")) if found else 0


def promised(part: str) -> list[tuple[str, int]]:
    """Return each link of a piece of a page that has a count, with that count."""
    found = []
    for link, words in COUNTED.findall(part):
        count = re.search(r'class="count">\(?([\d,]+)', words)
        assert count, words
        found.append((unescape(link), int(count[1].replace(",", ""))))
    return found


def facets(page: str) -> str:
    return "\n".join(FACET.findall(page))


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        *((query, "") for query in QUERIES),
        *((query, chosen) for chosen in CHOSEN for query in QUERIES[2:4]),
    ],
)
def test_every_link_shows_as_many_as_it_says(client: FlaskClient, query: str, chosen: str) -> None:
    links = promised(facets(client.get(f"/?q={quote_plus(query)}{chosen}").text))
    assert links
    for link, count in links:
        assert shown(client, link) == count > 0, link


def test_what_is_chosen_is_said_and_is_taken_off_alone(client: FlaskClient) -> None:
    asked = "/?q=school&committee=Cabinet&committee=Council&decided=1&from=2014-01-01"
    page = client.get(asked).text
    offs = [parse_qs(unescape(link).partition("?")[2]) for link in OFF.findall(facets(page))]
    kept = {"q": ["school"], "decided": ["1"], "from": ["2014-01-01"]}
    assert {**kept, "committee": ["Council"]} in offs
    assert {**kept, "committee": ["Cabinet"]} in offs
    both = ["Cabinet", "Council"]
    assert {"q": ["school"], "committee": both, "from": ["2014-01-01"]} in offs
    assert len(offs) == 3


def test_of_a_part_of_a_name_each_body_is_taken_off_alone(client: FlaskClient) -> None:
    page = client.get("/?q=school&committee=scrutiny").text
    offs = [parse_qs(unescape(link).partition("?")[2]) for link in OFF.findall(facets(page))]
    names = {name for off in offs for name in off.get("committee", [])}
    assert len(offs) == len(names) > 2
    assert all(len(off["committee"]) == len(names) - 1 for off in offs)


def test_several_of_one_kind_can_be_chosen_by_links_alone(client: FlaskClient) -> None:
    page = client.get("/?q=school&committee=Cabinet").text
    both = re.findall(r'<a class="also" href="([^"]+)">', facets(page))
    chosen = [parse_qs(unescape(link).partition("?")[2]).get("committee", []) for link in both]
    assert ["Cabinet", "Council"] in chosen
    people = client.get("/?q=school&speaker=Bernard+Lisle").text
    also = re.findall(r'<a class="also" href="([^"]+speaker=[^"]+speaker=[^"]+)">', facets(people))
    assert also


def test_the_form_keeps_what_was_chosen_by_links(client: FlaskClient) -> None:
    asked = (
        "committee=Cabinet&committee=Council&speaker=Bernard+Lisle&kind=minutes&decided=1&literal=1"
    )
    page = client.get(f"/?q=school&{asked}").text
    hidden = re.findall(r'<input form="search" type="hidden" name="(\w+)" value="([^"]*)">', page)
    assert sorted(hidden) == sorted(
        (name, value) for name, values in parse_qs(asked).items() for value in values
    )
    assert 'type="checkbox"' not in page


def test_a_form_to_be_corrected_keeps_what_was_chosen_as_boxes(client: FlaskClient) -> None:
    page = client.get(
        "/?q=school&committee=Cabinet&speaker=Bernard+Lisle&decided=1&from=2021-02-30"
    )
    assert page.status_code == 400
    boxes = re.findall(
        r'<input form="search" type="checkbox" name="(\w+)" id="[\w-]+" value="([^"]*)" checked>',
        page.text,
    )
    assert boxes == [("committee", "Cabinet"), ("speaker", "Bernard Lisle"), ("decided", "1")]


def test_a_chosen_year_is_no_link_with_a_count_that_its_page_does_not_show(
    client: FlaskClient,
) -> None:
    page = client.get("/?q=school&from=2016-01-01&to=2016-12-31").text
    timeline = page.partition('class="timeline"')[2].partition("</nav>")[0]
    links = promised(timeline)
    assert len(links) > 2
    assert all(shown(client, link) == count for link, count in links)
    (off,) = OFF.findall(timeline)
    assert unescape(off) == "/?q=school"
    assert "2016" not in "".join(link for link, _ in links)


@pytest.fixture(scope="module")
def several(tiny_built: Path, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Return the pages of three councils, whose committees differ by capitals, and of records of no committee."""
    folder = tmp_path_factory.mktemp("several")
    files = {
        **FILES,
        "f.jsonl": meeting(ASHTON, "COUNCIL", "the lido gate").replace("05-14", "06-11"),
        "g.txt": "Agenda item\n\nThe lido fence\n\nMinutes:\n\nThe lido fence was wet.\n",
        "h.txt": "Agenda item\n\nThe lido steps\n\nMinutes:\n\nThe lido steps were wet.\n",
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        use_exported(store.open_generation(tiny_built / "index").folder / "encoder", patch)
        build([write_records(folder / "records", dict(files))], folder / "index")
    return create_app(folder / "index").test_client()


@pytest.mark.parametrize(
    "chosen",
    [
        "",
        "&committee=unknown",
        "&committee=unknown&committee=Council",
        "&committee=COUNCIL",
        "&council=ashton",
        f"&council={quote_plus(ASHTON)}&council={quote_plus(OAKLEY)}&speaker=Pike",
        "&council=nowhere",
    ],
)
def test_of_several_councils_and_of_no_committee_every_count_holds(
    several: FlaskClient, chosen: str
) -> None:
    page = several.get(f"/?q=lido&mode=lexical{chosen}").text
    links = promised(facets(page))
    assert links
    for link, count in links:
        assert "mode=lexical" in link
        assert shown(several, link) == count > 0, link


def test_what_is_of_no_committee_is_a_link(several: FlaskClient) -> None:
    page = several.get("/?q=lido&mode=lexical").text
    unknown = [(link, n) for link, n in promised(facets(page)) if "committee=unknown" in link]
    assert [n for _, n in unknown] == [2]
    assert "Committee unknown" in facets(page)


def test_names_that_differ_by_capitals_are_one_choice(several: FlaskClient) -> None:
    for name in ("Council", "COUNCIL", "council"):
        page = several.get(f"/?q=lido&mode=lexical&committee={name}").text
        assert len(OFF.findall(facets(page))) == 1, name
        assert "(0<" not in facets(page)
