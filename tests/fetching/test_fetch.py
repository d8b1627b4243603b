"""What is fetched, how it is written, and what a second run does: against a site that answers."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import NothingThere, UsageError
from tests.fetching.conftest import TODAY, Fetch, files
from tests.moderngov_council import Council, Fault, Item, Sitting, pdf

AUDIT = "audit-committee/2026-02-10-4967"


def page_requests(council: Council) -> list[str]:
    return council.targets(".aspx")


def test_each_meeting_is_written_as_served_with_what_it_does_not_say_beside_it(
    council: Council, get: Fetch, into: Path
) -> None:
    report = get()
    assert (report.listed, report.downloaded, report.empty, report.called_off) == (5, 3, 1, 1)
    assert (report.by, report.committees, report.complete) == ("web service", 3, True)
    written = files(into)
    assert set(written) == {
        "meeting.toml",
        *(f"{AUDIT}/{name}" for name in ("meeting.toml", "meeting.xml")),
        *(f"audit-committee/2019-05-14-4800/{n}" for n in ("meeting.toml", "meeting.xml")),
        *(f"children-young-people/2026-02-03-5001/{n}" for n in ("meeting.toml", "meeting.xml")),
    }
    assert written[f"{AUDIT}/meeting.xml"] == council.get_meeting(4967).encode()
    assert tomllib.loads(written["meeting.toml"].decode()) == {"council": "Wenbridge City Council"}
    assert tomllib.loads(written[f"{AUDIT}/meeting.toml"].decode()) == {
        "committee": "Audit Committee",
        "date": date(2026, 2, 10),
        "url": f"{council.base}ieListDocuments.aspx?CId=144&MId=4967&Ver=4",
    }
    # The name is encoded twice in the service's answer.
    facts = written["children-young-people/2026-02-03-5001/meeting.toml"].decode()
    assert tomllib.loads(facts)["committee"] == "Children & Young People"


def test_the_report_is_in_the_folder_too(get: Fetch, into: Path) -> None:
    report = get()
    assert json.loads((into / "fetch-report.json").read_text()) == report.to_json()
    assert report.requests >= report.downloaded
    assert report.downloaded_bytes > 0


def test_dates_are_sent_day_first_and_kept_to(council: Council, get: Fetch) -> None:
    report = get(first=date(2026, 2, 1), last=date(2026, 2, 28))
    assert (report.listed, report.downloaded) == (2, 2)
    (asked,) = council.targets("GetMeetings")
    assert "sFromDate=01/02/2026&sToDate=28/02/2026" in asked


def test_a_service_that_ignores_dates_is_not_believed(
    council: Council, get: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if the dates had been sent in ISO form: the site answers with everything."""
    monkeypatch.setattr("tests.moderngov_council._service_date", lambda text: None)
    report = get(first=date(2026, 2, 1), last=date(2026, 2, 28))
    assert (report.listed, report.downloaded) == (2, 2)
    assert council.targets("lMeetingId=4800") == []


@pytest.mark.parametrize("service", [True, False])
@pytest.mark.parametrize(
    "wanted", ["144", "Audit Committee", "audit committee", "aud", "Audit  Committee "]
)
def test_a_committee_is_named_by_number_name_or_part_of_it(
    council: Council, get: Fetch, wanted: str, service: bool
) -> None:
    council.service = service
    report = get(wanted)
    assert (report.committees, report.listed, report.downloaded) == (1, 3, 2)
    asked = council.targets("GetMeetings") if service else council.targets("ieListMeetings")
    assert len(asked) == 1
    assert "=144&" in asked[0]


def test_several_committees(get: Fetch) -> None:
    assert get("144", "children", "audit").committees == 2


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("Audits Comittee", "Near to it: Audit Committee (144)"),
        ("7", "There is no committee '7'"),
        ("n", "fits several committees: Children & Young People (163), Planning (20)"),
    ],
)
def test_a_committee_that_is_not_there_is_an_error_that_helps(
    get: Fetch, wanted: str, said: str, into: Path
) -> None:
    with pytest.raises(NothingThere) as caught:
        get(wanted)
    assert said in str(caught.value)
    assert not into.exists()


def test_no_meetings_in_the_time_is_an_error(get: Fetch) -> None:
    with pytest.raises(NothingThere, match=r"from 2001-01-01 to 2001-12-31\."):
        get("144", first=date(2001, 1, 1), last=date(2001, 12, 31), today=TODAY)


@pytest.mark.parametrize("service", [True, False])
def test_a_second_run_writes_only_what_changed(
    council: Council, get: Fetch, into: Path, service: bool
) -> None:
    council.service = service
    get()
    before = {path: path.stat().st_mtime_ns for path in into.rglob("meeting.*")}
    council.asked.clear()
    second = get()
    # The page's bytes are others (its view state), its content is not.
    assert (second.downloaded, second.changed, second.unchanged, second.settled) == (0, 0, 2, 1)
    assert {path: path.stat().st_mtime_ns for path in into.rglob("meeting.*")} == before
    # A meeting of long ago is not asked for again.
    assert council.targets("4800") == []
    council.item(4967, "2").minutes = "Councillor Raman withdrew his question."
    third = get()
    assert (third.downloaded, third.changed, third.unchanged) == (0, 1, 1)
    name = "meeting.xml" if service else "meeting.html"
    assert b"withdrew his question" in (into / AUDIT / name).read_bytes()


def test_late_minutes_are_found_within_the_window_only(
    council: Council, get: Fetch, into: Path
) -> None:
    get()
    minutes = "Members asked about the north of the city."
    council.item(5001, "4").minutes = minutes
    file = into / "children-young-people/2026-02-03-5001/meeting.xml"
    assert get(today=date(2026, 6, 1), recheck_days=90).settled == 3
    assert minutes not in file.read_text()
    report = get(today=date(2026, 5, 1), recheck_days=90)
    assert (report.changed, minutes in file.read_text()) == (1, True)


def test_an_agenda_that_appears_is_new(council: Council, get: Fetch, into: Path) -> None:
    assert get().empty == 1
    council.sittings[5002].items = [Item(1, "1", "School transport", "To note.")]
    assert get().downloaded == 1
    assert (into / "children-young-people/2026-06-02-5002/meeting.xml").is_file()


def test_an_agenda_that_is_withdrawn_is_removed(council: Council, get: Fetch, into: Path) -> None:
    get()
    council.sittings[5001].items = []
    report = get()
    assert report.empty == 2
    assert "shows no agenda any more" in report.notes[0]
    assert list(into.rglob("*5001/meeting.xml")) == []


def test_a_meeting_that_was_moved_is_moved(council: Council, get: Fetch, into: Path) -> None:
    get(documents=True)
    council.sittings[4967].date = date(2026, 2, 17)
    report = get(documents=True)
    assert report.documents_downloaded == 0
    moved = into / "audit-committee/2026-02-17-4967"
    assert (moved / "meeting.xml").is_file()
    assert len(list(moved.glob("documents/*.pdf"))) == 2
    assert not (into / AUDIT).exists()
    assert tomllib.loads((moved / "meeting.toml").read_text())["date"] == date(2026, 2, 17)


def test_a_file_that_was_deleted_is_fetched_again(get: Fetch, into: Path) -> None:
    get()
    lost = into / "audit-committee/2019-05-14-4800/meeting.xml"
    lost.unlink()
    report = get()
    assert (report.downloaded + report.changed, report.settled) == (1, 0)
    assert lost.is_file()


@pytest.mark.parametrize("service", [True, False])
def test_a_site_that_says_not_modified_is_believed(
    council: Council, get: Fetch, into: Path, service: bool
) -> None:
    council.validators, council.service = True, service
    get(documents=True)
    council.asked.clear()
    report = get(documents=True)
    assert (report.unchanged, report.documents_unchanged) == (2, 2)
    not_modified = [asked for asked in council.asked if asked.status == 304]
    assert len(not_modified) == 4
    council.documents[60860] = pdf("A third failure")
    council.item(5001, "4").minutes = "Noted."
    report = get(documents=True)
    assert (report.changed, report.documents_changed, report.unchanged) == (1, 1, 1)
    assert council.documents[60860] in files(into).values()


def test_documents_are_fetched_when_asked_for_and_restricted_ones_never(
    council: Council, get: Fetch, into: Path
) -> None:
    get()
    assert council.targets("mgConvert2PDF") == []
    report = get(documents=True)
    assert (report.documents_downloaded, report.documents_left_out) == (2, 1)
    assert council.targets("ID=60999") == []
    folder = into / AUDIT / "documents"
    assert (folder / "60860-lido-report.pdf").read_bytes() == council.documents[60860]
    facts = tomllib.loads((folder / "meeting.toml").read_text())
    assert facts["files"]["60860-lido-report.pdf"] == {
        "url": f"{council.base}mgConvert2PDF.aspx?ID=60860",
        "document": "Lido report",
        "item": "2",
    }
    again = get(documents=True)
    assert (again.documents_downloaded, again.documents_unchanged) == (0, 2)


def test_a_document_that_is_too_large_or_missing_stops_nothing(
    council: Council, get: Fetch, into: Path
) -> None:
    council.documents[60860] += b"\n" * 5000
    del council.documents[60861]
    report = get(documents=True, max_document_bytes=4096)
    assert (report.downloaded, report.failed) == (3, 0)
    assert (report.documents_downloaded, report.documents_failed) == (0, 2)
    reasons = " ".join(failure.reason for failure in report.failures)
    assert "larger than" in reasons
    assert "HTTP 404" in reasons


def test_a_document_that_is_no_longer_linked_is_removed(
    council: Council, get: Fetch, into: Path
) -> None:
    get(documents=True)
    council.item(4967, "2").documents.pop()
    get(documents=True)
    assert len(list(into.rglob("*.pdf"))) == 1


def test_links_to_other_hosts_and_other_kinds_are_left_out(
    council: Council, get: Fetch, into: Path
) -> None:
    council.documents[60860] = b"MZ this is a program"
    base, council.base = council.base, "http://localhost:1/"
    elsewhere = council.get_meeting(4967)
    council.base = base
    council.get_meeting = lambda number: elsewhere  # type: ignore[method-assign]
    since = date(2026, 2, 1)
    assert get("144", first=since, documents=True).documents_left_out == 3
    del council.get_meeting
    report = get("144", first=since, documents=True)
    assert (report.documents_downloaded, report.documents_left_out) == (1, 2)


def test_pages_are_read_where_the_service_is_switched_off(
    council: Council, get: Fetch, into: Path
) -> None:
    council.service = False
    report = get(documents=True)
    assert report.by == "pages"
    assert "HTTP 403" in report.notes[0]
    assert (report.listed, report.downloaded, report.empty, report.called_off) == (5, 3, 1, 1)
    assert b"the pump had failed twice" in files(into)[f"{AUDIT}/meeting.html"]
    assert report.documents_downloaded == 2
    facts = tomllib.loads((into / AUDIT / "documents" / "meeting.toml").read_text())
    assert {one["item"] for one in facts["files"].values()} == {"2"}


def test_a_service_that_takes_no_get_requests_is_not_asked_twice(
    council: Council, get: Fetch
) -> None:
    council.faults = [Fault("mgWebService", "switched off")]
    report = get()
    assert (report.by, report.downloaded) == ("pages", 3)
    assert len(council.targets("mgWebService")) == 1
    assert "switched off" in report.notes[0]


def test_a_service_that_comes_back_replaces_the_pages(
    council: Council, get: Fetch, into: Path
) -> None:
    council.service = False
    get()
    council.service = True
    get()
    assert sorted(p.name for p in (into / AUDIT).iterdir()) == ["meeting.toml", "meeting.xml"]


def test_earlier_pages_of_a_list_are_followed_as_far_as_needed(
    council: Council, get: Fetch
) -> None:
    council.service, council.meetings_a_page = False, 1
    assert get("144").listed == 3
    assert len(council.targets("ieListMeetings")) == 3
    council.asked.clear()
    assert get("144", first=date(2026, 2, 1)).listed == 1
    assert len(council.targets("ieListMeetings")) == 2


def test_a_list_that_links_back_to_itself_ends(council: Council, get: Fetch) -> None:
    council.service = False
    council.meeting_list = lambda arguments: (  # type: ignore[method-assign]
        "<html><a href='ieListDocuments.aspx?CId=144&MId=4967'>10 Feb 2026</a>"
        f"<a href='ieListMeetings.aspx?Act=earlier&CId=144&D={len(council.asked)}'>E</a></html>"
    )
    assert get("144").listed == 1
    assert len(council.targets("ieListMeetings")) <= 3


def test_the_councils_name_can_be_given_and_is_kept_when_edited(get: Fetch, into: Path) -> None:
    get()
    (into / "meeting.toml").write_text('council = "Wenbridge"\n')
    get()
    assert (into / "meeting.toml").read_text() == 'council = "Wenbridge"\n'
    get(council='The "Borough"')
    assert tomllib.loads((into / "meeting.toml").read_text()) == {"council": 'The "Borough"'}


def test_a_folder_holds_one_site(get: Fetch, council: Council, into: Path) -> None:
    get()
    council.base = council.base.replace("127.0.0.1", "localhost")
    with pytest.raises(UsageError, match="Give each site a folder of its own"):
        get()


def test_a_site_below_a_folder_and_named_by_a_page(
    council: Council, get: Fetch, into: Path
) -> None:
    base = council.base
    council.base = f"{base}modgov/mgListCommittees.aspx?bcr=1"
    report = get()
    assert report.base == f"{base}modgov/"
    assert all(t.startswith("/modgov/") for t in council.targets() if t != "/robots.txt")
    assert report.downloaded == 3


def test_names_never_lead_out_of_the_folder(council: Council, get: Fetch, into: Path) -> None:
    council.committees[20] = "../../etc / \u00a0passwd\x00"
    council.sittings[9] = Sitting(9, 20, date(2026, 2, 1), [Item(1, "1", "../..", "Text.")])
    council.service = False
    get("20")
    assert "etc-passwd/2026-02-01-9/meeting.html" in files(into)


@pytest.mark.parametrize(
    "wanted",
    [
        {"first": date(2026, 2, 1), "last": date(2026, 1, 1)},
        {"recheck_days": -1},
        {"max_document_bytes": 0},
    ],
)
def test_arguments_that_make_no_sense(get: Fetch, wanted: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        get(**wanted)
