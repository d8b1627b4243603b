"""Three kinds of what a page says of a query and of its hits, over records of their own.

The form that was typed comes before others of its stem. What is read otherwise than it was typed is told
in a terminal, in JSON and on the page. An item whose title says nothing shows what it is about.
"""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from cli.cli import main
from cli.similar_command import to_text as similar_lines
from indexer.build.pipeline import build
from indexer.generation import store
from search.page.as_json import to_json
from search.searcher import Searcher, open_index
from tests.conftest import write_records
from tests.quick_model import use_exported
from web.app import create_app

FORMS = [
    ("Two parks and a wood", "The parks are open until nine. The gates were painted."),
    ("Parking", "Parking is dear. Parking on the quay was parked in a report on parking."),
    ("A scheme with the farmers", "He asked for co-operation on hedges. The ditches are full."),
    ("Tribute to the late Mr Cooper", "Mr Cooper spoke often. Cooper was a cooper, as coopers are."),
    ("Reading at the library", "Two authors read on Friday. The chairs were hard."),
    ("Port Authority", "The Authority met. An authority and the authorities wrote to the Authority."),
    ("Salt for the roads", "Imports of salt fell in May. The barn is half full."),
    ("Important notices", "It was important. What is more important is of some importance."),
]  # fmt: skip
NAMES = [
    ("Road between two towns", "The road from Adare-Rathkeale is to be widened. Mr O'Brien asked when."),
    ("The lido", "The lido opens in June. The application was approved by letter."),
    ("Greenway", "The greenway is to be lit. Street collections and house to house collections are licensed."),
]  # fmt: skip
SILENT = [
    (
        "Question submitted by Councillor L. Galvin",
        "I will ask at the next Meeting how many bins were emptied in Corbally last winter. REPLY: Nine hundred.",
        "How many bins were emptied in Corbally last winter",
    ),
    (
        "Notice of Motion submitted by Cmhlr. S. Ó Ceallaigh",
        "I will move at the next Meeting that a playground be built at Rosbrien. Councillor Galvin seconded.",
        "A playground be built at Rosbrien",
    ),
    (
        "Written Questions to the Leader",
        "Cllr Smith asked the following question of the Cabinet Member: how many swans nest on the weir?",
        "How many swans nest on the weir?",
    ),
]


def _record() -> str:
    items = [(title, text) for title, text, *_ in (*FORMS, *NAMES, *SILENT)]
    listed = [
        {"title": title, "number": str(n), "minutes": text}
        for n, (title, text) in enumerate(items, 1)
    ]
    head = {"council": "Ashton Town Council", "committee": "Council", "date": "2019-05-14"}
    return json.dumps({**head, "items": listed}) + "\n"


@pytest.fixture(scope="module")
def index(tiny_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("typed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        use_exported(store.open_generation(tiny_built / "index").folder / "encoder", patch)
        build([write_records(folder / "records", {"a.jsonl": _record()})], folder / "index")
    return folder / "index"


@pytest.fixture(scope="module")
def found_in(index: Path) -> Searcher:
    return open_index(index)


@pytest.fixture(scope="module")
def pages(index: Path) -> FlaskClient:
    return create_app(index).test_client()


@pytest.mark.parametrize(
    ("typed", "first", "other"),
    [
        ("parks", "Two parks and a wood", "parking"),
        ("parking", "Parking", "parks"),
        ("co-operation", "A scheme with the farmers", "cooper"),
        ("cooperation", "A scheme with the farmers", "cooper"),
        ("authors", "Reading at the library", "authority"),
        ("imports", "Salt for the roads", "important"),
    ],
)
def test_the_form_that_was_typed_comes_first_and_alone_is_marked_there(
    typed: str, first: str, other: str, found_in: Searcher
) -> None:
    hit = found_in.search(typed).hits[0]
    assert hit.passage.title == first
    marked = {s.text[a:b].lower() for s in hit.snippets for a, b in s.highlights}
    assert marked
    assert not any(word.startswith(other) for word in marked)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("application not approved", "NOT approved"),
        ("councillor o brien", "O'brien"),
        ("title: lido", "was read as title:"),
        ("Adare -Rathkeale", "Adare-Rathkeale"),
        ("green\u00adway", "cannot be seen"),
        ("STREET COLLECTIONS AND HOUSE TO HOUSE COLLECTIONS", "capitals"),
    ],
)
def test_how_a_query_was_read_is_told_everywhere(
    typed: str, told: str, index: Path, found_in: Searcher, pages: FlaskClient
) -> None:
    notes = to_json(found_in.search(typed))["notes"]
    assert any(told.lower() in note.lower() for note in notes), notes
    note = next(note for note in notes if told.lower() in note.lower())
    asked = ["query", typed, "--index", str(index)]
    assert f"Note: {note}" in CliRunner().invoke(main, asked).stdout
    assert note in json.loads(CliRunner().invoke(main, [*asked, "--json"]).stdout)["notes"]
    assert note in html.unescape(pages.get("/", query_string={"q": typed}).text)


def _subtitles(page: str) -> list[str]:
    """Return the second lines of a page, without what marks the words of the query."""
    found = re.findall(r'<p class="subtitle">(.*?)</p>', page)
    return [html.unescape(re.sub(r"<[^>]+>", "", line)) for line in found]


@pytest.mark.parametrize(("title", "text", "matter"), SILENT)
def test_a_title_that_says_nothing_has_a_second_line_wherever_it_is_listed(
    title: str, text: str, matter: str, index: Path, found_in: Searcher, pages: FlaskClient
) -> None:
    passage = next(p for p in found_in.all_passages() if p.title == title)
    assert matter in _subtitles(pages.get("/", query_string={"q": matter}).text)
    assert matter in _subtitles(pages.get(f"/passage/{passage.id}").text)
    asked = ["query", matter, "--index", str(index)]
    assert f"    {matter}" in CliRunner().invoke(main, asked).stdout
    assert f"    {matter}" in list(similar_lines(found_in.similar(passage.id)))


def test_a_start_page_without_good_examples_promises_none(pages: FlaskClient) -> None:
    page = pages.get("/").text
    assert "For example" not in page
    assert "More ways to search" in page
    assert '<ul class="examples">' not in page
