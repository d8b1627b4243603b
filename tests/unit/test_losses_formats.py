"""Words in are words in passages and words that are named as left out, in formats of fields and of pages."""

from __future__ import annotations

import html
import io
import json
from collections.abc import Callable
from email.message import EmailMessage

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import losses
from tests.unit.make_files import packed
from tests.unit.test_losses import ITEMS, WORDS, told_and_lost, words_in

Items = list[tuple[str, list[str]]]
Made = tuple[str, bytes, str]
SAID = st.lists(st.sampled_from(WORDS), min_size=3, max_size=12).map(" ".join)


def _as_json(items: Items) -> Made:
    """Return a meeting as a line of JSON, with a field that nobody reads and a link in Markdown."""
    rows = [
        {"number": str(n), "title": t.capitalize(), "minutes": "\n\n".join(said), "ward": "north"}
        for n, (t, said) in enumerate(items, start=1)
    ]
    rows[0]["minutes"] += " [the plan](https://borley.example/plan.pdf)"
    record = {"council": "Borley", "committee": "Roads", "date": "2025-06-04", "items": rows}
    text = "\n".join(
        ["Borley", "Roads", "2025-06-04", *(value for row in rows for value in row.values())]
    )
    return "record.jsonl", json.dumps(record).encode(), text


def _as_xml(items: Items) -> Made:
    """Return an answer of `GetMeeting` with what only its machine knows, and a private document."""
    document = (
        "<linkeddoc><title>Private quince</title><isrestricted>True</isrestricted></linkeddoc>"
    )
    rows = "".join(
        f"<agendaitem><agendaitemid>{900 + n}</agendaitemid><fulldisplaynumberformat>{n}.</fulldisplaynumberformat>"
        f"<agendaitemtitle>{t.capitalize()}</agendaitemtitle>"
        f"<minutesnonemptyhtmlbody>{html.escape(''.join(f'<p>{one}</p>' for one in said))}</minutesnonemptyhtmlbody>"
        f"<linkeddocuments>{document if n == 1 else ''}</linkeddocuments></agendaitem>"
        for n, (t, said) in enumerate(items, start=1)
    )
    text = "\n".join(
        ["Roads 04/06/2025 Hall", "Private quince True"]
        + [f"{900 + n} {n} {t} {' '.join(said)}" for n, (t, said) in enumerate(items, start=1)]
    )
    data = (
        "<meeting><committeetitle>Roads</committeetitle><meetingdate>04/06/2025</meetingdate>"
        f"<meetinglocation>Hall</meetinglocation><agendaitems>{rows}</agendaitems></meeting>"
    )
    return "record.xml", data.encode(), text


def _page_lines(items: Items) -> list[str]:
    lines = ["Agenda and minutes", "Roads Committee", "Roads Committee - Wednesday, 4th June, 2025"]
    lines += ["Venue: The Hall. View directions", "Items", "No. Item"]
    for n, (title, said) in enumerate(items, start=1):
        lines += [f"{n}.", f"{title.capitalize()} pdf icon PDF 219 KB", "Minutes:", *said]
    return [*lines, "Back to top"]


def _as_page_text(items: Items) -> Made:
    text = "\n\n".join(_page_lines(items))
    return "page.txt", text.encode(), text


def _as_page(items: Items) -> Made:
    """Return a page of modern.gov with its menu, its script and words that it hides."""
    rows = "".join(
        f"<tr><td class='mgItemNumberCell'><p>{n}.</p></td><td><p class='mgAiTitleTxt'>{t.capitalize()}</p>"
        f"<p>Minutes:</p>{''.join(f'<p>{one}</p>' for one in said)}</td></tr>"
        for n, (t, said) in enumerate(items, start=1)
    )
    head = "<h2 class='mgSubTitleTxt'>Roads Committee - Wednesday, 4th June, 2025</h2>"
    menu = (
        "<nav><a href='/'>Home again</a></nav><p hidden>not for anybody</p><script>var a</script>"
    )
    data = f"<html><body>{menu}<div id='modgov'>{head}<table class='mgItemTable'>{rows}</table></div></body></html>"
    text = "\n".join(
        ["Roads Committee - Wednesday, 4th June, 2025"]
        + [f"{n} {t} Minutes {' '.join(said)}" for n, (t, said) in enumerate(items, start=1)]
    )
    return "page.html", data.encode(), text


def _as_captions(items: Items) -> Made:
    """Return WebVTT whose lines roll up: each is shown twice."""
    lines = [line for title, said in items for line in (title, *said)]
    cues, before = ["WEBVTT\n", "NOTE made by nobody\n"], ""
    for n, line in enumerate(lines):
        shown = f"{before}\n{line}" if before else line
        cues.append(
            f"00:{n // 60:02d}:{n % 60:02d}.000 --> 00:{n // 60:02d}:{n % 60:02d}.900\n{shown}\n"
        )
        before = line
    text = "\n".join(["NOTE made by nobody", *lines, *lines[:-1]])
    return "record.vtt", "\n".join(cues).encode(), text


def _as_mail(items: Items) -> Made:
    message = EmailMessage()
    message["Subject"], message["From"] = "Minutes of June", "clerk@borley.example"
    message["To"], message["Date"] = "Hazel Rowan <hazel@ash.example>", "Wed, 04 Jun 2025 10:00:00"
    body = "\n\n".join(line for title, said in items for line in (title, *said))
    message.set_content(body)
    # The subject is no loss: it is the title of the document that the passages are of.
    told = "clerk@borley.example\nHazel Rowan hazel@ash.example"
    return "record.eml", bytes(message), f"{told}\n{message['Date']}\n{body}"


def _as_sheets(items: Items) -> Made:
    """Return a workbook with a hidden row, a hidden column and a hidden sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Roads"
    for title, said in items:
        sheet.append([title, "secret", " ".join(said)])
    sheet.append(["a hidden row"])
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[sheet.max_row].hidden = True
    other = book.create_sheet("Other")
    other.append(["never shown"])
    other.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    rows = [f"{title} secret {' '.join(said)}" for title, said in items]
    return "record.xlsx", out.getvalue(), "\n".join(["Roads", *rows, "a hidden row", "never shown"])


_OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def _as_odt(items: Items) -> Made:
    """Return an OpenDocument text with a comment and a text that is hidden."""
    lines = [
        line for n, (t, said) in enumerate(items, 1) for line in (f"{n}. {t.capitalize()}", *said)
    ]
    body = "".join(f"<text:p>{line}</text:p>" for line in lines)
    body += (
        "<text:p>Seen <office:annotation><text:p>a note</text:p></office:annotation>quay</text:p>"
    )
    content = (
        f'<office:document-content {_OFFICE} office:version="1.2"><office:body><office:text>{body}'
        "</office:text></office:body></office:document-content>"
    )
    mime = "application/vnd.oasis.opendocument.text"
    data = packed({"mimetype": mime, "content.xml": content}, compression=0)
    return "record.odt", data, "\n".join([*lines, "Seen a note quay"])


def _as_rtf(items: Items) -> Made:
    lines = [
        line for n, (t, said) in enumerate(items, 1) for line in (f"{n}. {t.capitalize()}", *said)
    ]
    body = "".join(f"{line}\\par\n" for line in lines)
    return "record.rtf", f"{{\\rtf1\\ansi {body}}}".encode(), "\n".join(lines)


FORMATS: dict[str, Callable[[Items], Made]] = {
    "JSON Lines": _as_json,
    "GetMeeting XML": _as_xml,
    "modern.gov page text": _as_page_text,
    "modern.gov page": _as_page,
    "captions": _as_captions,
    "mail": _as_mail,
    "XLSX": _as_sheets,
    "ODT": _as_odt,
    "RTF": _as_rtf,
}


@pytest.mark.parametrize("format_", FORMATS)
@given(items=ITEMS)
@settings(max_examples=10, deadline=None)
def test_words_in_are_words_in_passages_and_words_named_as_left_out(
    format_: str, items: Items
) -> None:
    name, data, text = FORMATS[format_](items)
    told, left_out = told_and_lost(name, data)
    lost = words_in(text) - words_in(told)
    assert sum(left_out.values()) == lost.total(), (left_out, lost)


NAMED = {
    "GetMeeting XML": {losses.WITHHELD: 3},
    "JSON Lines": {losses.FIELDS: 3, losses.HEAD: 5},
    "captions": {losses.MARKS: 4},
    "XLSX": {losses.NOT_SHOWN: 8},
    "ODT": {losses.NOT_SHOWN: 2},
}


@pytest.mark.parametrize("format_", NAMED)
def test_what_is_left_out_of_fields_has_its_name(format_: str) -> None:
    items = [("roads", ["they were swept"]), ("trees", ["none fell"]), ("quay", ["it stands"])]
    left_out = told_and_lost(*FORMATS[format_](items)[:2])[1]
    assert {name: left_out.get(name) for name in NAMED[format_]} == NAMED[format_]
