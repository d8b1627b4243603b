"""What was retracted stays so: through kills, upgrades and builds under way, until it is undone; and what is refused."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.cli import main
from corpus.errors import IndexOutdated, UsageError
from indexer.build import ledger
from indexer.build.asking import Asked
from indexer.build.every_byte import holding
from indexer.build.pipeline import build
from indexer.build.retracting import carry_out
from indexer.build.verify import problems_of
from indexer.generation import disk, store
from search.searcher import open_index
from tests.conftest import write_records
from tests.integration.retracting.conftest import (
    CHILD,
    ITEM,
    LETTER,
    NAME,
    SECRETS,
    WHY,
    retracted,
)


class Killed(BaseException):
    """As a kill: nothing cleans up behind it."""


def _dies_at(patch: pytest.MonkeyPatch, step: str, at: int) -> None:
    calls = iter(range(1_000_000))
    function: Callable[..., object] = getattr(os, step)

    def call(*given: object, **named: object) -> object:
        if next(calls) == at:
            patch.setattr(disk, "remove", lambda path: False)
            patch.setattr(shutil, "rmtree", lambda *_, **__: None)
            raise Killed
        return function(*given, **named)

    patch.setattr(os, step, call)


@pytest.mark.parametrize(
    ("step", "at"), [("fsync", 6), ("fsync", 12), ("fsync", 30), ("rename", 0), ("replace", 3)]
)
@pytest.mark.parametrize("is_carried_out", [True, False])
def test_what_was_noted_is_done_by_the_next_command_wherever_one_is_killed(
    known: tuple[Path, Path], step: str, at: int, is_carried_out: bool
) -> None:
    records, index = known
    with pytest.MonkeyPatch.context() as patch:
        _dies_at(patch, step, at)
        with suppress(Killed):
            retracted(index, "name", NAME)
    assert [noted.entry.kind for noted in ledger.history(index)] == ["name"]
    carry_out(index) if is_carried_out else build([records], index)
    assert holding(index, ["Quillfeather"]) == []
    assert holding(index, [CHILD])
    assert problems_of(store.open_generation(index)) == []


def test_a_retraction_outlives_an_upgrade_and_is_noted_where_the_index_cannot_be_used(
    known: tuple[Path, Path],
) -> None:
    records, index = known
    retracted(index, "phrase", CHILD)
    for name in ("first", "second"):
        manifest = store.open_generation(index).folder / "manifest.json"
        manifest.write_text(
            manifest.read_text().replace(f'"format": {store.FORMAT}', '"format": 12')
        )
        if name == "second":
            with pytest.raises(IndexOutdated, match="has format 12"):
                retracted(index, "name", NAME)
        build([records], index)
    assert holding(index, [CHILD, "Quillfeather"]) == []


def test_a_ledger_that_cannot_be_read_stops_every_build(
    known: tuple[Path, Path], tmp_path: Path
) -> None:
    records, index = known
    retracted(index, "phrase", CHILD)
    shutil.rmtree(tmp_path / "state" / "council-search" / "retractions")
    shutil.rmtree(records / ".council-search")
    (path,) = (index / "retractions").glob("*.jsonl")
    whole = path.read_text()
    for bad in (whole[:-9], "", whole.replace("phrase", "verse")):
        path.write_text(bad)
        with pytest.raises(UsageError, match=r"What was retracted cannot be read.*Do not remove"):
            build([records], index)
    path.write_text(whole)
    path.with_suffix(".key").unlink()
    with pytest.raises(UsageError, match="What was retracted cannot be read"):
        build([records], index)


def test_a_build_under_way_stops_for_a_retraction(known: tuple[Path, Path]) -> None:
    records, index = known
    book = ledger.own_book(index)

    def noted(stage: str, done: int, total: int) -> None:
        if stage == "reading" and done == 2:
            from indexer.build.asking import entry_of

            asked = Asked("phrase", (CHILD,), WHY)
            ledger.note(
                index, book, entry_of(asked, book, None, token="abc", noted_at="2026-01-01")
            )

    write_records(records, {"late.txt": LETTER.replace("read", "lost")})
    with pytest.raises(UsageError, match="goes first"):
        build([records], index, progress=noted)
    carry_out(index)
    assert holding(index, [CHILD]) == []


def test_the_ledger_is_its_owners_and_holds_no_word_of_what_was_retracted(
    known: tuple[Path, Path],
) -> None:
    _, index = known
    for kind, text in (
        ("phrase", CHILD),
        ("name", NAME),
        ("item", ITEM),
        ("source", "records/packed.zip"),
    ):
        retracted(index, kind, text)
    assert holding(index / "retractions", [*SECRETS, "Jane", ITEM, "packed", "swans"]) == []
    assert {path.stat().st_mode & 0o777 for path in (index / "retractions").glob("*.*")} == {0o600}


@pytest.mark.parametrize(
    ("kind", "texts"), [("phrase", (CHILD,)), ("item", (ITEM,)), ("source", ("records/letters",))]
)
def test_what_is_undone_is_there_again(
    known: tuple[Path, Path], kind: str, texts: tuple[str, ...]
) -> None:
    _, index = known
    before = [(p.id, p.text) for p in open_index(index).all_passages()]
    retracted(index, kind, *texts)
    assert [(p.id, p.text) for p in open_index(index).all_passages()] != before
    (noted,) = ledger.history(index)
    done = CliRunner().invoke(main, ["retract", "--undo", noted.entry.token, "--index", str(index)])
    assert done.exit_code == 0, done.output
    assert [(p.id, p.text) for p in open_index(index).all_passages()] == before
    listed = CliRunner().invoke(main, ["retract", "--list", "--index", str(index)])
    assert f"{noted.entry.token}  {kind}" in listed.output
    assert "undone" in listed.output
    again = CliRunner().invoke(
        main, ["retract", "--undo", noted.entry.token, "--index", str(index)]
    )
    assert again.exit_code == 2


BAD: dict[str, tuple[list[str], str]] = {
    "no reason": (["--phrase", CHILD], "--reason"),
    "a reason that says it": (
        ["--phrase", CHILD, "--reason", f"to hide {CHILD}"],
        "The reason holds",
    ),
    "two letters": (["--phrase", "of", "--reason", WHY], "fewer than 3"),
    "no such item": (["--item", "nowhere", "--reason", WHY], "There is no agenda item"),
    "no such source": (["--source", "nowhere", "--reason", WHY], "There is no source"),
    "two kinds": (["--phrase", CHILD, "--name", NAME, "--reason", WHY], "one of"),
    "whole what": (["--item", ITEM, "--whole", "--reason", WHY], "--whole goes with"),
}


@pytest.mark.parametrize("what", BAD)
def test_what_makes_no_sense_is_refused_and_not_noted(known: tuple[Path, Path], what: str) -> None:
    given, message = BAD[what]
    done = CliRunner().invoke(main, ["retract", *given, "--index", str(known[1])])
    assert done.exit_code == 2
    assert message in done.output
    assert ledger.history(known[1]) == []


def test_where_there_is_no_index_nothing_is_made(tmp_path: Path) -> None:
    given = ["retract", "--phrase", CHILD, "--reason", WHY, "--index", str(tmp_path / "typo")]
    done = CliRunner().invoke(main, given)
    assert done.exit_code == 2
    assert "There is no index in" in done.output
    assert not (tmp_path / "typo").exists()


def test_the_command_says_what_it_did_and_not_what_it_was(known: tuple[Path, Path]) -> None:
    given = ["retract", "--phrase", "-", "--reason", WHY, "--index", str(known[1])]
    done = CliRunner().invoke(main, given, input=f"{CHILD}\n")
    assert done.exit_code == 0, done.output
    assert "something is behind a bar: 3" in done.output
    assert "backups" in done.output
    assert CHILD not in done.output
    again = CliRunner().invoke(main, given, input=f"{CHILD}\n")
    assert "it was retracted before" in again.output
    assert len(ledger.history(known[1])) == 1
