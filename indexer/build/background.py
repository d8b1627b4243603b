"""The background of a model's cosines, measured on fixed texts when an index is first built with it."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.calibration import MINILM_BACKGROUND, Background
from indexer.generation import cosines
from indexer.generation.model_book import book
from indexer.generation.models import DEFAULT_MODEL, Model
from indexer.generation.query_encoder import QueryEncoder


def texts(kind: str) -> list[str]:
    """Return the fixed texts of a kind: "queries" (100) or "windows" (500)."""
    folder = files("indexer.build") / "background_texts"
    return (folder / f"{kind}.txt").read_text("utf-8").splitlines()


def write(encoder: Path, model: Model) -> None:
    """Measure the background with an exported query encoder and add it to its settings.

    The default model's is known, by whatever name it goes, so nothing is encoded for it.
    """
    found = MINILM_BACKGROUND if _is_default(model) else measured(QueryEncoder(encoder))
    cosines.write(encoder, found)


def measured(encoder: QueryEncoder) -> Background:
    """Return the background of an encoder's cosines; it encodes some 600 texts."""
    return of_vectors(
        np.array([encoder.encode(text) for text in texts("queries")]),
        np.array([encoder.encode_document(text) for text in texts("windows")]),
    )


def of_vectors(queries: NDArray[np.float32], windows: NDArray[np.float32]) -> Background:
    """Return the background of some vectors: (n, dim) and (m, dim) float32, L2-normalised."""
    between = queries @ windows.T
    others = (windows @ windows.T)[~np.eye(len(windows), dtype=bool)]
    return Background(
        mean=float(between.mean()),
        sd=float(between.std(axis=1).mean()),
        passage_mean=float(others.mean()),
        passage_sd=float(others.std()),
    )


def _is_default(model: Model) -> bool:
    same = model.sha256 == book()[DEFAULT_MODEL].sha256
    return same and not (model.query_prompt or model.passage_prompt)
