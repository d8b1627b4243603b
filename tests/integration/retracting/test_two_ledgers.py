"""Two indexes of the same records, each with a ledger of its own: what is noted goes to the one that holds it."""

from __future__ import annotations

import json
import secrets
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.cli import main
from indexer.build import ledger
from indexer.build.every_byte import holding
from indexer.build.pipeline import build
from tests.conftest import write_records
from tests.integration.retracting.conftest import ITEM, LIDO, SWANS, WHY, line

FOURTH, FIFTH = (ITEM.replace("item-3", f"item-{n}") for n in (4, 5))
MILL = {"title": "The mill", "number": "5", "minutes": "The mill is let to Brackwater Limited."}
WORDS = {ITEM: "Zennorwick", FOURTH: "lido", FIFTH: "Brackwater"}


def _run(*given: object) -> str:
    done = CliRunner().invoke(main, [str(one) for one in given])
    assert done.exit_code == 0, done.output
    return done.output


def _retract(index: Path, item: str) -> None:
    _run("retract", "--item", item, "--reason", WHY, "--index", index)


@pytest.fixture
def both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path, Path]:
    """Return records and two indexes of them; the second ledger's name stands before the first one's."""
    names = iter(["55555555", "11111111"])
    token_hex = secrets.token_hex
    monkeypatch.setattr(secrets, "token_hex", lambda n: next(names) if n == 4 else token_hex(n))
    records = write_records(tmp_path / "two", {"a.jsonl": line(SWANS, LIDO, MILL)})
    one, two = tmp_path / "iA", tmp_path / "iB"
    build([records], one)
    shutil.copytree(one, two)
    return records, one, two


def _apart(records: Path, one: Path, two: Path, items: tuple[str, str]) -> None:
    """Retract from each index as if it did not know of the other, then bring both ledgers together."""
    state = records.parent / "state" / "council-search" / "retractions"
    _retract(one, items[0])
    shutil.move(state, records.parent / "kept")
    shutil.rmtree(records / ".council-search")
    _retract(two, items[1])
    shutil.copytree(records.parent / "kept", state, dirs_exist_ok=True)


def test_what_one_index_retracts_the_other_takes_up_and_goes_on(
    both: tuple[Path, Path, Path],
) -> None:
    records, one, two = both
    _retract(one, ITEM)
    _retract(two, FOURTH)
    _retract(one, FIFTH)
    for index in (one, two):
        _run("retract", "--list", "--index", index)
        _run("index", records, "--index", index)
        assert holding(index / "generations", list(WORDS.values())) == []


def test_two_ledgers_of_one_index_are_carried_out_both(both: tuple[Path, Path, Path]) -> None:
    records, one, two = both
    _apart(records, one, two, (ITEM, FOURTH))
    _retract(two, FIFTH)
    assert len(list((two / "retractions").glob("*.jsonl"))) == 2
    for index in (two, one):
        _run("index", records, "--index", index)
        assert holding(index / "generations", list(WORDS.values())) == []


def test_the_same_item_is_one_retraction_and_undone_for_both(both: tuple[Path, Path, Path]) -> None:
    records, one, two = both
    _retract(one, ITEM)
    assert "it was retracted before" in _run(
        "retract", "--item", ITEM, "--reason", WHY, "--index", two
    )
    (noted,) = ledger.history(two)
    _run("retract", "--undo", noted.entry.token, "--index", two)
    _run("index", records, "--index", one)
    for index in (one, two):
        assert holding(index / "generations", [WORDS[ITEM]])


def test_an_undoing_is_noted_where_the_retraction_is(both: tuple[Path, Path, Path]) -> None:
    records, one, two = both
    _apart(records, one, two, (ITEM, ITEM))
    _run("index", records, "--index", two)
    first, second = (noted.entry.token for noted in ledger.history(two))
    assert "1 other retraction" in _run("retract", "--undo", second, "--index", two)
    assert [n.entry.token for n in ledger.history(two) if not n.undone_at] == [first]
    assert not holding(two / "generations", [WORDS[ITEM]])
    _run("retract", "--undo", first, "--index", two)
    assert holding(two / "generations", [WORDS[ITEM]])


def _shuffled(text: str) -> str:
    head, *rest = text.splitlines()
    return "".join(f"{one}\n" for one in (head, *reversed(rest)))


def _with_a_foreign_line(text: str) -> str:
    return text + json.dumps({"more": "0000ff", "items": ["ab"]}) + "\n"


def _undone_elsewhere(text: str) -> str:
    return text + json.dumps({"undone": "0000ff", "noted_at": "2026-01-01"}) + "\n"


@pytest.mark.parametrize("harm", [_shuffled, _with_a_foreign_line, _undone_elsewhere])
def test_neither_the_order_of_lines_nor_one_of_another_ledger_loses_anything(
    both: tuple[Path, Path, Path], harm: object
) -> None:
    records, one, _ = both
    _retract(one, ITEM)
    (path,) = (one / "retractions").glob("*.jsonl")
    path.write_text(harm(path.read_text()))  # type: ignore[operator]
    before = ledger.history(one)
    assert [(noted.entry.kind, noted.undone_at) for noted in before] == [("item", None)]
    assert before[0].entry.places
    assert ledger.noted_for(one, [records]).tokens == [before[0].entry.token]


def test_what_an_earlier_version_noted_in_the_wrong_ledger_counts(
    both: tuple[Path, Path, Path],
) -> None:
    records, one, two = both
    _apart(records, one, two, (ITEM, FOURTH))
    _run("index", records, "--index", two)
    own, other = sorted(
        (two / "retractions").glob("*.jsonl"), key=lambda path: FOURTH not in str(path)
    )
    for path, wrong in ((own, other), (other, own)):
        lines = path.read_text().splitlines(keepends=True)
        more = [one for one in lines if '"more"' in one]
        path.write_text("".join(one for one in lines if one not in more))
        wrong.write_text(wrong.read_text() + "".join(more))
    assert {len(noted.entry.places) for noted in ledger.history(two)} == {1}
