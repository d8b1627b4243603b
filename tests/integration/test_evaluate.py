"""The laboratory: several sets, the fusions of the literature, kept indexes, saved and compared runs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLE
from tests.integration.command import assert_refused, council_search

QUERIES = SAMPLE / "judgments" / "queries.jsonl"
CORPUS = [
    {"_id": "d1", "title": "School places", "text": "There are too few school places in Fernley."},
    {"_id": "d2", "title": "Lido", "text": "The lido will close in winter."},
    {"_id": "d3", "title": "", "text": "Potholes on Larch Lane were filled."},
]
JUDGED = [("q1", "school places", "d1"), ("q2", "holes in the road", "d3")]


@pytest.fixture
def beir(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    (folder / "qrels").mkdir(parents=True)
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, CORPUS)))
    queries = [json.dumps({"_id": name, "text": text}) for name, text, _ in JUDGED]
    (folder / "queries.jsonl").write_text("\n".join(queries))
    rows = ["query-id\tcorpus-id\tscore", *(f"{name}\t{found}\t1" for name, _, found in JUDGED)]
    (folder / "qrels" / "test.tsv").write_text("\n".join(rows) + "\n")
    return folder


def test_two_sets_are_measured_in_every_variant_and_a_kept_index_is_found_again(
    beir: Path, sample_index: Path, tmp_path: Path
) -> None:
    arguments = ["evaluate", "--variants", "--json", "--keep", tmp_path / "kept", "--beir", beir]
    done = council_search(*arguments, "--queries", QUERIES, "--index", sample_index)
    assert done.returncode == 0, done.stderr
    sample, small = json.loads(done.stdout)["sets"]
    assert set(sample["modes"]) == {"hybrid", "lexical", "dense", "minmax", "rrf"}
    assert (sample["answerable"], sample["unanswerable"]) == (80, 60)
    assert small["modes"]["hybrid"]["nDCG@10"]["mean"] == 1.0
    ours = sample["modes"].pop("hybrid")["nDCG@10"]["mean"]
    # What the literature has is measured beside ours on the same retrievers, and is behind it.
    assert all(ours > found["nDCG@10"]["mean"] for found in sample["modes"].values())
    kept = tmp_path / "kept" / beir.name
    before = (kept / "CURRENT").read_text()
    assert council_search("query", "lido", "--index", kept).returncode == 0
    assert json.loads(council_search(*arguments).stdout)["answerable"] == 2
    assert (kept / "CURRENT").read_text() != before  # built again, from what was kept


def test_a_saved_run_is_compared_and_a_file_that_is_none_is_refused(
    beir: Path, tmp_path: Path
) -> None:
    arguments = ["evaluate", "--keep", tmp_path / "kept", "--beir", beir]
    saved = tmp_path / "before.json"
    assert council_search(*arguments, "--save", saved).returncode == 0
    done = council_search(*arguments, "--compare", saved)
    assert done.returncode == 0, done.stderr
    assert f"nDCG@10 against {saved}" in done.stdout
    saved.write_text("{}")
    assert_refused(council_search(*arguments, "--compare", saved), "is no saved run")


def test_the_ablation_prints_a_row_for_every_part(sample_index: Path) -> None:
    command = [sys.executable, "benchmarks/ablation.py", f"{sample_index}={QUERIES}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    rows = [line for line in done.stdout.splitlines() if line.startswith("| ")]
    assert len(rows) > 10
    everything, *others = rows[1:]
    assert everything.startswith("| everything | 0.8")
    # A part that changes nothing here is for the other sets; most must change something.
    assert sum(" | 0 | " not in row for row in others) >= 8
