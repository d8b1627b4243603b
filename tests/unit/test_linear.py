"""Reading is linear in lines and cells: twice as much takes about twice as long, in processor time."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from corpus import readers
from corpus.papers import front
from corpus.records import Meeting, Source
from indexer.passages.of_meeting import passages

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


LINES = {
    "words and commas": "The road, the bridge and the lido were, it was said, shut (see item 3) ",
    "names": "Jane Smith, Bob Jones, ",
    "points with spaces": ". ",
    "points": ".",
    "figures and points": "1.1.",
    "numbers": "1.2.3 4.5 67. ",
    "cells": "| 1 ",
    "unclosed brackets": "(road ",
    "dates": "12 March 2019, 13 April 2020, ",
    "voters": "Cllr Anna Oak, ",
}


def _of_one_line(unit: str, n: int, head: str) -> float:
    """Return how long a record takes, with its passages, that has one line of so many letters."""
    text = f"{head}{(unit * n)[:n]}\n\n2. Parks\n\nGreen.\n"
    started = time.process_time()
    for found in readers.read(Source("a.txt", text.encode())):
        if isinstance(found, Meeting):
            list(passages(found, 0, include_exempt=False))
    return time.process_time() - started


@pytest.mark.parametrize("kind", LINES)
def test_one_long_line_takes_linear_time(kind: str) -> None:
    head, n = "Minutes\n\n1. Roads\n\n", 4_000
    _of_one_line(LINES[kind], 500, head)
    short = min(_of_one_line(LINES[kind], n, head) for _ in range(2))
    assert _of_one_line(LINES[kind], 4 * n, head) < 4 * TOLERANCE * max(short, 0.03)


@pytest.mark.parametrize("unit", ["road, ", "1 ", ". ", "| 1 ", "road 5 "])
def test_the_page_at_the_end_of_a_title_is_found_in_linear_time(unit: str) -> None:
    def seconds(n: int) -> float:
        lines = [f"{at}. Road {at} is mended {at}" for at in range(1, 9)]
        started = time.process_time()
        front.items_of([*lines, f"9. {unit * n}x"])
        return time.process_time() - started

    seconds(100)
    short = min(seconds(2_000) for _ in range(2))
    assert seconds(8_000) < 4 * TOLERANCE * max(short, 0.02)
