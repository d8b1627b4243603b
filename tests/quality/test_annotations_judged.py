"""Annotations against a hand-judged sample of real records: precision and recall of each kind.

`judged/annotations.jsonl` names what a reader of each file finds there, by short keys: all of it for
the kinds that are listed, so that what is found beyond is wrong. The records are not in this
repository. `python -m tests.quality.test_annotations_judged` prints the table and what is wrong.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import readers
from corpus.records import Meeting, Source
from indexer.passages.annotate import annotate
from indexer.passages.annotations import Annotations, Vote, speakers
from indexer.passages.motions.resolutions import resolutions
from indexer.passages.of_meeting import passages
from indexer.passages.passage import Passage
from tests.conftest import SHARED, needs_shared

JUDGED = Path(__file__).with_name("judged") / "annotations.jsonl"
# Precision and recall may not fall below these.
AT_LEAST = {
    "speaker": (0.95, 0.88),
    "role": (0.80, 0.80),
    "motion": (0.90, 0.90),
    "vote": (0.90, 0.90),
    "resolution": (0.85, 0.95),
    "reference": (0.95, 0.95),
    "acronym": (0.95, 0.95),
    "sum": (0.95, 0.95),
    "day": (0.95, 0.95),
}


def _vote(vote: Vote) -> str:
    if vote.unanimous:
        return "unanimous"
    if vote.in_favour is None:
        return "recorded"
    return f"{vote.in_favour}:{vote.against}"


def _openings(text: str) -> Iterator[str]:
    """Yield the lines of what was resolved that begin a resolution: each stands for itself."""
    for line in resolutions(text).split("\n"):
        if line and resolutions(line) == line:
            yield " ".join(line.split())


def _found(kind: str, text: str, noted: Annotations) -> Iterator[str]:
    match kind:
        case "speaker":
            yield from speakers(noted)
        case "role":
            yield from (f"{p.name}: {p.role}" for p in noted.people if p.role)
        case "motion":
            yield from (f"{one.proposer}>{one.seconder}" for one in noted.motions)
        case "vote":
            yield from map(_vote, noted.votes)
        case "resolution":
            yield from _openings(text)
        case "reference":
            yield from (one.number for one in noted.references)
        case "acronym":
            yield from (one.short for one in noted.acronyms)
        case "sum":
            yield from (one.text for one in noted.sums)
        case "day":
            yield from noted.days


def _texts(name: str) -> Iterator[str]:
    path = SHARED / "data" / name
    source = Source(path.name, path.read_bytes())
    for record in readers.read(source):
        if isinstance(record, Meeting):
            found: list[Passage] = list(passages(record, include_exempt=True))
            yield from (passage.text for passage in found)


def _matches(kind: str, wanted: str, got: str) -> bool:
    if kind == "resolution":
        squashed = wanted.replace(" ", "").lower()
        return squashed in got.replace(" ", "").lower()[: len(squashed) + 12]
    return wanted.casefold() == got.casefold()


def measure() -> dict[str, tuple[Counter[str], list[str]]]:
    """Return for each kind the counts (right, wrong, missed) and a line for each that is not right."""
    result: dict[str, tuple[Counter[str], list[str]]] = {kind: (Counter(), []) for kind in AT_LEAST}
    for line in JUDGED.read_text("utf-8").splitlines():
        judged = json.loads(line)
        name = judged.pop("file")
        noted = [(text, annotate(text)) for text in _texts(name)]
        for kind, wanted in judged.items():
            counts, lines = result[kind]
            got = [one for text, one_text in noted for one in _found(kind, text, one_text)]
            if kind != "vote":
                got = list(dict.fromkeys(got))
            left = list(wanted)
            for one in got:
                right = next((w for w in left if _matches(kind, w, one)), None)
                if right is not None:
                    left.remove(right)
                    counts["right"] += 1
                else:
                    counts["wrong"] += 1
                    lines.append(f"{name[-50:]}: wrong {one[:90]!r}")
            counts["missed"] += len(left)
            lines += [f"{name[-50:]}: missed {one!r}" for one in left]
    return result


def rates(counts: Counter[str]) -> tuple[float, float]:
    """Return precision and recall."""
    right = counts["right"]
    found, wanted = right + counts["wrong"], right + counts["missed"]
    return right / found if found else 1.0, right / wanted if wanted else 1.0


@needs_shared
def test_the_sample_is_large_enough() -> None:
    lines = JUDGED.read_text("utf-8").splitlines()
    kinds = [kind for line in lines for kind in json.loads(line).items() if kind[0] != "file"]
    assert sum(len(wanted) for _, wanted in kinds) >= 150


@needs_shared
@pytest.mark.parametrize("kind", AT_LEAST)
def test_precision_and_recall_do_not_fall(kind: str) -> None:
    counts, lines = measure()[kind]
    precision, recall = rates(counts)
    assert precision >= AT_LEAST[kind][0], lines
    assert recall >= AT_LEAST[kind][1], lines


if __name__ == "__main__":
    for kind, (counts, lines) in measure().items():
        precision, recall = rates(counts)
        n = counts["right"] + counts["missed"]
        print(f"{kind:12} n {n:3}  precision {precision:.2f}  recall {recall:.2f}")  # noqa: T201
        for line in lines:
            print("   ", line)  # noqa: T201
