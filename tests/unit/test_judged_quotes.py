"""How quotes are judged (`tests.quality.quotes`): the worst that fits, and what nobody judged is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from tests.quality.quotes import Judged, is_enough, judged, report

RECORD: dict[str, Any] = {
    "question": "why was the lido shut?",
    "right": ["its boiler failed"],
    "harmless": ["The lido was discussed"],
    "misleading": ["baths were shut because"],
}


@pytest.mark.parametrize(
    ("quote", "kind"),
    [
        ("The lido was shut when\nits boiler failed.", "right"),
        ("The lido was discussed in May.", "harmless"),
        ("The lido was discussed, as its boiler failed.", "harmless"),
        ("The baths were shut because of a flood.", "misleading"),
        ("The pier is shut.", "unjudged"),
    ],
)
def test_a_quote_is_what_its_words_say(quote: str, kind: str) -> None:
    assert judged(RECORD, quote) == kind


def _quotes(*kinds: str) -> list[list[Judged]]:
    return [[Judged("q", "t", kind, 0.7 - n / 100)] if kind else [] for n, kind in enumerate(kinds)]


@pytest.mark.parametrize(
    ("kinds", "enough"),
    [
        (["right"] * 9 + ["harmless", ""], True),
        (["right"] * 8 + ["harmless"] * 2, False),
        (["right"] * 19 + ["misleading"], False),
        (["right"] * 19 + ["unjudged"], False),
        (["", ""], True),
    ],
)
def test_nine_of_ten_are_right_and_none_misleads(kinds: list[str], enough: bool) -> None:
    assert is_enough(_quotes(*kinds)) is enough


def test_the_report_names_what_is_not_right_and_has_a_curve() -> None:
    lines = list(report(_quotes("right", "harmless", "", "")))
    assert lines[0] == "harmless 0.690: q | t"
    assert lines[1].startswith("4 questions, 2 with a quote; 2 quotes: 1 right, 1 harmless")
    assert lines[2].startswith("  given 0.25  wrong 0.00")
    assert lines[-1].startswith("  given 0.50  wrong 0.50")
