"""What each part of the ranking brings: nDCG@10 of the hybrid mode with one part off at a time.

    python benchmarks/ablation.py INDEX=QUERIES ...

QUERIES is a file of judged quotes or a BEIR folder. The change is against everything on; with it
stands the p of a paired t-test over the queries.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

import numpy as np
from scipy.stats import ttest_rel

from search.evaluation.evaluate import divided, measure_mode
from search.evaluation.judgments import JudgedQuery, beir_queries, quote_queries
from search.expand.steps import SWITCHES
from search.searcher import Searcher, open_index

Part = Callable[[Searcher], AbstractContextManager[object]]


def _with(of: Callable[[Searcher], object], settings: dict[str, object]) -> Part:
    """Return the part that sets some attributes of a part of the searcher, by their names, and sets them back."""

    @contextmanager
    def change(searcher: Searcher) -> Iterator[None]:
        target = of(searcher)
        before = {name: getattr(target, name) for name in settings}
        try:
            for name, value in settings.items():
                setattr(target, name, value)
            yield
        finally:
            for name, value in before.items():
                setattr(target, name, value)

    return change


def weighing(**weights: float) -> Part:
    """Return the part that ranks with some other weights, by their names; the others stay those of the index."""

    def change(searcher: Searcher) -> AbstractContextManager[object]:
        others = replace(searcher.ranker.weights, **weights)
        return ranking(weights=others)(searcher)

    return change


def skipping(*steps: str) -> Part:
    """Return the part that leaves out some steps of a query, by their names. Raises ValueError for another name."""
    if unknown := frozenset(steps) - SWITCHES:
        raise ValueError(f"no step of a query is called {', '.join(sorted(unknown))}")
    return _with(lambda searcher: searcher, {"without": frozenset(steps)})


def ranking(**settings: object) -> Part:
    """Return the part that ranks with other settings of the ranker, by their names."""
    return _with(lambda searcher: searcher.ranker, settings)


def unthresholded(searcher: Searcher) -> AbstractContextManager[object]:
    """Let everything be near, however little it scores."""
    calibration = replace(searcher.ranker.calibration, min_score=0.0, min_best=0.0)
    return ranking(calibration=calibration, min_share=0.0)(searcher)


PARTS: dict[str, Part] = {
    "everything": lambda searcher: nullcontext(),
    "no frames of requests": skipping("frames of requests"),
    "words for talk are scored": skipping("words for talk"),
    "no acronyms": skipping("acronyms"),
    "no thesaurus": skipping("synonyms"),
    "no near spellings, no lost names": skipping("spelling"),
    "compounds as typed": skipping("compounds"),
    "speakers are words": skipping("speakers"),
    "identifiers are words": ranking(by_identifiers=False),
    "no proximity": weighing(proximity=0.0),
    "no coverage": weighing(coverage_power=0.0),
    "one weight for every query": weighing(few=0.0),
    "names weigh as words": weighing(name=0.0),
    "words that no passage has together weigh as others": ranking(by_coverage=False),
    "no mean window": weighing(mean=0.0),
    "no neighbours": weighing(neighbours=0.0),
    "neighbours of long stretches too": weighing(long=1e9),
    "no share of the best": ranking(min_share=0.0),
    "no threshold": unthresholded,
}


def judged(queries: Path, searcher: Searcher) -> list[JudgedQuery]:
    """Return the judged queries of a file or a BEIR folder."""
    return beir_queries(queries) if queries.is_dir() else quote_queries(queries, searcher)


def main(pairs: list[str]) -> None:
    """Print a Markdown table: a row a part, a column a set."""
    values: dict[str, list[np.ndarray]] = {part: [] for part in PARTS}
    heads, silent = [], {part: [0, 0, 0] for part in PARTS}
    for pair in pairs:
        index, _, queries = pair.partition("=")
        searcher = open_index(index)
        answerable, unanswerable = divided(judged(Path(queries), searcher))
        for part, change in PARTS.items():
            with change(searcher):
                result = measure_mode(searcher, "hybrid", answerable, unanswerable)
            values[part].append(np.array(result.values["nDCG@10"]))
            silent[part][0] += result.silent
            silent[part][1] += len(unanswerable)
            silent[part][2] += result.emptied
        name = Path(queries)
        heads.append(f"{name.parent.name}/{name.name} (n = {len(answerable)})")
    print(f"nDCG@10, hybrid; Python {platform.python_version()}, numpy {np.__version__}\n")
    print(f"| | {' | '.join(heads)} | silent on unanswerable | emptied |")
    print("|---" * (len(heads) + 3) + "|")
    for part, found_values in values.items():
        cells = [
            _cell(now, before, part)
            for now, before in zip(found_values, values["everything"], strict=True)
        ]
        quiet, n, emptied = silent[part]
        print(f"| {part} | {' | '.join(cells)} | {quiet} of {n} | {emptied} |", flush=True)


def _cell(now: np.ndarray, before: np.ndarray, part: str) -> str:
    if part == "everything":
        return f"{now.mean():.3f}"
    change = now - before
    if not change.any():
        return "0"
    return f"{change.mean():+.3f} (p {ttest_rel(now, before).pvalue:.2f})"


if __name__ == "__main__":
    main(sys.argv[1:])
