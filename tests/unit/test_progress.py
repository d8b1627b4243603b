"""What is shown while a build runs: how far it is, how fast, how long it takes, what it reused."""

from __future__ import annotations

import io
import re
from pathlib import Path

import numpy as np
import pytest

from cli.progress import progress_bar
from indexer.build import embeddings, encoder
from indexer.generation import store
from indexer.passages.passage import Passage


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_says_rate_and_remaining_time(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    # A bar is drawn again at most ten times a second.
    monkeypatch.setattr("tqdm.std.tqdm.monitor_interval", 0)
    with progress_bar() as progress:
        progress("reading", 1, 1)
        for done in (1_200, 5_000):
            progress("encoding windows, 4,300 reused", done, 5_000)
    shown = terminal.getvalue()
    assert re.search(r"reading: 100% \|.*\| 1 of 1,", shown)
    assert re.search(
        r"encoding windows, 4,300 reused: 100% \|.*\| 5,000 of 5,000, +[\d.k]+/s, 00:00 left", shown
    )


def test_nothing_is_drawn_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.StringIO()
    monkeypatch.setattr("sys.stderr", file)
    with progress_bar() as progress:
        progress("reading", 1, 2)
    assert file.getvalue() == ""


def test_encoding_says_what_it_reuses_from_the_build_before_and_from_a_killed_one(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    generation = store.open_generation(tiny / "index")
    model = encoder.find_model(encoder.DEFAULT_MODEL)
    texts = ["Parks are open.", "Pools are full.", "Parks are open."]
    found = [Passage(id=f"p{i}", title="T", text=t, source="a") for i, t in enumerate(texts)]
    seen: list[tuple[str, int, int]] = []

    def write(passages: list[Passage], name: str) -> None:
        (tmp_path / name).mkdir()
        checkpoint = tmp_path / "checkpoint"
        embeddings.write(
            tmp_path / name,
            passages,
            model,
            generation,
            checkpoint,
            lambda *step: seen.append(step),
            few_windows=0,  # As if there were many.
        )

    write(found[:1], "one")
    write(found, "two")
    stages = [step for step in seen if step[0].startswith("encoding")]
    assert stages == [("encoding windows", 1, 1), ("encoding windows, 2 reused", 1, 1)]
    vectors = np.load(tmp_path / "two" / "embeddings.npy")
    np.testing.assert_array_equal(vectors[0], vectors[2])
