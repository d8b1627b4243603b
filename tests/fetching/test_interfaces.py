"""Legistar's Web API and OParl, asked over HTTP: whole lists, what may be seen, what is new, and on to an index's reader."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus import readers
from corpus.errors import FetchError, NothingThere, RobotsForbid
from corpus.fetching.fetch import fetch
from corpus.fetching.report import FetchReport
from corpus.fetching.run import Wanted
from corpus.interfaces.kinds import LISTERS, kind_of
from corpus.records import Meeting
from corpus.sources import FoundFile, find_files, load
from tests.fetching.conftest import IMPATIENT, TODAY, files
from tests.interface_servers import LegistarSite, OParlSite, event, event_item, harrow
from tests.moderngov_council import Fault
from tests.moderngov_server import served

COUNCIL = "city-council/2024-01-08-901"


@pytest.fixture
def legistar() -> Iterator[LegistarSite]:
    site = harrow()
    with served(site, "/v1/harrow/"):  # type: ignore[arg-type]
        yield site


def got(
    site: LegistarSite | OParlSite, into: Path, today: date = TODAY, **wanted: object
) -> FetchReport:
    lister = LISTERS["legistar" if isinstance(site, LegistarSite) else "oparl"]
    report = fetch(site.base, into, Wanted(**wanted), IMPATIENT, lister=lister, today=today)
    assert report.counted == report.listed
    return report


def read_all(folder: Path) -> dict[str, Meeting]:
    """Return what `index` reads of a folder of fetched records, by committee and day."""
    found = {}
    for file in find_files([folder]):
        assert isinstance(file, FoundFile), file
        for record in readers.read(load(file)):
            assert isinstance(record, Meeting), record
            found[f"{record.committee} {record.date}"] = record
    return found


def test_events_are_written_as_served_with_their_items_and_votes(
    legistar: LegistarSite, tmp_path: Path
) -> None:
    report = got(legistar, tmp_path, council="City of Harrow")
    assert (report.listed, report.downloaded, report.called_off, report.failed) == (3, 2, 1, 0)
    assert (report.by, report.committees) == ("Legistar's Web API", 2)
    assert "meetings left out as deleted or not for the public: 1" in report.notes
    written = files(tmp_path)
    assert set(written) == {
        "meeting.toml",
        *(f"{COUNCIL}/{name}" for name in ("meeting.json", "meeting.toml")),
        *(f"plan-commission/2024-02-05-902/{name}" for name in ("meeting.json", "meeting.toml")),
    }
    kept = json.loads(written[f"{COUNCIL}/meeting.json"])
    assert kept["EventLocation"] == "Guildhall, Room 4"
    assert {row["EventItemId"]: row for row in kept["EventItems"]}[41][
        "EventItemVotes"
    ] == legistar.votes[41]
    assert not any(b"okapi" in data for data in written.values())


def test_what_was_fetched_reads_as_the_meeting_that_it_is(
    legistar: LegistarSite, tmp_path: Path
) -> None:
    got(legistar, tmp_path, council="City of Harrow")
    found = read_all(tmp_path)
    assert sorted(found) == ["City Council 2024-01-08", "Plan Commission 2024-02-05"]
    council = found["City Council 2024-01-08"]
    assert (council.council, council.venue) == ("City of Harrow", "Guildhall, Room 4")
    assert council.url == legistar.events[0]["EventInSiteURL"]
    assert [(a.name, a.attendance) for a in council.attendees] == [
        ("Ada Oak", "Present"),
        ("Di Yew", "Excused"),
    ]
    roll, bridge, closed = council.items
    assert (roll.title, roll.number) == ("Call to Order", None)
    assert (bridge.number, bridge.title) == (
        "3",
        "Resolution to award a contract for the Spey Street bridge",
    )
    assert (
        bridge.agenda
        == "File 24-0512, Resolution\n\nStaff recommend the lowest responsible bidder."
    )
    assert bridge.decision.startswith("A motion was made by Oak, seconded by Elm")
    assert bridge.decision.endswith("Result: Pass")
    assert "The engineer said that the girders were rusted through." in bridge.minutes
    assert "Yea (2): Ada Oak, Bo Elm\nNay (1): Cy Ash" in bridge.minutes
    assert [(d.title, d.url) for d in bridge.documents] == [
        ("Staff Report", "https://files.legistar.example/attachments/7.pdf")
    ]
    assert (closed.restricted, roll.restricted, bridge.restricted) == (True, False, False)
    # Its minutes are not for the public yet.
    (zoning,) = found["Plan Commission 2024-02-05"].items
    assert (zoning.title, zoning.minutes, zoning.decision) == (
        "Zoning map for the mill district",
        "",
        "",
    )


@pytest.mark.parametrize("most", [1_000, 50, 10])
def test_a_list_is_whole_however_few_rows_a_site_gives_at_once(
    legistar: LegistarSite, tmp_path: Path, most: int
) -> None:
    legistar.most = most
    legistar.events = [
        event(n, "City Council", f"20{n % 25:02}-0{1 + n % 9}-11") for n in range(1, 131)
    ]
    legistar.items = {
        n: [event_item(1000 * n + k, f"Matter {k}", k) for k in range(1, 3 if n > 1 else 24)]
        for n in range(1, 131)
    }
    report = got(legistar, tmp_path)
    assert (report.listed, report.downloaded) == (130, 130)
    (first,) = tmp_path.rglob("*-1/meeting.json")
    assert len(json.loads(first.read_bytes())["EventItems"]) == 23


def test_a_site_that_takes_no_heed_of_skip_is_asked_no_more_than_once_more(
    legistar: LegistarSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    legistar.events = [event(n, "City Council", "2024-05-06") for n in range(1, 21)]
    legistar.items = {n: [event_item(n, "Roads", 1)] for n in range(1, 21)}
    rows = legistar.value
    monkeypatch.setattr(
        LegistarSite, "value", lambda _, path, asked: rows(path, {**asked, "$skip": "0"})
    )
    assert got(legistar, tmp_path).downloaded == 20
    assert len(legistar.targets("skip=20")) == 1


def test_only_what_is_new_or_changed_is_written_again(
    legistar: LegistarSite, tmp_path: Path
) -> None:
    got(legistar, tmp_path)
    near = date(2024, 2, 20)
    again = got(legistar, tmp_path, today=near)
    assert (again.downloaded, again.changed, again.unchanged) == (0, 0, 2)
    # Long past, and the list tells nothing new of it: not asked for.
    legistar.asked.clear()
    assert got(legistar, tmp_path).settled == 2
    assert legistar.targets("EventItems") == []
    legistar.events[0]["EventLastModifiedUtc"] = "2024-06-01T09:00:00"
    legistar.items[901][1]["EventItemMinutesNote"] = "The bridge is open again."
    assert (got(legistar, tmp_path).changed, len(legistar.targets("901/EventItems"))) == (1, 1)
    assert b"open again" in files(tmp_path)[f"{COUNCIL}/meeting.json"]


def test_a_meeting_is_whole_or_not_there(legistar: LegistarSite, tmp_path: Path) -> None:
    legistar.faults = [Fault("EventItems/41/Votes", "status", status=500)]
    report = got(legistar, tmp_path)
    assert (report.downloaded, report.failed) == (1, 1)
    assert "HTTP 500" in report.failures[0].reason
    assert f"{COUNCIL}/meeting.json" not in files(tmp_path)
    legistar.faults = []
    assert got(legistar, tmp_path).downloaded == 1
    # No votes at all are said by 404.
    legistar.votes.clear()
    legistar.events[0]["EventLastModifiedUtc"] = "2024-07-01T09:00:00"
    assert got(legistar, tmp_path).changed == 1


def test_half_a_list_is_no_list(legistar: LegistarSite, tmp_path: Path) -> None:
    legistar.most = 10
    legistar.events = [event(n, "City Council", "2024-05-06") for n in range(1, 25)]
    legistar.faults = [Fault("skip=20", "status", status=500)]
    with pytest.raises(FetchError, match="No list of meetings could be had"):
        got(legistar, tmp_path)
    legistar.faults = [Fault("skip=10", "ends early")]
    with pytest.raises(FetchError, match="No list of meetings could be had"):
        got(legistar, tmp_path)


def test_days_are_asked_for_and_looked_at_again(legistar: LegistarSite, tmp_path: Path) -> None:
    report = got(legistar, tmp_path, first=date(2024, 2, 1), last=date(2024, 2, 5))
    assert report.downloaded == 1
    assert "datetime%272024-02-06%27" in legistar.targets("skip=0")[0]
    report = got(legistar, tmp_path, committees=("Plan",))
    assert (report.listed, report.committees) == (1, 1)
    with pytest.raises(NothingThere, match="There is no committee 'Lidos'"):
        got(legistar, tmp_path, committees=("Lidos",))
    with pytest.raises(NothingThere, match="lists no such meetings"):
        got(legistar, tmp_path, last=date(1999, 1, 1), committees=())


def test_an_address_that_is_no_interface_is_told(legistar: LegistarSite, tmp_path: Path) -> None:
    legistar.base = legistar.base.replace("harrow", "nowhere")
    with pytest.raises(NothingThere, match="No Legistar's Web API answers at"):
        got(legistar, tmp_path)
    legistar.base = legistar.base.replace("nowhere", "harrow")
    legistar.robots = "User-agent: *\nDisallow: /v1"
    with pytest.raises(RobotsForbid):
        got(legistar, tmp_path)


def test_oparl_is_followed_from_page_to_page_and_named(oparl: OParlSite, tmp_path: Path) -> None:
    report = got(oparl, tmp_path)
    assert (report.listed, report.downloaded, report.called_off, report.empty) == (4, 2, 1, 1)
    assert (report.council, report.by) == ("Stadt Wiesental", "OParl")
    found = read_all(tmp_path)
    # Half past eleven at night is that day, not the next one of another zone.
    assert sorted(found) == ["Bauausschuss 2024-02-01", "Finanzausschuss 2024-01-04"]
    money = found["Finanzausschuss 2024-01-04"]
    assert (money.council, money.venue) == ("Stadt Wiesental", "Rathaus, Raum 136")
    assert [(i.number, i.title, i.restricted) for i in money.items] == [
        ("1", "Feststellung der Tagesordnung", False),
        ("2", "Haushalt", False),
        ("3", "Ankauf eines Grundstücks", True),
    ]
    assert money.items[1].decision == "Geändert beschlossen\n\nDer Etat steigt auf 4 Mio.\nEuro."
    assert [(d.title, d.url) for d in money.items[0].documents] == [
        ("Vorlage 12/2024", oparl.at("file/1"))
    ]


def test_a_body_of_oparl_is_an_address_too(oparl: OParlSite, tmp_path: Path) -> None:
    oparl.base += "body/1"
    lister = LISTERS["oparl"]
    site = oparl.base
    oparl.base = oparl.base.removesuffix("body/1")
    assert fetch(site, tmp_path, Wanted(), IMPATIENT, lister=lister, today=TODAY).downloaded == 2


def test_oparl_never_leads_to_another_host(oparl: OParlSite, tmp_path: Path) -> None:
    oparl.meetings[1]["agendaItem"] = ["http://elsewhere.example/agendaitem/1"]
    report = got(oparl, tmp_path)
    assert (report.failed, report.downloaded) == (1, 1)
    assert "leads to another site, elsewhere.example" in report.failures[0].reason


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://webapi.legistar.com/v1/seattle", "legistar"),
        ("https://ris.wiesental.example/webservice/oparl/v1.1/system", "oparl"),
        ("https://democracy.example.gov.uk/", "modern.gov"),
        ("https://seattle.legistar.com/Calendar.aspx", "modern.gov"),
    ],
)
def test_an_address_tells_what_kind_of_site_it_is(address: str, kind: str) -> None:
    assert kind_of(address) == kind
