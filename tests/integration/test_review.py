"""`council-search review`: what is withheld, why, and a decision that every later reading obeys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cli.cli import main
from corpus.progress import silent
from indexer.build.reading import read_all
from indexer.build.report import Report
from tests.conftest import write_records
from tests.unit.make_files import packed

ACT = "RESOLVED: That the public be excluded for the remaining items."
RECORD = (
    "Wexborough Borough Council\n\nCabinet\n\n1 March 2022\n\n1. Roads\n\nThe roads were discussed.\n\n"
    f"2. Exclusion of the public\n\n{ACT}\n\n3. Depot lease\n\nZugzwangia was paid for the depot.\n\n"
    "4. Bins\n\nThe bins were emptied by a contractor.\n"
)


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return write_records(
        tmp_path / "records",
        {"2022/a.txt": RECORD, "b.zip": packed({"c.txt": RECORD.replace("1 March", "2 March")})},
    )


def _run(*arguments: str | Path, answers: str = "") -> Result:
    return CliRunner().invoke(main, ["review", *map(str, arguments)], input=answers)


def _items(records: Path, *options: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(_run(records, "--json", *options).stdout)["items"]
    return items


def _shown(records: Path) -> dict[tuple[str, str], str]:
    """Return the text of each item that is not withheld, as the next build reads it."""
    read = read_all([records], None, Report(), silent, include_exempt=False)
    return {
        (passage.source, passage.number or ""): passage.text
        for source in read
        for passage in source.passages
        if not passage.exempt
    }


def test_it_lists_each_withheld_item_with_the_sentence_that_decided_it(records: Path) -> None:
    done = _run(records)
    assert done.exit_code == 1
    assert done.stdout.count(f"because: {ACT}") == 4
    assert "Depot lease" in done.stdout
    assert "Roads" not in done.stdout
    assert "Zugzwangia" not in done.stdout


def test_a_decision_is_obeyed_by_the_next_reading_and_no_longer_asked(records: Path) -> None:
    bins = next(i for i in _items(records) if i["title"] == "Bins" and "2022" in i["source"])
    assert bins["verdict"] == "exempt"
    assert (bins["source"], "4") not in _shown(records)
    assert _run(records, "--public", bins["id"]).exit_code == 1
    assert (records / "2022" / "review.toml").exists()
    assert "bins were emptied" in _shown(records)[bins["source"], "4"]
    assert bins["id"] not in {i["id"] for i in _items(records)}
    decided = {i["id"]: i["decision"] for i in _items(records, "--decided")}
    assert decided[bins["id"]] == "public"
    # Named by its folder alone, it is the same item beside the same file.
    assert any("bins were emptied" in text for text in _shown(records / "2022").values())


def test_what_no_rule_withholds_can_be_withheld(records: Path) -> None:
    roads = [i for i in _items(records, "--all") if i["title"] == "Roads"]
    assert {i["verdict"] for i in roads} == {"public"}
    _run(records, *(word for item in roads for word in ("--exempt", item["id"])))
    assert not any(number == "1" for _, number in _shown(records))


def test_an_item_that_changes_is_asked_again_and_its_old_decision_forgotten(records: Path) -> None:
    bins = next(i for i in _items(records) if i["title"] == "Bins" and "2022" in i["source"])
    _run(records, "--public", bins["id"])
    path = records / "2022" / "a.txt"
    path.write_text(RECORD.replace("a contractor", "Zugzwangia"))
    assert (bins["source"], "4") not in _shown(records)
    again = next(i for i in _items(records) if i["title"] == "Bins" and "2022" in i["source"])
    assert again["id"] != bins["id"]
    _run(records, "--exempt", again["id"])
    assert (records / "2022" / "review.toml").read_text().count("[[item]]") == 1


def test_a_source_whose_decisions_changed_is_read_again(records: Path) -> None:
    before = read_all([records], None, Report(), silent, include_exempt=False)
    bins = next(i for i in _items(records) if i["title"] == "Bins" and "b.zip" in i["source"])
    _run(records, "--public", bins["id"])
    after = read_all([records], None, Report(), silent, include_exempt=False)
    changed = {b.name for b, a in zip(before, after, strict=True) if b.fingerprint != a.fingerprint}
    assert changed == {"records/b.zip"}


def test_answers_decide_one_item_or_all_that_one_sentence_decided(records: Path) -> None:
    one = _run(records, "--ask", answers="e\nq\n")
    assert one.exit_code == 1
    assert len(_items(records)) == 3
    rest = _run(records, "--ask", answers="P\n")
    assert rest.exit_code == 0
    assert _items(records) == []
    assert sum("bins were emptied" in text for text in _shown(records).values()) == 2
    assert sum("Zugzwangia" in text for text in _shown(records).values()) == 1


def test_the_file_of_decisions_is_no_record_and_no_companion(records: Path) -> None:
    _run(records, "--public", _items(records)[0]["id"])
    report = Report()
    read_all([records], None, report, silent, include_exempt=False)
    assert report.failures == []
    assert report.companions == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--public", "ffffffffffff"], "There is no item ffffffffffff"),
        (["--public", "a", "--exempt", "a"], "not both"),
    ],
)
def test_a_wrong_name_decides_nothing(records: Path, options: list[str], said: str) -> None:
    done = _run(records, *options)
    assert done.exit_code == 2
    assert said in done.output
    assert not list(records.rglob("review.toml"))


def test_a_file_with_a_slip_is_said_and_stops_a_reading(records: Path) -> None:
    (records / "2022" / "review.toml").write_text("[[item]]\ndecision = 'publc'\n")
    done = _run(records)
    assert done.exit_code == 2
    assert "Mend it, or remove it" in done.output


def test_a_record_cannot_move_the_terminals_cursor(tmp_path: Path) -> None:
    title = "Depot \x1b[2Jlease"
    line = {"title": title, "number": "3", "restricted": True, "minutes": "A name."}
    meeting = {"committee": "Cabinet", "date": "2022-03-01", "items": [line]}
    folder = write_records(tmp_path / "records", {"a.jsonl": json.dumps(meeting)})
    assert "\x1b" not in _run(folder).output
