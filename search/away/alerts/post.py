"""Mails are handed to the operator's mail server, which the environment names."""

from __future__ import annotations

import os
import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import parseaddr
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

from corpus.errors import MailNotSent, UsageError
from search.away.alerts.line import Line, classes

VARIABLE = "COUNCIL_SEARCH_SMTP"
# Seconds that the server may leave us waiting for each of its answers.
PATIENCE_S = 30.0
# And altogether for one mail, connecting included: many times what a slow server takes (RFC 5321, 4.5.3.2, lets it take
# minutes for the end of a mail alone, but those behind it wait).
WHOLE_S = 180.0
_PORTS = {"smtp": 25, "starttls": 587, "smtps": 465}
_EXAMPLE = f"{VARIABLE}=starttls://user:password@mail.example.org:587"


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server: `security` is "smtp" for none, "starttls" or "smtps"."""

    security: str
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)


def server_from(address: str) -> Server:
    """Return the server that an address names. Raises UsageError, which never shows the password."""
    parts = _parts(address)
    host, port = parts.hostname or "", parts.port
    if not _names_a_server(parts):
        raise UsageError(
            f"{VARIABLE} names the mail server, as {_EXAMPLE}, smtps://… or, on this machine, smtp://127.0.0.1:25."
        )
    if parts.scheme == "smtp" and not _is_here(host):
        raise UsageError(
            f"{VARIABLE}: addresses of people and a password would go to {host} for everybody to read. "
            "Use starttls:// or smtps://."
        )
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Server(parts.scheme, host, port or _PORTS[parts.scheme], user, password)


def _names_a_server(parts: SplitResult) -> bool:
    is_more = parts.path.strip("/") or parts.query or parts.fragment
    return parts.scheme in _PORTS and bool(parts.hostname) and not is_more


def _parts(address: str) -> SplitResult:
    """Return the parts of an address, of none where it is no address."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return urlsplit("")
    return parts


def server_of_environment() -> Server:
    """Return the server that the environment names. Raises UsageError where it names none."""
    return server_from(os.environ.get(VARIABLE, "").strip())


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Post:
    """A connection to the server, opened when a first mail goes, and again where it was lost."""

    def __init__(
        self, server: Server, patience_s: float = PATIENCE_S, whole_s: float = WHOLE_S
    ) -> None:
        """Remember the server; nothing is asked of it yet."""
        self._server, self._patience_s, self._whole_s = server, patience_s, whole_s
        self._line = Line()
        self._open: smtplib.SMTP | None = None

    def close(self) -> None:
        """Say goodbye, if it can still be said."""
        if self._open is not None:
            try:
                with self._line.within(self._patience_s):
                    self._open.quit()
            except (smtplib.SMTPException, OSError):
                self._open.close()
            self._open = None
        self._line.close()

    def send(self, message: EmailMessage) -> None:
        """Hand a mail over; when this returns, the server has taken it. Raises MailNotSent."""
        with self._line.within(self._whole_s):
            self._send(message)

    def _send(self, message: EmailMessage) -> None:
        sender, to = parseaddr(str(message["From"]))[1], parseaddr(str(message["To"]))[1]
        content = message.as_bytes()
        smtp = self._connection()
        is_unsure = False
        try:
            self._expect(smtp.mail(sender), "the sender")
            self._expect(smtp.rcpt(to), "the address")
            is_unsure = True
            self._expect(smtp.data(content), "the mail")
        except smtplib.SMTPDataError as error:
            self._reset(error.smtp_code)
            raise MailNotSent(f"the server did not take the mail: {_said(error)}") from error
        except (smtplib.SMTPException, OSError) as error:
            self._lose()
            raise MailNotSent(
                f"the connection was lost: {self._why(error)}", is_unsure=is_unsure, is_lost=True
            ) from error

    def _expect(self, answer: tuple[int, bytes], what: str) -> None:
        """Go on where the server agrees; where it does not, the mail is surely not taken."""
        if self._line.was_cut:
            # The beginning of a line that was cut is no answer.
            raise smtplib.SMTPServerDisconnected
        code, said = answer
        if not 200 <= code < 300:
            raise smtplib.SMTPDataError(code, f"{what}: {said.decode('utf-8', 'replace')}")

    def _why(self, error: Exception) -> str:
        """Return what went wrong; one that was ended here only seems to have been lost."""
        if self._line.was_cut:
            return f"it was not done in {self._whole_s:g} seconds"
        return _said(error)

    def _connection(self) -> smtplib.SMTP:
        if self._open is None:
            try:
                self._open = self._connected()
            except (smtplib.SMTPException, OSError) as error:
                self._line.close()
                where = f"{self._server.host}:{self._server.port}"
                raise MailNotSent(
                    f"no mail server at {where}: {self._why(error)}", is_lost=True
                ) from error
        return self._open

    def _connected(self) -> smtplib.SMTP:
        server, context = self._server, ssl.create_default_context()
        plain, sealed = classes(self._line)
        smtp: smtplib.SMTP
        if server.security == "smtps":
            smtp = sealed(server.host, server.port, timeout=self._patience_s, context=context)
        else:
            smtp = plain(server.host, server.port, timeout=self._patience_s)
        try:
            if server.security == "starttls":
                smtp.starttls(context=context)
            if server.user:
                smtp.login(server.user, server.password)
            smtp.ehlo_or_helo_if_needed()
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _lose(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None
        self._line.close()

    def _reset(self, code: int) -> None:
        """Make the connection ready for the next mail after one was not taken."""
        try:
            # 421: it goes, and says so instead of taking the mail (RFC 5321, 3.8).
            if code != 421 and self._open is not None:
                self._open.rset()
                return
        except (smtplib.SMTPException, OSError):
            pass
        self._lose()


def _said(error: Exception) -> str:
    """Return what a server or the system says as a short line; no command of ours is in it."""
    if isinstance(error, smtplib.SMTPResponseException):
        raw = error.smtp_error
        text = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else str(raw)
        text = f"{error.smtp_code} {text}"
    elif isinstance(error, TimeoutError):
        text = "it gave no answer in time"
    else:
        text = str(error) or type(error).__name__
    return "".join(char if char.isprintable() else " " for char in " ".join(text.split()))[:200]
