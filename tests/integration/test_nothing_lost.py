"""An index forgets no source by itself: not after an upgrade, not after damage, not without its disk."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from corpus.errors import CouncilSearchError, IndexDamaged, UsageError
from indexer.build.pipeline import build
from indexer.build.verify import problems_of
from indexer.generation import catalogue, store
from tests.conftest import TINY, write_records
from tests.integration.command import assert_refused, council_search
from tests.quick_model import use_exported
from tests.unit.make_files import packed


@pytest.fixture(autouse=True)
def _quick(tiny_built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_exported(store.open_generation(tiny_built / "index").folder / "encoder", monkeypatch)


def _sources(index: Path) -> set[str]:
    generation = store.open_generation(index)
    assert problems_of(generation) == []
    with closing(catalogue.connect(generation.folder / catalogue.FILE)) as connection:
        return {name for name, *_ in catalogue.sources(connection)}


@pytest.fixture
def two(tiny: Path) -> Path:
    """Return a folder with an index of its own `records`, and `more` records that it does not have."""
    write_records(tiny / "more", {"parks.txt": "Agenda item\n\nParks\n\nMinutes:\n\nThe swans.\n"})
    build([tiny / "records"], tiny / "index", replace_sources=True)
    return tiny


def _manifest(tiny: Path) -> Path:
    index = tiny / "index"
    return index / "generations" / store.current_name(index) / "manifest.json"


def _as_format(number: object) -> Callable[[Path], None]:
    def age(tiny: Path) -> None:
        path = _manifest(tiny)
        path.write_text(json.dumps(json.loads(path.read_text()) | {"format": number}))

    return age


def _shorten(name: str) -> Callable[[Path], None]:
    def shorten(tiny: Path) -> None:
        path = _manifest(tiny).parent / name
        path.write_bytes(path.read_bytes()[:-1])

    return shorten


def _remove(name: str) -> Callable[[Path], None]:
    return lambda tiny: (_manifest(tiny).parent / name).unlink()


def _flip(name: str) -> Callable[[Path], None]:
    def flip(tiny: Path) -> None:
        path = _manifest(tiny).parent / name
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 0x40
        path.write_bytes(data)

    return flip


def _pointer(content: bytes | None) -> Callable[[Path], None]:
    def harm(tiny: Path) -> None:
        path = tiny / "index" / "CURRENT"
        path.unlink() if content is None else path.write_bytes(content)

    return harm


HARMLESS = {
    "an older format": _as_format(store.FORMAT - 1),
    "the first format": _as_format(1),
    "a newer format": _as_format(store.FORMAT + 1),
    "no format": _as_format(None),
    "shorter vectors": _shorten("embeddings.npy"),
    "a shorter catalogue": _shorten(catalogue.FILE),
    "no encoder": _remove("encoder/model.onnx"),
    "no words": _remove("words.npy"),
    "no catalogue": _remove(catalogue.FILE),
    "a flipped bit": _flip("postings/text.rows.npy"),
    "a flipped bit in the catalogue": _flip(catalogue.FILE),
    "an empty pointer": _pointer(b""),
    "a pointer to nothing": _pointer(b"000099\n"),
    "a pointer out of the index": _pointer(b"../../../tmp\n"),
    "no text as a pointer": _pointer(b"\xff\xfe"),
    "no pointer": _pointer(None),
}


@pytest.mark.parametrize("what", HARMLESS)
def test_an_upgrade_or_damage_forgets_no_source(two: Path, what: str) -> None:
    before = _sources(two / "index")
    HARMLESS[what](two)
    build([two / "more"], two / "index")
    assert _sources(two / "index") == before | {"more/parks.txt"}


def _write(content: str) -> Callable[[Path], None]:
    return lambda tiny: (_manifest(tiny).write_text(content), None)[1]


UNKNOWN = {
    "no manifest": lambda tiny: _manifest(tiny).unlink(),
    "half a manifest": _shorten("manifest.json"),
    "an empty manifest": _write(""),
    "a manifest that is no table": _write("[1]"),
    "a manifest without roots": _write("{}"),
    "roots that are none": _write('{"roots": [1]}'),
    "one root as a text": _write('{"roots": "/etc"}'),
    "a deep manifest": _write("[" * 100_000),
    "no generation": lambda tiny: shutil.rmtree(tiny / "index" / "generations"),
}


@pytest.mark.parametrize("what", UNKNOWN)
def test_where_nobody_knows_the_sources_the_build_stops_and_says_what_to_do(
    two: Path, what: str
) -> None:
    UNKNOWN[what](two)
    left = sorted(path for path in (two / "index").rglob("*"))
    with pytest.raises(IndexDamaged, match=r"never forgets one by itself.*--replace"):
        build([two / "more"], two / "index")
    assert sorted(path for path in (two / "index").rglob("*")) == left
    build([two / "more"], two / "index", replace_sources=True)
    assert _sources(two / "index") == {"more/parks.txt"}


def test_the_stop_names_what_the_generation_before_was_built_from(two: Path) -> None:
    build([two / "more"], two / "index")
    _manifest(two).unlink()
    done = council_search("index", two / "more", "--index", two / "index")
    assert_refused(done, f"was built from {two / 'records'}", "--replace")


def _folder(tiny: Path, n_files: int = 10) -> Path:
    names = [f"{number}.txt" for number in range(n_files)]
    item = "Agenda item\n\nItem {0}\n\nMinutes:\n\nThe {0} swans of ward {0}.\n"
    return write_records(tiny / "wards", {name: item.format(name[:-4]) for name in names})


@pytest.fixture
def wards(tiny: Path) -> Path:
    """Return a folder with an index of its `records` and of ten files in `wards`."""
    build([tiny / "records", _folder(tiny)], tiny / "index", replace_sources=True)
    return tiny


def _lose(folder: Path, n_files: int) -> None:
    for path in sorted(folder.glob("*.txt"))[:n_files]:
        path.unlink()


@pytest.mark.parametrize("named", ["wards", "records"])
def test_an_empty_source_stops_the_build(wards: Path, named: str) -> None:
    _lose(wards / "wards", 10)
    before = store.current_name(wards / "index")
    done = council_search("index", wards / named, "--index", wards / "index")
    assert_refused(done, f"Nothing can be read of {wards / 'wards'}", "--accept-removals")
    assert store.current_name(wards / "index") == before
    done = council_search("index", wards / named, "--accept-removals", "--index", wards / "index")
    assert done.returncode == 0, done
    assert len(_sources(wards / "index")) == 2


@pytest.mark.parametrize(("n_lost", "stops"), [(2, False), (3, True), (9, True)])
def test_a_source_that_lost_more_than_a_fifth_of_its_files_stops_the_build(
    wards: Path, n_lost: int, stops: bool
) -> None:
    _lose(wards / "wards", n_lost)
    if stops:
        with pytest.raises(UsageError, match=rf"lost {n_lost} of the 10 .*--accept-removals"):
            build([wards / "records"], wards / "index")
        assert len(_sources(wards / "index")) == 12
    build([wards / "records"], wards / "index", accept_removals=stops)
    assert len(_sources(wards / "index")) == 12 - n_lost


def test_an_empty_source_of_an_index_of_another_format_stops_the_build_too(wards: Path) -> None:
    _as_format(1)(wards)
    _lose(wards / "wards", 10)
    with pytest.raises(UsageError, match="--accept-removals"):
        build([wards / "records"], wards / "index")
    _remove(catalogue.FILE)(wards)
    with pytest.raises(UsageError, match="--accept-removals"):
        build([wards / "records"], wards / "index")


def test_a_folder_that_cannot_be_opened_is_lost_and_files_renamed_are_not(wards: Path) -> None:
    (wards / "wards" / "below").mkdir()
    for path in (wards / "wards").glob("*.txt"):
        path.rename(wards / "wards" / "below" / f"renamed-{path.name}")
    assert build([wards / "records"], wards / "index").n_lost == 0
    shutil.move(wards / "wards" / "below", wards / "elsewhere")
    with pytest.raises(UsageError, match="--accept-removals"):
        build([wards / "records"], wards / "index")


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"%PDF-1.4 cut off"])
def test_files_that_can_no_longer_be_read_are_lost(wards: Path, content: bytes) -> None:
    paths = sorted((wards / "wards").glob("*.txt"))
    paths[0].write_bytes(content)
    assert build([wards / "records"], wards / "index").n_lost == 1
    for path in paths[:9]:
        path.write_bytes(content)
    before = store.current_name(wards / "index")
    with pytest.raises(UsageError, match=r"lost 8 of the 9 files .*--accept-removals"):
        build([wards / "records"], wards / "index")
    assert store.current_name(wards / "index") == before
    report = build([wards / "records"], wards / "index", accept_removals=True)
    assert len(_sources(wards / "index")) == 3
    assert len(report.failures) == 9


def _meeting(number: int) -> str:
    item = {"title": f"Swans of ward {number}", "minutes": f"The {number} swans were counted."}
    facts = {"council": "Wenbridge", "committee": "Parks", "date": f"2019-05-{number + 1:02d}"}
    return json.dumps({**facts, "items": [item]}) + "\n"


def _as_lines(folder: Path, numbers: range) -> None:
    write_records(folder, {"all.jsonl": "".join(map(_meeting, numbers))})


def _as_archive(folder: Path, numbers: range) -> None:
    write_records(folder, {"all.zip": packed({f"{n}.jsonl": _meeting(n) for n in numbers})})


def _as_items(folder: Path, numbers: range) -> None:
    meeting = json.loads(_meeting(0))
    meeting["items"] = [item for n in numbers for item in json.loads(_meeting(n))["items"]]
    write_records(folder, {"all.jsonl": json.dumps(meeting) + "\n"})


@pytest.mark.parametrize(
    ("write", "what"),
    [(_as_lines, "meetings"), (_as_archive, "meetings"), (_as_items, "items")],
)
def test_a_file_that_lost_most_of_what_it_held_stops_the_build(
    tiny: Path, write: Callable[[Path, range], None], what: str
) -> None:
    records, index = tiny / "held", tiny / "index"
    write(records, range(20))
    build([records], index, replace_sources=True)
    before = store.current_name(index)
    write(records, range(1))
    with pytest.raises(UsageError, match=rf"lost 19 of the 20 {what} .*--accept-removals"):
        build([records], index)
    assert store.current_name(index) == before
    # A few may be taken out of a record, and others may stand in their place.
    write(records, range(4, 20))
    build([records], index)
    write(records, range(8, 28))
    build([records], index)
    write(records, range(8, 9))
    assert build([records], index, accept_removals=True).n_passages == 1


def test_the_last_good_generation_stays_until_nothing_was_lost_for_a_day(wards: Path) -> None:
    index = wards / "index"
    good = store.current_name(index)
    _lose(wards / "wards", 1)
    build([wards / "records"], index)
    for _ in range(2):
        build([wards / "records"], index)
        assert good in {path.name for path in (index / "generations").iterdir()}
    assert len(list((index / "generations").iterdir())) == 3
    path = _manifest(wards)
    record = json.loads(path.read_text())
    since = datetime.fromisoformat(record["last_good"][1])
    assert datetime.now(UTC) - since < timedelta(minutes=10)
    record["last_good"][1] = (since - timedelta(days=1)).isoformat()
    path.write_text(json.dumps(record))
    build([wards / "records"], index)
    assert good not in {path.name for path in (index / "generations").iterdir()}
    assert len(list((index / "generations").iterdir())) == 2


def test_replace_is_the_only_way_to_forget(two: Path) -> None:
    shutil.rmtree(two / "records")
    with pytest.raises(CouncilSearchError, match="--replace"):
        build([two / "more"], two / "index")
    build([two / "more"], two / "index", replace_sources=True)
    assert _sources(two / "index") == {"more/parks.txt"}
    assert TINY["schools.txt"]
