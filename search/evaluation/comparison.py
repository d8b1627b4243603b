"""Two runs of an evaluation side by side: saved figures, and a paired test of what changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import UsageError
from search.evaluation.evaluate import Table

MEASURE = "nDCG@10"


def save(path: Path, tables: Sequence[Table]) -> None:
    """Write every query's figures of all sets and variants into a JSON file."""
    sets = {
        table.name: {
            "queries": [query.id for query in table.answerable],
            "variants": {result.mode: result.values for result in table.results},
        }
        for table in tables
    }
    path.write_text(json.dumps({"sets": sets}), "utf-8")


def check_writable(path: Path) -> None:
    """Raise UsageError where a run cannot be saved: better before the measuring, which takes long."""
    is_new = not path.exists()
    try:
        with path.open("a"):
            pass
        if is_new:
            # An interrupted measuring leaves no empty run behind.
            path.unlink()
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error


def load(path: Path) -> dict[str, Any]:
    """Return the sets of a saved run. Raises UsageError if the file is none."""
    try:
        sets = json.loads(path.read_text("utf-8"))["sets"]
        found = {
            name: {"queries": kept["queries"], "variants": kept["variants"]}
            for name, kept in sets.items()
        }
        for kept in found.values():
            figures = [
                values for variant in kept["variants"].values() for values in variant.values()
            ]
            if any(len(values) != len(kept["queries"]) for values in figures):
                raise ValueError("it has not one figure a query")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} is no saved run (evaluate --save FILE): {error}") from error
    return found


def compare(tables: Sequence[Table], path: Path) -> Iterator[str]:
    """Yield, for each set and variant that both runs have, the change and its paired t-test.

    Smucker, Allan and Carterette 2007: over the queries that both runs have, two-sided. A p below
    .05 is a difference that chance alone would seldom make; without one, do not believe the change.
    """
    earlier = load(path)
    yield f"{MEASURE} against {path}:"
    for table in tables:
        known = earlier.get(table.name)
        if known is None:
            yield f"  {table.name}: not in the saved run"
            continue
        for result in table.results:
            before = known["variants"].get(result.mode, {}).get(MEASURE)
            if before is not None:
                old = dict(zip(known["queries"], before, strict=True))
                now = (q.id for q in table.answerable)
                new = dict(zip(now, result.values[MEASURE], strict=True))
                yield f"  {table.name} {result.mode}: {_change(old, new)}"


def _change(old: Mapping[str, float], new: Mapping[str, float]) -> str:
    """Return what became of the mean over the queries that both runs have, and how sure that is."""
    from scipy.stats import ttest_rel

    shared = [query for query in new if query in old]
    if len(shared) < 2:
        return "fewer than two queries in both runs"
    first, second = np.array([old[q] for q in shared]), np.array([new[q] for q in shared])
    change = second - first
    p = float(ttest_rel(second, first).pvalue) if change.std() > 0 else 1.0
    return (
        f"{first.mean():.3f} -> {second.mean():.3f} "
        f"({change.mean():+.3f}, p {p:.3f}; better {int((change > 0).sum())}, "
        f"worse {int((change < 0).sum())} of {len(shared)})"
    )
