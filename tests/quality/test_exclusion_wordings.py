"""A hundred wordings of the kinds in which bodies of eight countries exclude the public, do not, and come back."""

from __future__ import annotations

from tests.quality.exclusion_cases import cases, outcome


def test_of_a_hundred_wordings_few_are_read_wrongly() -> None:
    """As on their first run, before anything was mended for them: 4 of 66 leaked, 6 of 66 withheld what is public."""
    read = [outcome(case) for case in cases("wordings")]
    assert len(read) == 100
    assert sum(bool(one.leaked) for one in read) <= 4
    assert sum(bool(one.hidden) for one in read) <= 6
