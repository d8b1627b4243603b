"""Builds without torch: the encoder that an index of the tests carries stands for the model itself.

It is the model to four digits (`tests/unit/test_encoder.py`); to load the model and to export it takes
most of a build's time, again and again where a test harms the index.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from indexer.generation.models import Model
from indexer.generation.query_encoder import QueryEncoder


def use_exported(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Let builds in this process encode with the exported encoder in `folder`, which they copy."""

    def load(model: Model) -> QueryEncoder:
        return QueryEncoder(folder)

    def encode_batches(
        exported: QueryEncoder, texts: Sequence[str]
    ) -> Iterator[tuple[list[int], NDArray[np.float32]]]:
        for number, text in enumerate(texts):
            yield [number], exported.encode_document(text)[None]

    def export_query_encoder(exported: QueryEncoder, target: Path) -> float:
        shutil.copytree(folder, target)
        return 1.0

    # The copied encoder has been measured.
    patch.setattr("indexer.build.background.write", lambda *_: None)
    for function in (load, encode_batches, export_query_encoder):
        patch.setattr(f"indexer.build.encoder.{function.__name__}", function)
