"""What building costs: again, with one meeting more, from nothing with cached vectors; encoding."""

from __future__ import annotations

import json
import time
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import scale

from indexer.build import checkpoint, encoder
from indexer.language.windows import windows

N_ENCODED = 1_024
ROUNDS = 3


def measure(data: Path, *, quick: bool) -> dict[str, Any]:
    """Return seconds of builds on the records in `data`, and of encoding real windows."""
    records, index = data / "records", data / "index-windows"
    again, more = [], []
    for number in range(1 if quick else ROUNDS):
        again.append(_build(records, index))
        newest = _one_meeting_more(records, number)
        more.append(_build(records, index))
        newest.unlink()
        _build(records, index)
    fresh, stages_fresh = _fresh_with_vectors(records, data / "index-fresh", index)
    # Loading torch and exporting the query encoder belong to encoding: nobody else does that.
    model_s = stages_fresh.pop("model", 0.0)
    fresh = round(fresh - model_s, 2)
    (again_s, stages_again), (more_s, stages_more) = _middle(again), _middle(more)
    return {
        "rounds": len(more),
        "again_s": again_s,
        "one_meeting_more_s": more_s,
        "fresh_with_vectors_s": fresh,
        "model_s": model_s,
        "share": round(more_s / fresh, 3),
        "stages_s": {"again": stages_again, "more": stages_more, "fresh": stages_fresh},
        "encoding": _encoding(16, 1) if quick else _encoding(N_ENCODED, ROUNDS),
    }


def _one_meeting_more(records: Path, number: int) -> Path:
    """Write a meeting that is a known one's items with another sentence; return its file."""
    known = sorted(records.glob("*.jsonl"))
    first = known[(number + 1) * len(known) // (ROUNDS + 1)]
    newest = records / f"{first.stem}-newest.jsonl"
    lines = [json.loads(line) for line in first.read_text("utf-8").splitlines()][:25]
    for line in lines:
        line |= {"_id": f"new-{line['_id']}", "text": f"{line['text']} So resolved."}
    newest.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return newest


def _middle(runs: list[tuple[float, dict[str, float]]]) -> tuple[float, dict[str, float]]:
    return sorted(runs, key=lambda run: run[0])[len(runs) // 2]


def _build(
    records: Path, index: Path, n_encoded: int | None = None
) -> tuple[float, dict[str, float]]:
    started = time.perf_counter()
    built = scale.build_scaled([records], index, replace_sources=True)
    seconds = round(time.perf_counter() - started, 2)
    if n_encoded not in (None, built.n_encoded):
        raise AssertionError(f"{built.n_encoded} windows were encoded, not {n_encoded}")
    return seconds, built.seconds


def _fresh_with_vectors(records: Path, index: Path, other: Path) -> tuple[float, dict[str, float]]:
    """Build from nothing but vectors: those of another index lie ready as a checkpoint."""
    generation = max(path for path in (other / "generations").iterdir() if path.name.isdigit())
    keys, vectors = (np.load(generation / f"{n}.npy") for n in ("window_keys", "embeddings"))
    model = encoder.find_model(encoder.DEFAULT_MODEL)
    with checkpoint.Checkpoint(index / checkpoint.FOLDER, model.vectors_key) as cached:
        cached.add(keys.tolist(), vectors)
    return _build(records, index, n_encoded=0)


def _encoding(n: int, rounds: int) -> dict[str, Any]:
    """Return windows a second of ours and of sentence-transformers with its defaults, and the cosine.

    Both encode the same texts in turn; the seconds are the medians of the rounds.
    """
    texts = [
        record["text"][span.start : span.end]
        for record in scale.records(n)
        for span in windows(record["text"])
    ][:n]
    model = encoder.find_model(encoder.DEFAULT_MODEL)
    # Two of them, as ours is converted to bfloat16 and stays so.
    default, converted = encoder.load(model), encoder.load(model)
    default.encode(texts[:64])
    encoder.encode_passages(converted, texts[:64])
    default_s, ours_s = [], []
    for _ in range(rounds):
        started = time.perf_counter()
        theirs = default.encode(texts)
        default_s.append(time.perf_counter() - started)
        started = time.perf_counter()
        ours = encoder.encode_passages(converted, texts)
        ours_s.append(time.perf_counter() - started)
    theirs /= np.linalg.norm(theirs, axis=1, keepdims=True)
    cosines = np.sum(ours * theirs, axis=1)
    return {
        "n": len(texts),
        "rounds": rounds,
        "default_per_s": round(len(texts) / median(default_s), 1),
        "ours_per_s": round(len(texts) / median(ours_s), 1),
        "ratio": round(median(default_s) / median(ours_s), 2),
        "least_cosine": round(float(cosines.min()), 5),
    }
