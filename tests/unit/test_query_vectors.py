"""The vector of a query is computed once, although each page and each filter of its list asks for it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from indexer.generation import layout
from indexer.generation.query_encoder import QueryEncoder
from indexer.generation.store import open_generation


class Counting(QueryEncoder):
    """Counts how often the model is asked."""

    n_asked = 0

    def _encoded(self, ids: list[int]) -> NDArray[np.float32]:
        self.n_asked += 1
        return super()._encoded(ids)


@pytest.fixture
def encoder(tiny_built: Path) -> Counting:
    return Counting(open_generation(tiny_built / "index").file(layout.ENCODER))


def test_a_query_is_encoded_once_and_another_by_itself(encoder: Counting) -> None:
    first, again, other = map(encoder.encode, ("school places", "school places", "bins"))
    assert encoder.n_asked == 2
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
    assert np.allclose(first, encoder.encode_document("school places"))
    assert encoder.n_asked == 3


def test_nobody_can_change_a_vector_that_is_remembered(encoder: Counting) -> None:
    with pytest.raises(ValueError, match="read-only"):
        encoder.encode("bins")[0] = 1
    assert np.linalg.norm(encoder.encode("bins")) == pytest.approx(1)


@pytest.mark.parametrize(("kept", "n_asked"), [(0, 5), (2, 4), (3, 3)])
def test_no_more_than_so_many_are_kept(tiny_built: Path, kept: int, n_asked: int) -> None:
    encoder = Counting(open_generation(tiny_built / "index").file(layout.ENCODER), kept)
    for text in ("one", "two", "two", "three", "one"):
        encoder.encode(text)
    assert encoder.n_asked == n_asked
