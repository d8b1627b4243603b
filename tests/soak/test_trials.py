"""The short form of `make soak`: kills, changed files, full disks, a few of each."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.xdist_group("model")


@pytest.mark.timeout(900)
def test_no_promise_is_broken_in_a_few_trials(tiny_built: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "tests.soak.trials",
        "--short",
        "--index",
        tiny_built / "index",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("| 0 |") == 6
