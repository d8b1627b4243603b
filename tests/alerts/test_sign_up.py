"""Signing up by e-mail, over a real mail server: nobody is told who did not confirm, nothing is told of who did."""

from __future__ import annotations

import re
import sqlite3
import time
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from cli.alerts_command import alerts_command
from corpus.errors import UsageError
from indexer.build.asking import Asked
from indexer.build.retracting import retract
from search.away.alerts import sign_ups as limits
from search.away.alerts.confirming import LONGEST_SEARCH
from search.away.alerts.sealing import Seal
from search.away.alerts.sign_ups import LONGEST_S
from search.away.alerts.unsubscribing import KEY_VARIABLE, key_of
from tests.alerts.conftest import SITE, Growing, Mailbox, item, meeting
from web import sign_up
from web.app import create_app
from web.mailing import Mailing
from web.site import SiteFacts, read_site

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


def _asking(growing: Growing, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Asking:
    monkeypatch.setenv("COUNCIL_SEARCH_SMTP", f"smtp://127.0.0.1:{mailbox.port}")
    app = create_app(growing.index, site=FACTS)
    sign_up.check(app)
    return Asking(growing, mailbox, app.test_client())


@pytest.fixture
def asking(tiny: Path, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Asking:
    """Return a site of records that stay as they are."""
    return _asking(Growing(tiny / "records", tiny / "index"), mailbox, monkeypatch)


@pytest.fixture
def grown(growing: Growing, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Asking:
    """Return a site of records that grow."""
    growing.add("may.jsonl", MAY)
    return _asking(growing, mailbox, monkeypatch)


def test_asked_confirmed_told_and_ended_in_one_click(grown: Asking) -> None:
    asked = grown.ask(every="run")
    assert (asked.status_code, asked.location) == (303, "/alerts/on-its-way")
    assert "Look into your mailbox" in grown.client.get(asked.location).text
    (to, mail) = grown.mailbox.taken.pop()
    assert (to, mail["From"]) == (ADA, "Wenbridge records <records@wenbridge.example>")
    assert mail["Auto-Submitted"] == "auto-generated"
    # What was typed is in no mail to an address that did not ask.
    assert "swans" not in mail.as_string().lower() + mail.get_content().lower()
    grown.mailbox.taken.append((to, mail))
    link = grown.link()
    assert "swans" in grown.client.get(link).text
    # A visit begins nothing.
    assert "0 mails sent" in grown.run()
    grown.growing.add("june.jsonl", JUNE)
    assert "0 mails sent" in grown.run()
    done = grown.client.post(link)
    assert (done.status_code, "You get e-mails now" in done.text) == (200, True)
    # And again.
    assert grown.client.post(link).status_code == 200
    grown.growing.add("july.jsonl", JULY)
    assert "1 new item; 1 mail sent, with 1 item; 0 wait" in grown.run()
    to, told = grown.mailbox.taken[-1]
    assert to == ADA
    assert "RESOLVED: That the swans stay." in told.get_content()
    assert ADA.encode() not in grown.kept
    assert b"swans" not in grown.kept
    stop = urlsplit(told["List-Unsubscribe"].strip("<>")).path
    before = grown.kept
    assert grown.client.post(stop, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert before != grown.kept
    assert _rows(grown, "signed_up") == 0
    grown.growing.add("august.jsonl", JULY.replace("07-09", "08-13").replace("again", "forever"))
    assert "1 new item; 0 mails sent" in grown.run()
    # The link that began it does not begin it anew; a new one does.
    assert grown.client.post(link).status_code == 410
    grown.ask()
    assert grown.client.post(grown.link()).status_code == 200
    grown.growing.add("sept.jsonl", JULY.replace("07-09", "09-10").replace("again", "for good"))
    assert "1 mail sent" in grown.run()


def _rows(grown: Asking, table: str) -> int:
    connection = sqlite3.connect(grown.growing.index / "alerts" / limits.FILE)
    try:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    finally:
        connection.close()


def _seen(answer: TestResponse) -> tuple[object, ...]:
    headers = {name: value for name, value in answer.headers.items() if name != "Date"}
    return answer.status_code, headers, answer.data


def test_the_answer_is_the_same_whatever_is_known_of_an_address(asking: Asking) -> None:
    first = _seen(asking.ask())
    asking.client.post(asking.link())
    # Signed up for this, asked for too often, unknown to the mail server, and never heard of.
    again = [_seen(asking.ask()) for _ in range(3)]
    asking.mailbox.answer = lambda command, to: (
        "550 nobody" if (command, to) == ("RCPT", BO) else None
    )
    assert {
        repr(one) for one in (*again, _seen(asking.ask(BO)), _seen(asking.ask("x@example.org")))
    } == {repr(first)}
    assert [to for to, _ in asking.mailbox.taken].count(ADA) == limits.MOST_TO_ADDRESS_DAY
    # The visit of its page says nothing either.
    assert ADA not in asking.client.get("/alerts/sign-up?q=swans").text


def test_an_address_is_mailed_three_times_a_day_whatever_stands_behind_its_plus(
    asking: Asking,
) -> None:
    for number in range(6):
        assert asking.ask(f"Ada+{number}@example.org").status_code == 303
    assert len(asking.mailbox.taken) == limits.MOST_TO_ADDRESS_DAY
    assert _rows(asking, "asked") == 0
    asking.ask(BO)
    assert asking.mailbox.taken[-1][0] == BO


def test_a_client_may_ask_ten_times_an_hour_and_no_more(asking: Asking) -> None:
    answers = [asking.ask(f"n{number}@example.org").status_code for number in range(12)]
    assert answers == [303] * limits.MOST_OF_CLIENT_HOUR + [429] * 2
    assert len(asking.mailbox.taken) == limits.MOST_OF_CLIENT_HOUR
    other = asking.client.application.test_client()
    other.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    asking.client = other
    assert asking.ask("z@example.org").status_code == 303
    for address in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::2"):
        other.environ_base["REMOTE_ADDR"] = address
        asking.ask("y@example.org")
    connection = sqlite3.connect(asking.growing.index / "alerts" / limits.FILE)
    clients = connection.execute("SELECT count(DISTINCT client) FROM tries").fetchone()
    connection.close()
    assert clients == (3,)


def test_who_asks_is_who_a_proxy_says_and_nobody_else(asking: Asking) -> None:
    """What counts is the client: a proxy's word for it is believed, its own is not."""
    counted = []
    for address in ("127.0.0.1", "192.0.2.7"):
        asking.client.environ_base["REMOTE_ADDR"] = address
        for said in ("198.51.100.1", "198.51.100.2", "198.51.100.1"):
            headers = {"X-Forwarded-For": said}
            page = asking.client.get("/alerts/sign-up?q=lido", headers=headers).text
            (form,) = re.findall(r'name="form" value="([^"]+)"', page)
            data = {"form": form, "q": "lido", "mail": ADA}
            done = asking.client.post("/alerts/sign-up", data=data, headers=headers)
            assert done.status_code == 303
        connection = sqlite3.connect(asking.growing.index / "alerts" / limits.FILE)
        counted += connection.execute("SELECT count(DISTINCT client) FROM tries").fetchone()
        connection.close()
    assert counted == [2, 3]


def test_all_clients_together_have_a_limit(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_OF_ALL_DAY", 4)
    answers = []
    for number in range(6):
        asking.client.environ_base["REMOTE_ADDR"] = f"192.0.2.{number}"
        answers.append(asking.ask(f"n{number}@example.org").status_code)
    assert answers == [303] * 4 + [429] * 2


def _later(monkeypatch: pytest.MonkeyPatch, seconds: int) -> None:
    now = int(time.time())
    monkeypatch.setattr(sign_up, "_now", lambda: now + seconds)


def test_a_link_is_good_for_two_days(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    asking.ask()
    link = asking.link()
    _later(monkeypatch, LONGEST_S + 5)
    for answer in (asking.client.get(link), asking.client.post(link)):
        assert (answer.status_code, "older than 48 hours" in answer.text) == (404, True)
    assert _rows(asking, "signed_up") == 0
    _later(monkeypatch, LONGEST_S - 60)
    assert asking.client.post(link).status_code == 200


def test_what_is_not_a_link_of_ours_begins_nothing(asking: Asking) -> None:
    asking.ask()
    token = asking.link().rpartition("/")[2]
    key = key_of(asking.growing.index)
    assert key
    wish = ["n", {"search": "swans", "to": BO}]
    now = int(time.time())
    forged = [Seal("k" * 40).sealed("link", wish, now)]
    forged += [Seal(key).sealed(purpose, wish, now) for purpose in ("asked", "signed up", "form")]
    forged += [
        token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :]
        for at in range(0, len(token) - 1, 7)
    ]
    forged += [token[:-9], f"{token}x", "x", "%00", "a" * 9_000, "é"]
    for one in forged:
        assert asking.client.get(f"/alerts/confirm/{one}").status_code in (404, 414), one
        assert asking.client.post(f"/alerts/confirm/{one}").status_code in (404, 414), one
    assert _rows(asking, "signed_up") == 0


OTHER_SITES: list[dict[str, str]] = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": f"{SITE[:-1]}.evil.example"},
    {"Origin": SITE.replace("https", "http")[:-1]},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]


def test_no_other_site_signs_anybody_up(asking: Asking) -> None:
    data = {**asking.form(), "mail": ADA}
    for headers in OTHER_SITES:
        answer = asking.client.post("/alerts/sign-up", data=data, headers=headers)
        assert answer.status_code == 403, headers
    assert asking.mailbox.taken == []
    asking.ask()
    link = asking.link()
    for headers in OTHER_SITES:
        assert asking.client.post(link, headers=headers).status_code == 403, headers
    assert _rows(asking, "signed_up") == 0
    assert len(asking.mailbox.taken) == 1
    ours = {"Origin": SITE[:-1], "Sec-Fetch-Site": "same-origin"}
    assert asking.client.post("/alerts/sign-up", data=data, headers=ours).status_code == 303


def test_a_form_is_of_the_client_that_it_was_shown_to(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = {**asking.form(), "mail": ADA}
    for form in ("", "x", data["form"][:-8]):
        answer = asking.client.post("/alerts/sign-up", data={**data, "form": form})
        assert (answer.status_code, "Press the button again" in answer.text) == (400, True)
    victim = asking.client.application.test_client()
    victim.environ_base["REMOTE_ADDR"] = "192.0.2.9"
    assert victim.post("/alerts/sign-up", data=data).status_code == 400
    _later(monkeypatch, 13 * 3_600)
    assert asking.client.post("/alerts/sign-up", data=data).status_code == 400
    assert asking.mailbox.taken == []
    assert _rows(asking, "asked") == 0


WRONG = (
    *(
        "",
        "ada",
        "ada@",
        "@example.org",
        "ada@localhost",
        "ada@example.org, bo@example.org",
        "a b@example.org",
    ),
    *(
        "ada@example.org\r\nBcc: bo@example.org",
        "ada@example.org\nX: y",
        "ada@example.org\x00",
        '"a\r\n"@example.org',
    ),
    *(
        "<ada@example.org>",
        "ada@example.org%0aBcc:bo@example.org",
        "ada@[127.0.0.1]",
        "á@example.org",
        "a" * 300,
    ),
)


def test_what_is_no_address_is_told_and_nothing_is_mailed(asking: Asking) -> None:
    for mail in WRONG:
        answer = asking.ask(mail)
        assert (answer.status_code, "Write one e-mail address" in answer.text) == (400, True), mail
        assert 'aria-invalid="true"' in answer.text
    assert asking.mailbox.taken == []
    assert _rows(asking, "asked") == _rows(asking, "tries") == 0


def test_a_search_is_no_header_and_no_page(grown: Asking) -> None:
    nasty = (
        'swans"><script>alert(1)</script>\r\nBcc: bo@example.org\r\n\r\n=?utf-8?q?=0d=0aBcc:_x?='
    )
    data = {**grown.form(), "q": nasty, "mail": ADA}
    page = grown.client.get("/alerts/sign-up", query_string={"q": nasty})
    assert "<script>" not in page.text
    assert grown.client.post("/alerts/sign-up", data=data).status_code == 303
    grown.mailing.wait(20)
    shown = grown.client.get(grown.link())
    assert "<script>" not in shown.text
    assert grown.client.post(grown.link()).status_code == 200
    grown.run()
    grown.growing.add(
        "june.jsonl", JUNE.replace("Swans", nasty.replace('"', "").replace("\r\n", " "))
    )
    grown.run()
    for to, mail in grown.mailbox.taken:
        assert to == ADA
        assert mail["Bcc"] is None
        assert len(mail.get_all("To")) == 1


NOT_KEPT = [
    ("", "Search for something first"),
    ("q=+", "Search for something first"),
    (f"q={'x' * (LONGEST_SEARCH + 1)}", f"up to {LONGEST_SEARCH} letters"),
    ("q=swans&from=2021-02-30", "There is no date"),
    ("q=swans&kind=poem", "There is no kind of document"),
    ("q=swans&" + "&".join(f"committee=c{n}" for n in range(30)), "20 filters at most"),
]


def test_what_cannot_be_kept_is_told(asking: Asking) -> None:
    for query, said in NOT_KEPT:
        page = asking.client.get(f"/alerts/sign-up?{query}").text
        assert said in page, query
        assert 'type="email"' not in page


def test_filters_are_kept_and_said(grown: Asking) -> None:
    query = "committee=Parks+Committee&council=Wenbridge&from=2026-06-01&literal=1&q=swans"
    grown.ask(BO, query, every="week", near="1")
    page = grown.client.get(grown.link()).text
    for said in ("swans", "Parks Committee", "Wenbridge", "Once a week at most"):
        assert said in page, said
    grown.client.post(grown.link())
    grown.run()
    grown.growing.add("june.jsonl", JUNE)
    assert "1 mail sent" in grown.run()
    assert grown.mailbox.taken[-1][0] == BO
    told = grown.mailbox.taken[-1][1].get_content()
    assert "council=Wenbridge" in told
    assert "literal=1" in told


def test_nothing_is_kept_in_the_clear_and_what_was_not_confirmed_goes(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking.mailbox.answer = lambda command, to: "451 later"
    asking.ask("Zennor.Quagga@example.org", "q=xebec")
    asking.ask("other@example.org", "q=xebec", every="day")
    assert _rows(asking, "asked") == 2
    for text in (b"zennor", b"quagga", b"example.org", b"xebec", b"127.0.0.1"):
        assert text not in asking.kept.lower()
    found = list((asking.growing.index / "alerts").iterdir())
    assert {path.stat().st_mode & 0o777 for path in found} == {0o600}
    _later(monkeypatch, LONGEST_S + 5)
    asking.ask("third@example.org")
    assert _rows(asking, "asked") == _rows(asking, "tries") == 1


def test_a_server_that_refuses_or_is_gone_is_asked_again_by_the_alerts(
    grown: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    grown.mailbox.answer = lambda command, to: "451 later" if command == "RCPT" else None
    assert grown.ask().status_code == 303
    assert grown.mailbox.taken == []
    grown.mailbox.answer = lambda command, to: None
    monkeypatch.setattr(limits, "_WAIT_S", -1)
    assert grown.run().startswith("0 ")
    assert [to for to, _ in grown.mailbox.taken] == [ADA]
    assert grown.client.post(grown.link()).status_code == 200
    # Nothing is printed of those who signed up but by --dry-run, and that mails nobody.
    grown.growing.add("june.jsonl", JUNE)
    grown.mailbox.answer = lambda command, to: f"550 no {to} here" if command == "RCPT" else None
    said = grown.run()
    assert said.startswith("2 ")
    assert "somebody who signed up" in said
    assert ADA not in said
    kept = grown.kept
    assert f"To: {ADA}" in grown.run("--dry-run")
    assert grown.kept == kept


def test_what_is_withheld_or_retracted_is_in_no_mail(
    grown: Asking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    grown.ask(ADA, "committee=Parks+Committee")
    grown.client.post(grown.link())
    grown.run()
    grown.growing.add("june.jsonl", JUNE)
    secret = {**item(2, "A claim", "The swans of Zennor were paid £3,000."), "restricted": True}
    grown.growing.add("august.jsonl", meeting("2026-08-06", secret))  # type: ignore[arg-type]
    retract(grown.growing.index, Asked("phrase", ("fed by the wardens",), "private"))
    assert "1 mail sent, with 2 items" in grown.run()
    text = grown.mailbox.taken[-1][1].get_content()
    assert "A claim" in text
    assert "Its text is not public" in text
    for gone in ("Zennor", "3,000", "fed by the wardens"):
        assert gone not in text


def test_somebody_has_twenty_searches_and_no_more(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_SEARCHES", 2)
    monkeypatch.setattr(limits, "MOST_TO_ADDRESS_DAY", 9)
    done = []
    for query in ("q=swans", "q=lido", "q=bridge", "q=lido"):
        asking.ask(ADA, query)
        done.append(asking.client.post(asking.link()).status_code)
    assert done == [200, 200, 409, 200]
    assert _rows(asking, "signed_up") == 2


def test_who_wanted_no_more_of_anything_has_only_what_they_sign_up_for(grown: Asking) -> None:
    for query in ("q=swans", "q=lido"):
        grown.ask(ADA, query)
        grown.client.post(grown.link())
    grown.run()
    grown.growing.add("june.jsonl", JUNE)
    grown.run()
    stop = urlsplit(grown.mailbox.taken[-1][1]["List-Unsubscribe"].strip("<>")).path
    assert grown.client.post(stop).status_code == 200
    assert _rows(grown, "signed_up") == 0
    grown.ask(ADA, "q=swans")
    grown.client.post(grown.link())
    lido = JULY.replace("Swans again", "The lido").replace("07-09", "08-13")
    grown.growing.add("july.jsonl", JULY)
    grown.growing.add("august.jsonl", lido.replace("swans stay", "lido stay"))
    assert "1 mail sent, with 1 item" in grown.run()
    # The link of before ends it again: whoever has it has the mail.
    assert grown.client.post(stop).status_code == 200
    assert _rows(grown, "signed_up") == 0


def test_a_key_that_was_changed_is_told(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    asking.ask()
    asking.client.post(asking.link())
    monkeypatch.setenv(KEY_VARIABLE, "k" * 40)
    assert "1 sign-ups are sealed with another key" in asking.run()


def test_without_the_operators_word_there_is_no_form(asking: Asking) -> None:
    shut = create_app(asking.growing.index).test_client()
    for path in ("/alerts/sign-up?q=lido", "/alerts/on-its-way", "/alerts/confirm/x"):
        assert shut.get(path).status_code == 404
    assert shut.post("/alerts/sign-up", data={"mail": ADA, "q": "lido"}).status_code == 404
    assert "E-mail me when" not in shut.get("/?q=lido").text
    for query in ("lido", "xebec"):
        assert "E-mail me when there is something new" in asking.client.get(f"/?q={query}").text
    assert "/alerts/sign-up?q=lido" in asking.client.get("/?q=lido").text
    assert "Disallow: /alerts/" in asking.client.get("/robots.txt").text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[alerts]\npublic = true\n", "line 2: from is who sends"),
        ('[alerts]\npublic = true\nfrom = "R <r@x.example>"\n', "the site has an address"),
        ('[alerts]\npublic = "yes"\n', "public is true or false"),
        ("alerts = 3\n", "nothing else"),
        ("[alerts]\nopen = true\n", "nothing else"),
        ('[alerts]\npublic = true\nfrom = "R\\n <r@x.example>"\n', "from is who sends"),
    ],
)
def test_what_is_wrong_in_site_toml_is_told(text: str, problem: str, tmp_path: Path) -> None:
    head = "" if "address" in problem else 'address = "https://x.example/"\n'
    (tmp_path / "site.toml").write_text(f"{head}{text}")
    with pytest.raises(UsageError, match=problem.replace("line 2", "line [12]")):
        read_site(tmp_path / "site.toml")
    (tmp_path / "site.toml").write_text(f"{head}[alerts]\npublic = false\n")
    assert read_site(tmp_path / "site.toml").alerts_from == ""


def test_serve_refuses_to_promise_mails_that_it_cannot_send(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COUNCIL_SEARCH_SMTP")
    with pytest.raises(UsageError, match="COUNCIL_SEARCH_SMTP names the mail server"):
        sign_up.check(create_app(asking.growing.index, site=FACTS))
    asking.client.application.extensions[sign_up.MAILING]
    (asking.growing.index / "alerts" / limits.FILE).write_bytes(b"no file of ours" * 900)
    answer = asking.client.get("/alerts/sign-up?q=lido")
    assert (answer.status_code, "cannot be done just now" in answer.text) == (503, True)
