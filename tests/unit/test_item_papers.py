"""An item and its papers lead to each other, in the terminal and in JSON; nothing is said in doubt."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.text import _beside_lines
from corpus import readers
from corpus.records import Meeting
from corpus.sources import find_files, load
from indexer.generation import catalogue_write
from indexer.generation.store import Generation, Manifest
from indexer.passages.of_meeting import passages
from indexer.passages.passage import Passage
from search.page.as_json import together_json
from search.page.item_papers import Together, together
from search.page.reader import PassageReader

SHEET = """SEDGEFORD BOROUGH COUNCIL

CABINET

Tuesday 4 March 2025 at 10.00 am

AGENDA

1. Apologies
2. Ferry fares (Pages 3 - 8)
3. Ferry timetable (Pages 9 - 12)
4. Lamps on the quay (Pages 13 - 16)
"""
MINUTES = """SEDGEFORD BOROUGH COUNCIL

MINUTES of a meeting of the Cabinet held in the Guildhall on Tuesday 4 March 2025

Present: Councillors Ash (Leader) and Elm

61. Apologies

There were none from any member of the Cabinet.

62. Ferry fares

The Director presented the report. RESOLVED that the fares be raised by ten pence from May.

63. Ferry timetable

The Cabinet asked about Sundays. RESOLVED that the timetable be kept as it is.
"""
REPORT = """Report to: Cabinet

Date: 4 March 2025

Report of: Director of Place

Subject: {title}

Recommendation

That the Cabinet {asked} as the working party proposed in its own report of last autumn to the members.

1. Background

1.1 {title} were last looked at in 2019, and the ferry costs more each year than it earns from those who use it daily.
"""
FILES = {
    "Agenda.txt": SHEET,
    "Minutes 4 March 2025.txt": MINUTES,
    "Item 2 Ferry fares.txt": REPORT.format(title="Ferry fares", asked="raise the fares by twenty pence"),
    "Item 2 Appendix A.txt": "Appendix A\n\nTable of fares on the ferry now and as proposed by the Director for the year to come.\n",
    "Item 3 Ferry timetable.txt": REPORT.format(title="Ferry timetable", asked="keep the timetable"),
    "Item 4 Lamps on the quay.txt": REPORT.format(title="Lamps on the quay", asked="buy forty lamps"),
}  # fmt: skip


def _passages(root: Path, files: dict[str, str]) -> list[Passage]:
    folder = root / "records" / "cabinet" / "2025-03-04"
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    found = []
    for one in find_files([root / "records"]):
        assert not isinstance(one, tuple)
        for record in readers.read(load(one)):
            assert isinstance(record, Meeting)
            found += list(passages(record, 0))
    return found


def _reader(root: Path, files: dict[str, str]) -> PassageReader:
    """Return a reader of a generation that has a catalogue and nothing else."""
    found = _passages(root, files)
    folder = root / "index" / "generations" / "000001"
    folder.mkdir(parents=True)
    rows = [catalogue_write.Row(passage, passage.id) for passage in found]
    catalogue_write.write(folder / "catalogue.sqlite", rows, [], [])
    manifest = Manifest(model="", model_sha256="", dimensions=1, n_passages=len(found), n_windows=0, n_sources=1,
                        roots=(), built_at="", files={})  # fmt: skip
    return PassageReader(Generation(folder, manifest))


@pytest.fixture
def papers(tmp_path: Path) -> PassageReader:
    return _reader(tmp_path, FILES)


def _passage(reader: PassageReader, title: str, kind: str) -> Passage:
    return next(p for p in reader.all_passages() if p.kind == kind and p.title.startswith(title))


def _of(reader: PassageReader, title: str, kind: str) -> Together:
    return together(reader, _passage(reader, title, kind))


@pytest.mark.parametrize("kind", ["minutes", "agenda"])
def test_an_item_has_its_papers_and_what_they_recommend(papers: PassageReader, kind: str) -> None:
    found = _of(papers, "Ferry fares", kind)
    assert [(one.kind, one.author) for one in found.papers] == [
        ("report", "Director of Place"), ("appendix", None)]  # fmt: skip
    assert found.recommended is not None
    assert "twenty pence" in found.recommended.text
    assert "looked at in 2019" not in found.recommended.text
    assert found.recommended.text in found.recommended.passage.text


def test_a_report_has_what_was_decided_on_its_item_though_minutes_count_otherwise(
    papers: PassageReader,
) -> None:
    found = _of(papers, "Ferry fares", "report")
    assert found.decided is not None
    assert "ten pence from May" in found.decided.text
    assert found.decided.passage.number == "62"
    assert [one.kind for one in found.papers] == ["appendix"]
    other = _of(papers, "Ferry timetable", "report").decided
    assert other is not None
    assert "kept as it is" in other.text


def test_an_appendix_has_its_report_with_the_recommendation_and_the_decision(
    papers: PassageReader,
) -> None:
    found = _of(papers, "Appendix A", "appendix")
    assert [one.kind for one in found.papers] == ["report"]
    assert found.recommended is not None
    assert found.decided is not None


@pytest.mark.parametrize(
    ("title", "minutes"),
    [
        ("Lamps on the quay", MINUTES),  # The minutes have no such item.
        ("Ferry fares", MINUTES.replace("Ferry timetable", "Ferry fares")),  # Two of them have.
        ("Ferry fares", MINUTES.replace("Ferry fares", "Bus lanes")),
        ("Ferry fares", MINUTES.replace("RESOLVED that the fares be", "The fares were to be")),
    ],
)
def test_nothing_is_said_of_a_decision_that_is_in_doubt(
    tmp_path: Path, title: str, minutes: str
) -> None:
    reader = _reader(tmp_path, {**FILES, "Minutes 4 March 2025.txt": minutes})
    assert _of(reader, title, "report").decided is None


def test_a_withheld_recommendation_is_not_shown(tmp_path: Path) -> None:
    secret = FILES["Item 2 Ferry fares.txt"].replace(
        "Date: 4 March 2025", "Date: 4 March 2025\n\nClassification: Exempt"
    )
    reader = _reader(tmp_path, {**FILES, "Item 2 Ferry fares.txt": secret})
    found = _of(reader, "Ferry fares", "minutes")
    assert found.recommended is None
    assert "twenty pence" not in str(found)


def test_terminal_and_json_lead_from_one_to_the_other(papers: PassageReader) -> None:
    item, report = _passage(papers, "Ferry fares", "minutes"), _passage(papers, "Ferry fares", "report")  # fmt: skip
    of_item, of_report = together(papers, item), together(papers, report)
    assert f"Report: Ferry fares [{of_item.papers[0].id}]; 1 more paper" in "".join(_beside_lines(item, of_item))  # fmt: skip
    lines = " ".join(line.strip() for line in _beside_lines(report, of_report))
    assert "ten pence from May" in lines
    assert f"[{item.id}]" in lines
    told = together_json(of_report)
    assert told["decided"]["id"] == item.id
    assert [one["kind"] for one in told["papers"]] == ["appendix"]
    assert together_json(of_item)["recommended"]["document"]["kind"] == "report"
    assert together_json(Together()) == {"papers": [], "recommended": None, "decided": None}


def test_what_has_no_date_has_nothing_beside_it(papers: PassageReader) -> None:
    assert (
        together(papers, Passage("x", "Ferry fares", "", "a.txt", committee="Cabinet"))
        == Together()
    )
