"""What a build has read stands sealed in its checkpoint: whole, readable with the source only, or not at all."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.progress import silent
from indexer.build import reading
from indexer.build.every_byte import holding
from indexer.build.read_so_far import FILE, ReadSoFar
from indexer.build.read_source import ReadSource
from indexer.build.reading import read_all
from indexer.build.report import Report
from indexer.passages.passage import PART_WITHHELD
from indexer.passages.retracted import NOTHING_RETRACTED, Retractions
from indexer.passages.retraction_book import Book, Entry
from tests.conftest import ROOT, write_records
from tests.unit.paper_layouts import LAYOUTS

FIXTURES = ROOT / "tests" / "fixtures"
SECRET = "Quillfeather"


def _read(
    folder: Path, checkpoint: Path | None = None, retractions: Retractions = NOTHING_RETRACTED
) -> tuple[list[ReadSource], Report]:
    report = Report()
    found = read_all(
        [folder], None, report, silent, include_exempt=False, checkpoint=checkpoint,
        retractions=retractions, jobs=2,
    )  # fmt: skip
    return found, report


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return records of every format and papers of six layouts, none of which withholds anything."""
    folder = tmp_path_factory.mktemp("records")
    for path in (*(FIXTURES / "records").glob("*.*"), *(FIXTURES / "formats").glob("*.*")):
        write_records(folder, {path.name: path.read_bytes()})
    for files, _ in LAYOUTS.values():
        write_records(folder, dict(files))
    return folder


def _public(found: list[ReadSource]) -> list[ReadSource]:
    return [one for one in found if not any(p.exempt or PART_WITHHELD in p.text for p in one.passages)]  # fmt: skip


def test_what_was_read_is_read_no_more_and_is_the_same(
    records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, _ = _read(records)
    first, report = _read(records, tmp_path)
    assert (first, report.n_resumed) == (plain, 0)
    asked: list[str] = []
    read_one = reading._read_one

    def counted(source: object, *rest: object) -> ReadSource:
        asked.append(source.name)  # type: ignore[attr-defined]
        return read_one(source, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "_read_one", counted)
    again, report = _read(records, tmp_path)
    assert again == plain
    kept = {one.name for one in _public(plain)}
    assert report.n_resumed == len(kept) > 40
    # A file that cannot be read is tried again, and one that withholds something has left nothing.
    assert not kept & set(asked)


def test_a_source_that_changed_is_read_again(tmp_path: Path) -> None:
    text = "Ashton Parish Council\n\nMinutes of 14 May 2019\n\n1. Roads\n\nThe {} is shut.\n"
    folder = write_records(tmp_path / "records", {"a.txt": text.format("road")})
    _read(folder, tmp_path / "checkpoint")
    write_records(folder, {"a.txt": text.format("bridge")})
    (found,), report = _read(folder, tmp_path / "checkpoint")
    assert (report.n_resumed, "bridge" in found.passages[0].text) == (0, True)
    (folder / "a.txt").rename(folder / "b.txt")
    (moved,), report = _read(folder, tmp_path / "checkpoint")
    assert (report.n_resumed, moved.passages[0].source) == (0, "records/b.txt")


def test_no_word_of_what_is_kept_can_be_read_without_the_source(tmp_path: Path) -> None:
    text = f"Ashton Parish Council\n\nMinutes of 14 May 2019\n\n1. Roads\n\nMr {SECRET} spoke.\n"
    folder = write_records(tmp_path / "records", {"a.txt": text})
    (read,), _ = _read(folder, tmp_path / "checkpoint")
    assert (tmp_path / "checkpoint" / FILE).stat().st_size > 200
    assert holding(tmp_path / "checkpoint", [SECRET, "Ashton", "Parish"]) == []
    kept = ReadSoFar(tmp_path / "checkpoint")
    assert kept.of(read.name, read.fingerprint) == read
    assert kept.of(read.name, "0" * 64) is None
    assert kept.of("another", read.fingerprint) is None


def _file_of(checkpoint: Path) -> bytes:
    path = checkpoint / FILE
    return path.read_bytes() if path.exists() else b""


@pytest.mark.parametrize(
    "withheld",
    [
        "2. Staff (exempt)\n\nMr Quillfeather is ill.\n",
        "2. Lease\n\nThe rent is due in May.\n\nCOMMERCIAL IN CONFIDENCE\n\nIt is 40 a week.\n",
    ],
)
def test_a_source_that_withholds_something_leaves_nothing(tmp_path: Path, withheld: str) -> None:
    text = "Ashton Parish Council\n\nMinutes of 14 May 2019\n\n1. Roads\n\nThe road is shut.\n\n"
    folder = write_records(tmp_path / "records", {"a.txt": text + withheld})
    (read,), _ = _read(folder, tmp_path / "checkpoint")
    assert not _public([read]), "it withholds something"
    assert _file_of(tmp_path / "checkpoint") == b""
    _, report = _read(folder, tmp_path / "checkpoint")
    assert report.n_resumed == 0


def test_a_source_of_which_something_was_retracted_leaves_nothing(tmp_path: Path) -> None:
    text = "Ashton Parish Council\n\nMinutes of 14 May 2019\n\n1. {}\n\nThe road is shut.\n"
    files = {"a.txt": text.format("Road"), "b.txt": text.format("Lido").replace("road", "lido")}
    folder = write_records(tmp_path / "records", dict(files))
    (first, _), _ = _read(folder)
    book = Book(b"key", b"salt")
    taken = replace(
        book, entries=(Entry("t", "item", "why", "now", items=(book.id_hash(first.passages[0].id),)),)
    )  # fmt: skip
    _read(folder, tmp_path / "checkpoint", Retractions((taken,)))
    kept = ReadSoFar(tmp_path / "checkpoint")
    found, _ = _read(folder)
    assert [kept.of(one.name, one.fingerprint) is not None for one in found] == [False, True]


@pytest.fixture(scope="module")
def some(records: Path) -> list[ReadSource]:
    """Return what the records give that withholds nothing."""
    return _public(_read(records)[0])[:12]


@pytest.mark.parametrize("seed", range(40))
def test_what_is_torn_or_damaged_is_none_and_what_follows_is_kept(
    some: list[ReadSource], tmp_path: Path, seed: int
) -> None:
    with ReadSoFar(tmp_path) as kept:
        for one in some:
            kept.add(one)
    path, chance = tmp_path / FILE, random.Random(seed)
    data = bytearray(path.read_bytes())
    at = chance.randrange(len(data))
    if seed % 2:
        del data[at:]
    else:
        data[at] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    with ReadSoFar(tmp_path) as kept:
        found = [kept.of(one.name, one.fingerprint) for one in some]
        assert all(there in (None, one) for there, one in zip(found, some, strict=True))
        assert None in found
        for there, one in zip(found, some, strict=True):
            if there is None:
                kept.add(one)
    last = ReadSoFar(tmp_path)
    assert [last.of(one.name, one.fingerprint) for one in some] == some
