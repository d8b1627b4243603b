"""The comparison with other engines still runs; nothing is said here about speed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.mark.timeout(600)
def test_the_comparison_runs_and_reports_what_is_missing(tmp_path: Path) -> None:
    command = [sys.executable, "benchmarks/compare.py", "--quick", "--results", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    results = json.loads((tmp_path / "compare.json").read_text())
    (size,) = results["sizes"]
    engines = size["engines"]
    for name in ("council-search", "council-search, windows"):
        assert {"lexical", "phrase", "page", "build_s"} <= set(engines[name]), engines[name]
    # Whoosh is ours to have, and what it ranks is what we rank.
    assert engines["Whoosh"]["lexical"]["agreement"] > 0.99
    assert engines["Whoosh"]["phrase"]["agreement"] > 0.99
    for name, found in engines.items():
        assert "lexical" in found or "page" in found or "not installed" in found["missing"], name
    assert results["service"]["errors"] == 0
    assert results["building"]["encoding"]["least_cosine"] > 0.995
    table = (tmp_path / "compare.md").read_text()
    assert f"{size['n']:,} passages" in table
    assert all(f"| {name} |" in table for name in engines)
    assert "| one meeting more, of a build with cached vectors | ≤ 0.1 |" in table
    assert "| errors of 17 clients | ≤ 0 | 0 | met |" in table
    assert (tmp_path / "compare.svg").read_text().startswith("<svg")
