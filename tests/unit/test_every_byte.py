"""The search of every byte finds what is there, and nothing that is not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from indexer.build.every_byte import holding


def _terms(folder: Path, *terms: str, after: bytes = b"") -> Path:
    """Write terms as postings have them."""
    encoded = [term.encode() for term in terms]
    array = np.frombuffer(b"".join(encoded) + after, np.uint8)
    np.save(folder / "text.terms.npy", array)
    np.save(folder / "text.term_ends.npy", np.cumsum([len(term) for term in encoded]))
    return folder


def test_a_term_is_found_among_others(tmp_path: Path) -> None:
    folder = _terms(tmp_path, "abbey", "salonabepada", "swan")
    assert holding(folder, ["Salonabepada"]) == ["text.terms.npy: Salonabepada"]


@pytest.mark.parametrize(
    "terms", [("rasalo", "nabenebedo"), ("salonab", "epada"), ("s", "alonabep")]
)
def test_two_terms_side_by_side_are_no_third(tmp_path: Path, terms: tuple[str, str]) -> None:
    assert holding(_terms(tmp_path, *terms), ["Salonabepada"]) == []


def test_what_stands_behind_the_last_term_is_searched_too(tmp_path: Path) -> None:
    folder = _terms(tmp_path, "abbey", after=b"salonabepada")
    assert holding(folder, ["Salonabepada"]) == ["text.terms.npy: Salonabepada"]
