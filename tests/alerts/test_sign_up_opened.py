"""The form is there where the operator says so, and where mails can be sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import UsageError
from search.away.alerts import sign_ups as limits
from tests.alerts.signing import ADA, FACTS, Asking
from web import sign_up
from web.app import create_app
from web.site import read_site


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


HERE = 'address = "https://x.example/"\n'
NOBODY = 'from is who sends: from = "Example Council <records@example.gov.uk>".'
ONLY = "[alerts] has public = true and from, nothing else."


@pytest.mark.parametrize(
    ("head", "text", "problem"),
    [
        (HERE, "[alerts]\npublic = true\n", f"line 2: {NOBODY}"),
        (HERE, '[alerts]\npublic = true\nfrom = "R\\n <r@x.example>"\n', f"line 2: {NOBODY}"),
        (HERE, '[alerts]\npublic = "yes"\n', "line 2: public is true or false."),
        (HERE, "alerts = 3\n", f"line 2: {ONLY}"),
        (HERE, "[alerts]\nopen = true\n", f"line 2: {ONLY}"),
        (
            "",
            '[alerts]\npublic = true\nfrom = "R <r@x.example>"\n',
            "line 1: with public = true the site has an address.",
        ),
    ],
)
def test_what_is_wrong_in_site_toml_is_told(
    head: str, text: str, problem: str, tmp_path: Path
) -> None:
    path = tmp_path / "site.toml"
    path.write_text(f"{head}{text}")
    with pytest.raises(UsageError) as raised:
        read_site(path)
    assert str(raised.value) == f"{path}, {problem}"
    path.write_text(f"{head}[alerts]\npublic = false\n")
    assert read_site(path).alerts_from == ""


def test_serve_refuses_to_promise_mails_that_it_cannot_send(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COUNCIL_SEARCH_SMTP")
    with pytest.raises(UsageError, match="COUNCIL_SEARCH_SMTP names the mail server"):
        sign_up.check(create_app(asking.growing.index, site=FACTS))
    (asking.growing.index / "alerts" / limits.FILE).write_bytes(b"no file of ours" * 900)
    answer = asking.client.get("/alerts/sign-up?q=lido")
    assert (answer.status_code, "cannot be done just now" in answer.text) == (503, True)
