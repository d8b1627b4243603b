"""Events of Open Civic Data come back as they were, and Popolo's motions and votes as what they say."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from corpus import readers
from corpus.records import Document, Meeting, Source
from indexer.build.links import linked
from indexer.build.pipeline import build
from indexer.generation import store
from indexer.passages.of_meeting import passages
from indexer.passages.passage import Passage
from search.away.export import civic
from search.away.export.json_lines import lines
from search.away.export.popolo import popolo
from search.searcher import Searcher, open_index
from tests.export.test_json_lines import MEETINGS, NAME, read_again, same
from tests.quick_model import use_exported


@given(MEETINGS)
def test_whatever_is_in_an_event_comes_back_as_it_was(meeting: Meeting) -> None:
    found = [replace(p, id=p.id or "x", aliases=("a", p.id)) for p in passages(meeting)]
    line = json.dumps(civic._event(found, ()), ensure_ascii=False) + "\n" if found else ""
    again = read_again(line) if found else []
    assert len(again) == len(found)
    for one, other in zip(found, again, strict=True):
        same(one, other)


def test_the_sample_comes_back_whole_and_is_said_in_fields_that_others_read(
    searcher: Searcher,
) -> None:
    written = [json.loads(line) for line in civic.events(searcher)]
    ids = [event["_id"] for event in written]
    assert len(ids) == len(set(ids)) > 40
    again = linked(read_again("".join(json.dumps(one) + "\n" for one in written)))
    before = {p.id: p for p in searcher.all_passages()}
    assert {p.id for p in again} == before.keys()
    for other in again:
        same(before[other.id], other)
    cabinet = next(e for e in written if (e["name"], e["start_date"]) == ("Cabinet", "2025-06-17"))
    assert cabinet["jurisdiction"] == {"name": "Wenbridge City Council"}
    said = [note for item in cabinet["agenda"] for note in item["notes"]]
    assert any("RESOLVED" in note for note in said)
    for event in written:
        for item in event["agenda"]:
            passage = before[item["extras"]["id"]]
            assert (item["description"], bool(passage.exempt and item["notes"])) == (
                passage.title,
                False,
            )
            # Each text once.
            assert not any(item["extras"].get(part) for part in ("agenda", "decision", "minutes"))


def test_an_index_of_events_exports_the_same(
    tiny_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_exported(store.open_generation(tiny_built / "index").folder / "encoder", monkeypatch)
    tiny = open_index(tiny_built / "index")
    records = tmp_path / "records"
    records.mkdir()
    (records / NAME).write_text("".join(civic.events(tiny)))
    build([records], tmp_path / "index")
    searcher = open_index(tmp_path / "index")
    assert "".join(lines(searcher)) == "".join(lines(tiny))
    assert "".join(civic.events(searcher)) == "".join(civic.events(tiny))


def test_what_popolo_says_of_motions_and_votes_is_read_again(searcher: Searcher) -> None:
    written = popolo(searcher)
    data = json.dumps(written, ensure_ascii=False, indent=1).encode()
    found: list[Passage] = []
    n_items = 0
    for record in readers.read(Source("records.json", data)):
        assert isinstance(record, Meeting), record
        assert record.committee
        assert record.date
        n_items += len(record.items)
        found += passages(record)
    assert n_items == len(
        {one["item_id"] for kind in ("motions", "vote_events") for one in written[kind]}
    )
    movers = Counter(m.proposer for p in found for m in p.annotations.motions if m.proposer)
    expected = Counter(m["creator_name"] for m in written["motions"] if m.get("creator_name"))
    assert set(expected) <= set(movers)
    votes = " ".join(p.text for p in found)
    for one in written["vote_events"]:
        assert one["text"] in votes


def test_nothing_of_an_exempt_item_but_its_place_and_the_reason(searcher: Searcher) -> None:
    exempt = next(p for p in searcher.all_passages() if p.exempt)
    said = dict.fromkeys(("agenda", "decision", "minutes", "text", "resolved", "heading"), "zennor")
    leaking = replace(
        exempt,
        **said,
        speakers=("zennor",),
        documents=(Document("zennor", "http://zennor.example"),),
    )
    event = civic._event([leaking], ())
    assert "zennor" not in json.dumps(event)
    assert event["agenda"][0]["description"] == exempt.title


@pytest.mark.parametrize(
    "extras",
    [
        {"texts": ["minutes", "agenda"]},
        {"texts": ["id"]},
        {"texts": "minutes"},
        {},
        None,
        "x",
    ],
)
def test_an_event_whose_notes_are_not_what_it_names_is_told(extras: object) -> None:
    item = {
        "description": "A",
        "notes": ["one"],
        "extras": {"id": "a", "title": "A", **extras} if isinstance(extras, dict) else extras,
    }
    event = {"_type": "event", "agenda": [item], "extras": {"council_search_export": 1}}
    (found,) = readers.read(Source("a.jsonl", (json.dumps(event) + "\n").encode()))
    assert not isinstance(found, Meeting)
    assert "one" not in str(found)
