"""Indexes of any size for the benchmarks: real passages, real build, vectors that cost nothing.

Encoding a quarter of a million windows takes hours and is measured apart (`building.py`), so here
the passage encoder is replaced by a hashed projection: every word has a random unit vector, a window
is their normalised sum. The product has no such option; it is put in place from here only. The
query encoder is the real one, and so is every other stage.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus import readers
from corpus.sources import FoundFile, find_files, load
from indexer.build import encoder
from indexer.build.pipeline import build
from indexer.build.report import Report
from indexer.passages.of_meeting import passages

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data" / "scale-passages.jsonl.gz"
DIM = 384
VECTORS_NOTE = "window vectors are hashed projections of their words (see benchmarks/scale.py)"


def shared_records(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of the shared set, as BEIR's JSON Lines have them."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def sample_records() -> Iterator[dict[str, Any]]:
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
            meeting = f"{passage.source} {round_number}"
            identifier = f"{passage.id}-{round_number}"
            yield {
                "_id": identifier,
                "title": passage.title,
                "text": " ".join(words),
                "metadata": {"meeting": meeting, "date": str(passage.date or "")},
            }
        round_number += 1


def records(n: int) -> list[dict[str, Any]]:
    """Return the first `n` records of the shared set where it is present, else of the sample."""
    return list(islice(shared_records(SHARED) if SHARED.is_file() else sample_records(), n))


def write_meetings(found: Sequence[dict[str, Any]], folder: Path) -> list[Path]:
    """Write one JSON Lines file a meeting, as a council's folder of records has; return the files."""
    meetings: dict[str, list[dict[str, Any]]] = {}
    for record in found:
        facts = record.get("metadata", {})
        key = f"{facts.get('source', '')} {facts.get('date', '')} {facts.get('meeting', '')}"
        meetings.setdefault(key, []).append(record)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for key, part in meetings.items():
        digest = hashlib.blake2b(key.encode(), digest_size=6).hexdigest()
        path = folder / f"{digest}.jsonl"
        path.write_text("".join(json.dumps(record) + "\n" for record in part), "utf-8")
        paths.append(path)
    return paths


@lru_cache(maxsize=1_000_000)
def _word_vector(word: str) -> NDArray[np.float32]:
    seed = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")
    return np.random.default_rng(seed).standard_normal(DIM, dtype=np.float32)


def hashed_projection(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return a normalised vector for each text, (n, DIM) float32: the sum of its words' vectors."""
    vectors = np.empty((len(texts), DIM), np.float32)
    for i, text in enumerate(texts):
        words = text.lower().split() or [""]
        vectors[i] = np.sum([_word_vector(word) for word in words], axis=0)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True).clip(1e-12)


def _batches(
    transformer: object, texts: Sequence[str]
) -> Iterator[tuple[list[int], NDArray[np.float32]]]:
    for first in range(0, len(texts), 4_096):
        part = list(range(first, min(first + 4_096, len(texts))))
        yield part, hashed_projection([texts[i] for i in part])


def build_scaled(sources: Sequence[Path], index: Path, **options: Any) -> Report:
    """Build an index as `council-search index` does, but with `hashed_projection` for the passages."""
    real = encoder.encode_batches
    encoder.encode_batches = _batches  # type: ignore[assignment]
    try:
        return build(sources, index, **options)
    finally:
        encoder.encode_batches = real
