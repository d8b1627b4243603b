"""A mail server that refuses, hangs or fails half-way: what was surely not taken is told from what may have been."""

from __future__ import annotations

import socket
import threading
import time
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from corpus.errors import MailNotSent, UsageError
from search.away.alerts.post import Post, Server, server_from, server_of_environment
from tests.alerts.conftest import Mailbox


def mail(to: str = "ada@example.org", text: str = "Hello\n.\n..\nFrom here\n") -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = "Records <records@example.org>"
    message["To"] = to
    message["Subject"] = "Ünïcode – dash"
    message.set_content(text, cte="quoted-printable")
    return message


def test_a_mail_arrives_as_it_is(mailbox: Mailbox) -> None:
    post = Post(mailbox.server)
    post.send(mail())
    post.send(mail("bo@example.org"))
    post.close()
    assert [to for to, _ in mailbox.taken] == ["ada@example.org", "bo@example.org"]
    first = mailbox.taken[0][1]
    assert first.get_content().replace("\r\n", "\n") == "Hello\n.\n..\nFrom here\n"
    assert first["Subject"] == "Ünïcode – dash"


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("said", ["550 no", "451 later", "421 going away"])
def test_what_is_refused_is_surely_not_taken_and_the_next_goes(
    command: str, said: str, mailbox: Mailbox
) -> None:
    mailbox.answer = lambda c, a: said if c == command and not mailbox.taken else None
    post = Post(mailbox.server)
    with pytest.raises(MailNotSent, match=said[:3]) as refused:
        post.send(mail())
    assert (refused.value.is_unsure, refused.value.is_lost) == (False, False)
    mailbox.answer = lambda c, a: None
    post.send(mail("bo@example.org"))
    post.close()
    assert [to for to, _ in mailbox.taken] == ["bo@example.org"]


def _server(*answers: bytes | None) -> Server:
    """Listen once, say each answer after each line that comes (None: close), then nothing any more."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]

    def serve() -> None:
        with listening:
            connection, _ = listening.accept()
        with connection:
            for number, answer in enumerate(answers):
                if number and not connection.recv(65_536):
                    return
                if answer is None:
                    return
                connection.sendall(answer)
            connection.settimeout(5)
            try:
                while connection.recv(65_536):
                    pass
            except OSError:
                return

    threading.Thread(target=serve, daemon=True).start()
    return Server("smtp", "127.0.0.1", port)


OK = b"250 OK\r\n"
# Greeting, EHLO, MAIL, RCPT, DATA, content.
TALK = (b"220 hello\r\n", OK, OK, OK, b"354 go on\r\n")


@pytest.mark.parametrize("n_answers", range(6))
@pytest.mark.parametrize("ending", [(), (None,)], ids=["hangs", "closes"])
def test_a_server_that_stops_at_any_step_is_waited_for_no_longer(
    n_answers: int, ending: tuple[None, ...]
) -> None:
    post = Post(_server(*TALK[:n_answers], *ending), patience_s=0.3)
    began = time.monotonic()
    with pytest.raises(MailNotSent) as lost:
        post.send(mail())
    assert time.monotonic() - began < 10
    assert lost.value.is_lost
    # From DATA on nobody knows whether it was taken.
    assert lost.value.is_unsure == (n_answers >= 4)
    post.close()


def _dripping(first: bytes, drop: bytes) -> Server:
    """Listen, say the first answers at once, and then something of no end, sooner than anybody's patience is out."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with listening:
            connection, _ = listening.accept()
        with connection:
            try:
                connection.sendall(first)
                while True:
                    connection.sendall(drop)
                    time.sleep(0.05)
            except OSError:
                return

    threading.Thread(target=serve, daemon=True).start()
    return Server("smtp", "127.0.0.1", listening.getsockname()[1])


@pytest.mark.parametrize("n_answers", [0, 1, 3, 5])
@pytest.mark.parametrize("drop", [b"250-wait\r\n", b"2"], ids=["lines", "letters"])
@pytest.mark.parametrize("security", ["smtp", "starttls", "smtps"])
def test_a_server_that_drips_is_waited_for_no_longer_than_a_mail_may_take(
    security: str, drop: bytes, n_answers: int
) -> None:
    if security != "smtp" and n_answers > 1:
        pytest.skip("encryption is asked for first")
    dripping = _dripping(b"".join(TALK[:n_answers]), drop)
    post = Post(Server(security, dripping.host, dripping.port), patience_s=0.5, whole_s=0.7)
    began = time.monotonic()
    # What encrypts from the start may know at once that this is no answer.
    said = "not done in 0.7 seconds" if security == "smtp" else "no mail server at"
    with pytest.raises(MailNotSent, match=said) as lost:
        post.send(mail())
    assert lost.value.is_lost
    assert lost.value.is_unsure == (n_answers >= 5)
    post.close()
    assert time.monotonic() - began < 5


def test_nonsense_is_no_server() -> None:
    for said in (
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"\xff\xfe\x00" * 50 + b"\r\n",
        b"554 no\r\n",
    ):
        with pytest.raises(MailNotSent) as refused:
            Post(_server(said), patience_s=0.3).send(mail())
        assert refused.value.is_lost
        assert str(refused.value).isprintable()


def test_nobody_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(MailNotSent, match=f"no mail server at 127.0.0.1:{port}"):
        Post(Server("smtp", "127.0.0.1", port), 1).send(mail())
    monkeypatch.delenv("COUNCIL_SEARCH_SMTP", raising=False)
    with pytest.raises(UsageError, match="COUNCIL_SEARCH_SMTP names the mail server"):
        server_of_environment()


def test_a_server_that_offers_no_encryption_gets_no_password() -> None:
    server = _server(b"220 hello\r\n", OK, OK, OK)
    insecure = Server("starttls", "127.0.0.1", server.port, "user", "secret-word")
    with pytest.raises(MailNotSent, match="STARTTLS"):
        Post(insecure, 0.5).send(mail())


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("smtp://127.0.0.1:2525", Server("smtp", "127.0.0.1", 2525)),
        ("smtp://localhost", Server("smtp", "localhost", 25)),
        ("smtp://[::1]:26", Server("smtp", "::1", 26)),
        (
            "starttls://u:p%40ss@mail.example.org",
            Server("starttls", "mail.example.org", 587, "u", "p@ss"),
        ),
        ("smtps://mail.example.org:466", Server("smtps", "mail.example.org", 466)),
    ],
)
def test_addresses_of_servers_are_read(address: str, found: Server) -> None:
    assert server_from(address) == found
    assert "p@ss" not in repr(found)


@pytest.mark.parametrize(
    "address",
    [
        *("", "mail.example.org", "http://mail.example.org", "smtps://", "smtps://u:pa55word@"),
        *("smtps://u:pa55word@mail.example.org:port", "smtp://u:pa55word@mail.example.org"),
        *("smtps://u:pa55word@mail.example.org/path", "smtp://u:pa55word@[broken"),
    ],
)
def test_what_is_no_server_is_refused_without_its_password(address: str) -> None:
    with pytest.raises(UsageError) as refused:
        server_from(address)
    assert "pa55word" not in str(refused.value)
