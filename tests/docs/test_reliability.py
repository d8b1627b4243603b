"""Every promise of docs/reliability.md names a test that is there, and every fault that was reproduced has one."""

from __future__ import annotations

import ast
import re

from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "reliability.md").read_text("utf-8")
ROW = re.compile(r"^\| (?P<said>.+?) \| (?P<tests>[^|]+) \|$", re.M)
NAMED = re.compile(r"`(tests/[\w/.]+?)(?:::(\w+))?`")
PROMISES, REPRODUCED = TEXT.split("## What was reproduced")


def rows(text: str) -> list[tuple[str, str]]:
    """Return (what is said, which tests) of the rows of the tables of a text."""
    found = [(m["said"], m["tests"].strip()) for m in ROW.finditer(text)]
    return [one for one in found if one[1] != "Test" and not set(one[1]) <= set("- ")]


def _tests_of(path: str) -> set[str]:
    """Return the names of the tests of a module, or of those of a folder."""
    place = ROOT / path
    modules = sorted(place.rglob("*.py")) if place.is_dir() else [place]
    return {
        node.name
        for module in modules
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def test_every_promise_names_its_test() -> None:
    promises = rows(PROMISES)
    assert len(promises) > 25
    assert [
        said for said, tests in promises if tests != "the same" and not NAMED.search(tests)
    ] == []
    # "The same" is said of the row above, so no table begins with it.
    for table in re.split(r"^\| --- .*$", PROMISES, flags=re.M)[1:]:
        assert rows(table)[0][1] != "the same"


def test_what_is_named_is_there_and_tests_something() -> None:
    named = sorted({path for path, _ in NAMED.findall(TEXT)})
    assert [path for path in named if not (ROOT / path).exists()] == []
    # What `make soak` runs has no test of its own: `tests/soak/test_trials.py` runs it in a short form.
    empty = [path for path in named if not (path.startswith("tests/soak/") or _tests_of(path))]
    assert empty == []


def test_every_fault_that_was_reproduced_has_its_own_test() -> None:
    faults = rows(REPRODUCED)
    assert len(faults) > 20
    for said, tests in faults:
        named = NAMED.findall(tests)
        assert named, said
        for path, name in named:
            assert name, f"{path}: a fault names the test, not the module"
            assert name in _tests_of(path), f"{path}::{name}"


def test_a_test_that_is_not_there_would_be_missed() -> None:
    assert "test_nothing_of_the_kind" not in _tests_of("tests/integration/test_withdrawn.py")
    assert rows("| A | Test |\n| --- | --- |\n| x | `tests/a.py` |\n") == [("x", "`tests/a.py`")]
