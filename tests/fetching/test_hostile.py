"""A fetch always ends and always goes on: sites that answer in any way whatever, over real sockets.

Each behaviour is that of one meeting's addresses, the rest of the site is well. Whatever it is, the run
ends soon, the other meetings are there, each is accounted for, and a run after the site has mended gets
the rest.
"""

from __future__ import annotations

import gzip
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest

from corpus.errors import FetchError, NothingThere, RobotsForbid, UsageError
from corpus.fetching import layout
from corpus.fetching.politeness import MAX_ERRORS_IN_A_ROW, MAX_FAILURES_IN_A_ROW
from tests.fetching.conftest import IMPATIENT, Fetch, files
from tests.moderngov_council import Council, Fault

HASTY = replace(IMPATIENT, timeout_s=0.3, attempts=2, max_answer_s=1.0)
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n"
# What a run may take here, with many others beside it on the machine.
SOON_S = 60.0
Sends = Callable[[BinaryIO], object]


def says(answer: bytes) -> Sends:
    return lambda out: out.write(answer)


def drips(start: bytes, drip: bytes = b"a") -> Sends:
    """Return what sends something again and again, sooner than anybody who waits for each gives up."""

    def send(out: BinaryIO) -> None:
        out.write(start)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            out.write(drip)
            out.flush()
            time.sleep(0.05)

    return send


def pours(start: bytes, flood: bytes) -> Sends:
    """Return what sends as fast as it can and never stops."""

    def send(out: BinaryIO) -> None:
        out.write(start)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            out.write(flood)

    return send


def body(content: bytes, *headers: bytes) -> bytes:
    length = b"Content-Length: %d\r\n" % len(content)
    return OK + length + b"".join(header + b"\r\n" for header in headers) + b"\r\n" + content


BEHAVIOURS: dict[str, Sends] = {
    "status line drips": drips(b"HTTP/1.1 2"),
    "headers drip": drips(OK + b"X-Slow: "),
    "header lines without end": drips(OK, b"X: y\r\n"),
    "content drips": drips(OK + b"Content-Length: 99999\r\n\r\n<"),
    "chunks drip": drips(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
    "content of an error drips": drips(b"HTTP/1.1 500 No\r\nContent-Length: 99999\r\n\r\n<"),
    "content of a 404 drips": drips(
        b"HTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"
    ),
    "headers are poured": pours(OK, b"X-More: and more\r\n" * 100),
    "one header is poured": pours(OK + b"X-Long: ", b"y" * 10_000),
    "interim answers without end": pours(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 50),
    "nothing": says(b""),
    "noise": says(b"\x00\xff\x16\x03\x01" * 100),
    "another protocol": says(b"SSH-2.0-OpenSSH_9.6\r\n"),
    "HTTP/0.9": says(b"<meeting><agendaitem/></meeting>"),
    "no such status": says(b"HTTP/1.1 999 What\r\nContent-Length: 0\r\n\r\n"),
    "no content": says(b"HTTP/1.1 204 None\r\n\r\n"),
    "a part": says(b"HTTP/1.1 206 Part\r\nContent-Length: 4\r\n\r\n<mee"),
    "not modified since never": says(b"HTTP/1.1 304 Same\r\n\r\n"),
    "another protocol wanted": says(
        b"HTTP/1.1 101 Switch\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"
    ),
    "length of minus five": says(OK + b"Content-Length: -5\r\n\r\n<meeting/>"),
    "length that is no number": says(OK + b"Content-Length: many\r\n\r\n<meeting/>"),
    "length of four hundred figures": says(OK + b"Content-Length: " + b"9" * 400 + b"\r\n\r\n<"),
    "two lengths": says(OK + b"Content-Length: 1\r\nContent-Length: 9\r\n\r\n<meeting/>"),
    "chunk of no size": says(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n<meeting/>\r\n"),
    "no gzip": says(body(b"<meeting/>", b"Content-Encoding: gzip")),
    "gzip of very much": says(body(gzip.compress(bytes(80 << 20), 9), b"Content-Encoding: gzip")),
    "unknown coding": says(body(b"<meeting/>", b"Content-Encoding: zz")),
    "half a UTF-8": says(body(b"<meeting>\xc3</meeting>\xff\xfe")),
    "moved nowhere": says(b"HTTP/1.1 302 Moved\r\nLocation: \r\nContent-Length: 0\r\n\r\n"),
    "moved to no address": says(
        b"HTTP/1.1 302 Moved\r\nLocation: http://[::1\r\nContent-Length: 0\r\n\r\n"
    ),
    "moved to bytes": says(
        b"HTTP/1.1 302 Moved\r\nLocation: /\xe9\xff\x80?\xf0\r\nContent-Length: 0\r\n\r\n"
    ),
    "come back in 400 figures": says(
        b"HTTP/1.1 503 No\r\nRetry-After: " + b"9" * 400 + b"\r\nContent-Length: 0\r\n\r\n"
    ),
    "come back in the year 9999": says(
        b"HTTP/1.1 503 No\r\nRetry-After: Fri, 31 Dec 9999 23:59:59 -9999\r\nContent-Length: 0\r\n\r\n"
    ),
    "come back never": says(
        b"HTTP/1.1 429 No\r\nRetry-After: \xff, , ,\r\nContent-Length: 0\r\n\r\n"
    ),
    "a reason of bytes": says(b"HTTP/1.1 500 \xe9\xff\x80\r\nContent-Length: 0\r\n\r\n"),
    "a type of bytes": says(
        b"HTTP/1.1 200 OK\r\nContent-Type: \xff\xfe; charset=\xff\r\n\r\n<meeting/>"
    ),
    "XML without end": says(body(b"<meeting>" + b"<a>" * 200_000)),
}


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
def test_one_meeting_that_answers_so_keeps_nothing_from_the_others(
    behaviour: str, council: Council, get: Fetch
) -> None:
    council.faults = [Fault("4967", "raw", raw=BEHAVIOURS[behaviour])]
    started = time.monotonic()
    report = get(polite=HASTY)
    assert time.monotonic() - started < SOON_S
    assert report.complete
    assert report.downloaded + report.failed + report.empty == 5 - 1
    assert report.downloaded >= 2
    council.faults = []
    again = get()
    assert (again.failed, again.failures) == (0, [])
    assert report.downloaded + again.downloaded == 3


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
def test_a_site_that_answers_only_so_is_left(behaviour: str, council: Council, get: Fetch) -> None:
    council.faults = [Fault("", "raw", raw=BEHAVIOURS[behaviour])]
    started = time.monotonic()
    with pytest.raises(FetchError):
        get(polite=replace(HASTY, attempts=1))
    assert time.monotonic() - started < SOON_S
    council.faults = []
    assert get().downloaded == 3


@pytest.mark.parametrize(
    "header",
    [
        b'ETag: "caf\xe9"',
        b"ETag: \xff\xfe",
        b'ETag: "' + b"x" * 60_000 + b'"',
        b"Last-Modified: \xe9t\xe9",
        b"Last-Modified: " + b"x" * 60_000,
    ],
    ids=["ETag of Latin-1", "ETag of bytes", "long ETag", "date of Latin-1", "long date"],
)
def test_what_cannot_be_sent_back_is_not_kept(header: bytes, council: Council, get: Fetch) -> None:
    meeting = council.get_meeting(4967).encode()
    council.faults = [Fault("lMeetingId=4967", "raw", raw=says(body(meeting, header)))]
    assert get().downloaded == 3
    again = get()
    assert (again.unchanged + again.settled, again.failed) == (3, 0)


def test_what_an_earlier_version_has_kept_is_not_sent_either(council: Council, get: Fetch) -> None:
    from corpus.fetching.client import Client

    with Client(IMPATIENT) as client:
        url = f"{council.base}mgWebService.asmx/GetMeeting?lMeetingId=4967"
        assert b"agendaitem" in client.get(url, etag='"caf\xe9"', last_modified="\x00").body


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("mgConvert2PDF.aspx?ID=" + "7" * 300, "Report"),
        ("documents/s" + "7" * 300 + "/Report.pdf", "R" * 4_000),
        ("mgConvert2PDF.aspx?ID=²", "∞" * 300),
        ("mgConvert2PDF.aspx?ID=/../../x", "../../x"),
    ],
)
def test_odd_documents_are_written_under_a_name_or_reported(
    url: str, title: str, council: Council, get: Fetch, into: Path
) -> None:
    meeting = council.get_meeting(4967).replace("mgConvert2PDF.aspx?ID=60860", url)
    content = meeting.replace("Lido report", title).encode()
    council.faults = [
        Fault("lMeetingId=4967", "raw", raw=says(body(content))),
        Fault("ID=60861", "none", times=0),
        Fault("documents/s7", "raw", raw=says(body(b"%PDF-1.4"))),
        Fault("ID=7", "raw", raw=says(body(b"%PDF-1.4"))),
        Fault("ID=%C2%B2", "raw", raw=says(body(b"%PDF-1.4"))),
        Fault("ID=/..", "raw", raw=says(body(b"%PDF-1.4"))),
    ]
    for _ in range(2):
        report = get(documents=True)
        assert (report.failed, report.failures) == (0, [])
    written = [name for name in files(into) if name.endswith(".pdf")]
    assert len(written) == 2
    assert all(name.startswith("audit-committee/2026-02-10-4967/documents/") for name in written)


@pytest.mark.parametrize(
    "rule",
    [
        "Crawl-delay: 86400",
        "Request-rate: 1/86400",
        "Request-rate: 1/24h",
    ],
)
def test_a_pause_that_no_run_would_end_with_is_refused_at_once(
    rule: str, council: Council, get: Fetch
) -> None:
    council.robots = f"User-agent: *\n{rule}\n"
    started = time.monotonic()
    with pytest.raises(RobotsForbid, match="between requests"):
        get()
    assert time.monotonic() - started < SOON_S


@pytest.mark.parametrize(
    "rule",
    [
        "Crawl-delay: nan",
        "Crawl-delay: inf",
        "Crawl-delay: 1e400",
        "Crawl-delay: -5",
        "Crawl-delay: soon",
        "Request-rate: 0/0",
        "Request-rate: 1/0",
        "Request-rate: x",
    ],
)
def test_a_pause_that_is_none_is_none(rule: str, council: Council, get: Fetch) -> None:
    council.robots = f"User-agent: *\n{rule}\n"
    assert get().downloaded == 3


def test_a_robots_txt_that_is_poured_is_no_robots_txt(council: Council, get: Fetch) -> None:
    council.faults = [Fault("robots", "raw", raw=pours(OK + b"\r\n", b"Disallow: /a\n" * 1_000))]
    with pytest.raises(NothingThere):
        get()


@pytest.mark.parametrize("status", [429, 503])
def test_a_site_that_always_says_to_come_later_is_left(
    status: int, council: Council, get: Fetch
) -> None:
    council.faults = [
        Fault("MeetingId", "status", status=status),
        Fault("MId", "status", status=status),
    ]
    report = get(polite=replace(IMPATIENT, attempts=2))
    assert (report.downloaded, report.failed) == (0, 5)
    assert (
        len(council.targets("4967")) + len(council.targets("MId")) <= 2 * MAX_FAILURES_IN_A_ROW + 2
    )
    council.faults = []
    assert get().downloaded == 3


def test_a_site_that_fails_always_is_left(council: Council, get: Fetch) -> None:
    some = council.sittings[4967]
    council.sittings |= {n: replace(some, id=n) for n in range(100, 140)}
    council.faults = [Fault("MeetingId", "status"), Fault("MId", "status")]
    report = get(polite=replace(IMPATIENT, attempts=1))
    assert report.failed == report.listed == 45
    asked = len(council.targets("MeetingId")) + len(council.targets("MId"))
    assert asked <= MAX_ERRORS_IN_A_ROW + 1


def test_a_run_ends_when_its_time_is_over_and_the_next_goes_on(
    council: Council, get: Fetch
) -> None:
    some = council.sittings[4967]
    council.sittings |= {n: replace(some, id=n) for n in range(100, 130)}
    report = get(polite=replace(IMPATIENT, pause_s=0.1, max_time_s=1.5))
    assert not report.complete
    assert 0 < report.downloaded < report.listed
    assert report.not_tried == report.listed - report.downloaded - report.empty - report.called_off
    assert "is over" in report.notes[-1]
    rest = get()
    assert rest.resumed
    assert rest.complete
    assert report.downloaded + rest.downloaded == 33


def test_no_answer_is_waited_for_past_the_time_of_the_run(council: Council, get: Fetch) -> None:
    council.faults = [Fault("4967", "raw", raw=drips(OK + b"Content-Length: 99999\r\n\r\n<"))]
    started = time.monotonic()
    report = get(polite=replace(IMPATIENT, timeout_s=60, max_time_s=3))
    assert time.monotonic() - started < SOON_S
    assert not report.complete
    council.faults = []
    assert get().complete


def test_no_list_before_the_time_is_over_is_an_error(council: Council, get: Fetch) -> None:
    council.faults = [Fault("Committees", "raw", raw=drips(OK + b"X: "))]
    with pytest.raises(FetchError, match="is over"):
        get(polite=replace(IMPATIENT, timeout_s=60, max_time_s=1))


def test_a_full_disk_ends_the_run_with_a_sentence_and_another_error_does_not(
    council: Council, get: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = layout.write

    def failing(number: int) -> Callable[[Path, bytes], None]:
        def write(path: Path, data: bytes) -> None:
            if path.name == "meeting.xml" and "4967" in str(path):
                raise OSError(number, os.strerror(number))
            written(path, data)

        return write

    monkeypatch.setattr(layout, "write", failing(36))
    report = get()
    assert (report.downloaded, report.failed) == (2, 1)
    assert report.failures[0].reason == os.strerror(36)
    monkeypatch.setattr(layout, "write", failing(28))
    with pytest.raises(UsageError, match="Nothing more can be written"):
        get()
    monkeypatch.setattr(layout, "write", written)
    assert get().downloaded == 1
