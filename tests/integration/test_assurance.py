"""What `assure` prints is measured, and what is not is said to be not."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli.cli import main
from search.searcher import open_index
from tests.conftest import ROOT


def assured(index: Path, *more: str) -> dict[str, dict[str, Any]]:
    done = CliRunner().invoke(main, ["assure", "--index", str(index), "--json", *more])
    assert done.exit_code == 0, done.output
    found = json.loads(done.output)
    assert all(fact["source"] for facts in found.values() for fact in facts)
    return {title: {f["name"]: f["value"] for f in facts} for title, facts in found.items()}


def test_what_nobody_has_measured_is_said_to_be_not(sample_index: Path) -> None:
    found = assured(sample_index)
    assert found["Accessibility statement"] == {"violations found by axe": None}
    assert found["Evaluation"] == {"figures on the council's own queries": None}
    done = CliRunner().invoke(main, ["assure", "--index", str(sample_index)])
    assert done.output.count("not measured") >= 3


def test_what_is_measured_is_what_the_index_holds(sample_index: Path) -> None:
    passages = open_index(sample_index).all_passages()
    found = assured(sample_index)
    personal = found["Data protection"]
    assert personal["exempt items"] == sum(bool(passage.exempt) for passage in passages)
    texts = "\n\n".join(passage.text for passage in passages)
    assert personal["e-mail addresses in the text"] == len(re.findall(r"\S@\w", texts))
    names = {name for passage in passages for name in passage.speakers}
    assert personal["different names of people noted"] >= len(names) > 10
    assert found["Model card"]["weights are the published ones"] is True
    assert found["System"]["files of the index that are not what was written"].startswith("0 of ")


def test_what_only_the_council_knows_is_left_to_it(sample_index: Path, tmp_path: Path) -> None:
    ours = "to be filled in by the council"
    found = assured(sample_index)
    record, personal = found["Algorithmic transparency record"], found["Data protection"]
    assert record["contact"] == record["legal basis"] == record["impact assessments"] == ours
    assert personal["who removes a person"] == personal["logs of the server, how long"] == ours
    site = tmp_path / "site.toml"
    site.write_text('name = "Wenbridge"\ncontact = "records@wenbridge.example"\n')
    record = assured(sample_index, "--site", str(site))["Algorithmic transparency record"]
    assert (record["owner"], record["contact"]) == ("Wenbridge", "records@wenbridge.example")
    assert record["risk measured: queries that find the wrong items"] is None


def test_how_long_each_thing_stays_is_told_of_what_is_there(tiny: Path) -> None:
    index = tiny / "index"
    before = assured(index)["Data protection"]
    assert before["e-mail addresses of sign-ups, encrypted"] == "none"
    assert before["ledger of retractions, hashes only"] == "none"
    for name in ("alerts/sign-ups.sqlite", "retractions/a.jsonl"):
        (index / name).parent.mkdir()
        (index / name).write_bytes(b"")
    (index / "retractions/a.jsonl").unlink()
    after = assured(index)["Data protection"]
    assert "who ends the alert" in after["e-mail addresses of sign-ups, encrypted"]
    assert "nothing" in after["ledger of retractions, hashes only"]
    assert "goes: replaced by the next build" in after["generation 000001"]


def test_figures_of_other_tools_are_taken_from_their_files(
    sample_index: Path, tmp_path: Path
) -> None:
    axe, saved = tmp_path / "axe.json", tmp_path / "saved.json"
    violations = [{"impact": "serious"}, {"impact": "minor"}, {"impact": "serious"}]
    axe.write_text(json.dumps([{"violations": violations, "passes": [{}, {}], "url": "http://a/"}]))
    figures = {"hybrid": {"nDCG@10": [1.0, 0.5]}}
    saved.write_text(json.dumps({"sets": {"own": {"queries": ["a", "b"], "variants": figures}}}))
    found = assured(sample_index, "--axe", str(axe), "--evaluation", str(saved))
    assert found["Accessibility statement"]["violations"] == 3
    assert found["Accessibility statement"]["violations, serious"] == 2
    assert found["Evaluation"] == {"own: queries": 2, "own: nDCG@10, hybrid": 0.75}
    assert found["Model card"]["own: fails by nDCG@10, hybrid"] == "0 of 2 queries"


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '"violations"', "\xff"])
@pytest.mark.parametrize("option", ["--axe", "--evaluation"])
def test_another_file_is_refused(
    option: str, content: str, sample_index: Path, tmp_path: Path
) -> None:
    (tmp_path / "other").write_bytes(content.encode("latin-1"))
    arguments = ["assure", "--index", str(sample_index), option, str(tmp_path / "other")]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 2
    assert "is not" in done.output


def test_nothing_in_it_judges() -> None:
    """No sentence about how good it is: what is printed are names of facts, and values from elsewhere."""
    folder = ROOT / "search" / "evaluation"
    source = "".join((folder / f"{n}.py").read_text() for n in ("assurance", "governance", "facts"))
    assert "entry.measured" not in source  # A sentence of ours about a model.
    assert not re.search(r"\b(?:accurate|reliable|safe|fair|robust|excellent|compliant)\b", source)
