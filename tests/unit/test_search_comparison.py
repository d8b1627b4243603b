"""Two saved runs: what changed, over which queries, and whether chance would do it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.errors import UsageError
from search.evaluation.comparison import check_writable, compare, save
from search.evaluation.evaluate import ModeResult, Table
from search.evaluation.judgments import JudgedQuery


def table(values: list[float]) -> Table:
    queries = [JudgedQuery(f"q{i}", "text", grades={"a": 1}) for i in range(len(values))]
    return Table("set", queries, [], [ModeResult("hybrid", {"nDCG@10": values}, 0, 0, [])])


def test_a_steady_gain_is_told_from_noise(tmp_path: Path) -> None:
    save(tmp_path / "run.json", [table([0.1, 0.2, 0.3, 0.4, 0.5, 0.6])])
    better = list(compare([table([0.2, 0.31, 0.4, 0.5, 0.6, 0.71])], tmp_path / "run.json"))
    assert "+0.103, p 0.000; better 6, worse 0 of 6" in better[1]
    noise = list(compare([table([0.3, 0.0, 0.4, 0.3, 0.6, 0.5])], tmp_path / "run.json"))
    assert float(noise[1].split("p ")[1].split(";")[0]) > 0.5


def test_the_same_run_has_not_changed(tmp_path: Path) -> None:
    save(tmp_path / "run.json", [table([0.1, 0.2])])
    assert (
        "p 1.000; better 0, worse 0 of 2"
        in list(compare([table([0.1, 0.2])], tmp_path / "run.json"))[1]
    )


def test_only_queries_of_both_runs_are_compared(tmp_path: Path) -> None:
    save(tmp_path / "run.json", [table([0.1, 0.2])])
    assert "of 2)" in list(compare([table([0.3, 0.2, 0.9])], tmp_path / "run.json"))[1]


UNEVEN = {"sets": {"a": {"queries": ["q"], "variants": {"hybrid": {"nDCG@10": [1, 0.5]}}}}}


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"sets": 3}', '{"sets": {"a": 1}}', json.dumps(UNEVEN)]
)
def test_a_file_that_is_no_saved_run_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "run.json").write_text(text)
    with pytest.raises(UsageError, match="no saved run"):
        list(compare([table([0.1])], tmp_path / "run.json"))


def test_where_nothing_can_be_saved_is_told_before_the_measuring(tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text("{}")
    check_writable(kept)
    check_writable(tmp_path / "run.json")
    assert [path.name for path in tmp_path.iterdir()] == ["kept.json"]
    assert kept.read_text() == "{}"
    with pytest.raises(UsageError, match="cannot be written"):
        check_writable(tmp_path / "no-such-folder" / "run.json")
