"""How much CPU time the annotations of a passage take: `python benchmarks/annotations.py FOLDER...`.

Reads the records below the folders (the sample council's without an argument), annotates every passage
three times and prints the best mean, with n, the mean length and the machine.
"""

from __future__ import annotations

import platform
import sys
import time
from pathlib import Path

from corpus import readers
from corpus.records import Meeting
from corpus.sources import FoundFile, find_files, load
from indexer.passages.annotate import annotate
from indexer.passages.motions.resolutions import resolutions
from indexer.passages.of_meeting import passages

ROUNDS = 3


def main(folders: list[Path]) -> None:
    """Measure and print."""
    found = [file for file in find_files(folders) if isinstance(file, FoundFile)]
    meetings = [m for file in found for m in readers.read(load(file)) if isinstance(m, Meeting)]
    texts = [passage.text for meeting in meetings for passage in passages(meeting)]
    best = min(_seconds(texts) for _ in range(ROUNDS))
    print(
        f"{1000 * best / len(texts):.2f} ms a passage; n {len(texts):,}, mean "
        f"{sum(map(len, texts)) / len(texts):,.0f} characters; best of {ROUNDS}; "
        f"Python {platform.python_version()} on {platform.machine()}"
    )


def _seconds(texts: list[str]) -> float:
    started = time.process_time()
    for text in texts:
        annotate(text)
        resolutions(text)
    return time.process_time() - started


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or [Path("corpus/sample/records")])
