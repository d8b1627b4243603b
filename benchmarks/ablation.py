"""What each part of the ranking brings: nDCG@10 of the hybrid mode with one part off at a time.

    python benchmarks/ablation.py INDEX=QUERIES ...

QUERIES is a file of judged quotes or a BEIR folder. The change is against everything on; with it
stands the p of a paired t-test over the queries.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import numpy as np
from scipy.stats import ttest_rel

from search.evaluation.evaluate import divided, measure_mode
from search.evaluation.judgments import JudgedQuery, beir_queries, quote_queries
from search.expand.steps import STEPS
from search.searcher import Searcher, open_index
from search.tuning import LIMITS, WEIGHTS, Weights

Part = Callable[[Searcher], AbstractContextManager[object]]


def weighing(weights: Weights) -> Part:
    """Return the part that weighs otherwise."""

    @contextmanager
    def change(searcher: Searcher) -> Iterator[None]:
        searcher.ranker.weights = weights
        yield
        searcher.ranker.weights = WEIGHTS

    return change


def skipping(*steps: str) -> Part:
    """Return the part that leaves out some of `search.expand.steps.STEPS`, by their names."""
    assert set(steps) <= {step.name for step in STEPS}

    @contextmanager
    def change(searcher: Searcher) -> Iterator[None]:
        searcher.without = frozenset(steps)
        yield
        searcher.without = frozenset()

    return change


def without(*names: str, result: object) -> Part:
    """Return the part that has `result` in the place of some functions or constants."""

    def change(searcher: Searcher) -> AbstractContextManager[object]:
        stack = ExitStack()
        for name in names:
            stack.enter_context(patch(name, result))
        return stack

    return change


NO_SHARE = replace(LIMITS, min_share=0.0)


@contextmanager
def unthresholded(searcher: Searcher) -> Iterator[None]:
    """Let everything be near, however little it scores."""
    before = searcher.ranker.calibration
    searcher.ranker.calibration = replace(before, min_score=0.0, min_best=0.0)
    with patch("search.rank.ranking.LIMITS", NO_SHARE):
        yield
    searcher.ranker.calibration = before


PARTS: dict[str, Part] = {
    "everything": lambda searcher: nullcontext(),
    "no frames of requests": without("search.query.query.subject", result=lambda text: text),
    "words for talk are scored": without(
        "search.query.query.is_request", result=lambda text: False
    ),
    "no acronyms": skipping("acronyms"),
    "no thesaurus": skipping("synonyms"),
    "no near spellings, no lost names": skipping("spelling"),
    "compounds as typed": skipping("compounds"),
    "speakers are words": skipping("speakers"),
    "identifiers are words": without(
        "search.match.coverage._identifiers", result=lambda *rest: None
    ),
    "no proximity": weighing(replace(WEIGHTS, proximity=0.0)),
    "no coverage": weighing(replace(WEIGHTS, coverage_power=0.0)),
    "one weight for every query": weighing(replace(WEIGHTS, few=0.0)),
    "names weigh as words": weighing(replace(WEIGHTS, name=0.0)),
    "no mean window": weighing(replace(WEIGHTS, mean=0.0)),
    "no neighbours": weighing(replace(WEIGHTS, neighbours=0.0)),
    "neighbours of long stretches too": weighing(replace(WEIGHTS, long=1e9)),
    "no share of the best": without("search.rank.ranking.LIMITS", result=NO_SHARE),
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
