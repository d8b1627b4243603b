"""Other words are searched for what no record has, and for nothing else; the page says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.build.pipeline import build
from search.expand.thesaurus import groups
from search.query.terms import apart
from search.searcher import Searcher, open_index
from tests.conftest import write_records

FACTS = 'council = "Wenbridge City Council"\ncommittee = "Cabinet"\ndate = 2019-05-14\n'
ITEMS = {
    "dumping": "Illegal dumping\n\nMinutes:\n\nIllegal dumping at the bring banks had doubled.",
    "potholes": "Potholes\n\nMinutes:\n\nPotholes and other highway defects were to be filled.",
    "patrol": "Road safety\n\nMinutes:\n\nThe school crossing patrol at Larch Lane had retired.",
    "lido": "The lido\n\nMinutes:\n\nThe lido stays open until October.",
}


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    folder: Path = tmp_path_factory.mktemp("thesaurus")
    files = {f"{name}/item.txt": f"Agenda item\n\n{text}\n" for name, text in ITEMS.items()}
    facts = {f"{name}/meeting.toml": FACTS for name in ITEMS}
    build([write_records(folder / "records", files | facts)], folder / "index")
    return open_index(folder / "index")


@pytest.mark.parametrize(
    ("text", "title", "note"),
    [
        (
            "where is fly-tipping causing trouble?",
            "Illegal dumping",
            "No record has “fly-tipping”; also searched: illegal dumping.",
        ),
        (
            "lollipop lady",
            "Road safety",
            "No record has “lollipop lady”; also searched: school crossing patrol.",
        ),
    ],
)
def test_what_no_record_has_is_searched_by_other_words(
    text: str, title: str, note: str, searcher: Searcher
) -> None:
    page = searcher.search(text, mode="lexical")
    assert page.hits[0].passage.title == title
    assert note in page.notes
    marked = [
        snippet.text[start:end]
        for snippet in page.hits[0].snippets
        for start, end in snippet.highlights
    ]
    assert marked


@pytest.mark.parametrize("text", ["potholes", '"fly-tipping"', "+fly-tipping", "fly-tipping AND x"])
def test_what_a_record_has_or_syntax_demands_is_searched_as_it_is(
    text: str, searcher: Searcher
) -> None:
    assert not [note for note in searcher.search(text).notes if "also searched" in note]


def test_every_group_of_the_thesaurus_has_two_entries_that_are_told_apart() -> None:
    assert len(groups()) > 2_000
    for key, others in groups().items():
        assert others, key
        assert all(apart(other) != key for other in others), key
        assert len(set(others)) == len(others), key
