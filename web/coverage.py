"""What the index holds, told to those who search it: how much, of whom, from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from search.searcher import Searcher


@dataclass(frozen=True, slots=True)
class Coverage:
    """What can be found at all."""

    n_passages: int
    committees: tuple[str, ...]
    first: date | None
    last: date | None
    n_undated: int
    n_failures: int
    built_at: str


def coverage(searcher: Searcher) -> Coverage:
    """Return what the searcher's generation covers."""
    columns, manifest = searcher.columns, searcher.manifest
    dated = columns.dates[~np.isnat(columns.dates)]
    return Coverage(
        n_passages=manifest.n_passages,
        committees=tuple(columns.committee_names),
        first=dated.min().item() if len(dated) else None,
        last=dated.max().item() if len(dated) else None,
        n_undated=len(columns.dates) - len(dated),
        n_failures=len(manifest.failures),
        built_at=manifest.built_at,
    )
