"""How a mail goes out: a header that holds no text stays as it is, in one line."""

from __future__ import annotations

from collections.abc import Mapping
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy

# RFC 5322, 2.1.1: letters of a line, without its end.
LONGEST_LINE = 998
# What is written in words of a language may be folded and encoded (RFC 2047), and mail programs decode it. In no other
# header may it be: a link that is encoded is no link to them (RFC 2369).
_IN_WORDS = frozenset({"subject", "from", "to"})


class _Wire(EmailPolicy):
    def fold(self, name: str, value: str) -> str:
        plain = f"{name}: {value}"
        is_plain = plain.isascii() and plain.isprintable() and len(plain) <= LONGEST_LINE
        if name.lower() not in _IN_WORDS and is_plain:
            return plain + self.linesep
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: str) -> bytes:
        return self.fold(name, value).encode("ascii", "surrogateescape")


WIRE: EmailPolicy = _Wire(linesep=SMTP.linesep)


def headers_sent(message: EmailMessage) -> Mapping[str, str]:
    """Return the headers of a mail as its bytes say them, what is written in words decoded."""
    sent = message_from_bytes(message.as_bytes())
    return {
        name: str(make_header(decode_header(value))) if name.lower() in _IN_WORDS else value
        for name, value in sent.items()
    }
