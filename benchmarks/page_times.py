"""How long a page takes, from the request to its last byte: results with facets, timeline and quotes, and items.

python benchmarks/page_times.py [--passages 10000] [--pages 200] [--index FOLDER]

The records are the sample's, again and again: each time in another order of their sentences and two months later, so
that an index of any size has its committees, its councillors, many years, and answers to the sample's own questions. Vectors of
passages are hashed projections (`benchmarks/scale.py`); the encoder of queries is the real one. Pages are asked of the
application itself, without a network: wall time, and the processor time of this process, which other work on the machine
disturbs less. With --index an index that is there is asked, and nothing is built.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from flask.testing import FlaskClient

from benchmarks.scale import ROOT, build_scaled
from corpus import readers
from corpus.sources import FoundFile, find_files, load
from indexer.passages.of_meeting import passages
from indexer.passages.passage import Passage
from search.searcher import Searcher, open_index
from web.app import create_app

SAMPLE = ROOT / "corpus" / "sample"
WANTED_MS = 60
DAYS_LATER = 61


def meetings() -> list[list[Passage]]:
    """Return the passages of each of the sample's meetings whose committee and day are known."""
    found = [
        list(passages(meeting))
        for file in find_files([SAMPLE / "records"])
        if isinstance(file, FoundFile)
        for meeting in readers.read(load(file))
        if not isinstance(meeting, Exception) and meeting.committee and meeting.date
    ]
    return [several for several in found if several]


def records(n: int) -> Iterator[str]:
    """Yield meetings as lines of JSON until they have `n` items."""
    found, rng, n_items, round_number = meetings(), random.Random(4), 0, 0
    while n_items < n:
        for several in found:
            first = several[0]
            assert first.date
            later = first.date + timedelta(days=DAYS_LATER * round_number)
            items = [
                {"title": one.title, "number": one.number, "minutes": _mixed(one.text, rng)}
                for one in several
            ]
            head = {"council": first.council, "committee": first.committee}
            day = date(2000 + later.year % 30, later.month, min(later.day, 28)).isoformat()
            yield json.dumps({**head, "date": day, "items": items[: n - n_items]}) + "\n"
            n_items += len(items)
            if n_items >= n:
                return
        round_number += 1


def _mixed(text: str, rng: random.Random) -> str:
    sentences = re.split(r"(?<=[.!?])\s+", text)
    rng.shuffle(sentences)
    return " ".join(sentences)


def queries(searcher: Searcher) -> list[str]:
    """Return the sample's judged queries, then titles of the index in no order."""
    lines = (SAMPLE / "judgments" / "queries.jsonl").read_text("utf-8").splitlines()
    asked = [json.loads(line)["text"] for line in lines]
    titles = sorted({p.title for p in searcher.all_passages() if len(p.title.split()) > 2})
    random.Random(6).shuffle(titles)
    return [*asked, *titles]


def times(
    client: FlaskClient, addresses: Sequence[tuple[str, dict[str, str]]]
) -> list[tuple[float, float, str]]:
    """Return (wall ms, processor ms, page) of each address that is answered with a page."""
    found = []
    for address, asked in addresses:
        wall, processor = time.perf_counter(), time.process_time()
        answer = client.get(address, query_string=asked)
        taken = (time.perf_counter() - wall, time.process_time() - processor)
        if answer.status_code == 200:
            found.append((1000 * taken[0], 1000 * taken[1], answer.text))
    return found


def tell(what: str, found: Sequence[tuple[float, float, str]]) -> None:
    """Print a row: how many, the middle one and the 95th of a hundred, wall and processor, and the largest page."""
    if len(found) < 2:
        print(f"| {what} | {len(found)} | too few | | | | | |")
        return
    wall, processor = (
        statistics.quantiles([one[at] for one in found], n=20, method="inclusive") for at in (0, 1)
    )
    verdict = "met" if wall[18] <= WANTED_MS else "missed"
    kilobytes = max(len(page.encode()) for *_, page in found) / 1000
    print(
        f"| {what} | {len(found)} | {wall[9]:.1f} | {wall[18]:.1f} | {processor[9]:.1f} | {processor[18]:.1f} "
        f"| {kilobytes:.0f} | {verdict} |",
        flush=True,
    )


def measure(index: Path, n_pages: int) -> None:
    """Print one table of an index."""
    searcher, client = open_index(index), create_app(index).test_client()
    rng = random.Random(6)
    items = rng.sample(searcher.identifiers, min(n_pages, searcher.manifest.n_passages))
    searches = [("/", {"q": text}) for text in islice(queries(searcher), n_pages)]
    of_items = [(f"/passage/{identifier}", {}) for identifier in items]
    # The first page of a process loads the encoder, and compiles templates and patterns.
    times(client, [*searches[:3], *of_items[:3]])
    print(f"{searcher.manifest.n_passages:,} passages\n")
    print("| page | pages | p50, ms | p95 | p50 of processor | p95 | largest, kB | p95 ≤ 60 ms |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    results = times(client, searches)
    tell("results", results)
    narrowed = [
        one for one in results if 'class="facet"' in one[2] and 'class="timeline"' in one[2]
    ]
    tell("results with facets and timeline", narrowed)
    tell("results with quotes, too", [one for one in narrowed if 'class="answers"' in one[2]])
    tell("items, first asked", times(client, of_items))
    tell("items, asked again", times(client, of_items))


def main() -> None:
    """Build what is asked for, and print its table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--index", type=Path)
    given = parser.parse_args()
    if given.index:
        measure(given.index, given.pages)
        return
    with tempfile.TemporaryDirectory() as folder:
        for number, line in enumerate(records(given.passages)):
            path = Path(folder, "records", f"{number:05}.jsonl")
            path.parent.mkdir(exist_ok=True)
            path.write_text(line, "utf-8")
        build_scaled([Path(folder, "records")], Path(folder, "index"))
        measure(Path(folder, "index"), given.pages)


if __name__ == "__main__":
    main()
