"""Where items begin in 20 real meetings, against titles judged by hand (`boundaries.jsonl`).

A boundary is right if the title read is the judged one, in the judged order; a title may have its
section in front ("MOTIONS: Motion No. 2"). The reader's own opening passage is no boundary.
Run `python -m tests.quality.test_boundaries` for the figures of each meeting.
"""

from __future__ import annotations

import json
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from corpus import readers
from corpus.readers.minutes import OPENING
from corpus.records import AgendaItem, Meeting
from corpus.sources import FoundFile, find_files, load
from corpus.text import squash
from tests.conftest import SHARED, needs_shared

JUDGED = [
    json.loads(line)
    for line in Path(__file__).with_name("boundaries.jsonl").read_text("utf-8").splitlines()
]


def _items(path: Path) -> list[AgendaItem]:
    (found,) = find_files([path])
    assert isinstance(found, FoundFile)
    return [
        item
        for meeting in readers.read(load(found))
        if isinstance(meeting, Meeting)
        for item in meeting.items
        if item.title != OPENING
    ]


def n_right(read: list[str], judged: list[str]) -> int:
    """Return the length of the longest common subsequence of titles."""
    row = [0] * (len(judged) + 1)
    for title in read:
        before = 0
        for i, wanted in enumerate(judged, start=1):
            same = title == wanted or title.endswith(f": {wanted}")
            before, row[i] = row[i], max(row[i], row[i - 1], before + 1 if same else 0)
    return row[-1]


def figures() -> list[tuple[str, int, int, int]]:
    """Return (file, boundaries that are right, read, judged) of every meeting."""
    found = []
    for record in JUDGED:
        read = [squash(item.title).casefold() for item in _items(SHARED / record["file"])]
        judged = [squash(title).casefold() for title in record["items"]]
        found.append((record["file"], n_right(read, judged), len(read), len(judged)))
    return found


def test_the_measure_counts_titles_in_order_once() -> None:
    assert n_right(["a", "b", "c"], ["a", "c"]) == 2
    assert n_right(["b", "a"], ["a", "b"]) == 1
    assert n_right(["motions: b", "b"], ["b"]) == 1
    assert n_right([], ["a"]) == 0


@needs_shared
def test_boundaries_are_found_and_wrong_ones_are_rare() -> None:
    found = figures()
    right, read, judged = (sum(row[i] for row in found) for i in (1, 2, 3))
    assert len(found) == 20
    assert right / read >= 0.98, found
    assert right / judged >= 0.95, found


@needs_shared
@pytest.mark.parametrize("name", ["2013-01-30_regular", "2014-02-26_regular"])
def test_the_pdf_and_the_html_of_a_meeting_give_the_same_items(name: str) -> None:
    folder = SHARED / "data" / "winnipeg"
    pdf, html = _items(folder / f"{name}.pdf"), _items(folder / f"{name}.htm")
    assert [item.title for item in pdf] == [item.title for item in html]
    for one, other in zip(pdf, html, strict=True):
        words, others = one.minutes.split(), other.minutes.split()
        matched = SequenceMatcher(None, words, others, autojunk=False).get_matching_blocks()
        same = sum(block.size for block in matched)
        assert same >= 0.95 * max(len(words), len(others)) - 2, one.title


if __name__ == "__main__":
    for name, right, read, judged in (rows := figures()):
        print(f"{name:55} right {right:3} of {read:3} read, {judged:3} judged")  # noqa: T201
    total = [sum(row[i] for row in rows) for i in (1, 2, 3)]
    print(f"precision {total[0] / total[1]:.3f} recall {total[0] / total[2]:.3f}")  # noqa: T201
