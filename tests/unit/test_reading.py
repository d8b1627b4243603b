"""Sources become passages within bounds, and what is beyond them is reported."""

from __future__ import annotations

import json

import pytest

from corpus.errors import RecordError
from corpus.records import Source
from indexer.build.of_source import asked, read


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
    text: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.build.of_source.MAX_WINDOWS", number)
    lines = [
        {"_id": "1", "title": "Short", "text": "The lido opens in May."},
        {"_id": "2", "title": "Long", "text": text},
        {"_id": "3", "title": "Short", "text": "The lido closes in September."},
    ]
    source = Source("a.jsonl", "\n".join(map(json.dumps, lines)).encode())
    found = list(read(asked(source, {}, (), include_exempt=False)))
    assert [one.id for part in found if isinstance(part, list) for one in part] == ["1", "3"]
    assert [str(part).split(";")[0] for part in found if isinstance(part, RecordError)] == [
        f"it would be more than {number:,} windows, as many as {number // 25:,} pages fill"
    ]
