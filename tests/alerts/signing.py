"""A site whose form is open, a client of it and its mailbox: what the tests of signing up ask."""

from __future__ import annotations

import re
import sqlite3
import time
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from cli.alerts_command import alerts_command
from search.away.alerts import sign_ups as limits
from tests.alerts.conftest import SITE, Growing, Mailbox, item, meeting
from web import sign_up
from web.app import create_app
from web.mailing import Mailing
from web.site import SiteFacts

ADA, BO = "ada@example.org", "bo@example.org"
FACTS = SiteFacts(
    SITE, "Wenbridge records", alerts_from="Wenbridge records <records@wenbridge.example>"
)
MAY = meeting("2026-05-14", item(1, "The lido", "The lido is shut until June."))
JUNE = meeting("2026-06-11", item(1, "Swans", "The swans are fed by the wardens."))
JULY = meeting("2026-07-09", item(1, "Swans again", "RESOLVED: That the swans stay."))


@dataclass
class Asking:
    """The site of a growing index, a client of it, and its mails."""

    growing: Growing
    mailbox: Mailbox
    client: FlaskClient
    told: list[str] = field(default_factory=list)

    @property
    def mailing(self) -> Mailing:
        found: Mailing = self.client.application.extensions[sign_up.MAILING]
        return found

    @property
    def kept(self) -> bytes:
        """Return every byte that is kept of those who signed up."""
        folder = self.growing.index / "alerts"
        return b"".join(path.read_bytes() for path in folder.iterdir() if path.name != "key")

    def form(self, query: str = "q=swans") -> dict[str, str]:
        page = self.client.get(f"/alerts/sign-up?{query}")
        assert page.status_code == 200, page.text
        found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.text)
        return {name: unescape(value) for name, value in found}

    def ask(self, mail: str = ADA, query: str = "q=swans", **more: str) -> TestResponse:
        done = self.client.post("/alerts/sign-up", data={**self.form(query), "mail": mail, **more})
        if done.status_code == 303:
            self.mailing.wait(20)
        return done

    def link(self) -> str:
        """Return the path of the link in the last mail."""
        text = self.mailbox.taken[-1][1].get_content().replace("\r\n", "\n")
        (found,) = re.findall(rf"^({re.escape(SITE)}alerts/confirm/\S+)$", text, re.M)
        return urlsplit(found).path

    def run(self, *more: str) -> str:
        """Send what is due, by the command and its file without anybody; return its status and what it says."""
        path = self.growing.index.parent / "alerts.toml"
        path.write_text(f'site = "{SITE}"\nfrom = "R <records@wenbridge.example>"\n')
        call = [str(path), "--index", str(self.growing.index), *more]
        done = CliRunner().invoke(alerts_command, call)
        return f"{done.exit_code} {done.output}"


def begun(growing: Growing, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Asking:
    monkeypatch.setenv("COUNCIL_SEARCH_SMTP", f"smtp://127.0.0.1:{mailbox.port}")
    app = create_app(growing.index, site=FACTS)
    sign_up.check(app)
    return Asking(growing, mailbox, app.test_client())


def rows(grown: Asking, table: str) -> int:
    connection = sqlite3.connect(grown.growing.index / "alerts" / limits.FILE)
    try:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    finally:
        connection.close()


def later(monkeypatch: pytest.MonkeyPatch, seconds: int) -> None:
    now = int(time.time())
    monkeypatch.setattr(sign_up, "_now", lambda: now + seconds)
