"""The pages of the form speak the language of the site, whatever comes of what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from werkzeug.test import TestResponse

from tests.alerts.signing import FACTS, Asking
from tests.web.spoken import Bracketed, Texts, words_left
from web import sign_up, tongues
from web.app import create_app

# What the site and the search are called, the address that was typed, and a name of the records.
NAMES = ["Wenbridge records", "bo@example.org", "swans", "Parks Committee", "Wenbridge"]
LONG = "x" * 400


@pytest.fixture
def bracketed(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> Asking:
    """Return a site whose form is open, in a language that puts all that it says in brackets."""
    monkeypatch.setattr(tongues, "catalogue_of", lambda code: Bracketed())
    app = create_app(asking.growing.index, site=replace(FACTS, language="xx"))
    sign_up.check(app)
    asking.client = app.test_client()
    return asking


def _answers(site: Asking) -> Iterator[tuple[int, TestResponse]]:
    """Ask for each page of the form; yield the status that is expected, and the answer."""
    yield 200, site.client.get("/alerts/sign-up?q=swans&committee=Parks+Committee")
    yield 200, site.client.get("/alerts/sign-up")
    yield 200, site.client.get(f"/alerts/sign-up?q={LONG}")
    yield 400, site.ask("no address")
    yield 400, site.ask("bo@example.org", form="forged")
    yield 404, site.client.get("/alerts/confirm/forged")
    yield 403, site.client.post("/alerts/sign-up", headers={"Origin": "https://evil.example"})
    yield 413, site.client.post("/alerts/sign-up", data={"mail": "x" * 20_000})
    assert site.ask("bo@example.org").status_code == 303
    yield 200, site.client.get("/alerts/on-its-way")
    yield 200, site.client.get(site.link())
    yield 200, site.client.post(site.link())
    for _ in range(12):
        last = site.ask("bo@example.org")
    yield 429, last
    yield 405, site.client.put("/alerts/sign-up")


def test_nothing_is_said_but_by_a_catalogue(bracketed: Asking) -> None:
    for status, answer in _answers(bracketed):
        assert answer.status_code == status, answer.text
        left = [
            (text, rest)
            for text in Texts(answer.text, "xx").outside
            if (rest := words_left(text, NAMES)) and rest != LONG
        ]
        assert not left, status
