from __future__ import annotations

import io
import zipfile

import pytest

from corpus import readers
from corpus.errors import RecordError
from corpus.records import Meeting, MeetingFacts, Source
from tests.unit.make_files import packed, pdf, word, write

TEXT = "Planning Committee\n\n14 May 2019\n\n1. Roads\n\nLong.\n\n2. Parks\n\nGreen.\n"


def _read(data: bytes) -> tuple[dict[str, Meeting], list[str]]:
    source = Source("records/all.zip", data, MeetingFacts(council="Wenbridge City Council"))
    assert readers.pick(source).name == "ZIP"
    found = list(readers.read(source))
    meetings = {m.source: m for m in found if isinstance(m, Meeting)}
    return meetings, [str(e) for e in found if isinstance(e, RecordError)]


def test_every_format_in_an_archive_is_read_and_named_by_its_place() -> None:
    lines = ["**1. Roads**", "", "Long.", "", "**2. Parks**", "", "Green."]
    meetings, problems = _read(packed({
        "b/minutes.txt": TEXT,
        "a.pdf": pdf([lambda c: write(c, lines)]),
        "c.docx": word(lambda d: d.add_paragraph("1. Roads\n\nLong.")),
        "meeting.toml": "", "__MACOSX/a.pdf": "x", ".hidden.txt": "x", "readme.txt": "x",
    }))  # fmt: skip
    assert list(meetings) == [f"records/all.zip/{n}" for n in ("a.pdf", "b/minutes.txt", "c.docx")]
    assert problems == []
    assert {m.council for m in meetings.values()} == {"Wenbridge City Council"}
    assert [i.title for i in meetings["records/all.zip/b/minutes.txt"].items] == ["Roads", "Parks"]


@pytest.mark.parametrize(
    "name", ["../out.txt", "a/../../out.txt", "/etc/out.txt", "C:/out.txt", "..\\out.txt"]
)
def test_a_path_that_leads_out_is_reported_and_the_rest_is_read(name: str) -> None:
    meetings, problems = _read(packed({name: TEXT, "a.txt": TEXT}))
    assert list(meetings) == ["records/all.zip/a.txt"]
    (problem,) = problems
    assert problem.endswith("its path leads out of the archive")


def test_a_name_with_two_dots_or_nbsp_is_a_name() -> None:
    meetings, problems = _read(packed({"a..b.txt": TEXT, "May\u00a02019.txt": TEXT}))
    assert len(meetings) == 2
    assert problems == []


def test_what_cannot_be_read_is_reported_by_its_name() -> None:
    inner = packed({"a.txt": TEXT})
    _, problems = _read(
        packed({"in.zip": inner, "a.xyz": "x", "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"})
    )
    assert problems == [
        "a.xyz: no reader for .xyz",
        "in.zip: an archive within an archive is not opened",
        "old.doc: an old Microsoft Office file, or one with a password; save it as DOCX without one",
    ]


def test_a_bomb_in_an_archive_is_reported_and_the_rest_is_read() -> None:
    meetings, problems = _read(packed({"bomb.txt": b"0" * 2**26, "good.txt": TEXT}))
    assert list(meetings) == ["records/all.zip/good.txt"]
    assert problems == ["bomb.txt: it unpacks to far more than any document does (a ZIP bomb)"]


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(6):
            archive.writestr(f"{n}.txt", b"0" * (100 * 2**20))
    with pytest.raises(RecordError, match="unpacks to more than 512 MB"):
        _read(buffer.getvalue())


def test_damage_inside_is_reported_and_a_cut_archive_is_refused() -> None:
    data = packed({"a.txt": TEXT * 9, "b.txt": TEXT}, compression=zipfile.ZIP_STORED)
    meetings, problems = _read(data.replace(b"Parks", b"Sharp", 1))
    assert list(meetings) == ["records/all.zip/b.txt"]
    assert problems[0].startswith("a.txt: damaged in the archive")
    with pytest.raises(RecordError, match="damaged or cut off"):
        _read(data[: len(data) // 2])


def test_a_damaged_workbook_is_told_as_one() -> None:
    with pytest.raises(RecordError, match="the workbook is damaged"):
        list(readers.read(Source("a.xlsx", packed({"xl/workbook.xml": "x"}))))
