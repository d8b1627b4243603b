"""Every kind of claim of docs/claims.md has tests that are there, and those of B and C at least three cases."""

from __future__ import annotations

import ast
import re

from tests.conftest import ROOT
from tests.docs.test_reliability import NAMED, rows

POINTS = {
    said.partition(".")[0]: (said, tests)
    for said, tests in rows((ROOT / "docs" / "claims.md").read_text("utf-8"))
}
# The example, and two others of its kind.
LEAST = 3


def cases(path: str, name: str) -> int:
    """Return how many cases a test has: those of its parameters, one if it has none, 0 if it is not there."""
    module = ast.parse((ROOT / path).read_text("utf-8"))
    lists = {
        target.id: len(node.value.elts)
        for node in module.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.List | ast.Tuple | ast.Set)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in module.body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return max([1, *(_of_decorator(one, lists) for one in node.decorator_list)])
    return 0


def _of_decorator(decorator: ast.expr, lists: dict[str, int]) -> int:
    if not (
        isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith("parametrize")
    ):
        return 1
    given = decorator.args[1]
    if isinstance(given, ast.List | ast.Tuple | ast.Set):
        return len(given.elts)
    return lists.get(ast.unparse(given), 1)


def test_every_point_of_the_three_parts_is_there() -> None:
    parts = {"A": range(1, 7), "B": range(7, 14), "C": range(14, 21)}
    assert list(POINTS) == [f"{part}{n}" for part, numbers in parts.items() for n in numbers]


def test_a_point_has_its_tests_and_enough_cases() -> None:
    assert POINTS
    for point, (said, tests) in POINTS.items():
        named = NAMED.findall(tests)
        assert named, said
        counted = {f"{path}::{name}": cases(path, name) for path, name in named}
        assert all(counted.values()), (point, counted)
        if not point.startswith("A"):
            assert any(n >= LEAST for n in counted.values()), (point, counted)


def test_cases_are_counted_and_a_test_that_is_not_there_has_none() -> None:
    assert cases("tests/unit/test_search_dashes.py", "test_a_name_of_the_records_is_one") == LEAST
    assert cases("tests/unit/test_turns.py", "test_nothing_of_the_kind") == 0
    assert re.fullmatch(r"[ABC]\d+", next(iter(POINTS)))
