"""One scale for the cosines of every model: what is far from a query is as far with each of them.

Models differ in how high their cosines are for texts that have nothing to do with each other: MiniLM's lie
around .10, multilingual-e5's around .77. A cosine c becomes a·c + b, with a and b such that the background,
cosines between fixed queries and fixed windows, has the mean and the spread that the default model has, for
which every threshold was tuned. Two numbers a model; per query they would also take away what tells a query
that nothing answers (measured: 11 of 30 silent instead of 27).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.calibration import MINILM_BACKGROUND, Background

SETTINGS_FILE = "settings.json"
_KEY = "background"


@dataclass(frozen=True, slots=True)
class Scale:
    """A cosine on the scale of the default model is `slope` times the model's own, plus `offset`."""

    slope: float = 1.0
    offset: float = 0.0

    def of(self, cosines: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return a model's cosines, float32, on the scale of the default model."""
        if self.slope == 1.0 and self.offset == 0.0:
            return cosines
        return cosines * np.float32(self.slope) + np.float32(self.offset)


def query_scale(background: Background) -> Scale:
    """Return the scale of cosines between a query and a window."""
    return _scale(background.mean, background.sd, MINILM_BACKGROUND.mean, MINILM_BACKGROUND.sd)


def passage_scale(background: Background) -> Scale:
    """Return the scale of cosines between two windows."""
    return _scale(
        background.passage_mean,
        background.passage_sd,
        MINILM_BACKGROUND.passage_mean,
        MINILM_BACKGROUND.passage_sd,
    )


def _scale(mean: float, sd: float, wanted_mean: float, wanted_sd: float) -> Scale:
    slope = wanted_sd / max(sd, 1e-6)
    return Scale(slope, wanted_mean - slope * mean)


def read(encoder: Path) -> Background:
    """Return the background in the settings of an exported query encoder.

    Raises ValueError or TypeError for settings that are damaged.
    """
    known = json.loads((encoder / SETTINGS_FILE).read_text()).get(_KEY)
    return Background(**known) if known else MINILM_BACKGROUND


def is_known(encoder: Path) -> bool:
    """Say whether an exported query encoder has its background. Raises ValueError for damaged settings."""
    return bool(json.loads((encoder / SETTINGS_FILE).read_text()).get(_KEY))


def write(encoder: Path, background: Background) -> None:
    """Add a background to the settings of an exported query encoder."""
    path = encoder / SETTINGS_FILE
    settings = json.loads(path.read_text())
    # The file may be another generation's too.
    path.unlink()
    path.write_text(json.dumps({**settings, _KEY: asdict(background)}, indent=2))
