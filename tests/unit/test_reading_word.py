"""Kinds of Word and OpenDocument texts: titles that stand out in any way, notes, and what is not shown."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from corpus import readers
from corpus.records import AgendaItem, Meeting, Source
from tests.unit.make_files import packed, word

WANTED = [
    ("Welcome", "Nobody was absent, and the Mayor took the chair at half past six."),
    ("Gritting of Back Lane", "The county had gritted it twice since the last frost."),
    ("Library hours", "They would be longer from May, as the volunteers had asked."),
    ("Date of next meeting", "It would be on 2 July 2025 in the same room."),
]
HEAD = ["Borley Town Council", "Minutes of the meeting held on 4 June 2025", "Present: Cllr Oak"]
NAMES = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}


def _items(data: bytes, name: str = "borley.docx") -> tuple[AgendaItem, ...]:
    found = [one for one in readers.read(Source(name, data)) if isinstance(one, Meeting)]
    return tuple(
        item for item in found[0].items if item.title != "Attendance and opening of the meeting"
    )


def _said(item: AgendaItem) -> str:
    return "\n\n".join(part for part in (item.agenda, item.decision, item.minutes) if part)


def _all(data: bytes, name: str = "borley.docx") -> str:
    return " ".join(f"{item.title} {_said(item)}" for item in _items(data, name))


def _document(
    add: Callable[[Any, str, str], object], fill: Callable[[Any], object] | None = None
) -> bytes:
    def whole(document: Any) -> None:
        if fill:
            fill(document)
        for line in HEAD:
            document.add_paragraph(line)
        for title, text in WANTED:
            add(document, title, text)

    return word(whole)


def _run_in(mark: Callable[[Any], object], joint: str, number: str = "") -> Callable[..., None]:
    def add(document: Any, title: str, text: str) -> None:
        paragraph = document.add_paragraph()
        if number:
            paragraph.add_run(number.format([one[0] for one in WANTED].index(title) + 1))
        mark(paragraph.add_run(title + joint.rstrip()))
        paragraph.add_run(f" {text}")

    return add


def _bold(run: Any) -> None:
    run.bold = True


def _strong(run: Any) -> None:
    run.style = "Strong"


RUN_IN = {
    "bold and a full stop": _run_in(_bold, "."),
    "bold and a dash": _run_in(_bold, " –"),
    "bold and a colon, numbered": _run_in(_bold, ":", "{}.\t"),
    "by a style of characters": _run_in(_strong, "."),
}


@pytest.mark.parametrize("kind", RUN_IN)
def test_a_title_in_bold_in_front_of_its_text_is_a_title(kind: str) -> None:
    found = _items(_document(RUN_IN[kind]))
    assert [item.title for item in found] == [title for title, _ in WANTED]
    assert [_said(item) for item in found] == [text for _, text in WANTED]


def _styled(make: Callable[[Any], object]) -> bytes:
    def fill(document: Any) -> None:
        style = document.styles.add_style("Topic", WD_STYLE_TYPE.PARAGRAPH)
        make(style)
        document.styles.add_style("Topic Two", WD_STYLE_TYPE.PARAGRAPH).base_style = style

    def add(document: Any, title: str, text: str) -> None:
        document.add_paragraph(title, style="Topic Two")
        document.add_paragraph(text)

    return _document(add, fill)


def _outline(style: Any) -> None:
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "1")
    style.element.get_or_add_pPr().append(level)


STYLES: dict[str, Callable[[Any], object]] = {
    "bold": lambda style: setattr(style.font, "bold", True),
    "underlined": lambda style: setattr(style.font, "underline", True),
    "all capitals": lambda style: setattr(style.font, "all_caps", True),
    "an outline level": _outline,
}


@pytest.mark.parametrize("kind", STYLES)
def test_a_title_that_stands_out_by_its_style_is_a_title(kind: str) -> None:
    found = _items(_styled(STYLES[kind]))
    assert [item.title.casefold() for item in found] == [t.casefold() for t, _ in WANTED]


def test_a_title_that_is_underlined_is_a_title() -> None:
    def add(document: Any, title: str, text: str) -> None:
        document.add_paragraph().add_run(title).underline = True
        document.add_paragraph(text)

    assert [item.title for item in _items(_document(add))] == [title for title, _ in WANTED]


def test_bold_that_a_style_gives_and_the_run_takes_away_is_none() -> None:
    def add(document: Any, title: str, text: str) -> None:
        document.add_paragraph(title, style="Topic")
        paragraph = document.add_paragraph(style="Topic")
        paragraph.add_run(text).bold = False

    def fill(document: Any) -> None:
        document.styles.add_style("Topic", WD_STYLE_TYPE.PARAGRAPH).font.bold = True

    assert [item.title for item in _items(_document(add, fill))] == [t for t, _ in WANTED]


NOTES = """<w:{kind}s xmlns:w="{w}"><w:{kind} w:type="separator" w:id="-1"><w:p/></w:{kind}>
<w:{kind} w:id="2"><w:p><w:r><w:t>valid until </w:t></w:r><w:r><w:t>30 September</w:t></w:r></w:p>
<w:p><w:del><w:r><w:delText>UNSEEN</w:delText></w:r></w:del></w:p></w:{kind}></w:{kind}s>"""


def _with_part(data: bytes, name: str, content: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        files = {one: package.read(one) for one in package.namelist()}
    kind = name.partition(".")[0]
    types = files["[Content_Types].xml"].decode()
    part = (
        f'<Override PartName="/word/{name}" ContentType="application/vnd.openxmlformats-officedocument'
        f'.wordprocessingml.{kind}+xml"/></Types>'
    )
    files["[Content_Types].xml"] = types.replace("</Types>", part).encode()
    relation = (
        f'<Relationship Id="rIdN{kind}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="{name}"/></Relationships>'
    )
    relations = files["word/_rels/document.xml.rels"].decode()
    files["word/_rels/document.xml.rels"] = relations.replace("</Relationships>", relation).encode()
    files[f"word/{name}"] = content.encode()
    return packed(files)


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
@pytest.mark.parametrize("in_table", [False, True])
def test_a_note_stands_behind_the_paragraph_that_has_its_mark(kind: str, in_table: bool) -> None:
    def add(document: Any, title: str, text: str) -> None:
        document.add_paragraph(title).runs[0].bold = True
        table = document.add_table(1, 2) if in_table else None
        if table:
            table.cell(0, 1).text = "see"
        paragraph = table.cell(0, 0).paragraphs[0] if table else document.add_paragraph()
        paragraph.add_run(text)
        if title == "Library hours":
            mark = OxmlElement(f"w:{kind}Reference")
            mark.set(qn("w:id"), "2")
            paragraph.add_run()._r.append(mark)

    notes = NOTES.format(kind=kind, **NAMES)
    data = _with_part(_document(add), f"{kind}s.xml", notes)
    found = {item.title: _said(item) for item in _items(data)}
    assert "valid until 30 September" in found["Library hours"]
    assert "valid" not in found["Welcome"] + found["Date of next meeting"]
    assert "UNSEEN" not in str(found)


def _vanish(run: Any) -> None:
    run.font.hidden = True


def _hidden_style(run: Any) -> None:
    styles = run.part.document.styles
    names = [style.name for style in styles]
    if "Quiet" not in names:
        styles.add_style("Quiet", WD_STYLE_TYPE.CHARACTER).font.hidden = True
        styles.add_style("Quieter", WD_STYLE_TYPE.CHARACTER).base_style = styles["Quiet"]
    run.style = "Quieter"


def _wrapped(tag: str) -> Callable[[Any], None]:
    def wrap(run: Any) -> None:
        change = OxmlElement(tag)
        change.set(qn("w:id"), "7")
        run._r.addprevious(change)
        change.append(run._r)

    return wrap


def _struck(run: Any) -> None:
    run.font.strike = True


def _web_hidden(run: Any) -> None:
    run._r.get_or_add_rPr().append(OxmlElement("w:webHidden"))


def _special(run: Any) -> None:
    run._r.get_or_add_rPr().append(OxmlElement("w:specVanish"))
    _vanish(run)


NOT_SHOWN = {
    "hidden": _vanish,
    "hidden by its style": _hidden_style,
    "deleted": _wrapped("w:del"),
    "moved away": _wrapped("w:moveFrom"),
    "struck out": _struck,
    "hidden twice over": _special,
}
SHOWN = {
    "inserted": _wrapped("w:ins"),
    "moved here": _wrapped("w:moveTo"),
    "not on the web": _web_hidden,
    "not hidden": lambda run: setattr(run.font, "hidden", False),
}


def _marked(mark: Callable[[Any], object]) -> bytes:
    def add(document: Any, title: str, text: str) -> None:
        document.add_paragraph(title, style="Heading 2")
        paragraph: Paragraph = document.add_paragraph(text)
        mark(paragraph.add_run(" THESEWORDS about staff"))
        paragraph.add_run(" And then home.")
        cell = document.add_table(1, 2).rows[0].cells
        cell[0].text = "Hours"
        mark(cell[1].paragraphs[0].add_run("THESEWORDS"))

    return _document(add)


@pytest.mark.parametrize("kind", NOT_SHOWN)
def test_what_word_does_not_show_is_not_read(kind: str) -> None:
    told = _all(_marked(NOT_SHOWN[kind]))
    assert "THESEWORDS" not in told
    assert told.count("And then home") == len(WANTED)


@pytest.mark.parametrize("kind", SHOWN)
def test_what_word_shows_is_read(kind: str) -> None:
    assert _all(_marked(SHOWN[kind])).count("THESEWORDS") == 2 * len(WANTED)


def test_a_paragraph_of_a_hidden_style_is_not_read() -> None:
    def fill(document: Any) -> None:
        document.styles.add_style("Secret", WD_STYLE_TYPE.PARAGRAPH).font.hidden = True

    def add(document: Any, title: str, text: str) -> None:
        document.add_paragraph(title, style="Heading 1")
        document.add_paragraph("THESEWORDS", style="Secret")
        paragraph = document.add_paragraph(style="Secret")
        paragraph.add_run(text).font.hidden = False

    told = _all(_document(add, fill))
    assert "THESEWORDS" not in told
    assert all(text in told for _, text in WANTED)


def test_a_deleted_paragraph_mark_and_a_deleted_row_are_not_read() -> None:
    def add(document: Any, title: str, text: str) -> None:
        document.add_paragraph(title, style="Heading 1")
        document.add_paragraph(text)
        table = document.add_table(2, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Hours", "ten"
        table.cell(1, 0).text, table.cell(1, 1).text = "THESEWORDS", "nine"
        row = table.rows[1]._tr
        row.get_or_add_trPr().append(parse_xml(f'<w:del xmlns:w="{NAMES["w"]}" w:id="9"/>'))

    told = _all(_document(add))
    assert "THESEWORDS" not in told
    assert "Hours | ten" in told


ODT = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">
<office:automatic-styles>{styles}</office:automatic-styles>
<office:body><office:text>{text}</office:text></office:body></office:document-content>"""
ODT_HIDDEN = {
    "by a style of the document": ("", '<text:span text:style-name="Quiet">THESEWORDS</text:span>'),
    "by what its style is based on": (
        '<style:style style:name="T1" style:parent-style-name="Quiet" style:family="text"/>',
        '<text:span text:style-name="T1">THESEWORDS</text:span>',
    ),
    "struck out": (
        '<style:style style:name="T2" style:family="text"><style:text-properties '
        'style:text-line-through-style="solid"/></style:style>',
        '<text:span text:style-name="T2">THESEWORDS</text:span>',
    ),
}


@pytest.mark.parametrize("kind", ODT_HIDDEN)
def test_what_an_opendocument_does_not_show_is_not_read(kind: str) -> None:
    styles, hidden = ODT_HIDDEN[kind]
    text = "".join(f"<text:p>{line}</text:p>" for line in HEAD)
    for title, said in WANTED:
        text += (
            f'<text:h text:outline-level="2">{title}</text:h><text:p>{said}{hidden} Home.</text:p>'
        )
    common = '<style:style style:name="Quiet" style:family="text"><style:text-properties text:display="none"/></style:style>'
    content = ODT.format(styles=styles, text=text)
    common = re.sub(r"<office:body>.*</office:body>", "", ODT.format(styles=common, text=""))
    common = common.replace("document-content", "document-styles").replace(
        "automatic-styles", "styles"
    )
    data = packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "styles.xml": common,
        },
        compression=zipfile.ZIP_STORED,
    )
    told = _all(data, "borley.odt")
    assert told.count("Home") == len(WANTED)
    assert "THESEWORDS" not in told


def test_the_document_of_these_tests_is_one() -> None:
    assert len(docx.Document(io.BytesIO(_marked(_bold))).paragraphs) == len(HEAD) + 2 * len(WANTED)
