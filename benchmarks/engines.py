"""The engines that are compared, all doing the same work on the same passages.

    python benchmarks/engines.py build|query ENGINE DATA FOLDER

DATA is what `compare.py` prepared: passages with their terms, one vector for each, queries. Every
engine gets the terms that our analyzer makes (Whoosh, which we build on, makes them itself), two
fields, title twice the weight of text, and answers with the rows of its ten best passages:

- `lexical`: any of the terms; `phrase`: terms one behind the other;
- `page`: from the text of a query to a highlighted page of ten: encode it (the same ONNX encoder for
  all), search by terms and by vector, fuse, fetch the passages, choose and mark sentences.

Building and querying run in processes of their own, so that memory is that of answering queries.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from engine import Data, Engine, K, Rows
from hybrid_engines import Fts5, LanceDb, MilvusLite, Txtai
from lexical_engines import Bm25s, Tantivy, TantivyCounting, Whoosh


class Ours(Engine):
    """Our program, one vector a passage; its build is timed by `compare.py`."""

    packages = ("numpy", "simsimd", "onnxruntime")

    def build(self, data: Data, folder: Path) -> float | None:
        return None

    def open(self, data: Data, folder: Path) -> None:
        from whoosh.query import Or, Phrase, Term

        from search.match.matches import Matches
        from search.searcher import open_index

        self.searcher = open_index(data.ours)
        self.searcher.dense.encoder = data.encoder()
        retriever = self.searcher.lexical

        def best(found: Matches) -> Rows:
            return found.best(K).tolist()

        fields = (("title", 2.0), ("text", 1.0))
        self.lexical = lambda terms: best(
            retriever.evaluate(Or([Term(f, t, boost=b) for t in terms for f, b in fields]))
        )
        self.phrase = lambda terms: best(
            retriever.evaluate(
                Or([Phrase("title", list(terms), boost=2.0), Phrase("text", list(terms))])
            )
        )
        row_of = {name: row for row, name in enumerate(self.searcher.identifiers)}
        self.page = lambda text, terms: [
            row_of[hit.passage.id] for hit in self.searcher.search(text, limit=K).hits
        ]


class OursWindows(Ours):
    """Our program as it is: about three vectors a passage, so it does more than the others."""

    def open(self, data: Data, folder: Path) -> None:
        super().open(_Elsewhere(data.folder), folder)


class _Elsewhere(Data):
    @property
    def ours(self) -> Path:
        return self.folder / "index-windows"


ENGINES: dict[str, type[Engine]] = {
    "council-search": Ours,
    "council-search, windows": OursWindows,
    "Whoosh": Whoosh,
    "Tantivy": Tantivy,
    "Tantivy, counting": TantivyCounting,
    "SQLite FTS5 + sqlite-vec": Fts5,
    "bm25s": Bm25s,
    "LanceDB": LanceDb,
    "Milvus Lite": MilvusLite,
    "txtai": Txtai,
}


def _resident() -> dict[str, float]:
    """Return this process's memory in MB: its own, and files that are mapped."""
    facts = dict(line.split(":") for line in Path("/proc/self/status").read_text().splitlines())
    return {
        name: round(int(facts[key].split()[0]) / 1024, 1)
        for name, key in (("own_mb", "RssAnon"), ("mapped_mb", "RssFile"))
    }


def _timed(call: Callable[..., Rows], arguments: Sequence[tuple[Any, ...]]) -> dict[str, Any]:
    for some in arguments[: max(5, len(arguments) // 10)]:
        call(*some)
    seconds, tops = [], []
    for some in arguments:
        started = time.perf_counter()
        rows = call(*some)
        seconds.append(time.perf_counter() - started)
        tops.append(rows)
    percentiles = {f"p{q}": round(1000 * float(np.percentile(seconds, q)), 3) for q in (50, 95, 99)}
    return {"ms": percentiles, "tops": tops, "n": len(arguments)}


def main() -> None:
    """Build or query one engine; print what was measured as JSON on the last line."""
    action, name, data_folder, folder = sys.argv[1:]
    engine, data = ENGINES[name](), Data(Path(data_folder))
    if action == "build":
        seconds = engine.build(data, Path(folder))
        print(json.dumps({"build_s": None if seconds is None else round(seconds, 2)}))
        return
    engine.open(data, Path(folder))
    queries = data.queries()
    plain = [(q["text"], q["terms"]) for q in queries["plain"]]
    result: dict[str, Any] = {"versions": {p: version(p) for p in engine.packages}}
    if engine.lexical:
        result["lexical"] = _timed(engine.lexical, [(terms,) for _, terms in plain])
    if engine.phrase:
        result["phrase"] = _timed(engine.phrase, [(terms,) for terms in queries["phrases"]])
    if engine.page:
        result["page"] = _timed(engine.page, plain)
    print(json.dumps({**result, **_resident()}))


if __name__ == "__main__":
    main()
