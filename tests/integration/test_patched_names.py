"""What tests put something else in place of exists: mypy holds the names that they import, this those that they patch."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

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


def _missing(path: Path) -> Iterator[str]:
    """Yield what a module of tests patches that is not there, by its line."""
    calls = list(_patches(path))
    if not calls:
        return
    module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    for call in calls:
        if (found := _owner(module, call)) and not hasattr(*found):
            yield f"{path.name}:{call.lineno}: {ast.unparse(call)[:80]}"


def test_what_is_patched_exists() -> None:
    assert sum(any(_patches(path)) for path in FILES) > 50
    assert [one for path in FILES for one in _missing(path)] == []


def test_a_name_that_is_not_there_would_be_missed(tmp_path: Path) -> None:
    call = ast.parse('monkeypatch.setattr("search.searcher.nothing_of_the_kind", 1)').body[0]
    assert isinstance(call, ast.Expr)
    assert isinstance(call.value, ast.Call)
    found = _owner(None, call.value)
    assert found
    assert not hasattr(*found)
