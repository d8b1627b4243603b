"""Every tuned number says where it comes from, and what depends on the model names the model."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError, fields, is_dataclass
from types import ModuleType

import pytest

from corpus import tuning as of_records
from corpus.readers import tuning as of_headings
from corpus.tuning import origins
from indexer import tuning as of_index
from search import tuning
from tests.conftest import ROOT

BOOKS = (of_records, of_headings, of_index, tuning)


def tables(book: ModuleType) -> dict[str, object]:
    """Return the tables of a book by the names that are imported."""
    found = {name: value for name, value in vars(book).items() if name.isupper()}
    return {
        name: value
        for name, value in found.items()
        if is_dataclass(value) and not isinstance(value, type)
    }


TABLES = [table for book in BOOKS for table in tables(book).values()]


def test_there_are_books_of_reading_exemption_duplicates_and_ranking() -> None:
    names = {type(table).__name__ for table in TABLES}
    assert {"Signs", "Head", "Packs", "Exemption", "Duplicates", "Weights", "Calibration"} <= names


@pytest.mark.parametrize("table", TABLES, ids=lambda table: type(table).__name__)
def test_every_number_has_an_origin_and_says_what_it_depends_on(table: object) -> None:
    numbers = {name for name in type(table).__dataclass_fields__ if name != "model"}  # type: ignore[attr-defined]
    found = origins(table)
    assert set(found) == numbers
    assert all(origin for origin, _ in found.values())
    assert {depends for _, depends in found.values()} <= {"model", "corpus", "machine", "nothing"}
    with pytest.raises((FrozenInstanceError, TypeError)):
        setattr(table, numbers.pop(), 0)


def test_every_number_is_used() -> None:
    layers = ("corpus", "indexer", "search", "web", "cli")
    source = "\n".join(
        path.read_text()
        for layer in layers
        for path in (ROOT / layer).rglob("*.py")
        if path.name != "tuning.py"
    )
    used = set(re.findall(r"\b([A-Z]+)\.([a-z]\w*)\b", source))
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


def test_thresholds_of_another_model_are_said_to_be_a_guess() -> None:
    assert tuning.calibration_for("all-MiniLM-L6-v2") == (tuning.MINILM, True)
    assert tuning.calibration_for("another") == (tuning.MINILM, False)
    assert {depends for _, depends in origins(tuning.MINILM).values()} == {"model"}
