"""What is exported is what is public, and an index of it is the same index: nothing lost, nothing added."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import readers
from corpus.errors import RecordError
from corpus.readers.exported import MARK
from corpus.records import AgendaItem, Document, DocumentKind, Meeting, Section, Source
from indexer.build.duplicates import groups
from indexer.build.links import linked
from indexer.build.pipeline import build
from indexer.generation import store
from indexer.passages.exported import is_exported, of_export
from indexer.passages.of_meeting import passages
from indexer.passages.passage import Passage, SourceLink
from search.away.export.json_lines import item_json, lines
from search.searcher import Searcher, open_index
from tests.quick_model import use_exported

NAME = "export.jsonl"


def read_again(text: str) -> list[Passage]:
    """Return the passages of an export as a build reads them, before items are compared and linked."""
    found: list[Passage] = []
    for number, record in enumerate(readers.read(Source(NAME, text.encode()))):
        assert isinstance(record, Meeting), record
        assert is_exported(record)
        found += of_export(record, number)
    return found


def bare(passage: Passage) -> Passage:
    """Return a passage without the name of the file that it was read from."""
    own = tuple(
        SourceLink(link.name.removeprefix(f"{NAME}/"), link.url) for link in passage.sources
    )
    return replace(passage, source="", record=0, position=0, sources=own)


def same(one: Passage, other: Passage) -> None:
    for field in fields(Passage):
        mine, theirs = (getattr(bare(p), field.name) for p in (one, other))
        assert mine == theirs, field.name


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
PROSE = st.one_of(
    TEXT,
    st.sampled_from(
        [
            "Councillor Oak moved and Councillor Elm seconded that the bridge be shut.\n\nRESOLVED: That it be shut.",
            "**bold** [link](http://x.example) &amp; <b>tags</b>\r\n\u2028\u0085\x00 \ufeff",
            "For 3, Against 2, Abstained 1. See minute 4 of the Cabinet of 3 May 2019.",
        ]
    ),
)
DOCUMENTS = st.builds(
    Document,
    title=TEXT,
    url=st.none() | TEXT,
    kind=st.none() | st.sampled_from(sorted(DocumentKind)),
    author=st.none() | TEXT,
    first_page=st.none() | st.integers(0, 9_999),
    item=st.none() | TEXT,
    sections=st.lists(
        st.builds(
            Section,
            text=PROSE,
            heading=TEXT,
            paragraph=st.none() | TEXT,
            page=st.none() | st.integers(0, 999),
        ),
        max_size=2,
    ).map(tuple),
)
ITEMS = st.builds(
    AgendaItem,
    title=TEXT,
    number=st.none() | TEXT,
    agenda=PROSE,
    decision=PROSE,
    minutes=PROSE,
    documents=st.lists(DOCUMENTS, max_size=2).map(tuple),
    url=st.none() | TEXT,
    restricted=st.booleans(),
    page=st.none() | st.integers(0, 999),
)
MEETINGS = st.builds(
    Meeting,
    items=st.lists(ITEMS, min_size=1, max_size=3).map(tuple),
    source=st.just("minutes/a.txt"),
    council=st.none() | TEXT,
    committee=st.none() | TEXT,
    date=st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)),
)


@given(MEETINGS)
def test_whatever_is_in_an_item_comes_back_as_it_was(meeting: Meeting) -> None:
    found = [replace(p, id=p.id or "x", aliases=("a", p.id)) for p in passages(meeting)]
    line = json.dumps({MARK: 1, "items": [item_json(p) for p in found]}, ensure_ascii=False) + "\n"
    again = read_again(line) if found else []
    assert len(again) == len(found)
    for one, other in zip(found, again, strict=True):
        same(one, other)


def test_the_sample_comes_back_whole_in_its_order(searcher: Searcher) -> None:
    text = "".join(lines(searcher))
    before = searcher.all_passages()
    found = groups(read_again(text))
    # Nothing is merged that was not, and no row moves.
    assert {len(group) for group in found} == {1}
    after = linked([group[0] for group in found])
    assert [p.id for p in after] == [p.id for p in before]
    for one, other in zip(before, after, strict=True):
        same(one, other)


def test_an_index_of_an_export_exports_the_same(
    tiny_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_exported(store.open_generation(tiny_built / "index").folder / "encoder", monkeypatch)
    first = "".join(lines(open_index(tiny_built / "index")))
    records = tmp_path / "records"
    records.mkdir()
    (records / NAME).write_text(first)
    build([records], tmp_path / "index")
    # A second build takes it from the first.
    build([records], tmp_path / "index")
    searcher = open_index(tmp_path / "index")
    assert "".join(lines(searcher)) == first
    assert [hit.passage.id for hit in searcher.search("school places").hits] == [
        hit.passage.id for hit in open_index(tiny_built / "index").search("school places").hits
    ]


def test_two_councils_with_a_committee_of_one_name_are_two_meetings(
    tiny_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_exported(store.open_generation(tiny_built / "index").folder / "encoder", monkeypatch)
    for council in ("Ashby", "Elmton"):
        line = {"council": council, "committee": "Planning Committee", "date": "2026-05-14"}
        item = {"number": "1", "title": f"The {council} mill", "minutes": f"{council} has a mill."}
        (tmp_path / f"{council}.jsonl").write_text(json.dumps({**line, "items": [item]}))
    build([tmp_path / "Ashby.jsonl", tmp_path / "Elmton.jsonl"], tmp_path / "index")
    found = [json.loads(line) for line in lines(open_index(tmp_path / "index"))]
    assert [(one["council"], len(one["items"])) for one in found] == [("Ashby", 1), ("Elmton", 1)]


def test_nothing_of_an_exempt_item_but_its_place_and_the_reason(searcher: Searcher) -> None:
    exempt = next(p for p in searcher.all_passages() if p.exempt)
    written = item_json(exempt)
    assert not written.keys() & {
        "agenda",
        "minutes",
        "decision",
        "annotations",
        "resolved",
        "speakers",
    }
    # Not even where a passage holds what it may not.
    leaking = replace(
        exempt,
        minutes="zennor",
        text="zennor",
        resolved="zennor",
        heading="zennor",
        speakers=("zennor",),
    )
    assert "zennor" not in json.dumps(item_json(leaking))


def test_a_line_that_marks_an_item_exempt_gives_no_text() -> None:
    item = {
        "id": "x",
        "title": "Sale",
        "exempt": "Paragraph 3",
        "minutes": "zennor",
        "heading": "zennor",
    }
    (passage,) = read_again(json.dumps({MARK: 1, "items": [item]}))
    assert (passage.exempt, passage.text, passage.minutes, passage.heading) == (
        "Paragraph 3",
        "",
        "",
        "",
    )


@pytest.mark.parametrize(
    "wrong",
    [
        *(
            {"id": ""},
            {"id": "a\nb"},
            {"id": 3},
            {"title": 3},
            {"page": -1},
            {"page": True},
            {"page": 1.5},
        ),
        *(
            {"date": "yesterday"},
            {"document": []},
            {"document": {"kind": "novel"}},
            {"sources": ["x"]},
        ),
        *({"sources": {}}, {"aliases": [1]}, {"documents": [None]}, {"exempt": True}),
    ],
)
def test_a_line_that_no_export_wrote_is_told(wrong: dict[str, Any]) -> None:
    item = {"id": "x", "title": "Roads", **wrong}
    (record,) = readers.read(Source(NAME, json.dumps({MARK: 1, "items": [item]}).encode()))
    assert isinstance(record, RecordError)


@pytest.mark.parametrize(
    "wrong", [{MARK: 2, "items": [{}]}, {MARK: 1}, {MARK: 1, "items": []}, {MARK: 1, "items": [3]}]
)
def test_another_version_is_told(wrong: dict[str, Any]) -> None:
    (record,) = readers.read(Source(NAME, json.dumps(wrong).encode()))
    assert isinstance(record, RecordError)
