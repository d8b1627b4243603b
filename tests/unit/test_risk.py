"""Risk against coverage: recomputed another way, on tables made by hand."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.evaluation.as_text import to_text
from search.evaluation.evaluate import Table, quoted_of, to_json
from search.evaluation.judgments import JudgedQuery
from search.evaluation.risk import Given, asked, curve, of_unanswerable
from search.searcher import Searcher

# Ten queries by hand: score, right. Two get nothing.
HAND = [
    Given(0.9, True),
    Given(0.2, False),
    Given(None, False),
    Given(0.8, True),
    Given(0.7, False),
    Given(0.6, True),
    Given(None, False),
    Given(0.5, True),
    Given(0.4, False),
    Given(0.3, True),
]


def by_threshold(table: list[Given]) -> dict[float, tuple[float, float]]:
    """Return the risk and the lowest score at each share given, from every threshold, by numpy alone."""
    scores = np.array([np.nan if one.score is None else one.score for one in table])
    wrong = np.array([not one.is_right for one in table])
    found = {}
    for threshold in np.unique(scores[~np.isnan(scores)]):
        chosen = scores >= threshold
        found[float(chosen.mean())] = (float(wrong[chosen].mean()), float(threshold))
    return found


def by_loop(table: list[Given], share: float) -> tuple[float, float]:
    """Return the bootstrap interval, one sample after the other: drawn, ordered, cut, counted."""
    order = sorted(
        range(len(table)),
        key=lambda i: (
            -np.inf if table[i].score is None else -(table[i].score or 0.0),
            table[i].is_right,
        ),
    )
    order.sort(key=lambda i: table[i].score is None)
    draws = np.random.default_rng(0).integers(0, len(table), (2_000, len(table)))
    risks = []
    for draw in draws:
        sample = [table[order[place]] for place in sorted(draw)][: round(share * len(table))]
        shown = [one for one in sample if one.score is not None]
        risks.append(sum(not one.is_right for one in shown) / max(len(shown), 1))
    low, high = np.percentile(risks, [2.5, 97.5])
    return float(low), float(high)


def test_a_curve_made_by_hand() -> None:
    points = curve(HAND)
    assert [(p.given, round(p.wrong, 4), p.from_score) for p in points] == [
        (0.1, 0.0, 0.9),
        (0.2, 0.0, 0.8),
        (0.3, 0.3333, 0.7),
        (0.4, 0.25, 0.6),
        (0.5, 0.2, 0.5),
        (0.6, 0.3333, 0.4),
        (0.7, 0.2857, 0.3),
        (0.8, 0.375, 0.2),
    ]


@given(
    st.lists(
        st.tuples(st.one_of(st.none(), st.integers(1, 10**6)), st.booleans()),
        min_size=10,
        max_size=40,
        unique_by=lambda one: one[0] if one[0] is not None else object(),
    )
)
def test_every_point_is_what_a_threshold_gives(drawn: list[tuple[int | None, bool]]) -> None:
    table = [Given(None if s is None else s / 1e6, s is not None and r) for s, r in drawn]
    wanted = by_threshold(table)
    points = curve(table)
    assert bool(points) == bool(wanted)
    for point in points:
        risk, threshold = wanted[point.given]
        assert point.wrong == pytest.approx(risk)
        assert point.from_score == threshold
        assert 0 <= point.low <= point.high <= 1
    if wanted:
        assert points[-1].given == max(wanted)


def test_the_interval_is_the_bootstrap_of_whole_tables() -> None:
    for point in curve(HAND):
        assert (point.low, point.high) == pytest.approx(by_loop(HAND, point.given))


def test_what_is_always_right_or_wrong_has_no_width_and_nothing_given_no_curve() -> None:
    right = curve([Given(n / 10, True) for n in range(1, 11)])
    assert {(p.wrong, p.low, p.high) for p in right} == {(0.0, 0.0, 0.0)}
    wrong = curve([Given(n / 10, False) for n in range(1, 11)])
    assert {(p.wrong, p.low, p.high) for p in wrong} == {(1.0, 1.0, 1.0)}
    assert curve([Given(None, False)] * 4) == []


def test_of_equals_the_wrong_one_is_given_first() -> None:
    table = [Given(0.5, True), Given(0.5, False), Given(0.1, True), Given(0.1, True)]
    assert curve(table)[0].wrong == 1.0
    assert curve(table) == curve(table[::-1])


class Prepared:
    """Stands for a searcher: what each text finds, as (ids and scores of hits, the quote's)."""

    pages = {  # noqa: RUF012
        "lido": ([("p1", 0.4), ("p2", 0.9)], ("p1", 0.7)),
        "potholes": ([("p3", 0.3)] * 5 + [("p4", 0.2)], None),
        "kettle": ([("p9", 0.35)], None),
        "qwert": ([], None),
    }

    def search(self, text: str) -> SimpleNamespace:
        hits, quote = self.pages[text]
        return SimpleNamespace(
            hits=[self.of(*hit) for hit in hits], answers=[self.of(*quote)] if quote else []
        )

    def of(self, identifier: str, score: float) -> SimpleNamespace:
        return SimpleNamespace(passage=SimpleNamespace(id=identifier), score=score)


QUERIES = [
    JudgedQuery("q1", "lido", "question", {"p1": 1, "p2": 2}),
    JudgedQuery("q2", "potholes", "question", {"p4": 1}),
    JudgedQuery("j1", "kettle", "off topic"),
    JudgedQuery("j2", "qwert", "letters"),
]


def test_a_list_is_right_by_its_first_five_a_quote_by_its_passage_and_kinds_stand_apart() -> None:
    found = asked(cast("Searcher", Prepared()), QUERIES)
    assert [one.listed for one in found] == [
        Given(0.9, True),
        Given(0.3, False),  # what is relevant is the sixth
        Given(0.35, False),
        Given(None, False),
    ]
    assert [one.quoted for one in found] == [Given(0.7, True), *[Given(None, False)] * 3]
    assert not found[0].is_best
    assert quoted_of(found).right == 1
    assert of_unanswerable(found[2:]) == {"letters": (0, 0, 1), "off topic": (1, 0, 1)}


def test_the_curves_and_the_kinds_are_told() -> None:
    table = Table(
        "made up", QUERIES[:2], QUERIES[2:], [], asked(cast("Searcher", Prepared()), QUERIES)
    )
    lines = "\n".join(to_text(table, verbose=False))
    assert "get a list, a quote: letters 0, 0 of 1; off topic 1, 0 of 1" in lines
    assert "lists   25 %: 0.00" in lines
    assert "75 %: 0.67" in lines
    assert "quotes  25 %: 0.00" in lines
    record = to_json(table)
    assert record["unanswerable_by_kind"]["off topic"] == {"listed": 1, "quoted": 0, "of": 1}
    assert record["risk"]["lists"][-1]["given"] == 0.75
    assert record["risk"]["lists"][-1]["wrong"] == pytest.approx(2 / 3)
