"""What a user of the command and of the web server feels: cold start, memory, many readers at once."""

from __future__ import annotations

import http.client
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from search.searcher import open_index

_COMMAND = [sys.executable, "-c", "from cli.cli import main; main()"]


def measure(index: Path, *, quick: bool) -> dict[str, Any]:
    """Return seconds and megabytes of the command and of the server on one index."""
    runs = 1 if quick else 5
    queries = _queries(index, 20 if quick else 400)
    return {
        "help_ms": _median_ms([*_COMMAND, "--help"], runs),
        "cold_query_ms": _median_ms([*_COMMAND, "query", queries[0], "--index", str(index)], runs),
        **_server(index, queries, seconds=1 if quick else 8),
    }


def _queries(index: Path, count: int) -> list[str]:
    rng = random.Random(2)
    passages = open_index(index)
    ids = passages.identifiers
    found: list[str] = []
    while len(found) < count:
        passage = passages.passage(rng.choice(ids))
        words = [w for w in (passage.text.split() if passage else []) if w.isalpha()]
        if len(words) > 8:
            found.append(" ".join(rng.sample(words, rng.randint(2, 5))))
    return found


def _median_ms(command: list[str], runs: int) -> float:
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        subprocess.run(command, capture_output=True, check=False)
        taken.append(time.perf_counter() - started)
    return round(1000 * statistics.median(taken), 1)


def _server(index: Path, queries: list[str], seconds: float) -> dict[str, Any]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [*_COMMAND, "serve", "--index", str(index), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            started = time.perf_counter()
            assert process.stdout
            process.stdout.readline()
            ready_ms = round(1000 * (time.perf_counter() - started), 1)
            one = _throughput(port, queries, 1, seconds)
            many = _throughput(port, queries, 16, seconds)
            own, mapped = _resident(process.pid)
        finally:
            process.terminate()
    folder = next((index / "generations").iterdir())
    arrays = sum(path.stat().st_size for path in folder.rglob("*.npy")) / 2**20
    return {
        "server_ready_ms": ready_ms,
        "one_client_per_s": one["per_s"],
        "sixteen_clients_per_s": many["per_s"],
        "errors": one["errors"] + many["errors"],
        "one_client_p50_ms": one["p50_ms"],
        "sixteen_clients_p50_ms": many["p50_ms"],
        "server_own_mb": own,
        "server_mapped_mb": mapped,
        "arrays_mb": round(arrays, 1),
    }


def _throughput(port: int, queries: list[str], clients: int, seconds: float) -> dict[str, Any]:
    """Return requests a second of `clients` readers who ask one query after the other."""
    end = time.perf_counter() + seconds
    taken: list[float] = []
    errors = 0

    def reader(number: int) -> None:
        nonlocal errors
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        at = number
        while time.perf_counter() < end:
            started = time.perf_counter()
            connection.request("GET", f"/?q={quote(queries[at % len(queries)])}")
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200 or b"</html>" not in body:
                errors += 1
            taken.append(time.perf_counter() - started)
            at += clients

    started = time.perf_counter()
    threads = [threading.Thread(target=reader, args=(n,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    passed = time.perf_counter() - started
    return {
        "per_s": round(len(taken) / passed, 1),
        "p50_ms": round(1000 * statistics.median(taken), 1),
        "errors": errors,
    }


def _resident(process: int) -> tuple[float, float]:
    """Return MB of the server's processes: their own, and mapped files, counted once."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    own = mapped = 0.0
    for number in [str(process), *children]:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()[1:]
        facts = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines}
        # Pss divides what processes share among them.
        own += facts["Pss_Anon"]
        mapped += facts["Pss_File"]
    return round(own, 1), round(mapped, 1)
