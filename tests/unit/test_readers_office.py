"""ODT, RTF, XLSX, DOC and mail: their items are found, and what is not shown in them is not read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import openpyxl
import pytest
from odf import opendocument, style, table, text

from corpus import readers
from corpus.errors import RecordError
from corpus.records import Meeting, Source
from tests.unit.make_files import packed

MINUTES = (
    "1. Apologies\n\nCllr Oak was away.\n\n2. Roads\n\nThe road is long.\n\n3. Close\n\nAt nine."
)


def read(name: str, data: bytes) -> list[Meeting]:
    found = list(readers.read(Source(name, data)))
    assert all(isinstance(record, Meeting) for record in found), found
    return [record for record in found if isinstance(record, Meeting)]


def items_of(name: str, data: bytes) -> list[tuple[str | None, str]]:
    return [(item.number, item.title) for m in read(name, data) for item in m.items]


def words_of(name: str, data: bytes) -> str:
    return " ".join(
        f"{item.title} {item.agenda} {item.decision} {item.minutes}"
        for meeting in read(name, data)
        for item in meeting.items
    )


def odt(fill: Callable[[Any], object]) -> bytes:
    document = opendocument.OpenDocumentText()
    fill(document)
    buffer = io.BytesIO()
    document.write(buffer)
    return buffer.getvalue()


def _numbered(document: Any) -> None:
    numbers = text.ListStyle(name="Numbers")
    numbers.addElement(text.ListLevelStyleNumber(level=1, numformat="1", numsuffix="."))
    numbers.addElement(
        text.ListLevelStyleNumber(level=2, numformat="a", numprefix="(", numsuffix=")")
    )
    document.automaticstyles.addElement(numbers)
    for number, (title, said) in enumerate(
        [("Apologies", "Cllr Oak was away."), ("Roads", "The road is long."), ("Close", "At nine.")]
    ):
        entries = text.List(stylename="Numbers", continuenumbering="true" if number else "false")
        entry = text.ListItem()
        entry.addElement(text.P(text=title))
        inner = text.List()
        part = text.ListItem()
        part.addElement(text.P(text=f"{said} Thus part {number}."))
        inner.addElement(part)
        entry.addElement(inner)
        entries.addElement(entry)
        document.text.addElement(entries)
        document.text.addElement(text.P(text=said))


def test_the_numbers_that_an_odt_does_not_store_are_counted() -> None:
    data = odt(_numbered)
    assert items_of("a.odt", data) == [("1", "Apologies"), ("2", "Roads"), ("3", "Close")]
    assert "(a) The road is long. Thus part 1." in words_of("a.odt", data)


TITLES = [
    "Apologies",
    "Roads",
    "Parks and play",
    "Flood works",
    "Mill Lane",
    "Close of the meeting",
]


def _with_hidden(document: Any) -> None:
    hidden = style.Style(name="Hidden", family="text")
    hidden.addElement(style.TextProperties(display="none"))
    bold = style.Style(name="Strong", family="text")
    bold.addElement(style.TextProperties(fontweight="bold"))
    for one in (hidden, bold):
        document.automaticstyles.addElement(one)
    for title in TITLES:
        paragraph = text.P()
        paragraph.addElement(text.Span(stylename="Strong", text=title))
        document.text.addElement(paragraph)
        said = text.P(text=f"Words about {title}, long enough to be a sentence of their own.")
        said.addElement(text.Span(stylename="Hidden", text="SECRET"))
        document.text.addElement(said)
    rows = table.Table()
    for cells in (["For", "Against"], ["Oak", ""], ["", "Elm"]):
        row = table.TableRow()
        for cell in cells:
            holder = table.TableCell()
            holder.addElement(text.P(text=cell))
            row.addElement(holder)
        rows.addElement(row)
    document.text.addElement(rows)


def test_an_odts_bold_titles_split_it_and_its_hidden_text_is_not_read() -> None:
    data = odt(_with_hidden)
    titles = [title for _, title in items_of("a.odt", data)]
    assert set(TITLES[1:-1]) <= set(titles)
    words = words_of("a.odt", data)
    assert "SECRET" not in words
    assert "For | Against" in words


def test_tracked_deletions_and_comments_of_an_odt_are_not_read() -> None:
    content = odt(lambda d: d.text.addElement(text.P(text="Shown words of the minutes.")))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    deleted = (
        b"<text:tracked-changes><text:changed-region><text:deletion><text:p>SECRET</text:p>"
        b"</text:deletion></text:changed-region></text:tracked-changes>"
    )
    parts["content.xml"] = parts["content.xml"].replace(
        b"<office:text>", b"<office:text>" + deleted
    )
    assert b"SECRET" in parts["content.xml"]
    words = words_of("a.odt", packed({"mimetype": parts.pop("mimetype"), **parts}, compression=0))
    assert "Shown words" in words
    assert "SECRET" not in words


RTF = (
    rb"{\rtf1\ansi\deff0 1. Apologies\par\par Cllr Oak was away.\par\par 2. Roads\par\par "
    rb"The road is 3\u8364? long \'96 very.\par\par 3. Close\par\par At nine.\par}"
)


def test_rtf_is_read_with_its_characters() -> None:
    assert items_of("a.rtf", RTF) == [("1", "Apologies"), ("2", "Roads"), ("3", "Close")]
    assert "The road is 3€ long – very." in words_of("a.rtf", RTF)


@pytest.mark.parametrize("mark", [rb"{\v SECRET}", rb"{\deleted SECRET}", rb"\v SECRET\v0 "])
def test_rtf_with_hidden_text_is_refused(mark: bytes) -> None:
    with pytest.raises(RecordError, match="hidden or deleted"):
        list(readers.read(Source("a.rtf", RTF.replace(b"At nine.", mark))))


def workbook(fill: Callable[[Any], object]) -> bytes:
    book = openpyxl.Workbook()
    fill(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _schedule(book: Any) -> None:
    sheet = book.active
    sheet.title = "Schedule of roads"
    for row in (
        ["Road", "Cost", "Note"],
        ["High Street", 1200.0, None],
        ["Mill Lane", 3.5, "SECRET ROW"],
    ):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet["D1"] = "SECRET COLUMN"
    sheet.column_dimensions["D"].hidden = True
    hidden = book.create_sheet("SECRET SHEET")
    hidden.append(["SECRET CELL"])
    hidden.sheet_state = "hidden"


def test_a_workbooks_rows_are_rows_and_what_is_hidden_is_not_read() -> None:
    words = words_of("a.xlsx", workbook(_schedule))
    assert "High Street | 1200" in words
    assert "Road | Cost | Note" in words
    assert "SECRET" not in words


def letter(**attachments: bytes) -> bytes:
    message = EmailMessage()
    message["Subject"] = "Speed limit in Mill Lane"
    message["From"], message["To"] = "a@example.org", "b@example.org"
    message["Message-ID"] = "<1@example.org>"
    message.set_content("Dear Clerk,\n\nthe limit should be lower.\n")
    for name, data in attachments.items():
        message.add_attachment(
            data, maintype="application", subtype="octet-stream", filename=name.replace("_", ".")
        )
    return message.as_bytes()


def test_a_letter_is_one_item_and_its_attachments_are_records() -> None:
    found = items_of("a.eml", letter(minutes_txt=MINUTES.encode(), roads_rtf=RTF))
    assert found[0] == (None, "Speed limit in Mill Lane")
    assert found[1:4] == found[4:] == [("1", "Apologies"), ("2", "Roads"), ("3", "Close")]


def test_an_attachment_that_cannot_be_read_costs_only_itself() -> None:
    found = list(readers.read(Source("a.eml", letter(a_png=b"\x89PNG", again_eml=letter()))))
    assert [type(record) for record in found] == [Meeting, RecordError, RecordError]
    assert "a.png: an image" in str(found[1])
    assert "within a message" in str(found[2])


def test_a_saved_web_page_is_read_as_the_page() -> None:
    message = EmailMessage()
    message["Subject"], message["MIME-Version"] = "Minutes", "1.0"
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in MINUTES.split("\n\n"))
    message.set_content(page, subtype="html")
    message.make_related()
    assert items_of("a.mhtml", message.as_bytes())[0] == ("1", "Apologies")


def test_a_report_with_a_head_like_a_letter_is_no_mail() -> None:
    head = "To: Cabinet\nFrom: The Director of Roads\nSubject: Mill Lane\nDate: 3 March 2026\n\n"
    assert readers.pick(Source("report.txt", (head + MINUTES).encode())).name == "minutes"


def test_an_old_word_document_is_refused_with_advice_where_no_program_reads_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000 + "WordDocument".encode("utf-16-le")
    with pytest.raises(RecordError, match="antiword or LibreOffice"):
        list(readers.read(Source("a.doc", data)))
