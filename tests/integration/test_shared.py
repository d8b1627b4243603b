"""Real pages and minutes of real councils, which stand beside the repository and not in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus import readers
from corpus.records import Meeting
from corpus.sources import FoundFile, find_files, load
from indexer.passages.of_meeting import passages
from tests.conftest import SHARED, needs_shared

pytestmark = needs_shared

SEED = SHARED / "seed" / "leicester-agenda-item.txt"
LIMERICK = SHARED / "data" / "judged-limerick" / "docs"


def _read(root: Path) -> dict[str, list[Meeting]]:
    """Read every file; whatever is left out or wrong is a failure."""
    found: dict[str, list[Meeting]] = {}
    for file in find_files([root]):
        assert isinstance(file, FoundFile), file
        meetings = [m for m in readers.read(load(file)) if isinstance(m, Meeting)]
        assert meetings, file.name
        found[file.name] = meetings
    assert found
    return found


def test_the_seed_is_one_item_with_its_title_and_its_words() -> None:
    ((meeting,),) = _read(SEED).values()
    (passage,) = passages(meeting)
    assert passage.title == "INTRODUCTION TO THE COUNCIL'S EDUCATION AND CHILDREN'S SERVICES"
    assert "School place planning was a very significant area of work" in passage.text
    assert not set("\u00a0·§") & set(passage.text)
    assert passage.exempt is None


def test_nothing_but_layout_and_furniture_of_the_seed_is_lost() -> None:
    ((meeting,),) = _read(SEED).values()
    (passage,) = passages(meeting)
    words = re.findall(r"\w+", SEED.read_text("utf-8"))
    kept = re.findall(
        r"\w+", f"Agenda item {passage.title} {passage.agenda} Minutes {passage.minutes}"
    )
    assert kept == words[: len(kept)]
    assert len(kept) > 0.95 * len(words)


@pytest.mark.parametrize("folder", ["moderngov-pages", "judged-limerick/docs"])
def test_every_real_file_is_read_and_gives_an_item(folder: str) -> None:
    for name, meetings in _read(SHARED / "data" / folder).items():
        for meeting in meetings:
            assert meeting.items, name
            assert all(passage.title for passage in passages(meeting)), name


def test_dates_of_limericks_minutes_are_those_of_their_file_names() -> None:
    right = 0
    for name, (meeting, *_) in _read(LIMERICK).items():
        named = re.search(r"\d{8}", name)
        right += bool(named and meeting.date and meeting.date.strftime("%Y%m%d") == named[0])
    assert right >= 60


def test_real_minutes_are_split_into_items_of_readable_size() -> None:
    found = [m for meetings in _read(LIMERICK).values() for m in meetings]
    assert sum(1 for meeting in found if len(meeting.items) >= 3) >= 0.8 * len(found)
