"""Whatever dies while somebody signs up: a mail goes at least once as itself, a link works, an end stays an end."""

from __future__ import annotations

import re
import shutil
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask

from search.away.alerts import sign_ups as limits
from search.away.alerts.confirming import ask, end_stopped, wish_of
from search.away.alerts.ledger_file import open_ledger
from search.away.alerts.sealing import Seal
from search.away.alerts.sign_ups import SignUps, open_sign_ups
from search.away.alerts.unsubscribing import key_of
from search.away.alerts.wanted import Alert
from tests.alerts.conftest import SITE, Mailbox
from tests.alerts.dying import dies_at_every_step
from tests.alerts.signing import ADA, FACTS
from web import sign_up
from web.app import create_app

ALERT = Alert("school places", "school places", ADA)


@pytest.fixture
def app(tiny: Path, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """Return a site on which Ada has asked; nothing was mailed yet, and what is taken and not sent goes at once."""
    monkeypatch.setenv("COUNCIL_SEARCH_SMTP", f"smtp://127.0.0.1:{mailbox.port}")
    monkeypatch.setattr(limits, "_WAIT_S", -1)
    # Of a site that has no search to show for it: nothing but its own files is a step.
    monkeypatch.setattr(sign_up, "_is_open", lambda: True)
    found = create_app(tiny / "index", site=FACTS)
    sign_up.check(found)
    open_ledger(tiny / "index").close()
    key, sign_ups = key_of(tiny / "index"), _sign_ups(tiny)
    assert key
    assert ask(sign_ups, Seal(key), "192.0.2.1", wish_of(ALERT), int(time.time())) == 0
    sign_ups.close()
    return found


def _sign_ups(folder: Path) -> SignUps:
    found = open_sign_ups(folder / "index")
    assert found is not None
    return found


def _kept(folder: Path) -> Callable[[], object]:
    """Return what puts the files of the alerts back as they are now."""
    there, copy = folder / "index" / "alerts", folder / "copy"
    shutil.copytree(there, copy)

    def again() -> None:
        shutil.rmtree(there)
        shutil.copytree(copy, there)

    return again


def _rows(folder: Path, table: str) -> int:
    connection = sqlite3.connect(folder / "index" / "alerts" / limits.FILE)
    try:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    finally:
        connection.close()


def _link(mailbox: Mailbox) -> str:
    text = mailbox.taken[-1][1].get_content().replace("\r\n", "\n")
    (found,) = re.findall(rf"^({re.escape(SITE)}alerts/confirm/\S+)$", text, re.M)
    return urlsplit(found).path


def test_a_confirmation_is_mailed_at_least_once_and_is_the_same_mail(
    app: Flask, tiny: Path, mailbox: Mailbox
) -> None:
    mailing, again = app.extensions[sign_up.MAILING], _kept(tiny)

    def anew() -> None:
        again()
        mailbox.taken.clear()

    n_kills = n_twice = 0
    for is_killed in dies_at_every_step(mailing.mail_once, anew):
        time.sleep(0.05)
        assert mailing.mail_once() == 0
        assert {to for to, _ in mailbox.taken} == {ADA}
        assert len({mail["Message-ID"] for _, mail in mailbox.taken}) == 1
        assert app.test_client().post(_link(mailbox)).status_code == 200
        assert (_rows(tiny, "signed_up"), _rows(tiny, "asked")) == (1, 0)
        n_kills, n_twice = n_kills + is_killed, n_twice + (len(mailbox.taken) > 1)
    assert n_kills > 20
    # Only between the end of the text and the note that it was taken.
    assert 1 <= n_twice <= 6


def test_what_dies_while_it_confirms_is_confirmed_by_the_same_link(
    app: Flask, tiny: Path, mailbox: Mailbox
) -> None:
    app.extensions[sign_up.MAILING].mail_once()
    link, again = _link(mailbox), _kept(tiny)
    n_kills = 0
    for is_killed in dies_at_every_step(lambda: app.test_client().post(link), again):
        assert app.test_client().post(link).status_code == 200
        ledger = open_ledger(tiny / "index")
        sign_ups = _sign_ups(tiny)
        ((watch, person, _),) = sign_ups.signed_up()
        assert watch in ledger.known_watches()
        assert not ledger.is_stopped(person, watch)
        sign_ups.close()
        ledger.close()
        n_kills += is_killed
    assert n_kills > 10


def test_what_dies_while_it_ends_is_ended_or_not_and_never_begins_again(
    app: Flask, tiny: Path, mailbox: Mailbox
) -> None:
    app.extensions[sign_up.MAILING].mail_once()
    link = _link(mailbox)
    page = app.test_client().post(link).text
    (stop,) = re.findall(r'href="[^"]*?(/unsubscribe/[^"]+)"', page)
    again, n_kills, n_stopped = _kept(tiny), 0, 0
    for is_killed in dies_at_every_step(lambda: app.test_client().post(stop), again):
        ledger, sign_ups = open_ledger(tiny / "index"), _sign_ups(tiny)
        was = [ledger.is_stopped(person, watch) for watch, person, _ in sign_ups.signed_up()]
        # The next run of the alerts.
        end_stopped(sign_ups, ledger)
        assert len(sign_ups.signed_up()) == was.count(False)
        sign_ups.close()
        ledger.close()
        n_stopped += was.count(True)
        assert app.test_client().post(stop).status_code == 200
        assert _rows(tiny, "signed_up") == 0
        assert app.test_client().post(link).status_code == 410
        n_kills += is_killed
    assert n_kills > 5
    assert n_stopped > 0


def test_what_dies_while_it_asks_has_asked_or_not(app: Flask, tiny: Path) -> None:
    client = app.test_client()
    page = client.get("/alerts/sign-up?q=schools").text
    (form,) = re.findall(r'name="form" value="([^"]+)"', page)
    data = {"form": form, "q": "schools", "mail": "bo@example.org"}
    app.extensions[sign_up.MAILING].begin = lambda: None
    n_kills = 0
    for is_killed in dies_at_every_step(
        lambda: client.post("/alerts/sign-up", data=data), _kept(tiny)
    ):
        assert _rows(tiny, "asked") == _rows(tiny, "tries") in (1, 2)
        n_kills += is_killed
    assert _rows(tiny, "asked") == 2
    assert n_kills > 5
