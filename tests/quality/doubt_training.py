"""Learns how a query reads, and writes `search/rank/doubt.toml`: python -m tests.quality.doubt_training INDEX.

`questions/asked.txt` holds what is asked of records of councils, `never_asked.txt` what none of them answers: a line each,
about no council in particular. A ridge regression of 1 and -1 on the vectors of the default model's encoder, which the index
carries, both kinds with the same weight.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.query.query import read_query
from search.rank import doubt
from search.searcher import Searcher, open_index

FOLDER = Path(__file__).parent / "questions"
FILES = {1: FOLDER / "asked.txt", -1: FOLDER / "never_asked.txt"}
# How strongly the direction is held near nothing: .5 to 20 make no difference (council left out by council).
STRENGTH = 5.0


def questions(path: Path) -> list[str]:
    """Return the lines of a file of questions."""
    return path.read_text("utf-8").splitlines()


def vectors(searcher: Searcher, texts: Sequence[str]) -> NDArray[np.float64]:
    """Return texts as a search encodes them, (n, dim)."""
    queries = [read_query(text) for text in texts]
    encode = searcher.dense.encoder.encode
    return np.array([encode(query.topic or query.text) for query in queries], np.float64)


def learnt(searcher: Searcher) -> tuple[NDArray[np.float64], float]:
    """Return the direction, (dim,), and the bias that the questions teach."""
    found = {label: vectors(searcher, questions(path)) for label, path in FILES.items()}
    rows = np.concatenate(list(found.values()))
    rows = np.c_[rows, np.ones(len(rows))]
    wanted = np.concatenate([np.full(len(part), label) for label, part in found.items()])
    weight = np.concatenate(
        [np.full(len(part), len(rows) / 2 / len(part)) for part in found.values()]
    )
    held = STRENGTH * np.eye(rows.shape[1])
    held[-1, -1] = 0
    weighed = rows * weight[:, None]
    solved = np.linalg.solve(weighed.T @ rows + held, weighed.T @ wanted)
    return solved[:-1], float(solved[-1])


def main() -> None:
    """Learn from the questions with the encoder of an index, and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path, help="an index that was built with the default model")
    searcher = open_index(parser.parse_args().index)
    direction, bias = learnt(searcher)
    numbers = ", ".join(f"{number:.5f}" for number in direction)
    path = Path(doubt.__file__).with_name(doubt.FILE)
    kept = path.read_text("utf-8").split("sha256 = ")[0]
    path.write_text(
        f'{kept}sha256 = "{searcher.manifest.model_sha256}"\nbias = {bias:.5f}\n'
        f"direction = [{numbers}]\n",
        "utf-8",
    )


if __name__ == "__main__":
    main()
