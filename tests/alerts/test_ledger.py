"""Many imports, in which items come, go, get minutes and other ids: everything is told once, nothing twice."""

from __future__ import annotations

import hashlib
import os
import random
import sqlite3
import time
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from corpus.errors import UsageError
from search.away.alerts.arrivals import Present, arrivals
from search.away.alerts.ledger import Entry, Ledger
from search.away.alerts.ledger_file import existing_ledger, new_in_memory, open_ledger

START = date(2026, 1, 1)
# A longer run: LEDGER_IMPORTS=10000 pytest -s tests/alerts/test_ledger.py -k deaths
IMPORTS = int(os.environ.get("LEDGER_IMPORTS", "2000"))


def present(name: str, *, minuted: bool = False, aliases: tuple[str, ...] = ()) -> Present:
    text = hashlib.blake2b(f"{name}{minuted}".encode(), digest_size=16).digest()
    return Present(0, name, aliases, text, minuted)


def import_(
    ledger: Ledger, found: list[Present], watches: dict[str, str]
) -> set[tuple[str, str, str]]:
    """Take an import up as a run does; a watch matches what has its letter in its name. Return what is new to them."""
    arrived = arrivals(found, ledger.seen())
    known = ledger.known_watches()
    entries = [
        Entry(watch, one.item, event)
        for watch, letter in watches.items()
        if watch in known
        for one, event in arrived.new
        if letter in one.item
    ]
    ledger.take_up(arrived.items, arrived.texts, entries, list(watches))
    return {(entry.watch, entry.item, entry.event) for entry in entries}


@pytest.mark.parametrize("seed", range(4))
def test_over_hundreds_of_imports_each_news_is_told_exactly_once(seed: int) -> None:
    chance = random.Random(seed)
    ledger = new_in_memory()
    watches = {"w1": "a", "w2": "b", "w3": ""}
    found = {f"old-{n}": present(f"old-{n}-ab") for n in range(20)}
    assert not import_(ledger, list(found.values()), watches)
    seen = dict.fromkeys(found, False)
    told: list[tuple[str, str, str]] = []
    expected: list[tuple[str, str, str]] = []
    for number in range(300):
        _change(chance, number, found)
        expected += _news(found, watches, seen)
        import_(ledger, list(found.values()), watches)
        # Some runs end before the mails go, some send.
        if chance.random() < 0.6 and (waiting := ledger.waiting()):
            mail = ledger.begin("p", waiting, START + timedelta(number))
            if chance.random() < 0.3:
                ledger.release(mail)
                continue
            ledger.end(mail, START + timedelta(number))
            told += [(entry.watch, entry.item, entry.event) for entry in waiting]
    told += [(entry.watch, entry.item, entry.event) for entry in ledger.waiting()]
    assert len(told) == len(set(told))
    assert sorted(told) == sorted(set(expected))
    assert len(told) > 150


def _change(chance: random.Random, number: int, found: dict[str, Present]) -> None:
    """Let items come, go and come back, get minutes, be read in another way, be merged and renamed."""
    letters = chance.choice(["a", "b", "ab", "c"])
    found[f"n{number}"] = present(f"n{number}-{letters}", minuted=chance.random() < 0.3)
    key = chance.choice(sorted(found))
    one = found[key]
    match chance.randrange(5):
        case 0 if not one.minuted:
            found[key] = replace(one, minuted=True, text=one.text[::-1])
        case 1:
            found[key] = replace(one, text=hashlib.blake2b(one.text, digest_size=16).digest())
        case 2:
            # Another number, the same text; its id of before is kept as that of a merged record.
            found[key] = replace(one, item=f"{one.item}-x", aliases=(*one.aliases, one.item))
        case 3:
            # Another number, the same text, the old id forgotten.
            found[key] = replace(one, item=f"{one.item}-y", aliases=())
        case _:
            pass


def _news(
    found: dict[str, Present], watches: dict[str, str], seen: dict[str, bool]
) -> list[tuple[str, str, str]]:
    """Return what is new by what each item really is, whatever it is called: the model that the ledger is held to."""
    news = []
    for key, one in found.items():
        event = "new" if key not in seen else "minuted" if one.minuted and not seen[key] else ""
        seen[key] = one.minuted or seen.get(key, False)
        news += [
            (w, one.item, event) for w, letter in watches.items() if event and letter in one.item
        ]
    return news


class _Killed(BaseException):
    """The process is dead: nothing behind it is done, not even the taking back of what was begun."""


class _Mortal(sqlite3.Connection):
    """A connection of a process that dies before its n-th statement."""

    left = -1

    def execute(self, *given: object, **named: object) -> sqlite3.Cursor:
        self._step()
        return super().execute(*given, **named)

    def executemany(self, *given: object, **named: object) -> sqlite3.Cursor:
        self._step()
        return super().executemany(*given, **named)

    def _step(self) -> None:
        if self.left == 0:
            raise _Killed
        self.left -= 1


def _opened(path: Path, dies_at: int) -> tuple[Ledger, _Mortal]:
    connection = sqlite3.connect(path, factory=_Mortal, isolation_level=None)
    # Nothing here is about power that fails.
    connection.execute("PRAGMA synchronous = OFF")
    ledger = Ledger(connection)
    connection.left = dies_at
    return ledger, connection


def _run(
    ledger: Ledger,
    number: int,
    found: list[Present],
    watches: dict[str, str],
    sent: dict[str, list[Entry]],
) -> int:
    """Do what a run does: take up, send what was begun, begin and send what waits. Return how many mails went again."""
    n_again = 0
    import_(ledger, found, watches)
    mails = ledger.begun()
    if waiting := ledger.waiting():
        mails.append(ledger.begin("p", waiting, START + timedelta(number)))
    for mail in mails:
        n_again += mail.name in sent
        sent[mail.name] = list(mail.entries)
        ledger.end(mail, START + timedelta(number))
    return n_again


@dataclass
class _Council:
    """An index that grows, its ledger, and what came of it."""

    path: Path
    chance: random.Random
    found: dict[str, Present] = field(
        default_factory=lambda: {f"old-{n}": present(f"old-{n}-ab") for n in range(20)}
    )
    gone: dict[str, Present] = field(default_factory=dict)
    seen: dict[str, bool] = field(default_factory=dict)
    expected: list[tuple[str, str, str]] = field(default_factory=list)
    sent: dict[str, list[Entry]] = field(default_factory=dict)
    n_deaths: int = 0
    n_again: int = 0

    def import_(self, number: int) -> None:
        """Change what there is, and run until a run comes to its end."""
        watches = {"w1": "a", "w2": "b", "w3": ""}
        if number:
            _grow_and_forget(self.chance, number, self.found, self.gone)
        news = _news(self.found, watches, self.seen)
        self.expected += news if number else []
        dies_at = self.chance.randrange(30) if self.chance.random() < 0.2 else -1
        while True:
            ledger, connection = _opened(self.path, dies_at)
            try:
                self.n_again += _run(ledger, number, list(self.found.values()), watches, self.sent)
                return
            except _Killed:
                self.n_deaths += 1
                dies_at = self.chance.choice([-1, self.chance.randrange(30)])
            finally:
                connection.left = -1
                connection.close()

    @property
    def told(self) -> list[tuple[str, str, str]]:
        return [(one.watch, one.item, one.event) for mail in self.sent.values() for one in mail]


@pytest.mark.timeout(900)
def test_over_many_imports_and_deaths_each_news_is_in_one_mail(
    tmp_path: Path,
) -> None:
    began, councils = time.process_time(), []
    for seed in range(IMPORTS // 500):
        (tmp_path / str(seed)).mkdir()
        open_ledger(tmp_path / str(seed)).close()
        path = tmp_path / str(seed) / "alerts" / "ledger.sqlite"
        councils.append(_Council(path, random.Random(seed)))
        for number in range(500):
            councils[-1].import_(number)
    told = [one.told for one in councils]
    n_deaths = sum(one.n_deaths for one in councils)
    missed = sum(len(set(one.expected) - set(one.told)) for one in councils)
    twice = sum(len(found) - len(set(found)) for found in told)
    print(  # noqa: T201 (a measurement)
        f"\n{IMPORTS:,} imports of {len(councils)} councils, {n_deaths:,} deaths, {sum(map(len, told)):,} news in "
        f"{sum(len(one.sent) for one in councils):,} mails; missed {missed}, told twice {twice}; "
        f"{sum(one.n_again for one in councils)} mails went again as themselves; "
        f"{time.process_time() - began:.0f} s of processor time"
    )
    assert n_deaths > IMPORTS / 10
    assert (missed, twice) == (0, 0)
    for one in councils:
        assert sorted(one.told) == sorted(set(one.expected))
    assert sum(map(len, told)) > IMPORTS / 3


def _grow_and_forget(
    chance: random.Random, number: int, found: dict[str, Present], gone: dict[str, Present]
) -> None:
    """Change what an index has; some things leave it, and some of these come back."""
    if chance.random() < 0.3:
        _change(chance, number, found)
    while len(found) > 40:
        key = chance.choice(sorted(found))
        gone[key] = found.pop(key)
    if gone and chance.random() < 0.1:
        key = chance.choice(sorted(gone))
        found[key] = gone.pop(key)


def test_a_search_begins_with_the_run_that_first_sees_it() -> None:
    ledger = new_in_memory()
    import_(ledger, [present("a1")], {"w": "a"})
    assert not import_(ledger, [present("a1"), present("a2")], {"w": "a", "later": "a"}) - {
        ("w", "a2", "new")
    }
    news = import_(ledger, [present("a3")], {"w": "a", "later": "a"})
    assert news == {("w", "a3", "new"), ("later", "a3", "new")}


def test_what_waits_for_a_search_that_is_gone_goes_with_it() -> None:
    ledger = new_in_memory()
    import_(ledger, [present("a1")], {"w": "a"})
    import_(ledger, [present("a2")], {"w": "a"})
    assert ledger.waiting()
    import_(ledger, [present("a2")], {})
    assert not ledger.waiting()


def test_a_mail_that_was_begun_is_the_same_mail_until_it_is_ended() -> None:
    ledger = new_in_memory()
    import_(ledger, [present("a1")], {"w": "a"})
    import_(ledger, [present("a2")], {"w": "a"})
    mail = ledger.begin("p", ledger.waiting(), START)
    assert ledger.begun() == [mail]
    assert not ledger.waiting()
    import_(ledger, [present("a3")], {"w": "a"})
    assert ledger.begun() == [mail]
    ledger.end(mail, START)
    assert not ledger.begun()
    assert ledger.last_days() == {"w": START}
    assert [entry.item for entry in ledger.waiting()] == ["a3"]


def test_a_ledger_is_its_owners_alone_and_holds_no_address(tmp_path: Path) -> None:
    assert existing_ledger(tmp_path) is None
    ledger = open_ledger(tmp_path)
    path = tmp_path / "alerts" / "ledger.sqlite"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    salt = ledger.salt
    ledger.close()
    again = open_ledger(tmp_path)
    assert again.salt == salt
    again.close()
    assert [found.name for found in path.parent.iterdir()] == ["ledger.sqlite"]


@pytest.mark.parametrize("content", [b"", b"no ledger" * 500])
def test_what_is_no_ledger_is_told(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "alerts").mkdir()
    (tmp_path / "alerts" / "ledger.sqlite").write_bytes(content)
    for open_ in (open_ledger, existing_ledger):
        with pytest.raises(UsageError, match="ledger of alerts"):
            open_(tmp_path)


def test_a_ledger_of_another_version_is_told(tmp_path: Path) -> None:
    open_ledger(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "alerts" / "ledger.sqlite")
    connection.execute("UPDATE ledger SET version = 2")
    connection.commit()
    connection.close()
    with pytest.raises(UsageError, match="version 2"):
        open_ledger(tmp_path)
