"""What is installed is pinned, what serves is hashed, and what SECURITY.md names as proof is there."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.conftest import ROOT

LOCKED = re.compile(r"([a-z0-9.-]+)==([^ ]+) --hash=sha256:([0-9a-f]{64})")


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    return dict(line.split("==", 1) for line in lines if "==" in line and line[0] != "#")


def locked() -> dict[str, str]:
    lines = [line for line in (ROOT / "locked.txt").read_text().splitlines() if line[0] != "#"]
    found = [LOCKED.fullmatch(line) for line in lines]
    assert all(found), "every line has a version and a hash"
    return {match[1]: match[2] for match in found if match}


def test_what_is_locked_has_the_versions_that_the_tests_ran_with() -> None:
    assert len(locked()) > 30
    assert {name: pins().get(name) for name in locked()} == locked()


@pytest.mark.parametrize("extra", ["", "index", "mcp", "parquet", "sign-up", "dev"])
def test_every_dependency_is_pinned_and_those_of_the_base_are_locked(extra: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = project["optional-dependencies"][extra] if extra else project["dependencies"]
    names = {re.split(r"[>=<;\[ ]", line)[0] for line in lines}
    assert names
    assert names <= pins().keys()
    if not extra:
        assert names <= locked().keys()


def test_no_package_that_only_building_needs_is_locked() -> None:
    assert not locked().keys() & {"torch", "sentence-transformers", "transformers", "onnx", "scipy"}


def test_the_proofs_that_security_md_names_are_there() -> None:
    named = re.findall(r"`(tests/[a-z_/]+\.py)`", (ROOT / "SECURITY.md").read_text("utf-8"))
    assert len(named) > 8
    assert [name for name in named if not (ROOT / name).is_file()] == []
