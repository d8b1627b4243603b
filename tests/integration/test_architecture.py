"""The house rules of docs and design, read from the source itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

# Each layer may import itself and those before it.
LAYERS = ["corpus", "indexer", "search", "web"]
MAX_LINES = 400
MODULES = sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))
ALLOWED = {
    "whoosh": {"indexer/lexical.py", "indexer/terms.py", "search/lexical.py", "search/trees.py"},
    "sentence_transformers": {"indexer/encoder.py"},
    "transformers": {"indexer/encoder.py"},
    "torch": {"indexer/encoder.py"},
    "faiss": {"indexer/approximate.py"},
}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _imports(source: str) -> Iterator[str]:
    """Yield the top-level package of every import, wherever it stands in a module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield (node.module or "").partition(".")[0]


def _wrong_way(layer: str, source: str) -> set[str]:
    return set(_imports(source)) & set(LAYERS[LAYERS.index(layer) + 1 :])


def _undocumented(source: str) -> list[str]:
    """Return the public modules, classes and functions that have no docstring."""
    tree = ast.parse(source)
    missing = [] if ast.get_docstring(tree) else ["the module"]
    bodies = [(tree.body, "")]
    while bodies:
        body, prefix = bodies.pop()
        for node in body:
            if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            if node.name.startswith("_"):
                continue
            if not ast.get_docstring(node):
                missing.append(f"{prefix}{node.name}")
            if isinstance(node, ast.ClassDef):
                bodies.append((node.body, f"{prefix}{node.name}."))
    return missing


def test_every_layer_has_modules() -> None:
    assert {_name(path).partition("/")[0] for path in MODULES} == set(LAYERS)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_imports_run_one_way(path: Path) -> None:
    layer = path.relative_to(ROOT).parts[0]
    assert _wrong_way(layer, path.read_text()) == set()


@pytest.mark.parametrize("package", ALLOWED)
def test_heavy_packages_are_imported_in_their_own_module_only(package: str) -> None:
    importing = {_name(path) for path in MODULES if package in _imports(path.read_text())}
    assert importing <= ALLOWED[package]


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_module_is_two_rooms(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= MAX_LINES


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_everything_public_is_documented(path: Path) -> None:
    assert _undocumented(path.read_text()) == []


def test_these_rules_can_be_broken() -> None:
    assert _wrong_way("corpus", "def f():\n    from indexer.build import build") == {"indexer"}
    assert _wrong_way("web", "import corpus, indexer, search.searcher") == set()
    assert _undocumented('"""M."""\nclass A:\n    def b(self): ...\ndef _c(): ...') == ["A", "A.b"]
