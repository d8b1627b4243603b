"""Every tuned number says where it comes from, and what depends on the model names the model."""

from __future__ import annotations

import pytest

from search import tuning


@pytest.mark.parametrize(
    "table",
    [
        tuning.MINILM,
        tuning.WEIGHTS,
        tuning.LIMITS,
        tuning.QUOTES,
        tuning.SUBJECT,
        tuning.PRECEDENT,
        tuning.MATTER,
    ],
)
def test_every_number_has_an_origin_and_says_what_it_depends_on(table: object) -> None:
    numbers = {name for name in type(table).__dataclass_fields__ if name != "model"}  # type: ignore[attr-defined]
    found = tuning.origins(table)
    assert set(found) == numbers
    assert all(origin for origin, _ in found.values())
    assert {depends for _, depends in found.values()} <= {"model", "corpus", "machine", "nothing"}


def test_thresholds_of_another_model_are_said_to_be_a_guess() -> None:
    assert tuning.calibration_for("all-MiniLM-L6-v2") == (tuning.MINILM, True)
    assert tuning.calibration_for("another") == (tuning.MINILM, False)
    assert {depends for _, depends in tuning.origins(tuning.MINILM).values()} == {"model"}
