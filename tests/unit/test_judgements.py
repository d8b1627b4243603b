from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.build import build
from search.judgements import quote_queries
from search.searcher import open_index
from tests.conftest import write_records

FACTS = 'council = "Wenbridge City Council"\ncommittee = "Cabinet"\ndate = 2019-05-14\n'
RECORDS = {
    "page/item.txt": "Agenda item\n\nThe lido\n\nMinutes:\n\nThe lido stays open.\n",
    "page/meeting.toml": FACTS,
    "pack/item.txt": (
        "Agenda item\n\nThe lido\n\nMinutes:\n\nThe lido stays open. It was moved to keep the boiler.\n"
    ),
    "pack/meeting.toml": FACTS,
}


@pytest.mark.parametrize(("file", "found"), [("page/item.txt", 1), ("pack/item.txt", 1), ("x", 0)])
def test_a_quote_is_found_under_every_file_that_tells_of_the_item(
    tmp_path: Path, file: str, found: int
) -> None:
    build([write_records(tmp_path / "records", dict(RECORDS))], tmp_path / "index")
    judged = tmp_path / "queries.jsonl"
    quote = {"quote": "The lido stays open", "file": file}
    judged.write_text(json.dumps({"id": "q1", "text": "lido", "quotes": [quote]}))
    searcher = open_index(tmp_path / "index")
    assert searcher.manifest.n_passages == 1
    (query,) = quote_queries(judged, searcher)
    assert (len(query.grades), len(query.unmatched)) == (found, 1 - found)
