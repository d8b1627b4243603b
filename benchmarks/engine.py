"""What all engines of the comparison share: the prepared data, and what each of them can be asked."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

K, DEPTH, RRF_K = 10, 100, 60
Rows = list[int]


class Data:
    """What `compare.py` prepared in a folder; nothing of it is read before it is needed."""

    def __init__(self, folder: Path) -> None:
        """Remember the folder."""
        self.folder = folder

    @property
    def ours(self) -> Path:
        """Return our own index of the same passages, one vector each."""
        return self.folder / "index"

    def passages(self) -> Iterator[dict[str, Any]]:
        """Yield row, id, title, text, title_terms, text_terms of each passage."""
        with (self.folder / "passages.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)

    def vectors(self) -> np.ndarray:
        """Return the passages' vectors, (n, dim) float32."""
        generation = next((self.ours / "generations").iterdir())
        return np.load(generation / "embeddings.npy", mmap_mode="r")

    def encoder(self) -> Any:
        """Return the query encoder that all engines use: each query is encoded each time it is timed."""
        from indexer.generation.query_encoder import QueryEncoder

        return QueryEncoder(next((self.ours / "generations").iterdir()) / "encoder", kept=0)

    def queries(self) -> dict[str, Any]:
        """Return `plain` ({text, terms}) and `phrases` (terms)."""
        return json.loads((self.folder / "queries.json").read_text("utf-8"))


class Engine:
    """One engine. A method that it cannot do stays as it is here and is reported as missing."""

    packages: tuple[str, ...] = ()
    lexical: Callable[[Sequence[str]], Rows] | None = None
    phrase: Callable[[Sequence[str]], Rows] | None = None
    page: Callable[[str, Sequence[str]], Rows] | None = None

    def build(self, data: Data, folder: Path) -> float | None:
        """Index the passages; return seconds if something else than the whole call counts."""
        raise NotImplementedError

    def open(self, data: Data, folder: Path) -> None:
        """Get ready to answer."""
        raise NotImplementedError


def fused(lists: Sequence[Rows]) -> Rows:
    """Return the ten best rows by reciprocal rank."""
    total: defaultdict[int, float] = defaultdict(float)
    for rows in lists:
        for rank, row in enumerate(rows, start=1):
            total[row] += 1 / (RRF_K + rank)
    return sorted(total, key=lambda row: (-total[row], row))[:K]


def marked(texts: Iterator[str], terms: Sequence[str]) -> None:
    """Choose and mark sentences of the page as we do, for engines that cannot."""
    from search.page.marked import Pattern
    from search.page.snippets import snippets

    patterns = [Pattern((term,)) for term in terms]
    for text in texts:
        snippets(text, patterns, lambda pattern: 1.0, None)
