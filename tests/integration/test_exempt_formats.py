"""An exempt item's secret, planted in every format that is read, is in no byte of the index."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from email.message import EmailMessage
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import Any

import openpyxl
import pytest
from odf import opendocument, text

from corpus.readers import SUFFIXES
from indexer.build.every_byte import holding
from indexer.build.pipeline import build
from indexer.generation import store
from search.searcher import open_index
from tests.conftest import write_records
from tests.quick_model import use_exported
from tests.unit.make_files import packed, pdf, word, write

SECRETS = ("Zugzwangia", "7,345,219", "Quillfeather")
ACT = (
    "RESOLVED: That under section 100A(4) of the Local Government Act 1972 the press and public be "
    "excluded for the remaining items, which involve exempt information."
)
SECRET = "Councillor Quillfeather moved that Zugzwangia Holdings be paid £7,345,219 for the depot."
PUBLIC = "The swimming pool in Mill Lane was discussed by all members of the committee."
PARTS = [
    "Wenbridge City Council", "Cabinet", "1 March 2022", "1. Pool", PUBLIC,
    "2. Exclusion of the press and public", ACT, "3. Purchase of the depot", SECRET,
]  # fmt: skip
PAGE = f"<!DOCTYPE html><html><body>{''.join(f'<p>{escape(part)}</p>' for part in PARTS)}</body></html>"


def _pdf() -> bytes:
    lines = [line for part in PARTS for line in (*wrap(part, 80), "")]
    return pdf([lambda canvas: write(canvas, lines)])


def _docx() -> bytes:
    def fill(document: Any) -> None:
        for part in PARTS:
            document.add_paragraph(part)

    return word(fill)


def _odt() -> bytes:
    document = opendocument.OpenDocumentText()
    for part in PARTS:
        document.text.addElement(text.P(text=part))
    buffer = io.BytesIO()
    document.write(buffer)
    return buffer.getvalue()


def _rtf() -> bytes:
    body = "\\par\n".join(part.replace("£", "\\'a3") for part in PARTS)
    return ("{\\rtf1\\ansi\\ansicpg1252 " + body + "\\par}").encode("ascii")


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("Item", "Decision", "Exempt?"),
        ("Pool", PUBLIC, "No"),
        ("Depot", SECRET, "Yes, paragraph 3"),
    ):
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _mhtml() -> bytes:
    message = EmailMessage()
    message["Subject"] = "Minutes"
    message["MIME-Version"] = "1.0"
    message.set_content(PAGE, subtype="html")
    message.make_related()
    return message.as_bytes()


def _eml() -> bytes:
    message = EmailMessage()
    message["Subject"] = "The minutes"
    message["From"] = "clerk@wenbridge.example"
    message.set_content("The minutes are attached.")
    message.add_attachment(
        "\n\n".join(PARTS).encode(), maintype="text", subtype="plain", filename="minutes.txt"
    )
    return message.as_bytes()


def _captions(mark: str) -> str:
    said = (f">> THE CHAIR: {PUBLIC}", f">> THE CLERK: {ACT}", f">> COUNCILLOR ELM: {SECRET}")
    cues = (
        f"{n + 1}\n00:0{n}:00{mark}000 --> 00:0{n}:30{mark}000\n{line}\n"
        for n, line in enumerate(said)
    )
    return "\n".join(cues)


def _json_lines() -> str:
    items = [
        {"title": "Pool", "number": "1", "minutes": PUBLIC},
        {"title": "Depot", "number": "2", "minutes": SECRET, "confidential": "yes"},
    ]
    facts = {"council": "Wenbridge", "committee": "Cabinet", "date": "2022-03-01"}
    return f"{json.dumps({**facts, 'items': items})}\n"


def _json_answer() -> str:
    return json.dumps({"value": [json.loads(_json_lines())]}, indent=1)


def _legistar() -> str:
    said = [("Pool", PUBLIC), ("Exclusion of the press and public", ACT), ("Depot", SECRET)]
    rows = [
        {
            "EventItemId": number,
            "EventItemAgendaSequence": number,
            "EventItemMinutesSequence": number,
            "EventItemAgendaNumber": f"{number}.",
            "EventItemTitle": title,
            "EventItemMinutesNote": text,
            "EventItemActionText": None,
        }
        for number, (title, text) in enumerate(said, start=1)
    ]
    facts = {"EventId": 7, "EventBodyName": "Cabinet", "EventDate": "2022-03-01T00:00:00"}
    return json.dumps({**facts, "EventMinutesStatusName": "Final", "EventItems": rows})


def _civic() -> str:
    agenda = [
        {"description": f"{title}\n{text}", "order": str(number), "notes": []}
        for number, (title, text) in enumerate(
            [("Pool", PUBLIC), ("Exclusion of the press and public", ACT), ("Depot", SECRET)], 1
        )
    ]
    facts = {"_type": "event", "name": "Cabinet", "start_date": "2022-03-01", "status": "passed"}
    return json.dumps({**facts, "agenda": agenda})


def _xml() -> str:
    def item(number: int, title: str, said: str, restricted: str) -> str:
        return (
            f"<agendaitem><agendaitemtitle>{title}</agendaitemtitle>"
            f"<fulldisplaynumberformat>{number}.</fulldisplaynumberformat>"
            f"<minutesnonemptyhtmlbody>{escape(f'<p>{said}</p>')}</minutesnonemptyhtmlbody>"
            f"<isrestricted>{restricted}</isrestricted></agendaitem>"
        )

    items = item(1, "Pool", PUBLIC, "False") + item(2, "Depot", SECRET, "True")
    return (
        '<?xml version="1.0"?><meeting><meetingid>1</meetingid><meetingdate>01/03/2022</meetingdate>'
        f"<committeetitle>Cabinet</committeetitle><agendaitems>{items}</agendaitems></meeting>"
    )


FORMATS: dict[str, Callable[[], bytes | str]] = {
    "a.pdf": _pdf,
    "a.docx": _docx,
    "a.odt": _odt,
    "a.rtf": _rtf,
    "a.html": lambda: PAGE,
    "a.mhtml": _mhtml,
    "a.eml": _eml,
    "a.xlsx": _xlsx,
    "a.vtt": lambda: f"WEBVTT\n\n{_captions('.')}",
    "a.srt": lambda: _captions(","),
    "a.jsonl": _json_lines,
    "a.json": _json_answer,
    "legistar.json": _legistar,
    "civic.json": _civic,
    "a.xml": _xml,
    "a.md": lambda: "\n\n".join(PARTS),
    "a.txt": lambda: "\n\n".join(PARTS),
    "a.zip": lambda: packed({"inner.txt": "\n\n".join(PARTS)}),
}
# The same reader under another ending, or one that needs a program that is not everywhere.
ALIKE = {".htm", ".aspx", ".mht", ".msg", ".ndjson", ".markdown", ".xlsm", ".doc"}


@pytest.mark.parametrize("name", FORMATS)
def test_the_secret_of_an_exempt_item_is_in_no_byte_of_an_index(
    name: str, tmp_path: Path, tiny_built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_exported(store.open_generation(tiny_built / "index").folder / "encoder", monkeypatch)
    records = write_records(tmp_path / "records", {name: FORMATS[name]()})
    assert holding(tmp_path / "index", SECRETS) == []
    report = build([records], tmp_path / "index")
    assert report.failures == []
    assert holding(tmp_path / "index", SECRETS) == []
    # What is public of the same record is there: it was read.
    said = " ".join(passage.text for passage in open_index(tmp_path / "index").all_passages())
    assert "swimming pool in Mill Lane" in said


def test_every_format_that_is_read_is_asked() -> None:
    assert {Path(name).suffix for name in FORMATS} | ALIKE == SUFFIXES
