"""A record says the same of itself alone and among those of other councils: nothing is taken from a stranger.

The records are real ones of many bodies, under names that tell nothing.
"""

from __future__ import annotations

from pathlib import Path

from corpus import readers
from corpus.records import Meeting
from corpus.sources import FoundFile, find_files, load
from tests.conftest import SHARED, needs_shared, write_records
from tests.unit.test_beside_a_sheet import SHEET

Reading = list[tuple[str | None, str | None, str, int]]
# Those are read quickly.
_TEXTS = ("*.md", "*.txt", "*.html")


def _read(folder: Path) -> dict[str, Reading]:
    """Return of each file who met and when, by what it says, and how many items that has."""
    found: dict[str, Reading] = {}
    for one in find_files([folder]):
        assert isinstance(one, FoundFile)
        told = [r for r in readers.read(load(one)) if isinstance(r, Meeting)]
        found[one.path.name] = [(m.council, m.committee, str(m.date), len(m.items)) for m in told]
    return found


@needs_shared
def test_a_record_reads_alike_alone_and_among_those_of_other_councils(tmp_path: Path) -> None:
    folders = [one for one in (SHARED / "data" / "minutes").iterdir() if one.is_dir()]
    paths = sorted(path for folder in folders for kind in _TEXTS for path in folder.rglob(kind))
    alone: dict[str, Reading] = {}
    for number, path in enumerate(paths):
        name = f"record{number:02}{path.suffix}"
        for folder in (tmp_path / f"{number:02}", tmp_path / "all"):
            folder.mkdir(exist_ok=True)
            (folder / name).write_bytes(path.read_bytes())
        alone |= _read(tmp_path / f"{number:02}")
    write_records(tmp_path / "all", {"agenda.txt": SHEET})
    among = _read(tmp_path / "all")
    del among["agenda.txt"]
    assert len(among) >= 15
    assert among == alone
