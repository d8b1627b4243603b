"""Papers of invented councils, laid out as councils lay them out: each is placed where it belongs."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import readers
from corpus.records import Meeting, Source
from corpus.sources import find_files, load
from tests.unit.make_files import packed
from tests.unit.paper_layouts import LAYOUTS, Told


def _told(meeting: Meeting) -> Told:
    return Told(meeting.committee, meeting.date, str(meeting.kind), meeting.item)


def _read(root: Path, files: dict[str, str]) -> dict[str, Meeting]:
    """Return what each file is read as, found as a build finds it, by its own name."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    found = {}
    for one in find_files([root]):
        assert not isinstance(one, tuple)
        (record,) = readers.read(load(one))
        assert isinstance(record, Meeting)
        found[one.path.name] = record
    return found


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_paper_is_where_it_belongs(tmp_path: Path, name: str) -> None:
    files, told = LAYOUTS[name]
    found = _read(tmp_path / "records", files)
    assert {file: _told(meeting) for file, meeting in found.items()} == told
    assert len({meeting.council for meeting in found.values()}) == 1


@pytest.mark.parametrize("name", LAYOUTS)
def test_papers_in_an_archive_are_where_those_in_a_folder_are(tmp_path: Path, name: str) -> None:
    files, told = LAYOUTS[name]
    archive = Source("papers.zip", packed(dict(files)))
    found = {}
    for record in readers.read(archive):
        assert isinstance(record, Meeting)
        found[record.source.rpartition("/")[2]] = _told(record)
    assert found == told
