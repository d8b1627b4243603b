"""What is taken away, measured: a table of all rows, feeds, answers to assistants, and alerts for many searches.

python benchmarks/taking_away.py [--rows 100000] [--passages 10000] [--searches 1000]

The items are of words drawn from the sample's, 40 each; `scale.build_scaled` builds the index. One line of JSON.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from mcp.client import Client

from benchmarks.scale import build_scaled, sample_records
from search.away.alerts.desk import Desk
from search.away.alerts.ledger_file import open_ledger
from search.away.alerts.round import run
from search.away.alerts.wanted import read_alerts
from search.away.assistants.records import Source
from search.away.assistants.server import server
from search.live import LiveIndex
from search.searcher import open_index
from web.app import create_app

A_MEETING, OF_WORDS = 20, 40


def words() -> list[str]:
    """Return the words of some of the sample's passages, in order."""
    drawn = sample_records()
    return [word for _ in range(300) for word in next(drawn)["text"].split()]


def write(folder: Path, n_items: int, vocabulary: Sequence[str]) -> None:
    """Write records of so many items, a meeting a line."""
    folder.mkdir(parents=True)
    rng = random.Random(0)
    first = date(2000, 1, 3)
    with (folder / "all.jsonl").open("w") as file:
        for number in range(n_items // A_MEETING):
            when = first + timedelta(days=number % 9_000)
            file.write(
                meeting(rng, vocabulary, f"Committee {number // 9_000 + 1}", when, A_MEETING)
            )


def meeting(
    rng: random.Random, vocabulary: Sequence[str], committee: str, when: date, n_items: int
) -> str:
    """Return a meeting as a line of JSON."""
    items = [
        {
            "number": str(number + 1),
            "title": " ".join(_some(rng, vocabulary, 4)),
            "minutes": " ".join(_some(rng, vocabulary, OF_WORDS)),
        }
        for number in range(n_items)
    ]
    head = {"council": "Wenbridge City Council", "committee": committee, "date": str(when)}
    return json.dumps({**head, "items": items}) + "\n"


def _some(rng: random.Random, vocabulary: Sequence[str], n: int) -> Sequence[str]:
    start = rng.randrange(len(vocabulary) - n)
    return vocabulary[start : start + n]


def table(index: Path) -> dict[str, Any]:
    """Stream all rows as CSV: milliseconds to the first bytes, rows, and how many MB the process grew by."""
    client = create_app(index).test_client()
    # Whatever is loaded once is loaded.
    client.get("/search.csv?q=council")
    n_rows, started, first_ms, before = 0, time.perf_counter(), 0.0, _peak_mb()
    with client.get("/search.csv?council=Wenbridge+City+Council", buffered=False) as response:
        for number, part in enumerate(response.iter_encoded()):
            if number == 0:
                first_ms = 1000 * (time.perf_counter() - started)
                before = max(before, _peak_mb())
            n_rows += part.count(b"/passage/")
    return {
        "rows": n_rows,
        "first_ms": round(first_ms, 1),
        "seconds": round(time.perf_counter() - started, 1),
        "grew_mb": round(_peak_mb() - before, 1),
    }


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def feeds(index: Path, vocabulary: Sequence[str]) -> dict[str, Any]:
    """Ask feeds of searches of two words: milliseconds by the clock and of the processor, the median of 50."""
    client, rng = create_app(index).test_client(), random.Random(1)
    wall, cpu = [], []
    for number in range(55):
        asked = {"q": " ".join(rng.sample(vocabulary, 2))}
        began, worked = time.perf_counter(), time.process_time()
        client.get("/search.atom", query_string=asked)
        if number >= 5:
            wall.append(1000 * (time.perf_counter() - began))
            cpu.append(1000 * (time.process_time() - worked))
    return {
        "atom_ms": round(statistics.median(wall), 1),
        "atom_cpu_ms": round(statistics.median(cpu), 1),
    }


def assistants(index: Path, vocabulary: Sequence[str]) -> dict[str, Any]:
    """Call the tool of searches by the SDK's own client, by words and by meaning: as `feeds`, whole calls."""
    found: dict[str, Any] = {}
    for near, name in ((False, "mcp"), (True, "mcp_near")):
        wall, cpu = asyncio.run(_calls(index, vocabulary, near=near))
        found |= {f"{name}_ms": round(statistics.median(wall), 1)}
        found |= {f"{name}_cpu_ms": round(statistics.median(cpu), 1)}
    return found


async def _calls(
    index: Path, vocabulary: Sequence[str], *, near: bool
) -> tuple[list[float], list[float]]:
    rng, wall, cpu = random.Random(3), [], []
    async with Client(server(Source(LiveIndex(index)))) as client:
        for number in range(55):
            asked = {"words": " ".join(rng.sample(vocabulary, 2)), "near_in_meaning": near}
            began, worked = time.perf_counter(), time.process_time()
            answer = await client.call_tool("search", asked)
            if answer.is_error:
                raise RuntimeError(str(answer.content))
            if number >= 5:
                wall.append(1000 * (time.perf_counter() - began))
                cpu.append(1000 * (time.process_time() - worked))
    return wall, cpu


def alerts(folder: Path, n_searches: int, vocabulary: Sequence[str]) -> dict[str, Any]:
    """Run many searches over one new meeting of 12 items: seconds by the clock and of the processor."""
    rng = random.Random(2)
    lines = ['site = "https://records.example/"', 'from = "a@example.org"']
    plain = sorted({word for word in vocabulary if word.isalpha()})
    for number in range(n_searches):
        search = " ".join(rng.sample(plain, rng.randint(1, 3)))
        lines.append(f'[[alert]]\nsearch = "{search}"\nto = "person{number}@example.org"')
    (folder / "alerts.toml").write_text("\n".join(lines))
    _round(folder)
    new = meeting(rng, vocabulary, "New Committee", date(2026, 5, 5), 12)
    (folder / "records" / "new.jsonl").write_text(new)
    build_scaled([folder / "records"], folder / "index")
    return _round(folder)


def _round(folder: Path) -> dict[str, Any]:
    sent: list[EmailMessage] = []
    searcher = open_index(folder / "index")
    with closing(open_ledger(folder / "index")) as ledger:
        desk = Desk(
            searcher, read_alerts(folder / "alerts.toml"), ledger, "k" * 40, date(2026, 6, 1)
        )
        began, worked = time.perf_counter(), time.process_time()
        report = run(desk, sent.append)
    return {
        "alerts_s": round(time.perf_counter() - began, 1),
        "alerts_cpu_s": round(time.process_time() - worked, 1),
        "new": report.n_new,
        "mails": len(sent),
    }


def main() -> None:
    """Measure all four and print them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--searches", type=int, default=1_000)
    given, vocabulary = parser.parse_args(), words()
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        small, large = Path(name) / "small", Path(name) / "large"
        write(small / "records", given.passages, vocabulary)
        build_scaled([small / "records"], small / "index")
        found |= feeds(small / "index", vocabulary)
        found |= assistants(small / "index", vocabulary)
        found |= alerts(small, given.searches, vocabulary)
        print(json.dumps(found), flush=True)
        write(large / "records", given.rows, vocabulary)
        build_scaled([large / "records"], large / "index")
        found |= table(large / "index")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
