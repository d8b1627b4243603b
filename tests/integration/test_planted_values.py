"""Values that are none of an index, under right hashes, are damage: told by `verify`, by a command, by a page."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.errors import IndexUnavailable
from indexer.build.verify import problems_of
from indexer.generation import store
from search.searcher import open_index
from tests.integration.test_planted import _folder, _plant
from web.app import create_app

Plant = Callable[[Path], None]


def _rows(statement: str) -> Plant:
    def plant(folder: Path) -> None:
        path = folder / "catalogue.sqlite"
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(statement)
            connection.commit()
        _plant(folder, {"catalogue.sqlite": path.read_bytes()})

    return plant


def _file(name: str, text: str) -> Plant:
    return lambda folder: _plant(folder, {name: text.encode()})


def _manifest(**changed: Any) -> Plant:
    return lambda folder: _plant(folder, {}, **changed)


def _settings(**changed: Any) -> Plant:
    def plant(folder: Path) -> None:
        known = json.loads((folder / "manifest.json").read_text())["settings"]
        _plant(folder, {}, settings={**known, **changed})

    return plant


def _array(name: str, value: float) -> Plant:
    def plant(folder: Path) -> None:
        np.save(folder / name, np.full_like(np.load(folder / name), value))
        _plant(folder, {name: (folder / name).read_bytes()})

    return plant


# What a query cannot be answered from.
READ: dict[str, Plant] = {
    "no title": _rows("UPDATE passages SET title = NULL"),
    "a number as title": _rows("UPDATE passages SET title = 7"),
    "bytes as text": _rows("UPDATE passages SET minutes = x'ff00fe', agenda = x'ff'"),
    "a date in words": _rows("UPDATE passages SET date = '31 of May'"),
    "a number as date": _rows("UPDATE passages SET date = 20190101"),
    "no id": _rows("UPDATE passages SET id = NULL"),
    "sources that are no list": _rows("UPDATE passages SET sources = '7'"),
    "sources that do not end": _rows(f"UPDATE passages SET sources = '{'[' * 50_000}'"),
    "rows that are gone": _rows("DELETE FROM passages"),
    "a failure without its reason": _manifest(failures=[1, 2]),
    "a list as date of the build": _manifest(built_at=[1]),
    "a text as number of passages": _manifest(n_passages="10"),
    "very many passages": _manifest(n_passages=10**12),
    "fewer passages than none": _manifest(n_passages=-1),
    "a number as root": _manifest(roots=[5]),
    "a list of settings": _manifest(settings=[1]),
    "a last good that is none": _manifest(last_good=[1, 2, 3]),
    "a number as prompt": _settings(query_prompt=5),
    "what is gone of a number": _settings(retracted=[{"salt": 5, "gone": 7}]),
}
# What `verify` finds, though a query may not read it.
KEPT: dict[str, Plant] = {
    "one row gone": _rows("DELETE FROM passages WHERE row = 0"),
    "acronyms without end": _file("acronyms.json", "[" * 50_000 + "]" * 50_000),
    "acronyms that are numbers": _file("acronyms.json", "[1, 2]"),
    "acronyms that are an object": _file("acronyms.json", '{"A": {"b": 1}}'),
    "vectors of no numbers": _array("embeddings.npy", np.nan),
    "norms of no numbers": _array("passage_norms.npy", np.nan),
    "negative norms": _array("passage_norms.npy", -1),
    "endless scales": _array("quantised_scales.npy", np.inf),
    "negative counts": _array("word_counts.npy", -1),
}
ADDRESSES = ("/?q=school+places", "/coverage", "/people", "/sitemap.xml", "/api/search?q=road")


def _problems(index: Path) -> list[str]:
    try:
        return problems_of(store.open_generation(index))
    except IndexUnavailable as error:
        return [str(error)]


@pytest.mark.parametrize("what", [*READ, *KEPT])
def test_verify_finds_a_value_that_is_none(what: str, tiny: Path) -> None:
    (READ | KEPT)[what](_folder(tiny))
    assert _problems(tiny / "index")


@pytest.mark.parametrize("what", READ)
def test_a_query_says_that_the_index_is_damaged(what: str, tiny: Path) -> None:
    READ[what](_folder(tiny))
    with pytest.raises(IndexUnavailable, match=r"is damaged.*Build it again"):
        open_index(tiny / "index").search("school places", mode="lexical")


@pytest.mark.parametrize("what", [*READ, *KEPT])
def test_a_page_never_fails_without_saying_why(what: str, tiny: Path) -> None:
    (READ | KEPT)[what](_folder(tiny))
    client = create_app(tiny / "index").test_client()
    assert {client.get(address).status_code for address in ADDRESSES} <= {200, 302, 404, 503}
