"""Texts that somebody types who wants to keep others waiting: long runs of everything the language has.

`python -m tests.integration.long_queries INDEX [NUMBER]` asks that many of an index and prints the slowest.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context

from search.query.budget import BUDGET_S
from search.rank.values import Mode
from search.searcher import ResultPage, Searcher, open_index

# The budget is looked at between steps, and the longest step of a text of 1,000 characters is short.
LONGEST_S = BUDGET_S + 0.5
# Most by words only, one hit of which is shown: what meaning costs is the encoding of 128 tokens, and what a hit costs
# its snippets, whatever the text.
_MODES: tuple[Mode, ...] = (*("lexical",) * 14, "hybrid", "dense")
_LIMITS = (*(1,) * 7, 10)
# So many queries are asked with one seed, in one process, before a line says how far it is.
A_PART = 1_000
_ATOMS = [
    *(
        "*",
        "?",
        "~",
        "~2",
        '"',
        "(",
        ")",
        "+",
        "-",
        "“",
        "'",
        "’",
        ".",
        ",",
        ":",
        "/",
        "\\",
        "[",
        "|",
    ),
    *("a", "e", "zq", "plan", "the", "10", "16/01", "é", "\u0301", "\ud800", "\n", " ", "\t", "…"),
    *(
        " AND ",
        " OR ",
        " NOT ",
        " NEAR/5 ",
        " NEAR/999 ",
        "title:",
        "decided:",
        "speaker:",
        "from:",
    ),
    *("committee:", "what was said about ", "what did Councillor ", " said about ", "s.106", "-in"),
    *("summarise the discussion of ", "Cllr ", "U.S.", "call-in", "2019-", "9" * 40, "$", "a b "),
]


def long_query(chance: random.Random) -> str:
    """Return a text of some runs, each of one to three things again and again, about 1,000 characters."""
    text = ""
    while len(text) < 1_000 and (not text or chance.random() < 0.85):
        unit = "".join(chance.choices(_ATOMS, k=chance.choice((1, 1, 2, 2, 3))))
        text += unit * chance.choice((1, 1, 2, 3, 10, 30, 100, 400))
    return text[: chance.choice((1_000, 1_200))]


def asked(
    searcher: Searcher, number: int, seed: int = 1
) -> Iterator[tuple[float, str, ResultPage]]:
    """Ask long queries; yield the processor seconds of each, its text and its page."""
    chance = random.Random(seed)
    for _ in range(number):
        text = long_query(chance)
        started = time.thread_time()
        page = searcher.search(text, mode=chance.choice(_MODES), limit=chance.choice(_LIMITS))
        if chance.random() < 0.25:
            searcher.marks(text)
        yield time.thread_time() - started, text, page


_opened = cache(open_index)


def _part(index: str, number: int, seed: int) -> tuple[int, list[tuple[float, str]]]:
    """Return how many of some queries were cut short, and the ten slowest."""
    slowest: list[tuple[float, str]] = []
    n_cut = 0
    for seconds, text, page in asked(_opened(index), number, seed):
        n_cut += page.cut_short
        slowest = sorted([*slowest, (seconds, text)], reverse=True)[:10]
    return n_cut, slowest


def main() -> None:
    """Ask an index in a process a core, a thousand queries a seed, and print the ten slowest texts."""
    index, number = sys.argv[1], int((sys.argv[2:] or ["200000"])[0])
    sizes = [min(A_PART, number - first) for first in range(0, number, A_PART)]
    n_cut, slowest = 0, [(0.0, "")]
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        parts = pool.map(_part, [index] * len(sizes), sizes, range(1, len(sizes) + 1))
        for n_parts, (cut, found) in enumerate(parts, 1):
            n_cut += cut
            slowest = sorted([*slowest, *found], reverse=True)[:10]
            n_asked = sum(sizes[:n_parts])
            sys.stdout.write(f"{n_asked:,} queries, slowest {slowest[0][0]:.2f} s\n")
            sys.stdout.flush()
    for seconds, text in slowest:
        sys.stdout.write(f"{seconds:7.3f} s  {text[:90]!r}\n")
    sys.stdout.write(
        f"{number:,} queries, {n_cut} cut short, slowest {slowest[0][0]:.2f} s of {LONGEST_S} s\n"
    )
    sys.exit(slowest[0][0] > LONGEST_S)


if __name__ == "__main__":
    main()
