"""The short form of `make soak`: kills, changed files, full disks, a few of each."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.soak.secrets import distinct_words


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


def test_no_planted_word_is_taken_for_another() -> None:
    """The search of every byte takes eight letters for a word: one word must not be found for another."""
    words = distinct_words(2_000, random.Random(1))
    text = "\n".join(words).lower()
    assert all(text.count(word[:8].lower()) == 1 for word in words)
