"""Every model's cosines come to the default's scale by two numbers; the default's own stay as they are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.build import background
from indexer.calibration import MINILM_BACKGROUND, Background
from indexer.generation import cosines
from indexer.generation.cosines import passage_scale, query_scale


def test_the_default_models_cosines_are_not_touched() -> None:
    own = np.linspace(-1, 1, 7, dtype=np.float32)
    assert query_scale(MINILM_BACKGROUND).of(own) is own
    assert passage_scale(MINILM_BACKGROUND).of(own) is own


@given(
    mean=st.floats(-0.2, 0.9),
    sd=st.floats(0.01, 0.2),
    seed=st.integers(0, 100),
)
def test_a_background_comes_to_the_mean_and_the_spread_of_the_defaults(
    mean: float, sd: float, seed: int
) -> None:
    own = np.random.default_rng(seed).normal(mean, sd, 5_000).astype(np.float32)
    measured = Background(float(own.mean()), float(own.std()), 0.0, 1.0)
    on_scale = query_scale(measured).of(own)
    assert float(on_scale.mean()) == pytest.approx(MINILM_BACKGROUND.mean, abs=1e-4)
    assert float(on_scale.std()) == pytest.approx(MINILM_BACKGROUND.sd, rel=1e-3)


def test_cosines_that_are_all_equal_do_not_divide_by_zero() -> None:
    same = background.of_vectors(np.ones((2, 1), np.float32), np.ones((3, 1), np.float32))
    assert np.isfinite(query_scale(same).slope)


def test_the_fixed_texts_are_there_and_no_text_stands_twice() -> None:
    queries, windows = background.texts("queries"), background.texts("windows")
    assert (len(set(queries)), len(set(windows))) == (100, len(windows))
    assert len(windows) == 500
    assert all(text.strip() for text in [*queries, *windows])


def test_what_is_written_is_read_and_an_encoder_without_it_has_the_defaults(tmp_path: Path) -> None:
    (tmp_path / cosines.SETTINGS_FILE).write_text('{"prompt": ""}')
    assert cosines.read(tmp_path) == MINILM_BACKGROUND
    other = Background(0.77, 0.016, 0.8, 0.02)
    cosines.write(tmp_path, other)
    assert cosines.read(tmp_path) == other
