"""What was retracted stays so wherever the records go: a copy of the ledger is beside them."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.cli import main
from corpus.errors import UsageError
from indexer.build import ledger
from indexer.build.drill import drill
from indexer.build.every_byte import holding
from indexer.build.pipeline import build
from indexer.generation import disk, store
from tests.integration.retracting.conftest import CHILD, ITEM, NAME, SECRETS, WHY, retracted


def _moved(records: Path) -> Path:
    records.rename(records.with_name("elsewhere"))
    return records.with_name("elsewhere")


def _copied(records: Path) -> Path:
    return Path(shutil.copytree(records, records.with_name("copy")))


def _put_below_another(records: Path) -> Path:
    shutil.copytree(records, records.with_name("all") / "council")
    return records.with_name("all")


def _asked_for_a_part(records: Path) -> Path:
    return records / "letters"


def _asked_for_a_file(records: Path) -> Path:
    return records / "a.jsonl"


WHERE = [_moved, _copied, _put_below_another, _asked_for_a_part, _asked_for_a_file]


@pytest.mark.parametrize("to_where", WHERE)
def test_it_does_not_come_back_with_the_records(
    known: tuple[Path, Path],
    to_where: Callable[[Path], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    records, index = known
    retracted(index, "name", NAME)
    if to_where is not _moved:
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another"))
    build([to_where(records)], tmp_path / "new")
    assert holding(tmp_path / "new", ["Quillfeather"]) == []
    assert holding(tmp_path / "new", [CHILD])


def test_an_index_from_before_brings_its_ledger_beside_the_records_with_the_next_build(
    known: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records, index = known
    retracted(index, "phrase", CHILD)
    shutil.rmtree(records / ".council-search")
    build([], index)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another"))
    build([_moved(records)], tmp_path / "new")
    assert holding(tmp_path / "new", [CHILD]) == []


def test_what_is_undone_is_so_beside_the_records(known: tuple[Path, Path], tmp_path: Path) -> None:
    records, index = known
    retracted(index, "phrase", CHILD)
    (noted,) = ledger.history(index)
    done = CliRunner().invoke(main, ["retract", "--undo", noted.entry.token, "--index", str(index)])
    assert done.exit_code == 0, done.output
    build([_moved(records)], tmp_path / "new")
    assert holding(tmp_path / "new", [CHILD])


def test_what_is_beside_the_records_is_its_owners_tells_nothing_and_is_no_record(
    known: tuple[Path, Path],
) -> None:
    records, index = known
    retracted(index, "phrase", CHILD)
    retracted(index, "item", ITEM)
    beside = records / ".council-search" / "retractions"
    assert holding(beside, [*SECRETS, ITEM, "swans"]) == []
    assert {path.stat().st_mode & 0o777 for path in beside.iterdir()} == {0o600}
    written = {path: path.stat().st_mtime_ns for path in beside.iterdir()}
    report = build([records], index)
    assert not [name for name, _ in report.failures if "council-search" in name]
    assert report.companions == []
    assert {path: path.stat().st_mtime_ns for path in beside.iterdir()} == written


@pytest.mark.parametrize("harm", ["cut off", "no key", "another's"])
def test_one_that_cannot_be_read_stops_the_build_and_is_named(
    known: tuple[Path, Path], harm: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records, index = known
    retracted(index, "phrase", CHILD)
    (path,) = (records / ".council-search" / "retractions").glob("*.jsonl")
    if harm == "cut off":
        path.write_text(path.read_text()[:-9])
    elif harm == "no key":
        path.with_suffix(".key").unlink()
    else:
        listed = os.listdir

        def refused(folder: Path) -> list[str]:
            if folder == path.parent:
                raise PermissionError(13, "Permission denied", str(folder))
            return listed(folder)

        monkeypatch.setattr(os, "listdir", refused)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another"))
    with pytest.raises(UsageError, match=rf"cannot be read \({path.parent}.*Do not remove"):
        build([records], tmp_path / "new")


def test_where_nothing_can_be_written_beside_them_it_is_said_once(
    known: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    records, index = known
    put = disk.put_private

    def refused(path: Path, text: str) -> None:
        if path.is_relative_to(records):
            raise PermissionError(30, os.strerror(30), str(path))
        put(path, text)

    monkeypatch.setattr(disk, "put_private", refused)
    given = ["retract", "--phrase", CHILD, "--reason", WHY, "--index", str(index)]
    done = CliRunner().invoke(main, given)
    assert done.exit_code == 0, done.output
    assert done.output.count(f"could not be copied to {records}") == 1
    done = CliRunner().invoke(main, ["index", str(records), "--index", str(index)])
    assert done.exit_code == 0, done.output
    assert done.output.count(f"could not be noted in {records}") == 1


def test_nothing_is_written_into_a_folder_that_only_the_index_names(
    known: tuple[Path, Path], tmp_path: Path
) -> None:
    _, index = known
    (tmp_path / "private").mkdir()
    manifest = store.open_generation(index).folder / "manifest.json"
    roots = [str(tmp_path / "records"), str(tmp_path / "private")]
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"roots": roots}))
    done = retracted(index, "phrase", CHILD)
    assert list((tmp_path / "private").iterdir()) == []
    assert done.not_copied == [tmp_path / "private"]
    assert (tmp_path / "records" / ".council-search").exists()


def test_a_drill_notes_nothing_beside_the_records(known: tuple[Path, Path]) -> None:
    records, index = known
    drill(index, 1, lambda copy, items: retracted(copy, "item", *items))
    assert not (records / ".council-search").exists()


def test_a_restored_index_loses_by_retract_alone_what_was_retracted_since(
    known: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, index = known
    shutil.copytree(index, tmp_path / "backup")
    retracted(index, "phrase", CHILD)
    shutil.rmtree(index)
    (tmp_path / "backup").rename(index)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another"))
    assert holding(index, [CHILD])
    done = CliRunner().invoke(main, ["retract", "--index", str(index)])
    assert done.exit_code == 0, done.output
    assert holding(index, [CHILD]) == []
