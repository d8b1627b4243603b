"""Attachments of Legistar and files of OParl: each with its item, none that is withheld, from no host that is not the council's."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from corpus import readers
from corpus.fetching.answers import Answer
from corpus.fetching.client import Client
from corpus.fetching.fetch import fetch
from corpus.fetching.politeness import Politeness
from corpus.fetching.report import FetchReport
from corpus.fetching.run import Wanted
from corpus.interfaces.attachments import _is_near
from corpus.interfaces.kinds import LISTERS
from corpus.records import Meeting
from corpus.sources import FoundFile, find_files, load
from tests.fetching.conftest import IMPATIENT, TODAY, files
from tests.interface_servers import LegistarSite, OParlSite, attachment, harrow, wiesental
from tests.moderngov_council import Fault, pdf
from tests.moderngov_server import served

FOLDER = "city-council/2024-01-08-901/documents"


@pytest.fixture
def legistar() -> Iterator[LegistarSite]:
    """Serve a council whose attachments are on its own host: two public ones, one hidden, two of a closed item."""
    site = harrow()
    with served(site, "/v1/harrow/"):  # type: ignore[arg-type]
        roll, bridge, closed = sorted(
            site.items[901], key=lambda row: row["EventItemAgendaSequence"]
        )
        _attach(site, bridge, 7, "Staff Report")
        _attach(site, bridge, 8, "Draft zeugma memo", shown=False)
        _attach(site, bridge, 9, "Not said zeugma memo", shown=None)
        _attach(site, roll, 10, "List of members")
        _attach(site, closed, 11, "Settlement zeugma")
        yield site


def _attach(
    site: LegistarSite, row: dict[str, object], number: int, name: str, *, shown: bool | None = True
) -> None:
    path = f"/files/{number}.pdf"
    one = attachment(number, name, shown=shown)
    one["MatterAttachmentHyperlink"] = f"http://{urlsplit(site.base).netloc}{path}"
    kept = [old for old in row["EventItemMatterAttachments"] if old["MatterAttachmentId"] != number]  # type: ignore[attr-defined]
    row["EventItemMatterAttachments"] = [*kept, one]
    site.files[path] = pdf(f"{name} of the girders")


def got(
    site: LegistarSite | OParlSite, into: Path, polite: Politeness = IMPATIENT, **wanted: object
) -> FetchReport:
    lister = LISTERS["legistar" if isinstance(site, LegistarSite) else "oparl"]
    asked = Wanted(documents=True, **wanted)
    report = fetch(site.base, into, asked, polite, lister=lister, today=TODAY)
    assert report.counted == report.listed
    return report


def documents(into: Path) -> set[str]:
    return {name for name in files(into) if "/documents/" in name and not name.endswith(".toml")}


def test_public_attachments_are_fetched_each_with_its_item(
    legistar: LegistarSite, tmp_path: Path
) -> None:
    report = got(legistar, tmp_path)
    assert (report.documents_downloaded, report.documents_failed) == (2, 0)
    # That of the closed item is left out; what is hidden is not even a document.
    assert report.documents_left_out == 1
    written = files(tmp_path)
    assert len(documents(tmp_path)) == 2
    told = tomllib.loads(written[f"{FOLDER}/meeting.toml"].decode())["files"]
    said = {
        one["document"]: (one.get("item"), one["url"].rpartition("/")[2]) for one in told.values()
    }
    assert said == {"Staff Report": ("3", "7.pdf"), "List of members": (None, "10.pdf")}
    assert {written[name] for name in documents(tmp_path)} == {
        legistar.files["/files/7.pdf"],
        legistar.files["/files/10.pdf"],
    }
    assert legistar.targets("/files/") == ["/files/10.pdf", "/files/7.pdf"]
    assert not any(
        b"zeugma" in data for name, data in written.items() if not name.endswith(".json")
    )


def test_what_was_fetched_is_read_as_a_paper_of_its_item(
    legistar: LegistarSite, tmp_path: Path
) -> None:
    got(legistar, tmp_path, council="City of Harrow")
    found = [
        record
        for file in find_files([tmp_path])
        if isinstance(file, FoundFile) and file.path.name.endswith(".pdf")
        for record in readers.read(load(file))
    ]
    assert len(found) == 2
    for record in found:
        assert isinstance(record, Meeting), record
        assert (record.committee, str(record.date)) == ("City Council", "2024-01-08")
    numbers = {
        item.number for record in found for item in record.items if isinstance(record, Meeting)
    }
    assert "3" in numbers


def test_what_is_unchanged_is_not_asked_for_again_and_what_is_hidden_goes(
    legistar: LegistarSite, tmp_path: Path
) -> None:
    got(legistar, tmp_path)
    again = got(legistar, tmp_path, recheck_days=100_000)
    assert (again.documents_downloaded, again.documents_unchanged) == (0, 2)
    assert len(legistar.targets("/files/")) == 2
    bridge = next(row for row in legistar.items[901] if row["EventItemId"] == 41)
    _attach(legistar, bridge, 7, "Staff Report", shown=False)
    got(legistar, tmp_path, recheck_days=100_000)
    assert [name.rpartition("-")[2] for name in documents(tmp_path)] == ["members.pdf"]
    assert b"Staff Report" not in files(tmp_path)[f"{FOLDER}/meeting.toml"]
    # An item that is closed from now on.
    for row in legistar.items[901]:
        row["EventItemMatterType"] = "Closed Session Item"
    got(legistar, tmp_path, recheck_days=100_000)
    assert documents(tmp_path) == set()


def test_with_etags_what_changed_is_fetched_again(legistar: LegistarSite, tmp_path: Path) -> None:
    legistar.validators = True
    got(legistar, tmp_path)
    legistar.files["/files/7.pdf"] = pdf("Another report")
    report = got(legistar, tmp_path, recheck_days=100_000)
    assert (report.documents_changed, report.documents_unchanged) == (1, 1)
    assert legistar.files["/files/7.pdf"] in files(tmp_path).values()


def test_limits_and_kinds_hold(legistar: LegistarSite, tmp_path: Path) -> None:
    legistar.files["/files/7.pdf"] += b"\n" * 5_000
    legistar.files["/files/10.pdf"] = b"<html>no paper</html>"
    report = got(legistar, tmp_path, max_document_bytes=4_000)
    assert (report.documents_failed, report.documents_left_out) == (1, 2)
    assert "larger than" in report.failures[0].reason
    assert documents(tmp_path) == set()


def test_a_run_that_was_stopped_goes_on(
    legistar: LegistarSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    get = Client.get

    def stopped(client: Client, url: str, **more: object) -> Answer:
        if url.endswith("7.pdf"):
            raise KeyboardInterrupt
        return get(client, url, **more)

    with monkeypatch.context() as patch:
        patch.setattr(Client, "get", stopped)
        with pytest.raises(KeyboardInterrupt):
            got(legistar, tmp_path)
    assert len(documents(tmp_path)) == 1
    second = got(legistar, tmp_path)
    assert (second.resumed, second.complete) == (True, True)
    assert len(documents(tmp_path)) == 2
    # What the first run had is not asked for again.
    assert legistar.targets("/files/") == ["/files/10.pdf", "/files/7.pdf"]
    assert len(legistar.targets("/Events/901/")) == 1


def test_robots_are_obeyed(legistar: LegistarSite, tmp_path: Path) -> None:
    legistar.robots = "User-agent: *\nDisallow: /files/\n"
    report = got(legistar, tmp_path)
    assert (report.downloaded, report.documents_downloaded, report.documents_left_out) == (2, 0, 3)
    assert legistar.targets("/files/") == []


def test_files_of_another_host_are_fetched_only_where_the_user_names_it(
    legistar: LegistarSite, tmp_path: Path
) -> None:
    store = LegistarSite()
    with served(store, "/"):  # type: ignore[arg-type]
        host = urlsplit(store.base).netloc
        bridge = next(row for row in legistar.items[901] if row["EventItemId"] == 41)
        bridge["EventItemMatterAttachments"][0]["MatterAttachmentHyperlink"] = f"{store.base}7.pdf"
        store.files["/7.pdf"] = pdf("Report of the girders")
        report = got(legistar, tmp_path / "a")
        assert (report.documents_downloaded, report.documents_left_out, store.asked) == (1, 2, [])
        report = got(legistar, tmp_path / "b", document_hosts=(host,))
        assert (report.documents_downloaded, report.documents_left_out) == (2, 1)
        assert store.files["/7.pdf"] in files(tmp_path / "b").values()


@pytest.mark.parametrize("where", ["/", ".pdf"])
def test_a_host_of_files_that_is_silent_leaves_no_meeting_behind(
    where: str, legistar: LegistarSite, tmp_path: Path
) -> None:
    store = LegistarSite(faults=[Fault(where, "status", status=503)])
    with served(store, "/"):  # type: ignore[arg-type]
        host = urlsplit(store.base).netloc
        for number, row in enumerate(legistar.items[901]):
            if row["EventItemMatterType"] is None or "Closed" not in row["EventItemMatterType"]:
                row["EventItemMatterAttachments"] = [
                    attachment(100 * number + n, f"Paper {n}") for n in range(6)
                ]
                for one in row["EventItemMatterAttachments"]:
                    one["MatterAttachmentHyperlink"] = (
                        f"{store.base}{one['MatterAttachmentId']}.pdf"
                    )
        report = got(legistar, tmp_path, document_hosts=(host,))
    assert (report.downloaded, report.failed, report.complete) == (2, 0, True)
    assert any(f"documents on {host}" in failure.what for failure in report.failures)
    assert report.documents_left_out > 0


NEAR = [
    ("https://harrow.legistar1.com/harrow/attachments/1.pdf", True),
    ("https://legistar2.granicus.com/harrow/attachments/1.pdf", True),
    ("https://evil.example/legistar.com/1.pdf", False),
    ("https://evil-legistar.com/1.pdf", False),
    ("https://legistar.com.evil.example/1.pdf", False),
    ("http://127.0.0.1:9/1.pdf", False),
    ("http://127.0.0.1:22/1.pdf", False),
    ("http://169.254.169.254/latest/meta-data", False),
    ("http://user@legistar.com@10.0.0.1/1.pdf", False),
    ("file:///etc/passwd", False),
    ("https://[broken", False),
]


@pytest.mark.parametrize(("url", "near"), NEAR)
def test_an_address_that_leads_elsewhere_is_not_asked(
    url: str, near: bool, legistar: LegistarSite
) -> None:
    class Running:
        site = type("Site", (), {"base": legistar.base})

    hosts = ("legistar.com", "legistar1.com", "granicus.com")
    assert _is_near(Running, url, hosts) is near  # type: ignore[arg-type]


def test_files_of_oparl_are_fetched_and_those_that_are_not_public_never(tmp_path: Path) -> None:
    site = OParlSite()
    with served(site, "/oparl/"):  # type: ignore[arg-type]
        wiesental(site)
        site.files["/oparl/file/1"] = pdf("Vorlage zum Haushalt")
        site.files["/oparl/file/9"] = pdf("Der Preis ist quetsal")
        site.objects["agendaitem/13"]["auxiliaryFile"] = [
            {"name": "Gutachten", "accessUrl": site.at("file/9")}
        ]
        report = got(site, tmp_path)
        assert (report.documents_downloaded, report.documents_left_out) == (1, 1)
        assert site.targets("/file/") == ["/oparl/file/1"]
    (name,) = documents(tmp_path)
    folder = name.rpartition("/")[0]
    told = tomllib.loads(files(tmp_path)[f"{folder}/meeting.toml"].decode())["files"]
    assert [(one["document"], one["item"]) for one in told.values()] == [("Vorlage 12/2024", "1")]
