"""The documents say what the commands do: the reference is current, what the README shows runs."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from cli.cli import main
from tests.conftest import ROOT, TINY, write_records
from tests.integration.command import council_search

CONTEXT = click.Context(main)
COMMANDS = [
    (name, command)
    for name in main.list_commands(CONTEXT)
    if (command := main.get_command(CONTEXT, name)) is not None
]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.S | re.M)
# These wait for a browser, or ask a site of the network; their words are checked, they are not run.
NOT_RUN = {"serve", "fetch"}


def shown(document: Path) -> list[list[str]]:
    """Return the council-search commands of a document's shell blocks, as words."""
    return [
        shlex.split(line, comments=True)[1:]
        for kind, block in BLOCK.findall(document.read_text("utf-8"))
        for line in block.splitlines()
        if kind in ("", "sh") and line.startswith("council-search ")
    ]


def test_the_reference_of_the_command_line_is_current() -> None:
    # As a person makes it, in a process in which no other test has run.
    made = subprocess.run(
        [sys.executable, "-m", "cli.cli_reference"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    text = (ROOT / "docs" / "cli.md").read_text("utf-8")
    assert text == made.stdout, "run: python -m cli.cli_reference > docs/cli.md"


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_every_command_and_option_is_explained(name: str, command: click.Command) -> None:
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts[0]} has no help"


@pytest.mark.parametrize(
    "document", ["README.md", "docs/fetching.md", "docs/evaluation.md", "docs/models.md"]
)
def test_every_command_shown_has_the_arguments_it_is_given(document: str) -> None:
    for words in shown(ROOT / document):
        command = main.get_command(CONTEXT, words[0])
        assert command is not None, words
        for word in words[1:]:
            if word.startswith("--"):
                known = {name for parameter in command.params for name in parameter.opts}
                assert word.partition("=")[0] in known, words


@pytest.mark.timeout(1800)
def test_what_the_readme_shows_runs(tmp_path: Path) -> None:
    write_records(tmp_path / "minutes", dict(TINY))
    commands = [words for words in shown(ROOT / "README.md") if words[0] not in NOT_RUN]
    assert {words[0] for words in commands} >= {"index", "query", "verify", "info"}
    for words in commands:
        done = council_search(*words, folder=tmp_path)
        # A query of the README need not have an answer in two small records.
        assert done.returncode in ((0, 1) if words[0] == "query" else (0,)), (words, done)


def test_every_target_of_make_that_is_named_is_there() -> None:
    documents = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    named = {
        name
        for document in documents
        for name in re.findall(r"(?:^|`)make ([a-z]+)", document.read_text("utf-8"), re.M)
    }
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    assert named
    assert named <= targets


def test_every_path_that_the_architecture_names_is_there() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    named = re.findall(r"`((?:cli|web|search|indexer|corpus|tests|docs|benchmarks)/[\w./]*)`", text)
    assert len(named) > 20
    assert [path for path in named if not (ROOT / path).exists()] == []
    linked = re.findall(r"\]\((?!http)([^)#]+)", text)
    assert [path for path in linked if not (ROOT / "docs" / path).exists()] == []
