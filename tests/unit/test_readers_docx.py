from __future__ import annotations

import zipfile
from datetime import date
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from corpus import readers
from corpus.errors import RecordError
from corpus.records import Meeting, Source
from tests.unit.make_files import packed, word


def _read(data: bytes) -> Meeting:
    source = Source("minutes.docx", data)
    assert readers.pick(source).name == "DOCX"
    (meeting,) = readers.read(source)
    assert isinstance(meeting, Meeting)
    return meeting


def _refusal(data: bytes) -> str:
    with pytest.raises(RecordError) as refused:
        list(readers.read(Source("a.docx", data)))
    return str(refused.value)


def _head(document: Any) -> None:
    document.add_paragraph("Wenbridge City Council")
    document.add_paragraph("Planning Committee")
    document.add_paragraph("Tuesday 14 May 2019")


def _bold(document: Any, text: str) -> None:
    document.add_paragraph().add_run(text).bold = True


def test_paragraphs_and_tables_come_in_the_order_of_the_document() -> None:
    def fill(document: Any) -> None:
        _head(document)
        _bold(document, "1. Roads")
        document.add_paragraph("It was put to the vote.")
        table = document.add_table(2, 3)
        for cell, text in zip(
            [c for row in table.rows for c in row.cells],
            ["Councillor", "For", "Against", "Pike", "X", ""],
            strict=True,
        ):
            cell.text = text
        document.add_paragraph("The motion was carried.")
        _bold(document, "2. Parks")
        document.add_paragraph("Green.")

    meeting = _read(word(fill))
    assert (meeting.committee, meeting.date) == ("Planning Committee", date(2019, 5, 14))
    assert [(i.number, i.title) for i in meeting.items] == [("1", "Roads"), ("2", "Parks")]
    assert meeting.items[0].minutes.split("\n\n") == [
        "It was put to the vote.",
        "Councillor | For | Against\nPike | X |",
        "The motion was carried.",
    ]


def test_a_document_that_is_only_tables_gives_its_items() -> None:
    def fill(document: Any) -> None:
        table = document.add_table(0, 2)
        for number, title, text in (("", "Planning Committee, 14 May 2019", ""),
                                    ("1.", "Roads", "They are long."),
                                    ("2.", "Parks", "They are green."),
                                    ("3.", "Rivers", "They are wet.")):  # fmt: skip
            cells = table.add_row().cells
            cells[0].text = number
            cells[1].text = title
            if text:
                cells[1].add_paragraph(text)

    meeting = _read(word(fill))
    assert [(i.number, i.title, i.minutes) for i in meeting.items] == [
        ("1", "Roads", "They are long."),
        ("2", "Parks", "They are green."),
        ("3", "Rivers", "They are wet."),
    ]


def test_numbers_that_word_makes_itself_are_the_items_numbers() -> None:
    def fill(document: Any) -> None:
        _head(document)
        for title in ("Roads", "Parks", "Rivers"):
            document.add_paragraph(title, style="List Number")
            document.add_paragraph(f"{title} are there.")
            document.add_paragraph("a point", style="List Bullet")

    meeting = _read(word(fill))
    assert [(i.number, i.title) for i in meeting.items] == [
        ("1", "Roads"), ("2", "Parks"), ("3", "Rivers"),
    ]  # fmt: skip
    assert meeting.items[0].minutes == "Roads are there.\n\n• a point"


def test_the_head_of_the_first_page_names_the_meeting() -> None:
    def fill(document: Any) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = True
        section.header.paragraphs[0].text = "7 May 1999"
        section.first_page_header.paragraphs[0].text = "Roads Committee"
        section.first_page_header.add_paragraph("14 May 2019")
        document.add_paragraph("The meeting opened at six.")
        for title in ("Roads", "Parks"):
            document.add_heading(title, 2)
            document.add_paragraph(f"{title} are there.")

    meeting = _read(word(fill))
    assert (meeting.committee, meeting.date) == ("Roads Committee", date(2019, 5, 14))
    assert [item.title for item in meeting.items] == [
        "Attendance and opening of the meeting",
        "Roads",
        "Parks",
    ]


def test_headings_split_where_nothing_is_numbered() -> None:
    def fill(document: Any) -> None:
        for title in ("Roads", "Parks"):
            document.add_heading(title, 2)
            document.add_paragraph(f"{title} are there.")

    assert [i.title for i in _read(word(fill)).items] == ["Roads", "Parks"]


def test_insertions_and_content_controls_are_read_and_deletions_are_not() -> None:
    def fill(document: Any) -> None:
        document.add_heading("Roads", 2)
        document.add_heading("Parks", 2)
        document.element.body.insert(1, parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p>"
            "<w:r><w:t xml:space='preserve'>The road is </w:t></w:r>"
            "<w:del w:id='1' w:author='a'><w:r><w:delText>short</w:delText></w:r></w:del>"
            "<w:ins w:id='2' w:author='a'><w:r><w:t>long</w:t></w:r></w:ins>"
            "<w:r><w:t>.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ))  # fmt: skip

    assert _read(word(fill)).items[0].minutes == "The road is long."


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = packed({"[Content_Types].xml": "x", "word/document.xml": b"0" * (257 * 2**20)})
    assert len(bomb) < 2**20
    assert "unpacks to more than 256 MB" in _refusal(bomb)


def test_a_part_that_says_it_is_small_and_is_not_is_refused() -> None:
    good = word(lambda d: d.add_heading("Roads", 2))
    start = good.rindex(b"PK\x01\x02")
    lying = good[: start + 24] + (5).to_bytes(4, "little") + good[start + 28 :]
    try:
        list(readers.read(Source("a.docx", lying)))
    except RecordError as error:
        assert "damaged" in str(error)  # noqa: PT017 (python-docx may not open this part at all)


@pytest.mark.parametrize("part", [0.01, 0.5, 0.99])
def test_a_truncated_document_is_refused(part: float) -> None:
    whole = word(_head)
    assert "damaged or cut off" in _refusal(whole[: int(len(whole) * part)])


def test_entities_in_a_document_are_never_expanded() -> None:
    good = word(_head)
    with zipfile.ZipFile(__import__("io").BytesIO(good)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    text = files["word/document.xml"].decode()
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE d [<!ENTITY e0 "Boom"><!ENTITY f SYSTEM "file:///etc/passwd">{entities}]>'
    start = text.index("<w:document")
    text = text[:start] + bomb + text[start:].replace("Planning Committee", "&e11;&f;")
    files["word/document.xml"] = text.encode()
    try:
        (found,) = readers.read(Source("a.docx", packed(files)))
    except RecordError:
        return
    assert isinstance(found, Meeting)
    assert "Boom" not in repr(found)
    assert "root:" not in repr(found)


def test_an_empty_document_is_refused() -> None:
    assert _refusal(word(lambda d: None)) == "the document holds no text"


def test_old_word_files_are_refused_with_what_to_do() -> None:
    with pytest.raises(RecordError, match="save it as DOCX"):
        readers.pick(Source("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100))


@pytest.mark.parametrize("level", ["x", "", "²"])
def test_a_level_of_a_list_that_is_no_number_costs_its_numbers_only(level: str) -> None:
    def fill(document: Any) -> None:
        _head(document)
        document.add_paragraph("The lido stays open.", style="List Number")
        for known in document.part.numbering_part.element.iter(qn("w:lvl")):
            known.set(qn("w:ilvl"), level)

    (item,) = _read(word(fill)).items
    assert "The lido stays open." in item.minutes


@pytest.mark.parametrize("kind", ["lowerRoman", "lowerLetter", "decimal"])
def test_a_list_that_starts_at_a_senseless_number_starts_at_one(kind: str) -> None:
    def fill(document: Any) -> None:
        _head(document)
        document.add_paragraph("The lido stays open.", style="List Number")
        for known in document.part.numbering_part.element.iter(qn("w:lvl")):
            for name, value in (("w:start", "99999999999"), ("w:numFmt", kind)):
                for found in known.iter(qn(name)):
                    found.set(qn("w:val"), value)

    text = " ".join(f"{i.number} {i.title} {i.minutes}" for i in _read(word(fill)).items)
    assert "The lido stays open." in text
    assert len(text) < 500
