"""Whose a paper is where its head does not say it: feet, owners of bodies, addresses, the papers beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import readers
from corpus.neighbours import is_of_the_meeting
from corpus.papers import owners
from corpus.records import Meeting
from corpus.sources import FoundFile, find_files, load

PROSE = (
    "The service has changed a good deal since it was last looked at, and officers met those who use it twice in the "
    "autumn. Nothing that follows alters what was agreed for the year.\n"
)
HEAD = "Report to: Leisure Committee\n\nDate: 5 March 2024\n\nReport by: Head of Leisure\n\nTitle: {}\n\nPurpose\n"


def _placed(folder: Path, files: dict[str, str]) -> dict[str, Meeting]:
    """Return the record of each file by its name."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    found = {}
    for one in find_files([folder]):
        assert isinstance(one, FoundFile)
        (record,) = (r for r in readers.read(load(one)) if isinstance(r, Meeting))
        found[one.path.name] = record
    return found


def _council(folder: Path, text: str) -> str | None:
    """Return the council of a report to a committee that ends in a text."""
    report = f"{HEAD.format('Pools')}{PROSE}\n{text}\n"
    name = "Leisure Committee/2024-03-05/Pools.txt"
    return _placed(folder / "records", {name: report})["Pools.txt"].council


@pytest.mark.parametrize(
    ("line", "council"),
    [
        ("Ashbourne Vale District Council", "Ashbourne Vale District Council"),
        ("Shire of Redbank Ordinary Council Meeting 5 March 2024", "Shire of Redbank"),
        ("NHS STRATHMORE BOARD", "NHS Strathmore"),
        ("Comhairle nan Eilean Deas, Council Offices", "Comhairle nan Eilean Deas"),
        ("The visit was to Lanmore Borough Council and Tilford City Council.", None),
        ("Moss Vale District Council made the earlier orders.", None),
        ("Responses were also had from Cwm Uchaf County Borough Council.", None),
        ("Comments from Great Wick Parish Council", None),
        ("Report of the lead officer, Harle Borough Council", None),
        ("Prepared by Harle Borough Council", None),
    ],
)
def test_a_line_that_is_all_name_is_whose_a_paper_is_and_a_sentence_is_not(
    line: str, council: str | None
) -> None:
    assert owners.headed(line) == council


@pytest.mark.parametrize(
    ("text", "council"),
    [
        ("Saltmere District Council", "Saltmere District Council"),
        ("A copy is with the Clerk of the Board, County of San Aldo, 12 Mill Street", "County of San Aldo"),
        ("Adopted for the City Council of the City of Elm Grove.", "City of Elm Grove"),
        ("The policy of Saltmere District Council applies.\n\nContact: j.teal@saltmere.gov.uk", "Saltmere District Council"),
        ("The code of the City of Alder Mesa applies.\n\nwww.aldermesaca.gov", "City of Alder Mesa"),
        ("It was asked of Saltmere District Council.\n\nContact: j.teal@otherplace.gov.uk", None),
        ("Thornham Parish Council and Wells Parish Council object.\n\nContact: j.teal@saltmere.gov.uk", None),
        ("Officers of Saltmere District Council were asked.", None),
    ],
)  # fmt: skip
def test_feet_owners_and_addresses_tell_and_what_is_named_in_passing_does_not(
    tmp_path: Path, text: str, council: str | None
) -> None:
    assert _council(tmp_path, text) == council


def test_a_paper_takes_the_council_and_the_body_that_the_papers_beside_it_tell(
    tmp_path: Path,
) -> None:
    folder = "Leisure/2024-03-05"
    letterhead = "SALTMERE DISTRICT COUNCIL\n\nLEISURE COMMITTEE\n\n5 March 2024\n\n"
    files = {
        f"{folder}/Item 4 Pools.txt": f"{letterhead}POOLS\n\nReport of the Head of Leisure\n\n{PROSE}",
        f"{folder}/Item 5 Courts.txt": f"{HEAD.format('Courts')}{PROSE}",
        f"{folder}/Item 5 Appendix A.txt": "Appendix A\n\nCourts by ward\n\nFour courts in each ward.\n",
    }
    found = _placed(tmp_path / "records", files)
    told = {(one.council, one.committee, str(one.date)) for one in found.values()}
    assert told == {("Saltmere District Council", "Leisure Committee", "2024-03-05")}
    assert found["Item 5 Appendix A.txt"].item == "5"


def test_papers_of_two_councils_in_one_folder_tell_nothing_of_a_third(tmp_path: Path) -> None:
    def report(council: str, title: str) -> str:
        return f"{council}\n\nJoint Waste Committee\n\n5 March 2024\n\n{title}\n\nReport of the Clerk\n\n{PROSE}"

    files = {
        "joint/2024-03-05/Item 4 Bins.txt": report("SALTMERE DISTRICT COUNCIL", "Bins"),
        "joint/2024-03-05/Item 5 Depot.txt": report("HARLE BOROUGH COUNCIL", "Depot"),
        "joint/2024-03-05/Item 6 Risk.txt": HEAD.format("Risk").replace("Leisure", "Joint Waste")
        + PROSE,
    }
    found = _placed(tmp_path / "records", files)
    assert found["Item 6 Risk.txt"].council is None
    assert found["Item 4 Bins.txt"].council == "Saltmere District Council"


def test_a_text_of_no_meeting_has_no_council_that_it_only_names(tmp_path: Path) -> None:
    named = "Charges at Ottermouth District Council pools were compared. " * 5
    text = f"Benchmarking of leisure charges\n\n{PROSE}\n{named}\n"
    found = _placed(tmp_path / "records", {"misc/benchmark.txt": text})
    assert found["benchmark.txt"].council is None


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("Agenda.pdf", True), ("Minutes 4 March.docx", True), ("Item 5 Courts.pdf", False)],
)
def test_only_front_sheets_and_minutes_are_of_the_whole_meeting(name: str, wanted: bool) -> None:
    assert is_of_the_meeting(name) is wanted
