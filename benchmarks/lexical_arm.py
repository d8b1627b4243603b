"""Time the lexical arm against Whoosh's own searcher: same index, same query trees, one run.

    python benchmarks/lexical_arm.py [CORPUS.jsonl[.gz]] [--passages N] [--queries N]

CORPUS is JSON Lines in BEIR's form; without it the sample council's items are repeated, each time
with other words shuffled in, up to N. Prints what was measured with n, versions and machine, and
writes it to benchmarks/results/lexical_arm.json.
"""

from __future__ import annotations

import argparse
import gzip
import json
import platform
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from itertools import islice
from pathlib import Path

import numpy as np
from whoosh import index, scoring

from corpus import readers
from corpus.sources import FoundFile, find_files, load
from indexer import lexical
from indexer.passages import Passage, passages
from search.lexical import LexicalArm, scored_terms, scoring_tree
from search.query import read_query

ROOT = Path(__file__).resolve().parents[1]


def from_file(path: Path) -> Iterator[Passage]:
    """Yield the passages of a BEIR corpus."""
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
        for line in lines:
            record = json.loads(line)
            title = record.get("title", "")
            yield Passage(record["_id"], title, record["text"], path.name)


def from_sample() -> Iterator[Passage]:
    """Yield the sample's passages for ever, each round with its words in another order."""
    found = [
        passage
        for file in find_files([ROOT / "corpus" / "sample" / "records"])
        if isinstance(file, FoundFile)
        for meeting in readers.read(load(file))
        if not isinstance(meeting, Exception)
        for passage in passages(meeting)
    ]
    rng = random.Random(0)
    round_number = 0
    while True:
        for passage in found:
            words = passage.text.split()
            rng.shuffle(words)
            yield Passage(f"{passage.id}-{round_number}", passage.title, " ".join(words), "sample")
        round_number += 1


def questions(rows: list[Passage], count: int) -> list[str]:
    """Return queries of two to five words that stand in one passage each."""
    rng = random.Random(1)
    texts = [
        row.text.split() for row in rng.choices(rows, k=count * 2) if len(row.text.split()) > 20
    ]
    return [" ".join(rng.sample(words, rng.randint(2, 5))) for words in texts[:count]]


def milliseconds(samples: list[float]) -> dict[str, float]:
    """Return the 50th, 95th and 99th percentile of seconds, in milliseconds."""
    return {f"p{q}": round(1000 * float(np.percentile(samples, q)), 2) for q in (50, 95, 99)}


def main() -> None:
    """Build, run, compare, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("corpus", nargs="?", type=Path)
    parser.add_argument("--passages", type=int, default=2_000)
    parser.add_argument("--queries", type=int, default=100)
    arguments = parser.parse_args()
    source = from_file(arguments.corpus) if arguments.corpus else from_sample()
    rows = list(islice(source, arguments.passages))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        started = time.perf_counter()
        lexical.write(rows, folder / "whoosh")
        written = time.perf_counter()
        lexical.export_postings(folder / "whoosh", folder / "postings")
        exported = time.perf_counter()
        arm = LexicalArm(folder / "postings", len(rows))
        trees = [
            scoring_tree(scored_terms(read_query(text).scored))
            for text in questions(rows, arguments.queries)
        ]
        ours, theirs, worst, same = [], [], 0.0, 0
        with index.open_dir(str(folder / "whoosh")).searcher(weighting=scoring.BM25F()) as searcher:
            for tree in trees:
                start = time.perf_counter()
                found = arm.evaluate(tree)
                top = np.argsort(-found.scores, kind="stable")[:10]
                ours.append(time.perf_counter() - start)
                start = time.perf_counter()
                results = searcher.search(tree, limit=10)
                theirs.append(time.perf_counter() - start)
                expected = dict(results.items())
                for row, score in expected.items():
                    worst = max(worst, abs(float(found.scores[row]) - score) / score)
                same += set(expected) == {int(row) for row in top if found.mask[row]}
        size = sum(path.stat().st_size for path in (folder / "postings").iterdir())
    result = {
        "passages": len(rows),
        "queries": len(trees),
        "corpus": arguments.corpus.name if arguments.corpus else "sample, shuffled",
        "whoosh_indexing_s": round(written - started, 1),
        "export_s": round(exported - written, 1),
        "postings_mb": round(size / 1e6, 1),
        "lexical_arm_ms": milliseconds(ours),
        "whoosh_searcher_ms": milliseconds(theirs),
        "ratio_p50": round(float(np.median(theirs) / np.median(ours)), 1),
        "same_top_10": f"{same} of {len(trees)} (equal scores may swap)",
        "largest_relative_difference": f"{worst:.1e}",
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "versions": {name: version(name) for name in ("whoosh3", "numpy")},
    }
    text = json.dumps(result, indent=1)
    print(text)
    (ROOT / "benchmarks" / "results" / "lexical_arm.json").write_text(f"{text}\n")


if __name__ == "__main__":
    main()
