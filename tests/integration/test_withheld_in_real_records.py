"""What is withheld of real records of many bodies: closed sessions, and nothing that is public.

Rules against leaks are tried on records that were written for them; what they hide of public records shows here
only. Each item below was read: all are closed sessions, or say that they are not for the public.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus import readers
from corpus.errors import RecordError
from corpus.records import Meeting
from corpus.sources import FoundFile, find_files, load
from indexer.passages.of_meeting import passages
from indexer.passages.passage import Passage
from tests.conftest import SHARED, needs_shared

WITHHELD = {
    "judged-limerick": set[str](),
    "winnipeg": set[str](),
    "moderngov-pages": set[str](),
    "kent-papers": set[str](),
    "minutes": {
        "chicagodistrict001/closed-meeting-notice-2023-06-01.pdf",
        "fowd/agenda-2018-02-12.md",
        "fowd/minutes-2018-04-18-special.md",
        "nipissing/agenda-2025-03-04.pdf",
        "sjwd/minutes-2020-04-14-special.md",
        "smfd/minutes-2021-03-25.md",
    },
}
# The lists of what is true beside the records, not records.
_NO_RECORDS = ("truth.jsonl", "queries.jsonl", "NOTES.md", "today.txt")


def _passages(name: str) -> Iterator[Passage]:
    for item in find_files([SHARED / "data" / name]):
        if not isinstance(item, FoundFile) or item.name.endswith(_NO_RECORDS):
            continue
        try:
            found = [one for one in readers.read(load(item)) if isinstance(one, Meeting)]
        except RecordError:
            continue
        for number, meeting in enumerate(found):
            yield from passages(meeting, number)


@needs_shared
@pytest.mark.parametrize("name", WITHHELD)
def test_nothing_public_is_withheld(name: str) -> None:
    read = list(_passages(name))
    assert len(read) > 10
    assert {p.source.removeprefix(f"{name}/") for p in read if p.exempt} == WITHHELD[name]
