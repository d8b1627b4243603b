"""What the readers make of small files, one for each thing that a parser must survive: golden files.

To write the golden files again after a change that is meant: `python -m tests.integration.test_fixtures`,
then read the difference.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from corpus import readers
from corpus.records import Meeting
from corpus.sources import FoundFile, find_files, load
from tests.conftest import ROOT

FIXTURES = ROOT / "tests" / "fixtures" / "records"
GOLDEN = ROOT / "tests" / "fixtures" / "golden"


def _plain(value: Any) -> Any:
    """Return a record as JSON shows it, without what is empty."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        pairs = ((f.name, _plain(getattr(value, f.name))) for f in dataclasses.fields(value))
        # How sure a reader is moves with every rule; `tests/unit/test_losses.py` has it.
        return {name: shown for name, shown in pairs if shown and name != "likelihood"}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    return value if value is None or isinstance(value, str | bool) else str(value)


def read_fixture(path: Path) -> dict[str, Any]:
    """Return the name of the reader that took a file, and what it read."""
    (found,) = find_files([path])
    assert isinstance(found, FoundFile)
    source = load(found)
    records = list(readers.read(source))
    return {
        "reader": readers.pick(source).name,
        "meetings": [_plain(r) for r in records if isinstance(r, Meeting)],
        "problems": [str(r) for r in records if not isinstance(r, Meeting)],
    }


FILES = sorted(FIXTURES.iterdir())


def test_there_is_a_fixture_for_every_point_of_the_list() -> None:
    assert {path.name.partition("-")[0] for path in FILES} == {f"{n:02}" for n in range(1, 11)}
    assert {path.name for path in FILES} == {path.stem for path in GOLDEN.iterdir()}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_reads_as_its_golden_file_says(path: Path) -> None:
    golden = json.loads((GOLDEN / f"{path.name}.json").read_text("utf-8"))
    assert read_fixture(path) == golden


if __name__ == "__main__":
    for file in FILES:
        text = json.dumps(read_fixture(file), ensure_ascii=False, indent=1) + "\n"
        (GOLDEN / f"{file.name}.json").write_text(text, "utf-8")
