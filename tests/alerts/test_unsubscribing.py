"""Nobody stops the mails of another: links are signed, whole, of this key and of this subscription."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UsageError
from search.away.alerts.ledger_file import open_ledger
from search.away.alerts.unsubscribing import KEY_VARIABLE, Leaving, key_of, read_signed, signed
from web.app import create_app

KEY, OTHER = "k" * 40, "l" * 40
LEAVING = Leaving("aa" * 16, 0, "bb" * 16)
TOKEN = signed(KEY, LEAVING)


def test_what_is_signed_is_read() -> None:
    for leaving in (LEAVING, LEAVING._replace(watch=""), LEAVING._replace(turn=7)):
        assert read_signed(KEY, signed(KEY, leaving)) == leaving
        assert read_signed(OTHER, signed(KEY, leaving)) is None


@given(st.integers(0, len(TOKEN) - 1), st.characters(exclude_categories=["Cs"]))
def test_a_link_with_another_letter_is_none(at: int, letter: str) -> None:
    forged = TOKEN[:at] + letter + TOKEN[at + 1 :]
    # The last letter of base64 has bits that mean nothing.
    if forged != TOKEN and read_signed(KEY, forged) is not None:
        assert read_signed(KEY, forged) == LEAVING
        assert at in (len(TOKEN) - 1, TOKEN.rindex(".") - 1)


@given(st.text(max_size=500))
def test_no_text_is_a_link(text: str) -> None:
    for forged in (text, f"{text}.{TOKEN}", f"{TOKEN}{text}", TOKEN.partition(".")[0] + text):
        if forged != TOKEN:
            assert read_signed(KEY, forged) in (None, LEAVING)
            assert forged.startswith(TOKEN[:-1]) or read_signed(KEY, forged) is None


def test_a_key_is_made_for_its_owner_alone_and_kept(tmp_path: Path) -> None:
    (tmp_path / "alerts").mkdir()
    assert key_of(tmp_path) is None
    key = key_of(tmp_path, make=True)
    path = tmp_path / "alerts" / "key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert key == key_of(tmp_path) == key_of(tmp_path, make=True)
    assert [found.name for found in path.parent.iterdir()] == ["key"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660])
def test_a_key_that_others_may_read_is_refused(mode: int, tmp_path: Path) -> None:
    (tmp_path / "alerts").mkdir()
    key_of(tmp_path, make=True)
    (tmp_path / "alerts" / "key").chmod(mode)
    with pytest.raises(UsageError, match="may be read by others"):
        key_of(tmp_path)


def test_the_key_of_the_environment_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    assert key_of(tmp_path) == KEY
    monkeypatch.setenv(KEY_VARIABLE, "short")
    with pytest.raises(UsageError, match="shorter than 32"):
        key_of(tmp_path)


def test_a_link_asks_first_and_stops_when_it_is_answered(tiny: Path) -> None:
    index = tiny / "index"
    ledger = open_ledger(index)
    key = key_of(index, make=True)
    assert key
    client = create_app(index).test_client()
    one, all_ = (f"/unsubscribe/{signed(key, LEAVING._replace(watch=w))}" for w in ("bb", ""))
    for _ in range(3):
        asked = client.get(one)
        assert (asked.status_code, "<form" in asked.text) == (200, True)
    assert not ledger.is_stopped(LEAVING.person, "bb")
    # What a mail program posts (RFC 8058), and twice.
    for _ in range(2):
        done = client.post(one, data={"List-Unsubscribe": "One-Click"})
        assert (done.status_code, "no more mails of this search" in done.text) == (200, True)
    assert ledger.is_stopped(LEAVING.person, "bb")
    assert not ledger.is_stopped(LEAVING.person, "cc")
    assert not ledger.is_stopped("dd" * 16, "bb")
    assert client.post(all_).status_code == 200
    assert ledger.is_stopped(LEAVING.person, "cc")
    # A link of an earlier subscription is replayed.
    ledger.begin_again(LEAVING.person)
    assert not ledger.is_stopped(LEAVING.person, "bb")
    for link in (one, all_):
        assert client.post(link).status_code == 410
    assert not ledger.is_stopped(LEAVING.person, "bb")
    ledger.close()


def test_forged_links_stop_nothing(tiny: Path) -> None:
    index = tiny / "index"
    client = create_app(index).test_client()
    assert client.get(f"/unsubscribe/{TOKEN}").status_code == 404
    ledger = open_ledger(index)
    key_of(index, make=True)
    for token in (TOKEN, "x", "a.b.c", "%00", "." * 300, f"{TOKEN}x"):
        assert client.get(f"/unsubscribe/{token}").status_code == 404
        assert client.post(f"/unsubscribe/{token}").status_code == 404
    assert not ledger.is_stopped(LEAVING.person, LEAVING.watch)
    ledger.close()


def test_a_wish_that_cannot_be_noted_is_not_said_to_be(tiny: Path) -> None:
    index = tiny / "index"
    open_ledger(index).close()
    key = key_of(index, make=True)
    assert key
    client = create_app(index).test_client()
    (index / "alerts" / "ledger.sqlite").write_bytes(b"no ledger" * 1000)
    assert client.post(f"/unsubscribe/{signed(key, LEAVING)}").status_code == 503
    os.chmod(index / "alerts" / "key", 0o644)  # noqa: PTH101
    assert client.post(f"/unsubscribe/{signed(key, LEAVING)}").status_code == 503
