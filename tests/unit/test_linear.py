"""Reading is linear in lines and cells: twice as much takes about twice as long, in processor time."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from corpus import readers
from corpus.records import Source

TOLERANCE = 2.0


def _numbered(n: int) -> str:
    """Return minutes of n numbered lines, a point in each, below two items."""
    points = "\n\n".join(f"{at % 50 + 1}. The clerk reported on road {at}." for at in range(n))
    return f"# Minutes\n\n1. Roads\n\n{points}\n\n2. Parks\n\nGreen.\n"


def _bare(n: int) -> str:
    return "Minutes\n\n" + "\n".join(f"{at} Road {at} was mended" for at in range(n))


def _cells(n: int) -> str:
    rows = "".join(f"<tr><td>{at}</td><td>Road {at}</td><td>£{at}</td></tr>" for at in range(n))
    return f"<!DOCTYPE html><html><body><h2>1. Roads</h2><table>{rows}</table></body></html>"


def _entries(n: int) -> str:
    entries = "".join(f"<li>Road {at} was mended.</li>" for at in range(n))
    return f"<!DOCTYPE html><html><body><h2>1. Roads</h2><ol>{entries}</ol></body></html>"


def _votes(n: int) -> str:
    rows = "".join(f"<tr><td>Cllr A. Oak{at}</td><td>X</td><td></td></tr>" for at in range(n))
    head = "<tr><th>Member</th><th>For</th><th>Against</th></tr>"
    return f"<!DOCTYPE html><html><body><h2>1. Roads</h2><table>{head}{rows}</table></body></html>"


def _table(n: int) -> str:
    rows = "\n".join(f"| {at} | Road {at} | £{at} |" for at in range(n))
    return f"# Minutes\n\n## 1. Roads\n\n| No | Road | Sum |\n| --- | --- | --- |\n{rows}\n"


def _seconds(text: str, name: str) -> float:
    started = time.process_time()
    for _ in readers.read(Source(name, text.encode())):
        pass
    return time.process_time() - started


@pytest.mark.parametrize(
    ("write", "name"),
    [
        (_numbered, "a.md"),
        (_bare, "a.txt"),
        (_cells, "a.html"),
        (_entries, "b.html"),
        (_votes, "c.html"),
        (_table, "b.md"),
    ],
)
def test_twice_as_much_takes_about_twice_as_long(write: Callable[[int], str], name: str) -> None:
    _seconds(write(50), name)  # What is loaded and compiled once.
    n = 250
    short = min(_seconds(write(n), name) for _ in range(2))
    long = min(_seconds(write(4 * n), name) for _ in range(2))
    # Of what takes the square it would be sixteen times.
    assert long < 4 * TOLERANCE * max(short, 0.02), (short, long)
