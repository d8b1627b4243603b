"""What a mail server gets, byte for byte: links are links, and names and subjects are decoded to what they were."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import formataddr, parseaddr
from urllib.parse import urlsplit

import pytest

from search.away.alerts.confirming import Wish, confirmation
from search.away.alerts.letter import Part, Told, letter
from search.away.alerts.post import Post
from search.away.alerts.unsubscribing import Leaving, signed
from search.away.alerts.wanted import Alert, Alerts
from search.away.alerts.wire import headers_sent
from tests.alerts.conftest import SITE, Mailbox
from tests.alerts.test_letter import ALERT, ALERTS, MAIL, PASSAGE, WHY

LONG_SITE = "https://democracy-records.metropolitan-borough-of-northamptonshire.example.gov.uk/"
DEEP_SITE = f"{SITE}{'records-of-all-bodies/' * 20}"
SITES = [SITE, LONG_SITE, DEEP_SITE]
LONG = f"{'a' * 64}@{'b' * 60}.{'c' * 60}.example.org"
WORDS = {"Subject", "From", "To"}


def at(site: str, to: str = "ada@example.org", name: str = "Records") -> tuple[EmailMessage, str]:
    """Return a mail of a site and the link in it that ends all."""
    alerts = replace(ALERTS, site=site, sender=formataddr((name, "records@example.org")), name=name)
    link = f"{site}unsubscribe/{signed('k' * 40, Leaving('a' * 32, 0, ''))}"
    part = Part(replace(ALERT, to=to), [Told(PASSAGE, "new", WHY)], link)
    return letter(alerts, MAIL, [part], link), link


def sent(mailbox: Mailbox, message: EmailMessage) -> bytes:
    post = Post(mailbox.server)
    try:
        post.send(message)
    finally:
        post.close()
    return mailbox.raw[-1]


def headers(content: bytes) -> dict[str, str]:
    """Return each header as it stands, with its folds."""
    whole = content.replace(b"\r\n", b"\n").partition(b"\n\n")[0].decode("ascii")
    lines = whole.replace("\n ", "\0 ").split("\n")
    return {
        name: value.replace("\0", "\n") for name, _, value in (x.partition(": ") for x in lines)
    }


@pytest.mark.parametrize("site", SITES)
def test_a_link_in_a_header_is_a_link_on_the_wire(site: str, mailbox: Mailbox) -> None:
    message, link = at(site)
    found = headers(sent(mailbox, message))
    assert found["List-Unsubscribe"] == f"<{link}>"
    host = urlsplit(site).hostname
    assert found["List-Id"] == f"<alerts.{host}>"
    assert found["Message-ID"] == f"<{MAIL.name}@{host}>"
    for name, value in found.items():
        if name not in WORDS:
            assert "=?" not in value, name
            assert "\n" not in value, name
    # The text itself is of short lines.
    assert all(len(line) <= 78 for line in mailbox.raw[-1].partition(b"\n\r\n")[2].split(b"\r\n"))


@pytest.mark.parametrize("site", SITES)
def test_so_is_a_confirmation(site: str, mailbox: Mailbox) -> None:
    alerts = Alerts(site, "Ünïcode <records@example.org>", "Ünïcode", ())
    wish = Wish("0a1b" * 6, Alert("lido", "lido", LONG))
    found = headers(sent(mailbox, confirmation(alerts, wish, f"{site}alerts/confirm/x")))
    assert found["Message-ID"] == f"<{wish.name}@{urlsplit(site).hostname}>"
    assert mailbox.taken[-1][0] == LONG


@pytest.mark.parametrize("name", ["Records", "Cyngor Sir Ynys Môn – cofnodion " * 3, "Größe, Amt"])
@pytest.mark.parametrize("to", ["ada@example.org", LONG])
def test_names_subjects_and_addresses_are_what_they_were(
    name: str, to: str, mailbox: Mailbox
) -> None:
    message, _ = at(SITE, to, name.strip())
    content = sent(mailbox, message)
    parsed = message_from_bytes(content, policy=default)
    assert parsed["Subject"] == f"1 item for “lido” – {name.strip()}"[:150]
    assert parseaddr(str(parsed["From"])) == (name.strip(), "records@example.org")
    assert parsed["To"] == to
    assert mailbox.taken[-1][0] == to
    assert all(len(line) <= 998 for line in content.split(b"\r\n"))


@pytest.mark.parametrize("site", SITES)
def test_what_is_shown_before_is_what_goes_out(site: str) -> None:
    message, link = at(site, name="Ynys Môn")
    shown = headers_sent(message)
    assert shown["List-Unsubscribe"] == f"<{link}>"
    assert shown["Subject"] == "1 item for “lido” – Ynys Môn"
    assert list(shown) == list(message.keys())
