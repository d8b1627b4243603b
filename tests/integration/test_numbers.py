"""A number that decides something stands in a book, with its origin: read from the source itself.

What may stand in a formula beside 0, 1 and 2 has one of a few kinds, told by where it stands, or is in a short list
that says what it is.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.integration.test_architecture import BOOKS

LAYERS = ("corpus", "indexer", "search")
# Minutes of an hour, months of a year, letters of the alphabet, a percentage, and the like.
UNITS = {3, 7, 10, 12, 24, 26, 60, 64, 96, 97, 100, 1_000, 1_024, 3_600}
# So small that it only keeps a division or a comparison from failing.
EPSILON = 1e-4
# A bound on what a file, an answer or a page may hold, or the size of what is written: told by its name.
BOUNDS = ("MAX", "MOST", "LONGEST", "LIMIT", "BYTES", "ROWS", "DEEPEST", "ATTEMPTS", "WAIT", "BUSY")
FORMATS = {"FORMAT", "PIPELINE", "ANALYZER", "GAP", "RRF_K", "DEPTH", "MEASURES"}
# Modules of which every number is of one kind.
OF_ONE_KIND = {
    "corpus/roman.py": "what a roman figure is worth",
    "corpus/sample/publish.py": "where something stands on a printed page",
    "indexer/generation/layout.py": "since which format a file is there, and how wide it is",
    "search/query/parts_of_year.py": "a month",
    "search/query/dates.py": "a month, a day",
    "search/evaluation": "a measure's depth, the percentiles of an interval: what is reported, not what is ranked",
    "search/away/assistants": "how much an answer holds: an interface",
    "search/away/export": "how many rows are read at once",
    "corpus/interfaces": "how an interface is asked, and its statuses",
    "corpus/fetching": "how a site is asked: limits that docs/fetching.md names",
    "search/away/alerts": "limits of mail and of keys",
}
# What is left, by module: the numbers and what they are.
KNOWN: dict[str, tuple[set[float], str]] = {
    "corpus/dates.py": (
        {12, 4, 69, 1900, 2000},
        "months; two figures of a year, as POSIX reads them",
    ),
    "corpus/papers/paths.py": ({5}, "figures of a number written out with its noughts"),
    "corpus/readers/__init__.py": (
        {16, 128, 256},
        "how much of a format may be read, against harm",
    ),
    "corpus/readers/archive.py": ({4096}, "how much of a file tells its format"),
    "corpus/readers/docx_numbering.py": ({20}, "styles above a style, against harm"),
    "corpus/readers/docx_runs.py": ({6}, "the levels of headings in HTML"),
    "corpus/readers/html_page.py": (
        {2048},
        "where a page says its charset: twice what HTML allows",
    ),
    "corpus/readers/html_text.py": ({26}, "letters"),
    "corpus/readers/json_file.py": ({4}, "keys of an answer that only holds a list"),
    "corpus/readers/line_numbers.py": ({5, 10}, "how printers number lines: each, each fifth …"),
    "corpus/readers/mail.py": ({3}, "MS-OXCMSG, 2.2.1.13"),
    "corpus/readers/moderngov_address.py": ({80, 443}, "ports of HTTP"),
    "corpus/readers/moderngov_xml.py": (
        {2000, 3},
        "how much of a file tells its format; texts in texts",
    ),
    "corpus/readers/odt.py": ({200, 6}, "where the MIME type stands; the levels of headings"),
    "corpus/readers/odt_styles.py": ({6}, "figures of a number, against harm"),
    "corpus/readers/pdf.py": ({1024, 20}, "where PDF allows its mark; pages that a message names"),
    "corpus/readers/pdf_objects.py": ({255, 4}, "a channel's most; sides and channels"),
    "corpus/readers/pdf_text.py": ({4, 128}, "sides; letters of a font's name"),
    "corpus/readers/items/schemes.py": (
        {24, 12, 3},
        "hours; figures of a number that ends with a letter",
    ),
    "corpus/readers/text_lines.py": ({4}, "columns of a tab (CommonMark, 2.2)"),
    "corpus/readers/items/title_model.py": (
        {3, 4, 5, 8, 12, 20},
        "features that the weights were taught with: another one needs them taught again",
    ),
    "corpus/text.py": (
        {4096, 20, 216, 128, 160},
        "bytes of UTF-8 and UTF-16; letters of an id, which stays",
    ),
    "indexer/build/checkpoint.py": ({16, 4}, "letters of a name; bytes of a float32"),
    "indexer/build/cutting.py": ({3}, "columns of windows.npy"),
    "indexer/build/drill.py": ({8, 2000, 4}, "how much a drill tries"),
    "indexer/build/encoder.py": (
        {400, 512, 8},
        "texts that an export is tried with; BERT's own length",
    ),
    "indexer/build/every_byte.py": (
        {8, 16},
        "letters of a stem that are looked for; SQLite's header",
    ),
    "indexer/build/holding.py": ({16}, "hexadecimal figures"),
    "indexer/build/pipeline.py": ({10}, "failures that a message names"),
    "indexer/build/plan.py": ({384, 90_000_000}, "of the default model, where none was looked at"),
    "indexer/build/read_so_far.py": ({16}, "bytes of a salt"),
    "indexer/build/unchanged.py": ({32}, "letters of a name"),
    "indexer/generation/disk.py": ({0o600}, "a file's mode"),
    "indexer/generation/catalogue.py": ({500}, "parameters of one query of SQLite"),
    "indexer/generation/texts.py": ({500}, "the same"),
    "indexer/generation/quantisation.py": ({127}, "the most of an int8"),
    "indexer/generation/query_encoder.py": ({3}, "onnxruntime's level of errors"),
    "indexer/language/terms.py": ({128, 3, 4}, "ASCII; letters of a postcode's end"),
    "indexer/passages/exemption/stars.py": ({5}, "letters of a sign"),
    "indexer/passages/exemption/state.py": ({99, 9}, "long ago"),
    "indexer/passages/speech/turns.py": (
        {3, 24},
        "marks that its pattern allows in front, and behind",
    ),
    "indexer/passages/of_meeting.py": ({60}, "letters of an id, which stays"),
    "indexer/passages/retracted.py": ({6}, "letters of a hash that are shown"),
    "indexer/passages/reviewed.py": ({12}, "letters of a hash that is a key"),
    "search/query/budget.py": ({1.5}, "seconds of processor time of a query, against harm"),
    "search/evaluation/assurance.py": ({500}, "rows that are read at once"),
    "search/expand/citations.py": ({4}, "figures of a year"),
    "search/expand/committees.py": ({3}, "names that a note has"),
    "search/expand/forms.py": ({3}, "words that a note has"),
    "search/expand/sums.py": ({3, 6, 9}, "powers of ten"),
    "search/browse/info.py": ({10}, "letters of a date"),
    "search/browse/listing.py": ({200}, "rows that are read at once"),
    "search/query/nodes.py": ({3}, "names that a note has"),
    "search/query/when.py": (
        {3, 4, 5, 6, 8, 9, 10, 11, 12, 365.25, 30.4375},
        "months, days and number words",
    ),
    "search/page/results.py": ({3}, "names that a note has"),
    "search/searcher.py": ({10}, "hits of a page"),
}


def _is_unit(value: float, parents: list[ast.AST]) -> bool:
    return value in UNITS and any(
        isinstance(p, ast.BinOp)
        or (isinstance(p, ast.Call) and ast.unparse(p.func) in ("divmod", "ord", "chr"))
        for p in parents[:2]
    )


def _is_of_a_date(parents: list[ast.AST]) -> bool:
    return any(isinstance(p, ast.Call) and ast.unparse(p.func) == "date" for p in parents[:2])


def _is_of_bits(parents: list[ast.AST]) -> bool:
    of_bits = ast.Pow | ast.LShift | ast.RShift | ast.BitAnd | ast.BitOr
    return any(isinstance(p, ast.BinOp) and isinstance(p.op, of_bits) for p in parents[:3])


def _is_place(node: ast.AST, parents: list[ast.AST]) -> bool:
    """Say whether a number is a place in a row, and not the end of a stretch."""
    return isinstance(parents[0], ast.Subscript) and parents[0].slice is node


def _is_told(parents: list[ast.AST]) -> bool:
    """Say whether a number is how much of a text a message shows, or how many places of a figure."""
    if any(isinstance(p, ast.JoinedStr | ast.Raise) for p in parents):
        return True
    return isinstance(parents[0], ast.Call) and ast.unparse(parents[0].func) in (
        "round",
        "np.round",
    )


def _is_setting(parents: list[ast.AST]) -> bool:
    """Say whether a number sets how a library works: how much it caches, how long a hash is, a file's mode."""
    return isinstance(parents[0], ast.keyword)


def _is_bound(parents: list[ast.AST]) -> bool:
    """Say whether a number is named at the top of a module as a bound, a version or a unit."""
    for parent in parents:
        if isinstance(parent, ast.FunctionDef | ast.Lambda):
            return False
        if isinstance(parent, ast.Assign | ast.AnnAssign):
            targets = parent.targets if isinstance(parent, ast.Assign) else [parent.target]
            names = [n.id for one in targets for n in ast.walk(one) if isinstance(n, ast.Name)]
            return all(
                name in FORMATS or any(word in name.upper() for word in BOUNDS) for name in names
            )
    return False


def _kind(node: ast.Constant, parents: list[ast.AST]) -> str | None:
    """Return what kind of number one is that may stand outside of the books, None if it is of none."""
    value = abs(node.value)  # type: ignore[arg-type]
    kinds = {
        "none": value in (0, 1, 2) or value <= EPSILON,
        "a unit": _is_unit(value, parents),
        "a date": _is_of_a_date(parents),
        "bits": _is_of_bits(parents),
        "a place": _is_place(node, parents),
        "told": _is_told(parents),
        "a setting": _is_setting(parents),
        "a bound": _is_bound(parents),
    }
    return next((kind for kind, is_so in kinds.items() if is_so), None)


def _numbers(tree: ast.AST, parents: list[ast.AST]) -> Iterator[tuple[ast.Constant, list[ast.AST]]]:
    """Yield each number of a module with the nodes that it stands in, the innermost first."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            yield node, [tree, *parents]
        yield from _numbers(node, [tree, *parents])


def undecided(source: str, name: str, known: Collection[float] = ()) -> list[str]:
    """Return the numbers of a module that are of no kind and not known, each with its line."""
    lines = source.splitlines()
    return [
        f"{name}:{node.lineno}: {node.value!r}: {lines[node.lineno - 1].strip()}"
        for node, parents in _numbers(ast.parse(source), [])
        if node.value not in known and _kind(node, parents) is None
    ]


def _modules() -> list[Path]:
    books = {ROOT / f"{book.replace('.', '/')}.py" for book in BOOKS}
    return sorted(
        path for layer in LAYERS for path in (ROOT / layer).rglob("*.py") if path not in books
    )


def test_a_number_that_decides_stands_in_a_book() -> None:
    found = []
    for path in _modules():
        name = path.relative_to(ROOT).as_posix()
        if not any(name.startswith(one) for one in OF_ONE_KIND):
            found += undecided(path.read_text(), name, KNOWN.get(name, (set(), ""))[0])
    assert found == []


def test_what_is_known_is_there() -> None:
    assert all((ROOT / name).exists() and why for name, why in OF_ONE_KIND.items())
    for name, (numbers, why) in KNOWN.items():
        needed = {line.split(": ")[1] for line in undecided((ROOT / name).read_text(), name)}
        assert {repr(number) for number in numbers} == needed, (name, why)


@pytest.mark.parametrize(
    "source",
    [
        "def f(x): return 0.3 * x",
        "def f(x): return len(x.split()) <= 14",
        "def f(x): return x[:25]",
        "def f(x): return x[max(0, x.start() - 40) :]",
        "def f(x): return min(x, 5)",
        "_SHARE, _LEAST = 0.6, 0.35",
        "_FEW = 4",
        "class A:\n    weight: float = 4.0",
        "def f(x, most=200): return x",
    ],
)
def test_this_rule_can_be_broken(source: str) -> None:
    assert undecided(source, "search/a.py") != []


@pytest.mark.parametrize(
    "source",
    [
        "def f(x): return x / 60 + 2 * x + 10 ** x",
        "def f(x): return x[3]",
        "def f(x): raise ValueError(f'{x[:40]}')",
        "def f(x): return max(x, 1e-9)",
        "@lru_cache(maxsize=256)\ndef f(): ...",
        "MAX_UNPACKED_BYTES = 256 * 2**20",
    ],
)
def test_what_is_of_a_kind_may_stand_anywhere(source: str) -> None:
    assert undecided(source, "search/a.py") == []
