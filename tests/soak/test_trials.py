"""The short form of `make soak`: kills, changed files, full disks, a few of each."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.soak.kills import STEPS, Call, calls_of, counted, decisive, die_at, spread
from tests.soak.secrets import distinct_words
from tests.soak.trials import in_child


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


CALLS = [
    *(Call("fsync", f"terms-{n}.npy") for n in range(80)),
    Call("replace", "manifest.json"),
    Call("fsync", "manifest.json"),
    Call("rename", "000002"),
    Call("replace", "CURRENT"),
    *(Call("unlink", f"old-{n}.npy") for n in range(60)),
    Call("rmdir", "000001"),
]


@pytest.mark.parametrize("n_trials", [7, 12, 40])
def test_kills_fall_on_all_steps_and_always_on_those_that_decide(n_trials: int) -> None:
    chosen = spread(len(CALLS), n_trials, decisive(CALLS))
    assert len(set(chosen)) == n_trials
    hit = [CALLS[number] for number in chosen]
    named = {Call("fsync", "manifest.json"), Call("rename", "000002"), Call("replace", "CURRENT")}
    assert {*named, CALLS[-1]} <= set(hit)
    assert sum(call.step == "unlink" for call in hit) >= 2
    assert n_trials < 12 or sum(call.name.startswith("terms") for call in hit) >= 2


def test_calls_are_counted_and_the_one_that_is_named_is_the_last(tmp_path: Path) -> None:
    def run() -> None:
        (tmp_path / "a").write_text("a")
        (tmp_path / "a").replace(tmp_path / "b")
        (tmp_path / "b").rename(tmp_path / "c")
        (tmp_path / "c").unlink()

    said, ended = in_child(lambda: counted(run))
    assert (calls_of(said), ended) == (
        [Call("replace", "b"), Call("rename", "c"), Call("unlink", "c")],
        None,
    )
    assert {call.step for call in calls_of(said)} < set(STEPS)

    def killed(before: bool) -> None:
        die_at(1, before=before)
        run()

    for before, left in ((True, "b"), (False, "c")):
        assert in_child(lambda before=before: killed(before)) == (None, signal.SIGKILL)
        assert [path.name for path in tmp_path.iterdir()] == [left]
        (tmp_path / left).unlink()


@pytest.mark.parametrize("before", [True, False])
def test_a_call_that_fails_is_a_step_to_be_killed_at(tmp_path: Path, before: bool) -> None:
    def run() -> None:
        (tmp_path / "none").unlink(missing_ok=True)

    said, _ = in_child(lambda: counted(run))
    assert calls_of(said) == [Call("unlink", "none")]

    def killed() -> None:
        die_at(0, before=before)
        run()

    assert in_child(killed) == (None, signal.SIGKILL)
