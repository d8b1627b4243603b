"""A source that withholds something is read again only if it changed, and its index knows no more of it."""

from __future__ import annotations

import hashlib
import json
import shutil
import stat
import zipfile
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from corpus.sources import find_files, load
from indexer.build import reading
from indexer.build.pipeline import build
from indexer.build.plan import plan
from indexer.generation import catalogue, layout, store
from indexer.passages.passage import PART_WITHHELD
from tests.conftest import write_records
from tests.integration.test_version import _OF_THE_MODEL
from tests.quick_model import use_exported

SECRET = "Quillfeather"
OPEN = "Agenda item\n\nRoads\n\nMinutes:\n\nThe road is shut.\n"
MEETING = {"council": "Wenbridge", "committee": "Parks Committee", "date": "2019-05-14"}
CLOSED_ITEM = {
    "number": "2",
    "title": "The lease",
    "minutes": f"{SECRET} pays half.",
    "restricted": True,
}
HALL = {
    "number": "3",
    "title": "Hall",
    "minutes": f"The options were set out.\n\nAppendix B (Exempt)\n\n{SECRET} bid most.",
}


# One process is enough for two files.
_build = partial(build, jobs=1)


def _meeting(*items: dict[str, object], **more: str) -> str:
    return json.dumps({**MEETING, **more, "items": list(items)}) + "\n"


def _zipped(folder: Path) -> None:
    with zipfile.ZipFile(folder / "pack.zip", "w") as archive:
        archive.writestr("june.jsonl", _meeting(CLOSED_ITEM, date="2019-06-11"))
        archive.writestr("roads.txt", OPEN)


KINDS: dict[str, Callable[[Path], object]] = {
    "an item": lambda folder: write_records(folder, {"a.jsonl": _meeting(CLOSED_ITEM)}),
    "a stretch of an item": lambda folder: write_records(folder, {"a.jsonl": _meeting(HALL)}),
    "an item beside one that two records tell of": lambda folder: write_records(
        folder,
        {
            "a.jsonl": _meeting(CLOSED_ITEM, {"number": "1", "title": "Roads", "minutes": "Shut."}),
            "b.jsonl": _meeting({"number": "1", "title": "Roads", "agenda": "To shut the roads."}),
        },
    ),
    "an item in an archive": _zipped,
    "a text with a closed part": lambda folder: write_records(
        folder,
        {
            "may.txt": "Wenbridge Council\n\nParks Committee\n\n14 May 2019\n\n1. Minutes\n\nThey were "
            "agreed.\n\nPART II - EXCLUSION OF THE PUBLIC\n\nRESOLVED: That the public be excluded.\n\n"
            f"2. The lease\n\n{SECRET} pays half.\n"
        },
    ),
}


@pytest.fixture(autouse=True)
def _quick(tiny_built: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    use_exported(store.open_generation(tiny_built / "index").folder / "encoder", monkeypatch)


def _built(tmp_path: Path, what: str) -> tuple[Path, Path]:
    records = write_records(tmp_path / "records", {"other.txt": OPEN})
    KINDS[what](records)
    _build([records], tmp_path / "index")
    return records, tmp_path / "index"


def _all_of(index: Path) -> object:
    """Return what an index holds, but for what the model decides, the times, and the order that nobody asks in."""
    folder = store.open_generation(index).folder
    with closing(catalogue.connect(folder / catalogue.FILE)) as connection:
        tables = sorted(connection.iterdump())
    arrays = {path.name: path.read_bytes() for path in folder.glob("*.npy")}
    return tables, {
        name: arrays[name] for name in arrays if name not in {*_OF_THE_MODEL, layout.TIMES}
    }


def _holding(folder: Path, sought: bytes) -> list[str]:
    return [
        path.name
        for path in sorted(folder.rglob("*"))
        if path.is_file() and sought.lower() in path.read_bytes().lower()
    ]


@pytest.mark.parametrize("what", KINDS)
def test_it_is_not_read_again_and_the_index_is_the_one_that_a_fresh_build_makes(
    tmp_path: Path, what: str
) -> None:
    records, index = _built(tmp_path, what)
    assert "" in _fingerprints(index).values(), "something is withheld"
    first = _all_of(index)
    for _ in range(2):
        report = _build([records], index)
        assert (report.n_read, report.gone, report.n_lost) == (0, [], 0)
        assert _all_of(index) == first
    assert plan([records], index).n_files == 0
    _build([records], tmp_path / "fresh")
    assert _all_of(tmp_path / "fresh") == first
    assert _holding(index, SECRET.encode()[:8]) == []


def _fingerprints(index: Path) -> dict[str, str]:
    path = store.open_generation(index).file(catalogue.FILE)
    with closing(catalogue.connect(path)) as connection:
        return {name: fingerprint for name, fingerprint, *_ in catalogue.sources(connection)}


def _hashes(records: Path) -> list[str]:
    """Return the hashes of all records that somebody could make who guesses what is in them."""
    found = [load(one) for one in find_files([records]) if not isinstance(one, tuple)]
    of_sources = [reading.fingerprint_of(one, {}, include_exempt=False) for one in found]
    return of_sources + [hashlib.sha256(one.data).hexdigest() for one in found]


@pytest.mark.parametrize("what", ["an item", "an item in an archive"])
def test_who_has_the_folder_of_the_index_or_that_of_the_state_can_try_no_guess(
    tmp_path: Path, what: str
) -> None:
    records, index = _built(tmp_path, what)
    _build([records], index)
    withholding = {name for name, known in _fingerprints(index).items() if not known}
    # Those of open files are in the catalogue.
    hidden = [h for h in _hashes(records) if h not in _fingerprints(index).values()]
    assert len(hidden) > len(withholding)
    for sought in hidden:
        for folder in (index, tmp_path / "state"):
            assert _holding(folder, sought.encode()) == []
            assert _holding(folder, bytes.fromhex(sought)) == []
    seen = tmp_path / "state" / "council-search" / "unchanged"
    (kept,) = seen.iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    for name in withholding:
        assert _holding(seen, name.encode()) == []
    # What is kept of each is another hash for every index, and for every build of it.
    before = kept.read_text()
    _build([records], index)
    assert set(before.split()).isdisjoint(kept.read_text().split())


def _lose_the_state(tmp_path: Path, records: Path, index: Path) -> Path:
    shutil.rmtree(tmp_path / "state" / "council-search" / "unchanged")
    return index


def _copy_the_index(tmp_path: Path, records: Path, index: Path) -> Path:
    return Path(shutil.copytree(index, tmp_path / "copy"))


def _go_back(tmp_path: Path, records: Path, index: Path) -> Path:
    _build([records], index)
    earlier = sorted(path.name for path in (index / "generations").iterdir())[0]
    assert earlier != store.current_name(index)
    (index / "CURRENT").write_text(f"{earlier}\n")
    return index


def _damage_the_state(tmp_path: Path, records: Path, index: Path) -> Path:
    for path in (tmp_path / "state" / "council-search" / "unchanged").iterdir():
        path.write_bytes(b"\xff{[\n" + path.read_bytes())
    return index


@pytest.mark.parametrize("how", [_lose_the_state, _copy_the_index, _go_back, _damage_the_state])
def test_where_nothing_is_known_of_it_it_is_read_again(
    tmp_path: Path, how: Callable[[Path, Path, Path], Path]
) -> None:
    records, index = _built(tmp_path, "an item")
    found = how(tmp_path, records, index)
    report = _build([records], found)
    assert (report.n_read, report.n_unchanged) == (1, 1)
    assert _build([records], found).n_read == 0


def test_a_build_that_can_note_nothing_is_a_build_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("no folder")
    records, index = _built(tmp_path, "an item")
    assert _build([records], index).n_read == 1


def test_what_changed_in_it_is_read(tmp_path: Path) -> None:
    records, index = _built(tmp_path, "an item")
    write_records(records, {"a.jsonl": _meeting(CLOSED_ITEM | {"restricted": False})})
    assert _build([records], index).n_read == 1
    assert _holding(index, SECRET.encode()[:8])
    write_records(records, {"a.jsonl": _meeting(CLOSED_ITEM)})
    assert _build([records], index).n_read == 1
    assert _holding(index, SECRET.encode()[:8]) == []
    (records / "a.jsonl").rename(records / "renamed.jsonl")
    report = _build([records], index)
    assert (report.n_read, report.n_lost) == (1, 0)


def test_an_item_that_another_record_withholds_is_read_again_so_that_it_can_come_back(
    tmp_path: Path,
) -> None:
    public = CLOSED_ITEM | {"restricted": False}
    records = write_records(tmp_path / "records", {"a.jsonl": _meeting(public), "other.txt": OPEN})
    index = tmp_path / "index"
    write_records(records, {"b.jsonl": _meeting(CLOSED_ITEM | {"minutes": ""})})
    _build([records], index)
    assert _holding(index, SECRET.encode()[:8]) == []
    assert _build([records], index).n_read == 2
    assert _holding(index, SECRET.encode()[:8]) == []
    (records / "b.jsonl").unlink()
    _build([records], index, accept_removals=True)
    assert _holding(index, SECRET.encode()[:8])


def test_a_whole_record_beside_one_that_withholds_a_stretch_keeps_it_withheld(
    tmp_path: Path,
) -> None:
    records, index = _built(tmp_path, "a stretch of an item")
    _build([records], index)
    said = "The options were set out."
    write_records(records, {"b.jsonl": _meeting(HALL | {"minutes": said})})
    assert _build([records], index).n_read == 1
    assert _fingerprints(index)["records/a.jsonl"] == _fingerprints(index)["records/b.jsonl"] == ""
    assert _build([records], index).n_read == 2
    _build([records], tmp_path / "fresh")
    assert _all_of(index) == _all_of(tmp_path / "fresh")
    assert _holding(index, PART_WITHHELD.encode())


@pytest.mark.parametrize("what", ["an item", "a stretch of an item"])
def test_an_earlier_generation_that_could_not_be_removed_goes_though_nothing_changed(
    tmp_path: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = write_records(tmp_path / "records", {"other.txt": OPEN})
    whole = [
        CLOSED_ITEM | {"restricted": False},
        HALL | {"minutes": str(HALL["minutes"]).replace(" (Exempt)", "")},
    ]
    write_records(records, {"a.jsonl": _meeting(*whole)})
    index = tmp_path / "index"
    _build([records], index)
    KINDS[what](records)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", lambda *_, **__: None)
        assert _build([records], index).not_removed[:1] == ["generations/000001"]
        report = _build([records], index)
        assert (report.n_read, report.not_removed[:1]) == (0, ["generations/000001"])
    assert _build([records], index).not_removed == []
    assert _holding(index, SECRET.encode()[:8]) == []
