"""What only the folder around a fetched file says: the meeting's address, and that it is a report."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus import readers
from corpus.errors import RecordError
from corpus.readers.moderngov_address import item_url
from corpus.records import AgendaItem, Meeting, MeetingFacts, Source
from corpus.sources import FoundFile, find_files, load
from tests.conftest import write_records

PAGE = "https://x.example/ieListDocuments.aspx?CId=1&MId=2&Ver=4"
FACTS = MeetingFacts("Ambry Council", "Audit Committee", date(2026, 2, 10), None, PAGE)
XML = (
    "<?xml version='1.0'?><meeting><meetingdate>10/02/2026</meetingdate><agendaitems><agendaitem>"
    "<agendaitemid>18831</agendaitemid><agendaitemtitle>Roads</agendaitemtitle>"
    "<fulldisplaynumberformat>1.</fulldisplaynumberformat><refertocommittee>Cabinet</refertocommittee>"
    "</agendaitem></agendaitems></meeting>"
)
HTML = (
    '<html><body><div id="modgov"><table class="mgItemTable"><tr><td class="mgItemNumberCell">'
    '<p class="mgAiTitleTxt">{cell}1.</p></td><td>{body}<p class="mgAiTitleTxt">Roads</p>'
    "<div>To note.</div></td></tr></table></div></body></html>"
)
REPORT = (
    "Report of the Director\n\n1. Purpose\n\nTo say why the pump failed.\n\n"
    "2. Background\n\nIt had failed before.\n\n3. Recommendation\n\nBuy another.\n"
)


def only(source: Source) -> Meeting:
    (found,) = readers.read(source)
    assert isinstance(found, Meeting)
    return found


def test_an_item_of_the_service_has_its_place_on_the_meetings_page() -> None:
    meeting = only(Source("a/meeting.xml", XML.encode(), FACTS))
    assert meeting.items[0].url == f"{PAGE}#AI18831"
    # An item may be referred to another committee; the meeting is still this one's.
    assert meeting.committee == "Audit Committee"
    assert only(Source("a/meeting.xml", XML.encode())).items[0].url is None


@pytest.mark.parametrize(
    ("cell", "body"),
    [('<a name="AI18831"></a>', ""), ("", '<a id="AI18831"></a>'), ("", '<p id="AI18831"> </p>')],
)
def test_so_has_an_item_of_a_page(cell: str, body: str) -> None:
    data = HTML.format(cell=cell, body=body).encode()
    assert only(Source("meeting.html", data, FACTS)).items[0].url == f"{PAGE}#AI18831"


def test_without_an_anchor_or_an_address_there_is_none() -> None:
    data = HTML.format(cell="", body='<a name="AIMS"></a>').encode()
    assert only(Source("meeting.html", data, FACTS)).items[0].url is None
    assert item_url(None, "1") is None
    assert item_url(PAGE, "") is None
    assert item_url("https://x.example/a.pdf", "1") is None
    assert item_url(f"{PAGE}#AI7", "8") == f"{PAGE}#AI8"


def test_a_report_to_a_meeting_is_one_item_with_its_own_title(tmp_path: Path) -> None:
    toml = (
        '[files."1-pump.txt"]\nurl = "https://x.example/1.pdf"\ndocument = "The pump"\n\n'
        '[files."2-note.txt"]\ndocument = "A note"\n'
    )
    folder = write_records(
        tmp_path / "r", {"meeting.toml": toml, "1-pump.txt": REPORT, "2-note.txt": "Only this."}
    )
    first, second = (
        only(load(found)).items for found in find_files([folder]) if isinstance(found, FoundFile)
    )
    ((report,), (note,)) = (first, second)
    assert (report.title, report.number) == ("The pump", None)
    for words in ("1. Purpose", "To say why the pump failed.", "2. Background", "Buy another."):
        assert words in _text(report)
    assert _text(report).index("Purpose") < _text(report).index("Background")
    # Nothing is in the text that is not in the file.
    assert (note.title, _text(note)) == ("A note", "Only this.")


def _text(item: AgendaItem) -> str:
    (document,) = item.documents
    assert document.title == item.title
    return "\n".join(section.text for section in document.sections)


def test_the_title_of_a_report_is_a_text(tmp_path: Path) -> None:
    folder = write_records(tmp_path / "r", {"meeting.toml": "document = 3\n", "a.txt": "Text."})
    (found,) = find_files([folder])
    assert isinstance(found, FoundFile)
    with pytest.raises(RecordError, match="document is a text in quotes"):
        load(found)
