"""Many readers of one server for long, while the index is replaced under it again and again.

`python -m tests.soak.clients INDEX [SECONDS [CLIENTS [SWAP_S]]]` serves a copy of an index and prints a table.
"""

from __future__ import annotations

import http.client
import json
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

PATHS = ("/?q=school+places", "/?q=planni*+-road", "/?q=what+was+said+about+trees", "/api/search?q=lido",
         "/coverage", "/healthz", "/about-this-search", "/api/search?q=%22council+tax%22&sort=newest")  # fmt: skip


@dataclass
class Found:
    """What the readers met: answers, what was no answer, and the memory behind each swap, in MB."""

    answers: int = 0
    errors: list[str] = field(default_factory=list)
    generations: set[str] = field(default_factory=set)
    memory: list[float] = field(default_factory=list)
    slowest_s: float = 0.0
    status: int | None = None

    @property
    def growth(self) -> float:
        """Return the memory at the end as a share of that behind the third swap."""
        settled = self.memory[min(3, len(self.memory) - 1) :]
        return settled[-1] / settled[0]


def swap(index: Path, number: int) -> None:
    """Put a generation of the same content in the place of the one in use, and remove what is older."""
    current = (index / "CURRENT").read_text().strip()
    name = f"{int(current) + 1:06}"
    partial = index / "generations" / f".{number}.copied"
    shutil.copytree(index / "generations" / current, partial)
    partial.rename(index / "generations" / name)
    pointer = index / "CURRENT.new"
    pointer.write_text(f"{name}\n")
    pointer.replace(index / "CURRENT")
    for folder in sorted((index / "generations").iterdir())[:-2]:
        shutil.rmtree(folder)


def memory_mb(process: int) -> float:
    """Return what a server's processes have for themselves, what they share counted once (Linux)."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    total = 0.0
    for number in [str(process), *children]:
        rollup = Path(f"/proc/{number}/smaps_rollup").read_text()
        found = re.search(r"Pss_Anon:\s+(\d+)", rollup)
        total += int(found[1]) / 1024 if found else 0.0
    return round(total, 1)


def clients(index: Path, seconds: float, number: int, swap_s: float) -> Found:
    """Serve a copy of an index to so many readers for so long, swapping it now and then."""
    found = Found()
    with tempfile.TemporaryDirectory(dir=index.parent) as folder:
        copied = Path(shutil.copytree(index, Path(folder) / "index"))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "cli.cli", "serve", "--index", str(copied)]
        with subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.PIPE) as server:
            assert server.stdout
            server.stdout.readline()
            end = time.monotonic() + seconds
            readers = [
                threading.Thread(target=_read, args=(port, end, n, found)) for n in range(number)
            ]
            for reader in readers:
                reader.start()
            n_swaps = 0
            while time.monotonic() < end - swap_s:
                time.sleep(swap_s)
                swap(copied, n_swaps)
                n_swaps += 1
                # Each process looks once a second.
                time.sleep(min(3.0, swap_s / 2))
                found.memory.append(memory_mb(server.pid))
            for reader in readers:
                reader.join()
            server.send_signal(signal.SIGTERM)
            found.status = server.wait(60)
    return found


def _read(port: int, end: float, seed: int, found: Found) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        _read_on(connection, end, random.Random(seed), found)


def _read_on(
    connection: http.client.HTTPConnection, end: float, chance: random.Random, found: Found
) -> None:
    while time.monotonic() < end:
        path = chance.choice(PATHS)
        started = time.monotonic()
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as error:
            found.errors.append(f"{path}: {type(error).__name__}")
            connection.close()
            continue
        whole = body.rstrip().endswith((b"</html>", b"}"))
        if answer.status != 200 or not whole:
            found.errors.append(f"{path}: {answer.status}")
        found.answers += 1
        found.slowest_s = max(found.slowest_s, time.monotonic() - started)
        if path == "/healthz":
            found.generations.add(json.loads(body)["generation"])
        if chance.random() < 0.1:
            connection.close()


def main() -> None:
    """Print what happened, and end with status 1 where it may not."""
    given = [float(text) for text in sys.argv[2:]]
    seconds, number, swap_s = (*given, *(300.0, 50.0, 20.0)[len(given) :])
    found = clients(Path(sys.argv[1]).resolve(), seconds, int(number), swap_s)
    growth = found.growth
    lines = [
        f"{int(number)} readers, {seconds:.0f} s, a swap every {swap_s:.0f} s ({len(found.memory)})",
        f"answers {found.answers:,}, errors {len(found.errors)} {found.errors[:3]}",
        f"slowest {found.slowest_s:.2f} s, generations met {len(found.generations)}",
        f"memory behind each swap, MB: {found.memory}",
        f"at the end {growth:.3f} of that behind the third swap; ended with status {found.status}",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.exit(bool(found.errors) or growth > 1.1 or found.status != 0)


if __name__ == "__main__":
    main()
