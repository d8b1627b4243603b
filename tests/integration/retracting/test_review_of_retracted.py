"""`council-search review` reads the records again, and prints nothing of what was retracted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.cli import main
from tests.integration.retracting.conftest import CHILD, ITEM, NAME, SECRETS, retracted


def _printed(records: Path, index: Path, *options: str) -> str:
    arguments = ["review", str(records), "--all", "--index", str(index), *options]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code in (0, 1), done.output
    return done.output


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_it_prints_the_words_as_long_as_nothing_is_retracted(
    known: tuple[Path, Path], options: tuple[str, ...]
) -> None:
    records, index = known
    assert "jane-quillfeather" in _printed(records, index, *options)
    assert "The swans" in _printed(records, index, *options)


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_retracted_name_is_not_printed(
    known: tuple[Path, Path], options: tuple[str, ...]
) -> None:
    records, index = known
    retracted(index, "name", NAME)
    printed = _printed(records, index, *options).casefold()
    assert "quillfeather" not in printed
    assert "swans" in printed


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_retracted_item_is_a_bar_and_can_still_be_decided(
    known: tuple[Path, Path], options: tuple[str, ...]
) -> None:
    records, index = known
    retracted(index, "item", ITEM)
    printed = _printed(records, index, *options)
    assert "swans" not in printed
    assert not [word for word in (CHILD,) if word in printed]
    assert "lido" in printed
    items = json.loads(_printed(records, index, "--json"))["items"]
    (gone,) = [one for one in items if one["source"].endswith("a.jsonl") and one["number"] == "3"]
    assert gone["sha256"] is None
    assert gone["id"]


def test_a_retracted_source_is_not_named(known: tuple[Path, Path]) -> None:
    records, index = known
    retracted(index, "source", "records/letters/jane-quillfeather.txt")
    assert "quillfeather" not in _printed(records, index).casefold().replace("packed.zip", "")


def test_another_index_of_the_same_folders_is_asked_and_nothing_is_written(
    known: tuple[Path, Path], tmp_path: Path
) -> None:
    records, index = known
    retracted(index, "name", NAME)
    printed = _printed(records, tmp_path / "none")
    assert "quillfeather" not in printed.casefold()
    assert not (tmp_path / "none").exists()
    assert SECRETS
