"""What a search gave no answer to is not taken for seen: it is asked again, and told when it answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.away.alerts.post import Post
from search.query import budget
from tests.alerts.conftest import Growing, Mailbox, item, meeting
from tests.alerts.test_following import FOLLOW
from tests.alerts.test_following import JUNE as NAMING
from tests.alerts.test_following import MAY as FOLLOWED
from tests.alerts.test_round import (
    AGENDA,
    BRIDGE,
    JUNE,
    MAY,
    MINUTES,
    SWANS,
    TODAY,
    alerts_of,
    round_of,
)

DUCKS = 'search = "ducks"\nto = "bo@example.org"'
WITHOUT = meeting("2026-05-14", item(8, "Benches", "Forty benches are to be painted green."))


@pytest.mark.parametrize("alert", [SWANS, f"{SWANS}\nnear = true", SWANS.replace("swans", "swan*")])
def test_what_arrived_while_a_search_was_cut_short_is_told_once_it_answers(
    alert: str, growing: Growing, mailbox: Mailbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alerts = alerts_of(tmp_path, alert)
    growing.add("may.jsonl", MAY)
    round_of(growing, alerts, mailbox)
    with monkeypatch.context() as patch:
        patch.setattr(budget, "BUDGET_S", -1.0)
        growing.add("june.jsonl", JUNE)
        report = round_of(growing, alerts, mailbox)
        assert (report.n_sent, len(report.problems)) == (0, 1)
        # And the next night, when something else arrives, which then gets its minutes.
        growing.add("july.jsonl", AGENDA)
        assert round_of(growing, alerts, mailbox).n_sent == 0
        growing.add("july.jsonl", MINUTES)
        assert round_of(growing, alerts, mailbox).n_sent == 0
    report = round_of(growing, alerts, mailbox)
    assert (report.n_sent, report.problems) == (1, [])
    text = mailbox.taken[0][1].get_content()
    for told in ("1. Swans again", "2. Swans"):
        assert told in text
    assert round_of(growing, alerts, mailbox).n_sent == 0


def test_a_search_that_is_new_and_cut_short_is_told_of_the_days_that_were_asked_for(
    growing: Growing, mailbox: Mailbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    growing.add("may.jsonl", MAY)
    growing.add("june.jsonl", JUNE)
    alerts = alerts_of(tmp_path, SWANS)
    with monkeypatch.context() as patch:
        patch.setattr(budget, "BUDGET_S", -1.0)
        since = TODAY.replace(month=1)
        assert len(round_of(growing, alerts, mailbox, since=since).problems) == 1
    assert round_of(growing, alerts, mailbox).n_told == 1


def test_who_is_answered_is_not_kept_waiting_by_who_is_not(
    growing: Growing, mailbox: Mailbox, tmp_path: Path
) -> None:
    alerts = alerts_of(tmp_path, FOLLOW, DUCKS)
    growing.add("may.jsonl", FOLLOWED)
    round_of(growing, alerts, mailbox)
    growing.add("may.jsonl", WITHOUT)
    growing.add("june.jsonl", NAMING)
    assert round_of(growing, alerts, mailbox).n_sent == 1
    growing.add("may.jsonl", FOLLOWED)
    assert round_of(growing, alerts, mailbox).n_told == 2
    assert [to for to, _ in mailbox.taken] == ["bo@example.org", "ada@example.org"]
    assert round_of(growing, alerts, mailbox).n_sent == 0


@pytest.mark.parametrize("how", ["refused", "died"])
def test_what_waits_waits_on_while_the_item_that_is_followed_is_missing(
    how: str, growing: Growing, mailbox: Mailbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alerts = alerts_of(tmp_path, FOLLOW, BRIDGE)
    growing.add("may.jsonl", FOLLOWED)
    round_of(growing, alerts, mailbox)
    growing.add("june.jsonl", NAMING)
    mailbox.answer = lambda command, argument: "451 later"
    with monkeypatch.context() as patch:
        if how == "died":
            patch.setattr(Post, "send", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                round_of(growing, alerts, mailbox)
        else:
            round_of(growing, alerts, mailbox)
    mailbox.answer = lambda command, argument: None
    growing.add("may.jsonl", WITHOUT)
    report = round_of(growing, alerts, mailbox)
    assert (report.n_sent, report.n_waiting, len(report.problems)) == (0, 2, 1)
    growing.add("may.jsonl", FOLLOWED)
    report = round_of(growing, alerts, mailbox)
    assert (report.n_sent, report.n_told, report.n_waiting) == (1, 2, 0)


def test_an_item_that_is_not_there_is_named_by_every_run(
    growing: Growing, mailbox: Mailbox, tmp_path: Path
) -> None:
    growing.add("may.jsonl", FOLLOWED)
    alerts = alerts_of(tmp_path, 'follow = "no-such-item"\nto = "ada@example.org"')
    for _ in range(2):
        assert round_of(growing, alerts, mailbox).problems == [
            "“no-such-item” to ada@example.org: the item that it follows is not in this index"
        ]
