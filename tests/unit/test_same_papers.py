"""One paper in two files, alone and in a pack, is found once; what only looks like it stays apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Document, DocumentKind
from indexer.build.duplicates import groups
from indexer.build.merging import one_passage
from indexer.build.same_papers import same_passages
from indexer.passages.passage import Passage

TEXTS = [
    "The quay leans over the water and its wall has to be taken down before the next winter sets in again.",
    "Fees were last raised in 2019, and since then the harbour has cost more each year than it earns from boats.",
    "The committee may choose another contractor, which would take until the summer and cost twelve pounds a metre more.",
]
BOILERPLATE = "There are no legal implications of this report beyond those that the text above sets out for every member to read."


def _paper(
    source: str, texts: Sequence[str], *, first_page: int = 1, day: date | None = date(2025, 5, 20)
) -> list[Passage]:
    document = Document(
        f"Report in {source}", kind=DocumentKind.REPORT, source=source, first_page=first_page
    )
    return [
        Passage(f"{source}-{n}", "Quay", text, source, committee="Harbour Committee", date=day, agenda=text,
                document=document, heading=f"Part {n}", page=first_page + n, position=n)
        for n, text in enumerate(texts, start=1)
    ]  # fmt: skip


def _sources(found: Sequence[tuple[Passage, ...]]) -> list[list[str]]:
    return [[passage.source for passage in group] for group in found]


def test_a_paper_alone_and_in_a_pack_is_one_with_both_places() -> None:
    pack = _paper("pack.pdf", TEXTS, first_page=40)
    alone = _paper("report.pdf", TEXTS)
    found = groups([*pack, *alone])
    assert _sources(found) == [["report.pdf", "pack.pdf"]] * 3
    merged = [one_passage(group) for group in found]
    assert [one.page for one in merged] == [2, 3, 4]
    assert [one.text for one in merged] == TEXTS
    assert [one.aliases for one in merged] == [(f"pack.pdf-{n}",) for n in (1, 2, 3)]


def test_what_a_version_changed_stays_apart() -> None:
    later = [TEXTS[0], TEXTS[1].replace("2019", "2021"), TEXTS[2]]
    found = same_passages([*_paper("report.pdf", TEXTS), *_paper("supplement.pdf", later)])
    assert _sources(found) == [["report.pdf", "supplement.pdf"], ["report.pdf"],
                               ["report.pdf", "supplement.pdf"], ["supplement.pdf"]]  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        _paper("other.pdf", [TEXTS[0].upper() + " So be it.", BOILERPLATE, "Nothing else is said in it."]),
        _paper("later.pdf", TEXTS, day=date(2025, 6, 17)),
        _paper("undated.pdf", TEXTS, day=None),
        [replace(one, exempt="Exempt", agenda="", text="") for one in _paper("exempt.pdf", TEXTS)],
    ],
)  # fmt: skip
def test_another_paper_another_meeting_and_what_is_withheld_stay_apart(
    other: list[Passage],
) -> None:
    mine = _paper("report.pdf", [*TEXTS, BOILERPLATE])
    assert all(len(group) == 1 for group in same_passages([*mine, *other]))


@given(st.lists(st.tuples(st.integers(0, 3), st.lists(st.integers(0, 2), max_size=4)), max_size=5))
def test_no_passage_is_lost_and_none_is_there_twice(papers: list[tuple[int, list[int]]]) -> None:
    found = [
        passage
        for number, (page, parts) in enumerate(papers)
        for passage in _paper(f"{number}.pdf", [TEXTS[at] for at in parts], first_page=page + 1)
    ]
    ids = [passage.id for group in same_passages(found) for passage in group]
    assert sorted(ids) == sorted(passage.id for passage in found)
