"""Packs and papers that do not fit together: items without papers, two columns, two files of one name."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from corpus import readers
from corpus.errors import RecordError
from corpus.records import DocumentKind, Meeting, Source
from corpus.sources import find_files, load
from tests.unit.make_files import pdf, write

SHEET = """Elmbridge Town Council
Amenities Committee
Monday 9 June 2025 at 7.00 pm
Agenda
1. Apologies
2. Skate park lights (Pages 2 - 3)
3. Allotment rents (Pages 4 - 5)
4. Bandstand roof (Pages 6 - 9)"""
BARE_SHEET = re.sub(r" \(Pages.*\)", "", SHEET)
LIGHTS = """Report to: Amenities Committee
Date: 9 June 2025
Report of: Parks Officer
Subject: Skate park lights
Recommendation: that the lights be turned off at ten.
1.1 Neighbours have asked for it since the winter, and the police have no objection to it."""
LIGHTS_ON = "1.2 The lamps are old, and each of them costs more in a year than a new one would."
TREES = """Report to: Amenities Committee
Date: 9 June 2025
Report of: Tree Warden
Subject: Survey of street trees
Recommendation: that the survey be noted.
1.1 Nine limes in Station Road are hollow and have to go before the autumn storms."""


def _file(pages: Sequence[str]) -> bytes:
    return pdf([lambda canvas, text=text: write(canvas, text.split("\n")) for text in pages])


def _read(data: bytes, name: str = "amenities/pack.pdf") -> list[Meeting]:
    return [one for one in readers.read(Source(name, data)) if isinstance(one, Meeting)]


def _papers(found: Meeting) -> list[tuple[str | None, int | None]]:
    return [(item.number, item.page) for item in found.items]


@pytest.mark.parametrize(
    ("pages", "papers"),
    [
        pytest.param(
            [BARE_SHEET, LIGHTS, LIGHTS_ON, TREES], [(None, 1), ("2", 2), (None, 4)], id="another"
        ),
        pytest.param(
            [BARE_SHEET, TREES, TREES.replace("trees", "signs")],
            [(None, 1), (None, 2), (None, 3)],
            id="none",
        ),
    ],
)
def test_a_sheet_whose_items_are_not_in_the_pack_makes_up_no_papers(
    pages: Sequence[str], papers: list[tuple[str | None, int | None]]
) -> None:
    (found,) = _read(_file(pages))
    assert found.kind == DocumentKind.PACK
    assert _papers(found) == papers


def test_of_two_ways_to_count_the_pages_the_one_with_titles_in_their_places_holds() -> None:
    """Papers begin on pages 2 and 4, as items 2 and 3 do, and items 3 and 4 two pages earlier."""
    rents = TREES.replace("Survey of street trees", "Allotment rents")
    (found,) = _read(_file([SHEET, LIGHTS, LIGHTS_ON, rents]))
    assert _papers(found) == [(None, 1), ("2", 2), ("3", 4)]


def test_a_sheet_with_none_of_its_papers_is_a_front_sheet() -> None:
    (found,) = _read(_file([SHEET, "This page is left blank"]), "amenities/agenda.pdf")
    assert found.kind == DocumentKind.AGENDA
    assert [item.number for item in found.items] == ["1", "2", "3", "4"]


def test_pages_in_two_columns_leave_the_papers_where_they_begin() -> None:
    def columns(canvas: Any) -> None:
        for x, side in ((60, "left"), (320, "right")):
            write(canvas, [f"on the {side} the text goes on for line {n}" for n in range(40)], x=x)

    texts = [SHEET, LIGHTS, None, TREES.replace("Survey of street trees", "Allotment rents")]
    (found,) = _read(
        pdf([columns if t is None else lambda c, t=t: write(c, t.split("\n")) for t in texts])
    )
    assert _papers(found) == [(None, 1), ("2", 2), ("3", 4)]
    text = " ".join(
        section.text for paper in found.items[1].documents for section in paper.sections
    )
    assert text.count("on the left") == text.count("on the right") == 40
    assert text.index("left the text goes on for line 39") < text.index(
        "right the text goes on for line 0"
    )


def test_two_files_of_one_name_are_two_papers_of_their_own_meetings(tmp_path: Path) -> None:
    for day, text in (("2025-06-09", LIGHTS), ("2025-07-14", TREES)):
        folder = tmp_path / "records" / "amenities" / day
        folder.mkdir(parents=True)
        (folder / "report.pdf").write_bytes(_file([text.replace("9 June 2025", day)]))
    files = [one for one in find_files([tmp_path / "records"]) if not isinstance(one, tuple)]
    found = [record for one in files for record in readers.read(load(one))]
    told = [
        (str(one.date), one.document and one.document.title)
        for one in found
        if isinstance(one, Meeting)
    ]
    assert told == [("2025-06-09", "Skate park lights"), ("2025-07-14", "Survey of street trees")]
    assert (
        len({one.document.source for one in found if isinstance(one, Meeting) and one.document})
        == 2
    )


def test_two_members_of_one_name_in_an_archive_are_both_read_or_told() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # zipfile warns of what is tried here.
        archive.writestr("report.pdf", _file([LIGHTS]))
        archive.writestr("report.pdf", _file([TREES]))
    found = list(readers.read(Source("amenities/2025-06-09.zip", buffer.getvalue())))
    titles = {one.document.title for one in found if isinstance(one, Meeting) and one.document}
    problems = [one for one in found if isinstance(one, RecordError)]
    assert (titles, problems) == ({"Skate park lights", "Survey of street trees"}, [])
