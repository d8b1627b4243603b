from __future__ import annotations

import html
from datetime import date

import pytest

from corpus import readers
from corpus.errors import RecordError
from corpus.records import Attendee, Document, Meeting, Source

ITEM = """<agendaitem>
<agendaitemtitle>{title}</agendaitemtitle><agendatext>{agenda}</agendatext>
<fulldisplaynumberformat>{number}</fulldisplaynumberformat>
<minutesnonemptyhtmlbody>{minutes}</minutesnonemptyhtmlbody>
<isrestricted>{restricted}</isrestricted><refertocommittee>Planning Committee</refertocommittee>
<linkeddocuments><linkeddoc><title>Report</title><url>https://x.example/s1.pdf</url>
<isrestricted>False</isrestricted></linkeddoc><linkeddoc><title>Secret</title>
<url>https://x.example/s2.pdf</url><isrestricted>True</isrestricted></linkeddoc></linkeddocuments>
</agendaitem>"""
MINUTES = '<div class="WordSection1"><p class="MsoNormal">Councillor Pike\nsaid &lsquo;no&rsquo; &amp; left.</p><p>Agreed.</p></div>'


def _item(title: str = "Roads", minutes: str = MINUTES, restricted: str = "False") -> str:
    return ITEM.format(
        title=title,
        agenda=html.escape("<p>To <b>consider</b> it.</p>"),
        number="12.",
        minutes=html.escape(minutes),
        restricted=restricted,
    )


def _answer(*items: str, more: str = "") -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?><meeting><meetingid>1</meetingid>'
        "<meetingdate>10/02/2026</meetingdate><meetinglocation>Guildhall</meetinglocation>"
        f"<meetingstatus>Cancelled</meetingstatus><agendaitems>{''.join(items)}</agendaitems>{more}</meeting>"
    ).encode()


def _read(data: bytes) -> Meeting:
    source = Source("m.xml", data)
    assert readers.pick(source).name == "GetMeeting XML"
    (meeting,) = readers.read(source)
    assert isinstance(meeting, Meeting)
    return meeting


def _refusal(data: bytes) -> str:
    with pytest.raises(RecordError) as refused:
        list(readers.read(Source("m.xml", data)))
    return str(refused.value)


def test_a_meeting_of_the_web_service_is_read_with_all_that_it_says() -> None:
    people = (
        '<attendees><attendee name="Councillor Ann Pike" roledescription="Chair" attendance="Present" '
        'politicalparty="GRN"><url>https://x.example/u1</url></attendee></attendees>'
    )
    meeting = _read(_answer(_item(), more=people))
    assert (meeting.committee, meeting.date, meeting.venue) == (
        "Planning Committee", date(2026, 2, 10), "Guildhall",
    )  # fmt: skip
    (item,) = meeting.items
    assert (item.number, item.title, item.agenda) == ("12", "Roads", "To consider it.")
    assert item.minutes == "Councillor Pike said ‘no’ & left.\n\nAgreed."
    assert meeting.attendees == (
        Attendee("Councillor Ann Pike", "Chair", "GRN", "Present", "https://x.example/u1"),
    )


def test_documents_that_are_restricted_are_not_linked() -> None:
    (item,) = _read(_answer(_item())).items
    assert item.documents == (Document("Report", "https://x.example/s1.pdf"),)


@pytest.mark.parametrize("layers", [0, 1, 2])
def test_entities_that_are_encoded_twice_or_more_are_decoded_once_and_for_all(layers: int) -> None:
    minutes, title = MINUTES, "Roads &amp; Parks"
    for _ in range(layers):
        minutes, title = html.escape(minutes), html.escape(title)
    (item,) = _read(_answer(_item(title=title[:40], minutes=minutes))).items
    assert item.minutes == "Councillor Pike said ‘no’ & left.\n\nAgreed."
    if layers < 2:
        assert item.title == "Roads & Parks"


@pytest.mark.parametrize("flag", ["True", "true", "1"])
def test_a_restricted_item_is_marked(flag: str) -> None:
    assert _read(_answer(_item(restricted=flag))).items[0].restricted
    hidden = _item().replace(
        "<agendatext>", "<isdisplayallowed>False</isdisplayallowed><agendatext>"
    )
    assert _read(_answer(hidden)).items[0].restricted


def test_a_cancelled_meeting_and_answers_without_records_say_so() -> None:
    assert _refusal(_answer()) == "the meeting has no agenda items (cancelled)"
    assert "a list of committees" in _refusal(b"<?xml version='1.0'?><committees/>")
    assert "unknown kind (<rss>)" in _refusal(b"<?xml version='1.0'?><rss/>")
    assert "damaged or cut off" in _refusal(_answer(_item())[:-40])


@pytest.mark.parametrize(
    "entity",
    [
        '<!ENTITY e0 "ha">'
        + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 9}">' for n in range(1, 12)),
        '<!ENTITY e11 SYSTEM "file:///etc/passwd">',
        '<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;',
    ],
)
def test_entities_that_expand_or_lead_out_are_refused(entity: str) -> None:
    data = _answer(_item(title="&e11;")).replace(
        b"<meeting>", f"<!DOCTYPE m [{entity}]><meeting>".encode(), 1
    )
    assert "defines entities of its own" in _refusal(data)


def test_xml_nested_without_end_is_refused_or_read() -> None:
    deep = b"<meeting>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</meeting>"
    assert "no agenda items" in _refusal(deep)
