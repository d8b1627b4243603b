"""A takedown drill finds a takedown that does not work, and touches nothing."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import zlib
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.cli import main
from corpus.errors import UsageError
from indexer.build.drill import FILE, drill, last_drill
from indexer.build.every_byte import holding
from search.evaluation.assurance import assurance
from search.searcher import open_index


@pytest.fixture
def index(sample_index: Path, tmp_path: Path) -> Path:
    shutil.copytree(sample_index, tmp_path / "all" / "index")
    return tmp_path / "all" / "index"


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != FILE
    }


def nothing(copy: Path, items: Sequence[str]) -> None:
    """Stand for a command that says it retracted, and did not."""


def test_a_drill_takes_items_out_of_a_copy_and_touches_nothing_else(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    before = contents(index)
    done = CliRunner().invoke(main, ["drill", "--index", str(index), "--items", "4"])
    assert done.exit_code == 0, done.output
    assert "4 of 4 found before, in 0 of" in done.output
    assert contents(index) == before
    assert [path.name for path in index.parent.iterdir()] == ["index"]
    assert not (tmp_path / "state").exists()
    last = last_drill(index)
    assert last is not None
    assert (last.n_items, last.n_words, last.n_before, last.left) == (4, 4, 4, ())
    facts = assurance(open_index(index).generation, None, None)["Takedown"]
    values = {fact.name: fact.value for fact in facts}
    assert values["files that held one of them after"] == f"0 of {last.n_files}"
    assert values["last takedown drill"].startswith(last.at)


def test_a_takedown_that_leaves_something_is_found_out(index: Path) -> None:
    done = drill(index, 3, nothing)
    assert done.n_before == done.n_words == 3
    assert any(name.endswith("catalogue.sqlite") for name in done.left)
    assert any("/whoosh/" in name for name in done.left)


def test_what_is_kept_of_a_drill_has_no_word_of_an_item(index: Path) -> None:
    asked: list[str] = []

    def note(copy: Path, items: Sequence[str]) -> None:
        asked.extend(items)

    drill(index, 5, note)
    kept = json.loads((index / FILE).read_text())
    texts = [value for value in kept.values() if isinstance(value, str)]
    assert sorted(texts) == sorted([kept["at"], kept["generation"]])
    assert not any(item in name for item in asked for name in kept["left"])


def test_a_drill_that_fails_leaves_no_copy_and_keeps_the_one_before(index: Path) -> None:
    drill(index, 1, nothing)
    before = last_drill(index)

    def fails(copy: Path, items: Sequence[str]) -> None:
        raise UsageError("The disk is full.")

    with pytest.raises(UsageError, match="full"):
        drill(index, 1, fails)
    assert [path.name for path in index.parent.iterdir()] == ["index"]
    assert last_drill(index) == before


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"\xff", b'{"at": 1, "left": 3}'])
def test_a_drill_that_cannot_be_read_is_none(content: bytes, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert last_drill(tmp_path) is None


def test_what_was_never_tried_is_said_to_be_not_measured(sample_index: Path) -> None:
    facts = assurance(open_index(sample_index).generation, None, None)["Takedown"]
    assert {fact.name: fact.value for fact in facts}["last takedown drill"] is None


def test_the_search_of_every_byte_finds_a_word_however_it_is_kept(tmp_path: Path) -> None:
    word = "Zennorwick"
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as connection:
        connection.execute("CREATE TABLE t (x TEXT)")
        connection.execute("INSERT INTO t VALUES (?)", (f"the {word} case",))
        connection.commit()
    kept = {
        "plain": f"of {word.upper()}".encode(),
        "stemmed": b"zennorwi",
        "wide": f"of {word}".encode("utf-16-le"),
        "packed": b"\0\1" + zlib.compress(f"of {word}".encode()) + b"\0",
        f"{word}.txt": b"",
    }
    for name, content in kept.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "other").write_bytes(b"zennor")
    found = {line.rpartition(": ")[0] for line in holding(tmp_path, [word])}
    assert found == {*kept, "a.sqlite"}
