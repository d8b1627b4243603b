"""The maximum and the sum over each passage's windows are those of a loop over the passages."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.match import grouping
from search.match.grouping import Grouping


@given(st.lists(st.integers(1, 9), min_size=1, max_size=40), st.integers(1, 50), st.integers(0, 99))
def test_maxima_and_sums_are_those_of_a_loop(lengths: list[int], few: int, seed: int) -> None:
    values = np.random.default_rng(seed).standard_normal(sum(lengths)).astype(np.float32)
    ends = np.cumsum(lengths)
    parts = [values[end - n : end] for n, end in zip(lengths, ends, strict=True)]
    with pytest.MonkeyPatch.context() as patch:
        # From how many passages on a level is made decides nothing but the speed.
        patch.setattr(grouping, "_FEW_PASSAGES", few)
        maxima, sums = Grouping(ends - lengths, np.array(lengths)).maxima_and_sums(values)
    assert maxima.tolist() == [part.max() for part in parts]
    assert sums == pytest.approx([part.sum() for part in parts], abs=1e-5)
    assert maxima.dtype == sums.dtype == np.float32


def test_an_index_without_passages_has_no_maxima() -> None:
    nothing = np.empty(0, np.int64)
    maxima, sums = Grouping(nothing, nothing).maxima_and_sums(np.empty(0, np.float32))
    assert not len(maxima)
    assert not len(sums)
