"""Files made to break readers, read as a build reads them: each is reported or read, none stops it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from reportlab.lib import pdfencrypt

from corpus.errors import RecordError
from corpus.records import Meeting, Source
from corpus.worker import Worker
from tests.unit.make_files import packed, pdf, word, write

DEEP = 100_000
GOOD = Source("good.txt", b"1. Roads\n\nLong.\n\n2. Parks\n\nGreen.\n")
LAUGHS = '<!ENTITY e0 "ha">' + "".join(
    f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12)
)


def _page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><body>{body}</body></html>".encode()


BAD = {
    "deep.html": _page("<div>" * DEEP + "1. Roads" + "</div>" * DEEP),
    "deep-spans.html": _page("<b><i>" * DEEP + "1. Roads"),
    "deep-tables.html": _page("<table><tr><td>" * (DEEP // 10) + "1. Roads"),
    "deep-lists.html": _page("<ol><li>" * DEEP + "1. Roads"),
    "deep.xml": b"<?xml version='1.0'?><meeting>" + b"<a>" * DEEP + b"</a>" * DEEP + b"</meeting>",
    "laughs.xml": f"<?xml version='1.0'?><!DOCTYPE m [{LAUGHS}]><meeting>&e11;</meeting>".encode(),
    "outside.xml": b"<?xml version='1.0'?><!DOCTYPE m [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    b"<meeting>&x;</meeting>",
    "deep.jsonl": b'{"_id": ' + b"[" * DEEP,
    "cut.pdf": pdf([lambda c: write(c, ["1. Roads"])])[:300],
    "locked.pdf": pdf(
        [lambda c: write(c, ["1. Roads"])], encrypt=pdfencrypt.StandardEncryption("secret")
    ),
    "bomb.docx": packed({"word/document.xml": b"0" * (300 * 2**20)}),
    "cut.docx": word(lambda d: d.add_paragraph("1. Roads"))[:2000],
    "deep.odt": packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": b"<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns"
            b":office:1.0'><office:body><office:text>"
            + b"<a>" * DEEP
            + b"x"
            + b"</a>" * DEEP
            + b"</office:text></office:body></office:document-content>",
        },
        compression=0,
    ),
    "laughs.odt": packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<?xml version='1.0'?><!DOCTYPE m [{LAUGHS}]><m>&e11;</m>",
        },
        compression=0,
    ),
    "bomb.odt": packed(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": b" " * (200 * 2**20)}
    ),
    "cut.xlsx": packed({"xl/workbook.xml": b"<workbook>"}),
    "bomb.xlsx": packed({"xl/workbook.xml": b" " * (300 * 2**20)}),
    "deep.rtf": b"{\\rtf1 " + b"{" * DEEP + b"1. Roads" + b"}" * DEEP + b"}",
    "cut.rtf": b"{\\rtf1\\ansi 1. Roads\\par {\\fonttbl {\\f0",
    "many-parts.eml": b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    + b"--x\nContent-Type: text/plain\n\nRoads\n" * 5000,
    "deep.eml": b"MIME-Version: 1.0\nSubject: a\n"
    + b"".join(
        b"Content-Type: multipart/mixed; boundary=x%d\n\n--x%d\n" % (n, n) for n in range(5000)
    ),
    "lie.msg": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    + b"\0" * 1000
    + "__properties_version1.0".encode("utf-16-le"),
    "lie.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    + b"\0" * 1000
    + "WordDocument".encode("utf-16-le"),
    "endless.vtt": b"WEBVTT\n\n"
    + b"".join(
        b"%02d:%02d:00.000 --> 99:00:00.000\nthe road\n\n" % (n // 60, n % 60) for n in range(5000)
    ),
    "bomb.zip": packed({"bomb.txt": b"0" * (100 * 2**20)}),
    "large.txt": b"The road is long.\n\n" * (200 * 2**20 // 19),
    "one-line.txt": b"x" * (8 * 2**20),
    "numbers.txt": b"".join(b"%d. Roads\n\n" % (n % 50) for n in range(60_000)),
    "brackets.txt": b"1. Roads\n\n" + b"(" * 10**6 + b"\n\n2. Parks\n\nGreen.",
    "spaces.txt": b"1. Roads\n\n" + b" . " * 10**6 + b"\n\n2. Parks\n\nGreen.",
    "nul.txt": b"\x00" * 1000,
    "control.txt": b"\x01\x02\x03" * 1000,
}


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(time_limit_s=6) as worker:
        yield worker


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_reported_or_read_in_time_and_the_next_is_read(
    worker: Worker, name: str
) -> None:
    started = time.monotonic()
    reasons, meetings = [], []
    try:
        _, records = worker.read(Source(name, BAD[name]))
        for record in records:
            (reasons if isinstance(record, RecordError) else meetings).append(record)
    except RecordError as error:
        reasons.append(error)
    assert time.monotonic() - started < 60
    assert reasons or meetings
    shown = repr(meetings)
    assert "root:x:" not in shown
    assert "hahahaha" not in shown
    assert all(str(reason) for reason in reasons)
    _, records = worker.read(GOOD)
    (meeting,) = records
    assert isinstance(meeting, Meeting)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("laughs.xml", "entities of its own"),
        ("outside.xml", "entities of its own"),
        ("cut.pdf", "damaged or cut off"),
        ("locked.pdf", "encrypted"),
        ("bomb.docx", "unpacks to more than 256 MB"),
        ("cut.docx", "damaged or cut off"),
        ("bomb.zip", "a ZIP bomb"),
        ("large.txt", "larger than 32 MB"),
        ("nul.txt", "not a text file"),
    ],
)
def test_the_reason_says_what_is_wrong(worker: Worker, name: str, reason: str) -> None:
    reasons = []
    try:
        _, records = worker.read(Source(name, BAD[name]))
        reasons += [str(record) for record in records]
    except RecordError as error:
        reasons.append(str(error))
    assert reason in reasons[0]


def test_no_file_of_the_archive_reaches_the_disk(worker: Worker, tmp_path: Path) -> None:
    data = packed({"../../escaped.txt": GOOD.data, "good.txt": GOOD.data})
    found = list(worker.read(Source("a.zip", data))[1])
    assert [isinstance(record, Meeting) for record in found] == [False, True]
    assert list(tmp_path.parent.rglob("escaped.txt")) == []
