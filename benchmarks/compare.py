"""Compare this program with the engines it could have been, in one run on one machine.

    python benchmarks/compare.py [--sizes 1000 10000 100000] [--queries 200] [--corpus FILE] [--quick]

Builds the same passages in every engine that is installed (`engine.py` and its neighbours say what each does), asks
all of them the same queries, and writes JSON, a Markdown table and a plot to benchmarks/results/.
The largest size also measures what only we can be asked: `service.py` and `building.py`. `make bench`
runs it. `--quick` is one small size, to see that everything still runs.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import building  # noqa: E402
import report  # noqa: E402
import scale  # noqa: E402
import service  # noqa: E402
from engines import ENGINES  # noqa: E402

from indexer.build.lexical import field_texts, terms_with_offsets  # noqa: E402
from indexer.language import windows  # noqa: E402
from search.query.query import read_query  # noqa: E402
from search.query.terms import query_terms, scored_terms  # noqa: E402
from search.searcher import open_index  # noqa: E402

MODULES = {
    "Tantivy": "tantivy",
    "Tantivy, counting": "tantivy",
    "SQLite FTS5 + sqlite-vec": "sqlite_vec",
    "bm25s": "bm25s",
    "LanceDB": "lancedb",
    "Milvus Lite": "milvus_lite",
    "txtai": "txtai",
}
_PLAIN = re.compile(r"[A-Za-z][A-Za-z'’-]*|\d+")


def prepare(n: int, folder: Path, n_queries: int) -> dict[str, Any]:
    """Write what all engines read into `folder`; return how our own two builds went."""
    records = scale.records(n)
    meetings = scale.write_meetings(records, folder / "records")
    ours: dict[str, Any] = {"n_meetings": len(meetings)}
    one_each, usual = (lambda text: [windows.Span(0, len(text))]), windows.windows
    for name, cut in (("index-windows", usual), ("index", one_each)):
        windows.windows = cut
        try:
            started = time.perf_counter()
            built = scale.build_scaled([folder / "records"], folder / name)
            seconds = time.perf_counter() - started
        finally:
            windows.windows = usual
        ours[name] = {
            "build_s": round(seconds, 2),
            "stages_s": built.seconds,
            "n_windows": built.n_windows,
            "disk_mb": megabytes(folder / name),
        }
    passages = open_index(folder / "index").all_passages()
    with (folder / "passages.jsonl").open("w", encoding="utf-8") as file:
        for row, passage in enumerate(passages):
            texts = field_texts(passage)
            terms = {
                f"{field}_terms": [term for term, *_ in terms_with_offsets(texts[field])]
                for field in ("title", "text")
            }
            record = {"row": row, "id": passage.id, **texts}
            file.write(json.dumps({**record, **terms}) + "\n")
    queries = questions([passage.text for passage in passages], n_queries)
    (folder / "queries.json").write_text(json.dumps(queries))
    return {**ours, "n": len(passages)}


def questions(texts: list[str], count: int) -> dict[str, Any]:
    """Return queries of two to five words and phrases of two or three that stand in one passage each."""
    rng = random.Random(1)
    plain: list[dict[str, Any]] = []
    phrases: list[list[str]] = []
    while len(plain) < count or len(phrases) < count:
        words = rng.choice(texts).split()
        if len(words) < 8:
            continue
        text = " ".join(w for w in rng.sample(words, rng.randint(2, 5)) if _PLAIN.fullmatch(w))
        terms = [term.text for term in scored_terms(read_query(text).scored)]
        if terms and len(plain) < count:
            plain.append({"text": text, "terms": terms})
        at, length = rng.randrange(len(words) - 3), rng.randint(2, 3)
        phrase = [term for word in words[at : at + length] for term in query_terms(word)]
        if len(phrase) == length and len(phrases) < count:
            phrases.append(phrase)
    return {"plain": plain, "phrases": phrases}


def run(name: str, data: Path) -> dict[str, Any]:
    """Build and query one engine, each in a process of its own."""
    if name in MODULES and find_spec(MODULES[name]) is None:
        return {"missing": f"{MODULES[name]} is not installed (benchmarks/requirements.txt)"}
    folder = data / "engines" / re.sub(r"\W+", "-", name.lower())
    folder.mkdir(parents=True)
    found: dict[str, Any] = {}
    for action in ("build", "query"):
        command = [sys.executable, str(HERE / "engines.py"), action, name, str(data), str(folder)]
        environment = {**os.environ, "PYTHONPATH": str(HERE.parent)}
        done = subprocess.run(command, capture_output=True, text=True, env=environment)
        if done.returncode:
            reason = (done.stderr.strip().splitlines() or ["no message"])[-1]
            return {"missing": f"{action} failed: {reason[:200]}"}
        found |= json.loads(done.stdout.strip().splitlines()[-1])
    found.setdefault("build_s", None)
    found["disk_mb"] = megabytes(folder)
    shutil.rmtree(folder)
    return found


def agreement(ours: list[list[int]], theirs: list[list[int]]) -> float:
    """Return the mean share of our ten best that another engine has among its own."""
    shares = [
        len(set(a) & set(b)) / max(len(a), len(b), 1)
        for a, b in zip(ours, theirs, strict=True)
        if a or b
    ]
    return round(sum(shares) / max(len(shares), 1), 3)


def compare(n: int, n_queries: int, data: Path) -> dict[str, Any]:
    """Return the results of all engines for `n` passages."""
    prepared = prepare(n, data, n_queries)
    engines: dict[str, Any] = {}
    for name in ENGINES:
        print(f"{n:,}: {name}", file=sys.stderr, flush=True)
        engines[name] = run(name, data)
    for name, folder in (("council-search", "index"), ("council-search, windows", "index-windows")):
        engines[name] |= prepared[folder]
    ours = engines["council-search"]
    for found in engines.values():
        for kind in ("lexical", "phrase", "page"):
            if kind in found and "tops" in ours.get(kind, {}):
                found[kind]["agreement"] = agreement(ours[kind]["tops"], found[kind]["tops"])
    for found in engines.values():
        for kind in ("lexical", "phrase", "page"):
            found.get(kind, {}).pop("tops", None)
    return {"n": prepared["n"], "n_meetings": prepared["n_meetings"], "engines": engines}


def megabytes(folder: Path) -> float:
    """Return the size of a folder's files."""
    return round(sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / 2**20, 1)


def machine() -> dict[str, Any]:
    """Return what this ran on."""
    model = "unknown"
    if Path("/proc/cpuinfo").is_file():
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next((x.split(":")[1].strip() for x in lines if x.startswith("model name")), model)
    return {
        "processor": model,
        "cores": len(os.sched_getaffinity(0)),
        "system": platform.system(),
        "python": platform.python_version(),
        "when": datetime.now(UTC).date().isoformat(),
    }


def main() -> None:
    """Run, write, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--corpus", type=Path, help="JSON Lines, gzipped, as the shared set")
    parser.add_argument("--results", type=Path, default=HERE / "results")
    parser.add_argument("--quick", action="store_true", help="300 passages, 10 queries")
    arguments = parser.parse_args()
    if arguments.corpus:
        scale.SHARED = arguments.corpus
    sizes = [300] if arguments.quick else arguments.sizes
    n_queries = 10 if arguments.quick else arguments.queries
    source = "shared set" if scale.SHARED.is_file() else "sample, shuffled"
    results: dict[str, Any] = {
        "machine": machine(),
        "passages": source,
        "vectors": scale.VECTORS_NOTE,
        "sizes": [],
    }
    for n in sizes:
        with tempfile.TemporaryDirectory(prefix="council-search-bench-") as name:
            data = Path(name)
            results["sizes"].append(compare(n, n_queries, data))
            if n == sizes[-1]:
                results["service"] = service.measure(data / "index-windows", quick=arguments.quick)
                results["building"] = building.measure(data, quick=arguments.quick)
        report.write(results, arguments.results)
    print(report.markdown(results))


if __name__ == "__main__":
    main()
