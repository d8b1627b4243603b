"""A pattern that is compiled when it is used is the pattern that it stands for, and each of them compiles."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator

import pytest

from corpus import lazy_pattern as module
from corpus.lazy_pattern import lazy_pattern
from tests.conftest import ROOT


def _lazy_patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for layer in ("corpus", "indexer", "search", "web", "cli"):
        for path in sorted((ROOT / layer).rglob("*.py")):
            if "lazy_pattern(" not in path.read_text("utf-8"):
                continue
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            for variable, value in vars(importlib.import_module(name)).items():
                if isinstance(value, module._Lazy):
                    yield f"{name}.{variable}", value


def test_every_one_of_them_compiles() -> None:
    found = dict(_lazy_patterns())
    assert len(found) > 50
    for name, pattern in found.items():
        assert pattern.flags & re.UNICODE, name


def test_it_is_not_compiled_before_it_is_used_and_once_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compiled: list[str] = []
    compile_now = re.compile
    monkeypatch.setattr(re, "compile", lambda *a: (compiled.append(a[0]), compile_now(*a))[1])
    pattern = lazy_pattern(r"(?P<year>\d{4})(-\d\d)?", re.IGNORECASE)
    assert pattern.pattern == r"(?P<year>\d{4})(-\d\d)?"
    assert compiled == []
    for _ in range(3):
        match = pattern.search("in 2019")
        assert match
        assert match["year"] == "2019"
    assert compiled == [pattern.pattern]


@pytest.mark.parametrize(
    ("source", "flags"),
    [(r"a(b)?c", 0), (r"(?P<n>\w+) of (?P<m>\w+)", re.IGNORECASE), ("x # y", re.VERBOSE)],
)
def test_it_does_all_that_the_pattern_does(source: str, flags: int) -> None:
    lazy, plain = lazy_pattern(source, flags), re.compile(source, flags)
    for text in ("abc ac abcabc", "Chair OF Committee", "x", ""):
        for method in ("search", "match", "fullmatch"):
            ours, theirs = getattr(lazy, method)(text), getattr(plain, method)(text)
            assert (ours and ours.span()) == (theirs and theirs.span())
        assert lazy.findall(text) == plain.findall(text)
        assert lazy.split(text) == plain.split(text)
        assert lazy.sub("-", text) == plain.sub("-", text)
        assert [m.span() for m in lazy.finditer(text)] == [m.span() for m in plain.finditer(text)]
    assert (lazy.flags, lazy.groups, lazy.groupindex) == (
        plain.flags,
        plain.groups,
        plain.groupindex,
    )


def test_what_a_pattern_does_not_have_it_has_not() -> None:
    with pytest.raises(AttributeError):
        _ = lazy_pattern("a").nothing  # type: ignore[attr-defined]


def test_a_slip_in_a_pattern_is_raised_by_its_first_use() -> None:
    slip = lazy_pattern("(")
    with pytest.raises(re.error):
        slip.search("a")
