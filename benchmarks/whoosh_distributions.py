"""Compare the distributions that install as `whoosh`: scores, crashes on generated queries, time.

    python benchmarks/whoosh_distributions.py DIR [DIR ...]

Each DIR is what `pip install --target DIR <distribution>` made. Every distribution runs the same
work in a process of its own: index the same passages, search the same questions, then parse and
search generated query strings. Prints one JSON line for each distribution.
"""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

N_PASSAGES = 3_000
N_QUERIES = 20_000
N_SCORED = 200
VOCABULARY = [
    "school",
    "places",
    "planning",
    "committee",
    "councillor",
    "budget",
    "housing",
    "transport",
    "flood",
    "licence",
    "report",
    "resolved",
    "minutes",
    "objection",
    "residents",
    "parking",
    "waste",
    "scrutiny",
    "children",
    "director",
    "recruitment",
]
PIECES = [*VOCABULARY, "AND", "OR", "NOT", "ANDNOT", "(", ")", '"', "*", "?", "~", "^2", "+", "-",
          "title:", "body:", ":", "[", "]", "{", "}", "TO", "'", "s106", "45/19", "é", "£5,000",
          "date:", "2016-02-30", "<", ">", "\\", "/", "|", "&", "!", "..", "a", "NEAR/3"]  # fmt: skip


def passages(rng: random.Random) -> list[tuple[str, str]]:
    """Return (title, body) pairs of random words with a skewed distribution."""
    words = VOCABULARY + [f"word{i}" for i in range(2_000)]
    weights = [1 / (rank + 1) for rank in range(len(words))]
    return [
        (" ".join(rng.choices(words, weights, k=6)), " ".join(rng.choices(words, weights, k=150)))
        for _ in range(N_PASSAGES)
    ]


def measure() -> dict[str, object]:
    """Index, score and fuzz with whichever `whoosh` is first on the path."""
    import whoosh
    from whoosh import fields, index, qparser, scoring
    from whoosh.qparser import plugins

    rng = random.Random(20261123)
    rows = passages(rng)
    schema = fields.Schema(
        row=fields.NUMERIC(stored=True),
        title=fields.TEXT(phrase=True),
        body=fields.TEXT(phrase=True),
    )
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        ix = index.create_in(folder, schema)
        writer = ix.writer(limitmb=256)
        for row, (title, body) in enumerate(rows):
            writer.add_document(row=row, title=title, body=body)
        writer.commit()
        indexing_s = time.perf_counter() - started

        parser = qparser.MultifieldParser(["title", "body"], schema, group=qparser.OrGroup)
        parser.add_plugin(plugins.PlusMinusPlugin())
        digest = hashlib.sha256()
        crashes: Counter[str] = Counter()
        with ix.searcher(weighting=scoring.BM25F()) as searcher:
            started = time.perf_counter()
            for _ in range(N_SCORED):
                text = " ".join(rng.choices(VOCABULARY, k=4))
                hits = [
                    (hit["row"], round(hit.score, 4)) for hit in searcher.search(parser.parse(text))
                ]
                digest.update(repr(hits).encode())
            scoring_s = time.perf_counter() - started
            for number in range(N_QUERIES):
                pieces = rng.choices(PIECES, k=rng.randint(1, 8))
                text = rng.choice([" ", ""]).join(pieces)
                try:
                    query = parser.parse(text)
                    if number % 20 == 0:
                        searcher.search(query, limit=5)
                except Exception as error:  # the point is to count whatever escapes
                    crashes[type(error).__name__] += 1
    return {
        "whoosh": ".".join(map(str, whoosh.__version__)),
        "n_passages": N_PASSAGES,
        "indexing_s": round(indexing_s, 2),
        "n_scored": N_SCORED,
        "scoring_ms_per_query": round(1000 * scoring_s / N_SCORED, 2),
        "scores_sha256": digest.hexdigest()[:16],
        "n_generated_queries": N_QUERIES,
        "crashes": dict(crashes.most_common()),
        "python": sys.version.split()[0],
    }


def main() -> None:
    """Run `measure` once for each folder given, each in its own process."""
    if sys.argv[1:] == ["--child"]:
        print(json.dumps(measure()))
        return
    if not sys.argv[1:]:
        sys.exit(__doc__)
    for folder in map(Path, sys.argv[1:]):
        child = subprocess.run(
            [sys.executable, "-W", "default", __file__, "--child"],
            env={"PYTHONPATH": str(folder.resolve())},
            capture_output=True,
            text=True,
            check=False,
        )
        warnings = sum("Warning" in line for line in child.stderr.splitlines())
        result = (
            json.loads(child.stdout) if child.returncode == 0 else {"failed": child.stderr[-400:]}
        )
        print(json.dumps({"distribution": folder.name, **result, "warning_lines": warnings}))


if __name__ == "__main__":
    main()
