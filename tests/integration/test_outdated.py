"""An index whose catalogue or encoder is of another version says so, whatever asks: never a traceback."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.cli import main
from corpus.errors import IndexOutdated
from indexer.generation import store
from search.searcher import open_index
from tests.quick_model import use_exported
from web.app import create_app


@pytest.fixture(autouse=True)
def _quick(tiny_built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_exported(store.open_generation(tiny_built / "index").folder / "encoder", monkeypatch)


def _noted(folder: Path, name: str, **more: object) -> None:
    """Write a changed file, and what else is other, into a generation's manifest, as another version would."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    content = (folder / name).read_bytes()
    manifest["files"][name] = [len(content), hashlib.sha256(content).hexdigest()]
    path.write_text(json.dumps({**manifest, **more}))


def _changed(folder: Path, statement: str) -> None:
    path = folder / "catalogue.sqlite"
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()
        connection.execute("VACUUM")
    _noted(folder, path.name)


def _without_a_column(folder: Path) -> None:
    _changed(folder, "ALTER TABLE passages DROP COLUMN heading")


def _with_a_column(folder: Path) -> None:
    _changed(folder, "ALTER TABLE documents ADD COLUMN pages")


def _without_a_table(folder: Path) -> None:
    _changed(folder, "DROP TABLE aliases")


CHANGES: dict[str, Callable[[Path], None]] = {
    "a column less": _without_a_column,
    "a column more": _with_a_column,
    "a table less": _without_a_table,
}
COMMANDS = [
    ["query", "schools"],
    ["similar", "schools"],
    ["info"],
    ["verify"],
    ["assure"],
    ["retract", "--phrase", "places", "--reason", "why"],
    ["retract", "--item", "schools", "--reason", "why"],
]


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command[:2]))
def test_every_command_says_to_build_again(tiny: Path, what: str, command: list[str]) -> None:
    CHANGES[what](store.open_generation(tiny / "index").folder)
    done = CliRunner().invoke(main, [*command, "--index", str(tiny / "index")])
    assert done.exit_code == 2, (done.output, done.exception)
    assert isinstance(done.exception, SystemExit)
    assert "uild it again: council-search index" in done.output


@pytest.mark.parametrize("what", CHANGES)
def test_every_page_says_so_too_and_the_next_build_mends_it(tiny: Path, what: str) -> None:
    CHANGES[what](store.open_generation(tiny / "index").folder)
    client = create_app(tiny / "index").test_client()
    for address in ("/?q=schools", "/passage/schools", "/api/search?q=schools", "/coverage"):
        answer = client.get(address)
        assert answer.status_code == 503, address
        assert "uild it again" in answer.text
    done = CliRunner().invoke(
        main, ["index", str(tiny / "records"), "--replace", "--index", str(tiny / "index")]
    )
    assert done.exit_code == 0, done.output
    assert create_app(tiny / "index").test_client().get("/passage/schools").status_code == 200


def test_an_encoder_of_another_model_without_its_background_is_named(tiny: Path) -> None:
    folder = store.open_generation(tiny / "index").folder
    path = folder / "encoder" / "settings.json"
    settings = json.loads(path.read_text())
    settings.pop("background", None)
    path.unlink()
    path.write_text(json.dumps(settings))
    _noted(folder, "encoder/settings.json")
    # The default model's background is known.
    assert open_index(tiny / "index").search("schools").hits
    _noted(folder, "encoder/settings.json", model="all-mpnet-base-v2", model_sha256="0" * 64)
    with pytest.raises(IndexOutdated, match=r"all-mpnet-base-v2.*background.*uild it again"):
        open_index(tiny / "index")
