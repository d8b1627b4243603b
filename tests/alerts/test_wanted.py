"""`alerts.toml`: what is wrong is told with its place, and nothing in it becomes a header or a second address."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UsageError
from search.away.alerts.wanted import Alerts, Every, is_address, read_alerts
from tests.alerts.conftest import toml

WANTED = 'search = "lido"\nto = "ada@example.org"'


def read(folder: Path, text: str) -> Alerts:
    (folder / "alerts.toml").write_text(text)
    return read_alerts(folder / "alerts.toml")


def test_what_it_says_is_read(tmp_path: Path) -> None:
    more = 'committee = ["Cabinet"]\nkind = "report"\ndate_from = 2019-01-01\ndate_to = "2019"\nnear = true'
    found = read(tmp_path, toml(WANTED, f'{WANTED}\nname = "Baths"\nevery = "week"\n{more}'))
    plain, full = found.alerts
    assert (plain.name, plain.every, plain.near) == ("lido", Every.RUN, False)
    assert (full.name, full.every, full.near) == ("Baths", Every.WEEK, True)
    assert full.filters.committees == ("Cabinet",)
    assert [str(day) for day in (full.filters.date_from, full.filters.date_to)] == [
        "2019-01-01",
        "2019-12-31",
    ]
    assert plain.wanted != full.wanted
    assert found.domain == "records.wenbridge.example"


@pytest.mark.parametrize(
    ("alert", "said"),
    [
        ('search = "x"', "alert 1: to is one e-mail address"),
        ('search = "x"\nto = "a@b.example, c@d.example"', "one e-mail address"),
        (
            'search = "x"\nto = "a@b.example\\nBcc: c@d.example"',
            "to is a text in quotes, of one line",
        ),
        ('search = "x"\nto = "a@b.example\\rBcc: c@d.example"', "of one line"),
        ('search = "x"\nto = "Ada <a@b.example>"', "one e-mail address"),
        ('search = "x"\nto = "a@b.example> SIZE=1"', "one e-mail address"),
        ('search = "x"\nto = "a..b@b.example"', "one e-mail address"),
        ('search = "x"\nto = "ä@b.example"', "one e-mail address"),
        ('search = "x"\nto = ["a@b.example"]', "to is a text"),
        (f'{WANTED}\nname = "a\\nSubject: b"', "name is a text in quotes, of one line"),
        (f'{WANTED}\nname = "a\\u2028b"', "name is a text in quotes, of one line"),
        (f'{WANTED}\nevery = "hour"', "every is one of: run, day, week"),
        (f'{WANTED}\nnear = "yes"', "near is true or false"),
        (f"{WANTED}\nkind = 'novel'", "there is no kind 'novel'"),
        (f"{WANTED}\ndate_from = 'yesterday'", "date_from is a date"),
        (f"{WANTED}\ndate_from = 2019-01-01T10:00:00", "date_from is a date"),
        (f"{WANTED}\nfrequency = 1", "there is no 'frequency'"),
        ('to = "a@b.example"', "search says what for"),
        ('to = "a@b.example"\ncommittee = "Cabinet"\nnear = true', "near needs a search"),
        (f"{WANTED}\ncommittee = [3]", "committee is a text"),
    ],
)
def test_what_is_wrong_is_told(alert: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=said):
        read(tmp_path, toml(alert))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("site = 'x", "is no TOML"),
        ("from = 'a@b.example'", "site is the public address"),
        ("site = 'https://a.example'\nfrom = 'a@b.example'", "a slash at its end"),
        ("site = 'https://a.example/?x=/'\nfrom = 'a@b.example'", "site is the public"),
        (f"site = 'https://a.example/{'x' * 500}/'\nfrom = 'a@b.example'", "of up to 500 letters"),
        ("site = 'javascript:alert(1)/'\nfrom = 'a@b.example'", "site is the public"),
        ("site = 'https://a.example/'\nfrom = 'nobody'", "from is who sends"),
        (
            "site = 'https://a.example/'\nfrom = 'a@b.example\\nTo: c@d.example'",
            "from is who sends",
        ),
        ("site = 'https://a.example/'\nfrom = 'a@b.example'\nalert = 3", "begins with a line"),
        (toml(WANTED, WANTED), "alert 2 is alert 1 again"),
        (toml(WANTED, WANTED.replace("ada", "ADA")), "alert 2 is alert 1 again"),
    ],
)
def test_what_is_wrong_with_the_file_is_told(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=said):
        read(tmp_path, text)


def test_no_file_and_no_text_are_told(tmp_path: Path) -> None:
    (tmp_path / "bytes.toml").write_bytes(b"site = '\xff'")
    for name in ("none.toml", "bytes.toml"):
        with pytest.raises(UsageError, match=name):
            read_alerts(tmp_path / name)


@given(st.text(max_size=40))
def test_an_address_is_of_one_word_and_one_at(text: str) -> None:
    for typed in (text, f"{text}@example.org", f"ada@{text}", f"ada@example.org{text}"):
        if is_address(typed):
            assert typed.isascii()
            assert typed.isprintable()
            assert typed.count("@") == 1
            assert not set(typed) & set(' ,;:<>"()[]\\')
