"""The sample council's meetings published in every format give the items of their source again."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

import pytest

from corpus import readers
from corpus.readers.minutes import OPENING
from corpus.records import AgendaItem, Meeting
from corpus.sample.publish import FORMATS, SOURCES, publish, source_meeting
from corpus.sources import FoundFile, find_files, load
from indexer.build import duplicates
from indexer.build.merging import one_passage
from indexer.passages.of_meeting import passages
from indexer.passages.passage import Passage
from tests.conftest import RECORDS, SAMPLE

PUBLISHED = SAMPLE / "published"
NAMES = {".pdf": "PDF", ".docx": "DOCX", ".htm": "HTML", ".xml": "GetMeeting XML"}


def _words(item: AgendaItem) -> list[str]:
    return f"{item.agenda} {item.decision} {item.minutes}".split()


def _assert_same(meeting: Meeting, source: Meeting) -> None:
    items = [item for item in meeting.items if item.title != OPENING]
    assert [(i.number, i.title) for i in items] == [(i.number, i.title) for i in source.items]
    assert (meeting.committee, meeting.date) == (source.committee, source.date)
    for item, wanted in zip(items, source.items, strict=True):
        assert item.restricted == wanted.restricted
        blocks = SequenceMatcher(None, _words(item), _words(wanted), autojunk=False)
        same = sum(block.size for block in blocks.get_matching_blocks())
        assert same >= 0.95 * max(len(_words(item)), len(_words(wanted))), item.title


def _read(path: Path) -> list[Meeting]:
    (found,) = find_files([path])
    assert isinstance(found, FoundFile)
    source = load(found)
    if path.suffix in NAMES:
        assert readers.pick(source).name == NAMES[path.suffix]
    read = list(readers.read(source))
    assert all(isinstance(meeting, Meeting) for meeting in read)
    return [meeting for meeting in read if isinstance(meeting, Meeting)]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", SOURCES)
def test_a_meeting_reads_the_same_in_every_format(name: str, suffix: str) -> None:
    source = source_meeting(name)
    (meeting,) = _read(PUBLISHED / Path(name).parent / f"{source.date}{suffix}")
    _assert_same(meeting, source)


def test_the_archive_holds_every_meeting_in_every_format() -> None:
    sources = {(m.committee, m.date): m for m in map(source_meeting, SOURCES)}
    meetings = _read(PUBLISHED / "everything.zip")
    assert len(meetings) == len(SOURCES) * len(FORMATS)
    for meeting in meetings:
        _assert_same(meeting, sources[meeting.committee, meeting.date])


def test_the_published_files_are_what_the_script_makes(tmp_path: Path) -> None:
    publish(tmp_path)
    made = {path.relative_to(tmp_path): path for path in tmp_path.rglob("*.*")}
    kept = {path.relative_to(PUBLISHED) for path in PUBLISHED.rglob("*.*")} - {Path("meeting.toml")}
    assert set(made) == kept
    for name, path in made.items():
        if name.suffix in (".htm", ".xml"):
            assert path.read_bytes() == (PUBLISHED / name).read_bytes(), name


def _merged(*roots: Path) -> list[Passage]:
    found = (
        passage
        for file in find_files(list(roots))
        if isinstance(file, FoundFile)
        for number, meeting in enumerate(readers.read(load(file)))
        if isinstance(meeting, Meeting)
        for passage in passages(meeting, number)
    )
    return [one_passage(group, include_exempt=False) for group in duplicates.groups(found)]


def test_items_published_again_become_part_of_the_passages_that_were_there() -> None:
    alone, together = _merged(RECORDS), _merged(RECORDS, PUBLISHED)
    # A printed format says more of who was there, at meetings whose other records do not say it at all.
    opened, items = _parted(alone)
    opened_together, items_together = _parted(together)
    assert items == items_together
    assert opened <= opened_together
    assert len(opened_together) <= len({(p.committee, p.date) for p in together})


def _parted(found: list[Passage]) -> tuple[set[tuple[object, object]], list[list[str]]]:
    """Return the meetings that have an opening, and the words of all other passages."""
    openings = {(p.committee, p.date) for p in found if p.title == OPENING}
    return openings, sorted(p.text.split() for p in found if p.title != OPENING)
