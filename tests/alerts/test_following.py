"""Who follows an item is told when a later one names it or continues it: once, with the words by which it does."""

from __future__ import annotations

import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from corpus.errors import UsageError
from indexer.build.asking import Asked
from indexer.build.retracting import retract
from search.away.alerts.desk import person_of
from search.away.alerts.ledger_file import open_ledger
from search.away.alerts.wanted import Alerts, read_alerts
from tests.alerts.conftest import SITE, Growing, Mailbox, item, meeting, toml
from tests.alerts.dying import killed_at_every_step
from tests.alerts.test_round import TODAY, alerts_of, round_of

SLUICE = "wenbridge-parks-committee-2026-05-14-item-7"
FOLLOW = f'follow = "{SLUICE}"\nto = "ada@example.org"\nname = "The sluice"'
MAY = meeting(
    "2026-05-14",
    item(
        7,
        "Sluice at the mill pond (24/01234/FUL)",
        "The sluice is to be made anew, if money is found.",
    ),
    item(8, "Benches", "Forty benches are to be painted green."),
)
# Names it by its minute and day; continues it by its number; is older; has nothing to do with it.
JUNE = meeting(
    "2026-06-11",
    item(
        3,
        "Money for the pond",
        "The clerk spoke. Minute 7 of 14 May 2026 was read again.\n\nRESOLVED: That £9,000 be paid.",
    ),
    item(4, "Tenders for sluice works (24/01234/FUL)", "Three tenders had come."),
    item(5, "Ducks", "The ducks of the pond were counted."),
)
OLD = meeting("2025-01-09", item(2, "Sluice at the mill pond (24/01234/FUL)", "It leaks."))


@pytest.fixture
def following(growing: Growing, mailbox: Mailbox, tmp_path: Path) -> Alerts:
    """Return an alert of an item that is in the index, seen by a first run."""
    alerts = alerts_of(tmp_path, FOLLOW)
    growing.add("may.jsonl", MAY)
    assert round_of(growing, alerts, mailbox).n_sent == 0
    return alerts


def test_later_items_that_name_or_continue_it_are_told_once(
    following: Alerts, growing: Growing, mailbox: Mailbox
) -> None:
    growing.add("old.jsonl", OLD)
    assert round_of(growing, following, mailbox).n_told == 0
    growing.add("june.jsonl", JUNE)
    report = round_of(growing, following, mailbox)
    assert (report.n_sent, report.n_told, report.problems) == (1, 2, [])
    ((to, mail),) = mailbox.taken
    text = mail.get_content()
    assert (to, mail["Subject"]) == (
        "ada@example.org",
        "2 items for “The sluice” – Council records",
    )
    assert "Money for the pond" in text
    assert "Says: “Minute 7 of 14 May 2026 was read again.”" in text
    assert (
        "Why: refers to “Sluice at the mill pond (24/01234/FUL)”: Minute 7 of 14 May 2026" in text
    )
    assert "Decided: RESOLVED: That £9,000 be paid." in text
    assert "Tenders for sluice works" in text
    assert "Why: 24/01234/FUL in both titles" in text
    assert f"The whole matter: {SITE}matter/{SLUICE}" in text
    for other in ("Ducks", "leaks", "Benches", "clerk spoke"):
        assert other not in text
    assert round_of(growing, following, mailbox).n_sent == 0
    # A second import of the same, and one in which the item is numbered as before.
    growing.add("june.jsonl", JUNE)
    assert round_of(growing, following, mailbox).n_sent == 0


def test_its_own_minutes_are_news(growing: Growing, mailbox: Mailbox, tmp_path: Path) -> None:
    agenda = meeting(
        "2026-05-14", item(7, "Sluice at the mill pond", agenda="To hear of the sluice.")
    )
    alerts = alerts_of(tmp_path, FOLLOW)
    growing.add("may.jsonl", agenda)
    round_of(growing, alerts, mailbox)
    minutes = meeting(
        "2026-05-14",
        item(
            7,
            "Sluice at the mill pond",
            "RESOLVED: That it be made anew.",
            agenda="To hear of the sluice.",
        ),
    )
    growing.add("may.jsonl", minutes)
    assert round_of(growing, alerts, mailbox).n_told == 1
    text = mailbox.taken[0][1].get_content()
    assert "Its minutes are there now." in text
    assert "It is the item that you follow." in text
    assert "Decided: RESOLVED: That it be made anew." in text


def test_what_is_retracted_or_withheld_is_in_no_mail_of_who_follows(
    following: Alerts,
    growing: Growing,
    mailbox: Mailbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    growing.add("june.jsonl", JUNE)
    mailbox.answer = lambda command, argument: "451 later"
    assert round_of(growing, following, mailbox).n_waiting == 2
    retract(growing.index, Asked("phrase", ("was read again",), "private"))
    retract(
        growing.index, Asked("item", ("wenbridge-parks-committee-2026-06-11-item-4",), "private")
    )
    secret = {
        **item(
            2, "Sluice: a claim (24/01234/FUL)", "Zennor was paid, see minute 7 of 14 May 2026."
        ),
        "restricted": True,
    }
    growing.add("july.jsonl", meeting("2026-07-09", secret))  # type: ignore[arg-type]
    mailbox.answer = lambda command, argument: None
    assert round_of(growing, following, mailbox).n_sent == 1
    texts = "".join(mail.as_string() + mail.get_content() for _, mail in mailbox.taken)
    assert "Money for the pond" in texts
    for gone in ("read again", "Tenders", "Zennor"):
        assert gone not in texts
    assert b"Zennor" not in (growing.index / "alerts" / "ledger.sqlite").read_bytes()


def test_an_item_that_is_gone_is_told_to_who_runs_it_and_stops_no_other(
    following: Alerts,
    growing: Growing,
    mailbox: Mailbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    alerts = alerts_of(tmp_path, FOLLOW, 'search = "ducks"\nto = "bo@example.org"')
    round_of(growing, alerts, mailbox)
    retract(growing.index, Asked("item", (SLUICE,), "private"))
    growing.add("june.jsonl", JUNE)
    report = round_of(growing, alerts, mailbox)
    assert [to for to, _ in mailbox.taken] == ["bo@example.org"]
    assert report.problems == [
        "“The sluice” to ada@example.org: the item that it follows is not in this index"
    ]


def test_who_wants_no_more_of_it_gets_no_more(
    following: Alerts, growing: Growing, mailbox: Mailbox
) -> None:
    ledger = open_ledger(growing.index)
    (watch,) = ledger.known_watches()
    ledger.stop(person_of("ada@example.org", ledger.salt), 0, watch)
    growing.add("june.jsonl", JUNE)
    assert round_of(growing, following, mailbox).n_sent == 0
    ledger.close()


def test_killed_at_every_step_nothing_is_missed_and_nothing_told_twice(
    following: Alerts, growing: Growing, mailbox: Mailbox
) -> None:
    growing.add("june.jsonl", JUNE)
    n_kills = 0
    for at, is_killed in killed_at_every_step(following, growing, mailbox, TODAY):
        round_of(growing, following, mailbox)
        assert len({mail.get_content() for _, mail in mailbox.taken}) == 1, at
        assert len(Counter(mail["Message-ID"] for _, mail in mailbox.taken)) == 1, at
        n_kills += is_killed
    assert n_kills > 20
    with sqlite3.connect(growing.index / "alerts" / "ledger.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM entries WHERE mail IS NULL").fetchone() == (
            0,
        )


@pytest.mark.parametrize(
    ("alert", "said"),
    [
        (f'follow = "{SLUICE}"', "to is one e-mail address"),
        (f'{FOLLOW}\nsearch = "ducks"', "follow stands alone: an item is followed without search"),
        (f'{FOLLOW}\ncommittee = "Cabinet"', "without committee"),
        (f"{FOLLOW}\ndate_from = 2019-01-01", "without date_from"),
        ('follow = ["a"]\nto = "ada@example.org"', "follow is a text in quotes"),
        ('follow = "a\\nb"\nto = "ada@example.org"', "follow is a text in quotes"),
    ],
)
def test_what_is_wrong_is_told(alert: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "alerts.toml").write_text(toml(alert))
    with pytest.raises(UsageError, match=said):
        read_alerts(tmp_path / "alerts.toml")


def test_what_was_a_search_stays_the_same_one(tmp_path: Path) -> None:
    """What stands for a search in a ledger must not change: all that waits for it would be lost."""
    search, follow = alerts_of(tmp_path, 'search = "swans"\nto = "Ada@example.org"', FOLLOW).alerts
    assert search.wanted == 'ada@example.org ["swans", [], [], ["", ""], false]'
    assert follow.wanted == f'ada@example.org ["follow", "{SLUICE}", false]'
    assert (search.page, follow.page) == ("?q=swans&sort=newest", f"matter/{SLUICE}")
