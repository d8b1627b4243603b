"""What only looks like a reference decides nothing; an exact sum finds where it stands, however it is written."""

from __future__ import annotations

import re
from functools import cache

import pytest

from search.searcher import Searcher

_EXACT = re.compile(r"[£€]\d{1,3}(?:,\d{3})+(?![\d.,]*[\dkmb])")
_MILLIONS = re.compile(r"[£€]\d{1,3}(?:\.\d{1,2})?m\b")
# Sums of the sample that are looked for; the least that there have to be.
_TRIED = 12


@pytest.mark.parametrize(
    ("plain", "with_token"),
    [
        ("Hartley Court block", "Hartley Court block B2"),
        ("traffic", "A46 traffic"),
        ("school places", "school places KS2"),
        ("gritting", "24/7 gritting"),
        ("taxi insurance", "taxi 3rd party insurance"),
        ("lido", "a 21st century lido"),
        ("speed limit", "20mph speed limit"),
    ],
)
def test_an_everyday_token_beside_a_subject_decides_nothing(
    plain: str, with_token: str, searcher: Searcher
) -> None:
    before, after = searcher.search(plain), searcher.search(with_token)
    assert before.hits[0].passage.id in [hit.passage.id for hit in after.hits[:5]]


@cache
def standing(searcher: Searcher, pattern: re.Pattern[str]) -> dict[str, set[str]]:
    """Return which passages have each sum in their text."""
    found: dict[str, set[str]] = {}
    for passage in searcher.all_passages():
        for said in pattern.findall(f"{passage.title}\n{passage.text}"):
            found.setdefault(said, set()).add(passage.id)
    return found


def test_an_exact_sum_finds_the_item_in_which_it_stands_first(searcher: Searcher) -> None:
    sums = standing(searcher, _EXACT)
    tried = sorted(said for said in sums if len(said) > len("£99,999"))[:: max(1, len(sums) // 40)]
    assert len(tried) >= _TRIED
    for said in tried:
        for mode in ("hybrid", "lexical"):
            page = searcher.search(said, mode=mode)  # type: ignore[arg-type]
            first = page.hits[0].passage
            # Written otherwise ("£1.38m") it is the same sum.
            same = {one.value for one in first.annotations.sums}
            assert first.id in sums[said] or float(re.sub(r"[£€,]", "", said)) in same, (said, mode)


def test_a_sum_in_millions_is_found_however_it_is_typed(searcher: Searcher) -> None:
    sums = standing(searcher, _MILLIONS)
    tried = sorted(sums)[:: max(1, len(sums) // _TRIED)]
    assert len(tried) >= _TRIED
    for said in tried:
        sign, number = said[0], said[1:-1]
        ways = [said, f"{sign}{number} million", f"{sign}{round(float(number) * 1_000_000):,}"]
        found = [
            {
                hit.passage.id
                for hit in searcher.search(way, limit=1_000).hits
                if hit.group == "counted"
            }
            for way in ways
        ]
        assert all(sums[said] <= ids for ids in found), said
        assert found[0] == found[1] == found[2], said
