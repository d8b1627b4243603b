"""Every tuned number says where it comes from, and what depends on the model names the model."""

from __future__ import annotations

import json
import re
from dataclasses import FrozenInstanceError, fields, is_dataclass, replace
from types import ModuleType

import pytest

from corpus import tuning as of_records
from corpus.papers import tuning as of_papers
from corpus.readers import tuning as of_headings
from corpus.tuning import origins
from indexer import calibration as of_models
from indexer import tuning as of_index
from indexer.calibration import (
    MINILM,
    SETTING,
    Background,
    Calibration,
    calibration_for,
    calibration_in,
    setting_of,
)
from indexer.passages import tuning as of_passages
from search import tuning
from search.page import tuning as of_pages
from tests.conftest import ROOT
from tests.integration.test_architecture import BOOKS as HOUSE_BOOKS

BOOKS = (
    of_records,
    of_headings,
    of_papers,
    of_index,
    of_passages,
    of_models,
    tuning,
    of_pages,
)


def tables(book: ModuleType) -> dict[str, object]:
    """Return the tables of a book by the names that are imported."""
    found = {name: value for name, value in vars(book).items() if name.isupper()}
    return {
        name: value
        for name, value in found.items()
        if is_dataclass(value) and not isinstance(value, type)
    }


TABLES = [table for book in BOOKS for table in tables(book).values()]


def test_every_book_of_the_house_is_read_here() -> None:
    assert {book.__name__ for book in BOOKS} == HOUSE_BOOKS


def test_there_are_books_of_reading_exemption_duplicates_and_ranking() -> None:
    names = {type(table).__name__ for table in TABLES}
    assert {"Signs", "Head", "Packs", "Exemption", "Duplicates", "Weights", "Calibration"} <= names


def test_every_number_has_an_origin_and_says_what_it_depends_on() -> None:
    assert len(TABLES) > 15
    for table in TABLES:
        name = type(table).__name__
        numbers = {field for field, one in type(table).__dataclass_fields__.items() if one.metadata}  # type: ignore[attr-defined]
        others = set(type(table).__dataclass_fields__) - numbers  # type: ignore[attr-defined]
        assert others == {"Calibration": {"model"}, "Weights": {"mean"}}.get(name, set()), name
        found = origins(table)
        assert set(found) == numbers, name
        assert [field for field, (origin, _) in found.items() if not origin] == [], name
        known = {"model", "corpus", "machine", "nothing"}
        assert {depends for _, depends in found.values()} <= known, name
        with pytest.raises((FrozenInstanceError, TypeError)):
            setattr(table, numbers.pop(), 0)


def test_every_number_is_used() -> None:
    layers = ("corpus", "indexer", "search", "web", "cli")
    source = "\n".join(
        path.read_text()
        for layer in layers
        for path in (ROOT / layer).rglob("*.py")
        if path.name not in ("tuning.py", "calibration.py")
    )
    used = set(re.findall(r"\b([A-Z][A-Z_]*)\.([a-z]\w*)\b", source))
    # Handed over as a whole, or by another name.
    elsewhere = {"Signs", "Weights", "Calibration", "Limits"}
    unused = [
        f"{name}.{one.name}"
        for book in BOOKS
        for name, table in tables(book).items()
        if type(table).__name__ not in elsewhere
        for one in fields(table)  # type: ignore[arg-type]
        if (name, one.name) not in used
    ]
    assert unused == []
    asked = set(re.findall(r"\.([a-z]\w*)\b", source))
    assert {one.name for one in fields(Calibration)} - asked == set()


def test_what_depends_on_the_model_is_a_calibration_that_names_it() -> None:
    assert {depends for _, depends in origins(MINILM).values()} == {"model"}
    depending = {
        f"{name}.{field}"
        for book in BOOKS
        for name, table in tables(book).items()
        if not isinstance(table, Calibration | Background)
        for field, (_, depends) in origins(table).items()
        if depends == "model"
    }
    # How a text is cut is a number of the version: another one has every window encoded again.
    assert depending == {"TERMS.window", "TERMS.overlap"}
    assert calibration_for("all-MiniLM-L6-v2").model == "all-MiniLM-L6-v2"
    # Of another model they are a guess, and name the model that they were measured with.
    assert calibration_for("another") is MINILM


def test_a_calibration_is_read_as_it_was_written() -> None:
    ours = replace(MINILM, model="ours", quoted=0.5, lists_read=64)
    assert calibration_in({SETTING: json.loads(json.dumps(setting_of(ours)))}, "ours") == ours
    # An earlier format has none, a later one has numbers that nobody here knows.
    assert calibration_in({}, "ours") is MINILM
    told = {SETTING: {"model": "ours", "quoted": 0.5, "lists_read": 64.0, "later": "?"}}
    assert calibration_in(told, "another") == ours


@pytest.mark.parametrize(
    "said",
    [
        "all-MiniLM-L6-v2",
        [1],
        {},
        {"model": None},
        {"model": "ours", "lead": "0.4"},
        {"model": "ours", "lead": float("nan")},
        {"model": "ours", "lead": float("inf")},
        {"model": "ours", "lists_read": True},
        {"model": "ours", "quoted": [0.4]},
    ],
)
def test_what_is_no_calibration_is_refused(said: object) -> None:
    with pytest.raises(ValueError, match="calibration"):
        calibration_in({SETTING: said}, "ours")
