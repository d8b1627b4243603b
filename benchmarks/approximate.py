"""Reading every window against reading inverted lists, past a million windows.

    python benchmarks/approximate.py --index DIR [--index DIR] --queries FILE [--sizes 1000000 2000000]

There are not so many real windows at hand, so the real vectors of the indexes given are copied with
noise, of a cosine of about 0.8 to their original, until there are enough. Queries are real ones. Printed
are: seconds to build the lists and their size; milliseconds of the first pass over all windows in int8,
as `DenseRetriever.scan` makes it, and of the lists; recall@100 of the lists against exact cosines.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from indexer.tuning import SCAN

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import simsimd  # noqa: E402
from compare import machine  # noqa: E402

from indexer.generation import approximate  # noqa: E402
from indexer.generation.quantisation import quantise  # noqa: E402
from search.searcher import open_index  # noqa: E402

K, NOISE = 100, 0.75


def real_vectors(indexes: list[Path]) -> np.ndarray:
    """Return the different vectors of all windows of the indexes, (n, dim) float32."""
    found = [np.asarray(open_index(index).generation.array("embeddings.npy")) for index in indexes]
    return np.unique(np.concatenate(found), axis=0)


def copies(real: np.ndarray, n: int) -> np.ndarray:
    """Return the real vectors and noisy copies of them, `n` in all, normalised."""
    rng = np.random.default_rng(0)
    vectors = np.empty((n, real.shape[1]), np.float32)
    vectors[: len(real)] = real[:n]
    for first in range(len(real), n, 100_000):
        part = vectors[first : first + 100_000]
        noise = rng.standard_normal(part.shape, dtype=np.float32)
        part[:] = real[rng.integers(0, len(real), len(part))]
        part += noise * np.float32(NOISE / real.shape[1] ** 0.5)
        part /= np.linalg.norm(part, axis=1, keepdims=True)
    return vectors


def exact(vectors: np.ndarray, queries: np.ndarray) -> np.ndarray:
    """Return the `K` nearest vectors of each query, (q, K)."""
    scores, rows = np.full((len(queries), 0), 0.0, np.float32), np.empty((len(queries), 0), int)
    for first in range(0, len(vectors), 200_000):
        part = queries @ vectors[first : first + 200_000].T
        best = np.argpartition(-part, K, axis=1)[:, :K]
        scores = np.hstack([scores, np.take_along_axis(part, best, axis=1)])
        rows = np.hstack([rows, best + first])
        order = np.argsort(-scores, axis=1)[:, :K]
        scores, rows = (np.take_along_axis(a, order, axis=1) for a in (scores, rows))
    return rows


def milliseconds(call: Callable[[np.ndarray], Any], queries: np.ndarray) -> float:
    """Return the median of asking each query once, after a few that warm up."""
    for query in queries[:5]:
        call(query)
    seconds = []
    for query in queries:
        started = time.perf_counter()
        call(query)
        seconds.append(time.perf_counter() - started)
    return round(1000 * float(np.median(seconds)), 2)


def measure(
    real: np.ndarray, queries: np.ndarray, n: int, n_lists: int, threads: int
) -> dict[str, Any]:
    """Return what one size costs, exact and approximate."""
    vectors = copies(real, n)
    codes, _ = quantise(vectors)

    def scan(query: np.ndarray) -> Any:
        coded, _ = quantise(query[None])
        products = simsimd.cdist(codes, coded, "dot", out_dtype="float32", threads=threads)
        return np.asarray(products)[:, 0]

    found: dict[str, Any] = {
        "n_windows": n,
        "n_lists": n_lists,
        "scan_ms": milliseconds(scan, queries),
    }
    wanted = exact(vectors, queries)
    with tempfile.TemporaryDirectory(prefix="council-search-bench-") as name:
        path = Path(name) / approximate.FILE
        started = time.perf_counter()
        approximate.write(vectors, path, n_lists)
        found |= {
            "build_s": round(time.perf_counter() - started, 1),
            "disk_mb": round(path.stat().st_size / 2**20),
            "n_read": {},
        }
        for n_read in (32, 64, 128, 256, 512):
            lists = approximate.InvertedLists(path, n_read)
            tops = [lists.nearest(query, K)[0] for query in queries]
            recall = [len(set(a) & set(b)) / K for a, b in zip(tops, wanted.tolist(), strict=True)]
            found["n_read"][n_read] = {
                "ms": milliseconds(lambda query, lists=lists: lists.nearest(query, K), queries),
                "recall@100": round(float(np.mean(recall)), 3),
            }
    return found


def main() -> None:
    """Measure each size and print it as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--index", type=Path, action="append", required=True)
    parser.add_argument("--queries", type=Path, action="append", required=True, help="JSON Lines")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000_000, 2_000_000])
    parser.add_argument("--lists", type=int, default=SCAN.lists)
    parser.add_argument("--n-queries", type=int, default=200)
    arguments = parser.parse_args()
    texts = [
        json.loads(line)["text"]
        for p in arguments.queries
        for line in p.open("r", encoding="utf-8")
    ]
    encoder = open_index(arguments.index[0]).dense.encoder
    step = max(1, len(texts) // arguments.n_queries)
    queries = np.stack([encoder.encode(text) for text in texts[::step][: arguments.n_queries]])
    real, threads = real_vectors(arguments.index), len(os.sched_getaffinity(0))
    print(json.dumps({**machine(), "n_real": len(real), "n_queries": len(queries), "noise": NOISE}))
    for n in arguments.sizes:
        print(json.dumps(measure(real, queries, n, arguments.lists, threads)), flush=True)


if __name__ == "__main__":
    main()
