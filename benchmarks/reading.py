"""What reading gains by a second process, what going on after a kill costs, and memory by the number of passages.

python benchmarks/reading.py [FOLDER] [--passages 10000]

FOLDER holds the records that are read, else those of the sample. Memory is the peak of the building process itself,
with `scale.build_scaled`; the processes that read have a limit of their own. One table.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.scale import build_scaled, records, write_meetings
from corpus.progress import silent
from indexer.build.read_source import ReadSource
from indexer.build.reading import read_all
from indexer.build.report import Report

SAMPLE = Path(__file__).resolve().parents[1] / "corpus" / "sample" / "records"


def timed(
    folder: Path, jobs: int, checkpoint: Path | None = None
) -> tuple[float, list[ReadSource]]:
    """Return the seconds that reading all of a folder takes, and what it gives."""
    started = time.perf_counter()
    found = read_all(
        [folder], None, Report(), silent, include_exempt=False, jobs=jobs, checkpoint=checkpoint
    )
    return time.perf_counter() - started, found


def peak_mb(n_passages: int) -> float:
    """Return the peak memory of a process that builds an index of so many passages, in MB."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_peak_of_build, (n_passages,))


def _peak_of_build(n_passages: int) -> float:
    with tempfile.TemporaryDirectory() as place:
        write_meetings(records(n_passages), Path(place) / "records")
        build_scaled([Path(place) / "records"], Path(place) / "index", jobs=1)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--passages", type=int, default=10_000)
    given = parser.parse_args()
    timed(given.folder, 2)  # the disk's cache
    one_s, one = timed(given.folder, 1)
    two_s, two = timed(given.folder, 2)
    with tempfile.TemporaryDirectory() as place:
        keeping_s, _ = timed(given.folder, 2, Path(place))
        resumed_s, resumed = timed(given.folder, 2, Path(place))
    print(f"| {given.folder.name}: {len(one)} files | seconds | of one process | same result |")
    print("| --- | --- | --- | --- |")
    print(f"| one process | {one_s:.1f} | 1.00 | |")
    print(f"| two processes | {two_s:.1f} | {two_s / one_s:.2f} | {two == one} |")
    print(f"| two, keeping what is read | {keeping_s:.1f} | {keeping_s / one_s:.2f} | |")
    print(
        f"| after a kill at the end of reading | {resumed_s:.1f} | {resumed_s / one_s:.2f} | {resumed == one} |"
    )
    print("\n| passages | peak MB | MB for 10,000 more |\n| --- | --- | --- |")
    before = 0.0
    for times in (1, 2, 3) if given.passages else ():
        n = times * given.passages
        peak = peak_mb(n)
        more = f"{(peak - before) * 10_000 / given.passages:.0f}" if before else ""
        print(f"| {n:,} | {peak:.0f} | {more} |", flush=True)
        before = peak


if __name__ == "__main__":
    main()
