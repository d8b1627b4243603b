"""Sources become passages within bounds, and what is beyond them is reported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.progress import silent
from indexer.build.reading import read_all
from indexer.build.report import Report
from tests.conftest import write_records


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The bins were late. " * 2_000, 20),
        ("\n".join("• bins" for _ in range(2_000)), 100),
        ("word " * 8_000, 20),
        ("x" * 40_000, 20),
    ],
    ids=["prose", "points", "no sentence", "no word"],
)
def test_a_record_of_very_many_windows_is_reported_and_the_others_are_read(
    text: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.build.reading.MAX_WINDOWS", number)
    lines = [
        {"_id": "1", "title": "Short", "text": "The lido opens in May."},
        {"_id": "2", "title": "Long", "text": text},
        {"_id": "3", "title": "Short", "text": "The lido closes in September."},
    ]
    root = write_records(tmp_path, {"a.jsonl": "\n".join(map(json.dumps, lines))})
    report = Report()
    (source,) = read_all([root], None, report, silent, include_exempt=False)
    assert len(source.passages) == 2
    assert [why.split(";")[0] for _, why in report.failures] == [
        f"it would be more than {number:,} windows, as many as {number // 25:,} pages fill"
    ]
