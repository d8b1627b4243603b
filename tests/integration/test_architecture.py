"""The rules of docs and design, read from the source itself: one test a rule."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from radon.complexity import cc_visit
from radon.visitors import Class

from tests.conftest import ROOT

# From the ground up: each layer may import itself and those below it.
LAYERS = ["corpus", "indexer", "search", "web", "cli"]
# The subpackages of a layer from the ground up, "" for the modules beside them.
SUBPACKAGES = {
    "indexer": ["language", "passages", "generation", "build", ""],
    "search": [
        "query",
        "expand",
        "match",
        "rank",
        "page",
        "",
        "browse",
        "evaluation",
        "away",
    ],
}
# The same for what lies inside of a subpackage. The modules beside such folders may stand below them or above.
INNER = {
    "corpus.readers": ["items"],
    "indexer.passages": ["people", "speech", "votes", "motions", "exclusion", "exemption"],
}
# Books of numbers: they import nothing of the project but such books, and every subpackage of their layer may
# read them.
BOOKS = {
    "corpus.tuning",
    "corpus.readers.tuning",
    "corpus.papers.tuning",
    "indexer.tuning",
    "indexer.passages.tuning",
    "indexer.calibration",
    "search.tuning",
    "search.page.tuning",
}
# So many rooms a picture of `search/` has at most.
MAX_ROOMS = 12
MAX_LINES = 299
# A function that radon finds more complex than this does more than one thing. Of 163 on 2026-11-29 none is
# left.
MAX_COMPLEXITY = 10
MODULES = sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))
# A reader of what holds other files asks the table of readers, in which it stands itself, to read them.
READS_WHAT_IT_HOLDS = {"corpus.readers.archive", "corpus.readers.mail"}
ALLOWED = {
    "whoosh": {
        "indexer/build/segments.py",
        "indexer/language/terms.py",
        "search/match/lexical.py",
        "search/match/trees.py",
    },
    "sentence_transformers": {"indexer/build/encoder.py"},
    "transformers": {"indexer/build/encoder.py"},
    "torch": {"indexer/build/encoder.py"},
    "faiss": {"indexer/generation/approximate.py"},
    "mcp": {"search/away/assistants/server.py"},
    "mcp_types": {"search/away/assistants/server.py"},
    "pydantic": {"search/away/assistants/server.py"},
    "pyarrow": {"search/away/export/vectors.py"},
}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _imports(source: str) -> Iterator[str]:
    """Yield the dotted name of whatever is imported, wherever it stands in a module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _packages(source: str) -> set[str]:
    return {name.partition(".")[0] for name in _imports(source)}


def _place(dotted: str) -> tuple[int, int] | None:
    """Return the layer and the subpackage of a module's dotted name, None of what is not ours."""
    layer, _, rest = dotted.partition(".")
    if layer not in LAYERS:
        return None
    inside = SUBPACKAGES.get(layer, [""])
    if any(dotted == book or dotted.startswith(f"{book}.") for book in BOOKS):
        return LAYERS.index(layer), -1
    subpackage = rest.partition(".")[0]
    return LAYERS.index(layer), inside.index(subpackage if subpackage in inside else "")


def _wrong_way(dotted: str, source: str) -> set[str]:
    """Return what a module imports from above itself."""
    place = _place(dotted)
    assert place is not None
    return {name for name in _imports(source) if (_place(name) or place) > place}


def _called_by_name(source: str) -> set[str]:
    """Return the ways in which a module imports another one by a text, past the rules."""
    named = {"import_module", "__import__", "run_module", "run_path"}
    nodes = list(ast.walk(ast.parse(source)))
    used = {node.id for node in nodes if isinstance(node, ast.Name)}
    used |= {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return named & (used | {name.rpartition(".")[2] for name in _imports(source)})


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


def test_every_folder_is_a_subpackage() -> None:
    for layer, inside in SUBPACKAGES.items():
        folders = {path.parent.name for path in (ROOT / layer).glob("*/__init__.py")}
        assert folders == set(inside) - {""}


def test_imports_run_one_way() -> None:
    wrong = {
        _name(path): found
        for path in MODULES
        if (found := _wrong_way(_name(path)[:-3].replace("/", "."), path.read_text()))
    }
    assert wrong == {}


def _wrong_way_inside(within: str, order: list[str], path: Path) -> set[str]:
    """Return the folders above its own, within a subpackage, from which a module in one of them imports."""
    own = order.index(path.parent.name)
    parts = len(within.split("."))
    used = {
        name.split(".")[parts]
        for name in _imports(path.read_text())
        if name.startswith(f"{within}.")
    }
    return used & set(order[own + 1 :])


def test_imports_inside_of_a_subpackage_run_one_way() -> None:
    for within, order in INNER.items():
        folder = ROOT / within.replace(".", "/")
        assert {path.parent.name for path in folder.glob("*/__init__.py")} == set(order)
        wrong = {
            _name(path): found
            for path in folder.glob("*/*.py")
            if (found := _wrong_way_inside(within, order, path))
        }
        assert wrong == {}


def _dotted(path: Path) -> str:
    return _name(path)[:-3].replace("/", ".").removesuffix(".__init__")


def _graph(sources: dict[str, str]) -> dict[str, set[str]]:
    """Return which of the modules each imports, all by their dotted names."""
    graph: dict[str, set[str]] = {}
    for dotted, source in sources.items():
        named = {name if name in sources else name.rpartition(".")[0] for name in _imports(source)}
        graph[dotted] = (named & set(sources)) - {dotted}
    return graph


def _circle(graph: dict[str, set[str]]) -> list[str]:
    """Return the modules of a circle of imports in their order, none if there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [str(name) for name in error.args[1]]
    return []


def test_no_module_imports_itself_by_others() -> None:
    graph = _graph({_dotted(path): path.read_text() for path in MODULES})
    for name in READS_WHAT_IT_HOLDS:
        graph[name].remove("corpus.readers")
    assert _circle(graph) == []


def _rooms_of_search() -> dict[str, set[str]]:
    """Return what each room of `search/` imports: the subpackages, and the modules beside them one by one."""
    folder = ROOT / "search"
    graph: dict[str, set[str]] = {}
    for path in folder.rglob("*.py"):
        room = path.relative_to(folder).parts[0].removesuffix(".py")
        names = (
            name.split(".") for name in _imports(path.read_text()) if name.startswith("search.")
        )
        graph.setdefault(room, set()).update(name[1] for name in names if len(name) > 1)
    return {room: (others - {room}) & graph.keys() for room, others in graph.items() if graph[room]}


def test_the_picture_of_search_has_few_rooms_and_no_circle() -> None:
    rooms = _rooms_of_search()
    assert set(SUBPACKAGES["search"]) - {""} <= rooms.keys()
    assert len(rooms) <= MAX_ROOMS
    assert _circle(rooms) == []


def test_books_import_nothing_of_ours_but_books() -> None:
    for book in BOOKS:
        source = (ROOT / f"{book.replace('.', '/')}.py").read_text()
        ours = {name for name in _imports(source) if name.partition(".")[0] in LAYERS}
        assert {name.rpartition(".")[0] for name in ours} <= BOOKS


def test_nothing_is_imported_by_a_text() -> None:
    found = {_name(path): names for path in MODULES if (names := _called_by_name(path.read_text()))}
    assert found == {}


def test_heavy_packages_are_imported_in_their_own_module_only() -> None:
    imported = {_name(path): _packages(path.read_text()) for path in MODULES}
    assert [
        f"{name} imports {package}"
        for name, packages in imported.items()
        for package in sorted(packages & ALLOWED.keys())
        if name not in ALLOWED[package]
    ] == []


def test_no_module_is_too_long() -> None:
    lengths = {_name(path): len(path.read_text().splitlines()) for path in MODULES}
    assert {name: n for name, n in lengths.items() if n > MAX_LINES} == {}


def _complex(source: str) -> list[str]:
    """Return the functions and methods of a module that are more complex than `MAX_COMPLEXITY`."""
    found = {
        (block.lineno, block.name): block.complexity
        for block in cc_visit(source)
        if not isinstance(block, Class)
    }
    return [name for (_, name), complexity in found.items() if complexity > MAX_COMPLEXITY]


def test_no_function_does_more_than_one_thing() -> None:
    found = [f"{_name(path)}: {name}" for path in MODULES for name in _complex(path.read_text())]
    assert found == []


def test_a_search_is_given_a_generation_and_never_its_folder() -> None:
    found = {
        f"{_name(path)}:{node.lineno}"
        for layer in ("search", "web", "cli")
        for path in (ROOT / layer).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute)
        and node.attr == "folder"
        and isinstance(node.value, ast.Name | ast.Attribute)
        and "generation" in ast.unparse(node.value)
    }
    assert found == set()


def test_everything_public_is_documented() -> None:
    found = {
        _name(path): missing for path in MODULES if (missing := _undocumented(path.read_text()))
    }
    assert found == {}


def test_these_rules_can_be_broken() -> None:
    assert _wrong_way("corpus.a", "def f():\n    from indexer.build import pipeline") == {
        "indexer.build.pipeline"
    }
    assert _wrong_way("search.query.a", "from search.page import marks") == {"search.page.marks"}
    assert _wrong_way("search.match.a", "from search.searcher import Hit") == {
        "search.searcher.Hit"
    }
    assert _wrong_way("search.a", "import search.query.nodes, corpus, json") == set()
    assert _wrong_way("web.a", "import corpus, indexer, search.searcher, cli") == {"cli"}
    assert _called_by_name("import importlib\nimportlib.import_module('web')") == {"import_module"}
    assert _called_by_name("from importlib import import_module as f") == {"import_module"}
    sources = {"a": "from b import c", "b": "import d", "b.c": "if True:\n    import a", "d": ""}
    assert set(_circle(_graph(sources))) == {"a", "b.c"}
    assert _circle(_graph(sources | {"b.c": ""})) == []
    branches = "".join(
        f"        if a == {n}:\n            return {n}\n" for n in range(MAX_COMPLEXITY)
    )
    assert _complex(f"class A:\n    def f(self, a):\n{branches}\ndef g(): ...") == ["f"]
    assert _undocumented('"""M."""\nclass A:\n    def b(self): ...\ndef _c(): ...') == ["A", "A.b"]
