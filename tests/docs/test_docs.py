"""The documents say what the commands do: the reference is current, what the README shows runs."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from importlib import import_module
from operator import attrgetter
from pathlib import Path

import click
import numpy as np
import pytest

from cli.cli import main
from indexer.generation.layout import FILES
from tests.conftest import ROOT, TINY, write_records
from tests.integration.command import council_search
from tests.integration.test_architecture import SUBPACKAGES

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


def test_every_command_and_option_is_explained() -> None:
    assert [name for name, command in COMMANDS if not command.help] == []
    assert [
        f"{name} {option.opts[0]}"
        for name, command in COMMANDS
        for option in command.params
        if isinstance(option, click.Option) and not option.help
    ] == []


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


LAYER = r"(?:cli|web|search|indexer|corpus|tests|docs|benchmarks)/"


def lost_modules(text: str) -> list[str]:
    """Return the modules that a page names and that are in no folder which their section or their row names.

    A name without a folder ("fusion.py", "expand/records.py") is one of a folder that was named beside it.
    """
    lost = []
    for part in re.split(r"^(?=## |\| )", text, flags=re.M):
        paths = [ROOT / path for path in re.findall(rf"`({LAYER}[\w./]*)`", part)]
        folders = {path if path.is_dir() else path.parent for path in paths}
        named = re.findall(r"`([\w./]*\w\.(?:py|toml))`", part)
        lost += [
            name
            for name in named
            if name != "meeting.toml"
            and not (ROOT / name).exists()
            and not any((folder / name).exists() for folder in folders)
        ]
    return lost


def test_every_module_that_the_architecture_names_is_beside_a_folder_that_it_names() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert lost_modules(text) == []
    moved = "## Reading\nIn `corpus/`: `sources.py` and `readers/pdf.py`, `fusion.py`.\n| a | `search/rank/fusion.py`, `hits.py` |"
    assert lost_modules(moved) == ["fusion.py", "hits.py"]


def test_what_a_stranger_is_sent_to_is_there() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    sent = re.findall(r"^- \*\*Where .+\?\*\* In `([\w/]+\.py)`:\s`([\w.]+)`", text, re.M)
    assert len(sent) == 4
    for path, dotted in sent:
        module = import_module(path.removesuffix(".py").replace("/", "."))
        assert callable(attrgetter(dotted)(module)), path


def test_the_architecture_names_the_subpackages_in_their_order() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    for layer, inside in SUBPACKAGES.items():
        wanted = ", ".join(f"`{name}`" for name in inside if name)
        assert re.search(rf"^- `{layer}`: {wanted}[;.]$", text, re.M)


def test_the_architecture_has_the_table_of_an_index_s_files() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rows = [
        "| file of a generation | what it holds | type | shape | since format |",
        "|" + " --- |" * 5,
    ]
    for file in FILES:
        types = " or ".join(
            "a record" if np.dtype(kind).names else np.dtype(kind).name for kind in file.kinds
        )
        shape = ", ".join(map(str, file.shape))
        rows.append(
            f"| `{file.name}` | {file.holds} | {types} | {shape and f'({shape})'} | {file.since} |"
        )
    table = "\n".join(rows)
    assert table in text, f"the table is\n{table}"


def test_the_page_on_performance_says_what_its_tables_say() -> None:
    tables = (ROOT / "benchmarks" / "results" / "compare.md").read_text("utf-8")
    verdicts = re.findall(r"\| (met|missed) \|$", tables, re.M)
    day = re.search(r"Measured (\d{4}-\d\d-\d\d)", tables)
    text = " ".join((ROOT / "docs" / "performance.md").read_text("utf-8").split())
    said = f"{verdicts.count('met')} of {len(verdicts)} were met in the run of {day and day[1]}."
    assert verdicts
    assert said in text
    assert "all met" not in text
