"""Many imports, in which items come, go, get minutes and other ids: everything is told once, nothing twice."""

from __future__ import annotations

import hashlib
import random
import sqlite3
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from corpus.errors import UsageError
from search.away.alerts.arrivals import Present, arrivals
from search.away.alerts.ledger import Entry, Ledger
from search.away.alerts.ledger_file import existing_ledger, new_in_memory, open_ledger

START = date(2026, 1, 1)


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
