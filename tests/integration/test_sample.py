"""The sample council against its own golden truth: `items/` says what each file holds."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from contextlib import closing
from pathlib import Path

import pytest

from corpus import readers
from corpus.readers.minutes import OPENING
from corpus.records import Meeting
from corpus.sources import FoundFile, find_files, load
from corpus.text import squash
from indexer.build.verify import problems_of
from indexer.generation import catalogue, store
from indexer.passages.passage import Passage
from tests.conftest import RECORDS, SAMPLE

COMMITTEES = {
    "Audit and Governance Committee",
    "Cabinet",
    "Children and Young People Scrutiny Committee",
    "Council",
    "Environment and Transport Scrutiny Committee",
    "Housing and Adult Social Care Scrutiny Committee",
    "Licensing Committee",
    "Planning Committee",
}
Item = tuple[str | None, str]


@pytest.fixture(scope="module")
def meetings() -> list[Meeting]:
    found = list(find_files([RECORDS]))
    assert all(isinstance(file, FoundFile) for file in found)
    read = [m for file in found if isinstance(file, FoundFile) for m in readers.read(load(file))]
    assert all(isinstance(m, Meeting) for m in read)
    return [m for m in read if isinstance(m, Meeting)]


@pytest.fixture(scope="module")
def read_items(meetings: list[Meeting]) -> dict[str, list[Item]]:
    """Return the items of each file in order, without the reader's own opening passage."""
    found: dict[str, list[Item]] = defaultdict(list)
    for meeting in meetings:
        found[meeting.source.partition("/")[2]] += [
            (item.number, squash(item.title).casefold())
            for item in meeting.items
            if item.title != OPENING
        ]
    return found


def golden_items() -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = defaultdict(list)
    for path in sorted((SAMPLE / "items").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            title = squash(record["title"]).casefold()
            found[f"{path.stem}/{record['file']}"].append((record["number"], title))
    return found


GOLDEN = golden_items()


@pytest.fixture(scope="module")
def passages(sample_index: Path) -> list[Passage]:
    generation = store.open_generation(sample_index)
    with closing(catalogue.connect(generation.folder / "catalogue.sqlite")) as connection:
        return catalogue.fetch(connection, range(generation.manifest.n_passages))


def test_every_file_of_the_sample_has_its_golden_truth(read_items: dict[str, list[Item]]) -> None:
    assert set(read_items) == set(GOLDEN)


@pytest.mark.parametrize("name", GOLDEN)
def test_a_file_gives_exactly_its_items_in_order(
    name: str, read_items: dict[str, list[Item]]
) -> None:
    assert read_items[name] == GOLDEN[name]


def test_boundary_precision_and_recall_are_one(read_items: dict[str, list[Item]]) -> None:
    read = Counter((name, title) for name, items in read_items.items() for _, title in items)
    golden = Counter((name, title) for name, items in GOLDEN.items() for _, title in items)
    right = (read & golden).total()
    assert right / read.total() == 1.0
    assert right / golden.total() == 1.0


def test_the_sample_is_as_large_as_it_says(meetings: list[Meeting]) -> None:
    sittings = {(m.committee, m.date) for m in meetings}
    assert len(sittings) >= 40
    assert {m.committee for m in meetings} == COMMITTEES
    assert {m.date.year for m in meetings if m.date} == set(range(2014, 2027))
    assert sum(len(m.items) for m in meetings) >= 250


def test_every_meeting_has_its_committee_date_and_council(meetings: list[Meeting]) -> None:
    for meeting in meetings:
        assert meeting.council == "Wenbridge City Council", meeting.source
        assert meeting.committee, meeting.source
        assert meeting.date, meeting.source
        assert str(meeting.date) in meeting.source


def test_every_format_is_in_the_sample() -> None:
    found = [file for file in find_files([RECORDS]) if isinstance(file, FoundFile)]
    assert {readers.pick(load(file)).name for file in found} == {
        "HTML", "minutes", "modern.gov page text",
    }  # fmt: skip


def test_no_layout_is_left_in_any_text(passages: list[Passage]) -> None:
    for passage in passages:
        assert not set("\u00a0·§\uf0b7\uf0a7\uf0d8\ufeff\r\t") & set(passage.text), passage.id


def test_exactly_one_item_is_exempt_and_has_no_text(passages: list[Passage]) -> None:
    (exempt,) = [passage for passage in passages if passage.exempt]
    assert (exempt.text, exempt.documents, exempt.resolved, exempt.speakers) == ("", (), "", ())


def test_every_public_item_but_a_few_has_text(passages: list[Passage]) -> None:
    assert sum(1 for p in passages if not p.text and not p.exempt) == 0


def test_ids_are_unique_and_name_the_meeting(passages: list[Passage]) -> None:
    assert len({passage.id for passage in passages}) == len(passages)
    for passage in passages:
        assert passage.id.startswith("wenbridge-city-council-")
        assert str(passage.date) in passage.id


def test_the_index_is_whole(sample_index: Path) -> None:
    assert problems_of(store.open_generation(sample_index)) == []
