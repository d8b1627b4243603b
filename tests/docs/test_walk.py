"""A newcomer's walk: what docs/walk.md shows, run as it stands there, gives what it promises."""

from __future__ import annotations

import csv
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import feedparser
import pytest

from tests.conftest import ROOT
from tests.docs.test_docs import BLOCK

PORTS = ("2525", "8090")
INDEX = ".demo-index"


def _blocks() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for kind, text in BLOCK.findall((ROOT / "docs" / "walk.md").read_text("utf-8")):
        found.setdefault(kind, []).append(text)
    return found


def _on_free_ports(text: str) -> str:
    with socket.socket() as one, socket.socket() as other:
        for probe, port in zip((one, other), PORTS, strict=True):
            probe.bind(("127.0.0.1", 0))
            text = re.sub(rf"\b{port}\b", str(probe.getsockname()[1]), text)
    return text


@pytest.mark.timeout(900)
@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_the_walk(tiny_built: Path, tmp_path: Path) -> None:
    blocks = _blocks()
    shutil.copytree(tiny_built / "index", tmp_path / INDEX)
    (tmp_path / "alerts.toml").write_text(blocks["toml"][0])
    (tmp_path / "ask.py").write_text(blocks["python"][0])
    # What sets a machine up is held to the files that it uses, below; here all of it is there already.
    script = _on_free_ports("\n".join(["set -e", "".join(blocks["sh"][1:]), "echo walked"]))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    with (tmp_path / "said").open("w") as said:
        walk = subprocess.Popen(
            ["bash", "-c", script],
            cwd=tmp_path,
            env=os.environ | {"PATH": path, "PYTHONUNBUFFERED": "1"},
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            walk.wait(timeout=600)
        finally:
            # The two servers, which are this script's own.
            os.killpg(walk.pid, signal.SIGTERM)
            walk.wait(timeout=60)
    found = (tmp_path / "said").read_text()
    assert "walked" in found, found
    assert "Traceback" not in found, found
    table = (tmp_path / "places.csv").read_text("utf-8-sig").splitlines()
    assert [row["title"] for row in csv.DictReader(table)] == ["School places"]
    feed = feedparser.parse((tmp_path / "places.atom").read_bytes())
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["School places"]
    # Once printed by --dry-run, once by the mail server that took it.
    assert found.count("To: ada@example.org") == 2, found
    assert found.count("List-Unsubscribe-Post: List-Unsubscribe=One-Click") == 2, found
    assert "schools ['There were too few school places in the north of the city.']" in found
    assert '"database": "records", "table": "items"' in found


def test_what_sets_it_up_is_what_this_repository_has() -> None:
    make, activate, install = _blocks()["sh"][0].splitlines()
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert make == "make demo"
    assert "\ndemo:" in makefile
    assert f"\nINDEX := {INDEX}\n" in makefile
    assert activate == "source .venv/bin/activate"
    assert "\nVENV := .venv\n" in makefile
    found = re.fullmatch(r"pip install -c constraints.txt -e '\.\[([a-z,-]+)\]' ([a-z ]+)", install)
    assert found
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert set(found[1].split(",")) <= project["optional-dependencies"].keys()
    pinned = (ROOT / "constraints.txt").read_text("utf-8")
    for name in found[2].split():
        assert f"\n{name}==" in pinned, name


def test_every_command_of_it_uses_the_index_that_was_made() -> None:
    for line in "".join(_blocks()["sh"][1:]).splitlines():
        if line.startswith("council-search"):
            assert INDEX in line.split(), line
    # `make serve` has this one.
    assert "8080" not in "".join("".join(texts) for texts in _blocks().values())


def test_the_readme_leads_to_the_walk() -> None:
    assert "docs/walk.md" in (ROOT / "README.md").read_text("utf-8")
