"""Mail: EML, Outlook's MSG and saved web pages (MHTML); a letter is a record, its attachments are others."""

from __future__ import annotations

import email
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import EmailMessage, Message, MIMEPart
from email.policy import default as default_policy

import oxmsg
from oxmsg.domain.constants import PID_SENSITIVITY

from corpus import readers
from corpus.errors import RecordError, unquoted
from corpus.losses import HEAD, n_words
from corpus.readers.held import with_lost
from corpus.readers.withheld import is_withheld
from corpus.records import Meeting, Source
from corpus.text import clean_line

MAX_PARTS = 200
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Outlook's names of a message's properties, in UTF-16, and of Word's text.
_MSG_STREAM = "__properties_version1.0".encode("utf-16-le")
_SENSITIVE = ("private", "personal", "company-confidential", "confidential")
_SENSITIVE_NUMBERS = (1, 2, 3)  # personal, private, confidential (MS-OXCMSG, 2.2.1.13)
_MARKINGS = ("x-protective-marking", "x-classification", "classification", "x-titus-classification")
_HEADER = re.compile(r"(?:[A-Za-z][\w-]*:[ \t].*(?:\r?\n[ \t].*)*\r?\n){2,}")
# What a reader of a message sees of its header; the rest is of the machines that carried it.
_TOLD = ("from", "to", "cc", "date")
_OF_MAIL = re.compile(r"^(?:MIME-Version|Message-ID|Received|Return-Path):", re.I | re.M)


@dataclass(frozen=True, slots=True)
class _Letter:
    """A message as any of the formats gives it.

    `page` says that it is a saved web page, no letter; `private` that its header keeps it from others.
    """

    subject: str
    name: str
    body: bytes
    attachments: tuple[tuple[str, bytes], ...] = ()
    page: bool = False
    private: bool = False
    header: str = ""


def recognises(source: Source, text: str) -> bool:
    """Say whether the file is a message or a saved page: by its header lines or Outlook's streams."""
    if source.data.startswith(OLE):
        return _MSG_STREAM in source.data
    header = _HEADER.match(text)
    return bool(
        header and (source.suffix in (".eml", ".mht", ".mhtml") or _OF_MAIL.search(header[0]))
    )


def read(source: Source) -> Iterator[Meeting | RecordError]:
    """Yield what the letter and its attachments hold, and why an attachment was not read.

    The letter is one document under its subject; a saved page is read as the page that it was.
    """
    letter = _outlook(source) if source.data.startswith(OLE) else _mime(source)
    if letter.private:
        source = replace(source, facts=replace(source.facts, restricted=True))
    found = list(_told(source, letter))
    # Nothing of a header is in a record but the subject, which names the document.
    yield from with_lost(found, {HEAD: n_words(letter.header)})


def _told(source: Source, letter: _Letter) -> Iterator[Meeting | RecordError]:
    facts = source.facts
    if not letter.page and facts.document is None:
        facts = replace(facts, document=letter.subject or "Letter")
    if letter.body.strip():
        yield from readers.read(Source(f"{source.name}/{letter.name}", letter.body, facts))
    elif not letter.attachments:
        raise RecordError("the message holds no text")
    for name, data in letter.attachments:
        yield from _attachment(source, name, data)


def _attachment(source: Source, name: str, data: bytes) -> Iterator[Meeting | RecordError]:
    shown = re.sub(r"[\x00-\x1f\x7f/\\\ud800-\udfff]", "\ufffd", name) or "attachment"
    inner = Source(f"{source.name}/{shown}", data, source.facts)
    try:
        if readers.pick(inner).read is read:
            raise RecordError("a message within a message is not opened")
        for record in readers.read(inner):
            yield RecordError(f"{shown}: {record}") if isinstance(record, RecordError) else record
    except RecordError as error:
        yield RecordError(f"{shown}: {error}")
    except Exception as error:  # one bad attachment never costs the others
        yield RecordError(f"{shown}: its reader failed: {unquoted(error)}")


def _mime(source: Source) -> _Letter:
    message = email.message_from_bytes(source.data, policy=default_policy)
    if not isinstance(message, EmailMessage):
        raise RecordError("the message is damaged")
    parts = list(message.walk())
    if len(parts) > MAX_PARTS:
        raise RecordError(f"more than {MAX_PARTS} parts")
    body = message.get_body(("html", "plain"))
    is_page = message.get_content_type() == "multipart/related"
    return _Letter(
        subject=clean_line(str(message.get("subject") or "")),
        name="message.html" if body and body.get_content_subtype() == "html" else "message.txt",
        body=_content(body).encode() if body else b"",
        attachments=() if is_page else tuple(_attached(message, body)),
        page=is_page,
        private=_is_private(message),
        header="\n".join(clean_line(str(message.get(name) or "")) for name in _TOLD),
    )


def _is_private(message: Message) -> bool:
    """Say whether a header field marks the letter: its sensitivity (RFC 4021, 2.1.54) or a protective marking."""
    sensitivity = clean_line(str(message.get("sensitivity") or "")).casefold()
    return sensitivity.startswith(_SENSITIVE) or is_withheld(
        ("classification", str(value)) for name in _MARKINGS for value in message.get_all(name, [])
    )


def _attached(message: EmailMessage, body: MIMEPart | None) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each attachment; a message within it is none that is read."""
    for part in message.iter_attachments():
        if part is not body and not part.is_multipart():
            yield part.get_filename() or "attachment", _bytes(part)


def _content(part: MIMEPart) -> str:
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError, ValueError):  # a character set that does not exist
        return _bytes(part).decode("utf-8", errors="replace")


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _outlook(source: Source) -> _Letter:
    try:
        message = oxmsg.Message.load(io.BytesIO(source.data))
        html, text = message.html_body, message.body or ""
        return _Letter(
            subject=clean_line(message.subject or ""),
            name="message.html" if html else "message.txt",
            body=(html or text).encode(),
            attachments=tuple(
                (attachment.file_name or "attachment", attachment.file_bytes or b"")
                for attachment in list(message.attachments)[:MAX_PARTS]
            ),
            private=message.properties.int_prop_value(PID_SENSITIVITY) in _SENSITIVE_NUMBERS,
        )
    except Exception as error:  # the library lets through whatever a damaged file raises
        raise RecordError(
            f"the message is damaged ({type(error).__name__}); save it as EML"
        ) from error
