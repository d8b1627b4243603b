"""`council-search fetch` in a process of its own: killed, resumed, and on to an index."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.fetching.conftest import files
from tests.integration.command import COMMAND, assert_refused, council_search
from tests.integration.test_cli import HEAVY, modules_after
from tests.moderngov_council import Council, Fault, Item, Sitting, wenbridge
from tests.moderngov_server import served

N_MEETINGS = 12


@pytest.fixture
def busy() -> Iterator[Council]:
    """Return a site with a dozen meetings of one committee, all of them recent."""
    council = wenbridge()
    council.committees = {144: "Audit Committee"}
    council.sittings = {
        number: Sitting(
            number,
            144,
            date.today() - timedelta(days=number),
            [Item(number, "1", f"Report {number}", "To note. " * 200, "Noted.")],
        )
        for number in range(1, N_MEETINGS + 1)
    }
    with served(council) as site:
        yield site


def fetch_command(council: Council, into: Path, *more: object) -> list[str]:
    return [str(part) for part in ("fetch", council.base, "--into", into, *more)]


@pytest.mark.parametrize("after", [1, 4, 9])
def test_a_killed_run_leaves_whole_files_and_the_next_one_goes_on(
    busy: Council, tmp_path: Path, after: int
) -> None:
    into = tmp_path / "records"
    process = subprocess.Popen(
        [COMMAND, *fetch_command(busy, into, "--pause", 0.1)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 60
    while len(busy.targets("lMeetingId=")) < after and time.monotonic() < deadline:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    assert process.wait(timeout=30) == -signal.SIGKILL
    kept = {name: data for name, data in files(into).items() if name.endswith(".xml")}
    assert after - 1 <= len(kept) <= after + 1
    served_whole = {council_xml.encode() for council_xml in map(busy.get_meeting, busy.sittings)}
    assert set(kept.values()) <= served_whole
    assert not (into / "fetch-report.json").exists()

    busy.asked.clear()
    done = council_search(*fetch_command(busy, into, "--pause", 0, "--json"))
    assert done.returncode == 0, done
    report = json.loads(done.stdout)
    assert (report["complete"], report["resumed"], report["listed"]) == (True, True, N_MEETINGS)
    # What had been written just when the state was not yet is the one that may be asked for twice.
    assert N_MEETINGS - len(kept) <= len(busy.targets("lMeetingId=")) <= N_MEETINGS - after + 1
    assert report["downloaded"] + report["unchanged"] + report["settled"] == N_MEETINGS
    got = files(into)
    assert {data for name, data in got.items() if name.endswith(".xml")} == served_whole
    assert list(into.rglob("*.partial")) == []

    busy.asked.clear()
    report = json.loads(council_search(*fetch_command(busy, into, "--pause", 0, "--json")).stdout)
    assert (report["resumed"], report["unchanged"]) == (False, N_MEETINGS)


def test_two_runs_do_not_write_into_one_folder(busy: Council, tmp_path: Path) -> None:
    into = tmp_path / "records"
    busy.faults = [Fault("lMeetingId=3", "slow", seconds=20)]
    first = subprocess.Popen(
        [COMMAND, *fetch_command(busy, into, "--pause", 0)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 60
        while not (into / "meeting.toml").exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        assert_refused(council_search(*fetch_command(busy, into)), "Another fetch is writing to")
    finally:
        first.kill()
        first.wait()


def test_what_was_done_is_printed(busy: Council, tmp_path: Path) -> None:
    busy.faults = [Fault("MeetingId=3", "status", status=404), Fault("MId=3", "status", status=404)]
    done = council_search(*fetch_command(busy, tmp_path / "r", "--pause", 0))
    assert done.returncode == 0
    assert "12 meetings of 1 committees of Wenbridge City Council, by web service" in done.stdout
    assert "11 new, 0 changed, 0 unchanged" in done.stdout
    assert "1 failed" in done.stdout
    assert f"Next: council-search index {tmp_path / 'r'}" in done.stdout
    assert "failed: Audit Committee" in done.stderr
    assert "HTTP 404" in done.stderr


def test_nothing_fetched_at_all_is_status_2(busy: Council, tmp_path: Path) -> None:
    busy.faults = [Fault("MeetingId", "status", status=404), Fault("MId", "status", status=404)]
    done = council_search(*fetch_command(busy, tmp_path / "r", "--pause", 0))
    assert done.returncode == 2
    assert "None of the 12 meetings could be fetched" in done.stderr


def test_what_the_user_must_mend_is_status_2(busy: Council, tmp_path: Path) -> None:
    into = tmp_path / "r"
    assert_refused(council_search("fetch", "example.gov.uk", "--into", into), "Did you mean https")
    assert_refused(council_search("fetch", busy.base), "--into")
    for more, said in [
        (("--committee", "Lidos"), "There is no committee 'Lidos'"),
        (("--from", "2026-13-01"), "There is no date '2026-13-01'"),
        (("--from", "2026", "--to", "2025"), "is later than"),
        (("--pause", "-1"), "--pause"),
        (("--contact", "a\nb"), "--contact is"),
        (("--to", "1999"), "lists no meetings of Audit Committee to 1999-12-31"),
    ]:
        assert_refused(council_search(*fetch_command(busy, into, "--pause", 0, *more)), said)
    busy.robots = "User-agent: *\nDisallow: /"
    assert_refused(council_search(*fetch_command(busy, into)), "robots.txt does not allow")
    (tmp_path / "file").write_text("")
    assert_refused(council_search(*fetch_command(busy, tmp_path / "file" / "r")), "cannot be")
    assert not into.exists()


def test_its_help_loads_nothing_heavy() -> None:
    loaded = modules_after("fetch", "--help")
    assert not loaded & {"httpx2", "numpy", "sqlite3", "whoosh", "selectolax", *HEAVY}


def test_fetching_loads_no_model(busy: Council, tmp_path: Path) -> None:
    loaded = modules_after(*fetch_command(busy, tmp_path / "r", "--pause", 0))
    assert "httpx2" in loaded
    assert not loaded & {"numpy", "whoosh", "onnxruntime", *HEAVY}


@pytest.mark.parametrize("service", [True, False], ids=["service", "pages"])
def test_fetch_index_query(tmp_path: Path, service: bool) -> None:
    council = wenbridge()
    council.service = service
    council.item(4967, "3").minutes = "The price was zanzibar."
    records, index = tmp_path / "records", tmp_path / "index"
    with served(council):
        done = council_search(*fetch_command(council, records, "--pause", 0, "--documents"))
        base = council.base
    assert done.returncode == 0, done
    done = council_search("index", records, "--index", index)
    assert (done.returncode, done.stderr) == (0, "")

    def ask(text: str) -> list[dict[str, object]]:
        done = council_search("query", text, "--index", index, "--json")
        hits: list[dict[str, object]] = json.loads(done.stdout)["hits"]
        return hits

    hit = ask("title:repairs why did the pump fail")[0]
    assert (hit["title"], hit["number"]) == ("Repairs to the lido", "2")
    assert (hit["council"], hit["committee"]) == ("Wenbridge City Council", "Audit Committee")
    assert hit["date"] == "2026-02-10"
    assert hit["url"] == f"{base}ieListDocuments.aspx?CId=144&MId=4967&Ver=4#AI18832"
    assert ask("committee:children school places")[0]["committee"] == "Children & Young People"
    assert [h["date"] for h in ask("title:risk")] == ["2019-05-14"]
    # The report that the item links to is found by its text, and leads to the council's copy.
    report = ask('"pump failed twice"')[0]
    assert (report["title"], report["committee"]) == ("Lido report", "Audit Committee")
    assert "60860" in str(report["url"])
    if service:
        # The service says which items are restricted; a page does not show them.
        assert ask("+zanzibar") == []
    listed = json.loads(council_search("info", "--index", index, "--json").stdout)["committees"]
    assert [c["name"] for c in listed] == ["Audit Committee", "Children & Young People"]


def test_an_index_of_fetched_records_follows_what_changes(tmp_path: Path) -> None:
    council = wenbridge()
    records, index = tmp_path / "records", tmp_path / "index"
    with served(council):
        fetch = fetch_command(council, records, "--pause", 0, "--recheck-days", 9999)
        assert council_search(*fetch).returncode == 0
        assert council_search("index", records, "--index", index).returncode == 0
        council.item(5001, "4").minutes = "The xylophone lessons were discussed."
        assert "1 changed" in council_search(*fetch).stdout
    done = council_search("index", records, "--index", index)
    # One of the others holds an exempt item: no index has a hash of it, and it is known all the same.
    assert "1 read, 2 unchanged" in done.stdout
    assert council_search("query", "+xylophone", "--index", index).returncode == 0
