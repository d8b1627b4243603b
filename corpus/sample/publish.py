"""Publish meetings of the sample council again, in every format a council uses, from the same source.

`python -m corpus.sample.publish` writes `published/` afresh: the minutes as PDF with running heads, as
DOCX, as HTML exported from Word, as the answer of modern.gov's `GetMeeting`, and a ZIP of them. The
files are the same byte for byte each time. Needs reportlab, which is a development dependency.
"""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from corpus import readers
from corpus.readers.minutes import OPENING
from corpus.records import AgendaItem, Meeting
from corpus.sources import FoundFile, find_files, load

SAMPLE = Path(__file__).resolve().parent
SOURCES = (
    "planning/2020-07-22-minutes.md",
    "cabinet/2018-07-10.txt",
    "council/2024-02-22-minutes.md",
    "children-scrutiny/2023-09-21-minutes.md",
)
_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10.5, leading=14, spaceAfter=8)
_HEADING = ParagraphStyle("heading", _BODY, fontName="Helvetica-Bold", spaceBefore=6)
# Any date will do, as long as it is always the same.
_PACKED_ON = (2026, 1, 1, 0, 0, 0)


def source_meeting(name: str) -> Meeting:
    """Return the meeting that a file of `records/` tells of, without the reader's opening passage."""
    (found,) = find_files([SAMPLE / "records" / name])
    if not isinstance(found, FoundFile):
        raise found[1]
    (meeting,) = (m for m in readers.read(load(found)) if isinstance(m, Meeting))
    items = tuple(item for item in meeting.items if item.title != OPENING)
    return Meeting(items, meeting.source, meeting.council, meeting.committee, meeting.date)


def as_pdf(meeting: Meeting) -> bytes:
    """Return the minutes as a PDF with a running head and page numbers."""
    buffer = io.BytesIO()
    document = SimpleDocTemplate(buffer, pagesize=A4, invariant=1, title=_title(meeting))

    def furnish(canvas: Canvas, _: Any) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(72, 810, f"{meeting.council} – {_title(meeting)}")
        canvas.drawString(280, 30, f"Page {canvas.getPageNumber()}")

    story = [
        Paragraph(html.escape(text), _HEADING if heading else _BODY)
        for text, heading in _paragraphs(meeting)
    ]
    document.build(story, onFirstPage=furnish, onLaterPages=furnish)
    return buffer.getvalue()


def as_docx(meeting: Meeting) -> bytes:
    """Return the minutes as a DOCX with headings in bold."""
    document = docx.Document()
    for text, heading in _paragraphs(meeting):
        document.add_paragraph().add_run(text).bold = True if heading else None
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as package:
        return packed({name: package.read(name) for name in package.namelist()})


def as_word_html(meeting: Meeting) -> bytes:
    """Return the minutes as Word exports a web page, in Windows-1252."""
    body = "\n".join(
        f"<p class=MsoNormal><b><span lang=EN-GB>{html.escape(text)}</span></b></p>"
        if heading
        else f"<p class=MsoNormal><span lang=EN-GB>{html.escape(text)}<o:p></o:p></span></p>"
        for text, heading in _paragraphs(meeting)
    )
    page = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office">\n<head>\n<meta http-equiv=Content-Type '
        'content="text/html; charset=windows-1252">\n<style>p.MsoNormal {margin:0cm;}</style>\n</head>\n'
        f"<body lang=EN-GB>\n<div class=WordSection1>\n{body}\n</div>\n</body>\n</html>\n"
    )
    return page.encode("cp1252", "xmlcharrefreplace")


def as_get_meeting(meeting: Meeting) -> bytes:
    """Return the answer of modern.gov's `GetMeeting`, its HTML escaped twice."""
    items = "".join(_xml_item(item, meeting) for item in meeting.items)
    date = meeting.date.strftime("%d/%m/%Y") if meeting.date else ""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<meeting><meetingid>1</meetingid>'
        f"<meetingdate>{date}</meetingdate><agendaitems>\n{items}</agendaitems></meeting>\n"
    ).encode()


def packed(files: dict[str, bytes]) -> bytes:
    """Return a ZIP archive of files, the same each time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, _PACKED_ON), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


FORMATS: dict[str, Callable[[Meeting], bytes]] = {
    ".pdf": as_pdf,
    ".docx": as_docx,
    ".htm": as_word_html,
    ".xml": as_get_meeting,
}


def publish(folder: Path) -> None:
    """Write every meeting of `SOURCES` in every format into a folder, and a ZIP of them all."""
    every: dict[str, bytes] = {}
    for name in SOURCES:
        meeting = source_meeting(name)
        for suffix, render in FORMATS.items():
            every[f"{Path(name).parent}/{meeting.date}{suffix}"] = render(meeting)
    for name, data in {**every, "everything.zip": packed(every)}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _title(meeting: Meeting) -> str:
    when = f"{meeting.date.day} {meeting.date:%B %Y}" if meeting.date else ""
    return f"{meeting.committee}, {when}"


def _paragraphs(meeting: Meeting) -> Iterator[tuple[str, bool]]:
    """Yield the printed paragraphs, each with whether it is a heading."""
    yield str(meeting.council), True
    yield (
        f"Minutes of the meeting of the {meeting.committee} held on {_title(meeting).split(', ')[-1]}",
        False,
    )
    for item in meeting.items:
        yield f"{item.number} {item.title}", True
        yield from ((line, False) for line in _lines(item))


def _lines(item: AgendaItem) -> Iterator[str]:
    labelled = bool(item.agenda or item.decision)
    for label, text in (
        ("", item.agenda),
        ("Decision:", item.decision),
        ("Minutes:", item.minutes),
    ):
        if text and label and labelled:
            yield label
        yield from (line for line in text.split("\n") if line)


def _xml_item(item: AgendaItem, meeting: Meeting) -> str:
    def body(text: str) -> str:
        paragraphs = "".join(
            f'<p class="MsoNormal">{html.escape(line)}</p>' for line in text.split("\n") if line
        )
        return html.escape(html.escape(f'<div class="WordSection1">{paragraphs}</div>'))

    return (
        f"<agendaitem><agendaitemtitle>{html.escape(html.escape(item.title))}</agendaitemtitle>"
        f"<fulldisplaynumberformat>{html.escape(item.number or '')}</fulldisplaynumberformat>"
        f"<agendatext>{body(item.agenda)}</agendatext><decisiontext>{body(item.decision)}</decisiontext>"
        f"<minutesnonemptyhtmlbody>{body(item.minutes)}</minutesnonemptyhtmlbody>"
        f"<isrestricted>{item.restricted}</isrestricted>"
        f"<refertocommittee>{html.escape(meeting.committee or '')}</refertocommittee></agendaitem>\n"
    )


if __name__ == "__main__":
    publish(SAMPLE / "published")
