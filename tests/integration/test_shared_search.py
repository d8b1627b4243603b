"""The user's own record among real pages of other councils: it answers what it is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.build.pipeline import build
from search.searcher import Hit, Searcher, open_index
from tests.conftest import SHARED, _once, needs_shared

pytestmark = needs_shared
SOURCES = [SHARED / "seed", SHARED / "data" / "moderngov-pages"]


@pytest.fixture(scope="module")
def among_pages(run_folder: Path) -> Searcher:
    return open_index(_once(run_folder / "shared-search", lambda folder: build(SOURCES, folder)))


def is_of_the_seed(hit: Hit) -> bool:
    return hit.passage.source.startswith("seed/")


def test_school_places_finds_the_seed_first_or_second_and_quotes_it_cleanly(
    among_pages: Searcher,
) -> None:
    hits = among_pages.search("what was said about school places").hits
    (hit,) = [hit for hit in hits[:2] if is_of_the_seed(hit)]
    quoted = [snippet.text for snippet in hit.snippets]
    wanted = "School place planning was a very significant area of work"
    assert any(wanted in text for text in quoted), quoted
    for text in [hit.passage.text, *quoted]:
        assert "\N{NO-BREAK SPACE}" not in text
        assert "·" not in text


def test_difficulty_recruiting_managers_finds_the_seed_first(among_pages: Searcher) -> None:
    question = "was there difficulty recruiting senior managers for learning?"
    first = among_pages.search(question).hits[0]
    assert is_of_the_seed(first)
    wanted = "difficulty with employing a Director of Learning"
    assert any(wanted in snippet.text for snippet in first.snippets), first.snippets
