"""Whether quoted answers are right, on any index, against questions that a reader judged.

    python -m tests.quality.quotes INDEX QUESTIONS.jsonl

A line of QUESTIONS.jsonl is {"question": …, "right": […], "harmless": […], "misleading": […]}: words that a quote
of each kind has. Right is what answers the question, harmless what nobody takes for an answer, misleading what reads as an
answer and is none. A quote with none of these words is unjudged, and counts as wrong. Prints every quote that is not right,
the counts, and risk against coverage: of all questions so many get a quote if only the surest may, of which so much is wrong.
Exit status 1 if a quote is misleading or unjudged, or fewer than .9 of those given are right.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from search.evaluation.judgments import read_lines
from search.evaluation.risk import Given, curve
from search.searcher import Searcher, open_index

RIGHT = 0.9
KINDS = ("right", "harmless", "misleading", "unjudged")


@dataclass(frozen=True, slots=True)
class Judged:
    """A quote that was given to a question, and what a reader says of it: one of `KINDS`."""

    question: str
    quote: str
    kind: str
    score: float


def judged(record: Mapping[str, Any], quote: str) -> str:
    """Return what a reader says of a quote: of several kinds the worst that has words of it."""
    said = " ".join(quote.split())
    fitting = [kind for kind in KINDS if any(words in said for words in record.get(kind, []))]
    return fitting[-1] if fitting else "unjudged"


def quotes_of(searcher: Searcher, records: Sequence[Mapping[str, Any]]) -> Iterator[list[Judged]]:
    """Yield for each question the quotes that it is given, judged, the best first."""
    for record in records:
        question = str(record["question"])
        yield [
            Judged(question, answer.text, judged(record, answer.text), answer.score)
            for answer in searcher.search(question).answers
        ]


def _first(quotes: Sequence[Judged]) -> Given:
    if not quotes:
        return Given(None, is_right=False)
    return Given(quotes[0].score, quotes[0].kind == "right")


def report(found: Sequence[Sequence[Judged]]) -> Iterator[str]:
    """Yield the lines of a report on the quotes of each question."""
    counts = Counter(quote.kind for quotes in found for quote in quotes)
    for quote in (quote for quotes in found for quote in quotes if quote.kind != "right"):
        yield f"{quote.kind} {quote.score:.3f}: {quote.question} | {' '.join(quote.quote.split())}"
    answered = sum(map(bool, found))
    told = ", ".join(f"{counts[kind]} {kind}" for kind in KINDS)
    yield f"{len(found)} questions, {answered} with a quote; {counts.total()} quotes: {told}"
    for point in curve([_first(quotes) for quotes in found]):
        yield (
            f"  given {point.given:.2f}  wrong {point.wrong:.2f} ({point.low:.2f}–{point.high:.2f})"
            f"  from {point.from_score:.3f}"
        )


def is_enough(found: Sequence[Sequence[Judged]]) -> bool:
    """Say whether enough of the quotes are right and none misleads."""
    counts = Counter(quote.kind for quotes in found for quote in quotes)
    return (
        counts["right"] >= RIGHT * counts.total() and not counts["misleading"] + counts["unjudged"]
    )


def main(arguments: Sequence[str]) -> int:
    """Ask the questions of a file, and print what they are given."""
    index, questions = arguments
    found = list(quotes_of(open_index(index), list(read_lines(Path(questions)))))
    sys.stdout.write("".join(f"{line}\n" for line in report(found)))
    return 0 if is_enough(found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
