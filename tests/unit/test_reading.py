"""Sources become passages within bounds, and what is beyond them is reported."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from corpus.errors import RecordError
from corpus.records import Meeting, Source
from indexer.build.of_source import asked, read
from indexer.passages.of_meeting import passages as made
from indexer.passages.passage import Passage
from indexer.tuning import BUILD


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
    monkeypatch.setattr("indexer.build.of_source.BUILD", replace(BUILD, most_windows=number))
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


def test_a_record_that_gives_no_passage_takes_no_other_of_its_file_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def passages(record: Meeting, number: int, **_: object) -> list[Passage]:
        if number == 1:
            raise KeyError("secret words")
        return list(made(record, number))

    monkeypatch.setattr("indexer.build.of_source.passages", passages)
    lines = [{"_id": str(n), "title": "Lido", "text": "It opens in May."} for n in range(3)]
    source = Source("a.jsonl", "\n".join(map(json.dumps, lines)).encode())
    found = list(read(asked(source, {}, (), include_exempt=False)))
    assert [one.id for part in found if isinstance(part, list) for one in part] == ["0", "2"]
    failed = [str(part) for part in found if isinstance(part, RecordError)]
    assert len(failed) == 1
    assert failed[0].startswith("it gives no passage: KeyError")
    assert "secret" not in failed[0]
