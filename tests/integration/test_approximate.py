"""A large index, in small: the sample's windows in inverted lists, beside reading every window."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from indexer.calibration import MINILM
from indexer.generation import approximate
from indexer.generation.store import Generation
from search.match import dense
from search.query.nodes import Filters
from search.searcher import Mode, Searcher, open_index
from tests.conftest import SAMPLE

pytest.importorskip("faiss", reason="the extra 'large' is not installed")

TEXTS = [
    json.loads(line)["text"]
    for line in (SAMPLE / "judgments" / "queries.jsonl").read_text("utf-8").splitlines()
]


N_LISTS = 32


@pytest.fixture(scope="module")
def listed_index(sample_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("approximate") / "index"
    shutil.copytree(sample_index, copy)
    folder = open_index(copy).generation.folder
    approximate.write(np.load(folder / "embeddings.npy"), folder / approximate.FILE, N_LISTS)
    return copy


def reading(index: Path, n_read: int, patch: pytest.MonkeyPatch) -> Searcher:
    """Open an index so that `n_read` of its lists are read."""
    of_model = replace(MINILM, lists_read=n_read)
    patch.setattr(Generation, "calibration", property(lambda _: of_model))
    patch.setattr(dense, "_CANDIDATES", 200)
    return open_index(index)


# Reading all lists misses nothing, reading half of them little; a large index reads a few of many.
@pytest.mark.parametrize(("n_read", "least"), [(N_LISTS, 1.0), (N_LISTS // 2, 0.93)])
def test_pages_are_those_of_reading_every_window_as_far_as_the_lists_miss_nothing(
    n_read: int,
    least: float,
    searcher: Searcher,
    listed_index: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    listed = reading(listed_index, n_read, monkeypatch)
    shares = []
    for text in TEXTS:
        exact = dict(searcher.ranking(text, "hybrid", 10))
        found = dict(listed.ranking(text, "hybrid", 10))
        if exact or found:
            shares.append(len(exact.keys() & found.keys()) / max(len(exact), len(found)))
        # What is found is computed exactly, wherever it was found.
        assert {n: found[n] for n in exact if n in found} == {
            n: exact[n] for n in exact if n in found
        }
    assert len(shares) > 90
    assert np.mean(shares) >= least


@pytest.mark.parametrize("mode", ["hybrid", "dense"])
@pytest.mark.parametrize("text", ["lido", '"council tax"', "parking -school", "+housing repairs"])
def test_under_a_filter_or_a_condition_every_window_is_read(
    text: str,
    mode: Mode,
    searcher: Searcher,
    listed_index: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    listed = reading(listed_index, 1, monkeypatch)
    filters = Filters(committees=("Cabinet",)) if text == "lido" else None
    exact, found = (s.search(text, mode=mode, filters=filters) for s in (searcher, listed))
    assert [(h.passage.id, h.score) for h in found.hits] == [
        (h.passage.id, h.score) for h in exact.hits
    ]
    assert found.matched == exact.matched
