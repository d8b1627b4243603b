"""Signing up by e-mail, over a real mail server: asked, confirmed, told what it is for and nothing else, ended."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from corpus.errors import UsageError
from indexer.build.asking import Asked
from indexer.build.retracting import retract
from search.away.alerts import confirming
from search.away.alerts import sign_ups as limits
from search.away.alerts.confirming import LONGEST_SEARCH
from search.away.alerts.post import Post
from search.away.alerts.unsubscribing import KEY_VARIABLE
from search.away.alerts.wanted import Alert
from tests.alerts.conftest import item, meeting
from tests.alerts.signing import ADA, BO, JULY, JUNE, Asking, rows


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
    assert rows(grown, "signed_up") == 0
    grown.growing.add("august.jsonl", JULY.replace("07-09", "08-13").replace("again", "forever"))
    assert "1 new item; 0 mails sent" in grown.run()
    # The link that began it does not begin it anew; a new one does.
    assert grown.client.post(link).status_code == 410
    grown.ask()
    assert grown.client.post(grown.link()).status_code == 200
    grown.growing.add("sept.jsonl", JULY.replace("07-09", "09-10").replace("again", "for good"))
    assert "1 mail sent" in grown.run()


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
    assert rows(asking, "signed_up") == 2


def test_who_wanted_no_more_of_anything_has_only_what_they_sign_up_for(grown: Asking) -> None:
    for query in ("q=swans", "q=lido"):
        grown.ask(ADA, query)
        grown.client.post(grown.link())
    grown.run()
    grown.growing.add("june.jsonl", JUNE)
    grown.run()
    stop = urlsplit(grown.mailbox.taken[-1][1]["List-Unsubscribe"].strip("<>")).path
    assert grown.client.post(stop).status_code == 200
    assert rows(grown, "signed_up") == 0
    grown.ask(ADA, "q=swans")
    grown.client.post(grown.link())
    lido = JULY.replace("Swans again", "The lido").replace("07-09", "08-13")
    grown.growing.add("july.jsonl", JULY)
    grown.growing.add("august.jsonl", lido.replace("swans stay", "lido stay"))
    assert "1 mail sent, with 1 item" in grown.run()
    # The link of before does not end it again; that of the new mail does.
    assert grown.client.post(stop).status_code == 410
    assert rows(grown, "signed_up") == 1
    newest = urlsplit(grown.mailbox.taken[-1][1]["List-Unsubscribe"].strip("<>")).path
    assert grown.client.post(newest).status_code == 200
    assert rows(grown, "signed_up") == 0


def _signed_up_for(site: Asking, query: str) -> str:
    """Sign up and return the path of the link that ends it, as the page shows it."""
    site.ask(ADA, query)
    page = site.client.post(site.link()).text
    (found,) = re.findall(r'href="[^"]*(/unsubscribe/[^"]+)"', page)
    return found


def test_a_link_that_ended_a_sign_up_ends_no_later_one(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_TO_ADDRESS_DAY", 9)
    links = []
    for _ in range(3):
        links.append(_signed_up_for(asking, "q=swans"))
        # What was used before, and every other link from before.
        assert [asking.client.post(link).status_code for link in links[:-1]] == [410] * (
            len(links) - 1
        )
        assert rows(asking, "signed_up") == 1
        assert asking.client.post(links[-1]).status_code == 200
        assert rows(asking, "signed_up") == 0
        # A second time changes nothing.
        assert asking.client.post(links[-1]).status_code == 200
    assert len(set(links)) == 3


def test_signing_up_for_another_search_leaves_the_links_of_mails_as_they_are(
    asking: Asking,
) -> None:
    swans, lido = _signed_up_for(asking, "q=swans"), _signed_up_for(asking, "q=lido")
    assert asking.client.post(swans).status_code == 200
    assert rows(asking, "signed_up") == 1
    assert asking.client.post(lido).status_code == 200
    # Signed up again for one, the other stays ended.
    assert _signed_up_for(asking, "q=swans") != swans
    assert asking.client.post(lido).status_code == 410
    assert rows(asking, "signed_up") == 1


def _sign_up(grown: Asking) -> None:
    """Sign up for what is new, and hear of what is there."""
    grown.ask(every="run")
    grown.client.post(grown.link())
    grown.run()


def test_news_under_another_key_wait_for_that_of_before(
    grown: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    _sign_up(grown)
    with monkeypatch.context() as patch:
        patch.setenv(KEY_VARIABLE, "k" * 40)
        grown.growing.add("june.jsonl", JUNE)
        said = grown.run()
        assert said.startswith("2 ")
        assert "1 sign-ups are sealed with another key" in said
        assert "0 mails sent" in said
    assert rows(grown, "signed_up") == 1
    grown.growing.add("july.jsonl", JULY)
    assert "1 mail sent, with 2 items" in grown.run()
    assert "0 mails sent" in grown.run()


def test_what_was_begun_or_waits_waits_on_under_another_key(
    grown: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    _sign_up(grown)
    grown.growing.add("june.jsonl", JUNE)
    with monkeypatch.context() as patch:
        patch.setattr(Post, "send", _dies)
        assert grown.run().startswith("1 ")
    with monkeypatch.context() as patch:
        patch.setenv(KEY_VARIABLE, "k" * 40)
        assert "0 mails sent, with 0 items; 1 wait" in grown.run()
    assert "1 mail sent, with 1 item; 0 wait" in grown.run()


def test_a_wish_that_this_version_cannot_read_is_left_as_it_is(
    grown: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    _sign_up(grown)
    grown.growing.add("june.jsonl", JUNE)
    with monkeypatch.context() as patch:
        patch.setattr(confirming, "alert_of", _refuses)
        assert "0 mails sent" in grown.run()
    assert "1 mail sent, with 1 item; 0 wait" in grown.run()


def _refuses(entry: object) -> Alert:
    raise UsageError("no")


def _dies(*_: object) -> None:
    raise KeyboardInterrupt
