"""An index of each earlier format: it is told apart, and the next build keeps all that it was built from.

`tests/fixtures/formats/NN.zip` holds the pointer, the manifest and the catalogue that the program of that
format wrote for the records of `TINY`, with `@RECORDS@` for their folder. Raising the format adds one.
"""

from __future__ import annotations

import json
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from corpus.errors import IndexOutdated, UsageError
from indexer.build import named
from indexer.build.pipeline import build
from indexer.build.verify import problems_of
from indexer.generation import catalogue, store
from tests.conftest import ROOT, TINY, write_records
from tests.quick_model import use_exported

# Programs from this format on note outside of the index which folders were named.
FORMATS = sorted((ROOT / "tests" / "fixtures" / "formats").glob("*.zip"))


@pytest.fixture(autouse=True)
def _quick(tiny_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    use_exported(store.open_generation(tiny_built / "index").folder / "encoder", monkeypatch)


def _unpacked(path: Path, folder: Path) -> Path:
    """Return a folder with `records` and an `index` of an earlier format of them."""
    records = write_records(folder / "records", dict(TINY))
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder / "index")
    manifest = folder / "index" / "generations" / "000001" / "manifest.json"
    text = manifest.read_text()
    assert "@RECORDS@" in text
    manifest.write_text(text.replace("@RECORDS@", str(records)))
    # Named once on this machine, as the first build after an upgrade asks for.
    assert named.note([records])
    return folder


def _ids(index: Path) -> list[str]:
    generation = store.open_generation(index)
    assert problems_of(generation) == []
    with closing(catalogue.connect(generation.folder / catalogue.FILE)) as connection:
        return [str(identifier) for identifier in catalogue.column(connection, "id")]


def test_there_is_an_index_of_every_earlier_format() -> None:
    kept = []
    for path in FORMATS:
        with zipfile.ZipFile(path) as archive:
            kept.append(json.loads(archive.read("generations/000001/manifest.json"))["format"])
    # 13 and 14 were never on a main that anybody could build with.
    assert kept == [number for number in range(1, store.FORMAT) if number not in (13, 14)]


@pytest.mark.parametrize("path", FORMATS, ids=lambda path: path.stem)
def test_the_next_build_keeps_everything(path: Path, tmp_path: Path, tiny_built: Path) -> None:
    folder = _unpacked(path, tmp_path)
    if int(path.stem) != store.FORMAT:
        with pytest.raises(IndexOutdated, match=f"has format {int(path.stem)}, this program"):
            store.open_generation(folder / "index")
    more = write_records(
        folder / "more", {"parks.txt": "Agenda item\n\nParks\n\nMinutes:\n\nSwans.\n"}
    )
    report = build([more], folder / "index")
    assert (report.n_passages, report.n_read, report.gone) == (5, 3, [])
    assert sorted(_ids(folder / "index")) == sorted([*_ids(tiny_built / "index"), "parks"])
    assert store.current_name(folder / "index") == "000002"


@pytest.mark.parametrize("path", FORMATS, ids=lambda path: path.stem)
def test_its_sources_are_missed_when_their_disk_is_not_there(path: Path, tmp_path: Path) -> None:
    folder = _unpacked(path, tmp_path)
    for name in TINY:
        (folder / "records" / name).unlink()
    more = write_records(folder / "more", {"parks.txt": TINY["schools.txt"]})
    with pytest.raises(UsageError, match="--accept-removals"):
        build([more], folder / "index")
