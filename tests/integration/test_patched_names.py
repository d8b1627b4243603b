"""What tests put something else in place of exists: mypy holds the names that they import, this those that they patch."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import pytest

from tests.conftest import ROOT

FILES = sorted((ROOT / "tests").rglob("*.py"))


def _patches(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("setattr", "delattr")
        ):
            yield node


def _owner(module: Any, call: ast.Call) -> tuple[Any, str] | None:
    """Return the object and the name that a patch is of, None where only a running test knows the object."""
    where, *rest = call.args
    if isinstance(where, ast.Constant):
        owner, _, name = where.value.rpartition(".")
        return resolve_name(owner), name
    try:
        owner = eval(compile(ast.Expression(where), "", "eval"), vars(module))
    except (NameError, AttributeError):
        return None
    return (owner, rest[0].value) if isinstance(rest[0], ast.Constant) else None


@pytest.mark.parametrize(
    "path", [path for path in FILES if any(_patches(path))], ids=lambda path: path.name
)
def test_what_is_patched_exists(path: Path) -> None:
    module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    for call in _patches(path):
        if found := _owner(module, call):
            owner, name = found
            assert hasattr(owner, name), f"{path.name}:{call.lineno}: {ast.unparse(call)[:80]}"
