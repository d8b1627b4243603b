"""How well `council-search similar` finds the passages on the same matter at other meetings.

Nobody judged precedent as such, so three independent signs of "the same matter" stand in for it:

- judged: two passages of different meetings that both answer one judged query (not one about a name);
- refers: two passages of different meetings of which one refers to the other by its minute number,
  date or title (`indexer.build.links`);
- titles: two passages of different meetings with the same title, not a procedural one. The title is
  in every window and counts in the words, so this shows only that such items are not lost.

    python benchmarks/precedent.py --index DIR [--queries FILE]

Prints nDCG@10, R@10 and RR (ir-measures) of both retrievers, of what `similar` does, and of a random order,
with n; and which share of the passages that have a precedent keeps its best one above the threshold.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import ir_measures
import numpy as np
from ir_measures import RR, R, nDCG

from search.evaluation.judgments import quote_queries
from search.page.similar import Compared
from search.searcher import Searcher, open_index

MEASURES = (nDCG @ 10, R @ 10, RR)
# Titles that so many passages have name no matter ("Planning applications").
MOST_OF_A_TITLE = 12
Pairs = dict[int, set[int]]


def judged(searcher: Searcher, queries: Path) -> Pairs:
    """Return which passages answer the same query, by row."""
    row_of = {name: row for row, name in enumerate(searcher.identifiers)}
    found: Pairs = defaultdict(set)
    for query in quote_queries(queries, searcher):
        if query.kind != "name":
            rows = {row_of[name] for name in query.grades}
            for row in rows:
                found[row] |= rows - {row}
    return found


def refers(searcher: Searcher) -> Pairs:
    """Return which passages refer to one another, by row."""
    row_of = {name: row for row, name in enumerate(searcher.identifiers)}
    found: Pairs = defaultdict(set)
    for row, passage in enumerate(searcher.all_passages()):
        for reference in passage.annotations.references:
            target = row_of.get(reference.target or "")
            if target is not None:
                found[row].add(target)
                found[target].add(row)
    return found


def titles(searcher: Searcher) -> Pairs:
    """Return which passages have one title, by row."""
    rows_of: dict[str, set[int]] = defaultdict(set)
    for row, passage in enumerate(searcher.all_passages()):
        if passage.text and not passage.procedural and "question" not in passage.title.casefold():
            rows_of[passage.title.casefold()].add(row)
    alike = [rows for rows in rows_of.values() if 1 < len(rows) <= MOST_OF_A_TITLE]
    return {row: rows - {row} for rows in alike for row in rows}


def orders(found: Compared) -> Iterator[tuple[str, np.ndarray]]:
    """Yield (variant, scores of the compared rows)."""
    yield "words", found.words
    yield "meaning", found.cosines
    yield "similar", found.scores
    yield "random", np.random.default_rng(len(found.rows)).random(len(found.rows))


def measure(searcher: Searcher, pairs: Mapping[int, set[int]]) -> dict[str, dict[str, float]]:
    """Return the means of `MEASURES` for each variant, with "n" and "kept" (share above the threshold)."""
    passages = searcher.all_passages()
    runs: dict[str, list[ir_measures.ScoredDoc]] = defaultdict(list)
    qrels, best = [], []
    for row, others in sorted(pairs.items()):
        found = searcher.precedents.compared(row, passages[row])
        allowed = set(np.flatnonzero(searcher.precedents.meetings.others(row)).tolist())
        relevant = {other for other in others if other in allowed}
        if passages[row].exempt or not relevant:
            continue
        qrels += [ir_measures.Qrel(str(row), str(other), 1) for other in sorted(relevant)]
        wanted = np.isin(found.rows, sorted(relevant))
        best.append(float(found.scores[wanted].max(initial=0.0)))
        for name, scores in orders(found):
            order = np.argsort(-scores, kind="stable")
            runs[name] += [
                ir_measures.ScoredDoc(str(row), str(found.rows[at]), -float(rank))
                for rank, at in enumerate(order)
            ]
    n = len(best)
    kept = float(np.mean(np.array(best) >= searcher.calibration.precedent)) if n else 0.0
    return {
        name: {
            **{str(m): v for m, v in ir_measures.calc_aggregate(MEASURES, qrels, run).items()},
            "n": n,
            "kept": kept,
        }
        for name, run in runs.items()
    }


def main() -> None:
    """Print the table of one index."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--index", required=True, type=Path)
    parser.add_argument("--queries", type=Path, help="judged quotes over the same records")
    options = parser.parse_args()
    searcher = open_index(options.index)
    signs: dict[str, Callable[[], Pairs]] = {
        "refers": lambda: refers(searcher),
        "titles": lambda: titles(searcher),
    }
    if options.queries:
        signs = {"judged": lambda: judged(searcher, options.queries), **signs}
    print(f"{options.index}: {searcher.manifest.n_passages:,} passages, {searcher.manifest.model}")
    for sign, pairs in signs.items():
        for name, values in measure(searcher, pairs()).items():
            shown = "  ".join(f"{m} {values[str(m)]:.3f}" for m in MEASURES)
            print(f"{sign:8} n {values['n']:4} {name:8} {shown}  kept {values['kept']:.2f}")


if __name__ == "__main__":
    main()
