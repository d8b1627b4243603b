"""What encoding costs on this machine: a few windows are timed before a build encodes many."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corpus.errors import UsageError
from indexer.build import background, encoder
from indexer.generation.models import DEFAULT_MODEL, Model, find_model, size_of
from indexer.tuning import BUILD

# Whole batches, so that what is timed is what the build does.
_N_TIMED = BUILD.timed_batches * BUILD.encoder_batch


@dataclass(frozen=True, slots=True)
class Cost:
    """How many windows a second a model encodes here; `default_per_s` is None where it is the default.

    `dimensions` are those of its vectors, `size` the bytes of its weights.
    """

    model: str
    windows_per_s: float
    dimensions: int
    size: int
    default_per_s: float | None = None

    def told(self, n_windows: int) -> str:
        """Return what some windows cost, as a part of a sentence."""
        said = f"{_minutes(n_windows, self.windows_per_s)} on this machine"
        if self.default_per_s is None:
            return said
        return (
            f"{said} with {self.model} ({DEFAULT_MODEL}: {_minutes(n_windows, self.default_per_s)})"
        )


def of_model(model: Model) -> Cost:
    """Load a model, and the default one beside it, and time them on windows of fixed texts.

    Takes some ten seconds. Raises UsageError for a folder that is no model.
    """
    return of_loaded(encoder.load(model), model, background.texts("windows"))


def of_loaded(transformer: Any, model: Model, texts: Sequence[str]) -> Cost:
    """Time a loaded model on some of the texts that it is to encode, and the default one on the same.

    It may be in half precision afterwards (`encoder.encode_batches`).
    """
    timed = _spread(texts)
    rate, dimensions = _windows_per_s(transformer, timed)
    default = None if model.name == DEFAULT_MODEL else _of_default(timed)
    return Cost(model.name, rate, dimensions, size_of(model), default)


def _of_default(texts: Sequence[str]) -> float | None:
    """Return how many windows a second the default model encodes, None where it is not installed."""
    try:
        return _windows_per_s(encoder.load(find_model(DEFAULT_MODEL)), texts)[0]
    except UsageError:
        return None


def _spread(texts: Sequence[str]) -> list[str]:
    """Return `_N_TIMED` of the texts, short and long ones as there are of each."""
    by_length = sorted(texts, key=len)
    n = min(_N_TIMED, len(by_length))
    return [by_length[(2 * i + 1) * len(by_length) // (2 * n)] for i in range(n)]


def _windows_per_s(transformer: Any, texts: Sequence[str]) -> tuple[float, int]:
    """Return how many of some texts a model encodes in a second, and the dimensions of its vectors."""
    # The first batch pays for what is made once, and is not timed.
    first = next(iter(encoder.encode_batches(transformer, texts[: BUILD.encoder_batch])))
    started = time.perf_counter()
    for _ in encoder.encode_batches(transformer, texts):
        pass
    return len(texts) / max(time.perf_counter() - started, 1e-9), first[1].shape[1]


def _minutes(n_windows: int, per_s: float) -> str:
    minutes = n_windows / per_s / 60
    return f"about {minutes:,.0f} min" if minutes >= 1 else "less than 1 min"
