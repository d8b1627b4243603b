"""A name that a record writes in two words and in one: O’Leary, O Leary, Ó Leary."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.build.pipeline import build
from indexer.generation import store
from search.searcher import Searcher, open_index
from tests.conftest import write_records
from tests.quick_model import use_exported


@pytest.fixture(scope="module")
def searched(tiny_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    folder = tmp_path_factory.mktemp("names")
    said = [
        "Councillor O’Leary said that the road is wet. The road that Ó Leary meant is by the mill.",
        "Councillor O’Leary said that the road is dry. Councillor O Leary thanked the road workers.",
        "Councillor Oak said that the road is long.",
    ]
    items = [{"title": f"Road {n}", "minutes": text} for n, text in enumerate(said)]
    meeting = {"council": "Ashton", "committee": "Council", "date": "2019-05-14", "items": items}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        use_exported(store.open_generation(tiny_built / "index").folder / "encoder", patch)
        records = write_records(folder / "records", {"a.jsonl": json.dumps(meeting)})
        build([records], folder / "index")
    return open_index(folder / "index")


@pytest.mark.parametrize(
    "text",
    [
        "what did Councillor O’Leary say about the road",
        "what did Councillor O Leary say about the road",
        "what did councillor o leary say about the road",
        "O Leary road",
        'speaker:"O’Leary" road',
    ],
)
def test_it_is_found_and_shown_however_it_is_typed(text: str, searched: Searcher) -> None:
    page = searched.search(text)
    assert {hit.passage.title for hit in page.hits[:2]} == {"Road 0", "Road 1"}
    assert all(hit.snippets for hit in page.hits[:2])
