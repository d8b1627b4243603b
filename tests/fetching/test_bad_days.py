"""What goes wrong on a site: each kind is survived, reported, and does not stop the rest."""

from __future__ import annotations

import time
from dataclasses import replace
from email.utils import formatdate
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.errors import FetchError, NothingThere, RobotsForbid, UsageError
from corpus.fetching.answers import retry_after_s
from corpus.fetching.fetch import fetch
from corpus.fetching.politeness import Politeness
from corpus.fetching.run import Wanted
from corpus.readers.moderngov_address import read_site, same_host
from tests.fetching.conftest import IMPATIENT, Fetch, files
from tests.moderngov_council import Council, Fault

ONE = "GetMeeting?lMeetingId=4967"
ITS_PAGE = "MId=4967"


def gaps(council: Council) -> list[float]:
    """Return the seconds between one request and the next."""
    times = [asked.at for asked in council.asked]
    return [later - earlier for earlier, later in pairwise(times)]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_an_error_that_passes_is_tried_again(council: Council, get: Fetch, status: int) -> None:
    council.faults = [Fault(ONE, "status", times=2, status=status)]
    report = get()
    assert (report.downloaded, report.failed, report.by_page) == (3, 0, 0)
    assert len(council.targets(ONE)) == 3


def test_an_error_that_stays_is_left_after_four_tries_and_the_page_is_taken(
    council: Council, get: Fetch, into: Path
) -> None:
    council.faults = [Fault(ONE, "status")]
    report = get()
    assert (report.downloaded, report.failed, report.by_page) == (3, 0, 1)
    assert len(council.targets(ONE)) == 4
    assert b"failed twice" in files(into)["audit-committee/2026-02-10-4967/meeting.html"]
    assert "the web service failed for 1 meetings" in report.notes[-1]


def test_what_fails_everywhere_is_reported_and_tried_again_by_the_next_run(
    council: Council, get: Fetch
) -> None:
    council.faults = [Fault("4967", "status")]
    report = get()
    assert (report.downloaded, report.failed) == (2, 1)
    (failure,) = report.failures
    assert failure.what == "Audit Committee, 2026-02-10"
    assert "web service: HTTP 500" in failure.reason
    assert "page: HTTP 500" in failure.reason
    assert failure.url.endswith("ieListDocuments.aspx?CId=144&MId=4967&Ver=4")
    council.faults = []
    assert get().downloaded == 1


def test_a_404_is_not_tried_again(council: Council, get: Fetch) -> None:
    council.faults = [Fault("4967", "status", status=404)]
    assert get().failed == 1
    assert len(council.targets(ONE)) == 1


def test_a_record_that_is_there_is_not_replaced_by_its_page(
    council: Council, get: Fetch, into: Path
) -> None:
    get()
    before = files(into)
    council.faults = [Fault(ONE, "status")]
    assert get().failed == 1
    assert files(into) == before
    assert council.targets(ITS_PAGE) == []


def test_a_slow_answer_is_not_waited_for_for_ever(council: Council, get: Fetch) -> None:
    council.faults = [Fault("4967", "slow", seconds=3.0)]
    started = time.monotonic()
    report = get(polite=replace(IMPATIENT, timeout_s=0.15, attempts=2))
    assert time.monotonic() - started < 3
    assert "no answer within 0.15 s" in report.failures[0].reason
    assert (report.downloaded, report.failed) == (2, 1)


def test_an_answer_that_dribbles_is_not_waited_for_for_ever(council: Council, get: Fetch) -> None:
    polite = replace(IMPATIENT, max_answer_s=0.0, attempts=1)
    with pytest.raises(NothingThere, match="not finished after 0 s"):
        get(polite=polite)


def test_endless_redirects_end(council: Council, get: Fetch) -> None:
    council.faults = [Fault("4967", "redirect")]
    report = get()
    assert "redirects more than 5 times" in report.failures[0].reason
    assert len(council.targets(ONE)) == 6


@pytest.mark.parametrize(
    "target",
    ["http://localhost:9/", "https://127.0.0.1/", "//elsewhere.example/x", "file:///etc/passwd"],
)
def test_a_redirect_to_another_host_is_not_followed(
    council: Council, get: Fetch, target: str, into: Path
) -> None:
    council.faults = [Fault("4967", "redirect", headers={"Location": target})]
    report = get()
    assert (report.downloaded, report.failed) == (2, 1)
    assert "redirects to another site" in report.failures[0].reason


def test_a_redirect_on_the_same_host_is_followed(council: Council, get: Fetch) -> None:
    council.faults = [
        Fault(ONE, "redirect", 1, headers={"Location": f"/x/mgWebService.asmx/{ONE}"})
    ]
    assert get().downloaded == 3


@pytest.mark.parametrize("kind", ["cut", "ends early"])
@pytest.mark.parametrize("service", [True, False])
def test_an_answer_that_is_cut_off_is_never_kept(
    council: Council, get: Fetch, into: Path, kind: str, service: bool
) -> None:
    council.service = service
    council.faults = [Fault("4967", kind)]
    report = get()
    assert (report.downloaded, report.failed) == (2, 1)
    assert "cut off in the middle" in report.failures[0].reason
    assert not any("4967" in name for name in files(into))
    council.faults = [Fault("4967", kind, times=1)]
    assert get().downloaded == 1


def test_lists_that_fail_for_all_committees_are_had_one_by_one(
    council: Council, get: Fetch
) -> None:
    council.faults = [Fault("lCommitteeId=-1", "status")]
    report = get()
    assert (report.listed, report.downloaded, report.by) == (5, 3, "web service")


def test_a_committee_whose_list_fails_is_reported(council: Council, get: Fetch) -> None:
    council.faults = [
        Fault("lCommitteeId=-1", "status"),
        Fault("lCommitteeId=163", "status"),
        Fault("ieListMeetings.aspx?CId=163", "status"),
    ]
    report = get()
    assert (report.listed, report.downloaded) == (3, 2)
    assert report.failures[0].what == "meetings of Children & Young People"


def test_no_list_at_all_is_an_error(council: Council, get: Fetch, into: Path) -> None:
    council.faults = [Fault("Meetings", "status")]
    with pytest.raises(FetchError, match="No list of meetings could be had"):
        get()


def test_a_site_that_goes_down_is_left_alone_and_the_rest_is_counted(
    council: Council, get: Fetch
) -> None:
    council.faults = [Fault("lMeetingId", "slow", seconds=2.0), Fault("MId", "slow", seconds=2.0)]
    report = get(polite=replace(IMPATIENT, timeout_s=0.1, attempts=1))
    assert (report.downloaded, report.failed) == (0, 5)
    assert "has not answered 5 requests in a row" in report.failures[-1].reason
    council.faults = []
    assert get().downloaded == 3


def test_retry_after_is_waited_for(council: Council, get: Fetch) -> None:
    council.faults = [Fault(ONE, "status", 1, status=503, headers={"Retry-After": "1"})]
    assert get().downloaded == 3
    first, second = (asked.at for asked in council.asked if ONE in asked.target)
    assert second - first >= 1.0


def test_retry_after_an_hour_is_left_to_the_next_run(council: Council, get: Fetch) -> None:
    council.faults = [Fault("4967", "status", status=503, headers={"Retry-After": "3600"})]
    started = time.monotonic()
    assert get().failed == 1
    assert time.monotonic() - started < 5
    assert len(council.targets(ONE)) == 1


def test_retry_after_in_both_its_forms() -> None:
    assert retry_after_s("120") == 120
    assert 28 < (retry_after_s(formatdate(time.time() + 30, usegmt=True)) or 0) <= 30
    assert retry_after_s("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert retry_after_s("soon") is None
    assert retry_after_s("²") is None
    assert retry_after_s(None) is None


def test_the_pause_is_kept_between_all_requests(council: Council, get: Fetch) -> None:
    get("144", polite=replace(IMPATIENT, pause_s=0.12))
    assert len(council.asked) >= 5
    # The server notes the time once it has answered: a little is taken off for that.
    assert min(gaps(council)) >= 0.1


@pytest.mark.parametrize("rule", ["Crawl-delay: 0.2", "Request-rate: 5/1"])
def test_a_longer_pause_that_robots_txt_asks_for_is_kept(
    council: Council, get: Fetch, rule: str
) -> None:
    council.robots = f"User-agent: *\n{rule}\n"
    report = get("144")
    assert min(gaps(council)) >= 0.18
    assert report.notes == ["robots.txt asks for 0.2 s between requests"]


def test_robots_txt_that_forbids_everything_is_obeyed(
    council: Council, get: Fetch, into: Path
) -> None:
    council.robots = "User-agent: *\nDisallow: /\n"
    with pytest.raises(RobotsForbid, match=r"robots.txt does not allow /mgListCommittees.aspx"):
        get()
    assert council.targets() == ["/robots.txt"]
    assert not into.exists()


def test_robots_txt_may_forbid_this_program_alone(council: Council, get: Fetch) -> None:
    council.robots = "User-agent: council-search\nDisallow: /\n\nUser-agent: *\nDisallow:\n"
    with pytest.raises(RobotsForbid):
        get()
    council.robots = "User-agent: other-bot\nDisallow: /\n"
    assert get().downloaded == 3


def test_robots_txt_that_forbids_the_service_leaves_the_pages(council: Council, get: Fetch) -> None:
    council.robots = "User-agent: *\nDisallow: /mgWebService.asmx\nDisallow: /documents/\n"
    report = get(documents=True)
    assert (report.by, report.downloaded) == ("pages", 3)
    assert council.targets("mgWebService") == []
    assert council.targets("/documents/") == []
    assert report.documents_left_out == 2
    assert any("does not allow /documents/" in note for note in report.notes)


def test_robots_txt_with_wild_cards(council: Council, get: Fetch) -> None:
    council.robots = "User-agent: *\nDisallow: /*lMeetingId=4967$\nDisallow: /*MId=4967\n"
    report = get()
    assert (report.downloaded, report.failed) == (2, 1)
    assert "does not allow" in report.failures[0].reason


def test_without_a_readable_robots_txt_nothing_is_asked(
    council: Council, get: Fetch, into: Path
) -> None:
    """RFC 9309: no file means no rules, a server error means that none may be broken."""
    council.faults = [Fault("robots.txt", "status")]
    with pytest.raises(NothingThere, match="HTTP 500"):
        get()
    assert set(council.targets()) == {"/robots.txt"}
    council.faults = [Fault("robots.txt", "status", status=403)]
    assert get().downloaded == 3


def test_every_request_says_who_asks(council: Council, get: Fetch) -> None:
    get(polite=replace(IMPATIENT, contact="clerk@example.org"))
    agents = {asked.headers["User-Agent"] for asked in council.asked}
    assert len(agents) == 1
    assert agents.pop().startswith("council-search/0.")
    assert all("clerk@example.org" in asked.headers["User-Agent"] for asked in council.asked)


@pytest.mark.parametrize("contact", ["a\r\nCookie: b", "clerk@exämple.org"])
def test_a_contact_cannot_add_headers(get: Fetch, contact: str, council: Council) -> None:
    with pytest.raises(UsageError):
        get(polite=Politeness(contact=contact))
    assert council.asked == []


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("democracy.example.gov.uk", "Did you mean https://democracy.example.gov.uk"),
        ("ftp://example.gov.uk/", "is no web address"),
        ("file:///etc/passwd", "is no web address"),
        ("https://", "names no host"),
        ("https://user:pw@example.gov.uk/", "Leave the user name"),
        ("https://example.gov.uk:99999/", "is no web address"),
    ],
)
def test_a_wrong_address_is_an_error_that_helps(address: str, said: str, into: Path) -> None:
    with pytest.raises(UsageError) as caught:
        fetch(address, into, Wanted(), IMPATIENT)
    assert said in str(caught.value)
    assert not into.exists()


def test_a_site_that_is_no_modern_gov_is_an_error(council: Council, get: Fetch, into: Path) -> None:
    council.faults = [Fault("mg", "status", status=404)]
    with pytest.raises(NothingThere, match=r"No modern\.gov site answers at"):
        get()
    assert not into.exists()


def test_nobody_at_the_address_is_an_error_at_once(into: Path) -> None:
    started = time.monotonic()
    with pytest.raises(NothingThere, match="cannot be reached"):
        fetch("http://127.0.0.1:9/", into, Wanted(), Politeness())
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("address", "base"),
    [
        ("https://a.gov.uk", "https://a.gov.uk/"),
        ("HTTPS://A.gov.uk/mgListCommittees.aspx?bcr=1", "https://a.gov.uk/"),
        ("https://a.gov.uk/modgov/ieListMeetings.aspx?CId=1", "https://a.gov.uk/modgov/"),
        ("https://a.gov.uk/modgov", "https://a.gov.uk/modgov/"),
        ("https://a.gov.uk/mgWebService.asmx/GetCommittees", "https://a.gov.uk/"),
        ("https://a.gov.uk:443/", "https://a.gov.uk/"),
        ("http://a.gov.uk:8080/x/", "http://a.gov.uk:8080/x/"),
    ],
)
def test_any_page_of_a_site_names_it(address: str, base: str) -> None:
    assert read_site(address).base == base


@pytest.mark.parametrize(
    ("url", "other", "same"),
    [
        ("http://a.uk/x", "https://a.uk/y", True),
        ("https://a.uk/x", "http://a.uk/y", False),
        ("https://a.uk/x", "https://b.a.uk/", False),
        ("https://a.uk/x", "https://a.uk:8443/", False),
        ("https://a.uk/x", "https://a.uk:443/", True),
        ("https://a.uk/x", "javascript:alert(1)", False),
        ("https://a.uk/x", "https://[broken/", False),
    ],
)
def test_same_host(url: str, other: str, same: bool) -> None:
    assert same_host(url, other) is same
