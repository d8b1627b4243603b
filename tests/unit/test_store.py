from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import (
    IndexDamaged,
    IndexLocked,
    IndexMissing,
    IndexNotWritten,
    IndexOutdated,
    UsageError,
)
from indexer.build import lexical
from indexer.build.pipeline import build
from indexer.build.verify import problems_of
from indexer.generation import catalogue, publishing, store
from indexer.generation.locks import builder_lock
from tests.conftest import rebuild

REBUILD = r"council-search index SOURCE\.\.\. --index "


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


@contextmanager
def _process(script: str, *arguments: Path) -> Iterator[subprocess.Popen[str]]:
    """Run a Python script until it has printed "ready", and kill it at the end."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().strip() == "ready"
            yield process
        finally:
            process.kill()


HOLD_THE_LOCK = """
import sys, time; from pathlib import Path; from indexer.generation.locks import builder_lock
with builder_lock(Path(sys.argv[1])):
    print("ready", flush=True); time.sleep(600)
"""
HANG_WHILE_WRITING = """
import sys, time; from pathlib import Path; from indexer.build.pipeline import build
def hang(stage, done, total):
    if stage == "writing the word index":
        print("ready", flush=True); time.sleep(600)
build([Path(sys.argv[1])], Path(sys.argv[2]), replace_sources=True, progress=hang)
"""


def test_a_second_builder_is_told_who_builds(tmp_path: Path) -> None:
    with _process(HOLD_THE_LOCK, tmp_path) as holder:
        told = rf"being built by process {holder.pid} on .+ since "
        with pytest.raises(IndexLocked, match=told), builder_lock(tmp_path):
            pass
        holder.kill()
        holder.wait()
        with builder_lock(tmp_path):
            pass


def test_the_lock_is_free_again_after_an_error_inside(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), builder_lock(tmp_path):
        raise ZeroDivisionError
    with builder_lock(tmp_path):
        assert f"process {os.getpid()}" in (tmp_path / "lock.holder").read_text()
    assert not (tmp_path / "lock.holder").exists()


def test_a_lock_that_cannot_be_written_is_the_users_mistake(tmp_path: Path) -> None:
    (tmp_path / "lock").mkdir()
    with pytest.raises(UsageError, match="cannot be in"), builder_lock(tmp_path):
        pass


def test_an_index_cannot_be_where_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UsageError, match="cannot be in"), builder_lock(tmp_path / "file"):
        pass
    assert (tmp_path / "file").read_text() == "mine"


def test_kill_9_in_the_middle_of_a_build_harms_nothing(tiny: Path) -> None:
    index, before = tiny / "index", _contents(tiny / "index")
    with _process(HANG_WHILE_WRITING, tiny / "records", index) as builder:
        assert list((index / "generations").glob("*.partial"))
        builder.send_signal(signal.SIGKILL)
        builder.wait()
    left = _contents(index)
    assert {name: left[name] for name in before} == before
    assert problems_of(store.open_generation(index)) == []
    rebuild(tiny)
    assert not list((index / "generations").glob("*.partial"))
    assert store.current_name(index) == "000002"


def test_a_build_that_fails_changes_nothing(tiny: Path) -> None:
    before = _contents(tiny / "index")

    def fail(stage: str, done: int, total: int) -> None:
        if stage == "writing the word index":
            raise OSError("No space left on device")

    with pytest.raises(IndexNotWritten, match="No space left"):
        build([tiny / "records"], tiny / "index", replace_sources=True, progress=fail)
    assert _contents(tiny / "index") == before


def test_only_the_last_two_generations_are_kept(tiny: Path) -> None:
    for number in (2, 3, 4):
        rebuild(tiny)
        assert store.current_name(tiny / "index") == f"{number:06d}"
    kept = sorted(path.name for path in (tiny / "index" / "generations").iterdir())
    assert kept == ["000003", "000004"]


def test_a_generation_that_is_in_use_stays_readable_while_others_are_built(tiny: Path) -> None:
    vectors = store.open_generation(tiny / "index").array("embeddings.npy")
    before = np.array(vectors)
    for _ in range(3):
        rebuild(tiny)
    np.testing.assert_array_equal(vectors, before)


def test_the_manifest_says_what_the_generation_is(tiny_built: Path) -> None:
    generation = store.open_generation(tiny_built / "index")
    manifest = generation.manifest
    assert (manifest.n_passages, manifest.n_sources, manifest.dimensions) == (4, 2, 384)
    assert [Path(root).name for root in manifest.roots] == ["records"]
    on_disk = {path for path in _contents(generation.folder) if path != "manifest.json"}
    assert set(manifest.files) == on_disk
    assert problems_of(generation) == []


def test_no_index_names_the_command_that_builds_one(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match=rf"no index in .*{REBUILD}{tmp_path}"):
        store.open_generation(tmp_path)


def test_an_older_format_is_outdated_and_not_deleted(tiny: Path) -> None:
    manifest = tiny / "index" / "generations" / "000001" / "manifest.json"
    record = json.loads(manifest.read_text())
    manifest.write_text(json.dumps({**record, "format": store.FORMAT - 1}))
    before = _contents(tiny)
    with pytest.raises(
        IndexOutdated, match=rf"format {store.FORMAT - 1}, this program reads .*{REBUILD}"
    ):
        store.open_generation(tiny / "index")
    assert _contents(tiny) == before


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


@pytest.mark.parametrize(
    "name", ["embeddings.npy", "catalogue.sqlite", "encoder/model.onnx", "postings/text.rows.npy"]
)
@pytest.mark.parametrize("harm", [Path.unlink, _truncate, lambda path: path.write_bytes(b"")])
def test_a_missing_or_cut_off_file_is_damage_and_names_the_rebuild_command(
    tiny: Path, name: str, harm: object
) -> None:
    harm(tiny / "index" / "generations" / "000001" / name)  # type: ignore[operator]
    with pytest.raises(IndexDamaged, match=rf"{name} is missing or not.*{REBUILD}{tiny}/index$"):
        store.open_generation(tiny / "index")


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"format": %d}' % store.FORMAT, b'"x"', b"\xff\xfe\x00", b"[" * 99_999],
)
def test_a_damaged_manifest_is_damage(tiny: Path, content: bytes) -> None:
    (tiny / "index" / "generations" / "000001" / "manifest.json").write_bytes(content)
    with pytest.raises(IndexDamaged, match=REBUILD):
        store.open_generation(tiny / "index")


@pytest.mark.parametrize("content", [b"", b"000009\n", b"\xff\xfe", b"../../x", b"1", b"0000011"])
def test_a_damaged_pointer_is_damage(tiny: Path, content: bytes) -> None:
    (tiny / "index" / "CURRENT").write_bytes(content)
    with pytest.raises(IndexDamaged, match=REBUILD):
        store.open_generation(tiny / "index")


def test_an_array_of_pickles_is_never_loaded(tiny: Path) -> None:
    generation = store.open_generation(tiny / "index")
    np.save(generation.folder / "evil.npy", np.array([{"a": 1}], dtype=object), allow_pickle=True)
    with pytest.raises(IndexDamaged, match=rf"evil.npy cannot be read.*{REBUILD}{tiny}/index$"):
        generation.array("evil.npy")


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


def test_one_changed_bit_is_found_and_the_next_build_mends_it(tiny: Path) -> None:
    name = "embeddings.npy"
    generation = store.open_generation(tiny / "index")
    whole = (generation.folder / name).read_bytes()
    _flip(generation.folder / name)
    assert problems_of(store.open_generation(tiny / "index")) == [f"{name} is not what was written"]
    rebuild(tiny)
    mended = store.open_generation(tiny / "index")
    assert problems_of(mended) == []
    np.testing.assert_allclose(
        mended.array(name).ravel(), np.frombuffer(whole, np.float32)[-mended.array(name).size :],
        atol=1e-6,
    )  # fmt: skip


def test_rows_that_are_not_aligned_are_found(tiny: Path) -> None:
    index = tiny / "index"
    generation = store.open_generation(index)
    with closing(catalogue.connect(generation.folder / "catalogue.sqlite")) as connection:
        found = catalogue.fetch(connection, range(generation.manifest.n_passages))
    with publishing.new_generation(index) as folder:
        shutil.copytree(generation.folder, folder, dirs_exist_ok=True)
        shutil.rmtree(folder / "whoosh")
        (folder / "manifest.json").unlink()
        lexical.write(found[::-1], tiny / "other")
        (tiny / "other" / "whoosh").rename(folder / "whoosh")
        publishing.publish(index, folder, generation.manifest)
    assert problems_of(store.open_generation(index)) == [
        "the segments of the Whoosh index are not those of the catalogue",
        "the table of the Whoosh index is not what its segments give",
    ]
