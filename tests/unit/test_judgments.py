from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.errors import UsageError
from indexer.build.pipeline import build
from search.evaluation.judgments import beir_queries, quote_queries, read_lines
from search.searcher import Searcher, open_index
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


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    folder = tmp_path_factory.mktemp("judged")
    build([write_records(folder / "records", dict(RECORDS))], folder / "index")
    return open_index(folder / "index")


@pytest.mark.parametrize(("file", "found"), [("page/item.txt", 1), ("pack/item.txt", 1), ("x", 0)])
def test_a_quote_is_found_under_every_file_that_tells_of_the_item(
    tmp_path: Path, searcher: Searcher, file: str, found: int
) -> None:
    judged = tmp_path / "queries.jsonl"
    quote = {"quote": "The lido stays open", "file": file}
    judged.write_text(json.dumps({"id": "q1", "text": "lido", "quotes": [quote]}))
    assert searcher.manifest.n_passages == 1
    (query,) = quote_queries(judged, searcher)
    assert (len(query.grades), len(query.unmatched)) == (found, 1 - found)


def test_a_line_ends_at_a_line_feed_only(tmp_path: Path) -> None:
    path = tmp_path / "queries.jsonl"
    records = [{"id": "q1", "text": "one\u2028two\x85three"}, {"id": "q2", "text": "x"}]
    path.write_text("\r\n".join(json.dumps(one, ensure_ascii=False) for one in records), "utf-8")
    assert list(read_lines(path)) == records


@pytest.mark.parametrize(
    "record",
    [
        {"id": "q1"},
        {"text": "lido"},
        {"id": "q1", "text": "lido", "quotes": ["The lido stays open"]},
        {"id": "q1", "text": "lido", "quotes": [{"file": "a.txt"}]},
        {"id": "q1", "text": "lido", "quotes": [{"quote": "lido", "grade": "high"}]},
    ],
)
def test_a_judged_query_that_is_none_is_the_users_mistake(
    tmp_path: Path, searcher: Searcher, record: object
) -> None:
    judged = tmp_path / "queries.jsonl"
    judged.write_text(json.dumps(record))
    with pytest.raises(UsageError, match="is no judged query"):
        quote_queries(judged, searcher)


def _beir(folder: Path, rows: str, queries: str = '{"_id": "q1", "text": "lido"}\n') -> Path:
    (folder / "qrels").mkdir()
    (folder / "qrels" / "test.tsv").write_bytes(rows.encode())
    (folder / "queries.jsonl").write_text(queries)
    return folder


def test_a_blank_row_of_qrels_says_nothing(tmp_path: Path) -> None:
    folder = _beir(tmp_path, "query-id\tcorpus-id\tscore\r\nq1\td1\t2\r\n\r\n")
    (query,) = beir_queries(folder)
    assert query.grades == {"d1": 2}


@pytest.mark.parametrize("row", ["q1\td1", "q1\td1\thigh", "q1 d1 1"])
def test_a_row_that_is_no_judgment_is_the_users_mistake(tmp_path: Path, row: str) -> None:
    with pytest.raises(UsageError, match="line 2"):
        beir_queries(_beir(tmp_path, f"query-id\tcorpus-id\tscore\n{row}\n"))


def test_a_query_without_a_text_is_the_users_mistake(tmp_path: Path) -> None:
    folder = _beir(tmp_path, "query-id\tcorpus-id\tscore\nq1\td1\t1\n", '{"_id": "q1"}\n')
    with pytest.raises(UsageError, match="is no judged query"):
        beir_queries(folder)
