"""Of a file that alerts keep there is one, whole, whoever makes it: the key, the ledger, the sign-ups."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from search.away.alerts import ledger_file, own_file, sign_ups
from search.away.alerts.ledger_file import open_ledger
from search.away.alerts.sign_ups import open_sign_ups
from search.away.alerts.unsubscribing import KEY_FILE, KEY_VARIABLE, key_of

MADE: dict[str, Callable[[Path], object]] = {
    KEY_FILE: lambda index: key_of(index, make=True),
    ledger_file.FILE: open_ledger,
    sign_ups.FILE: lambda index: open_sign_ups(index, make=True),
}


@pytest.fixture(autouse=True)
def _no_key_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEY_VARIABLE, raising=False)


@pytest.mark.parametrize("name", MADE)
def test_who_is_second_takes_what_the_first_has_made(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other").mkdir()
    MADE[name](tmp_path / "other")
    first = (tmp_path / "other" / "alerts" / name).read_bytes()
    path = tmp_path / "alerts" / name
    make = own_file.make

    def late(own: Path, write: Callable[[Path], None]) -> None:
        def written(partial: Path) -> None:
            write(partial)
            # Another process is done in between.
            own.write_bytes(first)
            own.chmod(0o600)

        make(own, written)

    monkeypatch.setattr(own_file, "make", late)
    MADE[name](tmp_path)
    assert path.read_bytes() == first
    assert [one.name for one in path.parent.iterdir()] == [name]


@pytest.mark.parametrize("name", MADE)
def test_it_is_its_owners_alone(name: str, tmp_path: Path) -> None:
    MADE[name](tmp_path)
    path = tmp_path / "alerts" / name
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_what_cannot_be_filled_is_not_there(tmp_path: Path) -> None:
    def fill(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE one (a)")
        connection.execute("no SQL")

    with pytest.raises(sqlite3.Error):
        own_file.make_tables(tmp_path / "alerts" / "x", fill)
    assert list((tmp_path / "alerts").iterdir()) == []


def test_of_what_goes_together_all_is_done_or_nothing(tmp_path: Path) -> None:
    path = tmp_path / "alerts" / "x"

    def fill(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE one (a)")

    def stopped(connection: sqlite3.Connection) -> None:
        with own_file.together(connection):
            connection.execute("INSERT INTO one VALUES (1)")
            raise KeyboardInterrupt

    own_file.make_tables(path, fill)
    connection = own_file.connected(path)
    with pytest.raises(KeyboardInterrupt):
        stopped(connection)
    assert connection.execute("SELECT count(*) FROM one").fetchone() == (0,)
    connection.close()
