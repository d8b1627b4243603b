"""An index from elsewhere runs nothing, reads nothing that was not named here, and never hangs."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from cli.cli import main
from corpus.errors import IndexDamaged, UsageError
from indexer.build.named import is_model_allowed
from indexer.build.pipeline import build
from indexer.build.verify import problems_of
from indexer.generation import catalogue, store
from indexer.generation.recorded import Recorded
from search.searcher import open_index
from tests.conftest import TINY, write_records
from tests.quick_model import use_exported


@pytest.fixture(autouse=True)
def _quick(tiny_built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_exported(store.open_generation(tiny_built / "index").folder / "encoder", monkeypatch)


def _folder(tiny: Path) -> Path:
    return store.open_generation(tiny / "index").folder


def _plant(folder: Path, files: dict[str, bytes], **changed: Any) -> None:
    """Write files into a generation as its maker could: the manifest has their sizes and hashes."""
    path = folder / "manifest.json"
    record = json.loads(path.read_text())
    for name, content in files.items():
        (folder / name).unlink(missing_ok=True)
        (folder / name).write_bytes(content)
        record["files"][name] = [len(content), hashlib.sha256(content).hexdigest()]
    path.write_text(json.dumps({**record, **changed}))


class _Trap:
    """What a pickle runs when it is read."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[str]]:
        return os.mkdir, (str(self.mark),)


@pytest.mark.parametrize(
    "place", ["whoosh/_MAIN_1.toc", "pst", "trm", "embeddings.npy", "words.npy"]
)
@pytest.mark.parametrize("command", ["verify", "index", "query"])
def test_a_planted_pickle_is_never_run(tiny: Path, place: str, command: str) -> None:
    mark, folder = tiny / "run", _folder(tiny)
    trap = pickle.dumps(_Trap(mark))
    if "." not in place:
        place = next((folder / "whoosh").glob(f"*.{place}")).relative_to(folder).as_posix()
    whole = (folder / place).read_bytes()
    if place.endswith(".toc"):
        # Where Whoosh has the pickle of its schema: behind three numbers and a length.
        at = whole.index(b"\x80")
        trap = whole[:at] + trap
    elif place.endswith(".npy"):
        np.save(tiny / "trap.npy", np.array([_Trap(mark)], object), allow_pickle=True)
        trap = (tiny / "trap.npy").read_bytes()
    _plant(folder, {place: trap})
    arguments: dict[str, list[str]] = {
        "verify": ["verify"],
        "index": ["index", str(tiny / "records"), "--replace"],
        "query": ["query", "school places"],
    }
    done = CliRunner().invoke(main, [*arguments[command], "--index", str(tiny / "index")])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert not mark.exists()
    pickle.loads(pickle.dumps(_Trap(mark)))
    assert mark.exists(), "the trap works"


@pytest.mark.parametrize(
    "name", ["../../../elsewhere", "1", "000001/../000001", "", "/etc", "0000001", "００００００"]
)
def test_the_pointer_is_six_digits(tiny: Path, name: str) -> None:
    (tiny / "index" / "CURRENT").write_text(name)
    with pytest.raises(IndexDamaged, match="names no generation"):
        store.open_generation(tiny / "index")


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/passwd", "a/../../b"])
def test_a_file_outside_the_generation_is_none_of_its_files(tiny: Path, name: str) -> None:
    folder = _folder(tiny)
    record = json.loads((folder / "manifest.json").read_text())
    record["files"][name] = [1, "0"]
    (folder / "manifest.json").write_text(json.dumps(record))
    with pytest.raises(IndexDamaged, match="names a file outside"):
        store.open_generation(tiny / "index")


@pytest.mark.parametrize("number", [store.FORMAT, store.FORMAT - 1, 1])
def test_a_root_that_was_never_named_here_is_not_read(tiny: Path, number: int) -> None:
    secret = write_records(tiny / "private", {"diary.txt": TINY["schools.txt"]})
    build([tiny / "records"], tiny / "index", replace_sources=True)
    _plant(_folder(tiny), {}, roots=[str(tiny / "records"), str(secret)], format=number)
    with pytest.raises(UsageError, match=rf"built from {secret}, which was never named here"):
        build([tiny / "records"], tiny / "index")
    assert build([tiny / "records"], tiny / "index", replace_sources=True).n_passages == 4
    assert build([secret], tiny / "index").n_passages == 5


def test_what_is_below_a_named_folder_was_named(tiny: Path) -> None:
    build([tiny / "records"], tiny / "index", replace_sources=True)
    _plant(_folder(tiny), {}, roots=[str(tiny / "records" / "planning")])
    more = write_records(tiny / "more", {"parks.txt": TINY["schools.txt"]})
    assert build([more], tiny / "index", accept_removals=True).n_passages == 4


@pytest.mark.parametrize("number", [store.FORMAT, 12, 1])
def test_where_nothing_was_noted_yet_the_folders_of_an_index_are_named_once(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    more = write_records(tiny / "more", {"parks.txt": TINY["schools.txt"]})
    roots = [str(tiny / "records")]
    _plant(_folder(tiny), {}, roots=roots, format=number)
    with pytest.raises(UsageError, match=f"never named here.*council-search index {roots[0]}"):
        build([more], tiny / "index")
    assert not (tmp_path / "state").exists()
    assert build([more, Path(roots[0])], tiny / "index").n_passages == 5
    assert build([more], tiny / "index").n_passages == 5
    noted = (tmp_path / "state" / "council-search" / "named").read_text().splitlines()
    assert {json.loads(line) for line in noted} == {*roots, str(more)}


@pytest.mark.parametrize("number", [store.FORMAT, 12, 1])
def test_where_nothing_was_noted_yet_no_model_folder_is_loaded(number: int, tmp_path: Path) -> None:
    before = Recorded(tmp_path, (), format=number, model=str(tmp_path / "model"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
        assert not is_model_allowed(before)


def test_where_nothing_can_be_noted_the_build_says_so(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tiny / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tiny / "file"))
    command = ["index", str(tiny / "records"), "--index", str(tiny / "index"), "--replace"]
    done = CliRunner().invoke(main, command)
    assert (done.exit_code, "could not be noted" in done.output) == (0, True), done.output


def test_a_model_that_only_the_index_names_is_not_fetched(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def fetch(name: str, *, local_files_only: bool = False) -> str:
        asked.append((name, local_files_only))
        raise OSError("not in the cache")

    monkeypatch.setattr("huggingface_hub.snapshot_download", fetch)
    _plant(_folder(tiny), {}, model="someone/model")
    with pytest.raises(UsageError, match=r"was not fetched.*name it, or another one, with --model"):
        build([tiny / "records"], tiny / "index", replace_sources=True)
    with pytest.raises(UsageError, match="could not be fetched"):
        build([tiny / "records"], tiny / "index", model="someone/model", replace_sources=True)
    assert asked == [("someone/model", True), ("someone/model", False)]


def test_a_model_folder_that_only_the_index_names_is_not_loaded(tiny: Path) -> None:
    write_records(tiny / "model", {"model.safetensors": b"weights"})
    _plant(_folder(tiny), {}, model=str(tiny / "model"))
    with pytest.raises(UsageError, match="never named here"):
        build([tiny / "records"], tiny / "index", replace_sources=True)


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
TABLES = {
    "a view without an end": f"DROP TABLE {{0}}; CREATE VIEW {{0}} AS {ENDLESS};",
    "a column that is computed": "DROP TABLE {0}; CREATE TABLE {0} (row, x AS (printf('%.999d', 1)));",
    "a trigger": "CREATE TRIGGER t AFTER INSERT ON {0} BEGIN SELECT 1; END;",
    "another table": "CREATE TABLE other (x);",
    "a table that is missing": "DROP TABLE {0};",
}


@pytest.mark.parametrize("table", ["passages", "sources", "aliases"])
@pytest.mark.parametrize("what", TABLES)
def test_a_catalogue_of_other_tables_is_damage_and_never_hangs(
    tiny: Path, what: str, table: str
) -> None:
    folder = _folder(tiny)
    (tiny / "planted").write_bytes((folder / catalogue.FILE).read_bytes())
    with closing(sqlite3.connect(tiny / "planted")) as connection:
        connection.executescript(TABLES[what].format(table))
    _plant(folder, {catalogue.FILE: (tiny / "planted").read_bytes()})
    started = time.monotonic()
    with pytest.raises(IndexDamaged, match="catalogue"):
        open_index(tiny / "index").search("school places")
    for command in (["verify"], ["index", str(tiny / "records"), "--replace"]):
        done = CliRunner().invoke(main, [*command, "--index", str(tiny / "index")])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert time.monotonic() - started < 60
    assert problems_of(store.open_generation(tiny / "index")) == []


def _changed(array: np.ndarray, how: str) -> np.ndarray:  # type: ignore[type-arg]
    if how == "another type":
        return array.astype(np.float64)
    if how == "another shape":
        return array[:-1]
    if how == "out of range":
        return np.full_like(array, 2**30)
    return np.full_like(array, -5)


@pytest.mark.parametrize(
    "name",
    ["windows.npy", "postings/text.rows.npy", "postings/text.indptr.npy", "passage_norms.npy"],
)
@pytest.mark.parametrize("how", ["another type", "another shape", "out of range", "negative"])
def test_an_array_that_lies_is_damage_and_is_built_anew(tiny: Path, name: str, how: str) -> None:
    folder = _folder(tiny)
    np.save(tiny / "planted.npy", _changed(np.load(folder / name), how))
    _plant(folder, {name: (tiny / "planted.npy").read_bytes()})
    for command in (
        ["query", "school places"],
        ["query", '"school places" -road', "--mode", "lexical"],
        ["query", "too few places", "--mode", "dense"],
        ["verify"],
    ):
        done = CliRunner().invoke(main, [*command, "--index", str(tiny / "index")])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    if name != "passage_norms.npy" or how.startswith("another"):
        assert done.exit_code == 2
    build([tiny / "records"], tiny / "index", replace_sources=True)
    assert problems_of(store.open_generation(tiny / "index")) == []


@pytest.mark.parametrize("column", ["committee", "council", "kind"])
@pytest.mark.parametrize("number", [-17, 100])
def test_a_column_with_a_number_of_no_name_is_damage(tiny: Path, column: str, number: int) -> None:
    folder = _folder(tiny)
    found = np.load(folder / "columns.npy")
    found[column][0] = number
    np.save(tiny / "planted.npy", found)
    _plant(folder, {"columns.npy": (tiny / "planted.npy").read_bytes()})
    with pytest.raises(IndexDamaged, match=f"has a {column} that there is not"):
        open_index(tiny / "index").search("school places")
