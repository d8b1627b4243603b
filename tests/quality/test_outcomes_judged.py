"""What became of motions, against 100 items judged by hand: nothing that is said may be false.

`judged/outcomes_sample.jsonl` is of the sample council, `judged/outcomes_shared.jsonl` of real records,
which are not in this repository: it names an item by a hash of its title, and which of that title it
is. Each motion is [proposer, seconder, outcome, vote]; vote is "for:against", "unanimous" or "".
`python -m tests.quality.test_outcomes_judged` prints the figures and every miss.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import readers
from corpus.records import Meeting, Source
from indexer.passages.annotate import annotate
from indexer.passages.annotations import Annotations
from indexer.passages.of_meeting import passages
from tests.conftest import SHARED, needs_shared

JUDGED = Path(__file__).with_name("judged")
SAMPLE = Path(__file__).parents[2] / "corpus" / "sample" / "records"
SETS = {"sample": SAMPLE, "shared": SHARED / "data"}
# Of what is said of a motion (its outcome, its vote) so much at least is true.
PRECISION, RECALL = 0.98, 0.7


def _key(title: str) -> str:
    return hashlib.sha256("".join(title.casefold().split()).encode()).hexdigest()[:12]


def _items(path: Path) -> Iterator[tuple[str, Annotations]]:
    for record in readers.read(Source(path.name, path.read_bytes())):
        if isinstance(record, Meeting):
            for passage in passages(record, include_exempt=True):
                yield _key(passage.title), annotate(passage.text)


def _vote(found: Annotations, number: int | None) -> str:
    if number is None:
        return ""
    vote = found.votes[number]
    return "unanimous" if vote.unanimous else f"{vote.in_favour}:{vote.against}"


def measure(name: str) -> tuple[Counter[str], list[str]]:
    """Return counts (items, said, true, wanted) of a set, and a line for each that is false or missed."""
    counts: Counter[str] = Counter()
    lines: list[str] = []
    read: dict[str, list[tuple[str, Annotations]]] = {}
    for line in (JUDGED / f"outcomes_{name}.jsonl").read_text("utf-8").splitlines():
        judged = json.loads(line)
        file = judged["file"]
        if file not in read:
            read[file] = list(_items(SETS[name] / file))
        same = [found for key, found in read[file] if key == judged["item"]]
        if len(same) <= judged["nth"]:
            counts["not found"] += 1
            continue
        counts["items"] += 1
        found = same[judged["nth"]]
        wanted = Counter(_claims(judged["motions"]))
        said = Counter(
            _claims(
                [[m.proposer, m.seconder, m.outcome, _vote(found, m.vote)] for m in found.motions]
            )
        )
        counts["said"] += said.total()
        counts["true"] += (said & wanted).total()
        counts["wanted"] += wanted.total()
        lines += [f"{file}: false {one}" for one in (said - wanted).elements()]
        lines += [f"{file}: missed {one}" for one in (wanted - said).elements()]
    return counts, lines


def _claims(motions: list[list[str]]) -> Iterator[tuple[str, ...]]:
    """Yield what is said of motions: an outcome, a vote, each of who seconded, else of who moved."""
    for proposer, seconder, outcome, vote in motions:
        who = seconder or proposer
        if outcome:
            yield who, outcome
        if vote and vote != "None:None":
            yield who, vote


@pytest.mark.parametrize("name", ["sample", pytest.param("shared", marks=needs_shared)])
def test_what_is_said_of_a_motion_is_true(name: str) -> None:
    counts, lines = measure(name)
    assert counts["items"] >= 30, counts
    assert counts["true"] >= PRECISION * counts["said"], lines
    assert counts["true"] >= RECALL * counts["wanted"], lines


if __name__ == "__main__":
    for name in SETS:
        counts, lines = measure(name)
        print(name, dict(counts), *lines, sep="\n    ")  # noqa: T201
