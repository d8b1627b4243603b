"""What is withheld of a record may not depend on its layout: no secret is shown in one that is withheld in another.

Each layout is tried on every so many of the judged records, and on those of `../shared` where they are; what is read wrongly
as plain text, too, is told by `test_exclusion_files.py`. `KNOWN` are the records that are still read otherwise: whoever mends
one takes its name away.
"""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import islice

import pytest

from tests.conftest import SHARED, needs_shared
from tests.quality.exclusion_layouts import (
    LAYOUTS,
    OTHER,
    Record,
    records,
    shown_of,
    text_of,
)

# Every so many records, another one first for each layout: all of them would take minutes.
_STEP = 67


@lru_cache(maxsize=1)
def _all() -> tuple[Record, ...]:
    return tuple(records())


@lru_cache(maxsize=2048)
def _plain(record: Record) -> str:
    return shown_of("txt", text_of(record.lines))


def _otherwise(record: Record, layout: str) -> list[str]:
    """Return the words that are shown in a layout only, or withheld in it only."""
    ending, write = LAYOUTS[layout]
    if (data := write(list(record.lines))) is None:
        return []
    plain, shown = _plain(record), shown_of(ending, data)
    found = [f"shown: {one}" for one in record.secrets if one in shown and one not in plain]
    found += [f"withheld: {one}" for one in record.public if one in plain and one not in shown]
    # Behind a closed meeting nobody can tell another public one from minutes that were bound into what is private.
    if layout == "a meeting in front" and OTHER not in shown:
        found.append("withheld: the other meeting")
    return found


KNOWN: dict[str, set[str]] = {
    "a paragraph a sentence": {"round-r-public:eng-public-left"},
    "more items": {"round-c-public:nz-none-2", "round-n-public:ca-bc-vote"},
    "a meeting in front": {"round-d-withhold:inline-following-paragraph"},
    "PDF with heads and feet": {"round-c-withhold:uk-conf-minute-star"},
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_record_is_withheld_alike_in_every_layout(layout: str) -> None:
    first = list(LAYOUTS).index(layout)
    tried = list(islice(_all(), first, None, _STEP))
    assert len(tried) >= 12
    wrong = {one.name: found for one in tried if (found := _otherwise(one, layout))}
    assert set(wrong) == KNOWN.get(layout, set()), wrong


# Layouts of the records beside the repository, whose items are titles of many forms.
_OF_SHARED = ("wrapped", "carriage returns", "hard blanks", "soft hyphens", "Word", "HTML", "PDF")


def _shared_records() -> list[Record]:
    folder = SHARED / "data" / "exempt-cases"
    cases = [json.loads(line) for line in (folder / "cases.jsonl").read_text("utf-8").splitlines()]
    found = []
    for case in cases:
        files = [*(folder / case["kind"] / case["name"]).rglob("*.txt")]
        if len(files) != 1:
            continue
        lines = [p for p in files[0].read_text("utf-8").split("\n\n") if p.strip()]
        tokens = tuple(token.casefold() for token in case["tokens"])
        is_private = case["kind"] == "withhold"
        found.append(
            Record(
                case["name"],
                tuple(line.strip() for line in lines),
                tokens if is_private else (),
                () if is_private else tokens[:1],
            )
        )
    return found


@needs_shared
def test_so_are_the_records_beside_the_repository() -> None:
    tried = _shared_records()
    assert len(tried) >= 10
    wrong = {
        (one.name, layout): found
        for one in tried
        for layout in _OF_SHARED
        if (found := _otherwise(one, layout))
    }
    assert not wrong
