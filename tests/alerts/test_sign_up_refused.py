"""What a form that anybody may send must refuse: too many, the forged, other sites, what is no address; and what it keeps."""

from __future__ import annotations

import re
import sqlite3
import time

import pytest
from werkzeug.test import TestResponse

from search.away.alerts import sign_ups as limits
from search.away.alerts.sealing import Seal
from search.away.alerts.sign_ups import LONGEST_S
from search.away.alerts.unsubscribing import key_of
from tests.alerts.conftest import SITE
from tests.alerts.signing import ADA, BO, JUNE, Asking, later, rows


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
    assert rows(asking, "asked") == 0
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
    for address in ("2001:db8::1", "2001:db8::2", "2001:db8:0:0:ffff::2"):
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


def test_a_link_is_good_for_two_days(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    asking.ask()
    link = asking.link()
    later(monkeypatch, LONGEST_S + 5)
    for answer in (asking.client.get(link), asking.client.post(link)):
        assert (answer.status_code, "older than 48 hours" in answer.text) == (404, True)
    assert rows(asking, "signed_up") == 0
    later(monkeypatch, LONGEST_S - 60)
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
    assert rows(asking, "signed_up") == 0


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
    assert rows(asking, "signed_up") == 0
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
    later(monkeypatch, 13 * 3_600)
    assert asking.client.post("/alerts/sign-up", data=data).status_code == 400
    assert asking.mailbox.taken == []
    assert rows(asking, "asked") == 0


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
    assert rows(asking, "asked") == rows(asking, "tries") == 0


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


def test_nothing_is_kept_in_the_clear_and_what_was_not_confirmed_goes(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking.mailbox.answer = lambda command, to: "451 later"
    asking.ask("Zennor.Quagga@example.org", "q=xebec")
    asking.ask("other@example.org", "q=xebec", every="day")
    assert rows(asking, "asked") == 2
    for text in (b"zennor", b"quagga", b"example.org", b"xebec", b"127.0.0.1"):
        assert text not in asking.kept.lower()
    found = list((asking.growing.index / "alerts").iterdir())
    assert {path.stat().st_mode & 0o777 for path in found} == {0o600}
    later(monkeypatch, LONGEST_S + 5)
    asking.ask("third@example.org")
    assert rows(asking, "asked") == rows(asking, "tries") == 1
