"""Runs over an index that grows, against a real mail server, killed at every step: told once, and only what may be."""

from __future__ import annotations

import smtplib
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from indexer.build.asking import Asked
from indexer.build.retracting import retract
from search.away.alerts.desk import Desk, Report, person_of
from search.away.alerts.ledger import Ledger
from search.away.alerts.ledger_file import open_ledger
from search.away.alerts.percolate import matching
from search.away.alerts.post import Post
from search.away.alerts.round import run
from search.away.alerts.wanted import Alert, Alerts, read_alerts
from search.query.nodes import Filters
from search.searcher import Searcher, open_index
from tests.alerts.conftest import SITE, Growing, Mailbox, item, meeting, toml
from tests.alerts.dying import killed_at_every_step

TODAY = date(2026, 11, 29)
SWANS = 'search = "swans"\nto = "ada@example.org"'
BRIDGE = 'name = "The bridge"\nsearch = "bridge"\nto = "ada@example.org"'
PARKS = 'name = "Parks"\ncommittee = "Parks Committee"\nto = "bo@example.org"'
MAY = meeting("2026-05-14", item(1, "The lido", "The lido is shut until June."))
JUNE = meeting(
    "2026-06-11",
    item(
        1,
        "Swans",
        "Councillor Pike said that the swans are fed by the wardens.\n\nRESOLVED: That bread be banned.",
    ),
    item(2, "The bridge", "The bridge by the mill is shut."),
)
AGENDA = meeting(
    "2026-07-09", item(1, "Swans again", agenda="To hear of the swans of the mill pond.")
)
MINUTES = meeting(
    "2026-07-09",
    item(
        1,
        "Swans again",
        "RESOLVED: That the swans stay.",
        agenda="To hear of the swans of the mill pond.",
    ),
)


def alerts_of(folder: Path, *alerts: str) -> Alerts:
    (folder / "alerts.toml").write_text(toml(*alerts))
    return read_alerts(folder / "alerts.toml")


def round_of(
    growing: Growing,
    alerts: Alerts,
    mailbox: Mailbox,
    today: date = TODAY,
    since: date | None = None,
) -> Report:
    post, ledger = Post(mailbox.server, 5), open_ledger(growing.index)
    try:
        desk = Desk(open_index(growing.index), alerts, ledger, "k" * 40, today)
        return run(desk, post.send, since=since)
    finally:
        post.close()
        ledger.close()


def test_what_is_new_is_told_once_with_why_and_what_was_decided(
    growing: Growing, mailbox: Mailbox, tmp_path: Path
) -> None:
    alerts = alerts_of(tmp_path, SWANS, BRIDGE, PARKS)
    growing.add("may.jsonl", MAY)
    assert round_of(growing, alerts, mailbox).n_sent == 0
    growing.add("june.jsonl", JUNE)
    report = round_of(growing, alerts, mailbox)
    assert (report.n_new, report.n_sent, report.n_told, report.problems) == (2, 2, 4, [])
    (to_ada, ada), (to_bo, bo) = mailbox.taken
    assert (to_ada, to_bo) == ("ada@example.org", "bo@example.org")
    text = ada.get_content()
    assert ada["Subject"] == "2 items in 2 searches – Council records"
    assert "Says: “Councillor Pike said that the swans are fed by the wardens.”" in text
    assert "Decided: RESOLVED: That bread be banned." in text
    assert "Says: “The bridge by the mill is shut.”" in text
    assert f"{SITE}passage/wenbridge-parks-committee-2026-06-11-item-1" in text
    assert "Found by: swans" in text.lower().replace("found by: swans", "Found by: swans")
    assert "lido" not in text
    assert "bread be banned" in bo.get_content()
    for mail in (ada, bo):
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert mail["List-Unsubscribe"].startswith(f"<{SITE}unsubscribe/")
        assert mail["Auto-Submitted"] == "auto-generated"
    # Nothing new, and a second import of the same.
    assert round_of(growing, alerts, mailbox).n_sent == 0
    growing.add("may.jsonl", MAY)
    assert round_of(growing, alerts, mailbox).n_sent == 0


def test_minutes_of_an_item_that_was_announced_are_news(
    growing: Growing, mailbox: Mailbox, tmp_path: Path
) -> None:
    alerts = alerts_of(tmp_path, SWANS)
    growing.add("may.jsonl", MAY)
    round_of(growing, alerts, mailbox)
    growing.add("july.jsonl", AGENDA)
    assert round_of(growing, alerts, mailbox).n_told == 1
    growing.add("july.jsonl", MINUTES)
    assert round_of(growing, alerts, mailbox).n_told == 1
    first, then = (mail.get_content() for _, mail in mailbox.taken)
    assert "New." in first
    assert "Decided" not in first
    assert "Its minutes are there now." in then
    assert "Decided: RESOLVED: That the swans stay." in then


def test_daily_and_weekly_wait_for_their_day_and_lose_nothing(
    growing: Growing, mailbox: Mailbox, tmp_path: Path
) -> None:
    alerts = alerts_of(tmp_path, f'{SWANS}\nevery = "week"')
    growing.add("may.jsonl", MAY)
    round_of(growing, alerts, mailbox)
    growing.add("june.jsonl", JUNE)
    assert round_of(growing, alerts, mailbox).n_sent == 1
    growing.add("july.jsonl", AGENDA)
    for day in range(7):
        report = round_of(growing, alerts, mailbox, TODAY + timedelta(day))
        assert (report.n_sent, report.n_waiting) == (0, 1)
    assert round_of(growing, alerts, mailbox, TODAY + timedelta(7)).n_sent == 1
    assert "Swans again" in mailbox.taken[1][1].get_content()


def test_what_was_retracted_or_withheld_meanwhile_is_in_no_mail(
    growing: Growing, mailbox: Mailbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    alerts = alerts_of(tmp_path, f'{SWANS}\nevery = "week"', PARKS)
    growing.add("may.jsonl", MAY)
    round_of(growing, alerts, mailbox)
    growing.add("june.jsonl", JUNE)
    ledger = open_ledger(growing.index)
    mailbox.answer = lambda command, argument: "451 later"
    assert round_of(growing, alerts, mailbox).n_waiting == 3
    retract(growing.index, Asked("phrase", ("fed by the wardens",), "private"))
    retract(
        growing.index, Asked("item", ("wenbridge-parks-committee-2026-06-11-item-2",), "private")
    )
    secret = meeting(
        "2026-08-06",
        item(
            1,
            "Exclusion of the press and public",
            "RESOLVED: That the press and public be excluded.",
        ),
        {**item(2, "Swans: a claim", "The swans of Zennor were paid £3,000."), "restricted": True},  # type: ignore[dict-item]
    )
    growing.add("august.jsonl", secret)
    mailbox.answer = lambda command, argument: None
    assert round_of(growing, alerts, mailbox).n_sent == 2
    texts = "".join(mail.as_string() + mail.get_content() for _, mail in mailbox.taken)
    assert "Swans" in texts
    for gone in ("fed by the wardens", "by the mill is shut", "Zennor", "3,000"):
        assert gone not in texts
    assert b"Zennor" not in (growing.index / "alerts" / "ledger.sqlite").read_bytes()
    assert b"example.org" not in (growing.index / "alerts" / "ledger.sqlite").read_bytes()
    ledger.close()


def test_who_wants_no_more_gets_no_more(growing: Growing, mailbox: Mailbox, tmp_path: Path) -> None:
    alerts = alerts_of(tmp_path, SWANS, BRIDGE, PARKS)
    growing.add("may.jsonl", MAY)
    round_of(growing, alerts, mailbox)
    ledger = open_ledger(growing.index)
    ledger.stop(person_of("Ada@Example.org", ledger.salt), 0, "")
    growing.add("june.jsonl", JUNE)
    round_of(growing, alerts, mailbox)
    assert [to for to, _ in mailbox.taken] == ["bo@example.org"]
    ledger.begin_again(person_of("ada@example.org", ledger.salt))
    growing.add("july.jsonl", AGENDA)
    round_of(growing, alerts, mailbox)
    assert sorted(to for to, _ in mailbox.taken[1:]) == ["ada@example.org", "bo@example.org"]
    ledger.close()


def test_a_server_that_fails_for_one_stops_no_other_and_it_goes_with_the_next_run(
    growing: Growing, mailbox: Mailbox, tmp_path: Path
) -> None:
    alerts = alerts_of(tmp_path, SWANS, PARKS)
    growing.add("may.jsonl", MAY)
    round_of(growing, alerts, mailbox)
    growing.add("june.jsonl", JUNE)
    mailbox.answer = lambda c, a: "550 unknown" if (c, a) == ("RCPT", "ada@example.org") else None
    report = round_of(growing, alerts, mailbox)
    assert (report.n_sent, report.n_waiting, len(report.problems)) == (1, 1, 1)
    assert "ada@example.org" in report.problems[0]
    assert "550" in report.problems[0]
    mailbox.answer = lambda c, a: None
    assert round_of(growing, alerts, mailbox).n_sent == 1
    assert [to for to, _ in mailbox.taken] == ["bo@example.org", "ada@example.org"]


def test_a_server_that_takes_a_mail_and_says_nothing_gets_the_same_one_again(
    growing: Growing, mailbox: Mailbox, tmp_path: Path
) -> None:
    alerts = alerts_of(tmp_path, SWANS)
    growing.add("may.jsonl", MAY)
    round_of(growing, alerts, mailbox)
    growing.add("june.jsonl", JUNE)
    real = smtplib.SMTP.getreply

    def lost(smtp: smtplib.SMTP) -> tuple[int, bytes]:
        answer = real(smtp)
        if mailbox.taken:
            raise smtplib.SMTPServerDisconnected("the line is dead")
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(smtplib.SMTP, "getreply", lost)
        report = round_of(growing, alerts, mailbox)
    assert report.n_sent == 0
    assert "may have been taken" in report.problems[0]
    assert round_of(growing, alerts, mailbox).n_sent == 1
    first, again = (mail for _, mail in mailbox.taken)
    assert first["Message-ID"] == again["Message-ID"]
    assert first.get_content() == again.get_content()


def test_what_a_run_had_begun_and_is_refused_is_tried_once_by_the_next(
    growing: Growing, mailbox: Mailbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alerts = alerts_of(tmp_path, SWANS)
    growing.add("may.jsonl", MAY)
    round_of(growing, alerts, mailbox)
    growing.add("june.jsonl", JUNE)
    with monkeypatch.context() as patch:
        patch.setattr(Post, "send", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            round_of(growing, alerts, mailbox)
    mailbox.answer = lambda c, a: "550 unknown" if c == "RCPT" else None
    assert len(round_of(growing, alerts, mailbox).problems) == 1
    mailbox.answer = lambda c, a: None
    assert round_of(growing, alerts, mailbox).n_sent == 1


def test_killed_at_every_step_nothing_is_missed_and_nothing_told_twice(
    growing: Growing, mailbox: Mailbox, tmp_path: Path
) -> None:
    alerts = alerts_of(tmp_path, SWANS, BRIDGE, PARKS)
    growing.add("may.jsonl", MAY)
    round_of(growing, alerts, mailbox)
    growing.add("june.jsonl", JUNE)
    n_kills = n_repeated = 0
    for at, is_killed in killed_at_every_step(alerts, growing, mailbox, TODAY):
        round_of(growing, alerts, mailbox)
        ids = Counter(mail["Message-ID"] for _, mail in mailbox.taken)
        told = {(to, mail.get_content()) for to, mail in mailbox.taken}
        assert sorted(to for to, _ in told) == ["ada@example.org", "bo@example.org"], at
        assert len(ids) == 2, at
        n_kills += is_killed
        n_repeated += sum(ids.values()) - 2
    assert n_kills > 40
    # Only between the end of the text and the note in the ledger: a few steps for each of the two mails.
    assert 2 <= n_repeated <= 12


QUERIES = (
    *("school places", "lido", '"school places"', "+school -lido", "title:lido", "swimmin* pools"),
    *(
        "speaker:Pritchard",
        "what was said about parking",
        "NOT lido",
        "26/047",
        "committee:Cabinet bus",
    ),
    *("affordable hosuing", "SEND", "£1.61m", "zzqxv", "minute 62", "kind:minutes lido"),
)


@pytest.mark.parametrize("text", QUERIES)
def test_an_alert_finds_what_a_page_counts(text: str, searcher: Searcher) -> None:
    counted = searcher.ranker.rank(searcher.expanded(text), "lexical", 1).counted
    alert = Alert("x", text, "ada@example.org")
    everything = range(searcher.manifest.n_passages)
    assert matching(searcher, alert, everything) == [row for row in everything if counted[row]]
    few = list(everything)[5::30]
    assert matching(searcher, alert, few) == [row for row in few if counted[row]]
    near = matching(searcher, Alert("x", text, "a@b.example", near=True), everything)
    page = searcher.search(text, limit=1_000)
    assert len(near) == page.matched + page.near


def test_a_thousand_searches_of_a_meeting_of_twelve_take_seconds(searcher: Searcher) -> None:
    places = searcher.columns.of_meeting("Cabinet", date(2025, 6, 17))
    words = [word for word in searcher.records.words if len(word) > 4][
        :: len(searcher.records.words) // 1_200
    ]
    texts = [f"{a} {b}" for a, b in zip(words, reversed(words), strict=True)][:1_000]
    assert len(texts) == 1_000
    began = time.thread_time()
    for text in texts:
        matching(searcher, Alert("x", text, "ada@example.org", filters=Filters()), places)
    assert time.thread_time() - began < 10


def test_a_ledger_in_use_by_the_site_is_waited_for(tmp_path: Path) -> None:
    first, second = open_ledger(tmp_path), open_ledger(tmp_path)
    assert isinstance(first, Ledger)
    assert first.stop("p", 0, "w")
    assert second.is_stopped("p", "w")
    first.close()
    second.close()
