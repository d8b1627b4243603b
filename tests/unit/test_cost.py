"""What a model costs is measured on this machine, and told before it encodes many windows."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from indexer.build import background, cost, embeddings, encoder
from indexer.build.cost import Cost
from indexer.generation.models import DEFAULT_MODEL, Model, find_model
from indexer.tuning import BUILD
from search.searcher import open_index

OTHER = Model("other", Path("nowhere"), "0" * 64)


class Paced:
    """Stands for a model that takes the same time for each window."""

    def __init__(self, seconds: float, first: float = 0.0) -> None:
        self.seconds, self.first, self.seen = seconds, first, list[str]()


@pytest.fixture
def paced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every model encode at its pace, the default one ten times as fast as the other."""

    def encode_batches(
        model: Paced, texts: Sequence[str]
    ) -> Iterator[tuple[list[int], NDArray[np.float32]]]:
        time.sleep(model.seconds * len(texts) + model.first)
        model.first = 0.0
        model.seen += texts
        yield list(range(len(texts))), np.ones((len(texts), 5), np.float32)

    monkeypatch.setattr(encoder, "encode_batches", encode_batches)
    monkeypatch.setattr(encoder, "load", lambda _: Paced(0.0005))


def test_a_rate_is_that_of_the_machine_without_what_is_done_once(paced: None) -> None:
    found = cost.of_loaded(Paced(0.005, first=0.5), OTHER, [f"window {n}" for n in range(2_000)])
    # Sleeping takes longer than asked on a busy machine, never less.
    assert 100 < found.windows_per_s <= 200
    assert found.default_per_s is not None
    assert found.windows_per_s * 3 < found.default_per_s <= 2_000
    assert (found.model, found.dimensions, found.size) == ("other", 5, 0)


def test_few_windows_are_timed_and_long_and_short_ones_as_they_are(paced: None) -> None:
    texts = ["x" * (1 + n % 100) for n in range(5_000)]
    model = Paced(0.0)
    cost.of_loaded(model, OTHER, texts)
    timed = [len(text) for text in model.seen[BUILD.encoder_batch :]]
    assert len(timed) == 4 * BUILD.encoder_batch
    assert abs(np.mean(timed) - 50.5) < 1
    assert len(set(timed)) > 60


def test_the_default_model_is_compared_with_nothing(paced: None) -> None:
    found = cost.of_loaded(Paced(0.0), find_model(DEFAULT_MODEL), ["a window"] * 3)
    assert found.default_per_s is None
    assert found.size > 90_000_000


@pytest.mark.parametrize(
    ("default_per_s", "told"),
    [
        (180.0, "about 16 min on this machine with best (all-MiniLM-L6-v2: about 3 min)"),
        (1e6, "about 16 min on this machine with best (all-MiniLM-L6-v2: less than 1 min)"),
        (None, "about 16 min on this machine"),
    ],
)
def test_a_cost_is_told_in_minutes(default_per_s: float | None, told: str) -> None:
    assert Cost("best", 32.3, 768, 1, default_per_s).told(31_000) == told


@pytest.mark.parametrize(("from_windows", "is_told"), [(1, True), (10_000, False)])
def test_a_build_with_another_model_tells_its_cost_before_it_encodes_many_windows(
    tiny_built: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    paced: None,
    from_windows: int,
    is_told: bool,
) -> None:
    monkeypatch.setattr(embeddings, "BUILD", replace(BUILD, timed_from=from_windows))
    monkeypatch.setattr(encoder, "export_query_encoder", lambda *_: 1.0)
    monkeypatch.setattr(background, "write", lambda *_: None)
    found = list(open_index(tiny_built / "index").all_passages())
    stages: list[tuple[str, int, int]] = []
    (tmp_path / "new").mkdir()
    model = replace(find_model(DEFAULT_MODEL), name="another")
    written = embeddings.write(
        tmp_path / "new", found, model, None, tmp_path / "kept", lambda *step: stages.append(step)
    )
    told = [name for name, _, total in stages if not total]
    assert bool(told) == is_told
    if is_told:
        wanted = f"{written.n_encoded:,} windows to encode: less than 1 min on this machine with"
        assert told[0].startswith(wanted)
        names = [name for name, *_ in stages]
        assert names.index(told[0]) < names.index("encoding windows")
