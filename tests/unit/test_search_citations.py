"""A citation names its item, whatever the council prints; real records are tried where they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from indexer.build.reading import read_all
from indexer.build.report import Report
from indexer.passages.of_meeting import with_unique_ids
from indexer.passages.passage import Passage
from search.expand.citations import by_number, cited, normal
from search.expand.records import Place
from search.page.words import item_of, where
from tests.citing import citation
from tests.conftest import SHARED, needs_shared

DAY, OTHER_DAY = date(2019, 5, 14), date(2020, 5, 14)


class Listed:
    """What a citation asks of the records, from a list of passages."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = list(passages)
        self.committees = sorted({p.committee for p in passages if p.committee})
        self._rows = {p.id: row for row, p in enumerate(passages)}
        self._numbers = by_number([p.number for p in passages])

    def row_of(self, identifier: str) -> int | None:
        return self._rows.get(identifier)

    def numbered(self, number: str) -> Sequence[int]:
        return self._numbers.get(number, ())

    def of_meeting(self, committee: str, day: date) -> Sequence[int]:
        return [
            row for row, p in enumerate(self.passages) if (p.committee, p.date) == (committee, day)
        ]

    def places(self, rows: Sequence[int]) -> Mapping[int, Place]:
        found = ((row, self.passages[row]) for row in rows)
        return {row: Place(p.council, p.committee, p.date, p.title) for row, p in found}


def item(
    number: str | None, title: str, day: date | None = DAY, body: str | None = "Cabinet"
) -> Passage:
    name = f"{body}-{day}-{number or title}".lower().replace(" ", "-").replace("/", "-")
    return Passage(name, title, "Text.", "a.txt", number, "Wenbridge City Council", body, day)


RECORDS = Listed(
    [
        item("1", "Apologies"),
        item("14/19", "Library Service"),
        item("P.24", "Lido, Weir Road", DAY, "Planning Committee"),
        item("P.24", "Barrack Lane", OTHER_DAY, "Planning Committee"),
        item("L34", "Taxis", DAY, "Licensing Committee"),
        item("2", "Annual Report of the Licensing Committee 2018/19"),
        item(None, "AOB"),
        item("1", "Something", None, None),
        item("26.03.1", "Allotments", DAY, "Parish Council"),
        item("Item 7", "Bins", DAY, "Parish Council"),
        item("FC/26/047", "Fees", DAY, "Full Council"),
    ]
)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("14/19", [1]),
        ("minute 14/19", [1]),
        ("Minute No. 14/19", [1]),
        ("minute (14/19)", [1]),
        ("Min. 14/2019", [1]),
        ("minute no. 14 of 2019", [1]),
        ("minute 14 (2019)", [1]),
        ("P 24", [2, 3]),
        ("P/24", [2, 3]),
        ("L-34", [4]),
        ("item P24", [2, 3]),
        ("P.24", [2, 3]),
        ("P.24 of 14 May 2020", [3]),
        ("Planning Committee, 14 May 2019, item P.24", [2]),
        ("minute L34 of 14 May 2019", [4]),
        ("Cabinet 14 May 2019 item 1", [0]),
        ("Cabinet · 14/05/2019 · item 2", [5]),
        ("Cabinet 14 May 2019 Annual Report of the Licensing Committee 2018/19", [5]),
        ("Cabinet 2019-05-14 AOB", [6]),
        ("Cabinet 14 May 2019", [0, 1, 5, 6]),
        ("meeting of the Cabinet on 14 May 2019", [0, 1, 5, 6]),
        ("minute 26.03.1", [8]),
        ("Parish Council 14 May 2019 item 7", [9]),
        ("FC/26/047", [10]),
        ("http://localhost/passage/cabinet-2019-05-14-14-19", [1]),
        ("cabinet-2019-05-14-14-19", [1]),
    ],
)
def test_what_is_cited(text: str, rows: list[int]) -> None:
    assert list(cited(text, RECORDS)) == rows  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "item 1",
        "14/19 lido",
        "lido",
        "Cabinet",
        "14 May 2019",
        "Cabinet 14 May 2019 lido",
        "item 99/19",
        "minute 14 of 2018",
        "P 24 lido",
        "A 46",
        "",
        "-",
    ],
)
def test_what_cites_nothing(text: str) -> None:
    assert list(cited(text, RECORDS)) == []  # type: ignore[arg-type]


def test_numbers_are_one_however_they_are_printed() -> None:
    assert normal("Item P.24.") == normal("P24") == normal("p. 24") == "p24"
    assert normal("Item 14/19") == normal("14/19") == "14/19"
    assert normal("5.1") != normal("51")


@needs_shared
@pytest.mark.parametrize(
    "folder",
    ["judged-limerick/docs", "moderngov-pages", "moderngov-xml", "minutes/govan", "minutes/ayton"],
)
def test_citations_of_real_records_give_their_items(folder: str) -> None:
    read = read_all(
        [Path(SHARED) / "data" / folder], None, Report(), lambda *_: None, include_exempt=False
    )
    found = list(with_unique_ids(passage for source in read for passage in source.passages))
    records = Listed(found)
    assert found
    for passage in found:
        shown = [passage.id, citation(passage, f"http://localhost/passage/{passage.id}")]
        if passage.date and passage.committee:
            shown.append(f"{passage.committee} {passage.date.isoformat()} {passage.title}")
            if passage.number:
                shown += [
                    where(passage),
                    f"{passage.committee}, {passage.date}, {item_of(passage)}",
                ]
        for text in shown:
            rows = cited(text, records)  # type: ignore[arg-type]
            assert rows, text
            first = found[rows[0]]
            # A record may have one number, or one title, twice in a meeting.
            same = (first.committee, first.date) == (passage.committee, passage.date)
            assert first == passage or (
                same and (first.number == passage.number or first.title == passage.title)
            ), text


def test_a_passage_without_a_place_is_cited_by_its_permalink() -> None:
    bare = replace(item(None, "Bins"), date=None, committee=None, id="bins-1")
    assert cited(citation(bare, "http://x/passage/bins-1"), Listed([bare])) == (0,)  # type: ignore[arg-type]
